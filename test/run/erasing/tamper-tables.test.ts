/** Every table of the schema is bound to the ledger, or its change is harmless for a reason; each column of what people write is changed once. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { withGround } from '../../../src/store/ground.ts'
import { idOf, noteRows } from '../../../src/store/row-log.ts'
import { judgeRows } from '../../../src/verify/ledger/rows.ts'
import { writtenTables } from '../../../src/verify/ledger/written-tables.ts'
import { testStore } from '../../support/database.ts'
import { fillTables } from '../../accountability/every-table.ts'
import { sampleWorld, type World } from '../../support/sample.ts'
import { harmless } from '../../accountability/harmless-tables.ts'
import { keepTables, letAnythingIn } from '../../support/superuser.ts'

/** Tables that are bound in another way, by the file whose acts change them and are found. */
const provenBy: Readonly<Record<string, string>> = {
  advert: 'run/erasing/tamper-columns.ts',
  advert_capture: 'run/erasing/tamper-columns.ts',
  app_user: 'verify/access-acts.ts',
  break_glass: 'verify/access-acts.ts',
  capture: 'run/erasing/tamper-columns.ts',
  capture_key: 'run/erasing/tamper-erasing.test.ts',
  fact: 'run/erasing/tamper-rows.ts',
  index_bucket: 'run/erasing/tamper-columns.ts',
  judgement: 'run/erasing/tamper-rows.ts',
  ledger: 'run/evidence/tamper-database.ts',
  link: 'run/erasing/tamper-columns.ts',
  link_withdrawal: 'run/erasing/tamper-columns.ts',
  mandate: 'verify/access-acts.ts',
  mandate_proposal: 'verify/access-acts.ts',
  network: 'run/erasing/tamper-columns.ts',
  network_event: 'run/erasing/tamper-columns.ts',
  network_membership: 'run/erasing/tamper-columns.ts',
  open_request: 'run/erasing/tamper-rows.ts',
  passkey: 'verify/access-acts.ts',
  recovery_code: 'verify/access-acts.ts',
  report_step: 'run/erasing/tamper-tables.test.ts',
  report_version: 'run/erasing/tamper-tables.test.ts',
  rights_hold: 'run/erasing/tamper-columns.ts',
  rights_request: 'run/erasing/tamper-columns.ts',
  role_rule: 'verify/access-acts.ts',
  row_log: 'run/erasing/tamper-rows.ts',
  segment: 'run/evidence/tamper-database.ts',
  session: 'verify/access-acts.ts',
  sighting: 'run/erasing/tamper-rows.ts',
  signal: 'run/erasing/tamper-rows.ts',
  totp: 'verify/access-acts.ts',
  user_mandate: 'verify/access-acts.ts',
  weighing: 'run/erasing/tamper-rows.ts'
}

/** What the program notes itself, by the table that it stands in. */
const kinds = {
  reading: 'sighting',
  advert: 'advert',
  seen: 'advert',
  template: 'advert',
  signal: 'signal',
  weighing: 'weighing',
  judgement: 'judgement',
  request: 'open_request',
  report: 'report_version',
  'report-step': 'report_step',
  stay: 'network_membership',
  link: 'link',
  'link-value': 'link',
  'network-event': 'network_event'
} as const

let world: World
before(async () => {
  world = sampleWorld(await testStore())
  await fillTables(world)
  const { root } = world.store
  await withGround(world.store.pool, { user: 'pipeline', mandate: 'een' }, async (tx) => {
    for (const [kind, table] of Object.entries(kinds)) {
      const { rows } = await tx.query<{ id: number }>(`select id from ${table}`)
      await noteRows(tx, kind as keyof typeof kinds, rows.map(idOf))
    }
  })
  await root.query('set search_path = baken, pg_catalog')
  // What the sample wrote past the program is told once, as a migration tells it.
  await root.query(
    `begin; select note_found('source', 'id', '{"{parameters}","{profile}","{trap}","{useful}"}');
     insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', '{"found": {"source": 2}}'); commit`
  )
})
after(() => world.close())

const numbers = ['bigint', 'integer', 'smallint', 'numeric', 'real']

/** Another value than the one of a column, by its type. */
const another: Readonly<Record<string, (column: string) => string>> = {
  ...Object.fromEntries(numbers.map((type) => [type, (c: string) => `coalesce(${c}, 0) + 1000`])),
  text: (c) => `coalesce(${c}, '') || 'x'`,
  boolean: (c) => `not coalesce(${c}, false)`,
  date: (c) => `coalesce(${c}, current_date) + 1`,
  'timestamp with time zone': (c) => `coalesce(${c}, now()) + interval '1 second'`,
  bytea: (c) => `coalesce(${c}, '') || '\\x00'`,
  jsonb: (c) => `jsonb_build_array(${c})`,
  uuid: () => 'gen_random_uuid()',
  'text[]': (c) => `array_append(${c}, 'x')`,
  'integer[]': (c) => `array_append(${c}, 77)`,
  'numeric[]': (c) => `array_append(${c}, 77::numeric)`,
  'bigint[]': (c) => `array_append(${c}, 77::bigint)`
}

