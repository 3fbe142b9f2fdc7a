/** A signal opens the few adverts that carry its reasons; the rest is erased on its day, and the signal stands. A house opens nothing. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Engine } from '../../../src/run/engine.ts'
import { erasingWorld, type ErasingWorld } from './erasing-world.ts'

const names = ['Anna', 'Emma', 'Sofie', 'Laura', 'Julia', 'Sanne', 'Lisa', 'Eva', 'Noor', 'Tess', 'Fleur', 'Iris']
let one: ErasingWorld
let engine: Engine

interface Line {
  readonly id: string
  readonly title: string
  readonly body: string
}

function linesOf(hand: string, text: (name: string) => string): Line[] {
  return names.map((name, nth) => ({
    id: `${hand}${nth}`,
    site: 'prikbord.example',
    title: `${name} in Zwolle`,
    body: text(name),
    posted_at: new Date(Date.UTC(2026, 1, 2, 9 + 7 * nth + ((nth * nth * 5) % 17), (nth * 13) % 60)).toISOString()
  }))
}

async function rows<T extends object>(query: string): Promise<T[]> {
  return (await one.world.store.root.query<T>(query)).rows
}

const signals = () =>
  rows<{ id: number; state: string; reasons: { indicator: string; seenIn: { advert: number }[] }[] }>(
    `select id, state, reasons from baken.signal where state <> 'ended' order by id`
  )
const states = () =>
  rows<{ state: string; n: number }>('select state, count(*)::int as n from baken.advert group by state order by state')

before(async () => {
  one = await erasingWorld()
  engine = await one.start()
  await one.bring(engine, [
    ...linesOf(
      'ring',
      (name) =>
        `Mijn naam is ${name}, lief en discreet, ik ontvang privé in een rustige straat. Bel nul zes 12 34 56 78 voor een afspraak.`
    ),
    ...linesOf(
      'huis',
      (name) =>
        `Welkom bij Huize Roos, vandaag is ${name} aanwezig met onze dames, wij ontvangen in Zwolle elke dag. Bel 06 87654321, kijk op www.huizeroos.example, KvK 12345678.`
    )
  ])
  await weighed()
})
after(() => one.close())

/** Weighing goes on beside what is brought. */
async function weighed(): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const waiting = await rows(
      `select id from baken.network where ended_at is null and (weighed_at is null or weighed_at < changed_at)`
    )
    if (waiting.length === 0 && (await rows('select id from baken.network limit 1')).length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail('networks wait to be weighed')
}

test('a signal opens at most five adverts, each of them in a reason; a house that says who it is opens none and is no signal', async () => {
  const found = await signals()
  assert.equal(found.length, 1, JSON.stringify(await rows('select id, class, adverts, class_signs from baken.network')))
  assert.deepEqual(await rows(`select class from baken.network where ended_at is null order by class`), [
    { class: 'agency' },
    { class: 'organised' }
  ])
  const open = await rows<{ id: number; because: string }>(
    `select id, opened_because as because from baken.advert where state = 'open'`
  )
  assert.ok(open.length >= 2 && open.length <= 5, `${open.length} are open`)
  const carrying = new Set(found[0]?.reasons.flatMap((reason) => reason.seenIn.map((seen) => seen.advert)))
  for (const advert of open) {
    assert.equal(advert.because, `signal:${found[0]?.id}`)
    assert.ok(carrying.has(advert.id), `advert ${advert.id} carries no reason`)
  }
})

test('what was not opened is erased on its day, and the signal keeps its reasons and what carries them', async () => {
  const before = await signals()
  const open = (await states()).find((row) => row.state === 'open')?.n
  await one.due()
  await one.erase()
  assert.deepEqual(await states(), [
    { state: 'erased', n: 24 - (open ?? 0) },
    { state: 'open', n: open }
  ])
  const waiting = await rows(
    `select n.id from baken.network n join baken.signal s on s.network_id = n.id where n.ended_at is null and n.weighed_at < n.changed_at`
  )
  assert.deepEqual(waiting, [], 'erasing alone has no network weighed again')
  await engine.drain()
  await weighed()
  assert.deepEqual(await signals(), before)
})
