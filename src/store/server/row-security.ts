/** Row-level security and the code of the schema as the migrations made them: what a start puts right, and where it stops because it cannot. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'

/** A table as the list says it is; `policies`: digest of its rules, empty where it has none. */
interface Secured {
  readonly table: string
  readonly enabled: boolean
  readonly forced: boolean
  readonly policies: string
}

/**
 * Turns row-level security on again where it was turned off, takes what lets a role past it, and throws when the rules of a table are
 * others than the migrations made, or a function, trigger or constraint is. `owner`: the owner of the tables; `role`: the runtime role; `settled`: no migration ran just now, whose
 * rules are what they are.
 */
export async function secureRows(owner: pg.PoolClient, role: string, settled: boolean): Promise<void> {
  const expected = JSON.stringify(listed())
  await owner.query('begin')
  await owner.query(`select set_config('baken.secured', $1, true)`, [expected])
  await owner.query(turnOn)
  await owner.query('commit')
  const changed = await owner.query<{ table: string }>(differing, [expected])
  if (settled && changed.rows.length > 0)
    throw new Error(
      `The rules of row-level security of ${changed.rows.map(({ table }) => table).join(', ')} are not those that Baken made: ` +
        'what keeps mandates and cases apart was changed in the database.\nKeep the database as it is, and restore these rules from its backup.'
    )
  const list = settled ? listedCode(await majorOf(owner)) : null
  const code = list === null ? [] : changedCode(await schemaCode(owner), list)
  if (code.length > 0)
    throw new Error(
      `The database holds code that Baken did not make, or not so: ${code.slice(0, 10).join(', ')}${code.length > 10 ? ` and ${code.length - 10} more` : ''}. ` +
        'Who may see a case, who may act alone and what the ledger notes rests on it.\nKeep the database as it is, and restore this code from its backup.'
    )
  const past = await owner.query<{ how: string }>(pastRules, [role])
  if (past.rows.length > 0)
    throw new Error(
      `The role ${role}, under which Baken runs, ${past.rows.map(({ how }) => how).join(' and ')}: row-level security would not hold for it.\n` +
        `Let an administrator of the database take that from it: alter role ${role} nosuperuser nobypassrls; revoke what it is a member of.`
    )
}

/**
 * Throws when a setting of the database, or of a role of Baken, lets no trigger run: nothing would be bound to the ledger, and every act would fail with
 * words of the database. `owner` is connected as the owner of the tables.
 */
export async function refuseSilenced(owner: pg.PoolClient, role: string): Promise<void> {
  const { rows } = await owner.query<{ how: string }>(silenced, [role])
  if (rows.length === 0) return
  throw new Error(
    `session_replication_role is set in the database so that no trigger runs (${rows.map(({ how }) => how).join(', ')}): nothing would be bound to the ledger.\n` +
      'Find out who can change the database, and let the superuser of its server take that back: alter database (or role) ... reset session_replication_role.'
  )
}

/** Throws when a table or view in the schema belongs to another role than the owner of its tables, as whom `owner` is connected: that role may do with it what it likes. */
export async function refuseOthers(owner: pg.PoolClient): Promise<void> {
  const { rows } = await owner.query<{ what: string }>(ofOthers)
  if (rows.length === 0) return
  throw new Error(
    `In the schema of Baken stands what belongs to others: ${rows.map(({ what }) => what).join(', ')}.\n` +
      'Find out who can change the database, and let the superuser of its server take it out, or give it back: alter table (or view) ... owner to the owner of the others.'
  )
}

const ofOthers = `select c.relname || ' (' || pg_get_userbyid(c.relowner) || ')' as what from pg_class c
  where c.relnamespace = 'baken'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and not pg_has_role(c.relowner, 'usage') order by 1 limit 10`

const silenced = `select concat_ws(' ', case when s.setdatabase <> 0 then 'database ' || current_database() end, 'role ' || r.rolname) as how
  from pg_db_role_setting s left join pg_roles r on r.oid = s.setrole, unnest(s.setconfig) c
  where s.setdatabase in (0, (select oid from pg_database where datname = current_database())) and (s.setrole = 0 or r.rolname in ($1, current_user))
    and c like 'session_replication_role=%' and c not like '%=origin'
  union all select 'of this connection' where current_setting('session_replication_role') <> 'origin'
    and not exists (select 1 from pg_db_role_setting, unnest(setconfig) c where c like 'session_replication_role=%')`

const turnOn = `do $$
declare t record;
begin
  for t in select c.oid::regclass as name, (e->>'forced')::boolean as forced from jsonb_array_elements(current_setting('baken.secured')::jsonb) e
    join pg_class c on c.relname = e->>'table' and c.relnamespace = 'baken'::regnamespace
    where (e->>'enabled')::boolean and (not c.relrowsecurity or ((e->>'forced')::boolean and not c.relforcerowsecurity))
  loop
    execute format('alter table %s enable row level security', t.name);
    if t.forced then execute format('alter table %s force row level security', t.name); end if;
  end loop;
end $$`

