/** Segments of evidence in PostgreSQL: what recovery and dropping read and change of them; and of the ledger what anchors and the log note. */
import type { Pool } from 'pg'
import type { Tx } from './ground.ts'
import { lockClass } from './locks.ts'

/** A segment whose end the database or the disk does not know yet. */
export interface LeftSegment {
  readonly id: string
  readonly committed_bytes: number
  /** Another worker holds it and lives. */
  readonly alive: boolean
}

/** Segments of these names and all that are not closed, locked until the transaction ends; `worker`: the number of this process. */
export async function leftSegments(tx: Tx, names: readonly string[], worker: number): Promise<LeftSegment[]> {
  const { rows } = await tx.query<LeftSegment>(
    `select id, committed_bytes, s.worker <> $2 and exists (
       select 1 from pg_locks l where l.locktype = 'advisory' and l.classid = $3 and l.objid = s.worker) as alive
     from segment s where id = any($1::text[]) or not closed for update`,
    [names, worker, lockClass.worker]
  )
  return rows
}

/** Notes that a segment is closed with so many bytes and records. */
export async function closeSegmentRow(
  tx: Tx,
  segment: string,
  worker: number,
  { bytes, records }: { readonly bytes: number; readonly records: number }
): Promise<void> {
  await tx.query(
    `insert into segment (id, worker, committed_bytes, records, closed) values ($1, $2, $3, $4, true)
     on conflict (id) do update set committed_bytes = $3, records = $4, closed = true`,
    [segment, worker, bytes, records]
  )
}

/** Those of these segments that the database calls dropped. */
export async function droppedSegments(pool: Pool, names: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from segment where dropped_at is not null and id = any($1::text[])',
    [names]
  )
  return rows.map((row) => row.id)
}

/** Notes that a closed segment is dropped; null when it is not closed or was dropped before. */
export async function dropSegmentRow(
  tx: Tx,
  segment: string
): Promise<{ readonly records: number; readonly bytes: number } | null> {
  const { rows } = await tx.query<{ records: number; bytes: number }>(
    `update segment set dropped_at = now() where id = $1 and closed and dropped_at is null returning records, committed_bytes as bytes`,
    [segment]
  )
  return rows[0] ?? null
}

/** How many captures of the mandate of this ground each segment holds, and whether any of them is not erased. */
export async function segmentCaptures(
  tx: Tx
): Promise<{ readonly segment: string; readonly n: number; readonly alive: boolean }[]> {
  const { rows } = await tx.query<{ segment: string; n: number; alive: boolean }>(
    `select segment, count(*)::int as n, bool_or(state <> 'erased') as alive from capture group by segment`
  )
  return rows
}

/** A capture whose content another at the same address may rest on, with its key. */
export interface KeptOriginal {
  readonly address: number
  readonly id: string
  readonly segment: string
  readonly seg_offset: number
  readonly seg_length: number
  readonly kek: string
  readonly wrapped: Buffer
}

/**
 * For each address whose newest capture has this content (`payload_mac`): the capture that holds the content, when it is whole and still has its
 * key. What rests on a capture that was erased is no original: the next visit stores the content anew, so that nothing rests on a
 * capture longer than twice its term.
 */
export async function keptOriginals(
  tx: Tx,
  visits: readonly { readonly address: number; readonly payload: Buffer }[]
): Promise<KeptOriginal[]> {
  const { rows } = await tx.query<KeptOriginal>({
    name: 'kept-originals',
    text: `
      select v.address, o.id, o.segment, o.seg_offset, o.seg_length, k.kek, k.wrapped
      from unnest($1::bigint[], $2::bytea[]) as v(address, payload)
      join address a on a.id = v.address join capture l on l.id = a.last_capture
      join capture o on o.id = coalesce(l.original, l.id) join capture_key k on k.capture_id = o.id
      where o.payload_mac = v.payload and o.url_mac = l.url_mac and o.truncated is null and o.state <> 'erased'`,
    values: [visits.map((one) => one.address), visits.map((one) => one.payload)]
  })
  return rows
}

/** Keeps segments from being dropped until the transaction ends; false when one of them was dropped. */
export async function holdSegments(tx: Tx, segments: readonly string[]): Promise<boolean> {
  if (segments.length === 0) return true
  // Of a key alone: writers go on adding to these segments, and only dropping waits.
  const { rowCount } = await tx.query({
    name: 'hold-segments',
    text: 'select id from segment where id = any($1::text[]) and dropped_at is null for key share',
    values: [segments]
  })
  return rowCount === segments.length
}

/** Locks a segment that is to be dropped or brought back: what is being stored on content in it is waited for. False: it was dropped. */
export async function lockSegment(tx: Tx, segment: string): Promise<boolean> {
  const { rows } = await tx.query<{ stands: boolean }>(
    'select dropped_at is null as stands from segment where id = $1 for update',
    [segment]
  )
  return rows[0]?.stands ?? true
}

/** Of these segments, those that hold content on which a capture of the mandate of this ground rests that is not erased. */
export async function restedOn(tx: Tx, segments: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ segment: string }>(
    `select distinct o.segment from capture c join capture o on o.id = c.original
     where c.state <> 'erased' and o.segment = any($1::text[])`,
    [segments]
  )
  return rows.map((row) => row.segment)
}

/** The newest ledger entry, or null when there is none. */
export async function ledgerHead(tx: Tx): Promise<{ readonly number: number; readonly hash: string } | null> {
  const { rows } = await tx.query<{ no: number; hash: Buffer }>('select no, hash from ledger order by no desc limit 1')
  const head = rows[0]
  return head === undefined ? null : { number: head.no, hash: head.hash.toString('hex') }
}

/** One process at a time notes anchors, on whatever machine: all of them share the database. Held to the end of the transaction. */
export async function lockAnchors(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1, 3)', [lockClass.schema])
}

/** Hash of one entry in hex; null when it is not there. */
export async function entryHash(tx: Tx, no: number): Promise<string | null> {
  const { rows } = await tx.query<{ hash: Buffer }>('select hash from ledger where no = $1', [no])
  return rows[0]?.hash.toString('hex') ?? null
}

/** Hashes of the entries behind `after`, at most `most`, in the order of their numbers; 32 bytes each. Throws when a number is missing. */
export async function entryHashes(tx: Tx, after: number, most: number): Promise<Buffer[]> {
  const { rows } = await tx.query<{ no: number; hash: Buffer }>(
    'select no, hash from ledger where no > $1 order by no limit $2',
    [after, most]
  )
  return rows.map(({ no, hash }, at) => {
    if (no !== after + at + 1) throw new Error(`Entry ${after + at + 1} of the ledger is missing.`)
    return hash
  })
}

/** Whether the ledger says that a log with this key began. */
export async function logBegan(tx: Tx, vkey: string): Promise<boolean> {
  const { rows } = await tx.query(`select 1 from ledger where act = 'log.begin' and detail->>'vkey' = $1 limit 1`, [
    vkey
  ])
  return rows.length > 0
}
