/** Holds the row-level security of the database against the list of what the migrations made, and the rights of the role under which Baken runs. */
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
          'its rules were not compared: another version of PostgreSQL words them otherwise',
          ''
        )
      )
    for (const { how } of await at.ask<{ how: string }>(rightsNow))
      found.push(damaged('row-level security', how, '', restart))
    return found
  })
}

const list = path.join(import.meta.dirname, '../../store/server/row-security.tsv')

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
