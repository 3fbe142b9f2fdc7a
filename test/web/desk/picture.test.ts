/** The picture of a network and "the same or not?" over HTTP: sealed adverts stay sealed, reads are in the ledger, "not sure" is kept and taken back. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { NetworkPicture } from '../../../src/contract/desk/network-picture.ts'
import { withGround } from '../../../src/store/ground.ts'
import { errorOf, json, startInterface, type Running } from '../running.ts'

describe('the picture of a network', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
    // The sample says which network its adverts are in; the link is what a linker would have written.
    const ground = { user: 'pipeline', mandate: 'een' }
    await withGround(at.world.store.pool, ground, async (tx) => {
      await tx.query(
        `insert into link (mandate_id, edge, a, b, kind, token, rarity, made_at)
         select 'een', 'phone x 2 1', $1, $2, 'phone', token, 2, now() from fact where advert_id = $1 and kind = 'phone' limit 1`,
        [at.ids[0], at.ids[1]]
      )
    })
  })
  after(() => at.close())

  test('a sealed advert has its site and day, and what it shares has neither value nor key', async () => {
    const answer = await (await at.as('analyst')).ask('GET', '/api/networks/1/picture')
    const picture = json<NetworkPicture>(answer)
    assert.deepEqual([picture.adverts, picture.open, picture.sealed], [2, 1, 1])
    const sealed = picture.members.find((one) => one.advert === at.ids[1])
    assert.deepEqual(
      [sealed?.state, sealed?.title, sealed?.place, sealed?.template, sealed?.dated],
      ['sealed', null, null, null, 'seen']
    )
    assert.ok((sealed?.site ?? '') !== '')
    assert.deepEqual(picture.shared.map((one) => [one.sealed, one.value, one.key === null]).toSorted(), [
      [false, '+31612345678', false],
      [true, null, true]
    ])
    assert.ok(!answer.text.includes('Zwolle'), 'a word of the sealed advert')
    assert.equal(picture.bridges.length, 2)
  })

  test('looking at it is an act with the opened adverts that were seen; elsewhere it does not exist', async () => {
    const user = await at.as('analyst')
    await user.ask('GET', '/api/networks/1/picture?by=site')
    const { entries } = json<{ entries: { act: string; subject: string; detail: { adverts?: number[] } }[] }>(
      await user.ask('GET', '/api/ledger?act=network.read')
    )
    assert.deepEqual([entries[0]?.subject, entries[0]?.detail.adverts], ['network:1', [at.ids[0]]])
    assert.equal(errorOf(await user.ask('GET', '/api/networks/999/picture')), '404 not-found')
  })

  test('a pair with a sealed advert is not asked and takes no answer', async () => {
    const user = await at.as('analyst')
    const body = { a: at.ids[0], b: at.ids[1], answer: 'same', reason: 'proef' }
    assert.equal(errorOf(await user.ask('POST', '/api/duels', body)), '409 sealed')
    assert.equal(errorOf(await user.ask('POST', '/api/duels', { ...body, b: at.ids[2] })), '404 not-found')
    assert.equal(errorOf(await user.ask('POST', '/api/duels', { ...body, reason: ' ' })), '400 reason-missing')
    assert.deepEqual(json<{ pairs: unknown[] }>(await user.ask('GET', '/api/duels')).pairs, [])
  })

  test('"not sure" is a judgement of its person that joins nothing, and is taken back without the linker', async () => {
    const user = await at.as('analyst')
    await withGround(at.world.store.pool, { user: 'pipeline', mandate: 'een' }, (tx) =>
      tx.query(`update advert set state = 'open' where id = $1`, [at.ids[1]])
    )
    const body = { a: at.ids[1], b: at.ids[0], answer: 'unsure', reason: 'proef' }
    const answered = json<{ judgement: number; networksChanged: number }>(await user.ask('POST', '/api/duels', body))
    assert.ok(answered.judgement > 0)
    assert.equal(answered.networksChanged, 0)
    const undo = `/api/judgements/${answered.judgement}/undo`
    assert.equal((await user.ask('POST', undo, { reason: 'toch' })).status, 200)
    assert.equal(errorOf(await user.ask('POST', undo, { reason: 'toch' })), '409 changed')
    assert.equal(errorOf(await user.ask('POST', '/api/duels', { ...body, answer: 'same' })), '503 linker-unavailable')
  })
})
