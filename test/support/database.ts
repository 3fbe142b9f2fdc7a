/** Real PostgreSQL for tests: one server a process (or the one of BAKEN_TEST_DATA), a migrated database for each caller. */
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { connectionPool, type Store } from '../../src/store/connect.ts'
import { migrate } from '../../src/store/migrate.ts'
import { startOwnServer, type OwnServer } from '../../src/store/server/server.ts'
import type { ServerAddress } from '../../src/store/server/server-address.ts'

export interface TestStore extends Store {
  /** The superuser on this database: for what an attacker or a broken disk does. */
  readonly root: pg.Pool
  readonly database: string
  /** Else the database goes when the store is closed. */
  keep(): void
}

/** A fresh, migrated, empty database with its pools. Close it at the end of the tests that use it. */
export async function testStore(): Promise<TestStore> {
  const { address, secret } = await (server ??= findServer())
  const base = {
    host: address.socketDir,
    port: address.port,
    allowExitOnIdle: true,
    idleTimeoutMillis: 2_000,
    connectionTimeoutMillis: 120_000 // The tests of other files may hold this process for long, and the clock goes on.
  }
  const superuser = { ...base, user: address.superuser, password: address.password }
  const database = `t${process.pid}_${randomBytes(4).toString('hex')}`
  const maker = connectionPool({ ...superuser, database: 'postgres', max: 1 })
  await cloned(maker, database)
  await maker.end()
  const root = connectionPool({ ...superuser, database, max: 1 })
  const owner = connectionPool({ ...base, user: 'baken_owner', password: secret, database, max: 6 })
  const pool = connectionPool({ ...base, user: 'baken_run', password: secret, database, max: 6 })
  let kept = false
  return {
    pool,
    owner,
    root,
    database,
    serverPid: null,
    where: `test database ${database}`,
    lost: new Promise<never>(() => {}),
    keep: () => void (kept = true),
    async close() {
      await Promise.all([root.end(), owner.end(), pool.end()])
      if (kept) return
      // Hundreds that stay cost memory, and a worker of autovacuum looks into each. One that somebody still uses stays.
      const remover = connectionPool({ ...superuser, database: 'postgres', max: 1 })
      await remover.query(`drop database if exists ${database}`).catch((error: { code?: string }) => {
        if (error.code !== '55006') throw error
      })
      await remover.end()
    }
  }
}

