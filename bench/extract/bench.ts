/** Measures extraction on generated sets: phones beside the matcher of libphonenumber-js alone, and the other kinds; and on a set written by hand. */
import path from 'node:path'
import { findPhoneNumbersInText } from 'libphonenumber-js/max'
import type { CountryCode } from 'libphonenumber-js/max'
import { extract } from '../../src/extract/extract.ts'
import { measureFacts } from './facts.ts'
import type { FactFigures } from './facts.ts'
import { generate } from './generate.ts'
import type { Labelled } from './generate.ts'
import { measureOpenSet, readOpenSet } from './open-set.ts'
import type { OpenSetFigures } from './open-set.ts'

export interface Score {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly negativesClean: number
  readonly cpuMsPerText: number
}

export interface ExtractFigures {
  readonly n: number
  readonly seed: number
  readonly disguisedShare: number
  readonly negatives: number
  readonly baken: Score
  /** Only facts of confidence 0.8 and more: those that may join adverts on their own. */
  readonly bakenCertain: Omit<Score, 'cpuMsPerText'>
  readonly libphonenumber: Score
  readonly recallByWriting: Readonly<Record<string, number>>
  readonly f1ByLanguage: Readonly<Record<string, number>>
  /** E-mail, handle, url, price, age, place, name, date and language, on a set of their own of the same size. */
  readonly otherKinds: FactFigures
  /** Texts with a false number by kind of negative; empty when all are clean. */
  readonly falseByNegative: Readonly<Record<string, number>>
  /** The second independent set: texts and labels by a hand that had not read the code; see `open-2/README.md`. */
  readonly independentSecond: OpenSetFigures
}

type Finder = (text: Labelled) => readonly string[]

export async function runExtractBench(options: { readonly n: number; readonly seed: number }): Promise<ExtractFigures> {
  const set = generate(options.n, options.seed)
  for (const text of set.slice(0, 500)) extract(text.text, { region: text.region })
  const started = process.cpuUsage()
  const facts = set.map((text) =>
    extract(text.text, { region: text.region, seenAt: '2026-03-04T12:00:00Z' }).filter((fact) => fact.kind === 'phone')
  )
  const used = process.cpuUsage(started)
  const found = new Map(set.map((text, i) => [text, facts[i]?.map((fact) => fact.value) ?? []]))
  const certain = new Map(
    set.map((text, i) => [text, facts[i]?.filter((fact) => fact.confidence >= 0.8).map((fact) => fact.value) ?? []])
  )
  const libStarted = process.cpuUsage()
  const lib = new Map(
    set.map((text) => [
      text,
      findPhoneNumbersInText(text.text, text.region as CountryCode).map((hit) => hit.number.number as string)
    ])
  )
  const libUsed = process.cpuUsage(libStarted)
  const finder =
    (table: Map<Labelled, string[]>): Finder =>
    (text) =>
      table.get(text) ?? []
  const positives = set.filter((text) => text.phones.length > 0)
  return {
    n: set.length,
    seed: options.seed,
    disguisedShare: round(positives.filter((text) => text.disguised).length / positives.length),
    negatives: set.length - positives.length,
    baken: { ...score(set, finder(found)), cpuMsPerText: perText(used, set.length) },
    bakenCertain: score(set, finder(certain)),
    libphonenumber: { ...score(set, finder(lib)), cpuMsPerText: perText(libUsed, set.length) },
    recallByWriting: byGroup(
      positives,
      (text) => text.made,
      (part) => score(part, finder(found)).recall
    ),
    f1ByLanguage: byGroup(
      set,
      (text) => text.language,
      (part) => score(part, finder(found)).f1
    ),
    falseByNegative: falseNegatives(set, finder(found)),
    otherKinds: measureFacts(options.n, options.seed),
    independentSecond: measureOpenSet(readOpenSet(path.join(import.meta.dirname, 'open-2')))
  }
}

/** Counts distinct numbers per text against the label. */
export function score(set: readonly Labelled[], find: Finder): Omit<Score, 'cpuMsPerText'> {
  let right = 0
  let found = 0
  let wanted = 0
  let negatives = 0
  let clean = 0
  for (const text of set) {
    const numbers = new Set(find(text))
    found += numbers.size
    wanted += text.phones.length
    right += text.phones.filter((phone) => numbers.has(phone)).length
    if (text.phones.length > 0) continue
    negatives += 1
    if (numbers.size === 0) clean += 1
  }
  const precision = found === 0 ? 1 : right / found
  const recall = wanted === 0 ? 1 : right / wanted
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return {
    precision: round(precision),
    recall: round(recall),
    f1: round(f1),
    negativesClean: negatives === 0 ? 1 : round(clean / negatives)
  }
}

function byGroup(
  set: readonly Labelled[],
  key: (text: Labelled) => string,
  measure: (part: readonly Labelled[]) => number
): Record<string, number> {
  const groups = new Map<string, Labelled[]>()
  for (const text of set) groups.set(key(text), [...(groups.get(key(text)) ?? []), text])
  return Object.fromEntries(
    [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, measure(part)])
  )
}

function falseNegatives(set: readonly Labelled[], find: Finder): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const text of set)
    if (text.phones.length === 0 && find(text).length > 0) counts[text.made] = (counts[text.made] ?? 0) + 1
  return counts
}

function perText(used: NodeJS.CpuUsage, texts: number): number {
  return round((used.user + used.system) / 1000 / texts)
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
