/** What writing tables anew leaves of rows that were erased: nothing in files and statistics of any table that may hold something of an advert. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { rewriteTables } from '../../src/store/rewrite-tables.ts'
import { testStore, type TestStore } from '../support/database.ts'
import { pastTriggers } from '../support/superuser.ts'

let store: TestStore
before(async () => {
  store = await testStore()
})
after(() => store.close())

/** Tables without anything of an advert: a new table belongs here with a reason, or is written anew. */
const kept = [
  'access_review app_user break_glass finding_mark host known_browser ledger mandate mandate_proposal migration passkey recovery_code',
  'retired_key rewriting role_rule row_log segment session sign_in_challenge sign_in_count totp user_mandate'
].flatMap((names) => names.split(' '))

test('every table of the schema is written anew, index and lists too, but those that hold nothing of an advert', async () => {
  const old = await files()
  await due()
  assert.deepEqual(await rewriteTables(store, new Date()), [])
  const now = await files()
  const same = [...now].filter(([name, node]) => old.get(name) === node).map(([name]) => name)
  assert.deepEqual(same, kept)
})

test('a table that somebody reads for long is waited for, and nobody else waits behind that', async (t) => {
  const reader = new pg.Client(store.root.options as pg.ClientConfig)
  await reader.connect()
  t.after(() => reader.end())
  await reader.query('begin; select 1 from baken.advert')
  await due()
  const rewriting = rewriteTables(store, new Date())
  const waits = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query ~ 'vacuum.*baken[.]advert$'`
  for (let times = 0; (await store.root.query(waits)).rowCount === 0; times++) {
    assert.ok(times < 3_000, 'nothing waits for the table')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  // The reader goes on: another one would wait until it ends.
  await store.root.query(`set statement_timeout = '5s'; select 1 from baken.advert; reset statement_timeout`)
  await reader.query('commit')
  assert.deepEqual(await rewriting, [])
})

test('of a table that an erasing emptied no sample of a column is left in the statistics', async () => {
  const emptied = ['capture_key', 'fact', 'index_segment'] as const
  await pastTriggers(store.root, async (client) => {
    await client.query(`set local search_path = baken, pg_catalog;
      insert into capture_key (capture_id, mandate_id, kek, wrapped) select gen_random_uuid(), 'een', 'epoch/een-1', sha256(n::text::bytea) from generate_series(1, 60) n;
      insert into fact (sighting_id, ordinal, mandate_id, advert_id, kind, token, confidence)
        select n, 1, 'een', n, 'phone', md5(n::text), 1 from generate_series(1, 60) n`)
  })
  await store.root.query('analyze')
  assert.ok((await samples(emptied)) > 0)
  await pastTriggers(store.root, (client) => client.query('delete from baken.capture_key; delete from baken.fact'))
  await due()
  assert.deepEqual(await rewriteTables(store, new Date()), [])
  assert.equal(await samples(emptied), 0)
})

test('a dead row whose large values the server cleared already stops nothing: it is written anew as soon as nobody may see that row', async (t) => {
  const { rows } = await store.root.query(`select 1 from pg_available_extensions where name = 'pg_surgery'`)
  if (rows.length === 0) return t.skip('this PostgreSQL has no pg_surgery, which makes such a row')
  await store.root.query(`create extension pg_surgery;
    create table public.wide as select n, (select string_agg(md5((n * k)::text), '') from generate_series(1, 30) k) as text from generate_series(1, 400) n;
    analyze public.wide`)
  const reader = new pg.Client(store.root.options as pg.ClientConfig)
  await reader.connect()
  t.after(() => reader.end())
  await reader.query('begin isolation level repeatable read; select 1 from pg_class')
  const chunks = async (): Promise<string[]> =>
    (await store.root.query<{ at: string }>('select ctid::text as at from pg_toast.pg_toast_2619')).rows.map(
      ({ at }) => at
    )
  const old = await chunks()
  await store.root.query('analyze public.wide')
  const live = await chunks()
  await store.root.query(`select heap_force_kill('pg_toast.pg_toast_2619'::regclass, $1::tid[])`, [
    old.filter((at) => !live.includes(at))
  ])
  await assert.rejects(store.root.query('vacuum full pg_catalog.pg_statistic'), { code: 'XX001' })
  await due()
  assert.deepEqual(await rewriteTables(store, new Date()), ['pg_statistic'])
  await reader.query('commit')
  assert.deepEqual(await rewriteTables(store, new Date()), [])
  return undefined
})

const due = (): Promise<unknown> =>
  store.owner.query(`update rewriting set due_since = now() - interval '1 minute', done_at = null`)

/** By table: the file that it stands in. */
async function files(): Promise<Map<string, number>> {
  const { rows } = await store.root.query<{ name: string; node: number }>(
    `select relname as name, relfilenode::int as node from pg_class where relnamespace = 'baken'::regnamespace and relkind = 'r' order by relname collate "C"`
  )
  return new Map(rows.map(({ name, node }) => [name, node]))
}

async function samples(tables: readonly string[]): Promise<number> {
  const { rows } = await store.root.query<{ n: number }>(
    `select count(*)::int as n from pg_statistic where starelid = any(select ('baken.' || t)::regclass from unnest($1::text[]) t)`,
    [tables]
  )
  return rows[0]?.n ?? 0
}
