/** Published figures: series, their values side by side, what changed between publications, and why reports fell. */
import Type from 'typebox'
import { figureFaults, figureForms, figureKinds, figureStates } from '../../model/figures/figure.ts'
import {
  bothLanguages,
  closed,
  flag,
  maybeText,
  number,
  oneOf,
  orNull,
  reason,
  text,
  whole,
  type Shape
} from '../fields.ts'

const seriesName = Type.String({ pattern: '^[a-z0-9][a-z0-9_-]{0,63}$' })
export const figureTopics = ['victims', 'police', 'prosecution', 'other'] as const

export const FigureSeries = Type.Object(
  {
    id: text,
    kind: oneOf(figureKinds),
    topic: oneOf(figureTopics),
    title: bothLanguages,
    figures: whole,
    fromYear: whole,
    toYear: whole
  },
  closed
)
export type FigureSeries = Shape<typeof FigureSeries>

/** Definitive figures of a year that are late, or due within 60 days, by the dated list of the data folder. */
export const FigureDue = Type.Object(
  { series: text, year: whole, due: text, late: flag, days: whole, says: bothLanguages, source: text },
  closed
)
export type FigureDue = Shape<typeof FigureDue>

/** GET /api/figures. `state`: the number of the newest figure; figures as they were known then are asked for by it. */
export const FigureList = Type.Object(
  { state: whole, series: Type.Array(FigureSeries), due: Type.Array(FigureDue) },
  closed
)
export type FigureList = Shape<typeof FigureList>

export const FigureRow = Type.Object(
  {
    id: whole,
    series: text,
    publisher: text,
    measure: text,
    definition: text,
    period: text,
    fromYear: whole,
    toYear: whole,
    /** As published; the numbers in it. */
    value: text,
    numbers: Type.Array(number),
    form: oneOf(figureForms),
    unit: text,
    state: oneOf(figureStates),
    status: text,
    published: maybeText,
    method: maybeText,
    /** Lowest and highest value of an estimate; null: none was published, or it is a count. */
    interval: orNull(Type.Object({ low: number, high: number }, closed)),
    note: maybeText,
    source: text
  },
  closed
)
export type FigureRow = Shape<typeof FigureRow>

const FigureLine = Type.Object(
  { series: text, kind: oneOf(figureKinds), title: bothLanguages, figures: Type.Array(FigureRow) },
  closed
)
export type FigureLineRow = Shape<typeof FigureLine>

/** A value that a later publication of the same series gave anew: numbers of figures, and the difference where both are single numbers. */
const FigureChange = Type.Object({ first: whole, later: whole, difference: orNull(number) }, closed)

/** A lower value than the year before it: what is known of why. Never says anything of how much crime there is. */
const FigureFall = Type.Object(
  {
    series: text,
    fromYear: whole,
    toYear: whole,
    fromFigure: whole,
    toFigure: whole,
    /** Changes of rules that are known, with their source. */
    causes: Type.Array(Type.Object({ year: whole, ...bothLanguages.properties, source: text }, closed)),
    /** The values come from different publications, which may count differently. */
    otherPublication: flag,
    /** Years between them of which no value is known. */
    missingYears: whole
  },
  closed
)

/** What publications say in words, and how each language says it; a text without a row stands as it was published. */
const FigureWords = Type.Array(Type.Object({ text, ...bothLanguages.properties }, closed))
export type FigureWords = Shape<typeof FigureWords>

/** What a person wrote beside a value; the highest version stands, and an empty text takes it away. */
export const FigureNote = Type.Object({ figure: whole, version: whole, text, by: text, at: text }, closed)
export type FigureNote = Shape<typeof FigureNote>
/** POST /api/figure-notes/{id}: `version` is the one that was read, 0 where there was none. */
export const FigureNoteBody = Type.Object(
  { version: Type.Integer({ minimum: 0, maximum: 100_000 }), text: Type.String({ maxLength: 1_000 }) },
  closed
)
export type FigureNoteBody = Shape<typeof FigureNoteBody>

/** GET /api/figures/{series}?state=: the series, those that count the same in another way beside it, and what follows from them. */
export const FigurePage = Type.Object(
  {
    state: whole,
    series: text,
    lines: Type.Array(FigureLine),
    /** Years with several published values that differ: all of them are true as their publication defines them. */
    several: Type.Array(Type.Object({ year: whole, figures: Type.Array(whole) }, closed)),
    changes: Type.Array(FigureChange),
    falls: Type.Array(FigureFall),
    /** Every version of the notes beside the values. */
    notes: Type.Array(FigureNote),
    words: FigureWords
  },
  closed
)
export type FigurePage = Shape<typeof FigurePage>

export const FigureParameters = Type.Object({ series: seriesName }, closed)
export const FigureQuery = Type.Object({ state: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })) }, closed)
export type FigureQuery = Shape<typeof FigureQuery>

/** GET /api/figure-reports/{year}?language=&state=: the year report as PDF. */
export const ReportYear = Type.Object({ year: Type.Integer({ minimum: 1900, maximum: 2999 }) }, closed)
export const ReportQuery = Type.Object({ ...FigureQuery.properties, language: oneOf(['nl', 'en']) }, closed)

/** What is wrong in a file, by its line (0: the file as a whole). */
export function fileFaults<const Names extends readonly string[]>(names: Names) {
  return Type.Array(Type.Object({ line: whole, column: text, fault: oneOf(names), value: text }, closed))
}

/** POST /api/figure-files: a file of figures (CSV). With a fault nothing is taken in, and each is told by its line. */
export const FigureFileBody = Type.Object({ csv: Type.String({ maxLength: 2_000_000 }), reason }, closed)
export type FigureFileBody = Shape<typeof FigureFileBody>
export const FigureFileAnswer = Type.Object(
  {
    added: whole,
    /** Those that were there already. */
    known: whole,
    state: whole,
    faults: fileFaults(figureFaults)
  },
  closed
)
export type FigureFileAnswer = Shape<typeof FigureFileAnswer>
