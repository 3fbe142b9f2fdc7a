/** Segments that a store has beside the local folder, the clocks and holds of what is in them, and the turns in which the store is worked on. */
import type { Tx } from '../ground.ts'
import { wakeWorkers } from '../server/wake-ups.ts'

export interface ObjectRow {
  readonly segment: string
  readonly place: string
  readonly version: string | null
  readonly bytes: number
  readonly keep_until: string | null
  readonly hold: boolean
  /** Everything in its segment was erased, and the ledger said so. */
  readonly dropped: boolean
}

/** The objects of one store, in the order of their segments. */
export async function objectRows(tx: Tx, place: string): Promise<ObjectRow[]> {
  const { rows } = await tx.query<ObjectRow>(
    `select o.segment, o.place, o.version, o.bytes, o.keep_until, o.hold, s.dropped_at is not null as dropped
     from evidence_object o join segment s on s.id = o.segment where o.place = $1 order by o.segment`,
    [place]
  )
  return rows
}

/** Notes that a store has a segment; false when that was noted before. */
export async function addObject(tx: Tx, one: Omit<ObjectRow, 'dropped'> & { readonly at: Date }): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into evidence_object (segment, place, version, bytes, put_at, keep_until, hold) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (segment, place) do nothing`,
    [one.segment, one.place, one.version, one.bytes, one.at, one.keep_until, one.hold]
  )
  return rowCount === 1
}

/** Notes how an object is locked now. */
export async function lockObject(
  tx: Tx,
  { segment, place }: Pick<ObjectRow, 'segment' | 'place'>,
  lock: { readonly until: string | null; readonly hold: boolean }
): Promise<void> {
  await tx.query('update evidence_object set keep_until = $3, hold = $4 where segment = $1 and place = $2', [
    segment,
    place,
    lock.until,
    lock.hold
  ])
}

/** Notes that an object is gone. */
export async function removeObject(tx: Tx, { segment, place }: Pick<ObjectRow, 'segment' | 'place'>): Promise<void> {
  await tx.query('delete from evidence_object where segment = $1 and place = $2', [segment, place])
}

export interface SegmentClock {
  readonly segment: string
  /** The latest day on which a sealed capture in it, or one that rests on its content, is erased; null: there is none. */
  readonly until: string | null
  /** A capture in it, or one that rests on it, was opened: a person relies on it. */
  readonly hold: boolean
  /** A capture in it was not read yet. */
  readonly unread: boolean
}

/** Clocks of these segments, of the captures of the mandate of this ground. */
export async function segmentClocks(tx: Tx, segments: readonly string[]): Promise<SegmentClock[]> {
  const { rows } = await tx.query<SegmentClock>(
    `select segment, max(erase_at) filter (where state = 'sealed') as until, coalesce(bool_or(state = 'open'), false) as hold,
       coalesce(bool_or(unread), false) as unread
     from (
       select segment, erase_at, state, read_version = 0 and state <> 'erased' as unread from capture where segment = any($1::text[])
       union all
       select o.segment, c.erase_at, c.state, false from capture c join capture o on o.id = c.original
       where o.segment = any($1::text[]) and c.state <> 'erased') as held
     group by segment`,
    [segments]
  )
  return rows
}

export interface StoreTurn {
  readonly next_at: string
  readonly locks_at: string | null
  readonly done_at: string | null
  readonly waiting: number
  readonly fails: number
  readonly failed_since: string | null
  readonly cause: string | null
}

/** Takes the turn of a store until `until`, so that no other process takes it meanwhile; null when it is not due. `force`: it is due whatever was noted. */
export async function takeStoreTurn(
  tx: Tx,
  place: string,
  { now, until, force }: { readonly now: Date; readonly until: Date; readonly force: boolean }
): Promise<StoreTurn | null> {
  await tx.query('insert into evidence_turn (place, next_at) values ($1, $2) on conflict (place) do nothing', [
    place,
    now
  ])
  const { rows } = await tx.query<StoreTurn>(
    `update evidence_turn set next_at = $3 where place = $1 and (next_at <= $2 or $4)
     returning next_at, locks_at, done_at, waiting, fails, failed_since, cause`,
    [place, now, until, force]
  )
  return rows[0] ?? null
}

/** The round goes on: no other process takes it up until then. */
export async function holdStoreTurn(tx: Tx, place: string, until: Date): Promise<void> {
  await tx.query('update evidence_turn set next_at = $2 where place = $1', [place, until])
}

/** Notes how a round went; `cause` null: well. */
export async function endStoreTurn(
  tx: Tx,
  place: string,
  one: {
    readonly at: Date
    readonly nextAt: Date
    readonly waiting: number
    readonly locked: boolean
    readonly cause: string | null
  }
): Promise<void> {
  await tx.query(
    `update evidence_turn set next_at = $3, waiting = $4, locks_at = case when $5 then $2 else locks_at end,
       done_at = case when $6::text is null then $2 else done_at end, fails = case when $6::text is null then 0 else fails + 1 end,
       failed_since = case when $6::text is null then null else coalesce(failed_since, $2) end, cause = $6
     where place = $1`,
    [place, one.at, one.nextAt, one.waiting, one.locked, one.cause?.slice(0, 1000) ?? null]
  )
}

/** How the rounds of a store went; null: it was not asked yet. */
export async function storeTurn(tx: Tx, place: string): Promise<StoreTurn | null> {
  const { rows } = await tx.query<StoreTurn>(
    'select next_at, locks_at, done_at, waiting, fails, failed_since, cause from evidence_turn where place = $1',
    [place]
  )
  return rows[0] ?? null
}

/** Forgets the turns of stores that are named no more. */
export async function onlyStore(tx: Tx, place: string): Promise<void> {
  await tx.query('delete from evidence_turn where place <> $1', [place])
}

/** How many objects each store has by these rows, and how many bytes. */
export async function objectCounts(
  tx: Tx
): Promise<{ readonly place: string; readonly objects: number; readonly bytes: number; readonly held: number }[]> {
  const { rows } = await tx.query<{ place: string; objects: number; bytes: number; held: number }>(
    `select place, count(*)::int as objects, sum(bytes)::float8 as bytes, count(*) filter (where hold)::int as held
     from evidence_object group by place order by place limit 100`
  )
  return rows
}

/** Closed segments that a store has not got, and their bytes; of no store, all of them. */
export async function waitingForStore(
  tx: Tx,
  place: string
): Promise<{ readonly segments: number; readonly bytes: number }> {
  const { rows } = await tx.query<{ segments: number; bytes: number }>(
    `select count(*)::int as segments, coalesce(sum(committed_bytes), 0)::float8 as bytes from segment s
     where closed and dropped_at is null and not exists (select 1 from evidence_object o where o.segment = s.id and o.place = $1)`,
    [place]
  )
  return rows[0] ?? { segments: 0, bytes: 0 }
}

/** Whether a capture of the mandate of this ground waits for the store, which did not answer when it was to be read. */
export async function anyWaitingForStore(tx: Tx): Promise<boolean> {
  const { rows } = await tx.query<{ any: boolean }>(
    `select exists (select 1 from capture where step_error like 'store: %' and state <> 'erased') as any`
  )
  return rows[0]?.any ?? false
}

/** Takes captures that waited for the store as unread again. */
export async function readFromStoreAgain(tx: Tx): Promise<void> {
  await tx.query(
    `update capture set page_kind = null, read_version = 0, step_error = null where step_error like 'store: %' and state <> 'erased'`
  )
  await wakeWorkers(tx, 'captures')
}
