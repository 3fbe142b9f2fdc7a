/** The lists of row-level security and of the schema's code say what the migrations make; what somebody changes of it is named by verify, and a start mends or refuses. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { migrate } from '../../src/store/migrate.ts'
import { schemaCode } from '../../src/store/server/row-security.ts'
import { judgeRowSecurity } from '../../src/verify/ledger/row-security.ts'
import { testStore, type TestStore } from '../support/database.ts'

let store: TestStore
describe('lists of the schema', () => {
  before(async () => {
    store = await testStore()
  })
  after(() => store.close())

  const list = path.join(import.meta.dirname, '../../src/store/server/row-security.tsv')

  test('the list of row-level security is that of a migrated database: replace it by what is printed here', async () => {
    const { rows } = await store.root.query<{ line: string }>(`
    select concat_ws(E'\\t', c.relname, case when c.relrowsecurity then 'yes' else 'no' end, case when c.relforcerowsecurity then 'yes' else 'no' end,
      (select substr(encode(sha256(convert_to(string_agg(concat_ws(' ', p.polname, p.polcmd, p.polpermissive::text,
        (select string_agg(coalesce(r.rolname, 'public'), ',' order by r.rolname) from unnest(p.polroles) o left join pg_roles r on r.oid = o),
        coalesce(pg_get_expr(p.polqual, p.polrelid), '-'), coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-')), E'\\n' order by p.polname), 'UTF8')), 'hex'), 1, 16)
      from pg_policy p where p.polrelid = c.oid)) as line
    from pg_class c where c.relnamespace = 'baken'::regnamespace and c.relkind in ('r', 'p') order by c.relname collate "C"`)
    const { rows: server } = await store.root.query<{ n: number }>(
      `select current_setting('server_version_num')::int / 10000 as n`
    )
    const made = [
      `PostgreSQL ${server[0]?.n}: table, row-level security, forced, digest of its rules`,
      ...rows.map((row) => row.line)
    ]
    const written = readFileSync(list, 'utf8').trim().split('\n')
    assert.deepEqual(written, made, `${list} is to be:\n${made.join('\n')}\n`)
  })

  test('the list of functions, triggers and constraints is that of a migrated database: a new one is written where the failure says', async () => {
    const client = await store.owner.connect()
    const { rows } = await client.query<{ n: number }>(`select current_setting('server_version_num')::int / 10000 as n`)
    const made = [`PostgreSQL ${rows[0]?.n}: kind, name, digest of its text`, ...(await schemaCode(client))]
    client.release()
    const file = path.join(import.meta.dirname, '../../src/store/server/schema-code.tsv')
    const written = readFileSync(file, 'utf8').trim().split('\n')
    const differs = written.join('\n') !== made.join('\n')
    const copy = path.join(tmpdir(), 'schema-code.tsv')
    if (differs) writeFileSync(copy, `${made.join('\n')}\n`)
    assert.ok(!differs, `read what changed, then: cp ${copy} ${path.relative(process.cwd(), file)}`)
  })

  test('H4 functions, triggers, constraints, defaults and rules that somebody replaced, switched off, took away or added are named, and no start goes on over them', async () => {
    const own = await testStore()
    for (const act of [
      `create or replace function baken.same_hands(one text, other text, proposed_at timestamptz) returns boolean language sql stable as $$ select false $$`,
      `create function baken.own() returns int language sql as $$ select 1 $$`,
      `alter function baken.my_cases() security invoker`,
      `alter table baken.ledger disable trigger ledger_append_only`,
      `drop trigger never_changed on baken.case_decision`,
      `alter table baken.case_member alter added_at set default now() - interval '1 year'`,
      `alter table baken.report disable trigger all`,
      `drop index baken.open_request_once`,
      `create rule nothing as on delete to baken.saved_search do instead nothing`
    ])
      await own.root.query(act)
    const told = (await judgeRowSecurity(own.pool)).map(({ kind, item, cause }) => `${kind}: ${item}: ${cause}`)
    assert.deepEqual(told, [
      'damaged: table report: its constraints are not as the migrations made them',
      'damaged: table case_member: its defaults are not as the migrations made them',
      'damaged: function my_cases(): it is not as the migrations made it',
      'damaged: function own(): it is none that the migrations made',
      'damaged: function same_hands(one text, other text, proposed_at timestamp with time zone): it is not as the migrations made it',
      'damaged: table open_request: its indexes are gone',
      'damaged: table saved_search: it has rules, none that the migrations made',
      'damaged: table case_decision: its triggers are not as the migrations made them',
      'damaged: table ledger: its triggers are not as the migrations made them',
      'damaged: table report: its triggers are not as the migrations made them'
    ])
    await assert.rejects(
      migrate(own.owner, 'baken_run'),
      /holds code that Baken did not make, or not so: .*function my_cases\(\).*restore this code/s
    )
    await own.close()
  })

  const found = async (): Promise<string[]> =>
    (await judgeRowSecurity(store.pool)).map(({ kind, item, cause }) => `${kind}: ${item}: ${cause}`)

  test('G10 security that was turned off, rights past it and rights to rewrite the ledger are each named, and the next start mends them', async () => {
    assert.deepEqual(await found(), [])
    await store.root.query('alter table baken.advert disable row level security')
    await store.root.query('alter table baken.address no force row level security')
    await store.root.query('grant update, delete on baken.ledger to baken_run')
    const told = await found()
    assert.equal(told.length, 4, told.join('\n'))
    for (const wanted of [
      /^damaged: table advert: its row-level security was turned off/,
      /^damaged: table address: its row-level security no longer holds for its owner/,
      /^damaged: row-level security: the role baken_run may update rows of ledger/,
      /^damaged: row-level security: the role baken_run may delete rows of ledger/
    ])
      assert.ok(
        told.some((line) => wanted.test(line)),
        `${wanted}\n${told.join('\n')}`
      )
    await migrate(store.owner, 'baken_run')
    assert.deepEqual(await found(), [])
  })

  test('a table or view that belongs to another role stops a start in words', async () => {
    const own = await testStore()
    await own.root.query('create view baken.mine as select 1; create table baken.other (x int)')
    await assert.rejects(
      migrate(own.owner, 'baken_run'),
      /stands what belongs to others: mine \(postgres\), other \(postgres\).*give it back/s
    )
    await own.close()
  })

  test('G10 a rule that lets everybody see everything, and one that is gone, are named, and no start goes on over them', async () => {
    const own = await testStore()
    const { rows } = await own.root.query<{ policyname: string }>(
      `select policyname from pg_policies where schemaname = 'baken' and tablename = 'signal' order by 1 limit 1`
    )
    await own.root.query('create policy everything on baken.advert using (true)')
    await own.root.query(`drop policy ${rows[0]?.policyname} on baken.signal`)
    const told = (await judgeRowSecurity(own.pool)).map(({ item, cause }) => `${item}: ${cause}`)
    assert.deepEqual(
      told,
      ['advert', 'signal'].map(
        (name) => `table ${name}: its rules of row-level security are not those that the migrations made`
      )
    )
    await assert.rejects(migrate(own.owner, 'baken_run'), /rules of row-level security of advert, signal are not those/)
    await own.close()
  })

  test('G10 a start does not go on with a role that passes row-level security', async () => {
    // A role of its own: that of the tests is shared by all of them.
    await store.root.query(`create role passing_role bypassrls`)
    try {
      await assert.rejects(migrate(store.owner, 'passing_role'), /The role passing_role.*may pass row-level security/)
    } finally {
      await store.root.query('drop owned by passing_role; drop role passing_role')
    }
  })
})
