/** Checks that every key under which something stands in the database can be had, whatever it seals: captures are not all that a key opens. */
import type pg from 'pg'
import { damaged, type VerifyItem } from './item.ts'
import { keyFolder } from './keys.ts'
import { asSystem, mandatesOf } from './ledger/database.ts'

const compare = 'run "baken verify" and compare with the backup, before anything is changed'
const setBack =
  'the database is older than the erasing that ended the key, or somebody ended the key: restore the newest backup of the database, and never an older one of the keys'

interface Used {
  readonly name: string
  readonly what: string
  /** Null: there are some. */
  readonly n: number | null
}

/**
 * Names each key that is lost or destroyed while rows are under it. Erasing takes the rows first and the key a run later, so that rows under a
 * destroyed key are never lawful. `captures`: else those are judged elsewhere, one by one. Nothing where no keys are in reach.
 */
export async function judgeUsedKeys(
  pool: pg.Pool,
  dataDir: string,
  { captures }: { readonly captures: boolean }
): Promise<VerifyItem[]> {
  const keys = keyFolder(dataDir)
  if (keys === null || !(await hasAllTables(pool))) return []
  const found: VerifyItem[] = []
  const judge = ({ name, what, n }: Used): void => {
    const state = keys.state(name)
    // Whether a key is there is not known while its holder gives no answer; whoever needs it says so.
    if (state.kind === 'key' || state.kind === 'away') return
    const action = state.kind === 'destroyed' ? setBack : compare
    const rows = n === null ? what : `${n} ${what}`
    found.push(damaged(`key ${name}`, `it is ${state.kind}, and ${rows} are under it: ${state.cause}`, '', action))
  }
  for (const mandate of await mandatesOf(pool))
    for (const used of await asSystem<Used>(pool, mandate, usedKeys, [mandate]))
      if (captures || used.what !== 'captures') judge(used)
  for (const used of await asSystem<Used>(pool, null, accountKeys, [])) judge(used)
  return found
}

/** A database of an older version, which no start has taken over yet, has not all of them. */
async function hasAllTables(pool: pg.Pool): Promise<boolean> {
  const there = `select to_regclass('research_record') is not null and to_regclass('weigh_rules') is not null as all`
  const [row] = await asSystem<{ all: boolean }>(pool, null, there, [])
  return row?.all === true
}

/** What people wrote under a mandate is sealed under its kept key; by table, as long as it has a row. */
const usedKeys = `select name, what, n::int from (
    select kek as name, 'captures' as what, count(*) as n from capture_key where mandate_id = $1 group by kek
    union all select kek, 'parts of the index of words', count(*) from index_segment where mandate_id = $1 group by kek
    union all select kek, 'addresses', count(*) from address where mandate_id = $1 and kek is not null group by kek
    union all select kek, 'reports', count(*) from report where mandate_id = $1 and octet_length(wrapped) > 0 group by kek
    union all select 'link/' || $1 || '-' || lpad(generation::text, 8, '0'), 'links', null from link_state where mandate_id = $1
    union all select 'blind/' || $1, 'fingerprints', null where exists (select 1 from capture where mandate_id = $1 and url_mac is not null)
    union all select 'kept/' || $1, 'rows that people wrote', sum(c.n) from (
      select count(*) as n from saved_search where mandate_id = $1 and octet_length(sealed) > 0 union all select count(*) from bulk_list where mandate_id = $1 and octet_length(sealed) > 0
      union all select count(*) from access_request where mandate_id = $1 and octet_length(sealed) > 0 union all select count(*) from deconfliction_question where mandate_id = $1 and octet_length(sealed) > 0
      union all select count(*) from case_file where mandate_id = $1 and octet_length(sealed) > 0 union all select count(*) from case_version where mandate_id = $1 and octet_length(sealed) > 0
      union all select count(*) from proposal where mandate_id = $1 and octet_length(sealed) > 0 union all select count(*) from handoff where mandate_id = $1 and octet_length(sealed) > 0
      union all select count(*) from minor_file where mandate_id = $1 and octet_length(sealed) > 0 union all select count(*) from partner_organisation where mandate_id = $1 and octet_length(sealed) > 0
      union all select count(*) from research_record where mandate_id = $1 and octet_length(sealed) > 0 union all select count(*) from weigh_rules where mandate_id = $1 and octet_length(sealed) > 0
    ) c having sum(c.n) > 0
  ) u order by name, what`

/** Keys of the whole folder. The log may have begun anew under another key, since the first was lost: then that is not asked for. */
const accountKeys = `select name, what, n::int from (
    select 'accounts/rights-requests' as name, 'requests of persons' as what, count(*) as n from rights_request where octet_length(sealed) > 0 having count(*) > 0
    union all select 'accounts/log', 'the checkpoints of the log', null where (select count(*) from ledger where act = 'log.begin') = 1
  ) u order by name`
