/** The clock over reports: one that nobody read, or that nobody answered, within its term is told to the coordinator, once each. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { LedgerEntry } from '../../store/ground.ts'

const mostAtOnce = 500

/** Escalates what is overdue at `now` under one mandate, as the system. Returns the reports with the term that passed; a second run finds none of them. */
export async function escalateReports(
  pool: pg.Pool,
  mandate: string,
  now: Date
): Promise<readonly { readonly id: string; readonly term: 'read' | 'answer'; readonly minor: boolean }[]> {
  return act(pool, { user: 'pipeline', mandate }, async (tx) => {
    const unread = await tx.query<{ id: string; minor: boolean }>(
      `update report set unread_told_at = $2 where no in (select no from report where mandate_id = $1 and state = 'sent' and read_by < $2
         and unread_told_at is null order by no limit ${mostAtOnce} for update skip locked) returning id, minor`,
      [mandate, now]
    )
    const unanswered = await tx.query<{ id: string; minor: boolean }>(
      `update report set unanswered_told_at = $2 where no in (select no from report where mandate_id = $1 and state in ('sent', 'read') and answer_by < $2
         and unanswered_told_at is null order by no limit ${mostAtOnce} for update skip locked) returning id, minor`,
      [mandate, now]
    )
    const late = [
      ...unread.rows.map((row) => ({ ...row, term: 'read' as const })),
      ...unanswered.rows.map((row) => ({ ...row, term: 'answer' as const }))
    ]
    const entries = late.map(({ id, term }): LedgerEntry => {
      return { act: 'report.late', subject: `report:${id}`, detail: { term, to: 'coordinator' } }
    })
    return { result: late, entry: null, entries }
  })
}