/** Starts a server with the migrated template in a folder of its own; a runner names that folder in BAKEN_TEST_DATA. */
export async function startTestServer(): Promise<{ readonly dataDir: string; stop(): Promise<void> }> {
  removeLeftBehind()
  const template = await builtTemplate()
  const dataDir = makeFolder(`${runPrefix}${process.pid}-`)
  copy(template, dataDir)
  const started = await startOwnServer(dataDir)
  writeFileSync(path.join(dataDir, 'postgres.json'), JSON.stringify(started.address), { mode: 0o600 })
  const onExit = (): void => stopNow(started, dataDir)
  process.once('exit', onExit)
  return {
    dataDir,
    async stop() {
      process.removeListener('exit', onExit)
      await started.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
  }
}

interface FoundServer {
  readonly address: ServerAddress
  readonly secret: string
}

const runPrefix = 'baken-test-run-'
export const templatePrefix = 'baken-test-template-'
/** Where what runs share is kept, if the temporary folder of this run goes with it. */
export const keptFolder = (): string => process.env['BAKEN_TEST_KEPT'] ?? tmpdir()
let server: Promise<FoundServer> | undefined

async function findServer(): Promise<FoundServer> {
  const dataDir = process.env['BAKEN_TEST_DATA'] ?? (await startTestServer()).dataDir
  const address = runningServer(dataDir)
  if (address === null) throw new Error(`no server runs in ${dataDir}`)
  return { address, secret: readFileSync(path.join(dataDir, 'test.secret'), 'utf8') }
}

/** The cluster with roles and migrated schema, made once per schema and kept in the temporary folder. */
async function builtTemplate(): Promise<string> {
  const folder = path.join(keptFolder(), `${templatePrefix}${process.getuid?.() ?? 0}-${schemaDigest()}`)
  if (existsSync(folder)) {
    utimesSync(folder, new Date(), new Date()) // Says that it is used: `removeLeftBehind` spares it.
    return folder
  }
  const half = makeFolder(`${runPrefix}${process.pid}-`, keptFolder())
  const started = await startOwnServer(half)
  const secret = randomBytes(12).toString('hex')
  writeFileSync(path.join(half, 'test.secret'), secret, { mode: 0o600 })
  const { address } = started
  const base = { host: address.socketDir, port: address.port }
  const root = connectionPool({
    ...base,
    user: address.superuser,
    password: address.password,
    database: 'postgres',
    max: 1
  })
  for (const role of ['baken_owner', 'baken_run']) await root.query(`create role ${role} login password '${secret}'`)
  await root.query('create database template_baken owner baken_owner')
  await root.end()
  const owner = connectionPool({ ...base, user: 'baken_owner', password: secret, database: 'template_baken', max: 1 })
  await migrate(owner, 'baken_run')
  await owner.end()
  await started.stop()
  // A test database need not survive a power cut.
  writeFileSync(
    path.join(address.clusterDir, 'postgresql.auto.conf'),
    'fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n'
  )
  try {
    renameSync(half, folder)
  } catch {
    rmSync(half, { recursive: true, force: true }) // Another process was first.
  }
  return folder
}

/** Changes with everything that the schema is made from. */
export function schemaDigest(): string {
  const hash = createHash('sha256')
    .update(readFileSync(import.meta.filename))
    .update(process.arch)
  const store = path.join(import.meta.dirname, '../../src/store')
  const migrations = path.join(store, 'migrations')
  for (const name of readdirSync(migrations).sort()) hash.update(name).update(readFileSync(path.join(migrations, name)))
  hash.update(readFileSync(path.join(store, 'migrate.ts')))
  return hash.digest('hex').slice(0, 16)
}

function copy(template: string, dataDir: string): void {
  const { status, stderr } = spawnSync('cp', ['-a', `${template}/.`, dataDir], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`could not copy ${template}: ${stderr}`)
  const file = path.join(dataDir, 'postgres.json')
  const known = JSON.parse(readFileSync(file, 'utf8')) as ServerAddress
  writeFileSync(file, JSON.stringify({ ...known, clusterDir: path.join(dataDir, 'postgres', 'cluster') }), {
    mode: 0o600
  })
}

async function cloned(maker: pg.Pool, database: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await maker.query(`create database ${database} template template_baken owner baken_owner strategy file_copy`)
      return
    } catch (error) {
      // Two clones at once: the template is "being accessed by other users" for a moment.
      if ((error as { code?: string }).code !== '55006' || attempt > 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  }
}

function makeFolder(prefix: string, place = tmpdir()): string {
  const folder = mkdtempSync(path.join(place, prefix))
  chmodSync(folder, 0o755) // The server may run under another uid.
  return folder
}

/** At the end of the process nothing asynchronous runs any more: immediate shutdown, then the folder goes. */
function stopNow(started: OwnServer, dataDir: string): void {
  try {
    process.kill(started.pid, 'SIGQUIT')
    const pause = new Int32Array(new SharedArrayBuffer(4))
    for (let tries = 0; tries < 200 && runningServer(dataDir) !== null; tries++) Atomics.wait(pause, 0, 0, 10)
  } catch {
    // It ended already.
  }
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
}

/** Templates of other schemas may belong to a run of another checkout on this machine: they go when nobody used them for this long. */
const templateRestMs = 24 * 3600_000

/** Removes servers and folders of test processes that were killed, and templates that nobody used for a day. */
export function removeLeftBehind(places: readonly string[] = [...new Set([tmpdir(), keptFolder()])]): void {
  for (const folder of places.flatMap((place) => readdirSync(place).map((name) => path.join(place, name)))) {
    const name = path.basename(folder)
    const pid = name.startsWith(runPrefix) ? Number(name.slice(runPrefix.length).split('-')[0]) : null
    const dead = pid !== null && !existsSync(`/proc/${pid}`)
    try {
      const template = name.startsWith(`${templatePrefix}${process.getuid?.() ?? 0}-`)
      const oldTemplate = template && Date.now() - statSync(folder).mtimeMs > templateRestMs
      if (!dead && !oldTemplate) continue
      if (dead) killServer(folder)
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Of another user, or another process removes it too.
    }
  }
}

/** The address of the server of a folder if its postmaster runs now, else null. */
export function runningServer(dataDir: string): ServerAddress | null {
  try {
    const address = JSON.parse(readFileSync(path.join(dataDir, 'postgres.json'), 'utf8')) as ServerAddress
    const pid = readFileSync(path.join(address.clusterDir, 'postmaster.pid'), 'utf8').split('\n')[0]
    return existsSync(`/proc/${pid}`) ? address : null
  } catch {
    return null
  }
}

function killServer(folder: string): void {
  if (runningServer(folder) === null) return
  const pid = Number(readFileSync(path.join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(pid, 'SIGQUIT')
}
