/** A table of reports in counts: by who reported, age, whether nationality is known, and region. Nationality itself has no place in it. */
import type { FileFault } from './figure.ts'

export const tableDimensions = ['reporter', 'age', 'nationality', 'region'] as const

/** What the two dimensions with fixed categories may say. */
export const tableAges = ['minor', 'adult', 'unknown'] as const
export const tableNationalities = ['known', 'unknown'] as const

/** In a file: the sum over all categories of a dimension. */
export const tableTotal = 'total'

export interface FigureTable {
  readonly name: string
  readonly title: string
  readonly publisher: string
  readonly year: number
  readonly status: string
  readonly source: string
  readonly invented: boolean
  readonly cells: readonly (readonly [string, string, string, string, number])[]
}

export const tableFaults = [
  'file',
  'column-missing',
  'column-unknown',
  'empty',
  'too-long',
  'no-name',
  'no-year',
  'no-age',
  'no-nationality',
  'no-count',
  'twice',
  'heading-differs',
  'sum-differs',
  'too-many'
] as const
export type TableFault = FileFault<(typeof tableFaults)[number]>
