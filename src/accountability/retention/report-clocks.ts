/** The clocks of reports: which are due, what holds some of them, and their erasing: words, steps, files and key go, number, times and state stay. */
import { reportRetention } from '../../model/report.ts'
import type { Store } from '../../store/connect.ts'
import type { Tx } from '../../store/ground.ts'
import { oweRewriting } from '../../store/rewrite-tables.ts'
import { noteRows } from '../../store/row-log.ts'
import { act } from '../acts.ts'
import { mandateLines, type MandateLine } from '../mandates/mandates.ts'
import { asRetention, daysOf, type DueDays } from './due.ts'

export interface DueReport {
  readonly no: number
  readonly id: string
  readonly draft: boolean
  /** As `signal:12`; null: nothing, it goes. */
  readonly heldBy: string | null
}

/** Reports whose clock ended at `on`, the longest due first; at most so many. */
export async function dueReports(
  tx: Tx,
  { line, eraseAfterDays }: MandateLine,
  on: Date,
  most: number
): Promise<DueReport[]> {
  const { rows } = await tx.query<DueReport>(
    `select no, id, draft, case when holds_ended is null then held_by end as "heldBy" from report_clocks($1, $2, $3), holds_ended($1)
     where due <= $4 order by held_by is not null and holds_ended is null, due, no limit $5`,
    [line, eraseAfterDays, reportRetention.keptDays, on, most]
  )
  return rows
}

/** How many reports are due on which day (UTC) until `end`, what is overdue at `now`, held ones too; and how many come later. */
export async function reportDays(
  tx: Tx,
  { line, eraseAfterDays }: MandateLine,
  now: Date,
  end: Date
): Promise<DueDays> {
  const { rows } = await tx.query<{ day: string | null; n: number }>(
    `select case when due < $5 then to_char(greatest(due, $4) at time zone 'UTC', 'YYYY-MM-DD') end as day, count(*)::int as n
     from report_clocks($1, $2, $3) group by 1`,
    [line, eraseAfterDays, reportRetention.keptDays, now, end]
  )
  return daysOf(rows)
}

const batchReports = 200

/** Erases what is due under all mandates, also those that ended. Interrupted anywhere it can be run again; run twice it changes nothing. Returns how many. */
export async function eraseReports(store: Store, now: Date): Promise<number> {
  let erased = 0
  for (const of of await mandateLines(store.pool)) {
    for (let more = true; more;) {
      const ids = await eraseBatch(store, of, now)
      erased += ids.length
      more = ids.length === batchReports
    }
  }
  return erased
}

async function eraseBatch(store: Store, of: MandateLine, now: Date): Promise<readonly string[]> {
  return act<readonly string[]>(store.pool, { user: 'pipeline', mandate: null }, async (tx) => {
    await asRetention(tx, of.line)
    const due = await dueReports(tx, of, now, batchReports)
    const going = due.filter((one) => one.heldBy === null)
    // Whoever decides on one at this moment goes first.
    const { rows } = await tx.query<{ no: number; id: string }>(
      'select no, id from report where no = any($1::bigint[]) and erased_at is null order by no for update skip locked',
      [going.map((one) => one.no)]
    )
    const still = new Set(
      (await dueReports(tx, of, now, batchReports)).flatMap((one) => (one.heldBy === null ? [one.no] : []))
    )
    const gone = rows.filter((row) => still.has(row.no))
    if (gone.length === 0) return { result: [], entry: null }
    await blank(
      tx,
      gone.map((row) => row.no),
      now
    )
    const ids = gone.map((row) => row.id)
    const detail = { reports: ids.length, ids, dueBefore: now.toISOString() }
    return { result: ids, entry: { act: 'retention.reports', subject: `mandate:${of.line}`, detail } }
  })
}

async function blank(tx: Tx, reports: readonly number[], now: Date): Promise<void> {
  const { rows } = await tx.query<{ kind: 'report' | 'report-step'; id: number }>(
    'select kind, id from erase_reports($1::bigint[], $2)',
    [reports, now]
  )
  for (const kind of ['report', 'report-step'] as const)
    await noteRows(
      tx,
      kind,
      rows.filter((row) => row.kind === kind).map((row) => row.id)
    )
  await oweRewriting(tx)
}
