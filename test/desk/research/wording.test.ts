/** New wording and new combinations of signs, counted over sealed adverts. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { wordingOf } from '../../../src/desk/research/advert-wording.ts'
import { countWeeks, toldWeeks, type ToldWeek } from '../../../src/desk/research/count-weeks.ts'
import { likelihoodRatio } from '../../../src/desk/research/new-wording.ts'
import type { MandateId } from '../../../src/model/ids.ts'
import { withGround } from '../../../src/store/ground.ts'
import { testStore } from '../../support/database.ts'
import { readingOf } from '../../support/sample-page.ts'
import { sampleAdverts, samplePeople, sampleWorld, type SampleAdvert, type World } from '../../support/sample.ts'

const mandate = 'een' as MandateId
const ground = { user: 'pipeline', mandate }
const weekMs = 7 * 86_400_000
/** Thursday of week 30 of 2026. */
const now = new Date('2026-07-23T12:00:00Z')
const week30 = '2026-07-20'
const ordinary = ['Rustige massage aan huis', 'Ontspannen avond met goede muziek', 'Klussen in de tuin en het huis']

describe('S3.6 what is new in a week', () => {
  let world: World
  before(async () => {
    world = sampleWorld(await testStore())
    await samplePeople(world)
    const adverts: SampleAdvert[] = []
    const add = (network: number, at: number, body: string): void => {
      const seenAt = new Date(now.getTime() - at * weekMs).toISOString()
      adverts.push({ title: `Advert ${adverts.length}`, body, network, seenAt })
    }
    for (let at = 4; at >= 0; at--)
      for (let network = 1; network <= 12; network++) add(at * 100 + network, at, ordinary[network % 3] ?? '')
    // Six hands use one wording for the first time in week 30, four another, and one hand a third in thirty adverts.
    for (let network = 1; network <= 6; network++)
      add(network, 0, `Vraag naar de groene zomerkaart. Kamer beschikbaar, alleen telegram. Bel 06 1234567${network}`)
    for (let network = 1; network <= 4; network++) add(network, 0, 'Meld je bij het witte luik')
    for (let copy = 0; copy < 30; copy++) add(7, 0, 'Zoek de gele sleutel, betaling vooraf, vervoer geregeld')
    await sampleAdverts(world, adverts)
    await countWeeks(world, mandate, now)
  })
  after(() => world.close())

  async function told(): Promise<ToldWeek> {
    const weeks = await withGround(world.store.pool, ground, (tx) => toldWeeks(tx, world.keyring, mandate, 10))
    const found = weeks.find((one) => one.week === week30)
    assert.ok(found)
    return found
  }

  test('S3.6 wording of six operators is in the top five of its week, that of four or of one with many adverts is absent', async () => {
    const { wording } = await told()
    const top = wording.slice(0, 5).map((one) => one.of)
    assert.ok(top.includes('vraag naar de groene zomerkaart'), JSON.stringify(top))
    const found = wording.find((one) => one.of === 'vraag naar de groene zomerkaart')
    assert.deepEqual([found?.networks, found?.before], [6, 0])
    const all = wording.map((one) => one.of).join('\n')
    for (const hidden of ['luik', 'sleutel', '1234567', 'muziek']) assert.ok(!all.includes(hidden), hidden)
  })

  test('S3.6 a new combination of signs stands in the list of its week, that of one operator does not', async () => {
    const { signs } = await told()
    assert.deepEqual(
      signs.map((one) => [one.of, one.networks]),
      [['condition:housing-offered + condition:messenger-only', 6]]
    )
  })

  test('S3.6 counting opens no advert, and the words stand nowhere in the clear', async () => {
    const { root } = world.store
    const { rows } = await root.query<{ state: string; n: number }>(
      'select state, count(*)::int as n from baken.advert group by 1'
    )
    assert.deepEqual(rows, [{ state: 'sealed', n: 100 }])
    const stored = await root.query<{ sealed: Buffer; told: Buffer }>('select sealed, told from baken.research_week')
    for (const { sealed, told: bytes } of stored.rows)
      for (const one of [sealed, bytes]) assert.ok(!one.includes('zomerkaart') && !one.includes('telegram'))
  })

  test('S3.6 wording of fewer networks is not kept, and what was counted outlives the erasing of its adverts', async () => {
    const { root } = world.store
    const was = await told()
    await root.query(
      'begin; set local session_replication_role = replica; update baken.sighting set reading = null; commit'
    )
    await countWeeks(world, mandate, now)
    assert.deepEqual((await told()).wording, was.wording)
    // One advert that lives still makes the week be counted anew.
    await sampleAdverts(world, [{ title: 'Later', body: 'Rustige avond', network: 50, seenAt: now.toISOString() }])
    await countWeeks(world, mandate, now)
    const later = await told()
    assert.deepEqual([later.wording, later.networks], [was.wording, was.networks])
  })
})

test('wording is words alone: no names, places, numbers, contacts or words on origin', () => {
  const { runs } = {
    runs: wordingOf(
      readingOf({
        title: 'Anna in Utrecht',
        body: 'Mooie avond met Anna in Utrecht, poolse koffie. Bel 06 12345678 of mail rust@proef.example, 80 euro'
      })
    )
  }
  const words = runs.flat()
  for (const word of ['mooie', 'avond', 'koffie']) assert.ok(words.includes(word), word)
  for (const word of ['anna', 'utrecht', 'poolse', '06', '12345678', 'rust', 'proef', '80'])
    assert.ok(!words.includes(word), word)
})

test('a share that did not rise is no news, and one that rose is more so the more it did', () => {
  assert.equal(likelihoodRatio(6, 60, 24, 240), 0)
  assert.equal(likelihoodRatio(5, 0, 1, 10), 0)
  assert.ok(likelihoodRatio(6, 60, 0, 240) > likelihoodRatio(6, 60, 3, 240))
  // 2 * (6 ln(6/1.2) + 54 ln(54/58.8) + 0 + 240 ln(240/235.2)), by hand.
  assert.ok(Math.abs(likelihoodRatio(6, 60, 0, 240) - 19.8135) < 0.001)
})
