/** Every clock against every thing that a signal, a request or a judgement rests on: what is held stays whole, the rest is erased once. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { listMandates } from '../../src/accountability/mandates/mandates.ts'
import { planErasing } from '../../src/accountability/retention/retention-plan.ts'
import { eraseDue } from '../../src/accountability/retention/retention.ts'
import type { Mandate } from '../../src/model/mandate.ts'
import type { App } from '../../src/run/app.ts'
import { startEngine, type Engine } from '../../src/run/engine.ts'
import { importFiles, newCounts } from '../../src/run/import/import-files.ts'
import { createLinkDesk } from '../../src/run/link/link-desk.ts'
import type { LinkDesk } from '../../src/desk/networks/link-acts.ts'
import { captureUrls, places } from '../support/clear-addresses.ts'
import { testStore } from '../support/database.ts'
import { dateColumns, situations, type Situation } from './lifecycle-acts.ts'
import { appOf } from '../support/roles.ts'
import { samplePeople, sampleWorld, type World } from '../support/sample.ts'

const dayMs = 86_400_000

const arrivals = ['once', 'the same again', 'another version', 'unread'] as const
type Arrival = (typeof arrivals)[number]
const times = ['before', 'after'] as const

interface Case {
  readonly situation: Situation
  readonly arrival: Arrival
  /** The second arrival comes after the act, or before. */
  readonly second: (typeof times)[number]
  readonly line: string
}

/** The mandate goes on for longer than any clock below is moved. */
const inForce = `update baken.mandate set valid_until = now() + interval '2000 days', withdrawn_at = null`

let world: World
let app: App
let mandate: Mandate
let engine: Engine
let desk: LinkDesk
let cases: readonly Case[]
const advertOf = new Map<string, number>()

before(async () => {
  world = sampleWorld(await testStore())
  await samplePeople(world)
  await world.store.root.query(inForce)
  app = await appOf(world)
  mandate = (await listMandates(world.store)).find((one) => one.id === 'een') as Mandate
  cases = situations
    .flatMap((situation) =>
      arrivals.flatMap((arrival) =>
        (arrival === 'once' ? (['before'] as const) : times).map((second) => ({ situation, arrival, second, line: '' }))
      )
    )
    .map((one, at) => ({ ...one, line: `l${at}` }))
  engine = await started(true)
  desk = createLinkDesk(() => engine.process)
  await arrive(cases, 1, engine)
  await arriveAgain('before')
  for (const one of cases) await one.situation.act({ world, desk, partner }, idOf(one))
  await arriveAgain('after')
  await engine.stop()
})
after(async () => {
  await app?.close()
  await world?.close()
})

test('the table has every situation with every arrival, and each advert is there before any clock moves', async () => {
  assert.equal(cases.length, situations.length * 7)
  assert.deepEqual(
    await outcomes(),
    expected(() => true)
  )
})

test('C18 what shows an opened advert again is opened as it arrives, with an entry in the ledger', async () => {
  const { rows } = await world.store.root.query<{ n: number }>(
    `select count(*)::int as n from baken.sighting s join baken.advert a on a.id = s.advert_id join baken.capture c on c.id = s.capture_id
     where a.state = 'open' and c.state <> 'open'`
  )
  assert.equal(rows[0]?.n, 0)
  const entries = await world.store.root.query<{ adverts: number[]; captures: number }>(
    `select detail->'adverts' as adverts, (detail->>'captures')::int as captures from baken.ledger where act = 'capture.keep' order by no`
  )
  const opened = cases.filter((one) => one.second === 'after' && /opened|granted/.test(one.situation.name))
  const wanted = opened.filter((one) => one.arrival !== 'unread')
  const named = new Map(cases.map((one) => [idOf(one), one]))
  // Those judged to be of one hand are a network, which weighing may have made a signal meanwhile and opened.
  const told = entries.rows
    .flatMap((row) => row.adverts.flatMap((id) => named.get(id) ?? []))
    .filter((one) => one.situation.name !== 'judged the same hand')
  assert.deepEqual(told.map(nameOf).sort(), wanted.map(nameOf).sort())
  assert.ok(entries.rows.every((row) => row.captures === row.adverts.length))
})

test('C18 no date of any table but the day of erasing has anything erased', async () => {
  const clocks = await dateColumns(world)
  assert.ok(clocks.length > 25, `only ${clocks.length} date columns`)
  for (const [table, column] of clocks) {
    if (`${table}.${column}` === 'capture.erase_at') continue
    await world.store.root.query(`update baken.${table} set ${column} = ${column} - interval '400 days'`)
    await eraseDue(world.store, world.keyring, new Date())
    await world.store.root.query(`update baken.${table} set ${column} = ${column} + interval '400 days'`)
    assert.deepEqual(
      await outcomes(),
      expected(() => true),
      `${table}.${column}`
    )
  }
})

