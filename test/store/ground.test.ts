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
