/** Counts for research on phenomena as people see them: with small cells hidden, and breaks where sources were not observed. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { PhenomenonQuery, PhenomenonTable } from '../../contract/phenomena/counts.ts'
import { dimensions, isDimension, leastNetworks, withheld, type Dimension } from '../../model/phenomena/traits.ts'
import { weeksBetween } from '../../model/phenomena/weeks.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import type { FoldedCount } from '../../store/phenomena/counted-adverts.ts'
import type { Vault } from '../adverts/vault.ts'
import { rowLine, headLine } from '../exports/csv.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import { placesIn, readCounted, type Counted } from './counts.ts'
import { hiddenTable, mostDimensions, type Judged, type TableAsked, type Told } from './hidden-table.ts'
import { ratesOf } from './rates.ts'
import { weekChanges } from './changes.ts'
import { observed, observedDays, type Observed } from './trend.ts'

/** What a question asks for; null where it names no weeks, too many of them, or the same dimension twice. */
export function askedOf(query: PhenomenonQuery): TableAsked | null {
  const { from, to, by = '' } = query
  const names = by === '' ? [] : by.split(',').filter(isDimension)
  const weeks = weeksBetween(from, to)
  if (weeks.length === 0 || weeks.length > mostWeeks || new Set(names).size !== names.length) return null
  const filters = Object.fromEntries(
    dimensions.flatMap((name) => (name === 'week' || query[name] === undefined ? [] : [[name, query[name]]]))
  ) as TableAsked['filters']
  if (new Set([...names, ...Object.keys(filters)]).size >= mostDimensions) return null
  return { from, to, by: names, filters }
}

const mostWeeks = 106

/** What was counted for a question, without its filters, and which sources were looked at in which of its weeks. */
export interface Read {
  readonly counted: Counted
  readonly seen: Observed
  readonly weeks: readonly string[]
  /** The day of reading, `YYYY-MM-DD` in UTC. */
  readonly today: string
}

export interface Made extends Judged, Read {}

/** Reads what a question is about, under the mandate of the transaction. */
export async function readAsked(tx: Tx, vault: Pick<Vault, 'keyring'>, asked: TableAsked): Promise<Read> {
  const weeks = weeksBetween(asked.from, asked.to)
  const filtered = Object.keys(asked.filters) as Dimension[]
  const counted = await readCounted(tx, vault, { from: asked.from, to: asked.to, by: [...asked.by, ...filtered] })
  const today = new Date().toISOString().slice(0, 10)
  return { counted, seen: observed(await observedDays(tx, asked.to), weeks, today), weeks, today }
}

/** A table under the mandate of the transaction, held against what was told before. */
export async function makeTable(
  tx: Tx,
  vault: Pick<Vault, 'keyring'>,
  asked: TableAsked,
  before: readonly Told[] = []
): Promise<Made | 'too-many'> {
  const read = await readAsked(tx, vault, asked)
  const judged = hiddenTable(read.counted, asked, read.weeks, before)
  return judged === 'too-many' ? judged : { ...judged, ...read }
}

/**
 * Weeks of which something was not seen: a source that is new or was not looked at; and erased adverts of which was not kept whether they are among
 * what is asked (they go in small batches, of which fewer than five networks have in common what is asked).
 */
export function breaksOf(
  { seen, weeks, counted }: Pick<Read, 'seen' | 'weeks' | 'counted'>,
  filters: TableAsked['filters']
): PhenomenonTable['breaks'] {
  const asked = (Object.keys(filters) as Dimension[]).filter((name) => name !== 'week')
  const mayBe = ({ cell }: FoldedCount): boolean =>
    asked.every((name) => [filters[name], withheld].includes(cell[name])) &&
    asked.some((name) => cell[name] === withheld)
  const unkept = new Set(counted.folded.filter(mayBe).map(({ cell }) => cell.week))
  return weeks.flatMap((week) => [
    ...(seen.breaks.get(week) ?? []).map((one) => ({ week, ...one })),
    ...(unkept.has(week) ? [{ week, source: '', kind: 'withheld' as const }] : [])
  ])
}

/** What of a table is told, on the screen and in a publication. */
export function toldOf(
  { table, ...read }: Made,
  { filters }: TableAsked
): Omit<PhenomenonTable, 'steady' | 'rates' | 'changes' | 'erased'> {
  const names = new Set(table.dimensions.find(({ name }) => name === 'place')?.categories)
  return {
    state: read.counted.state,
    least: leastNetworks,
    ...table,
    breaks: breaksOf(read, filters),
    places: [...placesIn(read.counted).values()].filter(({ name }) => names.has(name)).toSorted(byName)
  }
}

/** A table as the screen tells it, in a transaction of its reader. */
export async function tableIn(
  tx: Tx,
  vault: Pick<Vault, 'keyring'>,
  asked: TableAsked
): Promise<PhenomenonTable | 'too-many'> {
  const made = await makeTable(tx, vault, asked)
  if (made === 'too-many') return made
  const erased = made.counted.folded.reduce((sum, one) => sum + one.adverts, 0)
  const rates = await ratesOf(tx, made, asked)
  const steady = made.seen.steady.length
  const changes = weekChanges(made.weeks, rates, steady, made.today)
  return { ...toldOf(made, asked), steady, rates, changes, erased }
}

export async function readTable(
  pool: pg.Pool,
  ground: Ground,
  vault: Pick<Vault, 'keyring'>,
  asked: TableAsked,
  as: 'screen' | 'export'
): Promise<Outcome<PhenomenonTable>> {
  return act<Outcome<PhenomenonTable>>(pool, ground, async (tx) => {
    const value = await tableIn(tx, vault, asked)
    if (value === 'too-many') return refusedAct('too-expensive')
    const { hidden, state } = value
    const detail = { by: ['week', ...asked.by], from: asked.from, to: asked.to, hidden, state }
    return {
      result: { kind: 'done', value },
      entry: { act: as === 'screen' ? 'phenomenon.read' : 'phenomenon.export', detail }
    }
  })
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1
}

/** A cell a row, with totals; a hidden one has no counts. `change`: the rates stand higher or lower from this week on. */
export function phenomenonCsv({
  dimensions: told,
  adverts,
  networks,
  changes = []
}: Pick<PhenomenonTable, 'dimensions' | 'adverts' | 'networks'> & Partial<Pick<PhenomenonTable, 'changes'>>): string {
  const columns = [...told.map(({ name }) => name), 'adverts', 'networks', 'change', 'hidden']
  const ways = new Map(changes.map(({ week, before, after }) => [week, after > before ? 'up' : 'down']))
  const rows = cellsOf(told).map((key, at) =>
    rowLine(columns, {
      ...key,
      adverts: adverts[at] ?? null,
      networks: networks[at] ?? null,
      change: ways.get(key['week'] ?? '') ?? null,
      hidden: networks[at] === null ? 'yes' : 'no'
    })
  )
  return headLine(columns) + rows.join('')
}

/** The values of each cell, in their order: the week has no total, each other dimension one behind its categories. */
export function cellsOf(told: PhenomenonTable['dimensions']): Record<string, string>[] {
  let cells: Record<string, string>[] = [{}]
  for (const { name, categories } of told) {
    const values = name === 'week' ? categories : [...categories, 'total']
    cells = cells.flatMap((cell) => values.map((value) => ({ ...cell, [name]: value })))
  }
  return cells
}
