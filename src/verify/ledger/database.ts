/** Reads the database's half of evidence through plain queries: nothing is written, and every mandate is read, ended ones too. */
import type pg from 'pg'
import type { VerifyItem } from '../item.ts'
import { storedBy, walkLedger, type LedgerRow, type LedgerWalk } from './ledger.ts'
import type { CaptureRow, CaptureSum, OtherHalf, SealedRow, SegmentRow } from './other-half.ts'

export interface DatabaseHalf {
  readonly half: OtherHalf
  /** Faults of the ledger in itself. */
  readonly items: readonly VerifyItem[]
  readonly entries: number
}

const batchRows = 5_000
const mostRows = 1_000_000

/** Walks the ledger and sums up the tables. `pool`: the runtime role, whose search path holds Baken's schema. */
export async function readDatabase(pool: pg.Pool): Promise<DatabaseHalf> {
  const walk = await walkLedger(ledgerRows(pool))
  const mandates = await mandatesOf(pool)
  const captureSums = new Map<string, CaptureSum>()
  for (const mandate of mandates)
    for (const [segment, sum] of await sumsOf(pool, mandate)) captureSums.set(segment, sum)
  const segmentRows = await segmentsOf(pool, null)
  return { half: halfOf(pool, { walk, captureSums, segmentRows }), items: walk.items, entries: walk.entries }
}

interface Known {
  readonly walk: LedgerWalk
  readonly captureSums: ReadonlyMap<string, CaptureSum>
  readonly segmentRows: ReadonlyMap<string, SegmentRow>
}

function halfOf(pool: pg.Pool, { walk, captureSums, segmentRows }: Known): OtherHalf {
  return {
    lastEntry: walk.lastEntry,
    stored: walk.stored,
    indexNotes: walk.indexNotes,
    dropped: walk.dropped,
    droppedBefore: walk.droppedBefore,
    segmentRows,
    captureSums,
    hashesOf: (entries) => hashesOf(pool, entries),
    capturesOf: async (segment) => {
      const rows: CaptureRow[] = []
      // Mandates are asked for anew: one may have come since the check began.
      for (const mandate of await mandatesOf(pool))
        rows.push(...(await asSystem<CaptureRow>(pool, mandate, captureRows, [segment, mostRows])))
      return rows
    },
    segmentRowOf: async (segment) => (await segmentsOf(pool, segment)).get(segment) ?? null,
    storedOf: async (segment, records) =>
      storedBy(
        await asSystem<{ no: number; detail: unknown }>(
          pool,
          null,
          `select no, detail from ledger where subject = $1 and act = 'capture.store'
             and (ledger.no <= $2 or (detail->>'records')::bigint <= $3) order by ledger.no`,
          [segment, walk.lastEntry, records]
        )
      )
  }
}

const captureRows = `select id, seg_offset as "offset", seg_length as length, 'sha256:' || encode(record_digest, 'hex') as digest,
  extract(epoch from seen_at)::text as seen, original from capture where segment = $1 order by seg_offset, id limit $2`

const sealedRows = `select c.id, c.segment, c.seg_offset as "offset", c.seg_length as length, c.original, c.mandate_id as mandate, c.state, c.url_mac as "urlMac", c.url_sealed as "urlSealed",
    k.kek, k.wrapped
  from capture c left join capture_key k on k.capture_id = c.id where c.id > $1::uuid order by c.id limit $2`

/** All rows of the table capture with what they keep sealed, in the order of their ids, read in batches. */
export async function* sealedCaptures(pool: pg.Pool): AsyncGenerator<SealedRow> {
  for (const mandate of await mandatesOf(pool))
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const rows: SealedRow[] = await asSystem<SealedRow>(pool, mandate, sealedRows, [after, batchRows])
      yield* rows
      const last = rows.at(-1)
      if (rows.length < batchRows || last === undefined) break
      after = last.id
    }
}

