/** The first screen of each role through the interface: never empty, only what is one's own, and counters that are no acts. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Home, ScreenCounts } from '../../../src/contract/desk/home.ts'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import type { Signal, SignalList } from '../../../src/contract/desk/signals.ts'
import { roles } from '../../../src/model/mandate.ts'
import { json, startInterface, type Running } from '../running.ts'

describe('the first screen', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
  })
  after(() => at.close())

  const home = async (user: string): Promise<Home> => {
    const answer = await (await at.as(user)).ask('GET', '/api/home')
    assert.equal(answer.status, 200, answer.text)
    return json<Home>(answer)
  }
  const codes = (found: Home): string[] => found.todo.map((one) => `${one.code} ${one.count}`)

  test('says to every role what to do first, and shows no part that is not of the role', async () => {
    const parts: Record<string, string> = {}
    for (const role of roles) {
      const found = await home(role)
      assert.ok(found.todo.length > 0, role)
      parts[role] = (['content', 'cases', 'operation', 'audit', 'accounts', 'field'] as const)
        .filter((part) => found[part] !== null)
        .join(' ')
    }
    assert.deepEqual(parts, {
      analyst: 'content cases operation',
      detective: 'content cases operation',
      coordinator: 'content cases operation',
      prosecutor: 'cases',
      expert: 'cases',
      officer: 'field',
      partner: 'field',
      auditor: 'audit',
      operator: 'operation',
      administrator: 'accounts'
    })
    assert.deepEqual(codes(await home('officer')), ['report-what-you-saw 0', 'recognise-signs 0', 'check-a-number 0'])
    assert.deepEqual(codes(await home('prosecutor')), ['wait-for-a-referral 0'])
    assert.deepEqual(codes(await home('expert')), ['wait-for-a-question 0'])
    assert.deepEqual(codes(await home('partner')), ['report-what-you-saw 0', 'recognise-signs 0'])
  })

  test('without a mandate it asks for one, and shows no content', async () => {
    const fresh = at.browser()
    await fresh.ask('POST', '/api/session', { user: 'detective', password: 'geheim genoeg voor een proef' })
    const found = json<Home>(await fresh.ask('GET', '/api/home'))
    assert.deepEqual([codes(found), found.content, found.operation], [['choose-mandate 1'], null, null])
  })

  test('follows a signal from new to mine, to a second person, to escalated', async () => {
    const [one, two] = [await at.as('analyst'), await at.as('coordinator')]
    const ids = (list: readonly { readonly id: number }[] | undefined): number[] => (list ?? []).map((row) => row.id)
    const fresh = await home('analyst')
    assert.deepEqual(
      [ids(fresh.content?.fresh), ids(fresh.content?.next), fresh.content?.newSignals, fresh.content?.newAdverts],
      [[at.signal], [at.signal], 1, 2]
    )
    assert.deepEqual(codes(fresh), ['mandate-ends-soon 1', 'look-at-new 1', 'weigh-open 1'])
    assert.equal(fresh.content?.next[0]?.identity?.value, '+31612345678')
    const step = async (user: typeof one, act: string): Promise<void> => {
      const { version } = json<Signal>(await user.ask('GET', `/api/signals/${at.signal}`))
      const answer = await user.ask('POST', `/api/signals/${at.signal}/${act}`, { version, reason: 'verplaatst' })
      assert.equal(answer.status, 200, answer.text)
    }
    await step(one, 'take')
    const taken = await home('analyst')
    assert.deepEqual(ids(taken.content?.mine), [at.signal])
    assert.deepEqual([taken.content?.newSignals, ids(taken.content?.fresh)], [0, []]) // The number and its list tell the same.
    assert.deepEqual(ids((await home('coordinator')).content?.mine), [])
    await step(one, 'propose')
    assert.deepEqual(ids((await home('coordinator')).content?.toConfirm), [at.signal])
    assert.deepEqual(ids((await home('analyst')).content?.toConfirm), [])
    await step(two, 'confirm')
    const after = await home('analyst')
    assert.deepEqual([ids(after.content?.escalated), after.content?.open], [[at.signal], 0])
  })

  test('an auditor sees acts, refusals and who read most, by day and night, and no content', async () => {
    const found = await home('auditor')
    const reader = found.audit?.readers.find((one) => one.actor === 'analyst')
    assert.ok(reader !== undefined && reader.reads >= 2 && reader.night <= reader.reads)
    assert.ok((found.audit?.acts ?? 0) > 10 && (found.audit?.byAct['signal.propose'] ?? 0) === 1)
    assert.equal(found.audit?.erasedSoon, 0)
    await at.world.store.root.query(
      `update baken.capture set erase_at = now() + interval '3 days' where state = 'sealed'`
    )
    assert.equal((await home('auditor')).audit?.erasedSoon, 1)
    assert.doesNotMatch(JSON.stringify(await home('auditor')), /Utrecht|\+316/)
  })

  test('S6 counters are asked without an entry in the ledger; the first screen is one entry', async () => {
    const user = await at.as('analyst-2')
    const entries = async (): Promise<string[]> =>
      json<LedgerPage>(await user.ask('GET', '/api/ledger?mine=1')).entries.map((one) => one.act)
    const listed = json<SignalList>(await user.ask('GET', '/api/signals?state=dismissed'))
    const before = await entries()
    const counts = json<ScreenCounts>(await user.ask('GET', '/api/counts'))
    const { escalated, dismissed, ...others } = counts
    assert.equal(dismissed, listed.count.value)
    assert.deepEqual(others, { open: 0, new: 0, mine: 0, toConfirm: 0, requests: 0, reports: 0, alerts: 0, merges: 0 })
    assert.equal(escalated, 1)
    assert.deepEqual(await entries(), ['ledger.read', ...before])
    await user.ask('GET', '/api/home')
    assert.equal((await entries())[0], 'home.read')
  })
})
