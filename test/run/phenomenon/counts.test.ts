/** S3: what adverts count as is sealed when they are read; counts equal the export, follow the networks, and stay when adverts are erased. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { phenomenonCounts, type CountsAsked, type PhenomenonCounts } from '../../../src/desk/phenomenon/counts.ts'
import { exportRows } from '../../../src/desk/exports/export.ts'
import { dimensions, isDimension, type Dimension } from '../../../src/model/phenomena/traits.ts'
import { createLinkDesk } from '../../../src/run/link/link-desk.ts'
import type { Engine } from '../../../src/run/engine.ts'
import { withGround } from '../../../src/store/ground.ts'
import { erasingWorld, word, type ErasingWorld } from '../erasing/erasing-world.ts'

const analyst = { user: 'analyst', mandate: 'een' }
let one: ErasingWorld
let engine: Engine

/** Own words enough that no two texts are alike. */
const own = (at: number): string => Array.from({ length: 40 }, (_, nth) => `q${word(50_000 + at * 40 + nth)}`).join(' ')

interface Line {
  readonly id: string
  readonly seen_at: string
  readonly title: string
  readonly body: string
  readonly city: string
}

/** Two adverts each of twelve hands: odd hands in Zwolle in week 30, even ones in Utrecht in week 31. */
const operators: Line[] = Array.from({ length: 24 }, (_, at) => {
  const hand = at >> 1
  return {
    id: `hand${hand}-${at}`,
    seen_at: hand % 2 === 1 ? '2026-07-21T10:00:00Z' : '2026-07-28T10:00:00Z',
    title: `Escort ${word(at + 700)}`,
    body: `Escort ${own(at)}. ${110 + at} euro per uur. Bel 06 12${345_000 + hand}.`,
    city: hand % 2 === 1 ? 'Zwolle' : 'Utrecht'
  }
})
const flooded = 800
/** One hand that fills a week: one text with one number, again and again. */
const flood: Line[] = Array.from({ length: flooded }, (_, at) => ({
  id: `flood-${at}`,
  seen_at: '2026-08-04T10:00:00Z',
  title: `Escort ${word(9_000 + at)}`,
  body: `Escort ${own(400)}. ${60 + (at % 30)} euro per uur. Bel 06 12999888.`,
  city: 'Zwolle'
}))

before(async () => {
  one = await erasingWorld()
  engine = await one.start()
  await one.bring(engine, operators)
})
after(async () => {
  await engine?.stop()
  await one?.close()
})

const whole = { from: '2026-W29', to: '2026-W33' }
const counts = async (by: readonly Dimension[], filters?: CountsAsked['filters']): Promise<PhenomenonCounts> =>
  withGround(one.world.store.pool, analyst, (tx) =>
    phenomenonCounts(tx, one.world, { ...whole, by, ...(filters && { filters }) })
  )
const told = ({ cells }: PhenomenonCounts): Record<string, [adverts: number, networks: number]> =>
  Object.fromEntries(cells.map(({ key, adverts, networks }) => [Object.values(key).join(' '), [adverts, networks]]))

test('S3.1 counts stand by each dimension, per advert and per network, and their sums are those of the export', async () => {
  assert.deepEqual(told(await counts(['week', 'place'])), {
    '2026-W30 NL/Zwolle': [12, 6],
    '2026-W31 NL/Utrecht': [12, 6]
  })
  assert.deepEqual(told(await counts(['form'])), { sexual: [24, 12] })
  assert.deepEqual(told(await counts(['price'])), { '100-150': [24, 12] })
  assert.deepEqual(told(await counts(['disguise'])), { open: [24, 12] })
  assert.deepEqual(told(await counts(['week'], { place: ['NL/Zwolle'] })), { '2026-W30': [12, 6] })
  let exported = 0
  for await (const row of exportRows(one.world.store.pool, analyst, one.world, { kind: 'adverts' }))
    if (row['state'] !== 'erased') exported++
  for (const name of dimensions) {
    const { cells } = await counts([name])
    assert.equal(
      cells.reduce((sum, cell) => sum + cell.adverts, 0),
      exported,
      name
    )
  }
})

