/** Writes tables anew after an erasing: deleted and updated rows leave their bytes in pages, statistics and the write-ahead log until then. */
import type { Store } from './connect.ts'
import type { Tx } from './ground.ts'

/** Tables that hold nothing of an advert: all others of the schema are written anew, those too that come with a later version. */
const withoutAdverts = [
  'access_review',
  'app_user',
  'break_glass',
  'finding_mark',
  'host',
  'known_browser',
  'ledger', // only ever added to, as is row_log
  'mandate',
  'mandate_proposal',
  'migration',
  'passkey',
  'recovery_code',
  'retired_key',
  'rewriting',
  'role_rule',
  'row_log',
  'segment',
  'session',
  'sign_in_challenge',
  'sign_in_count',
  'totp',
  'user_mandate'
] as const

/** A table is locked while it is written: large ones are done once a day, at most. */
const smallBytes = 512 * 1024 * 1024
const restMs = 20 * 60 * 60_000

interface Due {
  readonly due: string | null
  readonly done: string | null
  readonly clock: string
  /** Small ones first. */
  readonly tables: readonly string[]
  readonly bytes: number
}

const ofAdverts = `from pg_catalog.pg_class c where c.relnamespace = 'baken'::regnamespace and c.relkind = 'r' and c.relname <> all ($1::text[])`

/**
 * Writes the tables anew when rows were erased since it was done last, and lets the write-ahead log of before go where the server is
 * Baken's own. Returns the tables that could not be had for now; they come with the next run. Null: nothing was to be done.
 */
export async function rewriteTables(store: Store, now: Date): Promise<readonly string[] | null> {
  const { rows } = await store.owner.query<Due>(
    `select due_since as due, done_at as done, clock_timestamp() as clock,
       (select array_agg(c.relname::text order by pg_total_relation_size(c.oid)) ${ofAdverts}) as tables,
       (select sum(pg_total_relation_size(c.oid))::bigint ${ofAdverts}) as bytes
     from rewriting`,
    [withoutAdverts]
  )
  const row = rows[0]
  if (row === undefined || row.due === null) return null
  if (row.bytes > smallBytes && row.done !== null && now.getTime() - Date.parse(row.done) < restMs) return null
  const left: string[] = []
  const client = await store.owner.connect()
  try {
    await client.query(`set lock_timeout = '250ms'`)
    for (const table of row.tables) if (!(await writeAnew(client, table))) left.push(table)
    // Samples of columns stand in the statistics; a server of others may not let us.
    if (!(await vacuumed(client, 'full', 'pg_catalog.pg_statistic'))) left.push('pg_statistic')
    await client.query('reset lock_timeout')
    if (store.serverPid !== null) {
      await tried(client, 'select pg_catalog.pg_switch_wal()')
      await tried(client, 'checkpoint')
    }
    if (left.length === 0)
      await client.query('update rewriting set due_since = null, done_at = $1 where due_since <= $2', [now, row.clock])
  } finally {
    client.release()
  }
  return left
}

/**
 * One table with its statistics. Of a table without rows ANALYZE leaves the samples of before: they are cleared (PostgreSQL 18, which
 * Baken's own server is; an older server keeps them until rows come).
 */
async function writeAnew(client: Client, table: string): Promise<boolean> {
  const whole = await vacuumed(client, 'full, analyze', `baken.${table}`)
  const cleared = await tried(
    client,
    `select pg_catalog.pg_clear_attribute_stats('baken', c.relname, a.attname, false)
     from pg_catalog.pg_class c join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where pg_catalog.pg_relation_size('baken.${table}') = 0
       and (c.oid = 'baken.${table}'::regclass or c.oid in (select indexrelid from pg_catalog.pg_index where indrelid = 'baken.${table}'::regclass))`
  )
  return whole && cleared
}

interface Client {
  query(sql: string): Promise<unknown>
}

const mostTimes = 5
/** Everybody who comes after waits behind a lock that is waited for: it is waited for shortly, and asked for again, for ten seconds. */
const mostAsked = 20
const pauseMs = 250

/**
 * Writes a table anew. The server may clear large values of dead rows a moment before the rows themselves, and then finds a row without
 * its values (XX001) as it copies rows that are dead but a moment: those rows are cleared first, and it is tried again.
 */
async function vacuumed(client: Client, options: string, table: string): Promise<boolean> {
  for (let times = 1; times <= mostTimes; times++) {
    try {
      return await askedFor(client, `vacuum (${options}) ${table}`)
    } catch (error) {
      if ((error as { code?: string }).code !== 'XX001') throw error
      if (!(await tried(client, `vacuum ${table}`))) return false
    }
  }
  return false
}

/** As `tried`, and again while the table is in use. */
async function askedFor(client: Client, sql: string): Promise<boolean> {
  for (let asked = 1; asked < mostAsked; asked++) {
    if (await tried(client, sql)) return true
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return tried(client, sql)
}

/** False when the table is in use, is not there (any more), or the server refuses. */
async function tried(client: Client, sql: string): Promise<boolean> {
  try {
    await client.query(sql)
    return true
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    // Not there (any more), or a function of a newer server.
    if (code === '42P01' || code === '42883') return true
    if (['55P03', '42501', '57014'].includes(code)) return false
    throw error
  }
}

/** Notes that something was erased: the tables are written anew after it, so that no file keeps it. */
export async function oweRewriting(tx: Tx): Promise<void> {
  await tx.query('update rewriting set due_since = coalesce(due_since, now())')
}
