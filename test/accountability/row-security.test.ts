/** Row-level security: what the runtime role sees of every table without a ground, and under another one. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { search } from '../../src/desk/search/search.ts'
import { withGround } from '../../src/store/ground.ts'
import { noteRows } from '../../src/store/row-log.ts'
import { testStore } from '../support/database.ts'
import { sampleAdverts, samplePeople, sampleSignal, sampleWorld, type World } from '../support/sample.ts'

/** Tables without content that the server needs before there is a ground. A new table is content until it is named here with its reason. */
const open: Readonly<Record<string, string>> = {
  app_user: 'sign-in reads it before there is a user',
  user_mandate: 'the ground itself rests on it',
  mandate: 'the ground itself rests on it',
  session: 'digests of tokens, read before there is a user',
  sign_in_count: 'counted before there is a user',
  known_browser: 'digests of tokens, read before there is a user',
  host: 'politeness of one host over all mandates; names of hosts only',
  segment: 'places in evidence files; no content',
  mandate_now: 'which mandates are in force, of a table that people choose from before there is one; no content',
  rewriting: 'when tables were written anew; no content',
  migration: 'names of schema files',
  mandate_proposal: 'terms of mandates that do not hold yet, read before there is one; no content',
  break_glass: 'who asked for which mandates, which the ground itself rests on; no content',
  role_rule: 'which roles need a second factor, read at sign-in',
  totp: 'salts of secrets, which only sign-in reads',
  recovery_code: 'digests of codes, which only sign-in reads',
  passkey: 'public keys, read before there is a user',
  sign_in_challenge: 'what a sign-in in progress was asked, read before there is a user',
  finding_mark: 'what auditors wrote of the log, over all mandates; no content',
  access_review: 'what auditors said of roles, over all mandates; no content'
}

const ofCase = '00000000-0000-4000-8000-000000000001'

/** What an auditor sees without a mandate, and nobody else. */
const ofAuditors: ReadonlySet<string> = new Set(['ledger', 'rights_request', 'rights_hold'])

/** What coordinators hear of questions of other mandates. */
const ofCoordinators: ReadonlySet<string> = new Set(['deconfliction_notice'])

