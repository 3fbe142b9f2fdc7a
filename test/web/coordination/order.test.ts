/** The order of what waits for a coordinator: rules with versions, who would move under others, and old orders made again. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { OrderMoves, ProposalOrder } from '../../../src/contract/cases/coordination.ts'
import type { Proposal, ProposalList } from '../../../src/contract/cases/proposals.ts'
import { done, said } from '../cases/cases.ts'
import { errorOf, startInterface, type Browser, type Running } from '../running.ts'
import { offered } from './coordination.ts'

describe('the order of proposals', () => {
  let at: Running
  let coordinator: Browser
  before(async () => {
    at = await startInterface()
    coordinator = await at.as('coordinator')
  })
  after(async () => {
    const { faults } = at
    await at.close()
    assert.deepEqual(faults, [])
  })

  const listed = async (query = ''): Promise<number[]> =>
    done<ProposalList>(await coordinator.ask('GET', `/api/proposals?state=offered${query}`)).proposals.map(
      (one) => one.id
    )
  const order = async (): Promise<ProposalOrder> => done(await coordinator.ask('GET', '/api/proposal-order'))
  const set = (rules: readonly string[], version: number, reason = 'Afgesproken in het overleg.') =>
    coordinator.ask('POST', '/api/proposal-order', { rules, version, reason })
  const moves = async (rules: string): Promise<OrderMoves['moves']> =>
    done<OrderMoves>(await coordinator.ask('GET', `/api/proposal-order/moves?rules=${rules}`)).moves

  test('S5.6 rules for the order have versions with a reason, who would move is shown before, and an old order is made again', async () => {
    // Due in 5, 14 and 28 days; the last one was offered long ago and is due tomorrow, and one is late.
    const high = await offered(at, 'Spoed', 'high')
    const middle = await offered(at, 'Gewoon', 'middle')
    const low = await offered(at, 'Rustig', 'low')
    const old = await offered(at, 'Oud en rustig', 'low', 27)
    const late = await offered(at, 'Te laat', 'low', 30)
    const first = await listed()
    assert.deepEqual(first, [late, old, high, middle, low])
    assert.deepEqual(await order(), {
      version: 0,
      rules: ['due'],
      versions: [{ version: 0, rules: ['due'], reason: null, by: null, at: null }]
    })
    const shown = await moves('late.urgency.oldest')
    assert.deepEqual(
      shown.map(({ id, now, later }) => [id, now, later]),
      [
        [late, 1, 1],
        [high, 3, 2],
        [middle, 4, 3],
        [old, 2, 4],
        [low, 5, 5]
      ]
    )
    assert.equal(shown[1]?.title, 'Spoed')
    assert.deepEqual(await listed(), first, 'a preview changes nothing')
    assert.equal(said(await set(['late', 'urgency', 'oldest'], 0, ' ')), '400 reason-missing')
    const now = done<ProposalOrder>(await set(['late', 'urgency', 'oldest'], 0))
    assert.deepEqual(
      [now.version, now.versions.length, now.versions[0]?.reason, now.versions[0]?.by],
      [1, 2, 'Afgesproken in het overleg.', 'coordinator']
    )
    const second = shown.map((one) => one.id)
    assert.deepEqual(await listed(), second)
    assert.deepEqual(await listed('&order=0'), first)
    assert.equal(said(await set(['oldest'], 0)), '409 changed')
    done(await set(['oldest'], 1))
    assert.deepEqual(await listed(), [late, old, high, middle, low])
    assert.deepEqual([await listed('&order=1'), await listed('&order=0')], [second, first])
    assert.equal(errorOf(await coordinator.ask('GET', '/api/proposals?order=9')), '404 not-found')
    const { rows } = await at.world.store.root.query<{ all: string }>(
      `select string_agg(o::text, '') || (select string_agg(detail::text, '') from baken.ledger where act like 'order.%') as all from baken.proposal_order o`
    )
    assert.doesNotMatch(rows[0]?.all ?? '', /overleg/, 'why is sealed')
  })

  test('S5.6 the strongest evidence and what came back go first where the rules say so', async () => {
    const weak = await offered(at, 'Praktijk', 'low')
    const strong = await offered(at, 'Onderzocht', 'low')
    await at.world.store.root.query(
      `update baken.signal set reasons = '[{"indicator": "SX-T01", "direction": "for", "points": 200, "evidence": "validated"}]'
       where id = any((select signals from baken.proposal where id = $1)::bigint[])`,
      [strong]
    )
    const places = async (rules: string, ...ids: number[]): Promise<number[]> => {
      const found = await moves(rules)
      return ids.map((id) => found.find((one) => one.id === id)?.later ?? 0)
    }
    assert.deepEqual(await places('evidence', strong), [1])
    const held = done<Proposal>(
      await coordinator.ask('POST', `/api/proposals/${weak}/weigh`, {
        version: 2,
        decision: 'hold-until',
        reason: 'Later.',
        criteria: [{ criterion: 'severity', step: 'low', sentence: 'Gering.' }],
        reviewOn: '2999-01-01',
        backOn: '2999-01-01'
      })
    )
    assert.equal(held.state, 'held-until')
    assert.deepEqual(await places('back.newest'.replace('.newest', ''), weak), [0], 'what is held waits for nobody')
    await at.world.store.root.query('update baken.proposal set back_on = now() where id = $1', [weak])
    assert.deepEqual(await places('back', weak), [1])
  })

  test('the order is changed by coordinators, with rules that there are, each once', async () => {
    const analyst = await at.as('analyst')
    assert.equal(errorOf(await analyst.ask('GET', '/api/proposal-order/moves?rules=due')), '403 no-content-role')
    assert.equal(done<ProposalOrder>(await analyst.ask('GET', '/api/proposal-order')).version, 2)
    for (const rules of [[], ['due', 'due'], ['size']]) assert.equal((await set(rules, 2)).status, 400, rules.join())
    for (const rules of ['due.due', 'size', '.', 'due.']) {
      const answer = await coordinator.ask('GET', `/api/proposal-order/moves?rules=${rules}`)
      assert.equal(answer.status, 400, rules)
    }
    const two = await Promise.all([set(['late'], 2), set(['urgency'], 2)])
    assert.deepEqual(two.map(said).toSorted(), ['409 changed', 'done'], 'of two at once one does')
  })
})
