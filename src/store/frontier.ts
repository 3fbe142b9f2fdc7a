/**
 * The frontier in PostgreSQL: hosts are leased, addresses are not.
 *
 * The life of an address: `due` when found (or when its next visit comes), leased with its host by one worker, then `done`
 * (captured; due again later), `refused` (a rule of ours), or `failed` (asked in vain). `due_at` says when a state ends, `infinity` never.
 */
import { addressKeyOf, recallAddresses } from './address-mac.ts'
import type { Tx } from './ground.ts'
import { lockClass } from './locks.ts'

export interface LeasedHost {
  readonly host: string
  readonly robots: unknown
  readonly robotsAt: string | null
  readonly failures: number
}

export interface DueAddress {
  readonly id: number
  readonly sourceId: string
  readonly url: string
  readonly depth: number
  readonly attempts: number
  readonly visits: number
  readonly changes: number
  readonly lastAt: string | null
  /** Keyed digest of the body at the last visit. */
  readonly lastMac: Buffer | null
}

/**
 * Leases up to `most` hosts that have due addresses of this mandate and are free. Taking the host and listing its addresses are
 * two statements: in one, `skip locked` would re-read the host row and list addresses from the older snapshot, twice over.
 */
export async function leaseHosts(
  tx: Tx,
  worker: number,
  most: number,
  forMs: number,
  sources: readonly string[] | null
): Promise<LeasedHost[]> {
  const { rows } = await tx.query<{ host: string; robots: unknown; robots_at: string | null; failures: number }>({
    name: 'lease-hosts',
    text: `
      update host set lease_by = $1, lease_until = now() + $3 * interval '1 millisecond'
      where host in (
        select h.host from host h
        where h.next_at <= now()
          and (h.lease_by is null or h.lease_until < now()
            or not exists (select 1 from pg_locks l where l.locktype = 'advisory' and l.classid = ${lockClass.worker} and l.objid = h.lease_by))
          and exists (select 1 from address a join source s on s.id = a.source_id and s.state = 'active'
                      where a.host = h.host and a.state = 'due' and a.due_at <= now() and ($4::text[] is null or a.source_id = any($4)))
        order by h.next_at limit $2 for update skip locked)
      returning host, robots, robots_at, failures`,
    values: [worker, most, forMs, sources]
  })
  return rows.map((row) => ({ host: row.host, robots: row.robots, robotsAt: row.robots_at, failures: row.failures }))
}

/** The due addresses of a leased host; empty when the lease was lost. Renews the lease. */
export async function dueAddresses(
  tx: Tx,
  worker: number,
  host: string,
  most: number,
  forMs: number,
  sources: readonly string[] | null
): Promise<DueAddress[]> {
  if (!(await renewLease(tx, worker, host, forMs))) return []
  const { rows } = await tx.query<{
    id: number
    source_id: string
    url: string
    depth: number
    attempts: number
    visits: number
    changes: number
    last_at: string | null
    payload_mac: Buffer | null
  }>({
    name: 'due-addresses',
    text: `select a.id, a.source_id, a.url, a.depth, a.attempts, a.visits, a.changes, a.last_at, c.payload_mac
           from address a left join capture c on c.id = a.last_capture
           where a.host = $1 and a.state = 'due' and a.due_at <= now() and ($3::text[] is null or a.source_id = any($3))
             and exists (select 1 from source s where s.id = a.source_id and s.state = 'active')
           order by a.priority desc, a.id limit $2`,
    values: [host, most, sources]
  })
  return rows.map((row) => ({
    id: row.id,
    sourceId: row.source_id,
    url: row.url,
    depth: row.depth,
    attempts: row.attempts,
    visits: row.visits,
    changes: row.changes,
    lastAt: row.last_at,
    lastMac: row.payload_mac
  }))
}

/** Prolongs a lease; false when it is another worker's by now. */
export async function renewLease(tx: Tx, worker: number, host: string, forMs: number): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'renew-lease',
    text: `update host set lease_until = now() + $3 * interval '1 millisecond' where host = $2 and lease_by = $1`,
    values: [worker, host, forMs]
  })
  return rowCount !== 0
}

/** How a host is given back. */
export interface HostEnd {
  /** It may be leased again from then on; null: at once. */
  readonly nextAt: Date | null
  readonly failures: number
  /** Why it rests until then; null when only its delay runs. */
  readonly because: string | null
}

/** Gives a host back. */
export async function releaseHost(tx: Tx, worker: number, host: string, end: HostEnd): Promise<void> {
  await tx.query({
    name: 'release-host',
    text: `update host set lease_by = null, lease_until = null, next_at = coalesce($3, now()), failures = $4, rest_because = $5 where host = $2 and lease_by = $1`,
    values: [worker, host, end.nextAt, end.failures, end.because?.slice(0, 300) ?? null]
  })
}

