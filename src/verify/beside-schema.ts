/** What somebody put beside what the migrations made, or set for the whole server: tables that hang below ours, owners, rights, code among PostgreSQL's own, files of the cluster. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { placeAt, readSmall } from './disk.ts'
import { damaged, unchecked, warning, type VerifyItem } from './item.ts'
import { asSystem } from './ledger/database.ts'

interface Found extends pg.QueryResultRow {
  readonly item: string
  readonly cause: string
}

const takeBack = 'find out who can change the database, and take it back as the superuser of its server'
const judgeIt = 'ask the administrator of that server whether it belongs there'

/** `pool`: the runtime role; `own`: nobody else has anything on this server. Reads catalogs alone. */
export async function judgeBesideSchema(pool: pg.Pool, own: boolean): Promise<VerifyItem[]> {
  const items: VerifyItem[] = []
  for (const { item, cause } of await asSystem<Found>(pool, null, insideNow, [ours()]))
    items.push(damaged(item, cause, '', takeBack))
  for (const text of [rightsNow, elsewhereNow])
    for (const { item, cause } of await asSystem<Found>(pool, null, text, []))
      items.push(own ? damaged(item, cause, '', takeBack) : warning(item, cause, judgeIt))
  return items
}

/** The tables that the migrations made; one that somebody made beside them decides nothing. */
function ours(): string[] {
  const list = readFileSync(path.join(import.meta.dirname, '../store/server/row-security.tsv'), 'utf8')
  return list
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t')[0] ?? '')
}

/** A row of a table that hangs below one of ours counts as one of its own; the owner of a table takes off every rule; one that is not logged is empty after a crash. */
const insideNow = `with n as (select relnamespace as oid, relowner as nspowner from pg_class where oid = 'baken.migration'::regclass)
  select 'table ' || p.relname as item, 'the table ' || i.inhrelid::regclass || ' hangs below it: its rows count as those of this one, and no rule or trigger held for them' as cause
    from pg_inherits i join pg_class p on p.oid = i.inhparent join n on n.oid = p.relnamespace where p.relkind in ('r', 'p')
  union all select 'table ' || c.relname, 'it belongs to ' || pg_get_userbyid(c.relowner) || ', who may do anything with it'
    from pg_class c join n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relowner <> n.nspowner
      and (c.relkind <> 'r' or c.relname = any($1))
  union all select 'table ' || c.relname, 'it is written without the log of the database (unlogged): it is empty after a crash'
    from pg_class c join n on n.oid = c.relnamespace where c.relkind = 'r' and c.relpersistence = 'u' order by 1, 2`

/** Rights on tables and columns, and those that every table to come is to have. */
const rightsNow = `with n as (select relnamespace as oid, relowner as nspowner from pg_class where oid = 'baken.migration'::regclass), me as (select oid from pg_roles where rolname = current_user)
  select 'table ' || c.relname as item, concat_ws(' ', case when a.grantee = 0 then 'everybody' else 'the role ' || pg_get_userbyid(a.grantee) end,
      'may', string_agg(distinct lower(a.privilege_type), ', '), 'its rows') as cause
    from pg_class c join n on n.oid = c.relnamespace cross join lateral (select * from aclexplode(c.relacl)
      union all select x.* from pg_attribute t, aclexplode(t.attacl) x where t.attrelid = c.oid) a, me
    where a.grantee not in (n.nspowner, me.oid, c.relowner) group by c.relname, a.grantee
  union all select distinct 'rights to come', 'what ' || pg_get_userbyid(d.defaclrole) || ' makes from now on is open to '
      || case when a.grantee = 0 then 'everybody' else 'the role ' || pg_get_userbyid(a.grantee) end
    from pg_default_acl d cross join lateral aclexplode(d.defaclacl) a where a.grantee <> d.defaclrole order by 1, 2`

