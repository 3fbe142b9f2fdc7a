/** The stretch of a series that differs most from what lies beside it, by ranks. Pure. */

/** A level lasts so many weeks at least. */
export const leastWeeks = 4

export interface Stretch {
  /** From the first place on, below the second. */
  readonly begin: number
  readonly end: number
  readonly clearness: number
}

/** The stretch that differs most from what lies beside it, and by how much; no part is shorter than a level lasts. Null: too few weeks, or all are alike. */
export function clearest(ranks: readonly number[]): Stretch | null {
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

/** Ranks from 1 on; those of equal values are shared. */
export function ranksOf(values: readonly number[]): number[] {
  const order = values.toSorted((a, b) => a - b)
  return values.map((value) => (order.indexOf(value) + order.lastIndexOf(value)) / 2 + 1)
}

export function medianOf(values: readonly number[]): number {
  const order = values.toSorted((a, b) => a - b)
  const half = order.length >> 1
  return order.length % 2 === 1 ? (order[half] ?? 0) : ((order[half - 1] ?? 0) + (order[half] ?? 0)) / 2
}

/** A normal number (Box and Muller 1958) of numbers from 0, below 1. */
export function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
}

/** Numbers from 0, below 1: the same each time (mulberry32). */
export function drawing(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
