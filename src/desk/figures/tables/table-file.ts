/** A file with one table of reports (CSV), a cell a row. Rows of totals are not taken in, and must be the sum of the cells. Each fault has its line. Pure. */
import {
  tableAges,
  tableDimensions,
  tableNationalities,
  tableTotal,
  type FigureTable,
  type TableFault
} from '../../../model/figures/figure-table.ts'
import { namedRows, type NamedRow } from '../named-rows.ts'

export type TableFile =
  | { readonly kind: 'table'; readonly table: FigureTable }
  | { readonly kind: 'wrong'; readonly faults: readonly TableFault[] }

/** The same in each row: what the table is. */
const heading = ['table', 'title', 'publisher', 'year', 'status', 'source'] as const
const needed = [...heading, ...tableDimensions, 'count'] as const
/** `yes`: a table for practice, which counts nobody. */
const optional = ['invented']
const most = { faults: 100, cells: 5_000, categories: 40, chars: 300 }

interface Row extends NamedRow {
  readonly at: readonly string[]
  readonly count: number
}

export function readTableFile(bytes: Buffer): TableFile {
  const read = namedRows(bytes, needed, optional)
  if (read.kind === 'wrong') return wrong(read.faults)
  const rows = read.rows.map(({ line, cell }): Row => ({
    line,
    cell,
    at: tableDimensions.map(cell),
    count: Number(cell('count'))
  }))
  const faults: TableFault[] = rows.flatMap((row) => faultsOf(row, rows[0]))
  const [first] = rows
  if (faults.length > 0 || first === undefined) return wrong(faults)
  faults.push(...doubles(rows), ...wrongSums(rows))
  const cells = rows.filter((row) => !row.at.includes(tableTotal))
  if (cells.length > most.cells || [0, 3].some((at) => new Set(cells.map((row) => row.at[at])).size > most.categories))
    faults.push({ line: 0, column: '', fault: 'too-many', value: '' })
  if (faults.length > 0) return wrong(faults)
  return {
    kind: 'table',
    table: {
      name: first.cell('table'),
      title: first.cell('title'),
      publisher: first.cell('publisher'),
      year: Number(first.cell('year')),
      status: first.cell('status'),
      source: first.cell('source'),
      invented: first.cell('invented') === 'yes',
      cells: cells.map(({ at: [reporter = '', age = '', nationality = '', region = ''], count }) => [
        reporter,
        age,
        nationality,
        region,
        count
      ])
    }
  }
}

function wrong(faults: readonly TableFault[]): TableFile {
  return { kind: 'wrong', faults: faults.slice(0, most.faults) }
}

function faultsOf({ line, cell }: Row, first: Row | undefined): TableFault[] {
  const faults: TableFault[] = []
  const say = (column: string, fault: TableFault['fault']): void =>
    void faults.push({ line, column, fault, value: cell(column).slice(0, 60) })
  for (const name of needed) {
    if (cell(name) === '') say(name, 'empty')
    else if (cell(name).length > most.chars) say(name, 'too-long')
  }
  if (faults.length > 0) return faults
  for (const name of heading) if (first !== undefined && cell(name) !== first.cell(name)) say(name, 'heading-differs')
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(cell('table'))) say('table', 'no-name')
  if (!/^(?:19|20)\d\d$/.test(cell('year'))) say('year', 'no-year')
  if (!isOneOf(tableAges, cell('age'))) say('age', 'no-age')
  if (!isOneOf(tableNationalities, cell('nationality'))) say('nationality', 'no-nationality')
  if (!/^\d{1,7}$/.test(cell('count'))) say('count', 'no-count')
  return faults
}

function isOneOf(names: readonly string[], text: string): boolean {
  return text === tableTotal || names.includes(text)
}

function doubles(rows: readonly Row[]): TableFault[] {
  const seen = new Set<string>()
  return rows.flatMap(({ line, at }): TableFault[] => {
    const name = JSON.stringify(at)
    const twice = seen.has(name)
    seen.add(name)
    return twice
      ? [{ line, column: tableDimensions.join(', '), fault: 'twice', value: at.join(', ').slice(0, 60) }]
      : []
  })
}

/** Totals that are not the sum of the cells they stand for. */
function wrongSums(rows: readonly Row[]): TableFault[] {
  const cells = rows.filter((row) => !row.at.includes(tableTotal))
  return rows
    .filter((row) => row.at.includes(tableTotal))
    .flatMap(({ line, at, count }): TableFault[] => {
      const sum = cells
        .filter((cell) => at.every((one, i) => one === tableTotal || one === cell.at[i]))
        .reduce((all, cell) => all + cell.count, 0)
      return sum === count ? [] : [{ line, column: 'count', fault: 'sum-differs', value: `${count} <> ${sum}` }]
    })
}
