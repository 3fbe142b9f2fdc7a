/** A process that opens a segment, captures into it and closes it, and kills itself before the durable operation of a given number. */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import path from 'node:path'
import pg from 'pg'
import type { App } from '../../../src/run/app.ts'
import type { Exchange } from '../../../src/model/exchange.ts'
import type { CanonicalUrl, SourceId } from '../../../src/model/ids.ts'
import type { Mandate } from '../../../src/model/mandate.ts'

interface Order {
  readonly data: string
  readonly database: pg.PoolConfig
  readonly mandate: Mandate
  /** One exchange; each capture gets another address and body. */
  readonly exchange: Exchange
  readonly killBefore: number
  readonly round: number
  /** Of a page that is visited twice and found unchanged. */
  readonly address: number
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
let operations = 0

/** Counts one operation and tells it; at the given number this process is gone, as by a power cut of its own. */
function step(what: string): void {
  operations++
  fs.writeSync(1, `${operations} ${what}\n`)
  if (operations === order.killBefore) process.kill(process.pid, 'SIGKILL')
}

/** What changes the disk for others to see, below the evidence folder. */
function watchDisk(): void {
  const { renameSync, linkSync, unlinkSync, ftruncateSync } = fs
  const name = (at: fs.PathLike): string => path.basename(String(at)).replace(/^\.new-[0-9a-f]+-/, '')
  fs.renameSync = (from, to) => (step(`rename ${name(to)}`), renameSync(from, to))
  fs.linkSync = (from, to) => (step(`link ${name(to)}`), linkSync(from, to))
  fs.unlinkSync = (at) => (step(`unlink ${name(at)}`), unlinkSync(at))
  fs.ftruncateSync = (file, size) => (step('add a line'), ftruncateSync(file, size))
  syncBuiltinESMExports()
}

async function watchHandles(): Promise<void> {
  const handle = await fs.promises.open(process.execPath, 'r')
  const methods = Object.getPrototypeOf(handle) as Record<'writev' | 'datasync', (...values: unknown[]) => unknown>
  await handle.close()
  for (const method of ['writev', 'datasync'] as const) {
    const real = methods[method]
    methods[method] = function (this: unknown, ...values) {
      step(`${method} a segment`)
      return real.apply(this, values)
    }
  }
}

function watchCommits(): void {
  const client = pg.Client.prototype as unknown as { query: (...values: unknown[]) => unknown }
  const real = client.query
  client.query = function (this: unknown, ...values) {
    if (values[0] === 'commit') step('commit')
    return real.apply(this, values)
  }
}

async function run(): Promise<void> {
  watchDisk()
  await watchHandles()
  const { openKeyring } = await import('../../../src/evidence/keys.ts')
  const { connectionPool } = await import('../../../src/store/connect.ts')
  const { createCaptureWriter } = await import('../../../src/run/evidence/capture-writer.ts')
  const { openSession } = await import('../../../src/run/database-session.ts')
  const { payloadMac } = await import('../../../src/run/import/known-imports.ts')
  const { fingerprintKey } = await import('../../../src/run/app.ts')
  const { sha256 } = await import('../../../src/evidence/digest.ts')
  const { noteHalves } = await import('../../../src/run/evidence/anchoring.ts')
  const pool = connectionPool({ ...order.database, max: 4 })
  const store = {
    pool,
    owner: pool,
    serverPid: 1,
    where: 'test',
    lost: new Promise<never>(() => {}),
    close: () => pool.end()
  }
  const keys = openKeyring(order.data)
  if (keys.kind === 'refused') throw new Error(keys.detail)
  const app: App = {
    settings: { dataDir: order.data, databaseUrl: undefined, allowPrivate: false, userAgent: 'Baken/test' },
    store,
    keyring: keys.keyring,
    evidenceDir: path.join(order.data, 'evidence'),
    session: await openSession(pool),
    segments: { writing: new Set() },
    joined: null,
    close: async () => {}
  }
  watchCommits()
  operations = 0
  const writer = createCaptureWriter(app, order.mandate, () => {})
  for (let n = 0; n < 2; n++) {
    const url = `http://shop.example/${order.round}/${n}` as CanonicalUrl
    const exchange = { ...order.exchange, url, body: Buffer.from(`bladzijde ${order.round}-${n}`) }
    await writer.add({ exchange, sourceId: 'practice-nl' as SourceId, address: null, origin: 'import' })
    fs.writeSync(1, `kept ${url}\n`)
  }
  // Large enough to stand apart; the second visit rests on the first.
  const [url, body] = [
    `http://shop.example/${order.round}/twice` as CanonicalUrl,
    Buffer.alloc(3_000, `${order.round} `)
  ]
  let lastMac: Buffer | null = null
  for (let n = 0; n < 2; n++) {
    const startedAt = new Date(Date.parse(order.exchange.startedAt) + n * 60_000).toISOString()
    await writer.add({
      exchange: { ...order.exchange, url, body, startedAt },
      sourceId: 'practice-nl' as SourceId,
      address: { id: order.address, url, lastMac, dueAt: () => new Date() },
      origin: 'crawl'
    })
    lastMac = payloadMac(fingerprintKey(app, order.mandate), sha256(body))
    fs.writeSync(1, `visited ${url} ${startedAt}\n`)
  }
  await writer.close()
  await noteHalves(app, 'end', null)
  fs.writeSync(1, 'whole\n')
  process.exit(0)
}

await run()
