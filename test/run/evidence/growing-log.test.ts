/** The log follows the ledger in the transaction that notes the anchors, and costs nothing while nothing happens. */
import assert from 'node:assert/strict'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { openKeyring } from '../../../src/evidence/keys.ts'
import { logFolder, logState } from '../../../src/evidence/log/log.ts'
import { noteHalves } from '../../../src/run/evidence/anchoring.ts'
import { ownLogKey, type Halves } from '../../../src/run/evidence/growing-log.ts'
import { record, withGround } from '../../../src/store/ground.ts'
import { scratch } from '../../support/baken.ts'
import { testStore, type TestStore } from '../../support/database.ts'

const system = { user: 'pipeline', mandate: null }
let place: ReturnType<typeof scratch>
let store: TestStore
let halves: Halves
let taken = 0
let keysAsked = 0

before(async () => {
  place = scratch('growing-log')
  store = await testStore()
  store.pool.on('acquire', () => taken++)
  const keys = openKeyring(place.folder)
  assert.ok(keys.kind !== 'refused')
  const evidenceDir = path.join(place.folder, 'evidence')
  mkdirSync(evidenceDir)
  const { keyring } = keys
  const logKey = (create: boolean) => {
    keysAsked++
    return keyring.logKey(create)
  }
  halves = { store, evidenceDir, keyring: { ...keyring, logKey } }
})
after(async () => {
  await store.close()
  place.remove()
})

const act = () => withGround(store.pool, system, (tx) => record(tx, system, { act: 'home.read', detail: {} }))

/** How many entries the log holds, as its own files say. */
function size(): number {
  const key = ownLogKey(halves.keyring)
  assert.ok(typeof key !== 'string')
  const state = logState(logFolder(halves.evidenceDir), key)
  return state.kind === 'log' ? state.checkpoint.size : 0
}

/** Transactions that a note takes. */
async function note(): Promise<number> {
  taken = 0
  await noteHalves(halves, null, null)
  return taken
}

test('a note brings the log up to the ledger, in one transaction once the log has begun', async () => {
  await act()
  assert.equal(await note(), 2, 'that it began is committed before anything stands in it')
  assert.equal(size(), 2)
  for (let nth = 0; nth < 3; nth++) await act()
  assert.equal(await note(), 1)
  assert.equal(size(), 5)
})

test('while nothing happens neither key nor tile is read, and a log that was taken away is built anew at the next note', async () => {
  keysAsked = 0
  assert.equal(await note(), 1)
  assert.equal(keysAsked, 0, 'nothing is judged or signed')
  await act()
  await note()
  assert.ok(keysAsked > 0)
  rmSync(logFolder(halves.evidenceDir), { recursive: true })
  await note()
  assert.equal(size(), 6)
})
