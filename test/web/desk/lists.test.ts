/** A list of 10,000 facts over the interface: known, unknown and no fact, progress that is true, and a restart that goes on where it was. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { eraseDue } from '../../../src/accountability/retention/retention.ts'
import type { BulkList } from '../../../src/contract/desk/lists.ts'
import { sampleAdverts } from '../../support/sample.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { errorOf, json, startInterface, type Browser, type Running } from '../running.ts'

describe('a list of facts', () => {
  let at: Running
  let user: Browser
  before(async () => {
    at = await startInterface()
    user = await at.as('analyst')
  })
  after(() => closeInAgreement(at))

  const read = async (id: number, tab = 'known', from = 0): Promise<BulkList> =>
    json<BulkList>(await user.ask('GET', `/api/lists/${id}?tab=${tab}&from=${from}`))

  /** Asks until it is done; how far it was never goes back, and is never more than what was answered. */
  async function finished(id: number): Promise<BulkList> {
    for (let before = 0; ;) {
      const list = await read(id)
      assert.ok(list.done >= before && list.done <= list.total)
      assert.equal(list.known + list.unknown + list.unreadable, list.done)
      if (list.finishedAt !== null) return list
      before = list.done
    }
  }

  test('H10 after an erasing no answer of a list knows a fact that only erased adverts stated, and the list is looked up anew', async () => {
    const { world } = at
    const [first = 0] = await sampleAdverts(world, [
      { title: 'Oude kamer', body: 'Bel 06 23451111', eraseAt: new Date(Date.now() - 1_000).toISOString() }
    ])
    const { id } = json<{ id: number }>(
      await user.ask('POST', '/api/lists', { lines: ['06 23451111', '06 12345678'], reason: 'lijst' })
    )
    assert.equal((await finished(id)).answers.find((one) => one.value === '+31623451111')?.sealed, 1)
    await eraseDue(world.store, world.keyring, new Date())
    const { rows } = await world.store.root.query('select 1 from bulk_answer where list_id = $1', [id])
    assert.equal(rows.length, 0, 'nothing is kept of the answers')
    const again = await finished(id)
    assert.deepEqual([first > 0, again.answers.map((one) => one.value)], [true, ['+31612345678']])
  })

  test('E16 Journey 4 Complaint 11: 10,000 lines are known, unknown or no fact, each once, and a restart in the middle changes nothing', async () => {
    const numbers = Array.from({ length: 9_997 }, (_, nr) => `06 2${String(1_000_000 + nr)}`)
    const lines = ['06 - 12 34 56 78', 'geen nummer', '', ' 06 - 12 34 56 78 ', 'rust@proef.example', ...numbers].slice(
      0,
      10_000
    )
    const made = await user.ask('POST', '/api/lists', { lines, reason: 'lijst van de post' })
    assert.equal(made.status, 200, made.text)
    const { id } = json<{ id: number }>(made)
    const list = await finished(id)
    const total = new Set(lines.map((one) => one.trim()).filter((one) => one !== '')).size
    assert.deepEqual([list.total, list.done, list.known, list.unreadable], [total, total, 1, 1])
    assert.deepEqual(
      list.answers.map(({ line, value, open, sealed }) => [line, value, open, sealed]),
      [['06 - 12 34 56 78', '+31612345678', 1, 1]]
    )
    const { root } = at.world.store
    const parts =
      'select from_line, md5(sealed) as sealed from bulk_answer where list_id = $1 and from_line < 5000 order by 1'
    const before = (await root.query(parts, [id])).rows
    await root.query('delete from bulk_answer where list_id = $1 and from_line >= 5000', [id])
    await root.query('update bulk_list set done = 5000, finished_at = null where id = $1', [id])
    assert.equal(errorOf(await user.ask('GET', `/api/lists/${id}/known`)), '409 wrong-state', 'half a file is none')
    const again = await finished(id)
    assert.deepEqual({ ...again, finishedAt: '' }, { ...list, finishedAt: '' })
    assert.deepEqual((await root.query(parts, [id])).rows, before, 'what was looked up is not looked up again')
    const csv = await user.ask('GET', `/api/lists/${id}/unknown`)
    assert.equal(csv.text.trim().split('\r\n').length, list.unknown + 1)
    const { rows } = await root.query<{ act: string; detail: { facts?: string[] } }>(
      `select act, detail - 'log' as detail from ledger where subject = $1 order by no`,
      [`list:${id}`]
    )
    assert.deepEqual(rows[0], { act: 'list.make', detail: { lines: total, reason: 'lijst van de post' } })
    assert.ok(
      rows.some((row) => row.act === 'list.look-up' && row.detail.facts?.includes('phone +31612345678') === true)
    )
  })

  test('is its maker’s own, and is not taken in without a reason, empty, or too long', async () => {
    const asked = { lines: ['06 12 34 56 78'], reason: 'x' }
    const { id } = json<{ id: number }>(await user.ask('POST', '/api/lists', asked))
    assert.equal(errorOf(await (await at.as('detective')).ask('GET', `/api/lists/${id}`)), '404 not-found')
    assert.equal(errorOf(await user.ask('POST', '/api/lists', { ...asked, reason: ' ' })), '400 reason-missing')
    assert.equal(errorOf(await user.ask('POST', '/api/lists', { ...asked, lines: [' '] })), '409 wrong-state')
    const many = Array.from({ length: 10_001 }, () => '1')
    assert.equal(errorOf(await user.ask('POST', '/api/lists', { ...asked, lines: many })), '400 bad-request')
    await finished(id)
  })
})