/** What is damaged in a table, or in all of them. */
async function found(table?: string): Promise<string[]> {
  const items = await judgeRows(world.store.pool)
  return items
    .filter(({ kind, item }) => kind === 'damaged' && (table === undefined || item.startsWith(`table ${table},`)))
    .map(({ item, cause }) => `${item} ${cause}`)
}

async function past(statement: string): Promise<number> {
  const { root } = world.store
  await root.query('set session_replication_role = replica')
  try {
    return (await root.query(statement)).rowCount ?? 0
  } finally {
    await root.query('set session_replication_role = origin')
  }
}

test('every table of the schema is bound to the ledger, or has a reason why its change is harmless', async () => {
  const { rows } = await world.store.root.query<{ name: string; noted: boolean }>(
    `select c.relname as name, exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'noted') as noted
     from pg_class c where c.relnamespace = 'baken'::regnamespace and c.relkind in ('r', 'p') and c.relname not like 'kept\\_%' order by 1`
  )
  assert.deepEqual(
    rows.filter((row) => row.noted).map((row) => row.name),
    writtenTables.map((table) => table.name),
    'the tables that the database notes are those that are compared'
  )
  const known = [...writtenTables.map((table) => table.name), ...Object.keys(provenBy), ...Object.keys(harmless)]
  const there = rows.map((row) => row.name)
  assert.deepEqual(known.toSorted(), there)
  for (const [table, file] of Object.entries(provenBy)) {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
    const act = new RegExp(`(?:update|insert into|delete from) (?:baken\\.)?${table}\\b`)
    assert.ok(act.test(text), `${table} in ${file}`)
  }
})

test('what the program wrote agrees with the ledger', async () => {
  const said = await found()
  for (const { name } of writtenTables)
    assert.deepEqual(
      said.filter((one) => one.startsWith(`table ${name},`)),
      []
    )
})

test('somebody with the rights of the owner at the database does no act, with the triggers on too', async () => {
  const { root, owner } = world.store
  const restore = await keepTables(root, ['case_member'])
  for (const pool of [root, owner]) {
    try {
      await pool.query(`update baken.case_member set rights = '{read,close}'`)
      assert.match((await found('case_member')).join('\n'), /who is in a case, or what they may do was changed/)
    } finally {
      await restore()
    }
  }
})

test('a transaction tells what it wrote once: in the entry of its act, or in one of its own', async () => {
  const { root, pool } = world.store
  const entries = async (): Promise<unknown[]> =>
    (
      await root.query<{ act: string; log: { kind: string; rows: number }[] }>(
        `select act, detail->'log' as log from ledger where no > $1 order by no`,
        [last]
      )
    ).rows.map(({ act, log }) => [act, ...log.map(({ kind, rows }) => `${kind} ${rows}`)])
  const [newest] = (await root.query<{ no: number }>('select max(no) as no from ledger')).rows
  const last = newest?.no ?? 0
  const ground = { user: 'analyst', mandate: 'een' }
  const save = `insert into saved_search (mandate_id, by, sealed) values ('een', 'analyst', '')`
  await withGround(pool, ground, (tx) => tx.query(`${save}, ('een', 'analyst', 'x')`))
  await withGround(pool, ground, async (tx) => {
    await tx.query(save)
    await tx.query(`update saved_search set shared = true where mandate_id = 'een'`)
    await tx.query(`insert into ledger (actor, mandate, act, detail) values ('analyst', 'een', 'search.save', '{}')`)
    await tx.query(`update saved_search set shared = false where sealed = 'x'`)
  })
  await withGround(pool, ground, (tx) => tx.query(`update saved_search set shared = shared`))
  assert.deepEqual(await entries(), [
    ['rows.write', 'table saved_search 2'],
    ['search.save', 'table saved_search 4'],
    ['rows.write', 'table saved_search 1']
  ])
  assert.deepEqual(await found('saved_search'), [])
})

test('what a transaction writes goes into the log of rows in pieces, the ledger tells of each, and the last note of a row counts', async () => {
  const { root, pool } = world.store
  const [newest] = (await root.query<{ no: number }>('select max(no) as no from ledger')).rows
  await withGround(pool, { user: 'analyst', mandate: 'een' }, async (tx) => {
    await tx.query(
      `insert into saved_search (mandate_id, by, sealed) select 'een', 'analyst', '' from generate_series(1, 500)`
    )
    // Notes of the first went into the log before this.
    await tx.query(`update saved_search set sealed = 'z' where mandate_id = 'een'`)
  })
  const { rows } = await root.query<{ act: string; log: { rows: number }[] }>(
    `select act, detail->'log' as log from ledger where no > $1`,
    [newest?.no ?? 0]
  )
  const pieces = rows.length === 1 && rows[0]?.act === 'rows.write' ? rows[0].log : []
  assert.ok(pieces.length > 3 && pieces.every((piece) => piece.rows < 400), `${pieces.length} pieces`)
  assert.deepEqual(await found('saved_search'), [])
  await past(`update saved_search set sealed = 'y' where id = (select min(id) from saved_search)`)
  assert.equal((await found('saved_search')).length, 1)
  await past(`update saved_search set sealed = 'z' where id = (select min(id) from saved_search)`)
})

