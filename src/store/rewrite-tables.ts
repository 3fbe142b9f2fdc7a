/** Writes tables anew after an erasing: deleted and updated rows leave their bytes in pages, statistics and the write-ahead log until then. */
import type { Store } from './connect.ts'

/** Tables with something of an advert in them, small ones first. */
const tables = [
  'judgement',
  'signal',
  'source',
  'tally',
  'network_event',
  'link_event',
  'link_snapshot',
  'link',
  'fact',
  'advert_capture',
  'capture_key',
  'address',
  'advert',
  'capture',
  'sighting'
] as const

/** A table is locked while it is written: large ones are done once a day, at most. */
const smallBytes = 512 * 1024 * 1024
const restMs = 20 * 60 * 60_000

/**
 * Writes the tables anew when rows were erased since it was done last, and lets the write-ahead log of before go where the server is
 * Baken's own. Returns the tables that could not be had for now; they come with the next run. Null: nothing was to be done.
 */
export async function rewriteTables(store: Store, now: Date): Promise<readonly string[] | null> {
  const { rows } = await store.owner.query<{ due: string | null; done: string | null; clock: string; bytes: number }>(
    `select due_since as due, done_at as done, clock_timestamp() as clock,
       (select sum(pg_total_relation_size(('baken.' || t)::regclass)) from unnest($1::text[]) t where to_regclass('baken.' || t) is not null)::bigint as bytes
     from rewriting`,
    [tables]
  )
  const row = rows[0]
  if (row === undefined || row.due === null) return null
  if (row.bytes > smallBytes && row.done !== null && now.getTime() - Date.parse(row.done) < restMs) return null
  const left: string[] = []
  const client = await store.owner.connect()
  try {
    await client.query(`set lock_timeout = '10s'`)
    for (const table of tables) if (!(await tried(client, `vacuum (full, analyze) baken.${table}`))) left.push(table)
    // Samples of columns stand in the statistics; a server of others may not let us.
    if (!(await tried(client, 'vacuum full pg_catalog.pg_statistic'))) left.push('pg_statistic')
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

/** False when the table is in use, is not there (any more), or the server refuses. */
async function tried(client: { query(sql: string): Promise<unknown> }, sql: string): Promise<boolean> {
  try {
    await client.query(sql)
    return true
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (code === '42P01') return true
    if (['55P03', '42501', '57014'].includes(code)) return false
    throw error
  }
}
