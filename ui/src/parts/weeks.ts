/** Weeks one after the other, those without adverts included: a gap in time must be a gap on the drawing. Pure. */

export interface Week {
  /** Its Monday, "2026-08-24". */
  readonly week: string
  readonly open: number
  readonly sealed: number
}

/** More weeks than these (three years) are not drawn one by one: the newest are. */
const mostWeeks = 156
const dayMs = 86_400_000

export function filledWeeks(weeks: readonly Week[]): Week[] {
  const known = new Map(weeks.map((one) => [Date.parse(one.week.slice(0, 10)), one]))
  const times = [...known.keys()].filter((time) => !Number.isNaN(time))
  if (times.length === 0) return []
  const last = Math.max(...times)
  const first = Math.max(Math.min(...times), last - (mostWeeks - 1) * 7 * dayMs)
  const filled: Week[] = []
  for (let time = first; time <= last; time += 7 * dayMs) {
    filled.push(known.get(time) ?? { week: new Date(time).toISOString().slice(0, 10), open: 0, sealed: 0 })
  }
  return filled
}

/** How wide so many weeks are drawn at most: few of them do not become walls. */
export function widthOf(weeks: number): { readonly maxWidth: string } {
  return { maxWidth: `${weeks * 44}px` }
}
