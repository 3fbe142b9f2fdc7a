/** The ledger: append-only, chained, and found out when somebody changes it all the same. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { act, LedgerUnavailable, note } from '../../src/accountability/acts.ts'
import { readLedger } from '../../src/accountability/ledger/ledger.ts'
import { verifyLedger } from '../support/ledger-verdict.ts'
import { testStore, type TestStore } from '../support/database.ts'

describe('the ledger', () => {
  let store: TestStore
  before(async () => {
    store = await testStore()
    for (const [id, role] of [
      ['anna', 'analyst'],
      ['bert', 'analyst'],
      ['ada', 'auditor']
    ]) {
      await store.owner.query('insert into app_user (id, name, role) values ($1, $1, $2)', [id, role])
    }
  })
  after(() => store.close())

  test('numbers and chains the acts of several people at once without a gap', async () => {
    const acts = Array.from({ length: 40 }, (_, index) =>
      note(
        store.pool,
        { user: index % 2 === 0 ? 'anna' : 'bert', mandate: null },
        { act: 'proef.doe', subject: `x:${index}`, detail: { index } }
      )
    )
    await Promise.all(acts)
    const verdict = await verifyLedger(store.pool)
    assert.deepEqual([verdict.verdict, verdict.entries, verdict.last?.no], ['intact', 40, 40])
  })

  test('E6 keeps newlines, ANSI and JSON in any field inert and whole', async () => {
    const nasty = '\u001b[31m"},\n{"no":1,"act":"x"}\r\n<script>\u202e=1+1'
    await note(store.pool, { user: 'anna', mandate: null }, { act: nasty, subject: nasty, detail: { [nasty]: nasty } })
    const page = await readLedger(store.pool, { user: 'anna', mandate: null }, { limit: 1 })
    const entry = page.entries[0]
    assert.deepEqual(
      [entry?.act, entry?.subject, entry?.detail, page.chain],
      [nasty, nasty, { [nasty]: nasty }, 'intact']
    )
    assert.equal((await verifyLedger(store.pool)).verdict, 'intact')
  })

  test('shows everybody their own acts and an auditor all, newest first, page by page', async () => {
    const all = async (user: string, mine = false): Promise<{ actors: Set<string>; nos: number[] }> => {
      const nos: number[] = []
      const actors = new Set<string>()
      let after: number | undefined
      do {
        const page = await readLedger(store.pool, { user, mandate: null }, { act: 'proef', after, mine, limit: 7 })
        assert.equal(page.chain, 'intact')
        for (const entry of page.entries) {
          nos.push(entry.no)
          actors.add(entry.actor)
        }
        after = page.next ?? undefined
      } while (after !== undefined)
      return { actors, nos }
    }
    const own = await all('anna')
    assert.deepEqual([[...own.actors], own.nos.length], [['anna'], 20])
    const seen = await all('ada')
    assert.deepEqual([seen.actors.size, seen.nos.length], [2, 40])
    assert.deepEqual(
      seen.nos,
      seen.nos.toSorted((a, b) => b - a)
    )
    assert.equal((await all('ada', true)).nos.length, 0)
  })

  test('E5 an act whose entry cannot be written is undone and gives nothing back', async () => {
    await store.root.query('alter table ledger rename to ledger_gone')
    try {
      const work = act(store.pool, { user: 'anna', mandate: null }, async (tx) => {
        await tx.query(`insert into host (host) values ('proef.example')`)
        return { result: 'secret', entry: { act: 'proef.lees' } }
      })
      await assert.rejects(work, LedgerUnavailable)
      assert.equal((await store.root.query('select 1 from host')).rowCount, 0)
    } finally {
      await store.root.query('alter table ledger_gone rename to ledger')
    }
  })

  test('cannot be changed by the owner either, short of switching the guard off', async () => {
    for (const statement of [`update ledger set actor = 'x'`, 'delete from ledger', 'truncate ledger']) {
      await assert.rejects(store.owner.query(statement), /append-only/, statement)
    }
  })

  const tampering: [string, string, number, string][] = [
    ['a deleted entry is named', 'delete from ledger where no = 20', 21, 'gap'],
    ['a changed actor is named', `update ledger set actor = 'carla' where no = 11`, 11, 'columns'],
    ['a changed detail is named', `update ledger set detail = '{"index": 99}' where no = 12`, 12, 'columns'],
    ['a changed time is named', `update ledger set at = at + interval '1 microsecond' where no = 13`, 13, 'columns'],
    [
      'a changed text is named',
      `update ledger set entry = replace(entry, 'doe', 'dee'), act = 'proef.dee' where no = 14`,
      14,
      'hash'
    ],
    [
      'an entry rewritten with its own hash is named by the entry after it',
      `update ledger set act = 'proef.dee', entry = replace(entry, 'doe', 'dee'),
       hash = sha256(prev || convert_to(replace(entry, 'doe', 'dee'), 'UTF8')) where no = 15`,
      16,
      'previous'
    ],
    ['the first entry cannot be cut off', 'delete from ledger where no = 1', 2, 'gap']
  ]
  for (const [title, statement, no, fault] of tampering) {
    test(`${title}, when an administrator of the database did it`, async () => {
      await tampered(store, statement, async () => {
        const verdict = await verifyLedger(store.pool)
        assert.equal(verdict.verdict, 'broken')
        assert.deepEqual([verdict.faults[0]?.no, verdict.faults[0]?.fault], [no, fault])
        assert.equal(verdict.faults.filter((one) => one.no !== no).length, 0)
      })
      assert.equal((await verifyLedger(store.pool)).verdict, 'intact')
    })
  }

  test('C5 a ledger cut at its end is found against an anchor noted outside, and only so', async () => {
    const { last } = await verifyLedger(store.pool)
    assert.ok(last !== null)
    await tampered(store, `delete from ledger where no >= ${last.no - 1}`, async () => {
      assert.equal((await verifyLedger(store.pool)).verdict, 'intact')
      const verdict = await verifyLedger(store.pool, [last])
      assert.deepEqual(
        [verdict.verdict, verdict.faults[0]?.fault, verdict.faults[0]?.no],
        ['broken', 'anchor', last.no - 1],
        'the first entry that is gone is named'
      )
    })
    assert.equal((await verifyLedger(store.pool, [last])).verdict, 'intact')
  })
})

/** Changes the ledger as a superuser with the guards off, runs the check, and puts everything back. */
async function tampered(store: TestStore, statement: string, check: () => Promise<void>): Promise<void> {
  await store.root.query('create table kept as select * from ledger')
  await store.root.query('alter table ledger disable trigger all')
  try {
    const { rowCount } = await store.root.query(statement)
    assert.ok((rowCount ?? 0) > 0, 'nothing was tampered with')
    await check()
  } finally {
    await store.root.query('truncate ledger')
    await store.root.query('insert into ledger select * from kept')
    await store.root.query('alter table ledger enable trigger all')
    await store.root.query('drop table kept')
  }
}
