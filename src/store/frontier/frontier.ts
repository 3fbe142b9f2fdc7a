/**
 * The frontier in PostgreSQL: hosts are leased, addresses are not.
 *
 * The life of an address: `due` when found (or when its next visit comes), leased with its host by one worker, then `done`
 * (captured; due again later), `refused` (a rule of ours), or `failed` (asked in vain). `due_at` says when a state ends, `infinity` never.
 */
import type { Keyring } from '../../evidence/keys.ts'
import { addressMac } from '../sealed/address-mac.ts'
import type { Tx } from '../ground.ts'
import { lockClass } from '../locks.ts'
import { wakeWorkers } from '../server/wake-ups.ts'
import { openAddress, sealAddress, type AddressKeys } from '../sealed/sealed-address.ts'

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

/** Which due addresses are asked for: those of a leased host. */
export interface DueAsked {
  readonly worker: number
  readonly host: string
  readonly most: number
  /** For how long the lease is renewed. */
  readonly forMs: number
  /** Only of these sources; null: of all. */
  readonly sources: readonly string[] | null
}

/** The due addresses of a leased host; empty when the lease was lost. Renews the lease. */
export async function dueAddresses(tx: Tx, keyring: Keyring, asked: DueAsked): Promise<DueAddress[]> {
  const { worker, host, most, forMs, sources } = asked
  if (!(await renewLease(tx, worker, host, forMs))) return []
  const { rows } = await tx.query<{
    id: number
    source_id: string
    url_mac: Buffer
    sealed: Buffer
    kek: string
    depth: number
    attempts: number
    visits: number
    changes: number
    last_at: string | null
    payload_mac: Buffer | null
  }>({
    name: 'due-addresses',
    text: `select a.id, a.source_id, a.url_mac, a.sealed, a.kek, a.depth, a.attempts, a.visits, a.changes, a.last_at, c.payload_mac
           from address a left join capture c on c.id = a.last_capture
           where a.host = $1 and a.state = 'due' and a.sealed is not null and a.due_at <= now() and ($3::text[] is null or a.source_id = any($3))
             and exists (select 1 from source s where s.id = a.source_id and s.state = 'active')
           order by a.priority desc, a.id limit $2`,
    values: [host, most, sources]
  })
  const lost: number[] = []
  const due = rows.flatMap((row): DueAddress[] => {
    const opened = openAddress(keyring, row.kek, row.url_mac, row.sealed)
    if (opened === null) lost.push(row.id)
    return opened === null
      ? []
      : [
          {
            id: row.id,
            sourceId: row.source_id,
            url: opened.url,
            depth: row.depth,
            attempts: row.attempts,
            visits: row.visits,
            changes: row.changes,
            lastAt: row.last_at,
            lastMac: row.payload_mac
          }
        ]
  })
  await forgetAddresses(tx, lost)
  return due
}

/** Takes the text of addresses away: what stays is known by its keyed hash, and not visited again by itself. */
export async function forgetAddresses(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await tx.query({
    name: 'forget-addresses',
    text: `update address set sealed = null, kek = null, reason = null, due_at = 'infinity',
             state = case when state = 'due' then 'done' else state end where id = any($1::bigint[])`,
    values: [ids]
  })
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
  readonly sourceId: string
  readonly url: string
  readonly state: 'due' | 'done' | 'refused' | 'failed'
  /** When to try or visit again; null: never by itself. */
  readonly dueAt: Date | null
  readonly status: number | null
  readonly capture: string | null
  readonly changed: boolean
  readonly reason: string | null
  /** In words; at most 500 characters are kept. */
  readonly detail: string | null
}

/** Pages that were read come after those that nobody has seen yet (priority -1). Writes what became of addresses. Each is sealed anew under the key of today: that of a captured one opens as long as its capture. */
export async function settleAddresses(tx: Tx, keys: AddressKeys, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return
  const under = keys.under()
  await tx.query({
    name: 'settle-addresses',
    text: `
      update address a set state = s.state, due_at = coalesce(s.due_at, 'infinity'), last_at = now(), last_status = s.status,
        last_capture = coalesce(s.capture, a.last_capture),
        attempts = case when s.state in ('done', 'refused') then 0 else a.attempts + 1 end,
        visits = a.visits + (s.capture is not null)::int, changes = a.changes + s.changed::int,
        reason = s.reason, sealed = s.sealed, kek = $9, priority = case when s.capture is null then a.priority else -1 end
      from unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::int[], $5::uuid[], $6::bool[], $7::text[], $8::bytea[])
        as s(id, state, due_at, status, capture, changed, reason, sealed)
      where a.id = s.id`,
    values: [
      settled.map((one) => one.id),
      settled.map((one) => one.state),
      settled.map((one) => one.dueAt),
      settled.map((one) => one.status),
      settled.map((one) => one.capture),
      settled.map((one) => one.changed),
      settled.map((one) => one.reason),
      settled.map((one) => sealAddress(under, addressMac(keys.mac, one.sourceId, one.url), one)),
      under.name
    ]
  })
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
    `update address set state = 'due', due_at = now() where source_id = $1 and state = 'done' and sealed is not null`,
    [source]
  )
  await wakeWorkers(tx, 'addresses')
  return rowCount ?? 0
}