test('S3.11 origin, nationality, ethnicity, religion and health are no dimension', () => {
  for (const name of ['origin', 'nationality', 'ethnicity', 'religion', 'health', 'age', 'name', 'phone'])
    assert.equal(isDimension(name), false, name)
})

test('S3.1 rejecting one link changes the cells of its network and no other, and the state with them', async () => {
  const before = await counts(['week', 'place', 'form'])
  const { rows } = await withGround(one.world.store.pool, analyst, (tx) =>
    tx.query<{ a: number; b: number }>(
      `select min(id) as a, max(id) as b from advert where network_id is not null
       and (first_seen at time zone 'Europe/Amsterdam')::date = '2026-07-21' group by network_id order by 1 limit 1`
    )
  )
  const [pair] = rows
  assert.ok(pair)
  await createLinkDesk(() => engine.process).different(analyst, pair.a, pair.b, 'Twee handen')
  await engine.drain()
  const now = await counts(['week', 'place', 'form'])
  assert.deepEqual(told(now), { ...told(before), '2026-W30 NL/Zwolle sexual': [12, 7] })
  assert.notEqual(now.state, before.state)
  assert.equal((await counts(['week', 'place', 'form'])).state, now.state)
})

test('S3.4 a flood of adverts by one hand moves the curve of networks by one', async () => {
  await one.bring(engine, flood)
  assert.deepEqual(told(await counts(['week'])), {
    '2026-W30': [12, 7],
    '2026-W31': [12, 6],
    '2026-W32': [flooded, 1]
  })
})

test('nothing that an advert counts as stands in the clear, and each is sealed to its own capture', async () => {
  const { rows } = await one.world.store.root.query<{ text: string }>(
    `select encode(counted, 'escape') as text from baken.sighting where counted is not null`
  )
  assert.equal(rows.length, 24 + flooded)
  assert.ok(rows.every(({ text }) => !/Zwolle|Utrecht|sexual|100-150/.test(text)))
  const { rowCount } = await one.world.store.root.query(
    `update baken.sighting set counted = (select counted from baken.sighting s where s.id <> sighting.id and s.counted is not null order by id limit 1)
     where id = (select max(id) from baken.sighting)`
  )
  assert.equal(rowCount, 1)
  await assert.rejects(counts(['week']), /does not open/)
  await one.world.store.root.query(`delete from baken.sighting where id = (select max(id) from baken.sighting)`)
})

test('S3.1 S3.2 erased adverts stay in the counts, and what fewer than five networks have in common is not kept', async () => {
  const before = await counts(['week'])
  const places = told(await counts(['week', 'place']))
  await one.due()
  await one.erase()
  const after = await counts(['week'])
  assert.deepEqual(told(after), told(before))
  const { rows: left } = await one.world.store.root.query<{ n: number }>(
    `select count(*)::int as n from baken.advert where state <> 'erased'`
  )
  assert.equal(after.erased, 24 + flooded - (left[0]?.n ?? 0))
  assert.ok(after.erased >= flooded, `${after.erased} were erased`)
  const now = told(await counts(['week', 'place']))
  assert.ok(places['2026-W32 NL/Zwolle'] !== undefined && now['2026-W32 NL/Zwolle'] === undefined, JSON.stringify(now))
  assert.deepEqual(now['2026-W31 NL/Utrecht'], [12, 6])
  const { rows } = await one.world.store.root.query<{ level: string; place: string; networks: number }>(
    `select level, place, networks from baken.phenomenon_folded where place not in ('', 'withheld')`
  )
  assert.ok(rows.length > 0 && rows.every(({ networks }) => networks >= 5), JSON.stringify(rows))
})
