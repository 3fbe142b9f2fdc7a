/**
 * Counts as they leave: what fewer than five networks have in common is hidden, and so is what would tell of it, by subtraction within the
 * table or from what was published before. Pure.
 */
import { leastNetworks, type Dimension } from '../../model/phenomena/traits.ts'
import { hiddenCells, placesOf, withTotals } from '../figures/tables/hide-cells.ts'
import { countsOf, type Counted } from './counts.ts'

/** A table is by week and two more dimensions at most. */
export const mostDimensions = 3
const mostCells = 2_500

export interface TableAsked {
  readonly from: string
  readonly to: string
  /** Without the week, by which each table is. */
  readonly by: readonly Dimension[]
  readonly filters: Readonly<Partial<Record<Dimension, string>>>
}

export interface HiddenTable {
  readonly dimensions: readonly { readonly name: Dimension; readonly categories: readonly string[] }[]
  /**
   * The first dimension slowest; in each dimension but the week the total stands behind its categories. Null: hidden. Totals over weeks are not
   * told: with another period they would tell of single weeks.
   */
  readonly adverts: readonly (number | null)[]
  readonly networks: readonly (number | null)[]
  readonly hidden: number
}

/** What was told of a cell: networks and adverts; `about`: with noise; null where it was hidden. By `cellName`. */
export type Told = ReadonlyMap<string, readonly [networks: number, adverts: number, how?: 'about'] | null>

export interface Judged {
  readonly table: HiddenTable
  /** Of the table with all values of what is filtered too: later tables are held against it. */
  readonly told: Told
}

/** The table over what was counted without its filters, or why there is none. `before`: what earlier publications told. */
export function hiddenTable(
  counted: Counted,
  { by, filters, from, to }: TableAsked,
  weeks: readonly string[],
  before: readonly Told[] = []
): Judged | 'too-many' {
  const filtered = (Object.keys(filters) as Dimension[]).filter((name) => name !== 'week').toSorted()
  const names: Dimension[] = ['week', ...by.filter((name) => name !== 'week' && !filtered.includes(name)), ...filtered]
  const dimensions = names.map((name) => ({
    name,
    categories: name === 'week' ? weeks : valuesOf(counted, name, filters[name])
  }))
  const sizes = dimensions.map(({ categories }) => categories.length)
  const places = placesOf(sizes)
  if (places.length > mostCells) return 'too-many'
  const values = countsAt(counted, dimensions)
  const keyAt = (at: readonly number[]): string =>
    cellName(Object.fromEntries(dimensions.map(({ name, categories }, i) => [name, categories[at[i] ?? 0]])), from, to)
  const [networks, adverts] = [places.map((at) => values(at).networks), places.map((at) => values(at).adverts)]
  const keys = places.map(keyAt)
  const earlier = keys.map((key, cell) => toldBefore(before, key, [networks[cell] ?? 0, adverts[cell] ?? 0]))
  const sums = withTotals(sizes, (at) => values(at).networks)
  const absent = places.map((at) => at[0] === sizes[0])
  const hidden = hiddenCells(sums, leastNetworks, {
    small: earlier.map((one) => one === 'hide'),
    absent,
    told: earlier.map((one) => one === 'told')
  })
  const told = new Map(
    places.flatMap((_, cell) => {
      const value = hidden[cell] === true ? null : ([networks[cell] ?? 0, adverts[cell] ?? 0] as const)
      return absent[cell] === true ? [] : [[keys[cell] ?? '', value] as const]
    })
  )
  const slice = places.flatMap((at, cell) => (absent[cell] !== true && isAsked(at, dimensions, filters) ? [cell] : []))
  const shown = (counts: readonly number[]): (number | null)[] =>
    slice.map((cell) => (hidden[cell] === true ? null : (counts[cell] ?? 0)))
  return {
    told,
    table: {
      dimensions: dimensions.slice(0, names.length - filtered.length),
      adverts: shown(adverts),
      networks: shown(networks),
      hidden: slice.filter((cell) => hidden[cell] === true).length
    }
  }
}

type Dimensions = readonly { readonly name: Dimension; readonly categories: readonly string[] }[]

/** Adverts and distinct networks of each place of the table, totals too. */
function countsAt(
  counted: Counted,
  dimensions: Dimensions
): (at: readonly number[]) => { readonly adverts: number; readonly networks: number } {
  const known = new Map<string, { adverts: number; networks: number }>()
  for (let mask = 0; mask < 2 ** dimensions.length; mask++) {
    const by = dimensions.filter((_, i) => (mask & (1 << i)) !== 0).map(({ name }) => name)
    for (const { key, adverts, networks } of countsOf(counted, by).cells)
      known.set(JSON.stringify(dimensions.map(({ name }) => key[name] ?? null)), { adverts, networks })
  }
  return (at) =>
    known.get(JSON.stringify(dimensions.map(({ categories }, i) => categories[at[i] ?? 0] ?? null))) ?? {
      adverts: 0,
      networks: 0
    }
}

function valuesOf({ living, folded }: Counted, name: Dimension, asked: string | undefined): string[] {
  return [
    ...new Set([...[...living, ...folded].map(({ cell }) => cell[name]), ...(asked === undefined ? [] : [asked])])
  ].toSorted()
}

/** One name for one set of adverts, in whichever table it stands: what is told of it, and the period where it is of no single week. */
function cellName(said: Readonly<Record<string, string | undefined>>, from: string, to: string): string {
  const parts = Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
  return [...parts, ...(said['week'] === undefined ? [`weeks=${from}..${to}`] : [])].toSorted().join(' ')
}

/**
 * `told`: everybody knows the count. `hide`: it was hidden before, or few networks were added or taken since it was told, and the difference
 * would tell of them.
 */
function toldBefore(
  before: readonly Told[],
  key: string,
  [networks, adverts]: readonly [number, number]
): 'told' | 'hide' | null {
  let found: 'told' | null = null
  for (const one of before) {
    const value = one.get(key)
    if (value === undefined) continue
    if (value === null) return 'hide'
    const same = value[2] === 'about' || (value[0] === networks && value[1] === adverts)
    if (!same && Math.abs(value[0] - networks) < leastNetworks) return 'hide'
    found = 'told'
  }
  return found
}

/** Whether a place is one of the table as asked: of what is filtered only the value asked for. */
function isAsked(at: readonly number[], dimensions: Dimensions, filters: TableAsked['filters']): boolean {
  return dimensions.every(({ name, categories }, i) => {
    const value = name === 'week' ? undefined : filters[name]
    return value === undefined || categories[at[i] ?? 0] === value
  })
}