/** Oids from 16384 on are of what somebody made after the cluster was. */
const elsewhereNow = `with o as (
    select pronamespace as space, 'function ' || proname as name, oid from pg_proc
    union all select relnamespace, 'table or view ' || relname, oid from pg_class where relkind in ('r', 'p', 'v', 'm', 'f')
    union all select oprnamespace, 'operator ' || oprname, oid from pg_operator)
  select 'schema ' || nspname as item, 'somebody made the ' || o.name || ' in it, among what PostgreSQL brings along' as cause
    from o join pg_namespace s on s.oid = o.space where s.nspname in ('pg_catalog', 'information_schema') and o.oid >= 16384
  union all select 'schema baken', 'somebody made the ' || o.name || ' in it' from o join pg_namespace s on s.oid = o.space
    where s.nspname = 'baken' and o.name like 'operator %'
  union all select 'schema baken', 'somebody made the aggregate ' || p.proname || ' in it' from pg_proc p
    where p.pronamespace = 'baken'::regnamespace and p.prokind in ('a', 'w')
  union all select 'schema graphile_worker', 'somebody else made the table or view ' || c.relname || ' in it' from pg_class c
    join pg_namespace s on s.oid = c.relnamespace where s.nspname = 'graphile_worker' and c.relowner <> s.nspowner and c.relkind <> 't'
  union all select 'schema graphile_worker', 'somebody else made the function ' || p.proname || ' in it' from pg_proc p
    join pg_namespace s on s.oid = p.pronamespace where s.nspname = 'graphile_worker' and p.proowner <> s.nspowner
  union all select distinct 'schema graphile_worker', case when a.grantee = 0 then 'everybody' else 'the role ' || pg_get_userbyid(a.grantee) end || ' may use it'
    from pg_namespace s, aclexplode(s.nspacl) a where s.nspname = 'graphile_worker' and a.grantee <> s.nspowner
  union all select 'extension ' || extname, 'it brings code along that Baken does not use' from pg_extension where oid >= 16384
  union all select 'foreign server ' || srvname, 'rows can go to another database by it' from pg_foreign_server
  union all select 'cast', 'somebody made one from ' || castsource::regtype || ' to ' || casttarget::regtype from pg_cast where oid >= 16384
  union all select 'large objects', 'there are ' || count(*) || ': Baken makes none' from pg_largeobject_metadata having count(*) > 0
  union all select 'tablespace ' || spcname, 'tables may lie outside the data folder by it' from pg_tablespace where oid >= 16384
  union all select 'database ' || datname, 'Baken did not make it: it may be a copy, which no erasing reaches' from pg_database
    where current_database() = 'baken' and oid >= 16384 and datname <> 'baken' order by 1, 2`

const settingLine = /^\s*([a-z_.]+)\s*[\s=]\s*(.*?)\s*(?:#.*)?$/i

/** What initdb writes into its file; everything else Baken gives on the command line. */
const ofInitdb = new Set(
  `max_connections shared_buffers dynamic_shared_memory_type max_wal_size min_wal_size log_timezone autovacuum_worker_slots datestyle timezone
   lc_messages lc_monetary lc_numeric lc_time default_text_search_config huge_pages password_encryption`.split(/\s+/)
)

/** The files by which a cluster in the data folder is set up: a setting that waits for the next start of the server stands in no catalog. */
export function judgeServerFiles(dataDir: string): VerifyItem[] {
  const cluster = path.join(dataDir, 'postgres', 'cluster')
  if (placeAt(path.join(cluster, 'PG_VERSION')).kind !== 'file') return []
  const items: VerifyItem[] = []
  for (const name of ['postgresql.conf', 'postgresql.auto.conf', 'pg_hba.conf', 'pg_ident.conf']) {
    const file = path.join(cluster, name)
    const read = readSmall(file, mostBytes)
    if (typeof read === 'string') {
      items.push(unchecked(file, read, 'give the data folder to somebody who may read it'))
      continue
    }
    for (const line of read.toString('utf8').split('\n')) {
      const cause = /^\s*(?:#|$)/.test(line) ? null : name.startsWith('pg_') ? whoMayEnter(name, line) : isSet(line)
      if (cause !== null) items.push(damaged(file, cause, '', takeBackFile))
    }
  }
  return items
}

const mostBytes = 1_000_000
const takeBackFile = 'find out who can write in the data folder, take the line out, and start Baken again'

function isSet(line: string): string | null {
  const [, name = '', value = ''] = settingLine.exec(line) ?? []
  return ofInitdb.has(name.toLowerCase()) ? null : `${name || line.trim()} is set to ${value}: Baken sets nothing there`
}

function whoMayEnter(file: string, line: string): string | null {
  if (file === 'pg_hba.conf' && /\sscram-sha-256\s*$/.test(line)) return null
  return `${JSON.stringify(line.trim())} lets somebody in otherwise than with a password: Baken writes no such line`
}
