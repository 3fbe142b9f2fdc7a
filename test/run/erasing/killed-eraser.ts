/** A process that erases until nothing is left to do, tells each step, and kills itself at the step of a given number. */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import path from 'node:path'
import pg from 'pg'

export interface Order {
  readonly data: string
  /** As the pipeline, and as the owner of the tables. */
  readonly database: pg.PoolConfig
  readonly owner: pg.PoolConfig
  /** 0: it comes to its end. */
  readonly killAt: number
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
let steps = 0
let counting = false

/** Counts one step and tells it; at the given number this process is gone, as by a power cut of its own. */
function step(what: string): void {
  if (!counting) return
  steps++
  fs.writeSync(1, `${steps} ${what}\n`)
  if (steps === order.killAt) process.kill(process.pid, 'SIGKILL')
}

/** Before each change of the disk that others see, and before each commit. */
function watch(): void {
  const { linkSync, renameSync, unlinkSync, rmSync } = fs
  const name = (at: fs.PathLike): string => path.basename(String(at)).replace(/^\.new-[0-9a-f]+-/, '')
  fs.linkSync = (from, to) => (step(`link ${name(to)}`), linkSync(from, to))
  fs.renameSync = (from, to) => (step(`rename ${name(to)}`), renameSync(from, to))
  fs.unlinkSync = (at) => (step(`unlink ${name(at)}`), unlinkSync(at))
  fs.rmSync = (at, options) => (step(`remove ${name(at)}`), rmSync(at, options))
  syncBuiltinESMExports()
  const client = pg.Client.prototype as unknown as { query: (...values: unknown[]) => unknown }
  const real = client.query
  let wrote = false
  client.query = function (this: unknown, ...values) {
    const text = typeof values[0] === 'string' ? values[0] : String((values[0] as { text?: string })?.text)
    if (/^\s*(?:insert|update|delete|vacuum|with)\b/i.test(text)) wrote = true
    if (text === 'commit' && wrote) {
      wrote = false
      step('commit')
    }
    return real.apply(this, values)
  }
}

async function run(): Promise<void> {
  watch()
  const { openKeyring } = await import('../../../src/evidence/keys.ts')
  const { connectionPool } = await import('../../../src/store/connect.ts')
  const { createErasing } = await import('../../../src/run/erasing.ts')
  const { noteHalves } = await import('../../../src/run/evidence/anchoring.ts')
  const [pool, owner] = [connectionPool({ ...order.database, max: 4 }), connectionPool({ ...order.owner, max: 2 })]
  const lost = new Promise<never>(() => {})
  const store = { pool, owner, serverPid: null, where: 'test', lost, close: async () => {} }
  const keys = openKeyring(order.data)
  if (keys.kind === 'refused') throw new Error(keys.detail)
  const parts = {
    store,
    keyring: keys.keyring,
    evidenceDir: path.join(order.data, 'evidence'),
    say: (text: string) => void fs.writeSync(2, `${text}\n`),
    reached: async (name: string) => step(`after ${name}`)
  }
  counting = true
  for (let runs = 0; ; runs++) {
    const outcome = await createErasing(parts)()
    if (outcome.stopped || runs > 5) throw new Error('erasing comes to no end')
    // The keys that this run retired go with the next one.
    if (outcome.erased.length + outcome.keys.length + outcome.segments.length === 0 && runs > 1) break
  }
  counting = false
  await noteHalves(parts, 'end', null)
  fs.writeSync(1, 'whole\n')
  process.exit(0)
}

await run()