/** Tables whose rules differ, on the version of PostgreSQL under which the list was made: others may write the same rule in other words. */
const differing = `with now as (
    select c.relname::text as "table", coalesce((
      select substr(encode(sha256(convert_to(string_agg(concat_ws(' ', p.polname, p.polcmd, p.polpermissive::text,
        (select string_agg(coalesce(r.rolname, 'public'), ',' order by r.rolname) from unnest(p.polroles) o left join pg_roles r on r.oid = o),
        coalesce(pg_get_expr(p.polqual, p.polrelid), '-'), coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-')), E'\\n' order by p.polname), 'UTF8')), 'hex'), 1, 16)
      from pg_policy p where p.polrelid = c.oid), '') as policies
    from pg_class c where c.relnamespace = 'baken'::regnamespace and c.relkind in ('r', 'p'))
  select now."table" from now join jsonb_array_elements($1::jsonb) e on e->>'table' = now."table"
  where e->>'policies' <> now.policies and current_setting('server_version_num')::int / 10000 = (e->>'version')::int order by 1`

const pastRules = `select 'is a superuser' as how from pg_roles where rolname = $1 and rolsuper
  union all select 'may pass row-level security (bypassrls)' from pg_roles where rolname = $1 and rolbypassrls
  union all select 'is a member of ' || g.rolname from pg_auth_members m join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid
    where r.rolname = $1`

/** A function, or the triggers, constraints or rules of a table: `kind`, name and digest with tabs between, as schema-code.tsv has them. */
export async function schemaCode(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(codeNow)
  return rows.map((row) => row.line)
}

const codeNow = `with n as (select oid, nspowner from pg_namespace where nspname = 'baken'),
  c as (select c.oid, c.relname, c.relkind from pg_class c join n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm')),
  code as (
    select 'function' as kind, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name,
      pg_get_functiondef(p.oid) || (p.proowner = n.nspowner) as text from pg_proc p join n on n.oid = p.pronamespace where p.prokind in ('f', 'p')
    union all select 'triggers', c.relname, string_agg(pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text, E'\n' order by t.tgname)
      from pg_trigger t join c on c.oid = t.tgrelid where not t.tgisinternal group by 2
    union all select 'constraints', c.relname, string_agg(k.conname || ' ' || pg_get_constraintdef(k.oid) || k.convalidated, E'\n' order by k.conname)
        || (select count(*) from pg_trigger t where t.tgrelid = c.oid and t.tgisinternal and t.tgenabled = 'D')
      from pg_constraint k join c on c.oid = k.conrelid where k.contype in ('c', 'f', 'p', 'u', 'x') group by 2, c.oid
    union all select 'defaults', c.relname, string_agg(a.attname || ' ' || a.attnotnull || coalesce(pg_get_expr(d.adbin, d.adrelid), ''), E'\n' order by a.attname)
      from pg_attribute a join c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attnum > 0 and not a.attisdropped group by 2
    union all select 'indexes', c.relname, string_agg(pg_get_indexdef(i.indexrelid) || i.indisvalid, E'\n' order by i.indexrelid::regclass::text)
      from pg_index i join c on c.oid = i.indrelid where i.indisunique and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid) group by 2
    union all select 'rules', c.relname, string_agg(pg_get_ruledef(r.oid) || r.ev_enabled::text, E'\n' order by r.rulename)
      from pg_rewrite r join c on c.oid = r.ev_class group by 2)
  select concat_ws(E'\t', kind, name, substr(encode(sha256(convert_to(text, 'UTF8')), 'hex'), 1, 16)) as line
  from code order by kind collate "C", name collate "C"`

/** What is there otherwise than on the list, missing, or on no list: "function my_cases()", in the order of the list. Tables that somebody made beside ours decide nothing. */
function changedCode(now: readonly string[], expected: readonly string[]): string[] {
  const [there, wanted] = [new Set(now), new Set(expected)]
  const tables = new Set(expected.map((line) => line.split('\t')[1] ?? ''))
  const ours = (line: string): boolean => line.startsWith('function\t') || tables.has(line.split('\t')[1] ?? '')
  // Columns with their defaults, and indexes on them, are for verify: those of before go only after this, once what stood in them was sealed (store/sealed).
  const differs = [
    ...expected.filter((line) => !there.has(line)),
    ...now.filter((line) => !wanted.has(line) && ours(line))
  ].filter((line) => !/^(?:defaults|indexes)\t/.test(line))
  return [...new Set(differs.map((line) => line.split('\t').slice(0, 2).join(' ')))]
}

async function majorOf(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ n: number }>(`select current_setting('server_version_num')::int / 10000 as n`)
  return rows[0]?.n ?? 0
}

/** The lines of the list, or null on another version of PostgreSQL than the one under which it was made: that may word the same code otherwise. */
function listedCode(major: number): string[] | null {
  const [head = '', ...lines] = readFileSync(path.join(import.meta.dirname, 'schema-code.tsv'), 'utf8')
    .trim()
    .split('\n')
  return head.startsWith(`PostgreSQL ${major}:`) ? lines : null
}

function listed(): (Secured & { readonly version: number })[] {
  const [head = '', ...lines] = readFileSync(path.join(import.meta.dirname, 'row-security.tsv'), 'utf8')
    .trim()
    .split('\n')
  const version = Number(/\d+/.exec(head)?.[0])
  return lines.map((line) => {
    const [table = '', enabled, forced, policies = ''] = line.split('\t')
    return { table, enabled: enabled === 'yes', forced: forced === 'yes', policies, version }
  })
}