/** Tables whose rows the program notes itself, and their columns that are not bound: `update report_version`, `update report_step` and so on. */
const numbered: readonly { readonly name: string; readonly without: readonly string[] }[] = [
  // Judged against its stay in a network; its number in the linker is one of the sealed log of links; by what it is found again at another
  // address from now on.
  { name: 'advert', without: ['link_no', 'network_id', 'same_text', 'same_number', 'named_mac'] },
  { name: 'judgement', without: [] },
  { name: 'link', without: [] },
  { name: 'network_event', without: [] },
  { name: 'network_membership', without: [] },
  { name: 'open_request', without: [] },
  { name: 'report_step', without: [] },
  { name: 'report_version', without: [] },
  { name: 'sighting', without: ['counted'] }, // sealed to its capture: counting stops at what was changed
  // The order of the queue; when what happened stands with the weighings.
  { name: 'signal', without: ['updated_at'] },
  { name: 'weighing', without: [] }
]

/** Whether rows of other tables are seen follows from these: they are changed alone. */
const alone: ReadonlySet<string> = new Set('report case_file case_member minor_file minor_member source'.split(' '))

test('each column of each table that people write is bound: a change is found and named, and a row that is gone or was added', async () => {
  const { root } = world.store
  await letAnythingIn(root)
  const bound = [...writtenTables, ...numbered]
  const columns = new Map<string, { readonly name: string; readonly type: string }[]>()
  for (const { name } of bound) {
    const { rows } = await root.query<{ name: string; type: string }>(
      `select attname as name, format_type(atttypid, null) as type from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
      [`baken.${name}`]
    )
    columns.set(name, rows)
  }
  const tables = bound.map((table) => table.name)
  const wrong: string[] = []
  const groups = [tables.filter((name) => !alone.has(name)), ...[...alone].map((name) => [name])]
  for (const group of groups) {
    const restore = await keepTables(root, group)
    const rounds = Math.max(...group.map((name) => columns.get(name)?.length ?? 0))
    for (let round = 0; round <= rounds; round++) {
      const changed = group.filter((name) => round < (columns.get(name)?.length ?? 0) || round === rounds)
      for (const name of changed) {
        const column = columns.get(name)?.[round]
        const value = column === undefined ? '' : another[column.type]?.(column.name)
        assert.ok(value !== undefined, `${name}.${column?.name}: no other value of type ${column?.type}`)
        const act = column === undefined ? `delete from ${name}` : `update ${name} set ${column.name} = ${value}`
        assert.ok((await past(act)) > 0, `${name} has no row`)
      }
      const said = await found()
      for (const name of changed) {
        const column = columns.get(name)?.[round]?.name
        const named = new RegExp(
          `^table ${name}, row \\S+ ${column === undefined ? 'the ledger says that it was written, and it is gone' : ''}`
        )
        const isNamed = said.some((one) => named.test(one))
        const isBound = column === undefined || !withoutOf(name).includes(column)
        if (isNamed !== isBound) wrong.push(`${name}.${column ?? ' (taken away)'}: ${isNamed ? 'named' : 'not named'}`)
      }
      await restore()
    }
  }
  const restore = await keepTables(root, tables)
  for (const { name, key } of writtenTables) {
    const names = (columns.get(name) ?? []).map((one) => one.name).join(', ')
    const last = columns.get(name)?.find((column) => column.name === key.at(-1))
    const other = another[last?.type ?? '']?.(`t.${last?.name}`)
    const row = `jsonb_populate_record(t, jsonb_build_object('${last?.name}', ${other}))`
    const added = `insert into ${name} (${names}) select ${names} from (select (${row}).* from ${name} t order by ${key.join(' desc, ')} desc limit 1) one`
    assert.equal(await past(added), 1, `${name} has no row`)
  }
  const said = await found()
  for (const { name } of writtenTables)
    if (!said.some((one) => new RegExp(`^table ${name}, row \\S+ no act of the ledger wrote it`).test(one)))
      wrong.push(`${name} (added): not named`)
  await restore()
  assert.deepEqual(wrong, [])
})

function withoutOf(name: string): readonly string[] {
  return [...writtenTables, ...numbered].find((table) => table.name === name)?.without ?? []
}
