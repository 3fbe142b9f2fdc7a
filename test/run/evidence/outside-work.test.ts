/** Checkpoints go to witnesses and time-stamping authorities by themselves: queue, back-off, clocks, and what a check says of what they gave. */
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { openKeyring } from '../../../src/evidence/keys.ts'
import { growLog, logFolder } from '../../../src/evidence/log/log.ts'
import { beginLogAnew, growOwnLog, ownLogKey, type Halves } from '../../../src/run/evidence/growing-log.ts'
import { waitAfterMs, workOutside } from '../../../src/run/evidence/outside-work.ts'
import { record, withGround } from '../../../src/store/ground.ts'
import { copiedSize, placeStates, type PlaceState } from '../../../src/store/proof/outside-turns.ts'
import { rootsIn } from '../../../src/verify/stamps/roots.ts'
import { judgeStamps, judgeWitnessed } from '../../../src/verify/stamps/judge-stamps.ts'
import { collect } from '../../evidence/sample.ts'
import { scratch } from '../../support/baken.ts'
import { testStore, type TestStore } from '../../support/database.ts'
import { packageWithOutside } from './outside-package.ts'
import { notesOfWitness } from './witness-notes.ts'
import { startAuthority, type StampAuthority } from '../../verify/stamp-authority.ts'
import { startWitness, type WitnessServer } from '../../verify/witness-server.ts'

const system = { user: 'pipeline', mandate: null }
let place: ReturnType<typeof scratch>
let authority: StampAuthority
let witness: WitnessServer
let store: TestStore
let halves: Halves
let said: string[]
let aheadMs = 0

before(async () => {
  place = scratch('outside-work')
  mkdirSync(path.join(place.folder, 'tsa'))
  authority = await startAuthority(path.join(place.folder, 'tsa'))
})
after(async () => {
  await authority.close()
  await witness.close()
  await store.close()
  place.remove()
})
beforeEach(async () => {
  if (halves !== undefined) {
    await store.close()
    await witness.close()
  }
  store = await testStore()
  const dataDir = path.join(place.folder, 'data')
  rmSync(dataDir, { recursive: true, force: true })
  for (const one of [dataDir, path.join(dataDir, 'evidence'), path.join(dataDir, 'copies')]) mkdirSync(one)
  const keys = openKeyring(dataDir)
  assert.ok(keys.kind === 'keyring')
  halves = { store, evidenceDir: path.join(dataDir, 'evidence'), keyring: keys.keyring }
  const key = ownLogKey(halves.keyring)
  assert.ok(typeof key !== 'string')
  witness = await startWitness(key.vkey)
  said = []
  aheadMs = 0
  authority.down = null
  await act()
})

const inData = (name: string): string => path.join(place.folder, 'data', name)
const act = () => withGround(store.pool, system, (tx) => record(tx, system, { act: 'home.read', detail: {} }))
const now = (): Date => new Date(Date.now() + aheadMs)
const round = () => workOutside(halves, { dataDir: inData(''), now, say: (text) => said.push(text) })
const stamped = (who: string): string => `${authority.address}/${who}`

function name(yaml: string): void {
  writeFileSync(inData('outside.yaml'), yaml)
}
/** Authorities by their names, under the root that vouches for all but the stranger. */
function authorities(...who: readonly string[]): string {
  return `every: 30s\nauthorities:\n${who.map((one) => `  - url: ${stamped(one)}\n    roots: ${authority.roots}\n`).join('')}`
}

