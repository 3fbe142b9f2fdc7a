/** Row-level security: what the runtime role sees of every table without a ground, and under another one. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { search } from '../../src/desk/search/search.ts'
import { withGround } from '../../src/store/ground.ts'
import { testStore } from '../support/database.ts'
import { fillTables } from './every-table.ts'
import { sampleWorld, type World } from '../support/sample.ts'

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
  evidence_object: 'which closed segments a store has, and how they are locked there; no content',
  evidence_turn: 'when the store of evidence is worked on, and why it fails; no content',
  outside_turn: 'whose turn it is to keep or stamp the log, and why one fails; no content',
  mandate_proposal: 'terms of mandates that do not hold yet, read before there is one; no content',
  break_glass: 'who asked for which mandates, which the ground itself rests on; no content',
  role_rule: 'which roles need a second factor, read at sign-in',
  totp: 'salts of secrets, which only sign-in reads',
  recovery_code: 'digests of codes, which only sign-in reads',
  passkey: 'public keys, read before there is a user',
  sign_in_challenge: 'what a sign-in in progress was asked, read before there is a user',
  report_form: 'the questions of the form of reports, asked under every mandate; no content',
  figure: 'figures that others published; no content',
  figure_note: 'what coordinators wrote beside published figures; no content',
  figure_table: 'counts of reports that others published; no content',
  figure_series: 'names of series of published figures; no content',
  finding_mark: 'what auditors wrote of the log, over all mandates; no content',
  access_review: 'what auditors said of roles, over all mandates; no content'
}

/** What an auditor sees without a mandate, and nobody else. */
const ofAuditors: ReadonlySet<string> = new Set(['ledger', 'rights_request', 'rights_hold'])

/** What coordinators hear of questions of other mandates. */
const ofCoordinators: ReadonlySet<string> = new Set(['deconfliction_notice', 'peer', 'peer_question'])

describe('row-level security', () => {
  let world: World
  let tables: string[]
  before(async () => {
    world = sampleWorld(await testStore())
    await fillTables(world)
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
    const ofCases = tables.filter((table) =>
      /^(?:case_|conference_|disclosure_|handling_|minor_|access_|job$|dossier$|dossier_part$)/.test(table)
    )
    assert.equal(ofCases.length, 33)
    assert.deepEqual(
      await seen('coordinator'),
      ofContent.filter((table) => !ofCases.includes(table) && table !== 'expert_question')
    )
    assert.deepEqual(
      await seen('analyst'),
      ofContent.filter(
        (table) =>
          !ofCoordinators.has(table) &&
          !['access_request', 'case_draft', 'case_watch_seen', 'expert_question', 'job'].includes(table)
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
