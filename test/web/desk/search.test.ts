/** The export of a search over the interface: exactly what the screen counts, with its reason in the ledger before the first line. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { SearchResult } from '../../../src/contract/desk/search.ts'
import { errorOf, json, startInterface, type Running } from '../running.ts'

describe('the export of a search', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
  })
  after(() => at.close())

  const entries = async (): Promise<unknown[]> =>
    (
      await at.world.store.root.query<{ act: string; detail: unknown }>(
        `select act, detail from ledger where act like 'export.%' order by no desc limit 2`
      )
    ).rows

  test('Complaint 2: gives as many adverts as are counted, opened ones with their text and sealed ones without', async () => {
    const user = await at.as('analyst')
    const counted = json<SearchResult>(await user.ask('GET', '/api/search?q=massage&folded=1'))
    const body = { q: 'massage', format: 'jsonl', reason: 'voor het dossier' }
    const answer = await user.ask('POST', '/api/search/export', body)
    assert.equal(answer.status, 200, answer.text)
    const lines = answer.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    assert.equal(lines.length, counted.count.value)
    assert.equal(answer.headers.get('x-adverts'), String(counted.count.value))
    assert.deepEqual(lines.map((line) => [line['state'], 'body' in line]).sort(), [
      ['open', true],
      ['sealed', false]
    ])
    const [end, run] = await entries()
    assert.deepEqual(end, { act: 'export.end', detail: { rows: 2, complete: true } })
    assert.deepEqual(run, {
      act: 'export.run',
      detail: { q: 'massage', format: 'jsonl', reason: 'voor het dossier', adverts: 2, content: true }
    })
    // As counted before the newest of the two came in, it has one: so the file never holds more than the screen said.
    const all = json<SearchResult>(await user.ask('GET', '/api/search?q=massage')).results
    const ids = all.map((one) => one.advert).toSorted((a, b) => a - b)
    assert.ok(counted.upTo >= (ids[1] ?? Infinity))
    const older = await user.ask('POST', '/api/search/export', { ...body, upTo: ids[0] })
    assert.deepEqual([older.text.trim().split('\n').length, older.headers.get('x-adverts')], [1, '1'])
    const whole = await user.ask('POST', '/api/search/export', { ...body, upTo: counted.upTo })
    assert.equal(whole.text, answer.text)
    const csv = await user.ask('POST', '/api/search/export', { ...body, format: 'csv', site: 'nergens.example' })
    assert.equal(csv.text.split('\r\n').length, 2, 'a heading and nothing else')
  })

  test('goes nowhere without a reason, with a time that no calendar knows, or for who may not read', async () => {
    const user = await at.as('analyst')
    const body = { q: 'massage', format: 'csv', reason: 'x' }
    assert.equal(errorOf(await user.ask('POST', '/api/search/export', { ...body, reason: ' ' })), '400 reason-missing')
    assert.equal(
      errorOf(await user.ask('POST', '/api/search/export', { ...body, from: '2026-02-31' })),
      '400 bad-request'
    )
    assert.equal(
      errorOf(await (await at.as('operator')).ask('POST', '/api/search/export', body)),
      '403 no-content-role'
    )
  })
})
