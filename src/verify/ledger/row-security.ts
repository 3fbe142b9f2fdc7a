/** Holds row-level security and the code of the schema against the lists of what the migrations made, and the rights of the role under which Baken runs. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { damaged, warning, type VerifyItem } from '../item.ts'
import { atOneMoment } from './database.ts'

/** A table with its security now: `rules` as the database writes them, in the order of their names. */
interface TableNow {
  readonly table: string
  readonly enabled: boolean
  readonly forced: boolean
  readonly digest: string
}

const restart = 'start Baken, which puts it right, and find out who can change the database'
const restoreRules = 'keep the database as it is, and restore its rules from the backup'

/** What keeps mandates and cases apart (SECURITY.md): judged for the role of `pool`. */
export async function judgeRowSecurity(pool: pg.Pool): Promise<VerifyItem[]> {
  return atOneMoment(pool, async (at) => {
    const now = new Map((await at.ask<TableNow>(tablesNow)).map((one) => [one.table, one]))
    const [head = '', ...lines] = readFileSync(list, 'utf8').trim().split('\n')
    const [major] = await at.ask<{ n: number }>(`select current_setting('server_version_num')::int / 10000 as n`)
    const same = head.includes(`PostgreSQL ${major?.n}`)
    const found = lines.flatMap((line) => judgeTable(line, now, same))
    if (!same)
      found.push(
        warning(
          'row-level security',
          'its rules, and functions, triggers and constraints, were not compared: another version of PostgreSQL words them otherwise',
          ''
        )
      )
    else found.push(...judgeCode(await at.ask<CodeNow>(codeNow)))
    for (const { how } of await at.ask<{ how: string }>(rightsNow))
      found.push(damaged('row-level security', how, '', restart))
    return found
  })
}

const folder = path.join(import.meta.dirname, '../../store/server')
const list = path.join(folder, 'row-security.tsv')

/** A function, or all triggers, constraints, defaults, unique indexes or rules of a table, with the digest of how the database words them. */
interface CodeNow {
  readonly kind: string
  readonly name: string
  readonly digest: string
}

/** What is not as the migrations made it, what is gone and what somebody added: a function decides who sees a case, a trigger what the ledger notes. */
function judgeCode(now: readonly CodeNow[]): VerifyItem[] {
  const wanted = new Map<string, string>()
  for (const line of readFileSync(path.join(folder, 'schema-code.tsv'), 'utf8').trim().split('\n').slice(1)) {
    const [kind = '', name = '', digest = ''] = line.split('\t')
    wanted.set(`${kind} ${name}`, digest)
  }
  const tables = new Set([...wanted.keys()].map((one) => one.slice(one.indexOf(' ') + 1)))
  // A table that somebody made beside ours decides nothing.
  const ours = now.filter(({ kind, name }) => kind === 'function' || tables.has(name))
  const there = new Map(ours.map(({ kind, name, digest }) => [`${kind} ${name}`, digest]))
  return [...new Set([...wanted.keys(), ...there.keys()])].sort().flatMap((one) => {
    if (wanted.get(one) === there.get(one)) return []
    const [kind = '', ...name] = one.split(' ')
    const item = kind === 'function' ? one : `table ${name.join(' ')}`
    const what = kind === 'function' ? 'it is' : `its ${kind} are`
    if (!there.has(one)) return [damaged(item, `${what} gone`, '', restoreRules)]
    const added = kind === 'function' ? 'it is none' : `it has ${kind}, none`
    const cause = wanted.has(one)
      ? `${what} not as the migrations made ${kind === 'function' ? 'it' : 'them'}`
      : `${added} that the migrations made`
    return [damaged(item, cause, '', restoreRules)]
  })
}

