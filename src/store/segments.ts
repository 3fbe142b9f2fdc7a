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