async function states(): Promise<ReadonlyMap<string, PlaceState>> {
  const found = await withGround(store.pool, system, placeStates)
  return new Map(found.map((one) => [one.place, one]))
}
async function stateOf(at: string): Promise<PlaceState> {
  return (await states()).get(at) ?? assert.fail(`no state of ${at}`)
}
async function acts(named: string): Promise<Record<string, unknown>[]> {
  const { rows } = await withGround(store.pool, system, (tx) =>
    tx.query<{ detail: Record<string, unknown> }>('select detail from ledger where act = $1 order by no', [named])
  )
  return rows.map(({ detail }) => detail)
}
async function found(roots: string | null = authority.roots, pool = true): Promise<string[]> {
  const read = roots === null ? null : rootsIn(readFileSync(roots, 'utf8'))
  assert.ok(typeof read !== 'string')
  const items = await collect(judgeStamps(halves.evidenceDir, pool ? store.pool : null, read))
  return items.map(({ kind, cause }) => `${kind}: ${cause}`)
}
/** Files beside the log with this ending, oldest first. */
const stamps = (ending = ''): string[] =>
  readdirSync(path.join(logFolder(halves.evidenceDir), 'stamps'))
    .filter((one) => one.endsWith(ending))
    .sort()

test('each place gets the newest checkpoint once, openssl alone checks a stamp, and what came later waits visibly', async () => {
  name(
    `${authorities('good')}witnesses:\n  - to: ${inData('copies')}\n  - to: ${witness.address}\n    key: ${witness.vkey}\n`
  )
  await round()
  assert.deepEqual(said, [])
  assert.equal(readdirSync(inData('copies')).length, 1)
  assert.deepEqual(witness.answers, [200])
  const [[checkpoint = ''], [stamp = '']] = [stamps('.checkpoint'), stamps('.tsr')]
  const folder = path.join(logFolder(halves.evidenceDir), 'stamps')
  const [data, answer] = [path.join(folder, checkpoint), path.join(folder, stamp)]
  const checked = authority.openssl('ts', '-verify', '-data', data, '-in', answer, '-CAfile', authority.roots)
  assert.equal(checked.status, 0, checked.stderr)
  const asked = authority.asked.length
  aheadMs = 31_000
  await round()
  assert.equal(authority.asked.length, asked, 'that it was given away is nothing to give away')
  assert.deepEqual(await found(), ['ok: stamps, checkpoints and log belong together'])
  for (let nth = 0; nth < 40; nth++) await act()
  await growOwnLog(halves)
  const { waiting, size } = await stateOf(stamped('good'))
  assert.deepEqual([waiting, size], [40, 2], 'all of a round got one tree')
  assert.match((await found()).join(), /warning: the newest 40 entries wait for a stamp/)
  const witnessed = await collect(judgeWitnessed(halves.evidenceDir, store.pool))
  assert.match(witnessed.map(({ cause }) => cause).join(), /the newest 40 entries wait for a witness: .* entry \d/)
  await round()
  assert.equal((await stateOf(stamped('good'))).waiting, 0)
  assert.deepEqual(await found(), ['ok: stamps, checkpoints and log belong together'])
  assert.equal((await acts('log.stamp')).length, 2)
  assert.equal((await acts('log.copy')).length, 4)
})

test('C8 an authority that is down is asked again later and later, and its cause is told once', async () => {
  name(authorities('good'))
  authority.down = 503
  await round()
  const began = authority.asked.length
  const first = await stateOf(stamped('good'))
  assert.deepEqual([first.fails, first.cause, first.waiting], [1, 'it answers 503', 2])
  await round()
  assert.equal(authority.asked.length, began, 'not before 30 seconds')
  aheadMs = 31_000
  await round()
  aheadMs = 62_000
  await round()
  assert.equal(authority.asked.length, began + 1, 'a minute after the second')
  assert.equal((await stateOf(stamped('good'))).fails, 2)
  assert.equal(said.length, 1)
  assert.deepEqual([1, 2, 3, 30].map(waitAfterMs), [30_000, 60_000, 120_000, 21_600_000])
  authority.down = null
  aheadMs = 130_000
  await round()
  const { fails, cause, failedSince, waiting } = await stateOf(stamped('good'))
  assert.deepEqual([fails, cause, failedSince, waiting], [0, null, null, 0])
})

