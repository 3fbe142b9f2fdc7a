/** What stands around the schema and passes by what it enforces: settings, roles, publications, other schemas. Each is named; on a server of others as a warning. */
import type pg from 'pg'
import { damaged, warning, type VerifyItem } from './item.ts'
import { judgeBesideSchema } from './beside-schema.ts'
import { asSystem } from './ledger/database.ts'

interface Here {
  /** The server is Baken's own: nobody else has anything there. */
  readonly own: boolean
  /** Triggers and rules run only under `origin`. */
  readonly replication: string
}

interface Found {
  readonly item: string
  readonly cause: string
}

const takeBack = 'find out who can change the database, and take it back as the superuser of its server'
const judgeIt = 'ask the administrator of that server whether it belongs there'

/** `pool`: the runtime role. Reads catalogs alone. */
export async function judgeAroundDatabase(pool: pg.Pool): Promise<VerifyItem[]> {
  const ask = <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> => asSystem<Row>(pool, null, text, [])
  const [here] = await ask<Here>(
    `select current_user = 'baken_run' as own, current_setting('session_replication_role') as replication`
  )
  const own = here?.own ?? false
  const items: VerifyItem[] = []
  if (here !== undefined && here.replication !== 'origin')
    items.push(
      damaged(
        'setting session_replication_role',
        `it is ${here.replication}: no trigger runs, so that nothing is bound to the ledger`,
        '',
        takeBack
      )
    )
  for (const text of [settingsNow, rolesNow, membersNow, grantsNow, schemasNow, replicasNow])
    for (const { item, cause } of await ask<Found & pg.QueryResultRow>(text))
      items.push(own ? damaged(item, cause, '', takeBack) : warning(item, cause, judgeIt))
  items.push(...(await judgeBesideSchema(pool, own)))
  return items
}

const ids = `with b as (select (select nspowner from pg_namespace where nspname = 'baken') as owner,
    (select oid from pg_roles where rolname = current_user) as me, (select oid from pg_database where datname = current_database()) as base)`

/** What was set for this database, or for a role of it; Baken sets nothing so. */
const settingsNow = `${ids}
  select 'setting ' || split_part(c, '=', 1) as item, concat_ws(' ', 'it was set to', substr(c, strpos(c, '=') + 1),
    case when s.setdatabase <> 0 then 'for this database' end, 'for the role ' || r.rolname) as cause
  from b, pg_db_role_setting s left join pg_roles r on r.oid = s.setrole, unnest(s.setconfig) c
  where s.setdatabase in (0, b.base) order by 1, 2`

/**
 * Roles beside the first superuser of the cluster that can be entered and that no rule holds for. Of the runtime role the check of row-level
 * security says it; on a server of others its owner is what its administrator made it.
 */
const rolesNow = `${ids}
  select 'role ' || r.rolname as item, concat_ws(' and ', case when r.rolsuper then 'it is a superuser: no rule holds for it' end,
    case when r.rolbypassrls then 'it may pass row-level security (bypassrls)' end,
    case when r.rolreplication then 'it may copy the whole database (replication)' end) as cause
  from b, pg_roles r where (r.rolsuper or r.rolbypassrls or r.rolreplication) and r.oid <> 10
    and (r.rolcanlogin or exists (select 1 from pg_auth_members m where m.roleid = r.oid))
    and not (r.oid = b.me and not r.rolreplication) and not (r.oid = b.owner and current_user <> 'baken_run') order by 1`

/** Roles with the rights of Baken's, or with those that PostgreSQL makes for reading and writing everything. */
const membersNow = `${ids}
  select 'role ' || m.rolname as item, 'it has the rights of ' || g.rolname as cause
  from b, pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid
  where m.oid <> 10 and m.oid not in (b.me, b.owner) and (g.oid in (b.me, b.owner) or g.rolname in ('pg_read_all_data', 'pg_write_all_data',
    'pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')) and m.rolname !~ '^pg_' order by 1, 2`

/** Who else may use the schema: row-level security is told by the session in whose name it works. */
const grantsNow = `${ids}
  select 'schema baken' as item, case when a.grantee = 0 then 'everybody' else 'the role ' || coalesce(r.rolname, a.grantee::text) end
    || ' may use it' as cause
  from b, pg_namespace n, aclexplode(n.nspacl) a left join pg_roles r on r.oid = a.grantee
  where n.nspname = 'baken' and a.grantee not in (b.me, b.owner) group by 1, 2 order by 1, 2`

/** A view or function elsewhere shows with the rights of whoever made it what the schema keeps apart. The schema of the job queue is the owner's. */
const schemasNow = `select 'schema ' || nspname as item, concat_ws(', ', 'Baken did not make it', objects || ' tables, views and functions',
    case when everybody then 'open to everybody' end) as cause
  from pg_namespace n, lateral (select (select count(*) from pg_class c where c.relnamespace = n.oid and c.relkind = any('{r,p,v,m,f}'))
      + (select count(*) from pg_proc p where p.pronamespace = n.oid) as objects,
    exists (select 1 from aclexplode(n.nspacl) a where a.grantee = 0) as everybody) o
  where nspname !~ '^pg_' and nspname not in ('baken', 'information_schema')
    and not (nspname = 'graphile_worker' and nspowner = (select nspowner from pg_namespace where nspname = 'baken')) and (nspname <> 'public' or objects > 0) order by 1`

/** What takes rows out of the database as they are written, or runs beside every change of the schema. */
const replicasNow = `${ids}
  select 'publication ' || pubname as item, 'it gives ' || case when puballtables then 'all tables' else 'tables' end || ' to whoever subscribes' as cause from pg_publication
  union all select 'subscription ' || subname, 'it writes into tables what another database says' from pg_subscription, b where subdbid = b.base
  union all select 'replication slot ' || slot_name, 'it keeps every change for whoever asks' from pg_replication_slots
    where not temporary and coalesce(database, current_database()) = current_database()
  union all select 'event trigger ' || evtname, 'it runs at changes of the schema, and Baken made none' from pg_event_trigger order by 1`
