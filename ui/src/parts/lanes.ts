/** Lanes of a timeline: which marks stand on which lane, where along it, and in which weeks and days the axis is cut. Pure. */

export interface LaneMark {
  readonly id: number
  readonly lane: string
  /** ISO 8601, as posted where known. */
  readonly at: string
  /** What gives it its shape and colour, such as its site. */
  readonly group: string
  readonly title: string
  readonly gone: boolean
}

export interface Lane {
  readonly name: string
  readonly marks: readonly (LaneMark & { readonly x: number })[]
  /** From the first to the last mark, as shares of the width. */
  readonly from: number
  readonly to: number
}

export interface Lanes {
  readonly lanes: readonly Lane[]
  readonly ticks: readonly { readonly x: number; readonly at: number }[]
  readonly weeks: number
}

const dayMs = 86_400_000

/** One lane a name, in the order of its first mark; a mark whose day cannot be read is left out. */
export function lanesOf(marks: readonly LaneMark[]): Lanes {
  const timed = marks.flatMap((mark) => {
    const at = Date.parse(mark.at)
    return Number.isNaN(at) ? [] : [{ mark, at }]
  })
  if (timed.length === 0) return { lanes: [], ticks: [], weeks: 1 }
  const first = Math.min(...timed.map(({ at }) => at))
  const span = Math.max(dayMs, Math.max(...timed.map(({ at }) => at)) - first)
  const byLane = Map.groupBy(
    timed.toSorted((a, b) => a.at - b.at),
    ({ mark }) => mark.lane
  )
  const lanes = [...byLane].map(([name, of]) => {
    const placed = of.map(({ mark, at }) => ({ ...mark, x: (at - first) / span }))
    return { name, marks: placed, from: placed[0]?.x ?? 0, to: placed.at(-1)?.x ?? 0 }
  })
  // No more marks than days, so that the axis never says one day twice.
  const parts = Math.min(4, Math.floor(span / dayMs))
  const ticks = Array.from({ length: parts + 1 }, (_, nr) => ({ x: nr / parts, at: first + (span * nr) / parts }))
  return { lanes, ticks, weeks: Math.max(1, Math.round(span / dayMs / 7)) }
}

/** The mark nearest to a share of the width. */
export function nearestMark(lane: Lane, x: number): number {
  let best = 0
  for (const [at, mark] of lane.marks.entries()) {
    if (Math.abs(mark.x - x) < Math.abs((lane.marks[best]?.x ?? 0) - x)) best = at
  }
  return best
}
