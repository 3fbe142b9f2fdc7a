/** What people kept to work with under a line of mandates that has ended: its words state numbers and addresses of what is erased, and go with it. */
import type { Tx } from '../../store/ground.ts'

export interface WorkClosed {
  /** Searches that were kept or followed, with what came in for them. */
  readonly searches: number
  /** Lists that were looked up. */
  readonly lists: number
  /** Questions where a value is known, and what was heard of those of others. */
  readonly questions: number
  /** Addresses of pages at which processing stopped, that were handed over. */
  readonly handoffs: number
  /** Research records, and weeks that were counted for them. */
  readonly research: number
  /** Exchanges agreed with other instances, with the key that both share. */
  readonly exchanges: number
}

/** Counts what `closeWork` would take away now. */
export async function workLeft(tx: Tx, line: string): Promise<WorkClosed> {
  const { rows } = await tx.query<WorkClosed>(
    `select (select count(*) from saved_search where mandate_id = $1)::int as searches,
       (select count(*) from bulk_list where mandate_id = $1)::int as lists,
       (select count(*) from deconfliction_question where mandate_id = $1)::int + (select count(*) from deconfliction_notice where mandate_id = $1)::int as questions,
       (select count(*) from handoff where mandate_id = $1 and (handed_at is not null or holds_ended($1) is not null))::int as handoffs,
       (select count(*) from research_record where mandate_id = $1)::int + (select count(*) from research_week where mandate_id = $1)::int as research,
       (select count(*) from peer where mandate_id = $1)::int as exchanges`,
    [line]
  )
  return rows[0] ?? { searches: 0, lists: 0, questions: 0, handoffs: 0, research: 0, exchanges: 0 }
}

/**
 * Takes it away; that it was there, and who made it, stays in the ledger. A page that nobody handed over waits until a person ends the holds of the
 * line: nobody else would ever hear of it.
 */
export async function closeWork(tx: Tx, line: string): Promise<WorkClosed> {
  const of = [line]
  await tx.query(
    `update signal_history set sealed = '', inputs = null where mandate_id = $1 and length(sealed) > 0`,
    of
  )
  await tx.query('delete from watch_seen where mandate_id = $1', of)
  await tx.query('delete from watch_hit where mandate_id = $1', of)
  await tx.query('delete from bulk_answer where mandate_id = $1', of)
  const notices = await tx.query('delete from deconfliction_notice where mandate_id = $1', of)
  const searches = await tx.query('delete from saved_search where mandate_id = $1', of)
  const lists = await tx.query('delete from bulk_list where mandate_id = $1', of)
  const questions = await tx.query('delete from deconfliction_question where mandate_id = $1', of)
  const handoffs = await tx.query(
    'delete from handoff where mandate_id = $1 and (handed_at is not null or holds_ended($1) is not null)',
    of
  )
  const records = await tx.query('delete from research_record where mandate_id = $1', of)
  const weeks = await tx.query('delete from research_week where mandate_id = $1', of)
  await tx.query('delete from peer_question where mandate_id = $1', of)
  const exchanges = await tx.query('delete from peer where mandate_id = $1', of)
  return {
    searches: searches.rowCount ?? 0,
    lists: lists.rowCount ?? 0,
    questions: (notices.rowCount ?? 0) + (questions.rowCount ?? 0),
    handoffs: handoffs.rowCount ?? 0,
    research: (records.rowCount ?? 0) + (weeks.rowCount ?? 0),
    exchanges: exchanges.rowCount ?? 0
  }
}
