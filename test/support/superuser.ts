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

/** Keeps a copy of every table under a name, as a dump does; what is returned puts that state back. */
export async function keepDatabase(root: pg.Pool, name: string): Promise<() => Promise<void>> {
  const each = (work: string): string => `do $$ declare one record; begin
    for one in select c.relname as t, 'kept_${name}_' || c.relname as kept, (select string_agg(quote_ident(attname), ', ') from pg_attribute
        where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns
      from pg_class c where c.relnamespace = 'baken'::regnamespace and c.relkind = 'r' and c.relname !~ '^kept_' loop ${work} end loop; end $$`
  await root.query(
    each(`execute format('create table baken.%I as select %s from baken.%I', one.kept, one.columns, one.t);`)
  )
  return () =>
    pastTriggers(root, (client) =>
      client.query(
        each(`execute format('delete from baken.%I', one.t);
          execute format('insert into baken.%I (%s) overriding system value select %s from baken.%I', one.t, one.columns, one.columns, one.kept);`)
      )
    )
}

/** No check stops somebody with the database. */
export async function letAnythingIn(root: pg.Pool): Promise<void> {
  await root.query(`do $$ declare one record; begin
    for one in select conrelid::regclass as t, conname from pg_constraint where contype in ('c', 'u') and connamespace = 'baken'::regnamespace loop
      execute format('alter table %s drop constraint if exists %I cascade', one.t, one.conname);
    end loop;
    for one in select indexrelid::regclass as i from pg_index join pg_class c on c.oid = indexrelid
      where indisunique and not indisprimary and c.relnamespace = 'baken'::regnamespace and not exists (select 1 from pg_constraint where conindid = indexrelid) loop
      execute format('drop index %s', one.i);
    end loop;
    for one in select attrelid::regclass as t, attname from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'baken'::regnamespace and c.relkind = 'r' and attidentity <> '' and c.relname <> 'row_log' loop
      execute format('alter table %s alter column %I drop identity', one.t, one.attname);
    end loop; end $$`)
}
