/** Networks a week and a source, over the sources that were observed in all weeks: what of a curve may be held against another part of it. */
import { dimensions, leastNetworks, withheld, type Cell } from '../../model/phenomena/traits.ts'
import type { CountedAdvert, FoldedCount } from '../../store/phenomena/counted-adverts.ts'
import { handOf } from '../../store/phenomena/fold-erased.ts'
import type { Tx } from '../../store/ground.ts'
import { foldedFor, type Counted } from './counts.ts'
import type { TableAsked } from './hidden-table.ts'
import type { Observed } from './trend.ts'

/** What rates are made of. */
export interface RateParts {
  readonly living: readonly CountedAdvert[]
  /** Erased adverts by what is asked, without their sources; and with them. */
  readonly whole: readonly FoldedCount[]
  readonly bySource: readonly FoldedCount[]
  readonly steady: ReadonlySet<string>
  readonly filters: TableAsked['filters']
}

/** By week; null where it is not told. */
export async function ratesOf(
  tx: Tx,
  { counted, seen, weeks }: { readonly counted: Counted; readonly seen: Observed; readonly weeks: readonly string[] },
  { filters, from, to }: TableAsked
): Promise<(number | null)[]> {
  const asked = dimensions.filter((name) => filters[name] !== undefined)
  const bySource = await foldedFor(tx, ['source', ...asked], from, to)
  const whole = await foldedFor(tx, asked, from, to)
  return ratesIn({ living: counted.living, whole, bySource, steady: new Set(seen.steady), filters }, weeks)
}

/**
 * Null where few networks make a rate or the difference, where no source was observed in all weeks, where erased adverts of that week no longer tell
 * whether they are among what is asked (without them a week would seem lower than it was), and where they no longer tell whether a network on two sources
 * is one (counted twice a week would seem higher). Pure.
 */
export function ratesIn(parts: RateParts, weeks: readonly string[]): (number | null)[] {
  const { steady, filters } = parts
  if (steady.size === 0) return weeks.map(() => null)
  const asked = dimensions.filter((name) => filters[name] !== undefined)
  const isAsked = ({ cell }: { readonly cell: Cell }): boolean => asked.every((name) => cell[name] === filters[name])
  const mayBe = ({ cell }: FoldedCount): boolean =>
    asked.every((name) => [filters[name], withheld].includes(cell[name]))
  const isSteady = ({ cell }: { readonly cell: Cell }): boolean => steady.has(cell.source)
  const living = Map.groupBy(parts.living.filter(isAsked), weekOf)
  const whole = Map.groupBy(parts.whole.filter(mayBe), weekOf)
  const bySource = Map.groupBy(parts.bySource.filter(mayBe), weekOf)
  return weeks.map((week) => {
    const [here, all, apart] = [living.get(week) ?? [], whole.get(week) ?? [], bySource.get(week) ?? []]
    // Where all of it stood on these sources the week is counted as a whole: a network on two of them is one.
    const isWhole = here.every(isSteady) && apart.every(isSteady)
    const rows = isWhole ? all : apart
    if (!rows.every(isAsked)) return null
    const networks = isWhole ? networksOf(here, all) : networksOf(here.filter(isSteady), apart.filter(isSteady))
    if (networks === null) return null
    const rest = isWhole ? 0 : handsOf(here) + ended(all.filter(isAsked)) - networks
    const small = (count: number): boolean => count > 0 && count < leastNetworks
    return small(networks) || small(rest) ? null : Math.round((networks / steady.size) * 100) / 100
  })
}

/**
 * Distinct networks of living adverts and of what is left of erased ones; null where that does not tell: a network counts once in each cell in which it
 * ended, so one that ended in two cells, or in one while it lives in another, would count twice.
 */
function networksOf(living: readonly CountedAdvert[], folded: readonly FoldedCount[]): number | null {
  const [row, ...others] = folded.filter(({ networks }) => networks > 0)
  if (row === undefined) return handsOf(living)
  const isThere = ({ cell }: CountedAdvert): boolean =>
    dimensions.every((name) => row.cell[name] === '' || row.cell[name] === cell[name])
  return others.length > 0 || !living.every(isThere) ? null : handsOf(living) + row.networks
}

function handsOf(living: readonly CountedAdvert[]): number {
  return new Set(living.map(handOf)).size
}

function ended(folded: readonly FoldedCount[]): number {
  return folded.reduce((sum, { networks }) => sum + networks, 0)
}

function weekOf({ cell }: { readonly cell: Cell }): string {
  return cell.week
}
