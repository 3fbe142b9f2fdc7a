/** A published figure: a value that never stands without its publication, definition, unit, status and date. */

/** Counts and estimates never stand in one series. */
export const figureKinds = ['count', 'estimate'] as const
export type FigureKind = (typeof figureKinds)[number]

export const figureStates = [
  'published',
  'first',
  'provisional',
  'definitive',
  'revised',
  'derived',
  'norm',
  'contradictory',
  'estimate'
] as const
export type FigureState = (typeof figureStates)[number]

/** One number, the ends of a range, or two values of which the source leaves open which is true. */
export const figureForms = ['one', 'range', 'either'] as const
export type FigureForm = (typeof figureForms)[number]

export interface Figure {
  readonly series: string
  readonly kind: FigureKind
  readonly publisher: string
  readonly measure: string
  readonly definition: string
  /** As published, and the first and last year that it names. */
  readonly period: string
  readonly fromYear: number
  readonly toYear: number
  /** As published, and read. */
  readonly value: string
  readonly numbers: readonly number[]
  readonly form: FigureForm
  readonly unit: string
  readonly state: FigureState
  /** What the source calls it: the publication, or its state in words. */
  readonly status: string
  /** A day, month or year; null: the source gives none. */
  readonly published: string | null
  /** How an estimate was made; null for counts. */
  readonly method: string | null
  /** Ends of the interval of an estimate; null: none was published. */
  readonly interval: readonly [number, number] | null
  readonly note: string | null
  readonly source: string
}

/** Why a file of figures is refused, and where: nothing of it is taken in. */
export const figureFaults = [
  'file',
  'column-missing',
  'column-unknown',
  'empty',
  'too-long',
  'no-series-name',
  'no-year',
  'no-value',
  'no-kind',
  'no-day',
  'no-method',
  'interval-apart',
  'other-kind'
] as const
export type FigureFault = FileFault<(typeof figureFaults)[number]>

/** What is wrong in a file with a list, and where. */
export interface FileFault<Fault extends string> {
  /** 1 is the first line of the file; 0: the file as a whole. */
  readonly line: number
  readonly column: string
  readonly fault: Fault
  readonly value: string
}
