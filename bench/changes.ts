/** Change points of weekly series that have none, and how much hangs together in them, and of series with a planted step. */
import { changesIn } from '../src/desk/phenomenon/changes.ts'
import { drawing, normal } from '../src/desk/phenomenon/stretches.ts'
import type { BenchInput } from '../src/cli/commands/bench.ts'

const mean = 30
/** What a step is at least that is told of one source: five networks. */
const leastStep = 5

/** Shares of n series that are told to change. */
export function runChangesBench({ n, seed, say }: BenchInput): Promise<object> {
  const next = drawing(seed)
  const share = (
    series: () => readonly number[],
    least: number,
    isRight?: (at: readonly number[]) => boolean
  ): number => {
    let told = 0
    for (let nth = 0; nth < n; nth++) {
      const changes = changesIn(series(), least).map(({ at }) => at)
      if (isRight === undefined ? changes.length > 0 : isRight(changes)) told++
    }
    return Math.round((told / n) * 1_000) / 1_000
  }
  const flat = [12, 26, 52].flatMap((weeks) =>
    [0, 0.3, 0.5, 0.7].map((together) => {
      const told = share(() => counts(next, weeks, together, () => mean), 0)
      say(`${weeks} weeks that hang together by ${together}: ${told} told to change`)
      return { weeks, together, told }
    })
  )
  const steps = [
    [12, 6, 15, 30],
    [12, 6, 20, 28],
    [26, 13, 15, 30],
    [26, 7, 15, 30],
    [26, 13, 30, 15],
    [26, 13, 20, 28],
    [52, 26, 15, 30],
    [52, 26, 20, 28]
  ].map(([weeks = 0, at = 0, before = 0, after = 0]) => {
    const found = share(
      () => counts(next, weeks, 0, (week) => (week < at ? before : after)),
      leastStep,
      (places) => places.some((place) => Math.abs(place - at) <= 1)
    )
    say(`${weeks} weeks, from ${before} to ${after} in week ${at + 1}: ${found} found`)
    return { weeks, at, before, after, found }
  })
  return Promise.resolve({ series: n, mean, flat, steps })
}

/** Counts that spread as chance does (the root of their mean), each like the one before by `together`. */
function counts(next: () => number, weeks: number, together: number, levelAt: (week: number) => number): number[] {
  let last = normal(next)
  return Array.from({ length: weeks }, (_, week) => {
    if (week > 0) last = together * last + Math.sqrt(1 - together * together) * normal(next)
    const level = levelAt(week)
    return Math.max(0, Math.round(level + Math.sqrt(level) * last))
  })
}