test('C18 E12 what is held stays whole whatever its day, and all else goes, once', async () => {
  for (const clock of ['erase_at', 'a day later', 'a year later', 'mandate ended', 'mandate withdrawn'] as const) {
    if (clock === 'erase_at')
      await world.store.root.query(`update baken.capture set erase_at = now() - interval '1 hour'`)
    if (clock === 'mandate ended')
      await world.store.root.query(`update baken.mandate set valid_until = now() - interval '1 hour'`)
    if (clock === 'mandate withdrawn')
      await world.store.root.query(`update baken.mandate set withdrawn_at = now() - interval '1 hour'`)
    const later = { 'a day later': 1, 'a year later': 400 }[clock as string] ?? (clock === 'erase_at' ? 0 : 100)
    await eraseDue(world.store, world.keyring, new Date(Date.now() + later * dayMs))
    if (clock.startsWith('mandate')) await world.store.root.query(inForce)
    assert.deepEqual(
      await outcomes(),
      expected((one) => one.situation.stays),
      clock
    )
  }
})

test('C18 the day of what is held is told in the ledger with what holds it', async () => {
  const { rows } = await world.store.root.query<{ held: Record<string, number> | null }>(
    `select detail->'held' as held from baken.ledger where act = 'retention.erase' order by no`
  )
  const kinds = new Set(rows.flatMap((row) => Object.keys(row.held ?? {}).map((why) => why.split(':')[0])))
  assert.deepEqual([...kinds].sort(), ['fact', 'judgement', 'request', 'signal'])
})

test('C18 a hold that ends lets go within a day', async () => {
  const held = cases.find((one) => one.situation.name === 'request asked' && one.arrival === 'another version') as Case
  await world.store.root.query(`update baken.open_request set state = 'refused' where advert_id = $1`, [idOf(held)])
  await eraseDue(world.store, world.keyring, new Date(Date.now() + 403 * dayMs))
  assert.deepEqual(
    await outcomes(),
    expected((one) => one.situation.stays && one !== held)
  )
})

test('C18 G5 half a year after the end of a mandate nothing stays for being open, only for what people rest on', async () => {
  const refused = cases.find((one) => one.situation.name === 'request asked' && one.arrival === 'another version')
  const stays = (one: Case): boolean => one.situation.staysAfterEnd && one !== refused
  const later = (days: number): Date => new Date(Date.now() + days * dayMs)
  await world.store.root.query(`update baken.mandate set withdrawn_at = now() where id = 'een'`)
  await eraseDue(world.store, world.keyring, later(182))
  assert.deepEqual(
    await outcomes(),
    expected((one) => one.situation.stays && one !== refused)
  )
  // What a renewal carries on has not ended.
  await world.store.root.query(`update baken.mandate set line = 'een' where id = 'twee'`)
  await eraseDue(world.store, world.keyring, later(184))
  await world.store.root.query(`update baken.mandate set line = 'twee' where id = 'twee'`)
  const plan = (await planErasing(world.store, world.keyring, later(184))).filter((line) => line.what === 'adverts')
  const gone = cases.filter((one) => one.situation.stays && !one.situation.staysAfterEnd)
  assert.deepEqual(
    plan.flatMap((line) => (line.heldBy === null ? [[line.mandate, line.count, line.rule]] : [])),
    [['een', gone.length, 'opened, and its mandate ended 183 days ago']]
  )
  await eraseDue(world.store, world.keyring, later(184))
  assert.deepEqual(await outcomes(), expected(stays))
  const { rows } = await world.store.root.query<{ adverts: number }>(
    `select (detail->>'adverts')::int as adverts from baken.ledger where act = 'retention.close' and (detail->>'adverts')::int > 0`
  )
  assert.deepEqual(rows, [{ adverts: gone.length }])
  const open = await world.store.root.query<{ n: number }>(
    `select count(*)::int as n from baken.advert where state = 'open'`
  )
  assert.equal(
    open.rows[0]?.n,
    plan.reduce((sum, line) => sum + (line.heldBy === null ? 0 : line.count), 0)
  )
  await eraseDue(world.store, world.keyring, later(185))
  assert.deepEqual(await outcomes(), expected(stays))
})

