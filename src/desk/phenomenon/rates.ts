/** Networks a week and a source, over the sources that were observed in all weeks: what of a curve may be held against another part of it. */
import { dimensions, leastNetworks, withheld, type Cell } from '../../model/phenomena/traits.ts'
import type { Tx } from '../../store/ground.ts'
import { countsOf, foldedFor, type Counted } from './counts.ts'
import type { TableAsked } from './hidden-table.ts'
import type { Observed } from './trend.ts'

/**
 * By week; null where few networks make it or the difference, where no source was observed in all weeks, and where erased adverts of that week no longer
 * tell whether they are among what is asked: without them a week would seem lower than it was.
 */
export async function ratesOf(
  tx: Tx,
  { counted, seen, weeks }: { readonly counted: Counted; readonly seen: Observed; readonly weeks: readonly string[] },
  { filters, from, to }: TableAsked
): Promise<(number | null)[]> {
  const steady = new Set(seen.steady)
  const asked = dimensions.filter((name) => filters[name] !== undefined)
  const folded = await foldedFor(tx, ['source', ...asked], from, to)
  const isAsked = (cell: Cell): boolean => asked.every((name) => cell[name] === filters[name])
  const mayBe = (cell: Cell): boolean => asked.every((name) => [filters[name], withheld].includes(cell[name]))
  const untold = new Set(folded.flatMap(({ cell }) => (mayBe(cell) && !isAsked(cell) ? [cell.week] : [])))
  const whole: Counted = {
    state: counted.state,
    living: counted.living.filter(({ cell }) => isAsked(cell)),
    folded: folded.filter(({ cell }) => isAsked(cell))
  }
  const of = (part: Counted): Map<string, number> =>
    new Map(countsOf(part, ['week']).cells.map(({ key, networks }) => [key.week ?? '', networks]))
  const all = of(whole)
  const some = of({
    ...whole,
    living: whole.living.filter(({ cell }) => steady.has(cell.source)),
    folded: whole.folded.filter(({ cell }) => steady.has(cell.source))
  })
  return weeks.map((week) => {
    const networks = some.get(week) ?? 0
    const rest = (all.get(week) ?? 0) - networks
    const small = (count: number): boolean => count > 0 && count < leastNetworks
    if (steady.size === 0 || untold.has(week) || small(networks) || small(rest)) return null
    return Math.round((networks / steady.size) * 100) / 100
  })
}
