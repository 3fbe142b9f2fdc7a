/** Counts of a search: by site, place, language, week and kind over opened adverts, exact at once after each change, and nothing of sealed ones but counts a site. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { SearchResult } from '../../src/contract/desk/search.ts'
import { openAdverts } from '../../src/desk/adverts/opening.ts'
import { search, type SearchInput } from '../../src/desk/search/search.ts'
import { withGround } from '../../src/store/ground.ts'
import { mergeIndex } from '../../src/store/inverted-index/upkeep.ts'
import { testStore } from '../support/database.ts'
import { sampleAdverts, samplePeople, sampleWorld, type World } from '../support/sample.ts'
import { anna, at, pipeline } from './desk-world.ts'

const adverts = [
  {
    title: 'Kamer in Utrecht',
    body: 'Mooie kamer in Utrecht, bel 06 12345678',
    site: 'a.example',
    postedAt: '2026-01-05T08:00:00Z',
    network: 1
  },
  {
    title: 'Kamer in Zwolle',
    body: 'Nette kamer in Zwolle, bel 06 12345678',
    site: 'a.example',
    postedAt: '2026-01-11T22:00:00Z',
    network: 1
  },
  {
    title: 'Kamer en Utrecht',
    body: 'Kamer, kamer en nog een kamer in Utrecht, 80 euro',
    site: 'b.example',
    postedAt: '2026-01-12T08:00:00Z'
  },
  { title: 'Kamer in Zwolle', body: 'Dichte kamer in Zwolle', site: 'b.example', postedAt: '2026-01-12T08:00:00Z' },
  { title: 'Kamer elders', body: 'Dichte kamer in Utrecht', site: 'c.example' }
].map((one, hour) => ({ ...one, url: `http://${one.site}/${hour}`, source: `bron-${one.site[0]}`, seenAt: at(hour) }))

describe('counts of a search', () => {
  let world: World
  let ids: number[]
  before(async () => {
    world = sampleWorld(await testStore())
    await samplePeople(world)
    ids = await sampleAdverts(world, adverts)
    await open(ids.slice(0, 3))
  })
  after(() => world.close())

  async function open(some: readonly number[]): Promise<void> {
    await withGround(world.store.pool, pipeline, (tx) => openAdverts(tx, pipeline, world.keyring, some, 'test'))
  }
  async function found(input: SearchInput): Promise<SearchResult> {
    const outcome = await search(world.store.pool, anna, world, input)
    return outcome.kind === 'done' ? outcome.value : assert.fail(outcome.reason)
  }
  const shown = (result: SearchResult): number[] => result.results.map((hit) => ids.indexOf(hit.advert))

  test('S22 counts opened adverts by site, place, language, kind and week, and sealed ones by site only', async () => {
    const { facets, opened, sealed, count } = await found({ q: 'kamer', facets: true, folded: true })
    assert.deepEqual([count, opened], [{ value: 5, exact: true }, 3])
    assert.deepEqual(sealed, {
      count: 2,
      sites: [
        { site: 'b.example', count: 1 },
        { site: 'c.example', count: 1 }
      ]
    })
    assert.deepEqual(facets?.site.values, [
      { value: 'a.example', count: 2 },
      { value: 'b.example', count: 1 }
    ])
    assert.deepEqual(facets.place.values, [
      { value: 'Utrecht', count: 2 },
      { value: 'Zwolle', count: 1 }
    ])
    assert.deepEqual(facets.language.values, [{ value: 'nl', count: 3 }])
    assert.deepEqual(
      facets.kind.values.filter((one) => ['phone', 'price', 'place', 'masked'].includes(one.value)),
      [
        { value: 'place', count: 3 },
        { value: 'phone', count: 2 },
        { value: 'price', count: 1 }
      ]
    )
    assert.deepEqual(facets.weeks, [
      { week: '2026-01-05', count: 2 },
      { week: '2026-01-12', count: 1 }
    ])
    assert.equal(facets.undated, 0)
  })

  test('S22 places lie on a map with their counts, and a filter of several finds who names any of them', async () => {
    const { facets } = await found({ q: 'kamer', facets: true })
    const { points, without } = facets?.map ?? assert.fail()
    assert.deepEqual(
      points.map(({ place, count, lat, lon }) => [place, count, lat.toFixed(1), lon.toFixed(1)]),
      [
        ['Utrecht', 2, '52.1', '5.1'],
        ['Zwolle', 1, '52.5', '6.1']
      ]
    )
    assert.equal(without, 0)
    assert.deepEqual(shown(await found({ q: 'kamer', place: 'Leiden|Zwolle' })), [1])
    assert.deepEqual(shown(await found({ q: 'kamer', place: 'Utrecht|Zwolle' })), [2, 1, 0])
    assert.deepEqual(shown(await found({ q: 'kamer', place: '|' })), [])
  })

  test('Complaint 2: what a facet counts is what its filter finds', async () => {
    const { facets } = await found({ q: 'kamer', facets: true })
    for (const name of ['site', 'place', 'language', 'kind'] as const) {
      for (const { value, count } of facets?.[name].values ?? assert.fail()) {
        const narrowed = await found({ q: 'kamer', [name]: value, facets: true })
        assert.equal(narrowed.opened, count, `${name} ${value}`)
        assert.deepEqual(narrowed.facets?.[name].values.find((one) => one.value === value)?.count, count)
      }
    }
    const week = { postedFrom: '2026-01-05T00:00:00Z', postedTo: '2026-01-12T00:00:00Z' }
    assert.deepEqual(shown(await found({ q: 'kamer', ...week })), [1, 0])
  })

  test('what only a text or a posting date tells says nothing of a sealed advert, not even that it is there', async () => {
    for (const filter of [
      { place: 'Zwolle' },
      { language: 'nl' },
      { kind: 'place' },
      { postedFrom: '2026-01-01T00:00:00Z' }
    ]) {
      const { sealed, results } = await found({ q: 'kamer', ...filter })
      assert.deepEqual(
        [sealed.count, results.filter((hit) => hit.state === 'sealed').length],
        [0, 0],
        JSON.stringify(filter)
      )
    }
    assert.equal((await found({ q: 'kamer', site: 'b.example' })).sealed.count, 1)
  })

  test('sorts by posting date, by words, and by the size of the network, and pages go on where they ended', async () => {
    const pages = async (sort: SearchInput['sort']): Promise<number[]> => {
      const all: number[] = []
      for (let after: string | undefined; ;) {
        const page = await found({ q: 'kamer', sort, folded: true, limit: 1, after })
        all.push(...shown(page))
        if (page.next === null) return all
        after = page.next
      }
    }
    assert.deepEqual(await pages('newest'), [2, 1, 0])
    assert.deepEqual(await pages('posted'), [2, 1, 0])
    assert.deepEqual(await pages('relevance'), [2, 1, 0])
    assert.deepEqual(await pages('shared'), [1, 0, 2])
    assert.equal((await found({ q: 'kamer', sort: 'relevance' })).ranked, 3)
  })

  test('counts follow at once what is opened, merged, changed and added', async () => {
    await open([ids[3] ?? 0])
    const opened = await found({ q: 'kamer', facets: true })
    assert.deepEqual(opened.facets?.place.values, [
      { value: 'Utrecht', count: 2 },
      { value: 'Zwolle', count: 2 }
    ])
    await withGround(world.store.pool, pipeline, async (tx) => {
      const { rows } = await tx.query<{ kek: string }>('select distinct kek from index_segment')
      await mergeIndex(
        tx,
        world.keyring,
        'een',
        rows.map((row) => row.kek)
      )
    })
    const more = await sampleAdverts(world, [
      ...adverts.slice(0, 1).map((one) => ({ ...one, body: 'Mooie kamer, nu in Zwolle', seenAt: at(20) })),
      ...Array.from({ length: 8 }, (_, nr) => ({
        title: `Kamer ${nr}`,
        body: 'Kamer in Breda',
        url: `http://d.example/${nr}`,
        site: 'd.example',
        seenAt: at(21)
      }))
    ])
    await open(more.slice(1))
    await withGround(world.store.pool, pipeline, async (tx) => {
      const { rows } = await tx.query<{ kek: string }>('select distinct kek from index_segment')
      assert.equal(
        await mergeIndex(
          tx,
          world.keyring,
          'een',
          rows.map((row) => row.kek)
        ),
        true
      )
    })
    const { facets, count } = await found({ q: 'kamer', facets: true })
    assert.equal(count.value, 13)
    assert.deepEqual(facets?.place.values, [
      { value: 'Breda', count: 8 },
      { value: 'Zwolle', count: 3 },
      { value: 'Utrecht', count: 2 }
    ])
  })

  test('a search of a transaction that began before another ended sees what that wrote', async () => {
    const late = await world.store.pool.connect()
    try {
      await late.query(
        `begin; select set_config('baken.user', 'pipeline', true), set_config('baken.mandate', 'een', true)`
      )
      await late.query('update advert set gone_at = now(), site = $2 where id = $1', [ids[4], 'z.example'])
      assert.equal((await found({ q: 'kamer', site: 'z.example' })).count.value, 0)
      await sampleAdverts(world, [
        { title: 'Tussendoor', body: 'iets anders', url: 'http://e.example/1', site: 'e.example' }
      ])
      assert.equal((await found({ site: 'e.example' })).count.value, 1)
      await late.query('commit')
    } finally {
      late.release()
    }
    assert.equal((await found({ q: 'kamer', site: 'z.example' })).count.value, 1)
  })
})
