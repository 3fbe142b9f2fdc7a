/**
 * Weeks from which a weekly series stands on another level: the stretch whose ranks differ most from those of all other weeks (Pettitt 1979; circular
 * binary segmentation: Olshen and others 2004), judged by permutations (Besag and Clifford 1991: drawing ends once it cannot be rare) and against weeks
 * that hang together (`hanging-weeks.ts`), and its parts again. Ranks, so that one odd week is no change. Pure: the same series gives the same changes.
 */
import { leastNetworks } from '../../model/phenomena/traits.ts'
import { dayAfter, mondayOf } from '../../model/phenomena/weeks.ts'
import { hangingChance, mostHanging } from './hanging-weeks.ts'
import { clearest, drawing, medianOf, ranksOf } from './stretches.ts'

/** How often a series without any change, whose weeks do not hang together, may be told to have one. */
export const alpha = 0.01
const draws = 1_999

export interface Change {
  /** The first week of the new level, by its place in the series. */
  readonly at: number
  /** Medians of the weeks since the change before (or the first), and until the next (or the last). */
  readonly before: number
  readonly after: number
  /** How often chance cuts as clearly: the greater share of shuffled series and of series whose weeks hang together. */
  readonly p: number
}

interface Week {
  readonly at: number
  readonly value: number
}

/** Null: a week that is not told; it is passed over. `leastStep`: a smaller difference between two levels is no change. */
export function changesIn(series: readonly (number | null)[], leastStep: number): Change[] {
  const weeks = series.flatMap((value, at): Week[] => (value === null ? [] : [{ at, value }]))
  const cuts = cutsOf(weeks, leastStep).toSorted((a, b) => a.place - b.place)
  return cuts.flatMap(({ place, p }, nth) => {
    const before = medianOf(valuesOf(weeks.slice(cuts[nth - 1]?.place ?? 0, place)))
    const after = medianOf(valuesOf(weeks.slice(place, cuts[nth + 1]?.place)))
    const at = weeks[place]?.at
    return at === undefined || Math.abs(after - before) < leastStep ? [] : [{ at, before, after, p }]
  })
}

/**
 * Changes of rates as they are told: of weeks that are over, and of five networks at least in all sources together. It sees nothing but the rates that are
 * shown, so it tells of no hidden week; and those rest on sources that were looked at in all weeks, so a new source or an outage is no change.
 */
export function weekChanges(
  weeks: readonly string[],
  rates: readonly (number | null)[],
  sources: number,
  today: string
): { week: string; before: number; after: number; p: number }[] {
  const over = rates.map((rate, at) => (dayAfter(mondayOf(weeks[at] ?? '') ?? '9999-01-01', 7) > today ? null : rate))
  return changesIn(over, leastNetworks / Math.max(1, sources)).flatMap(({ at, ...change }) => {
    const week = weeks[at]
    return week === undefined ? [] : [{ week, ...change }]
  })
}

interface Cut {
  readonly place: number
  readonly p: number
}

function cutsOf(weeks: readonly Week[], leastStep: number, from = 0): Cut[] {
  const values = valuesOf(weeks)
  const ranks = ranksOf(values)
  const best = clearest(ranks)
  if (best === null) return []
  const { begin, end } = best
  const beside = [...values.slice(0, begin), ...values.slice(end)]
  if (Math.abs(medianOf(values.slice(begin, end)) - medianOf(beside)) < leastStep) return []
  const shuffled = chanceOf(ranks, best.clearness)
  if (shuffled > alpha) return []
  const hanging = hangingChance(values, best)
  if (hanging > mostHanging) return []
  const p = Math.max(shuffled, hanging)
  const parts = [0, ...[begin, end].filter((place) => place > 0 && place < weeks.length), weeks.length]
  return [
    ...parts.slice(1, -1).map((place) => ({ place: from + place, p })),
    ...parts.slice(1).flatMap((last, nth) => {
      const first = parts[nth] ?? 0
      return cutsOf(weeks.slice(first, last), leastStep, from + first)
    })
  ]
}

/** More than `alpha` once that is sure. */
function chanceOf(ranks: readonly number[], clearness: number): number {
  const most = Math.floor(alpha * (draws + 1))
  const shuffled = [...ranks]
  const next = drawing(20_260_803)
  let asClear = 1
  for (let draw = 0; draw < draws && asClear <= most; draw++) {
    for (let left = shuffled.length - 1; left > 0; left--) {
      const other = Math.floor(next() * (left + 1))
      const [one, two] = [shuffled[left] ?? 0, shuffled[other] ?? 0]
      shuffled[left] = two
      shuffled[other] = one
    }
    if ((clearest(shuffled)?.clearness ?? 0) >= clearness - 1e-9) asClear++
  }
  return asClear > most ? 1 : asClear / (draws + 1)
}

function valuesOf(weeks: readonly Week[]): number[] {
  return weeks.map(({ value }) => value)
}
