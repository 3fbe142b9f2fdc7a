/** The queue through the interface: rows that tell one signal from another, filters as addresses, and colleagues who see each other. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Network } from '../../../src/contract/desk/networks.ts'
import type { Signal, SignalList, SignalRow } from '../../../src/contract/desk/signals.ts'
import { openAdverts } from '../../../src/desk/adverts/opening.ts'
import { withGround } from '../../../src/store/ground.ts'
import { sampleAdverts, samplePlaces, sampleSignal } from '../../support/sample.ts'
import { errorOf, json, startInterface, type Running } from '../running.ts'

const day = (n: number): string => `2026-03-${String(n).padStart(2, '0')}T00:00:00.000Z`

describe('rows of the queue', () => {
  let at: Running
  let ids: number[]
  let signal: number
  before(async () => {
    at = await startInterface()
    const seenAt = day(20)
    ids = await sampleAdverts(at.world, [
      { title: 'Tuinman gezocht', body: 'Bel 06 87654321 of 06 11223344', postedAt: day(2), seenAt, network: 7 },
      {
        title: 'Tuinman gezocht',
        url: 'http://b.example/2',
        body: 'Bel 06 87654321',
        postedAt: day(12),
        seenAt,
        network: 7
      },
      { title: 'Verzegeld', body: 'Bel 06 87654321', postedAt: day(13), seenAt, network: 7 }
    ])
    signal = await sampleSignal(at.world, 7, 3)
    await at.world.store.root.query(
      `update baken.signal set reasons = reasons || $2::jsonb, facets = $3 where id = $1`,
      [
        signal,
        JSON.stringify([
          {
            indicator: 'LA-J01',
            direction: 'for',
            points: 1,
            evidence: 'official_list',
            seenIn: ids.toReversed().map((advert) => ({ advert, spans: [] }))
          }
        ]),
        JSON.stringify({ sites: ['tuin.example'], ...samplePlaces(at.world, 7, ['Den Haag']), forms: ['labour'] })
      ]
    )
    const pipeline = { user: 'pipeline', mandate: 'een' }
    await withGround(at.world.store.pool, pipeline, (tx) =>
      openAdverts(tx, pipeline, at.world.keyring, ids.slice(0, 2), `signal:${signal}`)
    )
  })
  after(() => at.close())

  const list = async (query: string, user = 'analyst'): Promise<readonly SignalRow[]> => {
    const answer = await (await at.as(user)).ask('GET', `/api/signals?${query}`)
    assert.equal(answer.status, 200, answer.text)
    return json<SignalList>(answer).signals
  }
  const row = async (user = 'analyst'): Promise<SignalRow> => {
    const found = (await list('', user)).find((one) => one.id === signal)
    return found ?? assert.fail('the signal is not in the queue')
  }

  test('a row says what identifies the network, what it is about, since when and how it grows', async () => {
    const { identity, title, posted, weeks, adverts, forms, evidence, step, raised, class: kind } = await row()
    assert.deepEqual(
      { identity, title, posted, adverts, forms, evidence, step, raised, kind },
      {
        identity: { kind: 'phone', value: '+31687654321' },
        title: 'Tuinman gezocht',
        // The sealed one counts by the day it was seen: what its text says is not told.
        posted: { from: day(2), to: day(20) },
        adverts: 3,
        forms: ['labour'],
        evidence: 'official_list',
        step: 1,
        raised: false,
        kind: null
      }
    )
    assert.deepEqual(weeks, { from: '2025-12-29', counts: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1] })
  })

  test('the page of the network has the same name and days as its row, and says of each open member when it was posted', async () => {
    const { identity, title, posted } = await row()
    const network = json<Network>(await (await at.as('analyst')).ask('GET', '/api/networks/7'))
    assert.deepEqual(
      { identity: network.identity, title: network.title, posted: network.posted },
      { identity, title, posted }
    )
    const days = new Map(network.members.map((member) => [member.advert, member.postedAt]))
    assert.deepEqual(
      ids.map((id) => days.get(id)),
      [day(2), day(12), null]
    )
  })

  test('a number that was called wrong, and sealed adverts, name nothing', async () => {
    const { root } = at.world.store
    await root.query(`update baken.fact set state = 'rejected' where advert_id = any($1) and kind = 'phone'`, [ids])
    assert.equal((await row()).identity, null)
    await root.query(`update baken.fact set state = 'proposed' where advert_id = any($1) and kind = 'phone'`, [ids])
    assert.doesNotMatch(JSON.stringify(await row()), /Verzegeld/)
  })

  test('filters by form, class, place, site, age, and they add up', async () => {
    const found = async (query: string): Promise<number[]> => (await list(query)).map((one) => one.id)
    assert.deepEqual(await found(''), [at.signal, signal])
    const expected: [string, number[]][] = [
      ['form=labour', [signal]],
      ['form=sexual', []],
      ['form=unknown', [at.signal]],
      ['form=criminal', []],
      ['class=none', [at.signal, signal]],
      ['class=scam', []],
      ['region=den%20haag', [signal]],
      ['region=Utrecht', [at.signal]],
      ['site=tuin.example', [signal]],
      ['site=tuin.example&region=Utrecht', []],
      ['age=1', [at.signal]],
      ['age=3650', [at.signal, signal]]
    ]
    for (const [query, wanted] of expected) {
      assert.deepEqual(await found(query), wanted, query)
      const answer = json<SignalList>(await (await at.as('analyst')).ask('GET', `/api/signals?${query}`))
      assert.equal(answer.count.value, wanted.length, query)
    }
    assert.equal(errorOf(await (await at.as('analyst')).ask('GET', '/api/signals?form=any')), '400 bad-request')
  })

  test('E7 colleagues see who looks at a signal now, and everybody what came since the own last look', async () => {
    const [one, two] = [await at.as('analyst'), await at.as('analyst-2')]
    assert.deepEqual([(await row()).lookedAt, (await row()).fresh, (await row()).lookers], [null, null, []])
    await one.ask('GET', `/api/signals/${signal}`)
    await two.ask('GET', `/api/signals/${signal}`)
    const mine = await row()
    assert.deepEqual([mine.lookers.map((each) => each.by), mine.fresh], [['analyst-2'], 0])
    await sampleAdverts(at.world, [
      { title: 'Nieuw', body: 'Bel 06 87654321', seenAt: new Date(Date.now() + 60_000).toISOString(), network: 7 }
    ])
    assert.equal((await row()).fresh, 1)
    assert.deepEqual((await row('coordinator')).lookers.map((each) => each.by).toSorted(), ['analyst', 'analyst-2'])
  })

  test('E7 who closed the last screen, or went on to another signal, is not said to look', async () => {
    const lookers = async (): Promise<string[]> => (await row()).lookers.map((each) => each.by)
    const { cookie } = await at.as('analyst-2')
    /** A live screen of the colleague; what it is told, and how it is closed. */
    const screen = async (user: string): Promise<{ heard(wanted: RegExp): Promise<string>; close(): void }> => {
      const end = new AbortController()
      const own = user === 'analyst-2' ? cookie : (await at.as(user)).cookie
      const answer = await fetch(`${at.base}/api/events`, { headers: { cookie: own }, signal: end.signal })
      const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader() ?? assert.fail('no stream')
      let text = ''
      const heard = async (wanted: RegExp): Promise<string> => {
        while (!wanted.test(text)) text += (await reader.read()).value ?? assert.fail(`ended: ${text}`)
        return text
      }
      await heard(/retry/)
      return { heard, close: () => end.abort() }
    }
    const read = async (): Promise<number> =>
      (await fetch(`${at.base}/api/signals/${signal}`, { headers: { cookie } })).status
    const watching = await screen('analyst')
    const [first, second] = [await screen('analyst-2'), await screen('analyst-2')]
    assert.equal(await read(), 200)
    assert.deepEqual(await lookers(), ['analyst-2'])
    first.close()
    second.close()
    await watching.heard(/"by":"analyst-2","act":"left"/)
    assert.deepEqual(await lookers(), [], 'the last screen was closed')
    assert.equal(await read(), 200)
    assert.deepEqual(await lookers(), ['analyst-2'], 'back again')
    await at.world.store.root.query(
      `insert into baken.ledger select (jsonb_populate_record(l, jsonb_build_object('no', (select max(no) + 1 from baken.ledger), 'subject', 'signal:999999', 'at', now()))).*
       from baken.ledger l where act = 'signal.read' and actor = 'analyst-2' order by no desc limit 1`
    )
    assert.deepEqual(await lookers(), [], 'went on to another signal')
    watching.close()
  })

  test('a reason is seen first in adverts that can be read, then in sealed ones, each as it was weighed', async () => {
    const { reasons } = json<Signal>(await (await at.as('analyst')).ask('GET', `/api/signals/${signal}`))
    const seenIn = reasons.find((one) => one.indicator === 'LA-J01')?.seenIn ?? []
    const [first, second, sealed] = ids
    assert.deepEqual(
      seenIn.map((one) => one.advert),
      [second, first, sealed]
    )
  })
})
