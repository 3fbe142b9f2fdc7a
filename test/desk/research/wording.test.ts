/** New wording and new combinations of signs, counted over sealed adverts. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { wordingOf } from '../../../src/desk/research/advert-wording.ts'
import { refused } from '../../../src/desk/outcome.ts'
import type { Desk } from '../../../src/desk/adverts/vault.ts'
import { ResearchAsk } from '../../../src/contract/research/records.ts'
import { askRecord, concludeRecord, rerunRecord, reviewRecord } from '../../../src/desk/research/records.ts'
import { Value } from 'typebox/value'
import { countWeeks } from '../../../src/desk/research/count-weeks.ts'
import { toldWeeks, type ToldWeek } from '../../../src/desk/research/kept-weeks.ts'
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
  const everything = { view: 'wording', from: '2026-05-01', to: '2026-07-31', words: [] } as const

  let world: World
  const deskOf = (user: string): Desk => ({ pool: world.store.pool, vault: world, ground: { user, mandate } })
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
    // Five hands go from one place to another, and four of them to a third.
    for (let network = 301; network <= 305; network++) {
      add(network, 2, 'Nu in Utrecht')
      add(network, 1, 'Nu in Zwolle')
      if (network < 305) add(network, 0, 'Nu in Breda')
    }
    await sampleAdverts(world, adverts)
    await countWeeks(world, mandate, now)
  })
  after(() => world.close())

  async function told(): Promise<ToldWeek> {
    const weeks = await withGround(world.store.pool, ground, (tx) =>
      toldWeeks(tx, world.keyring, mandate, { most: 10 })
    )
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
    assert.deepEqual(rows, [{ state: 'sealed', n: 114 }])
    const stored = await root.query<{ sealed: Buffer; told: Buffer }>('select sealed, told from baken.research_week')
    for (const { sealed, told: bytes } of stored.rows)
      for (const one of [sealed, bytes]) assert.ok(!one.includes('zomerkaart') && !one.includes('telegram'))
  })

  test('S3.8 a flow of five networks is told in the weeks after it, one of four is not', async () => {
    const { flows } = await told()
    assert.deepEqual(
      flows.map((one) => [one.of, one.networks]),
      [['Utrecht → Zwolle', 5]]
    )
  })

  test('S3.11 what is new is held against the base rate of source and language, and of nothing that people are', async () => {
    const { leans, networks } = await told()
    const source = leans.find((one) => one.by === 'source')
    assert.deepEqual(
      [source?.using, source?.base, source?.baseAll, source?.verdict],
      [6, networks, networks, 'too-few']
    )
    assert.deepEqual([...new Set(leans.map((one) => one.by))].toSorted(), ['language', 'source'])
    for (const field of ['origin', 'nationality', 'ethnicity', 'religion', 'health']) {
      const asked = { question: 'x', definition: 'x', filters: { ...everything, among: { [field]: ['x'] } } }
      assert.equal(Value.Check(ResearchAsk, asked), false, field)
      assert.equal(Value.Check(ResearchAsk, { ...asked, filters: { ...everything, by: [field] } }), false, field)
    }
    assert.equal(Value.Check(ResearchAsk, { question: 'x', definition: 'x', filters: everything }), true)
  })

  test('S3.9 a record holds question, filters and state, is reviewed by another, and gives the same bytes again', async () => {
    const asked = await askRecord(deskOf('analyst'), {
      question: 'Welke bewoording is nieuw sinds de zomer?',
      definition: 'Bewoording van vijf netwerken of meer.',
      filters: everything
    })
    assert.ok(asked.kind === 'done')
    const { key, rows, state, digest } = asked.value
    assert.ok(rows.some((row) => row.of === 'vraag naar de groene zomerkaart' && row.week === week30))
    assert.ok(rows.every((row) => row.networks >= 5))
    const hypotheses = [{ text: 'Een nieuwe werkwijze.', pro: ['Zes netwerken.'], against: ['Eén bron.'] }]
    const body = { conclusion: 'Het begon in week dertig.', hypotheses }
    const review = { agrees: true, reason: 'Volgt uit de telling.' }
    assert.deepEqual(await reviewRecord(deskOf('coordinator'), key, review), refused('wrong-state'))
    assert.deepEqual(await concludeRecord(deskOf('coordinator'), key, body), refused('no-right'))
    assert.equal((await concludeRecord(deskOf('analyst'), key, body)).kind, 'done')
    assert.deepEqual(await reviewRecord(deskOf('analyst'), key, review), refused('second-person'))
    const reviewed = await reviewRecord(deskOf('coordinator'), key, review)
    assert.ok(reviewed.kind === 'done')
    assert.deepEqual([reviewed.value.reviewedBy, reviewed.value.agrees], ['coordinator', true])
    assert.deepEqual(reviewed.value.hypotheses, hypotheses)
    assert.deepEqual(await concludeRecord(deskOf('analyst'), key, body), refused('wrong-state'))
    await countWeeks(world, mandate, now)
    const again = await rerunRecord(deskOf('analyst'), key)
    assert.deepEqual(again, { kind: 'done', value: { state, digest, same: true, differences: [] } })
    const more = { title: 'Nog een', body: 'Vraag naar de groene zomerkaart', network: 8, seenAt: now.toISOString() }
    await sampleAdverts(world, [more])
    await countWeeks(world, mandate, now)
    const later = await rerunRecord(deskOf('analyst'), key)
    assert.ok(later.kind === 'done')
    assert.equal(later.value.same, false)
    assert.deepEqual(
      later.value.differences.find((one) => one.of === 'vraag naar de groene zomerkaart'),
      { week: week30, of: 'vraag naar de groene zomerkaart', was: 6, now: 7 }
    )
  })

  test('S3.9 a record of counts leaves out cells of fewer than five networks, and refuses words that name somebody', async () => {
    const filters = { ...everything, view: 'counts' as const, by: ['language' as const] }
    const question = { question: 'Hoeveel netwerken per taal?', definition: 'Alle netwerken.', filters }
    const asked = await askRecord(deskOf('analyst'), question)
    assert.ok(asked.kind === 'done')
    assert.ok(asked.value.rows.length > 0 && asked.value.rows.every((row) => row.networks >= 5))
    const again = await rerunRecord(deskOf('coordinator'), asked.value.key)
    assert.ok(again.kind === 'done' && again.value.same)
    const named = await askRecord(deskOf('analyst'), { ...question, question: 'Wie heeft 06 12345678?' })
    assert.deepEqual(named, refused('names-someone'))
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
