/** Row-level security as the migrations made it: what a start puts right, and where it stops because it cannot. */
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
 * others than the migrations made. `owner`: the owner of the tables; `role`: the runtime role; `settled`: no migration ran just now, whose
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
  const past = await owner.query<{ how: string }>(pastRules, [role])
  if (past.rows.length > 0)
    throw new Error(
      `The role ${role}, under which Baken runs, ${past.rows.map(({ how }) => how).join(' and ')}: row-level security would not hold for it.\n` +
        `Let an administrator of the database take that from it: alter role ${role} nosuperuser nobypassrls; revoke what it is a member of.`
    )
}

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
