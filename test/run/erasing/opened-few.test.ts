/** A signal opens the few adverts that carry its reasons; the rest is erased on its day, and the signal stands. A house opens nothing. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PastPriority } from '../../../src/contract/oversight/past-priority.ts'
import { readPast } from '../../../src/desk/calibration/past.ts'
import type { Engine } from '../../../src/run/engine.ts'
import type { CaptureId } from '../../../src/model/ids.ts'
import { withGround } from '../../../src/store/ground.ts'
import { dataKeyOf, openReading, sealReading } from '../../../src/store/sealed/readings.ts'
import { readingsOf } from '../../../src/store/weighing.ts'
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

interface Weighed {
  readonly priority: number
  readonly step: number
  readonly weigh_version: number
  readonly class: string
  readonly reasons: readonly { readonly indicator: string }[]
}
const weighedNow = async (): Promise<Weighed> => {
  const [row] = await rows<Weighed>(
    `select s.priority, s.step, s.weigh_version, n.class, s.reasons from baken.signal s join baken.network n on n.id = s.network_id where s.state <> 'ended'`
  )
  return row ?? assert.fail('no signal')
}
const desk = () => ({ pool: one.world.store.pool, ground: { user: 'analyst', mandate: 'een' }, vault: one.world })
const past = async (at: Date): Promise<PastPriority> => {
  const outcome = await readPast(desk(), (await signals())[0]?.id ?? 0, at)
  return outcome.kind === 'done' ? outcome.value : assert.fail(outcome.reason)
}
const whole = ({ priority, step, version, class: kind, reasons }: PastPriority): object => ({
  priority,
  step,
  weigh_version: version,
  class: kind,
  reasons: reasons.toSorted((a, b) => (a.indicator < b.indicator ? -1 : 1))
})
const inOrder = (of: Weighed): object => ({
  ...of,
  reasons: of.reasons.toSorted((a, b) => (a.indicator < b.indicator ? -1 : 1))
})
let then: { readonly at: Date; readonly weighed: Weighed }

test('E18 a priority of the past comes out again, whole, from what was there then: priority, step, class, version and every reason', async () => {
  const before = await weighedNow()
  const [noted] = await rows<{ at: string }>('select at from baken.signal_history order by id desc limit 1')
  then = { at: new Date(noted?.at ?? ''), weighed: before }
  // Two more adverts of the same hand, and a fact that a person takes back: another outcome from now on.
  await one.bring(
    engine,
    ['Roos', 'Luna'].map((name, nth) => ({
      id: `ring${100 + nth}`,
      title: `${name} in Zwolle`,
      body: `Mijn naam is ${name}, lief en discreet, ik ontvang privé in een rustige straat. Bel nul zes 12 34 56 78 voor een afspraak.`,
      posted_at: `2026-02-2${nth}T18:3${nth}:00Z`
    }))
  )
  await weighed()
  const after = await weighedNow()
  assert.notDeepEqual(after.reasons, before.reasons)
  const old = await past(then.at)
  assert.deepEqual(whole(old), inOrder(before))
  assert.deepEqual(old.remade, { verdict: 'same', adverts: 12, erased: 0, changed: 0 })
  assert.ok(old.until !== null && old.until > old.weighedAt && old.times.length >= 2, 'it was weighed otherwise later')
  assert.match(old.rules ?? '', /^[0-9a-f]{64}$/)
  assert.match(old.inputs ?? '', /^[0-9a-f]{64}$/)
  const now = await past(new Date())
  assert.deepEqual(whole(now), inOrder(after))
  assert.deepEqual([now.remade, now.until], [{ verdict: 'same', adverts: 14, erased: 0, changed: 0 }, null])
  const early = await readPast(desk(), (await signals())[0]?.id ?? 0, new Date(then.at.getTime() - 86_400_000))
  assert.deepEqual(early, { kind: 'refused', reason: 'not-found' })
  const { rows: entries } = await one.world.store.root.query<{ n: number }>(
    `select count(*)::int as n from baken.ledger where act = 'signal.past' and actor = 'analyst'`
  )
  assert.deepEqual(entries, [{ n: 2 }], 'each look is an act')
})

test('E18 a changed row does not come out again, other rules are told, nobody writes the past, and an advert read anew is told', async () => {
  const { root, pool } = one.world.store
  const at = (await past(then.at)).row
  const verdict = async (): Promise<string> => (await past(then.at)).remade.verdict
  for (const [change, back, says] of [
    ['priority = priority + 1', 'priority = priority - 1', 'differs'],
    ['step = step - 1', 'step = step + 1', 'differs'],
    [`class = 'agency'`, `class = 'organised'`, 'differs'],
    [`reasons = jsonb_set(reasons, '{0,points}', '1')`, null, 'differs'],
    ['weigh_version = weigh_version - 1', 'weigh_version = weigh_version + 1', 'other-rules'],
    ['inputs = null', null, 'not-noted']
  ] as const) {
    const [kept] = (
      await root.query<{ reasons: unknown; inputs: string }>(
        'select reasons, inputs from baken.signal_history where id = $1',
        [at]
      )
    ).rows
    await root.query(`update baken.signal_history set ${change} where id = $1`, [at])
    assert.equal(await verdict(), says, change)
    if (back !== null) await root.query(`update baken.signal_history set ${back} where id = $1`, [at])
    await root.query('update baken.signal_history set reasons = $2, inputs = $3 where id = $1', [
      at,
      JSON.stringify(kept?.reasons),
      kept?.inputs
    ])
  }
  assert.equal(await verdict(), 'same')
  // An advert is read anew by an extractor that finds nothing in it.
  const [first] = await rows<{ id: number; reading: Buffer }>(
    `select s.id, s.reading from baken.sighting s join baken.advert a on a.id = s.advert_id where a.network_id = (select network_id from baken.signal where state <> 'ended') order by s.id limit 1`
  )
  const sealed = await withGround(pool, { user: 'pipeline', mandate: 'een' }, (tx) => readingsOf(tx, [first?.id ?? 0]))
  const row = sealed.get(first?.id ?? 0) ?? assert.fail()
  const reading = openReading(one.world.keyring, row) ?? assert.fail()
  const dataKey = dataKeyOf(one.world.keyring, row) ?? assert.fail()
  const anew = sealReading(dataKey, row.capture_id as CaptureId, row.key, { ...reading, facts: [] })
  await root.query('update baken.sighting set reading = $2 where id = $1', [first?.id, anew])
  assert.deepEqual((await past(then.at)).remade, { verdict: 'changed', adverts: 12, erased: 0, changed: 1 })
  await root.query('update baken.sighting set reading = $2 where id = $1', [first?.id, first?.reading])
  await root.query('update baken.signal_history set inputs = $2 where id = $1', [at, '0'.repeat(64)])
  await assert.rejects(past(then.at), /not what its digest says/)
  await root.query('update baken.signal_history set inputs = $2 where id = $1', [at, (await past(new Date())).inputs])
  await assert.rejects(past(then.at), /not what its digest says/, 'nor those of another row')
  for (const user of ['analyst', 'coordinator', 'pipeline']) {
    const changed = await withGround(
      pool,
      { user, mandate: 'een' },
      async (tx) => (await tx.query('update signal_history set priority = 0')).rowCount
    )
    assert.equal(changed, 0, user)
  }
  await assert.rejects(
    withGround(pool, { user: 'analyst', mandate: 'een' }, (tx) =>
      tx.query(
        `insert into signal_history (mandate_id, signal_id, priority, step, weigh_version, reasons) select 'een', id, 1, 1, 1, '[]' from signal limit 1`
      )
    ),
    /row-level security/
  )
})

test('what was not opened is erased on its day, and the signal keeps its reasons and what carries them', async () => {
  const before = await signals()
  const open = (await states()).find((row) => row.state === 'open')?.n
  await one.due()
  await one.erase()
  assert.deepEqual(await states(), [
    { state: 'erased', n: 26 - (open ?? 0) },
    { state: 'open', n: open }
  ])
  const waiting = await rows(
    `select n.id from baken.network n join baken.signal s on s.network_id = n.id where n.ended_at is null and n.weighed_at < n.changed_at`
  )
  assert.deepEqual(waiting, [], 'erasing alone has no network weighed again')
  await engine.drain()
  await weighed()
  assert.deepEqual(await signals(), before)
  const now = await past(new Date())
  assert.deepEqual(
    [now.remade, now.reasons.length],
    [{ verdict: 'erased', adverts: 0, erased: 0, changed: 0 }, before[0]?.reasons.length],
    'E18 what came out then stands, and that it cannot be made anew is told'
  )
  assert.deepEqual(
    await rows('select count(*)::int as n from baken.signal_history where length(sealed) > 0 or inputs is not null'),
    [{ n: 0 }],
    'no keyed digest of an erased advert stays'
  )
})