test('C8 stamps on something else, by a stranger, under an ended certificate, or without an end are not kept', async () => {
  name(authorities('other', 'stranger', 'ended', 'endless', 'page', 'good'))
  await round()
  for (const [who, why] of [
    ['other', /a stamp on something else/],
    ['stranger', /for whom none of the certificates that were given vouches/],
    ['ended', /had ended on 2021/],
    ['endless', /longer than any time stamp/],
    ['page', /cut off, or something else/]
  ] as const)
    assert.match((await stateOf(stamped(who))).cause ?? '', why)
  assert.equal(stamps('.tsr').length, 1, 'the good one is not held up by them')
  assert.equal((await acts('log.stamp')).length, 1)
})

test('C8 A22 a clock that is an hour behind that of the authority stands in the ledger and in the check', async () => {
  name(authorities('good'))
  aheadMs = -3_600_000
  await round()
  const { skewSeconds = 0 } = await stateOf(stamped('good'))
  assert.ok(skewSeconds !== null && Math.abs(skewSeconds - 3600) < 60, `${skewSeconds}`)
  assert.match((await found()).join('\n'), /warning: the clock of .* was 3\d\d\d seconds ahead of that of this machine/)
})

test('C19 a log that began anew goes to everybody again, and the stamps of the old one are not missed', async () => {
  name(`${authorities('good')}witnesses:\n  - to: ${inData('copies')}\n`)
  await round()
  const to = inData('copies')
  assert.ok((await withGround(store.pool, system, (tx) => copiedSize(tx, to))) > 0)
  const begun = await beginLogAnew(halves, 'back from a backup')
  assert.ok(typeof begun !== 'string' && begun.kind === 'log')
  assert.equal(await withGround(store.pool, system, (tx) => copiedSize(tx, to)), 0)
  assert.deepEqual([(await stateOf(to)).size, (await stateOf(stamped('good'))).waiting > 0], [0, true])
  assert.deepEqual(await found(), [])
  await round()
  const origins = readdirSync(to).map((one) => readFileSync(path.join(to, one), 'utf8').split('\n')[0])
  assert.equal(new Set(origins).size, 2)
  assert.deepEqual(await found(), ['ok: stamps, checkpoints and log belong together'])
})

test('two processes at once ask a place once', async () => {
  name(authorities('good'))
  const before = authority.asked.length
  await Promise.all([round(), round(), round()])
  assert.equal(authority.asked.length, before + 1)
})

test('a witness that saw another history raises an alarm once, and settings that cannot be read are told once', async () => {
  name(`witnesses:\n  - to: ${witness.address}\n`)
  await round()
  const more = { ...(witness.kept ?? assert.fail('kept nothing')) }
  witness.kept = { ...more, tree: { ...more.tree, root: Buffer.alloc(32, 1) } }
  await act()
  for (aheadMs = 2 * 3_600_000; aheadMs < 3 * 3_600_000; aheadMs += 1_800_000) await round()
  assert.match(said.join(), /saw another history in the first \d entries: the log was rewritten/)
  assert.deepEqual([said.length, (await acts('evidence.alarm')).length], [1, 1])
  name('witness: x\n')
  await round()
  await round()
  assert.equal(said.length, 2)
  assert.match(
    (await stateOf('outside.yaml')).cause ?? '',
    /there is no key "witness"; there are every, witnesses, authorities/
  )
  for (const [yaml, why] of [
    ['every: soon\n', /every: write a time/],
    ['witnesses: [{to: copies}]\n', /whole path of a folder/],
    [`witnesses: [{to: /a, key: ${witness.vkey.slice(0, -4)}}]\n`, /no public key of a witness/],
    ['authorities: [{url: "ftp://a.example/"}]\n', /address of an authority/],
    ['authorities: [{url: "http://a.example/", roots: none.pem}]\n', /roots: .*none\.pem/],
    ['witnesses: [{to: /a}, {to: /a}]\n', /stands in it twice/]
  ] as const) {
    name(yaml)
    aheadMs += 24 * 3_600_000
    await round()
    assert.match((await stateOf('outside.yaml')).cause ?? '', why)
  }
})