async function started(process: boolean): Promise<Engine> {
  const made = await startEngine(app, mandate, { crawl: null, process })
  while (process && !made.links()) await new Promise((resolve) => setTimeout(resolve, 5))
  return made
}

async function arriveAgain(second: (typeof times)[number]): Promise<void> {
  const again = cases.filter((one) => one.second === second && one.arrival !== 'once')
  await arrive(
    again.filter((one) => one.arrival !== 'unread'),
    2,
    engine
  )
  // A process without the role takes it in, and nobody reads it: the one that reads looks every few tenths of a second.
  await engine.stop()
  const unread = again.filter((one) => one.arrival === 'unread')
  await engine.stop()
  const silent = await started(false)
  await arrive(unread, 2, silent)
  await silent.stop()
  // What reads now is asked about them no more.
  await world.store.root.query(`update baken.capture set step_error = 'reader: not yet' where read_version = 0`)
  engine = await started(true)
}

async function arrive(which: readonly Case[], day: number, into: Engine): Promise<void> {
  const file = path.join(world.dataDir, 'adverts.jsonl')
  const lines = which.map((one) => {
    const number = `06 12${String(Number(one.line.slice(1)) + 100_000)}`
    const changed = day === 2 && one.arrival === 'another version' ? ' Nu ook in de avond.' : ''
    const body = `Kamer ${one.line} voor verzonnen zaken. Bel ${number}.${changed}`
    return {
      id: one.line,
      site: 'prikbord.example',
      title: `Kamer ${one.line}`,
      body,
      posted_at: `2026-02-0${day}T10:00:00Z`
    }
  })
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'))
  const counts = newCounts()
  const stop = new AbortController().signal
  await importFiles([file], { app, mandate, writer: into.writer, counts, notice: () => {}, stop })
  assert.deepEqual([counts.failed, counts.added], [{}, lines.length])
  await into.drain()
  for (const [id, { key }] of await places(world.store.root, world.keyring)) advertOf.set(key.replace('id:', ''), id)
}

function idOf(one: Case): number {
  return advertOf.get(one.line) ?? assert.fail(`no advert ${one.line}`)
}

interface OutcomeOf {
  readonly state: string
  /** For each of its versions: whether there is a reading and a key that opens it. */
  readonly readings: readonly boolean[]
  /** Captures of its address that nobody has read yet and that can still be opened. */
  readonly unread: number
}

/** Each case by its name: the advert's readings, and its captures that still have a key that opens. */
async function outcomes(): Promise<Record<string, OutcomeOf>> {
  const { rows } = await world.store.root.query<{ id: number; state: string; reading: boolean; kek: string | null }>(
    `select a.id, a.state, s.reading is not null as reading, k.kek from baken.advert a join baken.sighting s on s.advert_id = a.id
     left join baken.capture_key k on k.capture_id = s.capture_id order by s.version`
  )
  const urls = await captureUrls(world.store.root, world.keyring)
  const waiting = await world.store.root.query<{ id: string }>(
    `select c.id from baken.capture c join baken.capture_key k on k.capture_id = c.id where c.step_error is not null`
  )
  const found: Record<string, OutcomeOf> = {}
  for (const one of cases) {
    const own = rows.filter((row) => row.id === idOf(one))
    const alive = own.map((row) => row.reading && row.kek !== null && world.keyring.byName(row.kek).kind === 'key')
    const state = own[0]?.state === 'erased' ? 'erased' : 'there'
    const unread = waiting.rows.filter((row) => urls.get(row.id)?.endsWith(`/${one.line}`) === true).length
    found[nameOf(one)] = { state, readings: alive, unread }
  }
  return found
}

function expected(stays: (one: Case) => boolean): Record<string, OutcomeOf> {
  return Object.fromEntries(
    cases.map((one) => [
      nameOf(one),
      {
        state: stays(one) ? 'there' : 'erased',
        readings: Array.from({ length: one.arrival === 'another version' ? 2 : 1 }, () => stays(one)),
        unread: one.arrival === 'unread' && stays(one) ? 1 : 0
      }
    ])
  )
}

function nameOf(one: Case): string {
  return `${one.situation.name}, seen ${one.arrival}, ${one.second} the act`
}

let partnerId: number | null = null
async function partner(): Promise<number> {
  if (partnerId !== null) return partnerId
  const lone: Case = {
    situation: { name: 'partner', stays: true, staysAfterEnd: true, act: async () => {} },
    arrival: 'once',
    second: 'before',
    line: 'l999'
  }
  await arrive([lone], 1, engine)
  return (partnerId = idOf(lone))
}
