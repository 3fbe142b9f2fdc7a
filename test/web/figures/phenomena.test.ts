/** S3 through the interface: counts without small cells, dimensions that are refused, and publications that take two persons and stay as they were. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type {
  Offer,
  OfferedTable,
  Offers,
  PhenomenonTable,
  PublishedPhenomenon
} from '../../../src/contract/phenomena/counts.ts'
import type { PublishedSynthetic, SyntheticTable } from '../../../src/contract/phenomena/synthetic.ts'
import { readCsv } from '../../../src/desk/reports/exchange/csv-rows.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { sampleAdverts } from '../../support/sample.ts'
import { inTheClear } from '../clear-rows.ts'
import { json, startInterface, type Running } from '../running.ts'

/** Networks by place: Utrecht 6, Zwolle 7, Breda 2 with a number and a name each that may stand nowhere. */
const places = [...Array<string>(6).fill('Utrecht'), ...Array<string>(7).fill('Zwolle'), 'Breda', 'Breda']
const numberOf = (at: number): string => `06 12345${String(600 + at)}`

describe('research on phenomena', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
    await sampleAdverts(
      at.world,
      places.map((place, i) => ({
        title: `Massage ${i} van Mirjana`,
        body: `Massage in ${place}, bel ${numberOf(i)} of mail mirjana${i}@proefpost.example`,
        network: 100 + i,
        source: 'bron-fenomeen',
        seenAt: '2026-07-22T10:00:00Z'
      }))
    )
  })
  after(() => closeInAgreement(at))

  const week = 'from=2026-W30&to=2026-W30'
  const body = { title: 'Plaatsen in week 30', asked: { from: '2026-W30', to: '2026-W30', by: 'place' } }

  test('S3.1 S3.3 counts by week and place stand with their totals, without what fewer than five networks share', async () => {
    const table = json<PhenomenonTable>(
      await (await at.as('analyst')).ask('GET', `/api/phenomena/counts?${week}&by=place`)
    )
    const [, of] = table.dimensions
    assert.deepEqual(of?.categories, ['NL/Breda', 'NL/Utrecht', 'NL/Zwolle'])
    assert.equal(table.networks[0], null)
    assert.ok(table.networks.every((count) => count === null || count >= 5))
    assert.ok(table.hidden >= 2, 'another is hidden with it')
    assert.deepEqual(table.breaks, [{ week: '2026-W30', source: 'bron-fenomeen', kind: 'new' }])
    assert.equal(table.places.length, 3)
    assert.equal(table.steady, 0)
    const csv = readCsv(
      Buffer.from((await (await at.as('analyst')).ask('GET', `/api/phenomena/counts/csv?${week}&by=place`)).text)
    )
    assert.ok(csv.kind === 'rows')
    assert.equal(csv.rows.length, 4)
    assert.equal(csv.rows.filter(({ cells }) => cells.at(-1) === 'yes').length, table.hidden)
  })

  test('S3.11 a question by origin, nationality, religion or health is refused', async () => {
    for (const name of ['origin', 'nationality', 'ethnicity', 'religion', 'health', 'age']) {
      const analyst = await at.as('analyst')
      assert.equal((await analyst.ask('GET', `/api/phenomena/counts?${week}&by=${name}`)).status, 400, name)
      assert.equal((await analyst.ask('GET', `/api/phenomena/counts?${week}&${name}=x`)).status, 400, name)
    }
  })

  test('S3.12 a lone person gets 403, a second one publishes: a number and a digest that resolve to the frozen bytes', async () => {
    const [first, second] = [await at.as('analyst'), await at.as('analyst-2')]
    const offered = await first.ask('POST', '/api/phenomena/publications', body)
    assert.equal(offered.status, 200, offered.text)
    const { id, digest, state } = json<Offer>(offered)
    assert.equal(state, 'offered')
    const alone = await first.ask('POST', `/api/phenomena/offers/${id}/decide`, { publish: true, reason: 'Klopt' })
    assert.equal(alone.status, 403, alone.text)
    const offer = json<OfferedTable>(await second.ask('GET', `/api/phenomena/offers/${id}`))
    assert.equal((await second.ask('GET', '/api/phenomena/publications/1')).status, 404)
    const decided = await second.ask('POST', `/api/phenomena/offers/${id}/decide`, { publish: true, reason: 'Klopt' })
    assert.equal(decided.status, 200, decided.text)
    assert.equal(json<Offer>(decided).number, 1)
    // What comes in later changes nothing of it.
    const later = [...Array<string>(6).fill('Zwolle'), ...Array<string>(40).fill('Breda')]
    await sampleAdverts(
      at.world,
      [...later, ...Array<string>(40).fill('Amersfoort')].map((place, i) => ({
        title: `Massage later ${i}`,
        body: `Massage in ${place}`,
        network: 300 + i,
        source: 'bron-fenomeen',
        seenAt: '2026-07-23T10:00:00Z'
      }))
    )
    const frozen = await second.ask('GET', '/api/phenomena/publications/1')
    assert.equal(frozen.text, offer.body)
    assert.equal(createHash('sha256').update(frozen.text).digest('hex'), digest)
    const again = await second.ask('POST', `/api/phenomena/offers/${id}/decide`, { publish: true, reason: 'Nog eens' })
    assert.notEqual(again.status, 200)
    const { publications } = json<Offers>(await first.ask('GET', '/api/phenomena/publications'))
    assert.deepEqual(
      publications.map((one) => [one.state, one.number, one.by, one.decidedBy]),
      [['published', 1, 'analyst', 'analyst-2']]
    )
  })

  test('S3.3 an offer that was made before another was published is made anew first, and hides what the first one hid', async () => {
    const [first, second] = [await at.as('analyst'), await at.as('analyst-2')]
    const offer = async (title: string): Promise<Offer> =>
      json<Offer>(await first.ask('POST', '/api/phenomena/publications', { ...body, title }))
    const [one, other] = [await offer('Tweede tabel'), await offer('Derde tabel')]
    const told = json<PublishedPhenomenon>(await second.ask('GET', '/api/phenomena/publications/1'))
    const now = JSON.parse(
      json<OfferedTable>(await second.ask('GET', `/api/phenomena/offers/${one.id}`)).body
    ) as PublishedPhenomenon
    const cellsOf = ({ dimensions, networks }: PublishedPhenomenon) =>
      new Map([...(dimensions[1]?.categories ?? []), '*'].map((place, cell) => [place, networks[cell] ?? null]))
    const cells = cellsOf(now)
    for (const [place, count] of cellsOf(told)) if (count === null) assert.equal(cells.get(place), null, place)
    assert.ok((cells.get('NL/Amersfoort') ?? 0) >= 40)
    // Nor is what was hidden a row of a synthetic table, though it is large by now.
    const rows = { ...body, title: 'Rijen', synthetic: true }
    const { id } = json<Offer>(await first.ask('POST', '/api/phenomena/publications', rows))
    const made = json<OfferedTable>(await second.ask('GET', `/api/phenomena/offers/${id}`)).body
    assert.match(made, /NL\/Amersfoort/)
    assert.doesNotMatch(made, /NL\/Breda/)
    const decide = (id: number, publish: boolean) =>
      second.ask('POST', `/api/phenomena/offers/${id}/decide`, { publish, reason: 'Gezien' })
    assert.equal((await decide(one.id, true)).status, 200)
    assert.equal((await decide(other.id, true)).status, 409)
    assert.equal(json<Offer>(await decide(other.id, false)).state, 'refused')
  })

  test('S3.10 a synthetic table leaves by two persons too, holds no small combination, and its noise is spent after five', async () => {
    const [first, second] = [await at.as('analyst'), await at.as('analyst-2')]
    const many = [...Array<string>(30).fill('Tilburg'), ...Array<string>(4).fill('Breda')]
    await sampleAdverts(
      at.world,
      many.map((place, i) => ({
        title: `Massage ${i} van Mirjana`,
        body: `Massage in ${place}, bel ${numberOf(i)}`,
        network: 500 + i,
        source: 'bron-fenomeen',
        seenAt: '2026-08-19T10:00:00Z'
      }))
    )
    const query = { from: '2026-W34', to: '2026-W34', by: 'place' }
    const address = `/api/phenomena/synthetic?${new URLSearchParams(query)}`
    const made = await first.ask('GET', address)
    const { rows, least, threshold } = json<SyntheticTable>(made)
    assert.equal((await second.ask('GET', address)).text, made.text, 'asked again')
    assert.deepEqual(
      rows.map(({ values }) => values),
      [['2026-W34', 'NL/Tilburg']]
    )
    assert.deepEqual([least, threshold], [5, 11])
    const offer = (asked: object) =>
      first.ask('POST', '/api/phenomena/publications', { title: 'Voor onderzoekers', asked, synthetic: true })
    assert.equal((await offer({ ...query, from: '2026-W33', to: '2026-W33' })).status, 409, 'a table without rows')
    let number = 0
    for (let nth = 0; nth < 5; nth++) {
      const { id, kind } = json<Offer>(await offer(query))
      assert.equal(kind, 'synthetic')
      const decide = { publish: true, reason: 'Klopt' }
      assert.equal((await first.ask('POST', `/api/phenomena/offers/${id}/decide`, decide)).status, 403)
      number = json<Offer>(await second.ask('POST', `/api/phenomena/offers/${id}/decide`, decide)).number ?? 0
    }
    const frozen = await second.ask('GET', `/api/phenomena/publications/${number}`)
    const published = json<PublishedSynthetic>(frozen)
    assert.deepEqual([published.format, published.rows, published.asked], ['baken-synthetic/1', rows, query])
    assert.ok(!frozen.text.includes('state'), 'no digest of the counts leaves')
    assert.equal(
      (await second.ask('GET', `/api/phenomena/publications/${number}/csv`)).text.replaceAll('\r', ''),
      `week,place,networks\n2026-W34,NL/Tilburg,${rows[0]?.networks}\n`
    )
    const spent = await offer({ ...query, from: '2026-W33', to: '2026-W35' })
    assert.equal(spent.status, 409, spent.text)
    assert.match(spent.text, /noise-spent/)
  })

  test('S3.2 nothing personal leaves: no planted number, name or address is in the bytes of any answer', async () => {
    const analyst = await at.as('analyst')
    const texts = await Promise.all(
      [
        ...['', '&by=place', '&by=place,form', '&by=source,disguise', '&place=NL/Utrecht'].map(
          (one) => `counts?${week}${one}`
        ),
        `counts/csv?${week}&by=place`,
        'synthetic?from=2026-W34&to=2026-W34&by=place',
        'publications/3/csv',
        'publications',
        'publications/1',
        'publications/2',
        'offers/1'
      ].map(async (address) => {
        const answer = await analyst.ask('GET', `/api/phenomena/${address}`)
        assert.equal(answer.status, 200, `${address} ${answer.text}`)
        return answer.text
      })
    )
    for (const text of texts) {
      assert.ok(!/mirjana|proefpost/i.test(text))
      for (const [i] of places.entries()) {
        const digits = numberOf(i).replaceAll(' ', '').slice(1)
        assert.ok(!text.includes(digits), digits)
      }
    }
    const named = { ...body, title: `Tabel over ${numberOf(1)}` }
    assert.equal((await analyst.ask('POST', '/api/phenomena/publications', named)).status, 422)
  })

  test('no row of counts or of research holds a word of an advert, or of what a researcher asks and defines', async () => {
    const filters = { view: 'wording', from: '2026-01-01', to: '2026-12-31', words: ['kraamzorg'] }
    const asked = { question: 'Waarom ooievaars?', definition: 'Wat zeldzaam klinkt.', filters }
    const made = await (await at.as('analyst')).ask('POST', '/api/research/records', asked)
    assert.equal(made.status, 200, JSON.stringify(made))
    const analyst = await at.as('analyst')
    const ask = async (more: object) => {
      const { status, text } = await analyst.ask('POST', '/api/research/records', {
        ...asked,
        filters: { ...filters, ...more }
      })
      return [status, status === 200 ? '' : /"(?:field|code)":"([^"]+)"/.exec(text)?.[1]]
    }
    // What nobody sees makes a word another, which nothing was ever counted under.
    assert.deepEqual(await ask({ words: ['kraam\u200bzorg'] }), [400, 'filters/words/0'])
    assert.deepEqual(await ask({ among: { place: ['\u202eNL/Utrecht'] } }), [400, 'filters/among/place/0'])
    assert.equal((await ask({ view: 'counts', among: { source: [`bron ${numberOf(1)}`] } }))[0], 422)
    const known = { place: ['NL/Anna Paulowna', 'NL/Den Haag', 'withheld'], price: ['50-100'], language: ['nl'] }
    assert.deepEqual(await ask({ view: 'counts', among: known }), [200, ''])
    const table = await analyst.ask(
      'GET',
      '/api/phenomena/counts?from=2026-W01&to=2026-W02&place=NL%2FUtrecht%E2%80%8B'
    )
    assert.equal(table.status, 400)
    const words = ['mirjana', 'proefpost', '06 123456', '61234560', 'ooievaars', 'zeldzaam', 'kraamzorg']
    assert.deepEqual(await inTheClear(at.world.store.root, words), [])
    assert.deepEqual(await inTheClear(at.world.store.root, ['Plaatsen in week 30']), [
      'phenomenon_offer: Plaatsen in week 30'
    ])
  })
})
