/** Erasing through the pipeline's own parts: links, keys, segments and clocks, whichever process runs it. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { clearAlarm } from '../../../src/accountability/retention/clocks.ts'
import { noteHalves } from '../../../src/run/evidence/anchoring.ts'
import { mandateValueKey, namesOf } from '../../../src/store/sealed/value-tokens.ts'
import { captureUrls, places } from '../../support/clear-addresses.ts'
import { verifyLedger } from '../../support/ledger-verdict.ts'
import { verifyPath } from '../../../src/verify/verify.ts'
import { restoreLinker } from '../../../src/link/linker.ts'
import { blind } from '../../../src/link/fingerprint.ts'
import { loadLinker } from '../../../src/run/link/linker-host.ts'
import { withGround } from '../../../src/store/ground.ts'
import { erasingWorld, linesOf, dayMs, word, type ErasingWorld } from './erasing-world.ts'

let one: ErasingWorld
before(async () => {
  one = await erasingWorld()
})
after(() => one?.close())

const states = async (): Promise<Record<string, number>> => {
  const { rows } = await one.world.store.root.query<{ state: string; n: number }>(
    'select state, count(*)::int as n from baken.advert group by 1 order by 1'
  )
  return Object.fromEntries(rows.map((row) => [row.state, row.n]))
}

/** Blind values in the linker as a restart would load it. */
async function linkedValues(): Promise<string> {
  return withGround(one.world.store.pool, { user: 'pipeline', mandate: 'een' }, async (tx) => {
    const host = await loadLinker(tx, one.world.keyring, 'een')
    const pieces = [...host.linker.snapshot()]
    restoreLinker(pieces)
    const [hi, lo] = ['values/hi:0', 'values/lo:0'].map((name) => {
      const bytes = pieces.find((piece) => piece.name === name)?.bytes ?? new Uint8Array()
      return new Int32Array(bytes.slice().buffer)
    }) as [Int32Array, Int32Array]
    return [...hi].map((part, at) => hex(part) + hex(lo[at] ?? 0)).join(' ')
  })
}
const hex = (part: number): string => (part >>> 0).toString(16).padStart(8, '0')

function blindMail(at: number): string {
  const key = one.world.keyring.blindKey(one.mandate.id as never, false)
  assert.ok(key.kind === 'key')
  return blind('email', `${word(at)}@proefpost.example`, key.key.bytes)
}

const clear = async (sql: string): Promise<string> => JSON.stringify((await one.world.store.root.query(sql)).rows)

test('C18 log and snapshot of the linker tell nothing without their key', async () => {
  const engine = await one.start()
  await one.bring(engine, linesOf(30))
  await engine.stop()
  assert.ok((await linkedValues()).includes(blindMail(3)))
  const { rows } = await one.world.store.root.query<{ n: number; adverts: number; clear: number; bytes: Buffer }>(
    `select count(*)::int as n, count(advert_id)::int as adverts, count(body)::int as clear, string_agg(sealed, '') as bytes from baken.link_event`
  )
  assert.deepEqual([rows[0]?.adverts, rows[0]?.clear], [30, 0])
  assert.ok((rows[0]?.n ?? 0) > 30, 'the links were settled once all was read')
  const snapshot = await one.world.store.root.query<{ bytes: Buffer }>(
    `select string_agg(bytes, '') as bytes from baken.link_snapshot`
  )
  for (const bytes of [rows[0]?.bytes, snapshot.rows[0]?.bytes]) {
    assert.ok(bytes !== undefined && bytes.length > 1_000)
    for (const at of [0, 3, 29]) {
      const value = Buffer.from(blindMail(at), 'hex')
      assert.equal(bytes.includes(value) || bytes.includes(blindMail(at)) || bytes.includes(value.swap32()), false)
    }
  }
})

test('C18 the jobs role alone takes erased adverts out of the links, and the key of the old state goes in the next run', async () => {
  await one.due(linesOf(12).map((line) => line.id))
  const outcome = await one.erase()
  assert.deepEqual([outcome.stopped, outcome.keys, outcome.erased.map((erased) => erased.captures)], [false, [], [12]])
  assert.deepEqual(await states(), { erased: 12, sealed: 18 })
  const left = await linkedValues()
  for (let at = 0; at < 30; at++) assert.equal(left.includes(blindMail(at)), at >= 12, `mail ${at}`)
  const stored = await one.world.store.root.query<{ token: string }>('select token from baken.link')
  const tokens = stored.rows.map((row) => row.token)
  const everywhere = namesOf(mandateValueKey(one.world.keyring, 'een' as never), tokens)
  const events = await clear('select detail from baken.network_event')
  for (let at = 0; at < 6; at++) {
    const key = blindPhone(at)
    assert.equal(everywhere.includes(key) || events.includes(key), false, `phone ${at}`)
  }
  assert.ok(everywhere.includes(blindPhone(8)))
  assert.equal(one.world.keyring.linkKey('een' as never, 1, false).kind, 'key')
  assert.deepEqual((await one.erase()).keys, ['link/een-00000001'])
  assert.equal(one.world.keyring.linkKey('een' as never, 1, false).kind, 'destroyed')
  assert.deepEqual((await one.erase()).keys, [])
})

function blindPhone(pair: number): string {
  const key = one.world.keyring.blindKey(one.mandate.id as never, false)
  assert.ok(key.kind === 'key')
  return blind('phone', `+31612${345_000 + pair}`, key.key.bytes)
}

