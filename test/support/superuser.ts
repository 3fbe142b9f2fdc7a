/** What somebody with root does to a database: reads all of it, changes it past the triggers that refuse it, and, for a test, puts it back. */
import assert from 'node:assert/strict'
import type pg from 'pg'
import { connectionPool } from '../../src/store/connect.ts'
import { socketHost } from '../../src/store/server/server-address.ts'
import { runningServer } from './database.ts'

/** The superuser on the database of a data folder whose server runs. The caller ends it. */
export function superuserOf(dataDir: string): pg.Pool {
  const server = runningServer(dataDir)
  assert.ok(server !== null, `no server runs in ${dataDir}`)
  const { port, superuser: user, password } = server
  return connectionPool({ host: socketHost(server), port, user, password, database: 'baken', max: 1 })
}

/** Runs `work` in one transaction in which no trigger fires; of a failure nothing stays. `root`: the superuser's pool. */
export async function pastTriggers(root: pg.Pool, work: (client: pg.PoolClient) => Promise<unknown>): Promise<void> {
  const client = await root.connect()
  try {
    await client.query('begin; set local session_replication_role = replica')
    await work(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** Keeps a copy of tables as they are now; what is returned puts them back. */
export async function keepTables(root: pg.Pool, tables: readonly string[]): Promise<() => Promise<void>> {
  for (const table of tables)
    await root.query(
      `drop table if exists baken.kept_${table}; create table baken.kept_${table} as select * from baken.${table}`
    )
  return () =>
    pastTriggers(root, async (client) => {
      for (const table of tables) {
        const { rows } = await client.query<{ columns: string }>(
          `select string_agg(quote_ident(attname), ', ') as columns from pg_attribute
           where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
          [`baken.${table}`]
        )
        const columns = rows[0]?.columns ?? ''
        await client.query(
          `delete from baken.${table};
           insert into baken.${table} (${columns}) overriding system value select ${columns} from baken.kept_${table}`
        )
      }
    })
}
