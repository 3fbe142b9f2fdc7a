/** A writer that is killed before each durable operation, one after the other: whatever it said it kept is there, and everything verifies. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { recoverSegments } from '../../../src/run/evidence/recovery.ts'
import { openStored } from '../../../src/run/process/waiting-captures.ts'
import type { StoredCapture } from '../../../src/store/captures.ts'
import { addAddresses } from '../../../src/store/frontier/found-addresses.ts'
import { withGround } from '../../../src/store/ground.ts'
import { addressKeys } from '../../../src/store/sealed/sealed-address.ts'
import { compareQuickly } from '../../../src/verify/quick.ts'
import { sampleExchange } from '../../evidence/sample.ts'
import { captureUrls } from '../../support/clear-addresses.ts'
import { tamperWorld, type TamperWorld } from './tamper.ts'

let world: TamperWorld

before(async () => {
  world = await tamperWorld(2)
})
after(() => world.close())

const kept: string[] = []
const visited: string[] = []
const operations = new Set<string>()
let ended = false

/** Opening, two groups of captures, two visits of a page that did not change and closing take some forty; those after the end say so themselves. */
const ranges = [
  [1, 8],
  [9, 16],
  [17, 24],
  [25, 32],
  [33, 40],
  [41, 70]
] as const

for (const [first, last] of ranges) {
  test(`C9 C11 a writer killed with SIGKILL before its durable operations ${first} to ${last} leaves evidence that verifies`, async () => {
    for (let killBefore = first; killBefore <= last && !ended; killBefore++) await killedOnce(killBefore)
  })
}

test('C9 no capture is lost that a killed writer kept, and every kind of operation was interrupted', async () => {
  assert.ok(ended, 'the writer never came to its end')
  const there = new Set((await captureUrls(world.store.root, world.app.keyring)).values())
  assert.deepEqual(
    kept.filter((url) => !there.has(url)),
    []
  )
  assert.ok(kept.length > 15, `${kept.length} captures kept`)
  for (const wanted of [
    'link N.json',
    'rename N.head.json',
    'rename anchors.head.json',
    'writev a segment',
    'datasync a segment',
    'commit',
    'add a line'
  ])
    assert.ok(operations.has(wanted), `nothing was killed before ${wanted}: ${[...operations].join(', ')}`)
})

test('C9 each visit that a killed writer told as stored opens to what was answered, on content of its own or of the visit before', async () => {
  const { rows } = await world.store.root.query<StoredCapture & { original: string | null }>(
    `select c.id, c.source_id, c.address_id, c.url_mac, c.segment, c.seg_offset::int, c.seg_length, c.seen_at, c.original, k.kek, k.wrapped
     from baken.capture c join baken.capture_key k on k.capture_id = c.id where c.origin = 'crawl'`
  )
  const there = new Set<string>()
  for (const row of rows) {
    const opened = await openStored(world.app, row)
    if (typeof opened === 'string') assert.fail(opened)
    const { url, body, startedAt } = opened.exchange
    const round = /(\d+)\/twice$/.exec(url)?.[1]
    assert.deepEqual(Buffer.from(body), Buffer.alloc(3_000, `${round} `))
    there.add(`${url} ${startedAt}`)
  }
  assert.deepEqual(
    visited.filter((one) => !there.has(one)),
    []
  )
  assert.ok(rows.filter((row) => row.original !== null).length > 4, 'hardly a visit rests on another')
})

async function killedOnce(killBefore: number): Promise<void> {
  const said = await writer(killBefore)
  visited.push(...said.filter((line) => line.startsWith('visited ')).map((line) => line.slice(8)))
  kept.push(...said.filter((line) => line.startsWith('kept ')).map((line) => line.slice(5)))
  ended = said.includes('whole')
  const at = ended ? 'the end' : (said.findLast((line) => /^\d+ /.test(line)) ?? 'nothing')
  operations.add(at.replace(/^\d+ /, '').replaceAll(/\d{8}T\d+-[0-9a-f]+|\d{8}/g, 'N'))
  assert.deepEqual(await compareQuickly(world.store, world.evidence, true), [], `false alarm at a start after ${at}`)
  const left = (await world.check()).filter((item) => item.kind === 'damaged')
  assert.deepEqual(left, [], `before recovery, killed before ${at}`)
  // One machine only: what no row names is dead at once.
  await recoverSegments({ ...world.app, store: { ...world.store, serverPid: 1 } })
  const found = (await world.check()).filter((item) => item.kind !== 'ok' && !/interrupted write/.test(item.cause))
  assert.deepEqual(found, [], `after recovery, killed before ${at}`)
}

async function addressOf(round: number): Promise<number> {
  const { app, mandate } = world
  const [host, url] = [`r${round}.shop.example`, `http://shop.example/${round}/twice`]
  const found = { sourceId: 'practice-nl', host, url, depth: 0, via: null, priority: 0, refused: null }
  await withGround(app.store.pool, { user: 'pipeline', mandate: mandate.id }, (tx) =>
    addAddresses(tx, mandate.id, [found], addressKeys(app.keyring, mandate))
  )
  const { rows } = await world.store.root.query<{ id: number }>('select id::int from baken.address where host = $1', [
    host
  ])
  return rows[0]?.id ?? 0
}

/** Lines that a writer said before it was killed. */
async function writer(killBefore: number): Promise<string[]> {
  const { host, port, user, password, database } = world.store.pool.options as pg.PoolConfig
  const order = {
    data: world.data,
    database: { host, port, user, password, database },
    mandate: world.mandate,
    exchange: sampleExchange(),
    killBefore,
    round: killBefore,
    address: await addressOf(killBefore)
  }
  const program = path.join(import.meta.dirname, 'killed-writer.ts')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece))
  await once(child, 'close')
  return text.split('\n')
}