async function sumsOf(pool: pg.Pool, mandate: string): Promise<[string, CaptureSum][]> {
  // The same text as rowText in other-half.ts, a line a capture.
  const rows = await asSystem<{ segment: string; count: number; digest: string }>(
    pool,
    mandate,
    `select segment, count(*)::int as count, 'sha256:' || encode(sha256(convert_to(string_agg(
       id || ' ' || seg_offset || ' ' || seg_length || ' ' || encode(record_digest, 'hex') || ' ' || extract(epoch from seen_at) || coalesce(' ' || original, '') || E'\\n', '' order by seg_offset, id), 'UTF8')), 'hex') as digest
     from capture group by segment`,
    []
  )
  return rows.map(({ segment, count, digest }) => [segment, { count, digest }])
}

/** Hashes (hex) of ledger entries by number. */
export async function hashesOf(pool: pg.Pool, entries: readonly number[]): Promise<Map<number, string>> {
  const rows = await asSystem<{ no: number; hash: Buffer }>(
    pool,
    null,
    'select no, hash from ledger where no = any($1)',
    [entries]
  )
  return new Map(rows.map(({ no, hash }) => [no, hash.toString('hex')]))
}

/** Entries of the index that the newest ledger entries noted: enough to see a list that was cut. */
export async function indexNotesSince(pool: pg.Pool): Promise<OtherHalf['indexNotes']> {
  return asSystem<{ number: number; digest: string; entry: number }>(
    pool,
    null,
    `select (detail->>'index')::int as number, detail->>'entry' as digest, no as entry
     from (select * from ledger order by no desc limit 20000) newest where act like 'segment.%' and detail ? 'entry' order by no desc limit 100`,
    []
  )
}

/** Rows of the table segment by id; all of them, or one. */
export async function segmentsOf(pool: pg.Pool, only: string | null): Promise<Map<string, SegmentRow>> {
  const rows = await asSystem<{ id: string } & SegmentRow>(
    pool,
    null,
    'select id, committed_bytes as bytes, records, closed from segment where $1::text is null or id = $1',
    [only]
  )
  return new Map(rows.map(({ id, bytes, records, closed }) => [id, { bytes, records, closed }]))
}

/** Ids of all mandates, ended ones too. */
export async function mandatesOf(pool: pg.Pool): Promise<string[]> {
  return (await asSystem<{ id: string }>(pool, null, 'select id from mandate order by id', [])).map(({ id }) => id)
}

async function* ledgerRows(pool: pg.Pool): AsyncGenerator<LedgerRow> {
  for (let after = 0; ;) {
    const rows: LedgerRow[] = await asSystem<LedgerRow>(
      pool,
      null,
      `select no, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor, mandate, act, subject, detail, entry, prev, hash
       from ledger where no > $1 order by ledger.no limit $2`,
      [after, batchRows]
    )
    yield* rows
    const last = rows.at(-1)
    if (rows.length < batchRows || last === undefined) return
    after = last.no
  }
}

/** Questions about one moment of the database, as the system; each mandate whether it is in force or not. */
export interface Snapshot {
  ask<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** What is asked from now on is asked under this line of mandates. */
  under(line: string): Promise<void>
}

/** Runs `work` on one moment of the database: nothing that others write meanwhile is seen. */
export async function atOneMoment<T>(pool: pg.Pool, work: (at: Snapshot) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query(`select set_config('baken.user', 'pipeline', true), set_config('baken.retention', 'on', true)`)
    return await work({
      ask: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
        (await client.query<Row>(text, [...values])).rows,
      under: async (line) => void (await client.query(`select set_config('baken.mandate', $1, true)`, [line]))
    })
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
  }
}

/** One read-only query as the system, under a mandate whether it is in force or not (docs/ledger.md: reading counts is no act). */
export async function asSystem<Row extends object>(
  pool: pg.Pool,
  mandate: string | null,
  text: string,
  values: readonly unknown[]
): Promise<Row[]> {
  const client = await pool.connect()
  try {
    await client.query('begin read only')
    await client.query(
      `select set_config('baken.user', 'pipeline', true), set_config('baken.mandate', $1, true), set_config('baken.retention', 'on', true)`,
      [mandate ?? '']
    )
    const { rows } = await client.query<Row>(text, [...values])
    await client.query('commit')
    return rows
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