/** Functions with their text, security and owner; triggers with whether they run; constraints; defaults; indexes that let a value in once; rules and views. */
const codeNow = `with here as (select oid, nspowner from pg_namespace where nspname = 'baken'), tables as (
    select c.oid, c.relname::text as name from pg_class c join here on here.oid = c.relnamespace where c.relkind = any('{r,p,v,m}')), said as (
    select 'function' as kind, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name, pg_get_functiondef(p.oid) || (p.proowner = here.nspowner) as text
    from pg_proc p join here on here.oid = p.pronamespace where p.prokind = any('{f,p}')
    union all select 'triggers', name, string_agg(pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text, E'\n' order by t.tgname)
      from tables join pg_trigger t on t.tgrelid = tables.oid and not t.tgisinternal group by name
    union all select 'constraints', name, string_agg(k.conname || ' ' || pg_get_constraintdef(k.oid) || k.convalidated, E'\n' order by k.conname)
        || (select count(*) from pg_trigger t where t.tgrelid = tables.oid and t.tgisinternal and t.tgenabled = 'D')
      from tables join pg_constraint k on k.conrelid = tables.oid and k.contype = any('{c,f,p,u,x}') group by name, tables.oid
    union all select 'defaults', name, string_agg(a.attname || ' ' || a.attnotnull || coalesce(pg_get_expr(d.adbin, d.adrelid), ''), E'\n' order by a.attname)
      from tables join pg_attribute a on a.attrelid = tables.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum group by name
    union all select 'indexes', name, string_agg(pg_get_indexdef(i.indexrelid) || i.indisvalid, E'\n' order by i.indexrelid::regclass::text)
      from tables join pg_index i on i.indrelid = tables.oid and i.indisunique
        and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid) group by name
    union all select 'rules', name, string_agg(pg_get_ruledef(r.oid) || r.ev_enabled::text, E'\n' order by r.rulename)
      from tables join pg_rewrite r on r.ev_class = tables.oid group by name)
  select kind, name, substr(encode(sha256(convert_to(text, 'UTF8')), 'hex'), 1, 16) as digest from said`

function judgeTable(line: string, now: ReadonlyMap<string, TableNow>, sameVersion: boolean): VerifyItem[] {
  const [table = '', enabled, forced, digest = ''] = line.split('\t')
  const one = now.get(table)
  const tell = (cause: string, action = restart): VerifyItem => damaged(`table ${table}`, cause, '', action)
  if (one === undefined) return [tell('it is not there', 'restore the database from its backup')]
  return [
    ...(enabled === 'yes' && !one.enabled
      ? [tell('its row-level security was turned off: every mandate sees every row')]
      : []),
    ...(forced === 'yes' && !one.forced ? [tell('its row-level security no longer holds for its owner')] : []),
    ...(sameVersion && one.digest !== digest
      ? [tell('its rules of row-level security are not those that the migrations made', restoreRules)]
      : [])
  ]
}

const tablesNow = `select c.relname::text as "table", c.relrowsecurity as enabled, c.relforcerowsecurity as forced, coalesce(p.digest, '') as digest
  from pg_class c left join lateral (
    select substr(encode(sha256(convert_to(string_agg(concat_ws(' ', p.polname, p.polcmd, p.polpermissive::text, (
      select string_agg(coalesce(r.rolname, 'public'), ',' order by r.rolname) from unnest(p.polroles) o left join pg_roles r on r.oid = o),
      coalesce(pg_get_expr(p.polqual, p.polrelid), '-'), coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-')), E'\\n' order by p.polname), 'UTF8')), 'hex'), 1, 16) as digest
    from pg_policy p where p.polrelid = c.oid) p on true
  where c.relnamespace = 'baken'::regnamespace and c.relkind in ('r', 'p') order by 1`

/** What lets the role of this connection past the rules, or change what nobody may change. */
const rightsNow = `select 'the role ' || current_user || ' is a superuser: no rule holds for it' as how from pg_roles where rolname = current_user and rolsuper
  union all select 'the role ' || current_user || ' may pass row-level security (bypassrls)' from pg_roles where rolname = current_user and rolbypassrls
  union all select 'the role ' || current_user || ' is a member of ' || g.rolname || ', whose rights it has' from pg_auth_members m
    join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid where r.rolname = current_user
  union all select 'the role ' || current_user || ' may ' || lower(p) || ' rows of ' || t || ', which are only ever added' from unnest(array['ledger', 'row_log', 'report_version', 'report_step']) t,
    unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) p where has_table_privilege(current_user, 'baken.' || t, p)`