test('C6 C8 stamps show a log that was set back or rewritten, and each damaged or missing file is named', async () => {
  name(authorities('good'))
  const log = logFolder(halves.evidenceDir)
  await round()
  const [firstNote = ''] = stamps('.checkpoint')
  for (let nth = 0; nth < 20; nth++) await act()
  await round()
  assert.equal(stamps('.tsr').length, 1, 'no more often than every 30 seconds')
  aheadMs = 31_000
  await round()
  assert.match((await found(authority.strangerRoots)).join(), /none of the certificates that were given vouches/)
  assert.match((await found(null)).join(), /who signed 2 stamps was not checked/)
  const key = ownLogKey(halves.keyring)
  assert.ok(typeof key !== 'string')
  const away = path.join(place.folder, 'stamps-away')
  const rebuild = async (size: number, other: string): Promise<void> => {
    renameSync(path.join(log, 'stamps'), away)
    rmSync(log, { recursive: true })
    await growLog(log, key, async (from, most) =>
      Array.from({ length: Math.min(most, Math.max(0, size - from)) }, () => Buffer.alloc(32, other))
    )
    renameSync(away, path.join(log, 'stamps'))
  }
  const state = readFileSync(path.join(log, 'checkpoint'))
  await rebuild(2, 'a')
  const older = (await found(authority.roots, false)).join('\n')
  assert.match(older, /the log was set back: CN=stamps good stamped on .* that it had 23 entries, and now it has 2/)
  assert.match(older, /the log was rewritten: another history of 2 entries is what CN=stamps good stamped/)
  renameSync(path.join(log, 'stamps'), away)
  rmSync(log, { recursive: true })
  await growOwnLog(halves)
  renameSync(away, path.join(log, 'stamps'))
  assert.notDeepEqual(readFileSync(path.join(log, 'checkpoint')), state)
  assert.deepEqual(await found(), ['ok: stamps, checkpoints and log belong together'])
  const folder = path.join(log, 'stamps')
  const [, stamp = ''] = stamps('.tsr')
  const at = path.join(folder, stamp)
  const bytes = readFileSync(at)
  chmodSync(at, 0o600)
  writeFileSync(at, Buffer.concat([bytes.subarray(0, -1), Buffer.from([(bytes.at(-1) ?? 0) ^ 1])]))
  assert.match((await found()).join(), /it is no stamp on its checkpoint: its signature does not hold/)
  rmSync(at)
  assert.match((await found()).join(), /it is missing, and the ledger says that .*\/good stamped the log on 20/)
  writeFileSync(at, bytes)
  const note = path.join(folder, firstNote)
  const text = readFileSync(note, 'utf8')
  chmodSync(note, 0o600)
  writeFileSync(note, text.replace('\n2\n', '\n3\n'))
  assert.match((await found()).join(), /it is no stamp on its checkpoint: it is a stamp on something else/)
})

test('what an authority and a witness said goes along with a package without a case, is judged there, and by openssl alone', async () => {
  name(`${authorities('good')}witnesses:\n  - to: ${witness.address}\n    key: ${witness.vkey}\n`)
  await packageWithOutside({ halves: { ...halves, store }, dataDir: inData(''), authority, witness, round })
})

test('what a witness signed is judged beside the log, whatever was done to it, and that it could not be kept is told', async () => {
  name(`every: 30s\nwitnesses:\n  - to: ${witness.address}\n    key: ${witness.vkey}\n`)
  const later = async (): Promise<void> => {
    aheadMs += 31_000
    await round()
  }
  await notesOfWitness({ halves: { ...halves, store }, witness, act, round: later, said, acts })
})