describe('row-level security', () => {
  let world: World
  let tables: string[]
  before(async () => {
    world = sampleWorld(await testStore())
    await samplePeople(world)
    const [a, b] = await sampleAdverts(world, [
      { title: 'Kamer te huur', body: 'Bel 06 12345678 in Utrecht', network: 1 },
      { title: 'Kamer te huur nu', body: 'Bel 06 12345678 in Utrecht', network: 1 }
    ])
    const signal = await sampleSignal(world, 1)
    // A row in every table that has none yet.
    await withGround(world.store.pool, { user: 'pipeline', mandate: 'een' }, async (tx) => {
      const statements = [
        `insert into address (mandate_id, source_id, host, url_mac, depth) values ('een', 'bron-een', 'x.example', 'x', 0)`,
        `insert into tally (source_id, mandate_id, kind, reason, n) values ('bron-een', 'een', 'bytes', '', 1)`,
        `insert into link_event (mandate_id, seq, advert_id, body) values ('een', 1, ${a}, '{}')`,
        `insert into link_snapshot (mandate_id, seq, name, part, bytes) values ('een', 1, 'x', 0, '')`,
        `insert into link_state (mandate_id, generation) values ('een', 1)`,
        `insert into advert_address (mandate_id, source_id, url_mac, key, advert_id, recognised) values ('een', 'bron', '', 'page', ${a}, 'content')`,
        `insert into link_withdrawal (mandate_id, advert_id) values ('een', ${a})`,
        `insert into retired_key (name, mandate_id) values ('epoch/een-20260101', 'een')`,
        `insert into link (mandate_id, edge, a, b, kind, rarity, made_at) values ('een', 'e', ${a}, ${b}, 'phone', 2, now())`,
        `insert into network_event (mandate_id, network_id, at, kind, detail) values ('een', 1, now(), 'made', '{}')`,
        `insert into network_membership (mandate_id, advert_id, network_id, from_at) values ('een', ${a}, 1, now())`,
        `insert into judgement (mandate_id, kind, a, b, by, reason) values ('een', 'different', ${a}, ${b}, 'analyst', 'x')`,
        `insert into weighing (mandate_id, signal_id, act, by, priority, weigh_version) values ('een', ${signal}, 'take', 'analyst', 1, 1)`,
        `insert into open_request (mandate_id, advert_id, by, reason) values ('een', ${a}, 'analyst', 'x')`,
        `insert into signal_merge (mandate_id, into_id, signals, by, reason) values ('een', ${signal}, '{}', 'analyst', 'x')`,
        `insert into saved_search (mandate_id, by, sealed) values ('een', 'analyst', '')`,
        `insert into watch_hit (mandate_id, search_id, site, fresh, changed) select 'een', id, 'x.example', 1, 0 from saved_search`,
        `insert into watch_seen (search_id, user_id, mandate_id, hit_id) select search_id, 'analyst', 'een', id from watch_hit`,
        `insert into report (id, mandate_id, by, key, state, sent_at, code_digest, kek, wrapped) values ('M-2026-00001', 'een', 'pipeline', 'k', 'sent', now(), '', 'k', '')`,
        `insert into report_version (report_no, mandate_id, version, by, sealed) select no, 'een', 1, 'analyst', '' from report`,
        `insert into report_step (report_no, mandate_id, act, by, sealed) select no, 'een', 'read', 'analyst', '' from report`,
        `insert into report_file (report_no, mandate_id, key, bytes, sealed) select no, 'een', 'k', 1, '' from report`,
        `insert into report_file_part (file_id, report_no, mandate_id, copy, at, sealed) select id, report_no, 'een', 'original', 0, '' from report_file`,
        `insert into report_notice (report_no, mandate_id, receiver) select no, 'een', 'emm' from report`,
        `insert into proposal (mandate_id, sealed, form, urgency, parts, signals, made_by) values ('een', '', 'labour', 'low', '[]', '{${signal}}', 'analyst')`,
        `insert into weighing_record (mandate_id, proposal_id, candidates, decision, sealed, digest, review_on, by)
         select 'een', id, array[id], 'pick-up', '', '', now(), 'coordinator' from proposal`,
        `insert into team_capacity (mandate_id, team, certified, away, hours, running, by) values ('een', 'Proef', 1, 0, 10, 0, 'coordinator')`,
        `insert into team_hours (record_id, mandate_id, team, hours) select id, 'een', 'Proef', 1 from weighing_record`,
        `insert into deconfliction_question (mandate_id, sealed, asked_by) values ('een', '', 'analyst')`,
        `insert into deconfliction_notice (mandate_id, question_id, sealed) select 'een', id, '' from deconfliction_question`,
        `insert into certificate (mandate_id, user_id, level, valid_until, by) values ('een', 'detective', 'certified', now(), 'coordinator')`,
        `insert into case_file (id, mandate_id, sealed, basis, form, until, lead, opened_by)
         values ('${ofCase}', 'een', '', 'x', 'labour', now(), 'detective', 'pipeline')`,
        `insert into case_member (case_id, user_id, mandate_id, rights, added_by) values ('${ofCase}', 'analyst', 'een', '{read}', 'coordinator')`,
        `insert into case_item (case_id, no, mandate_id, kind, ref, version, adverts, sealed, digest, words, by)
         values ('${ofCase}', 1, 'een', 'advert', '${a}', 1, '{${a}}', '', '', '', 'detective')`,
        `insert into case_lead_change (case_id, no, mandate_id, user_id, by) values ('${ofCase}', 1, 'een', 'analyst', 'pipeline')`,
        `insert into case_act (case_id, no, mandate_id, act, by, sealed) values ('${ofCase}', 1, 'een', 'open', 'pipeline', '')`,
        `insert into access_request (key, mandate_id, kind, ref, sealed, by) values ('${ofCase}', 'een', 'advert', '${a}', '', 'pipeline')`,
        `insert into case_answer (case_id, request_id, mandate_id, by) select '${ofCase}', id, 'een', 'pipeline' from access_request`,
        `insert into case_version (case_id, part, version, mandate_id, sealed, by) values ('${ofCase}', 'note:1', 1, 'een', '', 'pipeline')`,
        `insert into case_subject (case_id, no, mandate_id, by) values ('${ofCase}', 1, 'een', 'pipeline')`,
        `insert into case_task (case_id, no, mandate_id, kind, priority, owner, due_on, by) values ('${ofCase}', 1, 'een', 'other', 'low', 'detective', now(), 'pipeline')`,
        `insert into case_note (case_id, no, mandate_id, by) values ('${ofCase}', 1, 'een', 'pipeline')`,
        `insert into case_decision (case_id, no, mandate_id, sealed, digest, by) values ('${ofCase}', 1, 'een', '', '', 'pipeline')`,
        `insert into case_order (case_id, no, mandate_id, article, subjects, from_on, until_on, by) values ('${ofCase}', 1, 'een', '126g', '{}', now(), now(), 'pipeline')`,
        `insert into case_draft (case_id, user_id, name, mandate_id, sealed) values ('${ofCase}', 'pipeline', 'note', 'een', '')`,
        `insert into job (id, mandate_id, kind, case_id, by, sealed) values ('${ofCase}', 'een', 'dossier', '${ofCase}', 'pipeline', '')`,
        `insert into dossier (case_id, no, mandate_id, job_id, by, state_digest, digest, bytes, items, unconfirmed, redacted, sealed)
         values ('${ofCase}', 1, 'een', '${ofCase}', 'pipeline', '', '', 1, 0, false, false, '')`,
        `insert into dossier_part (case_id, no, mandate_id, at, sealed) values ('${ofCase}', 1, 'een', 0, '')`,
        `insert into dossier_template (mandate_id, by, digest, bytes) values ('een', 'pipeline', '', '')`,
        `insert into second_look (entry, mandate_id, signal_id, by, agrees, sealed) values (1, 'een', ${signal}, 'analyst', true, '')`,
        `insert into bulk_list (mandate_id, by, sealed, total) values ('een', 'analyst', '', 1)`,
        `insert into bulk_answer (list_id, from_line, mandate_id, sealed) select id, 1, 'een', '' from bulk_list`
      ]
      for (const statement of statements) await tx.query(statement)
      await noteRows(tx, 'advert', [a ?? 0])
    })
    await world.store.root.query(
      `with made as (insert into rights_request (kind, received_on, sealed, made_by) values ('access', now(), '', 'auditor') returning id)
       insert into rights_hold (request_id, advert_id) select id, $1 from made`,
      [a]
    )
    const { rows } = await world.store.root.query<{ name: string }>(
      `select c.relname as name from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'baken' and c.relkind in ('r', 'p', 'm', 'v') order by 1`
    )
    tables = rows.map((row) => row.name).filter((name) => open[name] === undefined)
  })
  after(() => world.close())

  const grounds: [string, string, string][] = [
    ['without user and mandate', '', ''],
    ['with a mandate and no user', '', 'een'],
    ['with a user who does not exist', 'niemand', 'een'],
    ['with a mandate that the user does not have', 'elders', 'een'],
    ['with a mandate that does not exist', 'analyst', 'geen'],
    ['as an administrator', 'administrator', 'een'],
    ['as an officer', 'officer', 'een'],
    ['as an auditor', 'auditor', 'een']
  ]
  for (const [title, user, mandate] of grounds) {
    test(`shows no row of any table ${title}, though rows exist`, async () => {
      assert.ok(tables.length >= 15, `only ${tables.length} tables seen`)
      for (const table of tables) {
        const there = await world.store.root.query(`select 1 from ${table} limit 1`)
        assert.equal(there.rowCount, 1, `${table} has no row: this test would prove nothing`)
        if (ofAuditors.has(table) && user === 'auditor') continue
        const seen = await withGround(world.store.pool, { user, mandate }, (tx) =>
          tx.query(`select 1 from ${table} limit 1`)
        )
        assert.equal(seen.rowCount, 0, `${table} is seen`)
      }
    })
  }

  test('shows the rows to an analyst under the mandate, and an operator sees sources and addresses only', async () => {
    const seen = async (user: string): Promise<string[]> => {
      const found: string[] = []
      for (const table of tables) {
        const { rowCount } = await withGround(world.store.pool, { user, mandate: 'een' }, (tx) =>
          tx.query(`select 1 from ${table} limit 1`)
        )
        if (rowCount === 1) found.push(table)
      }
      return found
    }
    const ofContent = tables.filter((table) => !ofAuditors.has(table))
    // Of cases, those who are no member see nothing, whatever else they may read.
    const ofCases = tables.filter((table) => /^(?:case_|access_|job$|dossier$|dossier_part$)/.test(table))
    assert.equal(ofCases.length, 17)
    assert.deepEqual(
      await seen('coordinator'),
      ofContent.filter((table) => !ofCases.includes(table))
    )
    assert.deepEqual(
      await seen('analyst'),
      ofContent.filter(
        (table) => !ofCoordinators.has(table) && !['access_request', 'case_draft', 'job'].includes(table)
      )
    )
    assert.deepEqual(await seen('operator'), ['address', 'source', 'tally'])
    for (const user of ['analyst-2', 'detective', 'prosecutor', 'expert'])
      assert.deepEqual(
        (await seen(user)).filter((table) => ofCases.includes(table)),
        [],
        user
      )
  })

  test('shows nothing of one mandate under another, in search as well', async () => {
    const count = (user: string, mandate: string, sql: string): Promise<number> =>
      withGround(world.store.pool, { user, mandate }, async (tx) => (await tx.query(sql)).rowCount ?? 0)
    const parts = 'select s.id from index_segment s join index_bucket b on b.segment_id = s.id'
    assert.equal(await count('analyst', 'een', parts), 2)
    assert.equal(await count('elders', 'twee', parts), 0)
    assert.equal(await count('operator', 'een', parts), 0)
    assert.equal(await count('elders', 'twee', 'select * from advert'), 0)
    const found = async (user: string, mandate: string): Promise<unknown> => {
      const outcome = await search(world.store.pool, { user, mandate }, world, { q: 'kamer' })
      return outcome.kind === 'done' ? outcome.value.count.value : outcome.reason
    }
    assert.equal(await found('analyst', 'een'), 2)
    assert.equal(await found('elders', 'twee'), 0)
  })

  test('lets the runtime role neither write into another mandate nor change mandates, users or the ledger', async () => {
    const refused: [string, string][] = [
      [`insert into network (mandate_id, id, adverts) values ('twee', 9, 1)`, '42501'],
      [`update mandate set valid_until = now() + interval '9 years'`, '42501'],
      [`update app_user set role = 'administrator'`, '42501'],
      [`insert into user_mandate values ('analyst', 'twee')`, '42501'],
      ['update ledger set actor = actor', '42501'],
      ['delete from ledger', '42501'],
      ['truncate ledger', '42501'],
      [`insert into ledger (actor, act, detail) values ('iemand', 'x', '{}')`, '42501']
    ]
    for (const [statement, code] of refused) {
      await assert.rejects(
        withGround(world.store.pool, { user: 'analyst', mandate: 'een' }, (tx) => tx.query(statement)),
        { code },
        statement
      )
    }
  })

  test('E3 ends with the mandate: expired, withdrawn or not begun, the next transaction sees nothing', async () => {
    const seen = (): Promise<number> =>
      withGround(
        world.store.pool,
        { user: 'analyst', mandate: 'een' },
        async (tx) => (await tx.query('select 1 from advert')).rowCount ?? 0
      )
    const restore = `valid_from = now() - interval '1 day', valid_until = now() + interval '1 day', withdrawn_at = null`
    for (const change of ['valid_until = now()', 'withdrawn_at = now()', `valid_from = now() + interval '1 hour'`]) {
      assert.equal(await seen(), 2)
      await world.store.owner.query(`update mandate set ${change} where id = 'een'`)
      assert.equal(await seen(), 0, change)
      await world.store.owner.query(`update mandate set ${restore} where id = 'een'`)
    }
  })
})
