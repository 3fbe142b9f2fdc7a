/** Measures extraction on a set that was written and labelled by hand: every kind that is labelled, the whole text at once. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { extract } from '../../src/extract/extract.ts'

/** One fact of a label; any of `values` is right. */
export interface LabelledFact {
  readonly kind: string
  readonly values: readonly string[]
}

export interface LabelledText {
  readonly id: string
  readonly language: string
  readonly region: string
  /** What the text is about: the kind of writing, or of what only looks like a fact. */
  readonly about: string
  /** Something in it looks like a fact and is none. */
  readonly trap: boolean
  readonly text: string
  readonly facts: readonly LabelledFact[]
  /** Facts that a careful reader may or may not count: neither missing nor false. */
  readonly may?: readonly LabelledFact[]
}

export interface Value {
  readonly kind: string
  readonly value: string
}

export interface TextOutcome {
  readonly label: LabelledText
  readonly missing: readonly LabelledFact[]
  readonly extra: readonly Value[]
}

export interface OpenSetScore {
  readonly texts: number
  /** Share of texts in which nothing is missing and nothing is false. */
  readonly wholeRight: number
  readonly traps: number
  /** Share of traps without a false fact. */
  readonly trapsClean: number
  readonly byKind: Readonly<Record<string, { stated: number; precision: number; recall: number }>>
}

export interface OpenSetFigures extends OpenSetScore {
  readonly byLanguage: Readonly<Record<string, OpenSetScore>>
  /** Texts, and the share of them that is wholly right, by what they are about. */
  readonly wholeRightByAbout: Readonly<Record<string, string>>
}

export const kinds = ['phone', 'email', 'handle', 'url', 'price', 'age', 'place', 'name', 'date'] as const
/** What "today" is in the texts. */
const seenAt = '2026-03-04T12:00:00Z'

export function readOpenSet(folder: string): LabelledText[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LabelledText)
}

export function measureOpenSet(set: readonly LabelledText[]): OpenSetFigures {
  const outcomes = set.map((label) => outcomeOf(label, extract(label.text, { region: label.region, seenAt })))
  const part = (keep: (label: LabelledText) => boolean): TextOutcome[] => outcomes.filter(({ label }) => keep(label))
  const languages = [...new Set(set.map((text) => text.language))].sort()
  const abouts = [...new Set(set.map(nameOfAbout))].sort()
  return {
    ...scoreOf(outcomes),
    byLanguage: Object.fromEntries(
      languages.map((language) => [language, scoreOf(part((text) => text.language === language))])
    ),
    wholeRightByAbout: Object.fromEntries(
      abouts.map((about) => {
        const { texts, wholeRight } = scoreOf(part((text) => nameOfAbout(text) === about))
        return [about, `${wholeRight} of ${texts}`]
      })
    )
  }
}

/** Distinct values that were found, held against the label. */
export function outcomeOf(label: LabelledText, found: readonly Value[]): TextOutcome {
  const values = new Map(
    found
      .filter(({ kind }) => (kinds as readonly string[]).includes(kind))
      .map((one) => [keyOf(one.kind, one.value), one])
  )
  const allowed = new Set([...label.facts, ...(label.may ?? [])].flatMap(keysOf))
  return {
    label,
    missing: label.facts.filter((fact) => !keysOf(fact).some((key) => values.has(key))),
    extra: [...values].filter(([key]) => !allowed.has(key)).map(([, one]) => one)
  }
}

function scoreOf(outcomes: readonly TextOutcome[]): OpenSetScore {
  const traps = outcomes.filter(({ label }) => label.trap)
  return {
    texts: outcomes.length,
    wholeRight: share(
      outcomes.filter(({ missing, extra }) => missing.length + extra.length === 0).length,
      outcomes.length
    ),
    traps: traps.length,
    trapsClean: share(traps.filter(({ extra }) => extra.length === 0).length, traps.length),
    byKind: Object.fromEntries(kinds.map((kind) => [kind, ratesOf(outcomes, kind)]))
  }
}

function ratesOf(
  outcomes: readonly TextOutcome[],
  kind: string
): { stated: number; precision: number; recall: number } {
  const count = (of: (outcome: TextOutcome) => readonly { kind: string }[]): number =>
    outcomes.reduce((sum, outcome) => sum + of(outcome).filter((one) => one.kind === kind).length, 0)
  const stated = count(({ label }) => label.facts)
  const right = stated - count(({ missing }) => missing)
  return { stated, precision: share(right, right + count(({ extra }) => extra)), recall: share(right, stated) }
}

function keysOf({ kind, values }: LabelledFact): string[] {
  return values.map((value) => keyOf(kind, value))
}

/** Places and names are the same with other capitals or other marks on their letters. */
function keyOf(kind: string, value: string): string {
  const plain =
    kind === 'place' || kind === 'name' ? value.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase() : value
  return `${kind} ${plain}`
}

function nameOfAbout({ trap, about }: LabelledText): string {
  return trap ? `trap ${about}` : about
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : Math.round((part / whole) * 10_000) / 10_000
}
