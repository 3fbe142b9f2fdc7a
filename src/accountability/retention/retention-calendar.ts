/** The calendar of erasing for auditors: how many sealed captures each line of mandates loses on which day, and a dry run for a day ahead. */
import type { RetentionCalendar, RetentionDryRun } from '../../contract/oversight/audit.ts'
import type { Keyring } from '../../evidence/keys.ts'
import type { Store } from '../../store/connect.ts'
import { note } from '../acts.ts'
import { caseDays } from './case-clocks.ts'
import { eachLine } from './due.ts'
import { reportDays } from './report-clocks.ts'
import { planErasing } from './retention-plan.ts'

/** Five weeks, so that a term of four shows the day on which what came in today goes. */
const daysShown = 35
const dayMs = 86_400_000
type Line = RetentionCalendar['lines'][number]

/** Counts only, by the day in UTC on which the clock of each capture ends; what holds some of them is told by the dry run. */
export async function readCalendar(store: Store, by: string, now = new Date()): Promise<RetentionCalendar> {
  // The days end at a midnight, not at this hour: what falls between would stand on no day and not in what comes later.
  const from = Math.floor(now.getTime() / dayMs) * dayMs
  const end = new Date(from + daysShown * dayMs)
  const lines = await eachLine(store, async (tx, of): Promise<Line> => {
    const { line, eraseAfterDays } = of
    // The index of what is due serves the days; what comes later is one more count over it.
    const { rows } = await tx.query<{ day: string; n: number }>(
      `select to_char(day at time zone 'UTC', 'YYYY-MM-DD') as day, n from
         (select date_bin('1 day', greatest(erase_at, $1), '1970-01-01T00:00Z') as day, count(*)::int as n from capture
          where state = 'sealed' and erase_at < $2 group by 1) d order by 1`,
      [now, end]
    )
    const { rows: later } = await tx.query<{ n: number }>(
      `select count(*)::int as n from (select 1 from capture where state = 'sealed'
         and erase_at >= $1 limit 1000000) c`,
      [end]
    )
    const reports = await reportDays(tx, of, now, end)
    const cases = await caseDays(tx, line, now, end)
    const byDay = new Map(rows.map(({ day, n }) => [day, n]))
    const days = Array.from({ length: daysShown }, (_, at) => {
      const day = new Date(from + at * dayMs).toISOString().slice(0, 10)
      return { day, count: byDay.get(day) ?? 0, reports: reports.days.get(day) ?? 0, cases: cases.days.get(day) ?? 0 }
    })
    return {
      line,
      eraseAfterDays,
      days,
      later: later[0]?.n ?? 0,
      laterReports: reports.later,
      laterCases: cases.later
    }
  })
  await note(store.pool, { user: by, mandate: null }, { act: 'retention.calendar', detail: { lines: lines.length } })
  return { from: now.toISOString().slice(0, 10), lines }
}

/** What a run at `on` would erase, and what it would leave and why; by kind of what holds it. Changes nothing. */
export async function dryRun(store: Store, keyring: Keyring, by: string, on: Date): Promise<RetentionDryRun> {
  const sums = new Map<string, RetentionDryRun['lines'][number]>()
  for (const { mandate, what, count, heldBy } of await planErasing(store, keyring, on)) {
    const held = heldBy?.split(':')[0] ?? null
    const key = `${mandate} ${what} ${held ?? ''}`
    sums.set(key, { line: mandate, what, heldBy: held, count: count + (sums.get(key)?.count ?? 0) })
  }
  const lines = [...sums.values()]
  await note(
    store.pool,
    { user: by, mandate: null },
    { act: 'retention.plan', detail: { on: on.toISOString(), lines: lines.length } }
  )
  return { on: on.toISOString(), lines }
}
