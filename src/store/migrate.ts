/** Brings the schema up to date: numbered SQL files, each in its own transaction, one process at a time. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { lockClass } from './locks.ts'
import { refuseOthers, refuseSilenced, secureRows } from './server/row-security.ts'

const folder = path.join(import.meta.dirname, 'migrations')

/**
 * Applies the migrations that are missing, grants the runtime role its rights and puts row-level security right. Refuses a schema newer
 * than this program. `toCheck`: a database that is up to date is left as it is, so that a check sees what was changed in it.
 */
export async function migrate(owner: pg.Pool, runtimeRole: string, toCheck = false): Promise<number> {
  const files = known()
  const client = await owner.connect()
  try {
    // Processes that each run "create ... if not exists" at start deadlock: one after the other.
    await client.query('select pg_advisory_lock($1, 0)', [lockClass.schema])
    if (!toCheck) await refuseSilenced(client, runtimeRole)
    await client.query('create schema if not exists baken')
    await client.query(
      'create table if not exists baken.migration (name text primary key, at timestamptz not null default now())'
    )
    const { rows } = await client.query<{ name: string }>('select name from baken.migration')
    const done = new Set(rows.map((row) => row.name))
    const unknown = [...done].filter((name) => !files.includes(name))
    if (unknown.length > 0) {
      throw new Error(
        `The database was made by a newer Baken (it has ${unknown.join(', ')}): start that version, or restore a backup.`
      )
    }
    const missing = files.filter((name) => !done.has(name))
    for (const name of missing) {
      await client.query('begin')
      await client.query('set local search_path = baken, pg_catalog')
      await client.query(readFileSync(path.join(folder, name), 'utf8'))
      await client.query('insert into baken.migration (name) values ($1)', [name])
      await client.query('commit')
    }
    if (toCheck && missing.length === 0) return 0
    await refuseOthers(client)
    await grant(client, runtimeRole)
    await secureRows(client, runtimeRole, missing.length === 0)
    return missing.length
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await client.query('select pg_advisory_unlock($1, 0)', [lockClass.schema]).catch(() => {})
    client.release()
  }
}

function known(): string[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name))
    .sort()
}

/**
 * How the schema compares with this program, whose it is to change. A server that was just made has no role or schema of Baken yet: `older`.
 */
export async function schemaState(owner: pg.Pool): Promise<'current' | 'older' | 'newer'> {
  try {
    const { rows } = await owner.query<{ name: string }>('select name from baken.migration')
    const done = new Set(rows.map((row) => row.name))
    const files = known()
    if ([...done].some((name) => !files.includes(name))) return 'newer'
    return files.every((name) => done.has(name)) ? 'current' : 'older'
  } catch (error) {
    if (notMadeYet.has((error as { code?: string }).code ?? '')) return 'older'
    throw error
  }
}

/** No such table, schema, database or role; a password that is set in a moment. */
const notMadeYet = new Set(['42P01', '3F000', '3D000', '28000', '28P01', '42501'])

/** What the runtime role may do: all of the data tables under row security, append to the ledger, read and never write mandates' rules. */
async function grant(client: pg.PoolClient, role: string): Promise<void> {
  const name = `"${role.replaceAll('"', '""')}"`
  await client.query('begin')
  await client.query(`
    grant usage on schema baken to ${name};
    grant select, insert, update, delete on all tables in schema baken to ${name};
    grant usage, select on all sequences in schema baken to ${name};
    grant execute on all functions in schema baken to ${name};
    revoke update, delete, truncate on baken.ledger, baken.row_log, baken.report_version, baken.report_step from ${name};
    revoke insert, update, delete on baken.migration from ${name};
    revoke insert, update, delete on baken.mandate, baken.mandate_proposal, baken.break_glass, baken.app_user, baken.user_mandate, baken.role_rule from ${name};
    revoke all on baken.totp, baken.recovery_code, baken.passkey from ${name};
  `)
  await client.query('commit')
}
