/** Answers that were counted over adverts, and say of erased ones what they stated, how many there were and when. */
import type { MandateId } from '../../model/ids.ts'
import type { Tx } from '../../store/ground.ts'

/**
 * Takes the answers of looked-up lists of a line of mandates away, and counts of followed searches and cases that are older than its term of erasing. A list
 * is looked up anew, over what is still there, when its maker reads it.
 */
export async function eraseAnswers(tx: Tx, mandate: MandateId, now: Date): Promise<void> {
  // Lists first: whoever looks one up at this moment holds its row until the part is written.
  await tx.query('update bulk_list set done = 0, finished_at = null where mandate_id = $1 and done > 0', [mandate])
  await tx.query('delete from bulk_answer where mandate_id = $1', [mandate])
  await tx.query(
    `delete from watch_hit where mandate_id = $1
       and at < $2::timestamptz - make_interval(days => (select max(erase_after_days) from mandate where line = $1))`,
    [mandate, now]
  )
  await tx.query(
    `delete from case_watch_hit where mandate_id = $1
       and at < $2::timestamptz - make_interval(days => (select max(erase_after_days) from mandate where line = $1))`,
    [mandate, now]
  )
}

/**
 * Takes away what signals were weighed from, where it names one of these adverts: with keyed digests of all that weighing knew of each, which could confirm
 * a guess at what is erased. What came out stays.
 */
export async function eraseWeighings(tx: Tx, adverts: readonly number[]): Promise<void> {
  await tx.query(
    `update signal_history set sealed = '', inputs = null where length(sealed) > 0
       and network_id in (select network_id from network_membership where advert_id = any($1::int[]))`,
    [adverts]
  )
}
