/** Tables of reports: taken in from files, and read as they are published, with hidden cells. The counts behind them leave by no other way. */
import type pg from 'pg'
import { act } from '../../../accountability/acts.ts'
import type { FigureTables, PublishedTable, TableFileAnswer } from '../../../contract/figures/figure-tables.ts'
import {
  tableAges,
  tableDimensions,
  tableNationalities,
  tableTotal,
  type FigureTable
} from '../../../model/figures/figure-table.ts'
import type { Ground, Tx } from '../../../store/ground.ts'
import { headLine, rowLine } from '../../exports/csv.ts'
import { refusedAct, type Outcome } from '../../outcome.ts'
import { hiddenCells, leastShown, placesOf, withTotals } from './hide-cells.ts'
import { readTableFile } from './table-file.ts'

/** Takes in a table; one of the same name, year and status stays as it is. */
export async function importTable(
  pool: pg.Pool,
  ground: Ground,
  file: Buffer,
  detail: Readonly<Record<string, unknown>>
): Promise<TableFileAnswer> {
  const read = readTableFile(file)
  if (read.kind === 'wrong') return { id: null, faults: read.faults }
  const { name, title, publisher, year, status, source, invented, cells } = read.table
  return act<TableFileAnswer>(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ id: number }>(
      `insert into figure_table (name, title, publisher, year, status, source, invented, cells, by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning id`,
      [name, title, publisher, year, status, source, invented, JSON.stringify(cells), ground.user]
    )
    const id = rows[0]?.id ?? null
    const entry = {
      act: 'figure-table.import',
      detail: { table: name, year, cells: cells.length, added: id !== null, ...detail }
    }
    return { result: { id, faults: [] }, entry }
  })
}

const head = `id, name, title, publisher, year, status, source, invented`

export async function listTables(pool: pg.Pool, ground: Ground): Promise<FigureTables> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<FigureTables['tables'][number]>(
      `select ${head} from figure_table order by year desc, id desc limit 200`
    )
    return { result: { tables: rows }, entry: { act: 'figure-tables.list', detail: { tables: rows.length } } }
  })
}

export async function readPublishedTable(
  pool: pg.Pool,
  ground: Ground,
  id: number,
  as: 'screen' | 'export'
): Promise<Outcome<PublishedTable>> {
  return act<Outcome<PublishedTable>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<FigureTable & { readonly id: number }>(
      `select ${head}, cells from figure_table where id = $1`,
      [id]
    )
    const [row] = rows
    if (row === undefined) return refusedAct('not-found')
    const value = published(row)
    const entry = {
      act: as === 'screen' ? 'figure-table.read' : 'figure-table.export',
      subject: `table:${id}`,
      detail: { hidden: value.hidden }
    }
    return { result: { kind: 'done', value }, entry }
  })
}

/** The tables of a year as they are published, of those that were there before a figure after the state came in. */
export async function publishedAt(tx: Tx, year: number, state: number): Promise<PublishedTable[]> {
  const { rows } = await tx.query<FigureTable & { readonly id: number }>(
    `select ${head}, cells from figure_table t where year = $1 and not exists (select 1 from figure f where f.id > $2 and f.at <= t.at)
     order by id limit 50`,
    [year, state]
  )
  return rows.map(published)
}

/** What may be seen of a table: its counts with totals, without what is small and what would tell of it. */
export function published({ cells, ...row }: FigureTable & { readonly id: number }): PublishedTable {
  const fixed: Readonly<Record<string, readonly string[]>> = { age: tableAges, nationality: tableNationalities }
  const dimensions = tableDimensions.map((name, at) => {
    const said = new Set(cells.map((cell) => String(cell[at])))
    const categories = (fixed[name] ?? [...said].toSorted((a, b) => a.localeCompare(b, 'nl'))).filter((one) =>
      said.has(one)
    )
    return { name, categories }
  })
  const counts = new Map(
    cells.map(([reporter, age, nationality, region, count]) => [
      JSON.stringify([reporter, age, nationality, region]),
      count
    ])
  )
  const whole = withTotals(
    dimensions.map(({ categories }) => categories.length),
    (place) => counts.get(JSON.stringify(place.map((one, at) => dimensions[at]?.categories[one]))) ?? 0
  )
  const hidden = hiddenCells(whole)
  return {
    ...row,
    least: leastShown,
    dimensions,
    counts: whole.counts.map((count, cell) => (hidden[cell] === true ? null : count)),
    hidden: hidden.filter(Boolean).length
  }
}

/** A cell a row, with totals; a hidden one has no count. */
export function tableCsv({ dimensions, counts }: PublishedTable): string {
  const columns = [...tableDimensions, 'count', 'hidden']
  const lines = placesOf(dimensions.map(({ categories }) => categories.length)).map((place, cell) => {
    const named = dimensions.map(({ name, categories }, at) => [name, categories[place[at] ?? 0] ?? tableTotal])
    const count = counts[cell] ?? null
    return rowLine(columns, {
      ...(Object.fromEntries(named) as Record<string, string>),
      count,
      hidden: count === null ? 'yes' : 'no'
    })
  })
  return headLine(columns) + lines.join('')
}
