/** Measures the kinds of facts other than phones on a generated set of stated facts, plain and disguised, between traps. */
import { extract } from '../../src/extract/extract.ts'
import { traps } from './fact-traps.ts'
import { regions } from './fact-words.ts'
import { seenAt, writers } from './fact-writings.ts'
import type { Stated, StatedKind } from './fact-writings.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import { fillers, titles } from './sentences.ts'
import type { Language } from './spoken.ts'

export interface LabelledFacts {
  readonly text: string
  readonly language: Language
  readonly stated: readonly Stated[]
}

export interface KindScore {
  readonly stated: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** Only facts of confidence 0.8 and more: those that may join adverts on their own. */
  readonly certainPrecision: number
  readonly certainRecall: number
  /** Recall of what was written in a disguise; null where the set disguises none. */
  readonly disguisedRecall: number | null
}

export interface FactFigures {
  readonly texts: number
  readonly byKind: Readonly<Record<string, KindScore>>
  readonly f1ByLanguage: Readonly<Record<string, number>>
  /** Texts that state nothing, and the share of them in which nothing was found. */
  readonly empty: {
    readonly texts: number
    readonly clean: number
    readonly falseByKind: Readonly<Record<string, number>>
  }
}

const kinds = Object.keys(writers) as StatedKind[]
const languages = Object.keys(regions) as Language[]

/** The set: a quarter states nothing, the others up to three facts of different kinds; the same seed gives the same set. */
export function generateFacts(n: number, seed: number): LabelledFacts[] {
  const r = random(seed)
  return Array.from({ length: n }, () => {
    const language = r.pick(languages)
    const count = r.chance(0.25) ? 0 : r.int(1, 3)
    const chosen = shuffled(kinds, r).slice(0, count)
    const stated = chosen.map((kind) => writers[kind](language, r))
    const parts = stated.map((one) => one.text)
    const around = count === 0 ? r.int(2, 4) : r.int(0, 2)
    for (let i = 0; i < around; i += 1) parts.splice(r.int(0, parts.length), 0, r.pick(traps[language]))
    parts.splice(r.int(0, parts.length), 0, r.pick(fillers[language]))
    return { text: `${r.pick(titles[language])}\n${parts.join(r.pick(['\n', '\n', ' - ', ' | ']))}`, language, stated }
  })
}

export function measureFacts(n: number, seed: number): FactFigures {
  const set = generateFacts(n, seed).map((text) => ({ ...text, found: factsOf(text) }))
  const empty = set.filter(({ stated }) => stated.length === 0)
  const isClean = ({ found }: Read): boolean => found.every(({ kind }) => !isStatedKind(kind))
  return {
    texts: set.length,
    byKind: {
      ...Object.fromEntries(kinds.map((kind) => [kind, scoreOf(set, kind)] as const)),
      language: languageScore(set)
    },
    f1ByLanguage: Object.fromEntries(
      languages.map((language) => [language, overall(set.filter((text) => text.language === language))])
    ),
    empty: {
      texts: empty.length,
      clean: round(empty.filter(isClean).length / Math.max(1, empty.length)),
      falseByKind: Object.fromEntries(
        kinds
          .map((kind) => [kind, empty.filter(({ found }) => found.some((fact) => fact.kind === kind)).length] as const)
          .filter(([, count]) => count > 0)
      )
    }
  }
}

interface Value {
  readonly kind: string
  readonly value: string
  readonly certain: boolean
}

interface Read extends LabelledFacts {
  readonly found: readonly Value[]
}

/** Distinct values, each as sure as its surest fact. */
function factsOf({ text, language }: LabelledFacts): Value[] {
  const values = new Map<string, Value>()
  for (const { kind, value, confidence, method } of extract(text, { region: regions[language], seenAt })) {
    if (kind === 'language' && method === 'spoken') continue
    const known = values.get(`${kind} ${value}`)
    values.set(`${kind} ${value}`, { kind, value, certain: confidence >= 0.8 || known?.certain === true })
  }
  return [...values.values()]
}

function isStatedKind(kind: string): boolean {
  return (kinds as readonly string[]).includes(kind)
}

function scoreOf(set: readonly Read[], kind: StatedKind): KindScore {
  let [stated, right, certainRight, found, certain, disguised, disguisedRight] = [0, 0, 0, 0, 0, 0, 0]
  for (const text of set) {
    const values = text.found.filter((fact) => fact.kind === kind)
    found += values.length
    certain += values.filter((fact) => fact.certain).length
    for (const one of text.stated) {
      if (one.kind !== kind) continue
      const hit = values.find((fact) => fact.value === one.value)
      stated += 1
      if (hit !== undefined) right += 1
      if (hit?.certain === true) certainRight += 1
      if (one.disguised) disguised += 1
      if (one.disguised && hit !== undefined) disguisedRight += 1
    }
  }
  return {
    ...rates(right, found, stated),
    certainPrecision: round(share(certainRight, certain)),
    certainRecall: round(share(certainRight, stated)),
    disguisedRecall: disguised === 0 ? null : round(disguisedRight / disguised)
  }
}

function languageScore(set: readonly Read[]): KindScore {
  const of = (text: Read): readonly Value[] => text.found.filter((fact) => fact.kind === 'language')
  const isRight = (text: Read) => (fact: Value) => fact.value === text.language
  const count = (keep: (fact: Value) => boolean): number =>
    set.reduce((sum, text) => sum + of(text).filter((fact) => keep(fact)).length, 0)
  const right = set.filter((text) => of(text).some(isRight(text))).length
  const certainRight = set.filter((text) => of(text).some((fact) => fact.certain && isRight(text)(fact))).length
  return {
    ...rates(
      right,
      count(() => true),
      set.length
    ),
    certainPrecision: round(
      share(
        certainRight,
        count((fact) => fact.certain)
      )
    ),
    certainRecall: round(share(certainRight, set.length)),
    disguisedRecall: null
  }
}

/** F1 over all kinds together. */
function overall(set: readonly Read[]): number {
  const has = (text: Read, one: Stated): boolean =>
    text.found.some((fact) => fact.kind === one.kind && fact.value === one.value)
  const right = set.reduce((sum, text) => sum + text.stated.filter((one) => has(text, one)).length, 0)
  const found = set.reduce((sum, text) => sum + text.found.filter(({ kind }) => isStatedKind(kind)).length, 0)
  const stated = set.reduce((sum, text) => sum + text.stated.length, 0)
  return rates(right, found, stated).f1
}

function rates(
  right: number,
  found: number,
  stated: number
): Pick<KindScore, 'stated' | 'precision' | 'recall' | 'f1'> {
  const [precision, recall] = [share(right, found), share(right, stated)]
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { stated, precision: round(precision), recall: round(recall), f1: round(f1) }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole
}

function shuffled<T>(list: readonly T[], r: Random): T[] {
  const left = [...list]
  return Array.from(list, () => left.splice(r.int(0, left.length - 1), 1)[0] as T)
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
