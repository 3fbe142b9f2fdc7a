/**
 * Weeks from which a weekly series stands on another level: the stretch whose ranks differ most from those of all other weeks (Pettitt 1979; circular
 * binary segmentation: Olshen and others 2004), judged by permutations (Besag and Clifford 1991: drawing ends once it cannot be rare), and its parts
 * again. Ranks, so that one odd week is no change. Pure: the same series gives the same changes.
 */
import { leastNetworks } from '../../model/phenomena/traits.ts'
import { dayAfter, mondayOf } from '../../model/phenomena/weeks.ts'

/** A level lasts so many weeks at least. */
export const leastWeeks = 4
/** How often a series without any change may be told to have one. */
export const alpha = 0.01
const draws = 1_999

export interface Change {
  /** The first week of the new level, by its place in the series. */
  readonly at: number
  /** Medians of the weeks since the change before (or the first), and until the next (or the last). */
  readonly before: number
  readonly after: number
  /** How often a shuffled series is cut as clearly. */
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
    const before = medianOf(weeks.slice(cuts[nth - 1]?.place ?? 0, place))
    const after = medianOf(weeks.slice(place, cuts[nth + 1]?.place))
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
  if (weeks.length < 2 * leastWeeks) return []
  const ranks = ranksOf(weeks.map(({ value }) => value))
  const best = clearest(ranks)
  if (best === null) return []
  const { begin, end } = best
  const beside = [...weeks.slice(0, begin), ...weeks.slice(end)]
  if (Math.abs(medianOf(weeks.slice(begin, end)) - medianOf(beside)) < leastStep) return []
  const p = chanceOf(ranks, best.clearness)
  if (p > alpha) return []
  const parts = [0, ...[begin, end].filter((place) => place > 0 && place < weeks.length), weeks.length]
  return [
    ...parts.slice(1, -1).map((place) => ({ place: from + place, p })),
    ...parts.slice(1).flatMap((last, nth) => {
      const first = parts[nth] ?? 0
      return cutsOf(weeks.slice(first, last), leastStep, from + first)
    })
  ]
}

interface Stretch {
  readonly begin: number
  readonly end: number
  readonly clearness: number
}

/** The stretch that differs most from what lies beside it, and by how much; no part is shorter than a level lasts. Null: all weeks are alike. */
function clearest(ranks: readonly number[]): Stretch | null {
  const n = ranks.length
  const mean = (n + 1) / 2
  const sums = [0]
  for (const rank of ranks) sums.push((sums.at(-1) ?? 0) + rank - mean)
  let best: Stretch | null = null
  for (let begin = 0; begin <= n - leastWeeks; begin = begin === 0 ? leastWeeks : begin + 1)
    for (let end = begin + leastWeeks; end <= n; end++) {
      // A stretch from the first week on is the same cut as the rest of it, up to the last.
      if ((end > n - leastWeeks && end < n) || (begin > 0 && end === n) || end - begin === n) continue
      const length = end - begin
      const clearness = Math.abs((sums[end] ?? 0) - (sums[begin] ?? 0)) / Math.sqrt(length * (n - length))
      if (clearness > (best?.clearness ?? 0) + 1e-9) best = { begin, end, clearness }
    }
  return best
}

/** More than `alpha` once that is sure. */
function chanceOf(ranks: readonly number[], clearness: number): number {
  const most = Math.floor(alpha * (draws + 1))
  const shuffled = [...ranks]
  let state = 20_260_803
  let asClear = 1
  for (let draw = 0; draw < draws && asClear <= most; draw++) {
    for (let left = shuffled.length - 1; left > 0; left--) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      const other = Math.floor((state / 2 ** 32) * (left + 1))
      const [one, two] = [shuffled[left] ?? 0, shuffled[other] ?? 0]
      shuffled[left] = two
      shuffled[other] = one
    }
    if ((clearest(shuffled)?.clearness ?? 0) >= clearness - 1e-9) asClear++
  }
  return asClear > most ? 1 : asClear / (draws + 1)
}

/** Ranks from 1 on; those of equal values are shared. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.toSorted((a, b) => a - b)
  return values.map((value) => (order.indexOf(value) + order.lastIndexOf(value)) / 2 + 1)
}

function medianOf(weeks: readonly Week[]): number {
  const order = weeks.map(({ value }) => value).toSorted((a, b) => a - b)
  const half = order.length >> 1
  return order.length % 2 === 1 ? (order[half] ?? 0) : ((order[half - 1] ?? 0) + (order[half] ?? 0)) / 2
}