export async function saveRobots(tx: Tx, host: string, robots: unknown): Promise<void> {
  await tx.query({
    name: 'save-robots',
    text: 'update host set robots = $2, robots_at = now() where host = $1',
    values: [host, JSON.stringify(robots)]
  })
}

/** What became of one address. */
export interface Settled {
  readonly id: number
  readonly state: 'due' | 'done' | 'refused' | 'failed'
  /** When to try or visit again; null: never by itself. */
  readonly dueAt: Date | null
  readonly status: number | null
  readonly capture: string | null
  readonly changed: boolean
  readonly reason: string | null
  readonly detail: string | null
}

export async function settleAddresses(tx: Tx, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return
  await tx.query({
    name: 'settle-addresses',
    text: `
      update address a set state = s.state, due_at = coalesce(s.due_at, 'infinity'), last_at = now(), last_status = s.status,
        last_capture = coalesce(s.capture, a.last_capture),
        attempts = case when s.state in ('done', 'refused') then 0 else a.attempts + 1 end,
        visits = a.visits + (s.capture is not null)::int, changes = a.changes + s.changed::int,
        reason = s.reason, detail = s.detail
      from unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::int[], $5::uuid[], $6::bool[], $7::text[], $8::text[])
        as s(id, state, due_at, status, capture, changed, reason, detail)
      where a.id = s.id`,
    values: [
      settled.map((one) => one.id),
      settled.map((one) => one.state),
      settled.map((one) => one.dueAt),
      settled.map((one) => one.status),
      settled.map((one) => one.capture),
      settled.map((one) => one.changed),
      settled.map((one) => one.reason),
      settled.map((one) => one.detail?.slice(0, 500) ?? null)
    ]
  })
}

/** An address that a page (or the start list) names. `refused` keeps what a rule turned down, with the rule. */
export interface FoundAddress {
  readonly sourceId: string
  readonly host: string
  readonly url: string
  readonly depth: number
  readonly via: number | null
  readonly priority: number
  readonly refused: { readonly reason: string; readonly detail: string } | null
}

/** Adds what is new and leaves what is known, in one order for everybody: two crawls that find the same never deadlock. `blindKey`: the mandate's key for fingerprints, by which addresses are known whose all was erased. Returns how many were new and due. */
export async function addAddresses(
  tx: Tx,
  mandate: string,
  found: readonly FoundAddress[],
  blindKey: Uint8Array
): Promise<number> {
  if (found.length === 0) return 0
  const hosts = [...new Set(found.filter((one) => one.refused === null).map((one) => one.host))].sort()
  if (hosts.length > 0) {
    await tx.query({
      name: 'add-hosts',
      text: 'insert into host (host) select h from unnest($1::text[]) h where not exists (select 1 from host x where x.host = h) on conflict do nothing',
      values: [hosts]
    })
  }
  const { rows } = await tx.query<{ id: number; source_id: string; url: string; state: string }>({
    name: 'add-addresses',
    text: `
        insert into address (mandate_id, source_id, host, url, depth, via, priority, state, reason, detail)
        select $1, f.source_id, f.host, f.url, f.depth, f.via, f.priority, case when f.reason is null then 'due' else 'refused' end, f.reason, f.detail
        from unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::bigint[], $7::smallint[], $8::text[], $9::text[])
          as f(source_id, host, url, depth, via, priority, reason, detail)
        order by f.source_id, f.url
        on conflict (source_id, url) do nothing
        returning id, source_id, url, state`,
    values: [
      mandate,
      found.map((one) => one.sourceId),
      found.map((one) => one.host),
      found.map((one) => one.url),
      found.map((one) => one.depth),
      found.map((one) => one.via),
      found.map((one) => one.priority),
      found.map((one) => one.refused?.reason ?? null),
      found.map((one) => one.refused?.detail.slice(0, 500) ?? null)
    ]
  })
  const made = rows.map((row) => ({ id: row.id, sourceId: row.source_id, url: row.url }))
  await recallAddresses(tx, addressKeyOf(blindKey), made)
  return rows.filter((row) => row.state === 'due').length
}

/** Makes addresses due whose next visit or try has come (`infinity`: never again). Returns how many. */
export async function reviveAddresses(tx: Tx, most: number): Promise<number> {
  const { rowCount } = await tx.query({
    name: 'revive-addresses',
    text: `update address set state = 'due' where id in (
             select id from address where state in ('done', 'refused', 'failed') and due_at < 'infinity' and due_at <= now() order by due_at limit $1)`,
    values: [most]
  })
  return rowCount ?? 0
}

/** Makes every page of a source that was read before due at once; what failed or was refused keeps its day. Returns how many. */
export async function lookAgain(tx: Tx, source: string): Promise<number> {
  const { rowCount } = await tx.query(
    `update address set state = 'due', due_at = now() where source_id = $1 and state = 'done'`,
    [source]
  )
  return rowCount ?? 0
}

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
