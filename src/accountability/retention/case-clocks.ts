/** The clock of closed cases: which are due, what holds some of them, and their erasing: words, copies and dossiers go; numbers, digests and who did what stay. */
import type { MandateId } from '../../model/ids.ts'
import type { Store } from '../../store/connect.ts'
import type { Tx } from '../../store/ground.ts'
import { oweRewriting } from '../../store/rewrite-tables.ts'
import { act } from '../acts.ts'
import { linesOfMandates } from '../mandates/mandates.ts'
import { asRetention, daysOf, type DueDays } from './due.ts'

/** Years after its closing in which what a case holds is kept for complaints and accounts, and then destroyed (Wpg, article 14). */
export const caseKeptYears = 5

const batchCases = 20

export interface DueCase {
  readonly id: string
  /** `court`, `dossier` (a person at the console said so), `prosecutor`, `referral`, `job`; null: nothing, it goes. */
  readonly heldBy: string | null
}

/** Closed cases whose clock ended at `on`, the longest due first; at most so many. */
export async function dueCases(tx: Tx, line: MandateId, on: Date, most: number): Promise<DueCase[]> {
  const { rows } = await tx.query<DueCase>(
    `select id, held_by as "heldBy" from case_clocks($1, $2, $3) where due <= $3 order by held_by is not null, due, id limit $4`,
    [line, caseKeptYears, on, most]
  )
  return rows
}

/** Copies of reports that lost their words: how many go with the next run, and how many stay since their case is open. */
export async function reportCopies(tx: Tx, line: MandateId): Promise<{ readonly go: number; readonly stay: number }> {
  const { rows } = await tx.query<{ go: number; stay: number }>(
    `select count(*) filter (where not open)::int as go, count(*) filter (where open)::int as stay from erased_report_copies($1)`,
    [line]
  )
  return rows[0] ?? { go: 0, stay: 0 }
}

/** How many closed cases lose their words on which day (UTC) until `end`, what is overdue at `now`, held ones too; and how many come later. */
export async function caseDays(tx: Tx, line: MandateId, now: Date, end: Date): Promise<DueDays> {
  const { rows } = await tx.query<{ day: string | null; n: number }>(
    `select case when due < $4 then to_char(greatest(due, $3) at time zone 'UTC', 'YYYY-MM-DD') end as day, count(*)::int as n
     from case_clocks($1, $2, $3) group by 1`,
    [line, caseKeptYears, now, end]
  )
  return daysOf(rows)
}

/**
 * Erases what is due under all mandates, also those that ended, and copies of reports that lost their words. Interrupted anywhere it can be run
 * again; run twice it changes nothing. Returns how many cases and copies.
 */
export async function eraseCases(store: Store, now: Date): Promise<number> {
  let erased = 0
  for (const line of await linesOfMandates(store)) {
    for (let more = true; more;) {
      const gone = await eraseBatch(store, line, now)
      erased += gone
      more = gone === batchCases
    }
    for (let more = true; more;) {
      const gone = await eraseCopies(store, line, now)
      erased += gone
      more = gone > 0
    }
  }
  return erased
}

async function eraseBatch(store: Store, line: MandateId, now: Date): Promise<number> {
  return act<number>(store.pool, { user: 'pipeline', mandate: null }, async (tx) => {
    await asRetention(tx, line)
    const due = await goingOf(tx, line, now)
    // Whoever opens one again at this moment goes first.
    await tx.query('select 1 from case_file where id = any($1::uuid[]) order by id for update', [due])
    const still = new Set(await goingOf(tx, line, now))
    const ids = due.filter((id) => still.has(id))
    if (ids.length === 0) return { result: 0, entry: null }
    await tx.query('select erase_cases($1::uuid[], $2)', [ids, now])
    await oweRewriting(tx)
    const detail = { cases: ids.length, ids, dueBefore: now.toISOString() }
    return { result: ids.length, entry: { act: 'retention.cases', subject: `mandate:${line}`, detail } }
  })
}

async function goingOf(tx: Tx, line: MandateId, now: Date): Promise<string[]> {
  return (await dueCases(tx, line, now, batchCases)).flatMap((one) => (one.heldBy === null ? [one.id] : []))
}

async function eraseCopies(store: Store, line: MandateId, now: Date): Promise<number> {
  return act<number>(store.pool, { user: 'pipeline', mandate: null }, async (tx) => {
    await asRetention(tx, line)
    const { rows } = await tx.query<{ gone: number }>('select erase_report_copies($1)::int as gone', [now])
    const gone = rows[0]?.gone ?? 0
    if (gone === 0) return { result: 0, entry: null }
    await oweRewriting(tx)
    return { result: gone, entry: { act: 'retention.copies', subject: `mandate:${line}`, detail: { reports: gone } } }
  })
}
