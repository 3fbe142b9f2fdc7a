/** What is left to do in the frontier: hosts that rest, what is due, what waits for a retry. */
import type { Tx } from '../ground.ts'

/** A host that rests, with addresses that wait for it. */
export interface RestingHost {
  readonly host: string
  /** ISO 8601. */
  readonly until: string
  readonly because: string
  readonly addresses: number
}

/** Hosts that rest for longer than the moment, over the given sources (null: all active): what a run does not wait for. At most 1,000. */
export async function restingHosts(tx: Tx, sources: readonly string[] | null): Promise<RestingHost[]> {
  const { rows } = await tx.query<RestingHost>(
    `select h.host, h.next_at as until, h.rest_because as because, count(*)::int as addresses
     from host h join address a on a.host = h.host
     where h.rest_because is not null and h.next_at > now() and a.state = 'due' and ($1::text[] is null or a.source_id = any($1))
       and exists (select 1 from source s where s.id = a.source_id and s.state = 'active')
     group by h.host order by h.next_at, h.host limit 1000`,
    [sources]
  )
  return rows
}

export interface FrontierState {
  /** Due now, on hosts that may be asked within a few seconds. */
  readonly due: number
  /** Captures whose links nobody has taken yet: they may make addresses due. */
  readonly unread: number
  /** Waiting for a retry: milliseconds until the first, or null. */
  readonly retryInMs: number | null
}

/**
 * What is left to do, over the given sources (null: all active). One statement, so one moment: a page that is written down
 * settles its address in the same transaction, and one that is read adds its links so, so that nothing is ever in between.
 */
export async function frontierState(tx: Tx, sources: readonly string[] | null): Promise<FrontierState> {
  const { rows } = await tx.query<{ due: number; unread: number; retry: number | null }>(
    `select count(*) filter (where due_at <= now())::int as due,
       (select count(*)::int from capture c where c.read_version = 0 and c.state <> 'erased' and c.page_kind is null
          and c.step_error is null and ($1::text[] is null or c.source_id = any($1))) as unread,
       (extract(epoch from min(due_at) filter (where due_at > now()) - now()) * 1000)::int as retry
     from address a join host h on h.host = a.host
     where a.state = 'due' and ($1::text[] is null or source_id = any($1)) and h.next_at <= now() + interval '5 seconds'
       and exists (select 1 from source s where s.id = a.source_id and s.state = 'active')`,
    [sources]
  )
  return { due: rows[0]?.due ?? 0, unread: rows[0]?.unread ?? 0, retryInMs: rows[0]?.retry ?? null }
}
