/** Adverts as columns in memory: state, site, times and network of each, so that a search counts and sorts without a row of the database a match. */
import type { Tx } from '../ground.ts'
import { larger } from './larger.ts'

/** Position N of each column is advert N. Structure only, as it stands in clear in the table: no word, no fact, no address. */
export interface AdvertColumns {
  /** Length of the columns: one more than the highest advert id, or larger. */
  readonly size: number
  /** 0: erased or unknown, 1: sealed, 2: open. */
  readonly state: Uint8Array
  /** Index into `origins`. */
  readonly origin: Int32Array
  /** Microseconds since 2000 (UTC), as PostgreSQL counts. */
  readonly firstSeen: Float64Array
  readonly lastSeen: Float64Array
  /** As above; 0: the site does not say. */
  readonly posted: Float64Array
  /** 0: none. */
  readonly network: Int32Array
  readonly origins: readonly Origin[]
  /** Grows when an advert that was sealed is opened. */
  readonly openings: number
}

export interface Origin {
  readonly site: string
  readonly source: string | null
}

export const sealedState = 1
export const openState = 2

type Filled = { -readonly [Key in keyof AdvertColumns]: AdvertColumns[Key] } & { readonly origins: Origin[] }

interface Kept {
  readonly columns: Filled
  readonly originNumbers: Map<string, number>
  /** Transactions from this one on may have changed adverts since. */
  since: string
  /** Milliseconds of the process clock when it was last made true. */
  at: number
  turn: Promise<unknown>
}

const kept = new Map<string, Kept>()
const mostMandates = 8
/** Changes are noted for a day; who did not look for half of it reads all again. */
const longestMs = 12 * 3_600_000
const mostChanged = 200_000
const chunk = 20_000
/** Bytes of an advert in the answer: id, three times, network, state. */
const recordBytes = 33

/** The columns of a mandate as they are now. The first look reads all adverts (about two seconds a million), each later one what changed. */
export async function advertColumns(tx: Tx, mandate: string): Promise<AdvertColumns> {
  let mine = kept.get(mandate)
  if (mine === undefined || performance.now() - mine.at > longestMs) mine = empty()
  kept.delete(mandate)
  kept.set(mandate, mine)
  for (const other of kept.keys()) if (kept.size > mostMandates) kept.delete(other)
  const looking = mine.turn.then(() => (mine.since === '' ? readAll(tx, mine) : readChanged(tx, mandate, mine)))
  mine.turn = looking.catch(() => undefined)
  await looking
  return mine.columns
}

async function readAll(tx: Tx, mine: Kept): Promise<void> {
  const { rows } = await tx.query<{ since: string; most: number | null; ground: string | null }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as since, (select max(id) from advert) as most, ground_content() as ground'
  )
  // Who may see nothing must not make the columns of those who may: the next look reads all.
  if (rows[0]?.ground == null) return
  const most = rows[0].most ?? 0
  for (let from = 0; from <= most; from += chunk) await take(tx, mine, 'a.id >= $1 and a.id < $2', [from, from + chunk])
  mine.since = rows[0].since
  mine.at = performance.now()
}

/** A transaction that is seen now and was not seen then was running or not begun then: it is not older than the oldest that ran. */
async function readChanged(tx: Tx, mandate: string, mine: Kept): Promise<void> {
  const { rows } = await tx.query<{ since: string; adverts: number[] | null }>({
    name: 'advert-changes',
    text: `select pg_snapshot_xmin(pg_current_snapshot())::text as since,
             (select array_agg(distinct id) from (select unnest(adverts) as id from advert_change where mandate_id = $1 and xid >= $2::xid8 limit ${mostChanged}) c) as adverts`,
    values: [mandate, mine.since]
  })
  const adverts = rows[0]?.adverts ?? []
  if (adverts.length >= mostChanged) return readAll(tx, mine)
  for (let from = 0; from < adverts.length; from += chunk)
    await take(tx, mine, 'a.id = any($1::int[])', [adverts.slice(from, from + chunk)])
  mine.since = rows[0]?.since ?? mine.since
  mine.at = performance.now()
}

async function take(tx: Tx, mine: Kept, where: string, values: readonly unknown[]): Promise<void> {
  const { rows } = await tx.query<{ site: string; source_id: string | null; adverts: Buffer }>({
    text: `select a.site, a.source_id, string_agg(int4send(a.id) || timestamptz_send(a.first_seen) || timestamptz_send(a.last_seen)
             || timestamptz_send(coalesce(a.posted_at, '2000-01-01Z')) || int4send(coalesce(a.network_id, 0))
             || case a.state when 'open' then '\\x02'::bytea when 'sealed' then '\\x01'::bytea else '\\x00'::bytea end, ''::bytea) as adverts
           from advert a where ${where} group by a.site, a.source_id`,
    values: [...values]
  })
  for (const { site, source_id, adverts } of rows) {
    const origin = originOf(mine, site, source_id)
    for (let at = 0; at < adverts.length; at += recordBytes) setAdvert(mine.columns, origin, adverts, at)
  }
}

function setAdvert(columns: Filled, origin: number, bytes: Buffer, at: number): void {
  const id = bytes.readInt32BE(at)
  if (id >= columns.size) grow(columns, id)
  columns.origin[id] = origin
  columns.firstSeen[id] = time(bytes, at + 4)
  columns.lastSeen[id] = time(bytes, at + 12)
  columns.posted[id] = time(bytes, at + 20)
  columns.network[id] = bytes.readInt32BE(at + 28)
  if (bytes[at + 32] === openState && columns.state[id] === sealedState) columns.openings++
  columns.state[id] = bytes[at + 32]!
}

function time(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4)
}

function originOf({ columns, originNumbers }: Kept, site: string, source: string | null): number {
  const name = `${site}\n${source ?? ''}`
  let number = originNumbers.get(name)
  if (number === undefined) {
    number = columns.origins.push({ site, source }) - 1
    originNumbers.set(name, number)
  }
  return number
}

function grow(columns: Filled, id: number): void {
  const size = Math.ceil((id + 1) * 1.2) + 1000
  columns.state = larger(new Uint8Array(size), columns.state)
  columns.origin = larger(new Int32Array(size), columns.origin)
  columns.firstSeen = larger(new Float64Array(size), columns.firstSeen)
  columns.lastSeen = larger(new Float64Array(size), columns.lastSeen)
  columns.posted = larger(new Float64Array(size), columns.posted)
  columns.network = larger(new Int32Array(size), columns.network)
  columns.size = size
}

function empty(): Kept {
  const columns: Filled = {
    size: 0,
    state: new Uint8Array(),
    origin: new Int32Array(),
    firstSeen: new Float64Array(),
    lastSeen: new Float64Array(),
    posted: new Float64Array(),
    network: new Int32Array(),
    origins: [],
    openings: 0
  }
  return { columns, originNumbers: new Map(), since: '', at: performance.now(), turn: Promise.resolve() }
}
