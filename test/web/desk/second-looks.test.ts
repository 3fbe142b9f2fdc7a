/** Second looks through the interface: drawn by the hash of the ledger so that anybody can draw again, taken by another person, shown. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Home } from '../../../src/contract/desk/home.ts'
import type { SecondLook, SecondLookList } from '../../../src/contract/desk/second-looks.ts'
import { sampleSignal } from '../../support/sample.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { errorOf, json, startInterface, type Answer, type Browser, type Running } from '../running.ts'

describe('second looks', () => {
  let at: Running
  let analyst: Browser
  let other: Browser
  before(async () => {
    at = await startInterface()
    analyst = await at.as('analyst')
    other = await at.as('analyst-2')
  })
  after(() => closeInAgreement(at))

  const list = async (who: Browser): Promise<SecondLookList> =>
    json<SecondLookList>(await who.ask('GET', '/api/second-looks'))
  const take = (look: SecondLook, who: Browser, body: object = {}): Promise<Answer> =>
    who.ask('POST', `/api/second-looks/${look.signal}`, {
      entry: look.entry,
      agrees: true,
      reason: 'Zelfde oordeel',
      ...body
    })
  /** Dismissals whose entry draws them, by an own reading of the ledger. */
  const expected = async (): Promise<number[]> => {
    const { rows } = await at.world.store.root.query<{ no: number; hash: Buffer }>(
      `select no, hash from baken.ledger where act = 'signal.dismiss'`
    )
    return rows.flatMap(({ no, hash }) => {
      const draw = createHash('sha256').update(hash).update('second look').digest().readUInt16BE(0)
      return draw < 0.05 * 65_536 ? [Number(no)] : []
    })
  }
  /** Dismisses until three are drawn: twenty dismissals each on average. */
  const dismissed = async (): Promise<readonly SecondLook[]> => {
    for (let network = 1_000; network < 2_000; network++) {
      const signal = await sampleSignal(at.world, network)
      const answer = await analyst.ask('POST', `/api/signals/${signal}/dismiss`, {
        version: 1,
        reason: 'Niets te doen'
      })
      assert.equal(answer.status, 200, answer.text)
      if (network % 20 === 19 && (await expected()).length >= 3) break
    }
    return (await list(other)).looks
  }

  test('S5.11 one in twenty dismissals is drawn by the hash of its ledger entry, and by nothing else', async () => {
    const looks = await dismissed()
    assert.deepEqual(
      looks.map((one) => one.entry).toSorted((a, b) => a - b),
      (await expected()).toSorted((a, b) => a - b)
    )
    assert.deepEqual(await list(other), await list(other))
    assert.ok(looks.every((one) => one.dismissedBy === 'analyst' && one.look === null))
    assert.equal((await list(await at.as('elders'))).looks.length, 0)
  })

  test('S5.11 another person looks once, with a reason, and where two disagree it is shown', async () => {
    const [one, two, three] = (await list(other)).looks
    assert.ok(one !== undefined && two !== undefined && three !== undefined)
    const waiting = async (who: Browser): Promise<number> =>
      json<Home>(await who.ask('GET', '/api/home')).content?.secondLooks ?? -1
    const before = await waiting(other)
    assert.equal(await waiting(analyst), 0, 'who dismissed it is not asked')
    assert.equal(errorOf(await take(one, analyst)), '403 second-person')
    assert.equal(errorOf(await take(one, other, { reason: ' ' })), '400 reason-missing')
    assert.equal(errorOf(await take({ ...one, entry: one.entry - 1 }, other)), '409 changed')
    assert.equal((await take(one, other)).status, 200)
    assert.equal(errorOf(await take(one, other)), '409 wrong-state')
    const said = json<SecondLook>(await take(two, other, { agrees: false, reason: 'Het loon klopt niet' }))
    assert.deepEqual([said.look?.by, said.look?.agrees, said.look?.reason], ['analyst-2', false, 'Het loon klopt niet'])
    assert.equal(await waiting(other), before - 2)
    const order = (await list(analyst)).looks.map((look) => look.look?.agrees ?? null)
    assert.deepEqual(order, [...order.filter((each) => each === null), false, true])
    const { rows } = await at.world.store.root.query<{ state: string; words: string }>(
      `select s.state, k::text as words from baken.signal s join baken.second_look k on k.signal_id = s.id where s.id = $1`,
      [two.signal]
    )
    assert.equal(rows[0]?.state, 'dismissed', 'nothing is decided by it')
    assert.ok(!rows[0].words.includes(Buffer.from('Het loon').toString('hex')))
  })

  test('a signal that was reopened is drawn no more, and one that nobody drew cannot be looked at', async () => {
    const [look] = (await list(other)).looks.filter((one) => one.look === null)
    assert.ok(look !== undefined)
    const reopened = await other.ask('POST', `/api/signals/${look.signal}/reopen`, { version: 2, reason: 'Nieuw feit' })
    assert.equal(reopened.status, 200, reopened.text)
    assert.ok((await list(other)).looks.every((one) => one.signal !== look.signal))
    assert.equal(errorOf(await take(look, other)), '404 not-found')
    assert.deepEqual(at.faults, [])
  })
})
