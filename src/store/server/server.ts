/** Starts and stops Baken's own PostgreSQL: one cluster per data folder, reached over a socket, never over the network. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  readdirSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { connect, Socket } from 'node:net'
import path from 'node:path'
import {
  addressFor,
  addressInside,
  isDeep,
  knownAddress,
  portNumber,
  socketHost,
  type ServerAddress
} from './server-address.ts'
import { holdServer, whyNotStopped } from './server-hold.ts'
import { moveIn, serverPlace, type ServerPlace } from './server-place.ts'

export interface OwnServer {
  readonly address: ServerAddress
  /** Pid of the postmaster, for measuring. */
  readonly pid: number
  /** The place outside the data folder from which its cluster was taken in at this start, or null. */
  readonly movedFrom: string | null
  /** Rejects, in words, when the server ends though nobody stopped it. */
  readonly lost: Promise<never>
  stop(): Promise<void>
}

const nobody = { uid: 65534, gid: 65534 }

/** What PostgreSQL says when another postmaster is on the cluster, or only just ended. */
const notFree = /lock file "postmaster.pid" already exists|pre-existing shared memory block/
const longestWaitMs = 20_000

/**
 * Starts the server of `dataDir`, making its cluster on the first start (about 0.5 s). Only who holds the lock of the folder
 * may call it. With `exclusive` a server that outlived a killed Baken is stopped first, and a cluster outside the data folder is taken
 * into it. As root the server runs under `nobody`.
 */
export async function startOwnServer(dataDir: string, exclusive = true): Promise<OwnServer> {
  const asRoot = process.getuid?.() === 0
  const movedFrom = exclusive && asRoot ? await takeIn(dataDir) : null
  const address = addressFor(dataDir)
  for (const began = performance.now(); ; await new Promise((resolve) => setTimeout(resolve, 200))) {
    if (exclusive) await stopOrphan(address)
    const place = serverPlace(address, asRoot)
    const identity = asRoot ? nobody : {}
    if (!existsSync(path.join(address.clusterDir, 'PG_VERSION'))) makeCluster(place, address, dataDir, identity)
    mkdirSync(address.socketDir, { recursive: true, mode: 0o755 })
    if (asRoot) chownSync(address.socketDir, nobody.uid, nobody.gid)
    const places = [
      '-D',
      place.data(address.clusterDir),
      '-k',
      isDeep(address.socketDir) ? path.join('..', 'socket') : place.beside(address.socketDir)
    ]
    const child = spawn(place.binaries.postgres, [...places, ...settings], {
      ...identity,
      cwd: place.cwd(address.clusterDir),
      detached: true, // Its own process group: Ctrl-C in the terminal reaches Baken first, which then stops it in order.
      env: environment(),
      stdio: ['ignore', 'ignore', 'pipe']
    })
    try {
      await untilReady(child)
    } catch (error) {
      place.close()
      // A server of a Baken that was killed while starting shows itself only after a moment.
      if (notFree.test((error as Error).message) && performance.now() - began < longestWaitMs) continue
      throw error
    }
    return { ...owned(child, address, dataDir, place, await holdServer(address)), movedFrom }
  }
}

/** Takes a cluster that an older version put outside the data folder into it, when nobody works on it. Returns where it was. */
async function takeIn(dataDir: string): Promise<string | null> {
  const known = knownAddress(dataDir)
  const inside = known === null ? null : addressInside(known, dataDir)
  if (known === null || inside === null) return null
  await stopOrphan(known)
  return moveIn(known, inside, dataDir)
}

function owned(
  child: ChildProcess,
  address: ServerAddress,
  dataDir: string,
  place: ServerPlace,
  hold: { end(): void }
): Omit<OwnServer, 'movedFrom'> {
  let stopping = false
  const lost = new Promise<never>((_, reject) => {
    child.once('exit', (code, signal) => {
      if (stopping) return
      const how = signal === null ? `with code ${code}` : `by ${signal}`
      const what = 'Everything committed is kept: start Baken again.'
      reject(new Error(`The database server of ${dataDir} was ended ${how}. ${what}`))
    })
  })
  lost.catch(() => {})
  // A process that ends at once (Ctrl-C again) does not wait for its server, which then ends by itself.
  const endWithUs = (): void => void child.kill('SIGINT')
  process.once('exit', endWithUs)
  const stop = async (): Promise<void> => {
    stopping = true
    hold.end()
    await stopChild(child)
    process.removeListener('exit', endWithUs)
    place.close()
  }
  return { address, pid: child.pid ?? 0, lost, stop }
}

/** The address of the server of `dataDir` when one answers now, whatever process or container it runs in; else null. */
export async function reachableServer(dataDir: string): Promise<ServerAddress | null> {
  const address = knownAddress(dataDir)
  return address !== null && (await answers(address)) ? address : null
}

/** True when somebody listens on the socket. Its path is the same file in every namespace that sees the folder. */
function answers(address: ServerAddress): Promise<boolean> {
  if (!existsSync(address.socketDir)) return Promise.resolve(false)
  return new Promise((resolve) => {
    const socket = connect(path.join(socketHost(address), `.s.PGSQL.${address.port}`))
    socket.once('connect', () => (socket.destroy(), resolve(true)))
    socket.once('error', () => resolve(false))
  })
}

