/** The log follows the ledger in the transaction that notes the anchors, and costs nothing while nothing happens. */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { openKeyring } from '../../../src/evidence/keys.ts'
import { logFolder, logState } from '../../../src/evidence/log/log.ts'
import { noteHalves } from '../../../src/run/evidence/anchoring.ts'
import { beginLogAnew, growOwnLog, ownLogKey, type Halves } from '../../../src/run/evidence/growing-log.ts'
import { judgeLog } from '../../../src/verify/log/judge-log.ts'
import { formerLogs } from '../../../src/verify/log/log-files.ts'
import { Killed, limitSteps } from '../../evidence/kill/limit-steps.ts'
import { collect } from '../../evidence/sample.ts'
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

test('C9 C19 a log that begins anew, ended before each of its steps: the old one stays whole, the new one follows it, and nobody outside is passed over', async () => {
  const seen = { again: 0, between: 0 }
  let steps = 0
  for (let ended = true; ended; steps++) {
    const dataDir = path.join(place.folder, `anew-${steps}`)
    const evidenceDir = path.join(dataDir, 'evidence')
    mkdirSync(evidenceDir, { recursive: true })
    const own = (): Halves => ({ store, evidenceDir, keyring: ring(dataDir) })
    const folder = logFolder(evidenceDir)
    assert.equal((await growOwnLog(own())).kind, 'log')
    const note = readFileSync(path.join(folder, 'checkpoint'), 'utf8')
    const [origin = '', entries = ''] = note.split('\n')
    await store.root
      .query(`insert into baken.outside_turn (place, kind, next_at, size, done_at) values ('/w', 'witness', now(), 9000, now())
      on conflict (place) do update set size = 9000, done_at = now()`)
    ended = !(await endsAfter(steps, () => beginLogAnew(own(), 'back from a backup')))
    if (!existsSync(folder)) seen.between++
    // A start, and the command once more where it says that the log does not go on.
    const state = await growOwnLog(own())
    if (state.kind === 'refused') {
      seen.again++
      const begun = await beginLogAnew(own(), 'once more')
      assert.ok(typeof begun !== 'string' && begun.kind === 'log', `step ${steps}: ${JSON.stringify(begun)}`)
    }
    const now = await growOwnLog(own())
    assert.ok(now.kind === 'log', `step ${steps}`)
    const found = await collect(judgeLog(evidenceDir, store.pool, false))
    assert.deepEqual(
      found.map(({ kind, cause }) => `${kind}: ${cause}`),
      ['ok: tiles, root and signature belong together'],
      `step ${steps}`
    )
    if (now.checkpoint.origin === origin) {
      assert.ok(ended, 'it came to its end and is the old one')
      continue
    }
    const former = formerLogs(folder).map((one) => readFileSync(path.join(one, 'checkpoint'), 'utf8'))
    assert.ok(former.includes(note), `step ${steps}: the old log is gone`)
    const { rows } = await store.root.query<{ detail: Record<string, unknown> }>(
      `select detail from baken.ledger where act = 'log.begin' order by no desc limit 1`
    )
    const { origin: begun, after, size } = rows[0]?.detail ?? {}
    assert.deepEqual([begun, after, size], [now.checkpoint.origin, origin, Number(entries)], `step ${steps}`)
    const turns = await store.root.query<{ size: number }>('select size from baken.outside_turn')
    assert.deepEqual(turns.rows, [{ size: 0 }], `step ${steps}: a witness would wait for entry 9000`)
  }
  assert.ok(steps > 15 && seen.again > 3 && seen.between > 0, `${steps} steps, ${JSON.stringify(seen)}`)
})

/** Runs it and lets it do so many things to disk and database that others see; then it can do nothing more. True: it came to its end. */
async function endsAfter(steps: number, run: () => Promise<unknown>): Promise<boolean> {
  const free = limitSteps(steps, [pg.Client.prototype, 'query', (args) => args[0] === 'commit'])
  try {
    await run()
    return true
  } catch (error) {
    if (error instanceof Killed || (error as Error).cause instanceof Killed) return false
    throw error
  } finally {
    free()
  }
}

function ring(dataDir: string): Halves['keyring'] {
  const opened = openKeyring(dataDir)
  return opened.kind === 'keyring' ? opened.keyring : assert.fail(opened.detail)
}
