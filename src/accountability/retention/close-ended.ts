/** What an ended mandate kept open: half a year after its end nothing keeps it but what people still rest on. */
import type { MandateId } from '../../model/ids.ts'
import type { Store } from '../../store/connect.ts'
import type { Tx } from '../../store/ground.ts'
import { oweRewriting } from '../../store/rewrite-tables.ts'
import { idOf, noteRows } from '../../store/row-log.ts'
import { act } from '../acts.ts'
import { closeWork, type WorkClosed } from './close-work.ts'
import { asRetention } from './due.ts'
import { heldByOthers } from './holds.ts'

/** Days after the end of a line of mandates on which what was opened under it is erased (half a year: Wpg, article 9, section 4). */
export const keptAfterEndDays = 183

const batchAdverts = 500
const batchCaptures = 2_000
const dayMs = 86_400_000

export interface ClosingRound {
  readonly store: Store
  readonly mandate: MandateId
  readonly now: Date
}

/**
 * The day from which nothing of the line is kept for being open; null: the line has no mandate. A mandate ends with its renewal, also when that is
 * withdrawn before its own term is over (`mandate_now`, migration 0331); one that was withdrawn before it began renewed nothing, and its line ended
 * with the others, unless there are none.
 */
export async function closesAt(tx: Tx, mandate: MandateId): Promise<Date | null> {
  const { rows } = await tx.query<{ ended: string | null }>(
    `select coalesce(max(e.at) filter (where e.began), max(e.at)) as ended
     from (select coalesce(m.withdrawn_at >= m.valid_from, true) as began, least(m.valid_until, m.withdrawn_at, (
         select min(least(n.valid_until, n.withdrawn_at)) from mandate n
         where n.line = m.line and n.created_at > m.created_at and coalesce(n.withdrawn_at >= n.valid_from, true))) as at
       from mandate m where m.line = $1) e`,
    [mandate]
  )
  const ended = rows[0]?.ended ?? null
  return ended === null ? null : new Date(Date.parse(ended) + keptAfterEndDays * dayMs)
}

/** The next opened adverts after `after`, by number; `next`: the last of them, or null when nothing is left. */
export async function nextOpened(tx: Tx, after: number): Promise<{ ids: number[]; next: number | null }> {
  const { rows } = await tx.query<{ id: number }>(
    `select id from advert where state = 'open' and id > $1 order by id limit $2`,
    [after, batchAdverts]
  )
  const ids = rows.map(idOf)
  return { ids, next: rows.length < batchAdverts ? null : (ids.at(-1) ?? null) }
}

/**
 * Seals again what the line kept open, once its day has come: the erasing that follows finds it due. What a request, a judgement, a
 * signal in hand, a proposal, a case or a person's restriction rests on stays open. What people kept to work with goes. Interrupted it can be run again.
 */
export async function closeEnded(round: ClosingRound): Promise<void> {
  let after: number | null = 0
  while (after !== null) after = await closeAdverts(round, after)
  while ((await closeCaptures(round)) === batchCaptures);
  await inRound<null>(round, null, async (tx) => {
    const work = await closeWork(tx, round.mandate)
    if (Object.values(work).some((n) => n > 0)) await oweRewriting(tx)
    return { result: null, adverts: 0, captures: 0, ...work }
  })
}

async function closeAdverts(round: ClosingRound, after: number): Promise<number | null> {
  return inRound<number | null>(round, null, async (tx) => {
    const { ids, next } = await nextOpened(tx, after)
    // Locked before they are judged: what a person began to rest on meanwhile stays.
    await tx.query('select id from advert where id = any($1::int[]) order by id for update', [ids])
    const held = await heldByOthers(tx, ids)
    const free = ids.filter((id) => !held.has(id))
    await tx.query(`update advert set state = 'sealed' where id = any($1::int[]) and state = 'open'`, [free])
    await noteRows(tx, 'advert', free)
    return { result: next, adverts: free.length, captures: 0 }
  })
}

/** Captures that show no opened advert are due at once. Returns how many there were. */
async function closeCaptures(round: ClosingRound): Promise<number> {
  return inRound(round, 0, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `update capture set state = 'sealed', erase_at = $1 where id in (
         select c.id from capture c where c.state = 'open'
           and not exists (select 1 from advert_capture x join advert a on a.id = x.advert_id where x.capture_id = c.id and a.state = 'open')
           and not exists (select 1 from sighting s join advert a on a.id = s.advert_id where s.capture_id = c.id and a.state = 'open')
         order by c.id limit $2 for update of c) returning id`,
      [round.now, batchCaptures]
    )
    await noteRows(
      tx,
      'capture',
      rows.map((row) => row.id)
    )
    return { result: rows.length, adverts: 0, captures: rows.length }
  })
}

interface Closed<T> extends Partial<WorkClosed> {
  readonly result: T
  readonly adverts: number
  readonly captures: number
}

async function inRound<T>(
  { store, mandate, now }: ClosingRound,
  otherwise: T,
  work: (tx: Tx) => Promise<Closed<T>>
): Promise<T> {
  return act<T>(store.pool, { user: 'pipeline', mandate: null }, async (tx) => {
    await asRetention(tx, mandate)
    const at = await closesAt(tx, mandate)
    if (at === null || at > now) return { result: otherwise, entry: null }
    const { result, ...detail } = await work(tx)
    if (Object.values(detail).every((n) => n === 0)) return { result, entry: null }
    return { result, entry: { act: 'retention.close', subject: `mandate:${mandate}`, detail } }
  })
}
