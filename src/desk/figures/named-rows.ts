/** Rows of a list (CSV) by the names of its columns, or what is wrong with the list as a whole and with its columns. Pure. */
import type { FileFault } from '../../model/figures/figure.ts'
import { readCsv } from '../reports/exchange/csv-rows.ts'

export interface NamedRow {
  readonly line: number
  /** What a cell says, without blanks around it; '' also where the list has no such column. */
  readonly cell: (name: string) => string
}

export type NamedRows =
  | { readonly kind: 'rows'; readonly rows: readonly NamedRow[] }
  | { readonly kind: 'wrong'; readonly faults: readonly FileFault<'file' | 'column-missing' | 'column-unknown'>[] }

/** Every column of `needed` has to be there, those of `optional` may be, and no other is. */
export function namedRows(bytes: Buffer, needed: readonly string[], optional: readonly string[]): NamedRows {
  const read = readCsv(bytes)
  if (read.kind === 'wrong')
    return { kind: 'wrong', faults: read.problems.map((value) => ({ line: 0, column: '', fault: 'file', value })) }
  const missing = needed.filter((name) => !read.columns.includes(name))
  const unknown = read.columns.filter((name) => !needed.includes(name) && !optional.includes(name))
  if (missing.length + unknown.length > 0)
    return {
      kind: 'wrong',
      faults: [
        ...missing.map((column) => ({ line: 1, column, fault: 'column-missing' as const, value: '' })),
        ...unknown.map((name) => ({
          line: 1,
          column: name.slice(0, 60),
          fault: 'column-unknown' as const,
          value: ''
        }))
      ]
    }
  const rows = read.rows.map(({ line, cells }): NamedRow => {
    const values = new Map(read.columns.map((name, at) => [name, (cells[at] ?? '').trim()]))
    return { line, cell: (name) => values.get(name) ?? '' }
  })
  return { kind: 'rows', rows }
}
