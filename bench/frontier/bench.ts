/** `baken bench frontier`: bytes an address and time of a lease with n known addresses, and four processes that empty it while they are killed. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { makeDemo } from '../../src/accountability/demo.ts'
import { openApp, type App } from '../../src/run/app.ts'
import { addAddresses } from '../../src/store/frontier/found-addresses.ts'
import { dueAddresses, leaseHosts, releaseHost } from '../../src/store/frontier/frontier.ts'
import { frontierState } from '../../src/store/frontier/frontier-state.ts'
import { timed } from '../measure.ts'
import { rounded } from '../processes.ts'
import { address, inGround, keysOf, mandate, settingsOf, source } from './world.ts'

interface Input {
  readonly n: number
  readonly seed: number
  readonly say: (text: string) => void
}

const batch = 2_000
const leases = 100
/** Of these addresses the processes empty the frontier; the others are done before. */
const drained = 100_000
const workers = 4
const kills = 12

/** Fills a frontier, times leases in it, and has it emptied. */
export async function runFrontierBench({ n, seed, say }: Input): Promise<object> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'baken-frontier-'))
  const opened = await openApp(settingsOf(dataDir), 'hold')
  if (opened.kind === 'refused') throw new Error(opened.message)
  const { app } = opened
  try {
    const filled = await fill(app, n, say)
    say('Leases are timed.')
    const lease = await timeLeases(app)
    say(`${workers} processes empty ${Math.min(n, drained)} addresses, and are killed meanwhile.`)
    const drain = await emptied(app, dataDir, Math.min(n, drained), seed)
    return { ...filled, ...lease, drain }
  } finally {
    await app.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function fill(app: App, n: number, say: Input['say']): Promise<object> {
  const demo = await makeDemo(app.store)
  if (demo.kind === 'refused') throw new Error('the demo mandate cannot be made')
  await inGround(app, (tx) =>
    tx.query(`insert into source (id, mandate_id, name, spec) values ($1, $2, 'frontier', '{}')`, [source, mandate])
  )
  const keys = keysOf(app)
  const began = performance.now()
  for (let from = 0; from < n; from += batch) {
    const found = Array.from({ length: Math.min(batch, n - from) }, (_, nth) => address(from + nth))
    await inGround(app, (tx) => addAddresses(tx, mandate, found, keys))
    if (from > 0 && from % 250_000 === 0) say(`${from} addresses are known.`)
  }
  const seconds = (performance.now() - began) / 1000
  await app.store.owner.query('vacuum analyze baken.address')
  await app.store.owner.query('vacuum analyze baken.host')
  const { rows } = await app.store.owner.query<{ bytes: number; rows: number }>(
    `select pg_table_size('baken.address')::float8 as rows, pg_total_relation_size('baken.address')::float8 as bytes`
  )
  return {
    addresses: n,
    addedPerSecond: Math.round(n / seconds),
    bytesAnAddress: { rows: Math.round((rows[0]?.rows ?? 0) / n), withIndexes: Math.round((rows[0]?.bytes ?? 0) / n) },
    nodeMb: rounded(process.memoryUsage.rss() / 1e6, 0)
  }
}

async function timeLeases(app: App): Promise<object> {
  await app.session.held()
  const worker = app.session.worker()
  const server = app.store.serverPid
  const rounds = Array.from({ length: leases }, (_, nth) => nth)
  const lease = await timed(
    rounds,
    async () => {
      const hosts = await inGround(app, (tx) => leaseHosts(tx, worker, 4, 60_000, null))
      for (const { host } of hosts)
        await inGround(app, (tx) => releaseHost(tx, worker, host, { nextAt: null, failures: 0, because: null }))
    },
    server
  )
  await app.store.owner.query(
    `update baken.host set lease_by = $1, lease_until = now() + interval '1 hour' where host = 'groot.example'`,
    [worker]
  )
  const due = await timed(
    rounds,
    async () => {
      await inGround(app, (tx) =>
        dueAddresses(tx, app.keyring, { worker, host: 'groot.example', most: 64, forMs: 60_000, sources: null })
      )
    },
    server
  )
  await app.store.owner.query(`update baken.host set lease_by = null, lease_until = null`)
  const state = await timed(
    rounds.slice(0, 10),
    async () => void (await inGround(app, (tx) => frontierState(tx, null)))
  )
  return { leaseOfFourHosts: lease, dueOfTheLargestHost: due, whatIsLeft: state }
}

/** Four processes at once; one of them is killed again and again, and another takes its place. */
async function emptied(app: App, dataDir: string, m: number, seed: number): Promise<object> {
  await app.store.owner.query(
    `update baken.address set state = 'done', due_at = 'infinity' where id not in (select id from baken.address order by id limit $1)`,
    [m]
  )
  const script = path.join(import.meta.dirname, 'worker.ts')
  const began = performance.now()
  const running = new Set<ChildProcess>()
  let broken = ''
  const begin = (): void => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, dataDir], {
      stdio: ['ignore', 'ignore', 'pipe']
    })
    running.add(child)
    child.stderr.on('data', (chunk: Buffer) => (broken = `${broken}${chunk.toString()}`.slice(-2_000)))
    child.once('exit', () => running.delete(child))
  }
  for (let nth = 0; nth < workers; nth++) begin()
  const settled = async (): Promise<number> =>
    inGround(app, async (tx) => {
      const { rows } = await tx.query<{ n: number }>('select count(*)::int as n from address where visits > 0')
      return rows[0]?.n ?? 0
    })
  let killed = 0
  let state = seed
  for (let now = await settled(); now < m; now = await settled()) {
    if (running.size === 0) throw new Error(`the workers ended with ${m - now} addresses left: ${broken}`)
    // By what is done, not by the clock: after each share of the work one dies, wherever it is.
    if (killed < kills && now > ((killed + 1) * m) / (kills + 2)) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      const victim = [...running][state % running.size]
      if (victim?.kill('SIGKILL') === true) killed++
      begin()
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const seconds = (performance.now() - began) / 1000
  await Promise.all([...running].map((child) => new Promise((resolve) => child.once('exit', resolve))))
  const { rows } = await inGround(app, (tx) =>
    tx.query<{ lost: number; twice: number }>(
      `select count(*) filter (where state = 'due')::int as lost, count(*) filter (where visits > 1)::int as twice from address`
    )
  )
  return {
    addresses: m,
    processes: workers,
    killed,
    lost: rows[0]?.lost,
    twice: rows[0]?.twice,
    perSecond: Math.round(m / seconds)
  }
}
