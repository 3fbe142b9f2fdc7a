/** The page of an identifier through the interface: what adverts state it, where and when, what else, and what is not shown. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { FactPage } from '../../../src/contract/desk/facts.ts'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import { openAdverts } from '../../../src/desk/adverts/opening.ts'
import { withGround } from '../../../src/store/ground.ts'
import { sampleAdverts } from '../../support/sample.ts'
import { json, startInterface, type Running } from '../running.ts'

const day = (n: number): string => `2026-03-${String(n).padStart(2, '0')}T00:00:00.000Z`

describe('the page of an identifier', () => {
  let at: Running
  let ids: number[]
  before(async () => {
    at = await startInterface()
    const call = 'Bel 06 87654321'
    const seenAt = day(20)
    ids = await sampleAdverts(at.world, [
      { title: 'Tuinman in Zwolle', body: `80 euro per uur. ${call}`, postedAt: day(9), seenAt, network: 7 },
      { title: 'Tuinman in Utrecht', body: `${call} of post@tuin.example`, postedAt: day(2), seenAt, network: 7 },
      { title: 'Snoeien in Utrecht', body: `100 euro per uur. ${call}`, postedAt: day(4), seenAt, site: 'b.example' },
      {
        title: 'Verzegeld in Assen',
        body: `${call} of post@tuin.example`,
        postedAt: day(5),
        seenAt,
        site: 'b.example'
      },
      { title: 'Van een ander', body: call, postedAt: day(5), seenAt, mandate: 'twee' }
    ])
    const pipeline = { user: 'pipeline', mandate: 'een' }
    await withGround(at.world.store.pool, pipeline, (tx) =>
      openAdverts(tx, pipeline, at.world.keyring, ids.slice(0, 3), 'signal:1')
    )
  })
  after(() => at.close())

  const page = async (address: string): Promise<FactPage> => {
    const answer = await (await at.as('analyst')).ask('GET', address)
    assert.equal(answer.status, 200, answer.text)
    return json<FactPage>(answer)
  }
  const [zwolle, utrecht, pruning] = [0, 1, 2]
  const id = (which: number): number => ids[which] ?? 0

  test('a number, however it is written, has one page', async () => {
    await at.as('analyst')
    const typed = ['06 - 87 65 43 21', '+31 6 87654321', '0031687654321', 'nul6 87654321', '06.87.65.43.21']
    const pages = await Promise.all(
      typed.flatMap((one) => ['phone', 'any'].map((kind) => page(`/api/facts/${kind}/${encodeURIComponent(one)}`)))
    )
    for (const one of pages) assert.deepEqual(one, pages[0])
    assert.deepEqual([pages[0]?.kind, pages[0]?.value], ['phone', '+31687654321'])
  })

  test('it counts opened and sealed adverts by site and week, and tells nothing else of sealed ones or of other mandates', async () => {
    const shown = await page('/api/facts/phone/0687654321')
    const { adverts, open, sealed, sites, weeks } = shown
    assert.deepEqual({ adverts, open, sealed }, { adverts: { value: 4, exact: true }, open: 3, sealed: 1 })
    assert.deepEqual(
      sites.map((one) => [one.site, one.open, one.sealed, one.from, one.to]),
      [
        ['adverts.example', 2, 0, day(2), day(9)],
        ['b.example', 1, 1, day(4), day(20)]
      ]
    )
    assert.deepEqual(weeks, [
      { week: '2026-03-02', open: 2, sealed: 1 },
      { week: '2026-03-09', open: 1, sealed: 0 }
    ])
    assert.doesNotMatch(JSON.stringify(shown), /Verzegeld|Assen|Van een ander/)
  })

  test('places follow each other by posting date, with their coordinates, prices, events and networks', async () => {
    const shown = await page('/api/facts/phone/0687654321')
    assert.deepEqual(shown.itinerary, [
      { place: 'Utrecht', from: day(2), to: day(4), adverts: [id(utrecht), id(pruning)] },
      { place: 'Zwolle', from: day(9), to: day(9), adverts: [id(zwolle)] }
    ])
    assert.deepEqual(
      shown.places.map((one) => [one.place, Math.round(one.lat), Math.round(one.lon), one.adverts]),
      [
        ['Utrecht', 52, 5, 2],
        ['Zwolle', 53, 6, 1]
      ]
    )
    assert.deepEqual(shown.prices.map((one) => [one.amount, one.advert]).toSorted(), [
      [100, id(pruning)],
      [80, id(zwolle)]
    ])
    assert.deepEqual(
      shown.events.map((one) => [one.kind, one.at]),
      [9, 4, 2].map((n) => ['posted', day(n)])
    )
    assert.deepEqual(shown.networks, [
      { id: 7, adverts: 2, size: 2, identity: { kind: 'phone', value: '+31687654321' }, title: 'Tuinman in Utrecht' }
    ])
    assert.deepEqual(
      shown.shown.map((one) => [one.advert, one.title, one.dated, one.current]),
      [
        [id(zwolle), 'Tuinman in Zwolle', 'posted', true],
        [id(pruning), 'Snoeien in Utrecht', 'posted', true],
        [id(utrecht), 'Tuinman in Utrecht', 'posted', true]
      ]
    )
  })

  test('linked facts say how many adverts state both and how many state it at all', async () => {
    const { linked } = await page('/api/facts/phone/0687654321')
    assert.deepEqual(linked, [
      {
        kind: 'email',
        value: 'post@tuin.example',
        reason: 'same-advert',
        together: 1,
        adverts: 2,
        from: day(2),
        to: day(2)
      }
    ])
  })

  test('a value that nobody states has an empty page, and the same for what only others state', async () => {
    const none = await page('/api/facts/phone/0611111111')
    assert.deepEqual([none.adverts, none.shown, none.sites], [{ value: 0, exact: true }, [], []])
    const elsewhere = await (await at.as('elders')).ask('GET', '/api/facts/email/post@tuin.example')
    assert.deepEqual(json<FactPage>(elsewhere).adverts, { value: 0, exact: true })
  })

  test('one look is one entry of the ledger, which names the value and the opened adverts that were shown', async () => {
    const user = await at.as('analyst-2')
    await user.ask('GET', '/api/facts/phone/06-87654321')
    const { entries } = json<LedgerPage>(await user.ask('GET', '/api/ledger?act=fact'))
    assert.deepEqual(
      entries.map((one) => [one.act, one.detail]),
      [['fact.look-up', { facts: ['phone +31687654321'], results: 4, shown: [id(zwolle), id(pruning), id(utrecht)] }]]
    )
  })

  test('what a person calls wrong is gone from the page at once', async () => {
    await at.world.store.root.query(
      `update baken.fact set state = 'rejected' where advert_id = $1 and kind = 'phone'`,
      [id(zwolle)]
    )
    const { open, itinerary } = await page('/api/facts/phone/0687654321')
    assert.deepEqual([open, itinerary.map((one) => one.place)], [2, ['Utrecht']])
  })
})
