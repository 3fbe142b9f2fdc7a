/** Transactions whose statements travel together: an act is done whole or not at all, and nothing of it goes on after it ended. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { act, LedgerUnavailable } from '../../src/accountability/acts.ts'
import { atOnce, withGround, type Tx } from '../../src/store/ground.ts'
import { testStore } from '../support/database.ts'
import { samplePeople, sampleWorld, type World } from '../support/sample.ts'

const ground = { user: 'analist', mandate: 'een' }

describe('transactions', () => {
  let world: World
  before(async () => {
    world = sampleWorld(await testStore())
    await samplePeople(world)
  })
  after(() => world.close())

  test('statements that travel with a commit are part of it: when one fails, what was done before is not there', async () => {
    const events = async (): Promise<number> => {
      const { rows } = await world.store.root.query<{ n: number }>('select count(*)::int as n from baken.network_event')
      return rows[0]?.n ?? -1
    }
    const hit = (tx: Tx): Promise<unknown> =>
      tx.query(
        `insert into network_event (mandate_id, network_id, at, kind, detail) values ('een', 1, now(), 'made', '{}')`
      )
    const before = await events()
    const failing = withGround(world.store.pool, { user: 'pipeline', mandate: 'een' }, hit, (tx) =>
      tx.query('select 1 / 0')
    )
    await assert.rejects(failing, { code: '22012' })
    assert.equal(await events(), before)
    // No entry, no act: the ledger takes no act without a name.
    const unnamed = act(world.store.pool, { user: 'pipeline', mandate: 'een' }, async (tx) => {
      await hit(tx)
      return { result: 'shown', entry: { act: null as unknown as string } }
    })
    await assert.rejects(unnamed, LedgerUnavailable)
    assert.equal(await events(), before)
    const named = { result: 'shown', entry: { act: 'search.run' } }
    const done = act(world.store.pool, { user: 'pipeline', mandate: 'een' }, async (tx) => (await hit(tx), named))
    assert.equal(await done, 'shown')
    assert.equal(await events(), before + 1)
  })

  test('what a transaction writes of bound tables is noted whole however much it is, in pieces that do not grow, and the last note of a row counts', async () => {
    const list = await withGround(world.store.pool, { user: 'pipeline', mandate: 'een' }, async (tx) => {
      const made = await tx.query<{ id: number }>(
        `insert into bulk_list (mandate_id, by, sealed, total) values ('een', 'pipeline', '', 1) returning id`
      )
      const id = made.rows[0]?.id ?? 0
      await tx.query(
        `insert into bulk_answer (list_id, from_line, mandate_id, sealed) select $1, n, 'een', '' from generate_series(1, 1500) n`,
        [id]
      )
      await tx.query(`update bulk_answer set sealed = 'x' where list_id = $1 and from_line = 1`, [id])
      await tx.query(`delete from bulk_answer where list_id = $1 and from_line = 2`, [id])
      return id
    })
    const { rows } = await world.store.root.query<{ largest: number; told: number; notes: number; same: number }>(
      `with entry as (select detail->'log' as log from baken.ledger order by no desc limit 1),
        told as (select (one->>'no')::bigint as no, one->>'digest' as digest from entry, jsonb_array_elements(log) as one where one->>'kind' = 'table bulk_answer'),
        piece as (select l.no, l.rows, t.digest from told t join baken.row_log l using (no)),
        note as (select distinct on (n->0) n->0 as key, n->>1 as digest from piece, jsonb_array_elements(convert_from(rows, 'UTF8')::jsonb) as n order by n->0, no desc)
      select (select max(length(rows)) from piece) as largest,
        (select count(*) from piece where digest = 'sha256:' || encode(sha256(rows), 'hex'))::int as told,
        (select count(*) from note)::int as notes,
        (select count(*) from baken.bulk_answer a join note on key = jsonb_build_array(a.list_id, a.from_line)
          and digest = baken.bound_digest(to_jsonb(a), '{}') where a.list_id = $1)::int as same`,
      [list]
    )
    const [{ largest, ...counts } = { largest: 0 }] = rows
    assert.deepEqual(counts, { told: 5, notes: 1500, same: 1499 })
    assert.ok(largest < 40_000, `a piece of ${largest} bytes`)
  })

  test('of work done at once all has ended when one piece fails', async () => {
    const ended: string[] = []
    const work = withGround(world.store.pool, ground, (tx) =>
      atOnce(
        tx.query('select 1 / 0').finally(() => ended.push('first')),
        (async () => {
          await new Promise((resolve) => setTimeout(resolve, 30))
          await tx.query('select 1').catch(() => {})
          ended.push('second')
        })()
      )
    )
    await assert.rejects(work, { code: '22012' })
    assert.deepEqual(ended, ['first', 'second'])
  })
  test('of work done at once the failure that came first is told, and not what failed behind it', async () => {
    const work = withGround(world.store.pool, ground, (tx) =>
      atOnce(
        tx.query('select 1').then(() => tx.query('select 2')),
        tx.query('select 1 / 0')
      )
    )
    await assert.rejects(work, { code: '22012' })
  })
})
