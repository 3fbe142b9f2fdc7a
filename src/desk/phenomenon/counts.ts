/** Counts for research on phenomena, as they are: for use within Baken. Whatever leaves goes through `hidden-table.ts`. */
import { createHash } from 'node:crypto'
import type { Keyring } from '../../evidence/keys.ts'
import { dimensions, type Cell, type CountedPlace, type Dimension } from '../../model/phenomena/traits.ts'
import type { Tx } from '../../store/ground.ts'
import {
  countedAdverts,
  foldedCounts,
  type CountedAdvert,
  type FoldedCount
} from '../../store/phenomena/counted-adverts.ts'
import { handOf } from '../../store/phenomena/fold-erased.ts'

export interface CountsAsked {
  /** The first and the last week, as `2026-W30`. */
  readonly from: string
  readonly to: string
  /** What the counts are told apart by; none: one count of all. */
  readonly by: readonly Dimension[]
  /** Only adverts with one of these values. */
  readonly filters?: Readonly<Partial<Record<Dimension, readonly string[]>>>
}

export interface CountedCell {
  /** A value for each of `by`. */
  readonly key: Readonly<Partial<Record<Dimension, string>>>
  readonly adverts: number
  /** Distinct networks; an advert that nothing joins to another is one of its own. */
  readonly networks: number
}

export interface PhenomenonCounts {
  /** SHA-256 (hex) of what was counted: the same adverts with the same values and networks give the same. */
  readonly state: string
  /** Those with adverts, in the order of their keys. */
  readonly cells: readonly CountedCell[]
  /** How many of the adverts were erased: of them only counts are left. */
  readonly erased: number
}

/** What is counted: living adverts, and what is left of erased ones. */
export interface Counted {
  readonly living: readonly CountedAdvert[]
  readonly folded: readonly FoldedCount[]
  readonly state: string
}

/**
 * Counts adverts under the mandate of the transaction, sealed and erased ones too, by the week in which each was first seen. Nothing is
 * opened: each counts as what was sealed beside its reading when it was read. Of erased adverts a network is counted in each week and, with
 * two dimensions and more, in each of their cells where it ended: sums over those may count it more than once.
 */
export async function phenomenonCounts(
  tx: Tx,
  under: { readonly keyring: Keyring },
  asked: CountsAsked
): Promise<PhenomenonCounts> {
  return countsOf(await readCounted(tx, under, asked), asked.by)
}

export async function readCounted(
  tx: Tx,
  { keyring }: { readonly keyring: Keyring },
  { from, to, by, filters = {} }: CountsAsked
): Promise<Counted> {
  const fits = (cell: Cell): boolean =>
    dimensions.every((name) => filters[name] === undefined || filters[name].includes(cell[name]))
  const living = (await countedAdverts(tx, keyring, from, to)).filter(({ cell }) => fits(cell))
  const names = [...by, ...dimensions.filter((name) => filters[name] !== undefined)]
  const folded = (await foldedFor(tx, names, from, to)).filter(({ cell }) => fits(cell))
  const hash = createHash('sha256')
  for (const one of living) hash.update(`${JSON.stringify([one.id, one.network, ...values(one.cell)])}\n`)
  for (const one of folded) hash.update(`${JSON.stringify([one.adverts, one.networks, ...values(one.cell)])}\n`)
  return { living, folded, state: hash.digest('hex') }
}

/** Counts by some dimensions of what was counted. */
export function countsOf({ living, folded, state }: Counted, by: readonly Dimension[]): PhenomenonCounts {
  const cells = new Map<
    string,
    { key: Record<string, string>; adverts: number; networks: number; hands: Set<string> }
  >()
  const cellAt = (cell: Cell) => {
    const key = Object.fromEntries(by.map((name) => [name, cell[name]]))
    const name = JSON.stringify(key)
    const found = cells.get(name) ?? { key, adverts: 0, networks: 0, hands: new Set<string>() }
    cells.set(name, found)
    return found
  }
  for (const one of living) {
    const found = cellAt(one.cell)
    found.adverts++
    found.hands.add(handOf(one))
  }
  for (const one of folded) {
    const found = cellAt(one.cell)
    found.adverts += one.adverts
    found.networks += one.networks
  }
  return {
    state,
    erased: folded.reduce((sum, one) => sum + one.adverts, 0),
    cells: [...cells.entries()]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { key, adverts, networks, hands }]) => ({ key, adverts, networks: networks + hands.size }))
  }
}

/** Where the places of living adverts lie. */
export function placesIn({ living }: Counted): Map<string, CountedPlace> {
  return new Map(living.flatMap(({ place }) => (place === null ? [] : [[place.name, place] as const])))
}

/** Counts of erased adverts that tell these dimensions: those of one dimension keep more of it than those of all together. */
export function foldedFor(tx: Tx, names: readonly Dimension[], from: string, to: string): Promise<FoldedCount[]> {
  const told = new Set(names.filter((name) => name !== 'week'))
  return foldedCounts(tx, told.size > 1 ? 'all' : ([...told][0] ?? 'week'), from, to)
}

function values(cell: Cell): string[] {
  return dimensions.map((name) => cell[name])
}
