/** Retention: erased on time, once, wherever it is stopped, and under mandates that ended as well. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { closesAt } from '../../src/accountability/retention/close-ended.ts'
import { endHolds } from '../../src/accountability/retention/hold-acts.ts'
import { planErasing } from '../../src/accountability/retention/retention-plan.ts'
import { eraseDue } from '../../src/accountability/retention/retention.ts'
import { verifyLedger } from '../support/ledger-verdict.ts'
import { readAdvert } from '../../src/desk/adverts/advert.ts'
import { openAdverts } from '../../src/desk/adverts/opening.ts'
import { search } from '../../src/desk/search/search.ts'
import type { MandateId } from '../../src/model/ids.ts'
import { withGround } from '../../src/store/ground.ts'
import { testStore } from '../support/database.ts'
import { sampleAdverts, samplePeople, sampleWorld, type World } from '../support/sample.ts'

const days = 86_400_000
const ground = { user: 'analyst', mandate: 'een' }

describe('retention', () => {
  let world: World
  let ids: number[]
  before(async () => {
    world = sampleWorld(await testStore())
    await samplePeople(world)
    ids = await sampleAdverts(world, [
      { title: 'Kamer eerste', body: 'Bel 06 12345678', eraseAt: new Date(Date.now() + 10 * days).toISOString() },
      { title: 'Kamer tweede', body: 'Bel 06 12345679', eraseAt: new Date(Date.now() + 10 * days).toISOString() },
      { title: 'Kamer derde', body: 'Bel 06 12345670', eraseAt: new Date(Date.now() + 20 * days).toISOString() },
      {
        title: 'Kamer elders',
        body: 'Bel 06 12345671',
        mandate: 'twee',
        eraseAt: new Date(Date.now() + 10 * days).toISOString()
      }
    ])
    await withGround(world.store.pool, { user: 'pipeline', mandate: 'een' }, (tx) =>
      openAdverts(tx, { user: 'pipeline', mandate: 'een' }, world.keyring, [ids[1] ?? 0], 'signal:1')
    )
    await world.store.owner.query(`update mandate set valid_until = now() where id = 'twee'`)
  })
  after(() => world.close())

  test('H12 a mandate ends with its renewal: the half year counts from the day on which that was withdrawn, and holds end by an act once nothing is in force', async () => {
    const columns =
      '(id, succeeds, legal_basis, purpose, forms, sources, granted_by, valid_from, valid_until, keep, erase_after_days, created_at, withdrawn_at)'
    const begin = `'verzonnen', 'proef', '{any}', '{*}', 'test', now() - interval '9 days', now() + interval '90 days', 'open', 28`
    const { owner } = world.store
    await owner.query(`insert into mandate ${columns} values ('drie', null, ${begin}, now() - interval '9 days', null)`)
    const closes = () => withGround(world.store.pool, ground, (tx) => closesAt(tx, 'drie' as MandateId))
    const inDays = async () => Math.round((Number(await closes()) - Date.now()) / days)
    assert.equal(await inDays(), 90 + 183)
    assert.equal(await endHolds(world.store, 'drie', 'voorbij'), 'in-force')
    await owner.query(
      `insert into mandate ${columns} values ('drie-b', 'drie', ${begin}, now() - interval '8 days', now() - interval '10 days')`
    )
    assert.equal(await inDays(), 90 + 183, 'one that was withdrawn before it began renewed nothing')
    await owner.query(
      `insert into mandate ${columns} values ('drie-c', 'drie-b', ${begin}, now() - interval '1 day', now())`
    )
    assert.equal(await inDays(), 183)
    assert.equal(await endHolds(world.store, 'drie', 'voorbij'), 'ended')
    const held = await withGround(world.store.pool, ground, (tx) =>
      tx.query<{ ended: boolean }>(`select holds_ended('drie') is not null as ended`)
    )
    assert.equal(held.rows[0]?.ended, true)
    assert.equal(await endHolds(world.store, 'nergens', 'voorbij'), 'unknown')
    await owner.query(`delete from mandate where line = 'drie'`)
  })

  test('a renewal that was withdrawn before it began keeps nothing longer, also when that was long after the end of the line', async () => {
    const { owner } = world.store
    const mandate = (id: string, from: number, until: number, made: number, withdrawn: number | null) =>
      owner.query(
        `insert into mandate (id, succeeds, legal_basis, purpose, forms, sources, granted_by, keep, erase_after_days, valid_from, valid_until, created_at, withdrawn_at)
         values ($1, nullif('vier', $1), 'verzonnen', 'proef', '{any}', '{*}', 'test', 'open', 28, now() + make_interval(days => $2),
           now() + make_interval(days => $3), now() + make_interval(days => $4), now() + make_interval(days => $5))`,
        [id, from, until, made, withdrawn]
      )
    const inDays = async () => {
      const at = await withGround(world.store.pool, ground, (tx) => closesAt(tx, 'vier' as MandateId))
      return Math.round((Number(at) - Date.now()) / days)
    }
    await mandate('vier', -300, -100, -300, null)
    assert.equal(await inDays(), 183 - 100)
    await mandate('vier-b', 30, 90, -5, -1)
    assert.equal(await inDays(), 183 - 100)
    await owner.query(`delete from mandate where id = 'vier-b'`)
    await owner.query(`delete from mandate where line = 'vier'`)
    await mandate('vier', 30, 90, -5, -1)
    assert.equal(await inDays(), 183 - 1, 'one that never began has no other end')
    await owner.query(`delete from mandate where line = 'vier'`)
  })

  test('changes nothing before the day has come', async () => {
    assert.deepEqual(await eraseDue(world.store, world.keyring, new Date(Date.now() + 9 * days)), {
      erased: [],
      keys: []
    })
  })

  test('C18 erases what was not opened and nothing else, says beforehand how much, and leaves nothing of it in the database', async () => {
    const now = new Date(Date.now() + 11 * days)
    assert.deepEqual(
      (await planErasing(world.store, world.keyring, now)).map((line) => [
        line.mandate,
        line.what,
        line.count,
        line.heldBy
      ]),
      [
        ['een', 'captures', 1, null],
        ['twee', 'captures', 1, null]
      ]
    )
    const report = await eraseDue(world.store, world.keyring, now)
    assert.deepEqual(report.erased, [
      { mandate: 'een', captures: 1, readings: 1, adverts: [ids[0]] },
      { mandate: 'twee', captures: 1, readings: 1, adverts: [ids[3]] }
    ])
    const { rows } = await world.store.root.query<{ state: string; place: Buffer | null; reading: Buffer | null }>(
      'select a.state, s.place, s.reading from advert a join sighting s on s.advert_id = a.id order by a.id'
    )
    assert.deepEqual(
      rows.map((row) => [row.state, row.place === null, row.reading === null]),
      [
        ['erased', true, true],
        ['open', false, false],
        ['sealed', false, false],
        ['erased', true, true]
      ]
    )
    const left = await world.store.root.query<{ id: number }>('select distinct advert_id as id from fact order by 1')
    assert.deepEqual(
      left.rows.map((row) => row.id),
      [ids[1], ids[2]]
    )
    const indexed = await world.store.root.query<{ n: number }>(
      'select sum(documents)::int as n from index_segment group by mandate_id'
    )
    assert.deepEqual(indexed.rows, [{ n: 2 }])
    const keys = await world.store.root.query('select 1 from capture_key')
    assert.equal(keys.rowCount, 2)
  })

  test('shows an erased advert without address or text, finds it nowhere, and its custody still verifies', async () => {
    const outcome = await readAdvert(world.store.pool, ground, world, ids[0] ?? 0)
    assert.equal(outcome.kind, 'done')
    if (outcome.kind === 'done') {
      assert.deepEqual(
        [outcome.value.state, outcome.value.url, outcome.value.versions[0]?.reading],
        ['erased', null, null]
      )
      assert.deepEqual(
        [outcome.value.versions[0]?.custody.state, outcome.value.versions[0]?.custody.verdict],
        ['erased', 'intact']
      )
    }
    const found = await search(world.store.pool, ground, world, { q: 'eerste' })
    assert.equal(found.kind === 'done' && found.value.results.length, 0)
  })

  test('run twice changes nothing, and its entries keep the ledger whole', async () => {
    const entries = (await verifyLedger(world.store.pool)).entries
    assert.deepEqual(await eraseDue(world.store, world.keyring, new Date(Date.now() + 11 * days)), {
      erased: [],
      keys: []
    })
    const verdict = await verifyLedger(world.store.pool)
    assert.deepEqual([verdict.verdict, verdict.entries], ['intact', entries])
  })

  test('erases the readings of others on a page that was kept for one of its adverts, and lets the page be', async () => {
    const { rows } = await world.store.root.query<{ id: number; capture_id: string }>(
      'select id, capture_id from sighting where advert_id = $1',
      [ids[1]]
    )
    const made = await world.store.root.query<{ id: number }>(
      `insert into advert (mandate_id, source_id, site, url_mac, key, first_seen, last_seen) values ('een', 'bron-een', 'x.example', 'x', 'b', now(), now()) returning id`
    )
    const other = made.rows[0]?.id
    await world.store.root.query(
      `insert into sighting (mandate_id, advert_id, capture_id, version, seen_at, text_mac, reading, read_version, extract_version)
       values ('een', $1, $2, 1, now(), '', 'sealed', 1, 1)`,
      [other, rows[0]?.capture_id]
    )
    await world.store.root.query(`update capture set erase_at = now() - interval '1 second' where id = $1`, [
      rows[0]?.capture_id
    ])
    const report = await eraseDue(world.store, world.keyring, new Date())
    assert.deepEqual(report.erased, [{ mandate: 'een', captures: 0, readings: 1, adverts: [other] }])
    const left = await readAdvert(world.store.pool, ground, world, ids[1] ?? 0)
    assert.ok(
      left.kind === 'done' &&
        left.value.versions[0]?.reading !== null &&
        left.value.versions[0]?.custody.state === 'open'
    )
    assert.deepEqual((await eraseDue(world.store, world.keyring, new Date())).erased, [])
  })

  test('destroys the key of a day one run after the last of it was erased, and what was opened before still opens', async () => {
    const report = await eraseDue(world.store, world.keyring, new Date(Date.now() + 31 * days))
    assert.deepEqual(
      report.erased.map((one) => one.captures),
      [1]
    )
    assert.deepEqual([report.keys, world.keyring.epochs().length], [[], 2], 'not in the run that erased the rows')
    const next = await eraseDue(world.store, world.keyring, new Date(Date.now() + 31 * days))
    assert.deepEqual([next.erased, next.keys.length, world.keyring.epochs()], [[], 2, []])
    const outcome = await readAdvert(world.store.pool, ground, world, ids[1] ?? 0)
    assert.equal(outcome.kind === 'done' && outcome.value.versions[0]?.reading?.title, 'Kamer tweede')
  })
})