test('C18 a process that links meanwhile loads the links anew, and goes on joining what is left', async () => {
  const engine = await one.start()
  await one.bring(engine, linesOf(2, 40))
  await one.due(linesOf(2, 12).map((line) => line.id))
  assert.deepEqual(
    (await one.erase()).erased.map((erased) => erased.adverts.length),
    [2]
  )
  await one.bring(
    engine,
    linesOf(1, 14).map((line) => ({ ...line, id: 'nieuw', title: 'Iets anders', body: line.body }))
  )
  const all = await places(one.world.store.root, one.world.keyring)
  const fresh = [...all].find(([, place]) => place.key === 'id:nieuw')?.[0]
  const { rows } = await one.world.store.root.query<{ n: number }>(
    `select count(*)::int as n from baken.advert where network_id = (select network_id from baken.advert where id = $1)`,
    [fresh]
  )
  assert.equal(rows[0]?.n, 3)
  await engine.stop()
  const left = await linkedValues()
  assert.deepEqual(
    [left.includes(blindMail(12)), left.includes(blindMail(14)), left.includes(blindMail(40))],
    [false, true, true]
  )
})

test('C18 under a mandate that was withdrawn the links are erased all the same', async () => {
  await one.world.store.root.query(`update baken.mandate set withdrawn_at = now() where id = 'een'`)
  await one.due(linesOf(2, 16).map((line) => line.id))
  assert.deepEqual(
    (await one.erase()).erased.map((erased) => erased.adverts.length),
    [2]
  )
  await one.world.store.root.query(`update baken.mandate set withdrawn_at = null where id = 'een'`)
  const left = await linkedValues()
  assert.deepEqual([left.includes(blindMail(16)), left.includes(blindMail(18))], [false, true])
})

test('A22 C18 a clock that runs ahead erases nothing: the operator is told once, the ledger says what each clock showed', async () => {
  const wanted = await states()
  await one.world.store.root.query(
    `update baken.capture set erase_at = now() + interval '2 days' where state = 'sealed'`
  )
  one.clock.aheadMs = 3 * dayMs
  for (let run = 0; run < 2; run++) assert.equal((await one.erase()).stopped, true)
  assert.deepEqual(await states(), wanted)
  assert.equal(one.told.length, 2)
  assert.match(one.told[0] ?? '', /Nothing is erased.*confirm-clock/s)
  const { rows } = await one.world.store.root.query<{ detail: Record<string, unknown> }>(
    `select detail from baken.ledger where act = 'clock.alarm'`
  )
  assert.equal(rows.length, 1)
  assert.ok(Number(rows[0]?.detail['apartMinutes']) > 2 * 24 * 60)
})

test('A22 a clock that was set right ends the alarm, and captures are taken in again, even when the key of today was destroyed', async () => {
  one.clock.aheadMs = 0
  assert.equal((await one.erase()).stopped, false)
  const cleared = await clear(`select detail->>'because' as because from baken.ledger where act = 'clock.clear'`)
  assert.match(cleared, /set back/)
  const today = new Date().toISOString().slice(0, 10).replaceAll('-', '')
  assert.equal(one.world.keyring.destroy(`epoch/een-${today}`), true)
  const engine = await one.start()
  await one.bring(engine, linesOf(1, 60))
  await engine.stop()
  const urls = await captureUrls(one.world.store.root, one.world.keyring)
  const capture = [...urls].find(([, url]) => url.endsWith('kavel60zx'))?.[0]
  const keys = await clear(`select kek from baken.capture_key where capture_id = '${capture}'`)
  assert.match(keys, /epoch\/een-\d{8}/)
  assert.ok(!keys.includes(today))
})

test('A22 an alarm stays, for other processes too, until a person says that the clock is right or a day of agreement has passed', async () => {
  for (const end of ['person', 'day'] as const) {
    one.clock.passedMs = 0
    one.restart()
    assert.equal((await one.erase()).stopped, false)
    await one.due([end === 'person' ? 'kavel60zx' : 'kavel20zx'])
    one.clock.passedMs = -3 * dayMs // The machine slept: process and database went on, and the ledger expects three days less.
    assert.equal((await one.erase()).stopped, true)
    one.restart()
    assert.equal((await one.erase()).stopped, true, 'in another process')
    if (end === 'person') assert.equal(await clearAlarm(one.world.store, 'console', 'the machine was off'), true)
    else {
      for (const clock of ['passedMs', 'aheadMs', 'databaseAheadMs'] as const) one.clock[clock] += dayMs + 60_000
    }
    assert.equal((await one.erase()).stopped, false, end)
  }
  assert.equal(await clearAlarm(one.world.store, 'console', 'again'), false)
})

test('C18 a segment in which everything was erased leaves the disk, first in the ledger; evidence and ledger still verify', async () => {
  const segments = path.join(one.world.evidenceDir, 'segments')
  await one.due()
  const before = readdirSync(segments).filter((name) => name.endsWith('.warc')).length
  const outcome = await one.erase()
  assert.ok(outcome.segments.length > 0 && outcome.segments.length <= before)
  for (const segment of outcome.segments) assert.equal(existsSync(path.join(segments, `${segment}.warc`)), false)
  const told = await clear(`select subject from baken.ledger where act = 'segment.drop'`)
  for (const segment of outcome.segments) assert.ok(told.includes(segment))
  await noteHalves(one.world, 'end', null)
  for await (const item of verifyPath(one.world.evidenceDir))
    assert.notEqual(item.kind, 'damaged', JSON.stringify(item))
  assert.equal((await verifyLedger(one.world.store.pool)).verdict, 'intact')
})