const settings = Object.entries({
  listen_addresses: '',
  port: portNumber,
  max_connections: 60,
  shared_buffers: '192MB',
  maintenance_work_mem: '128MB',
  work_mem: '16MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  wal_recycle: 'off', // Old log files are removed and not used again: their bytes may be of what was erased since.
  checkpoint_timeout: '15min',
  jit: 'off',
  autovacuum_naptime: '20s', // Fresh tables grow from nothing within seconds, and plans made without statistics read them whole.
  timezone: 'UTC',
  statement_timeout: '0',
  log_min_messages: 'log', // LOG, FATAL and PANIC: the line that says "ready" is a LOG.
  log_checkpoints: 'off',
  unix_socket_permissions: '0777' // The password decides (scram), not the file mode: the server may run under another uid.
}).flatMap(([name, value]) => ['-c', `${name}=${value}`])

function environment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C', LANG: 'C', TZ: 'UTC' }
}

function makeCluster(
  place: ServerPlace,
  address: ServerAddress,
  dataDir: string,
  identity: { uid?: number; gid?: number }
): void {
  const parent = path.dirname(address.clusterDir)
  // Made aside and moved when whole: an initdb that outlived a killed Baken goes on writing, in a folder that nobody uses.
  for (const name of readdirSync(parent).filter((one) => one.startsWith('cluster.new-'))) removeQuietly(parent, name)
  const half = `${address.clusterDir}.new-${randomBytes(4).toString('hex')}`
  mkdirSync(half, { mode: 0o700 })
  const secret = `${half}.secret`
  writeFileSync(secret, address.password, { mode: 0o600 })
  if (identity.uid !== undefined && identity.gid !== undefined) {
    chownSync(half, identity.uid, identity.gid)
    chownSync(secret, identity.uid, identity.gid)
    chmodSync(parent, 0o755)
  }
  const places = ['-D', place.data(half), '--pwfile', place.beside(secret)]
  const args = ['-U', address.superuser, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', '--no-instructions']
  const made = spawnSync(place.binaries.initdb, [...places, ...args], {
    ...identity,
    cwd: place.cwd(half),
    env: environment(),
    encoding: 'utf8'
  })
  rmSync(secret, { force: true })
  if (made.status !== 0) {
    rmSync(half, { recursive: true, force: true })
    const cause = made.error?.message ?? made.stderr.trim()
    throw new Error(
      `PostgreSQL could not make its cluster for ${dataDir}: ${cause}\nRun "baken doctor" to see what is missing.`
    )
  }
  // A cluster that an older version left half made has no PG_VERSION: nothing was in it yet.
  rmSync(address.clusterDir, { recursive: true, force: true })
  renameSync(half, address.clusterDir)
}

function removeQuietly(parent: string, name: string): void {
  try {
    rmSync(path.join(parent, name), { recursive: true, force: true })
  } catch {
    // Somebody still writes there: it goes with a later start.
  }
}

async function untilReady(child: ChildProcess): Promise<void> {
  let said = ''
  const ready = new Promise<void>((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000)
      if (said.includes('ready to accept connections')) resolve()
    })
    child.on('error', reject)
    child.on('exit', (code) =>
      reject(new Error(`PostgreSQL ended while starting (code ${code}): ${said.trim().slice(-1500)}`))
    )
  })
  const timer = setTimeout(() => child.kill('SIGQUIT'), 60_000)
  try {
    await ready
  } finally {
    clearTimeout(timer)
  }
  child.removeAllListeners('exit')
  child.unref()
  if (child.stderr instanceof Socket) child.stderr.unref() // A process with nothing else to do may end.
}

/** SIGINT is PostgreSQL's fast shutdown: ends sessions, writes a checkpoint. */
async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGINT')
  const timer = setTimeout(() => child.kill('SIGQUIT'), 20_000)
  await gone
  clearTimeout(timer)
}

/** Pid of the live postmaster of this very cluster, proven by its working directory; null when there is none that we can see. */
function postmasterPid(clusterDir: string): number | null {
  try {
    const pid = Number(readFileSync(path.join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')[0])
    if (!Number.isInteger(pid) || pid <= 1) return null
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterDir) ? pid : null
  } catch {
    return null // No pid file, or no such process in our namespace, or one of another user.
  }
}

/**
 * Stops a server that outlived its Baken. The caller holds the lock of the folder, but its file may have been moved away under a Baken that
 * lives: only a server that itself says that nobody works on it is stopped. Throws, with what to do, when somebody does.
 */
async function stopOrphan(address: ServerAddress): Promise<void> {
  const pid = postmasterPid(address.clusterDir)
  if (pid === null) {
    if (!(await answers(address))) return
    throw new Error(
      `A database server of this folder still runs where this process cannot see it: in another container or process ` +
        `namespace, whose Baken has ended, or under another user (${address.clusterDir}).\nEnd that container or server, then start again.`
    )
  }
  const why = await whyNotStopped(address, () => postmasterPid(address.clusterDir) !== pid)
  if (why !== null)
    throw new Error(
      `The database server of this folder (process ${pid}, ${address.clusterDir}) is not stopped: ${why}.\n` +
        'Stop that Baken, crawl or import first (or end that process, when nothing works on it), then start again.'
    )
  if (postmasterPid(address.clusterDir) !== pid) return
  for (const [signal, waitMs] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 2_000]
  ] as const) {
    process.kill(pid, signal)
    const until = Date.now() + waitMs
    while (Date.now() < until) {
      if (!existsSync(`/proc/${pid}`)) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}
