/** Which sources were observed in which weeks: what was not looked at is a break of the curve, never a fall. */
import { dayAfter, mondayOf, weekOfDay } from '../../model/phenomena/weeks.ts'
import type { Tx } from '../../store/ground.ts'

/** Days between two looks at a source after which it counts as not observed: three times its usual gap, and no fewer than these. */
const leastSilentDays = 4
const dayMs = 86_400_000

export interface Break {
  readonly source: string
  /** `new`: observed for the first time in this week. `outage`: observed before, and not for days that lie in this week. */
  readonly kind: 'new' | 'outage'
}

export interface Observed {
  readonly breaks: ReadonlyMap<string, readonly Break[]>
  /** Sources that were observed through all of the weeks: rates rest on these alone. */
  readonly steady: readonly string[]
}

/** The days (of Amsterdam) on which each source was observed until the end of a week. */
export async function observedDays(tx: Tx, to: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const end = dayAfter(mondayOf(to) ?? '1970-01-01', 7)
  const { rows } = await tx.query<{ source: string; days: string[] }>({
    name: 'observed-days',
    text: `
      select source_id as source, array_agg(distinct to_char(seen_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD')) as days from capture
      where source_id is not null and mandate_id = (select ground_content()) and seen_at < ($1::date)::timestamp at time zone 'Europe/Amsterdam'
      group by 1 order by 1`,
    values: [end]
  })
  return new Map(rows.map(({ source, days }) => [source, days.toSorted()]))
}

/** Breaks by week. `today`: what comes after it was not to be observed yet. Pure. */
export function observed(
  days: ReadonlyMap<string, readonly string[]>,
  weeks: readonly string[],
  today: string
): Observed {
  const breaks = new Map<string, Break[]>()
  const steady: string[] = []
  const add = (week: string, source: string, kind: Break['kind']): void => {
    const list = breaks.get(week) ?? []
    if (!list.some((one) => one.source === source)) breaks.set(week, [...list, { source, kind }])
  }
  for (const [source, seen] of days) {
    const [first] = seen
    if (first === undefined) continue
    const lost = new Set(silentDays(seen, today).map(weekOfDay))
    for (const week of weeks) {
      if (weekOfDay(first) === week) add(week, source, 'new')
      else if (lost.has(week)) add(week, source, 'outage')
    }
    const began = weeks[0] !== undefined && first < (mondayOf(weeks[0]) ?? '')
    if (began && !weeks.some((week) => lost.has(week))) steady.push(source)
  }
  return { breaks, steady }
}

/** Days without a look, where they are many for this source. */
function silentDays(seen: readonly string[], today: string): string[] {
  const gaps = seen.slice(1).map((day, at) => daysBetween(seen[at] ?? day, day))
  const usual = gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 1
  const most = Math.max(leastSilentDays, usual * 3)
  const silent: string[] = []
  for (const [at, day] of seen.entries()) {
    const next = seen[at + 1] ?? today
    if (daysBetween(day, next) < most) continue
    for (let one = dayAfter(day, 1); one < next; one = dayAfter(one, 1)) silent.push(one)
  }
  return silent
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs)
}
