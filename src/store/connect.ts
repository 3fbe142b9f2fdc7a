/** Opens Baken's database: its own server or the one of DATABASE_URL, migrated, with one pool for the runtime role. */
import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { migrate } from './migrate.ts'
import { socketHost, type ServerAddress } from './server/server-address.ts'
import { startOwnServer, type OwnServer } from './server/server.ts'

export interface Store {
  /** The runtime role: under row-level security, insert only on the ledger. Everything but migrations uses this. */
  readonly pool: pg.Pool
  /** The owning role, for migrations and for what an administrator does at the console (mandates, users). */
  readonly owner: pg.Pool
  /** Pid of our own postmaster, or null for a server of DATABASE_URL. */
  readonly serverPid: number | null
  readonly where: string
  /** Rejects, in words, when a server of our own ended though nobody stopped it; stays open for one of DATABASE_URL. */
  readonly lost: Promise<never>
  close(): Promise<void>
}

export interface StoreOptions {
  readonly dataDir: string
  readonly databaseUrl?: string | undefined
  /** A server of this folder that runs: joined. */
  readonly join?: ServerAddress | null
  /** The lock of the folder is held for good: a server that outlived its Baken may be stopped. */
  readonly exclusive: boolean
  /** Nothing is put right first: what was changed in the database is to be seen. */
  readonly toCheck?: boolean
  readonly poolSize?: number
}

// Timestamps and big integers: ISO text and numbers. Every id and count of ours stays below 2^53.
pg.types.setTypeParser(20, Number)
pg.types.setTypeParser(1184, (text) => new Date(text).toISOString())

/** Starts or reaches the server, brings the schema up to date, and returns the pools. Errors say what to do. */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (options.databaseUrl) return openUrl(options.databaseUrl, options)
  if (options.join) return openOwn(options, options.join, null)
  const server = await startOwnServer(options.dataDir, options.exclusive)
  return openOwn(options, server.address, server)
}

async function openOwn(options: StoreOptions, address: ServerAddress, server: OwnServer | null): Promise<Store> {
  const base = { host: socketHost(address), port: address.port }
  const secrets = databaseSecrets(options.dataDir)
  const max = options.poolSize ?? 8
  if (server !== null) {
    const root = connectionPool({
      ...base,
      user: address.superuser,
      password: address.password,
      database: 'postgres',
      max: 1
    })
    await prepareCluster(root, secrets)
    await root.end()
    await allowSwitch(address)
  }
  const owner = connectionPool({
    ...base,
    user: 'baken_owner',
    password: secrets.owner,
    database: 'baken',
    max: ownerConnections
  })
  if (server !== null) await migrate(owner, 'baken_run', options.toCheck)
  const run = connectionPool({ ...base, user: 'baken_run', password: secrets.run, database: 'baken', max })
  return {
    pool: run,
    owner,
    serverPid: server?.pid ?? null,
    where: `own PostgreSQL in ${path.dirname(address.clusterDir)}${takenIn(server)}`,
    lost: server?.lost ?? never,
    async close() {
      await endPools([run, owner])
      await server?.stop()
    }
  }
}

function takenIn(server: OwnServer | null): string {
  const from = server?.movedFrom ?? null
  return from === null ? '' : ` (taken in from ${from}, where an older version had put it)`
}

async function openUrl(databaseUrl: string, { poolSize: max = 8, toCheck = false }: StoreOptions): Promise<Store> {
  if (!URL.canParse(databaseUrl))
    throw new Error(
      'DATABASE_URL is no address: write postgres://USER:PASSWORD@HOST:PORT/DATABASE (a socket: ...@localhost/DATABASE?host=/its/folder).'
    )
  const url = new URL(databaseUrl)
  const owner = connectionPool({ connectionString: databaseUrl, max: ownerConnections })
  const { rows } = await owner.query<{ version: number; database: string }>(
    `select current_setting('server_version_num')::int as version, current_database() as database`
  )
  const found = rows[0]
  if (found === undefined || found.version < 140000) {
    await owner.end()
    throw new Error(
      `DATABASE_URL names a PostgreSQL server of version ${found?.version ?? '?'}: Baken needs 14 or newer.`
    )
  }
  // The same on every machine that shares this URL, and not to be had without it.
  const password = createHmac('sha256', `${url.password}:${found.database}`)
    .update('baken runtime role')
    .digest('base64url')
  const role = `baken_run_${found.database}`.replaceAll(/[^a-z0-9_]/gi, '_').slice(0, 63)
  await makeRole(owner, role, password, false)
  await migrate(owner, role, toCheck)
  const runUrl = new URL(databaseUrl)
  runUrl.username = role
  runUrl.password = password
  const run = connectionPool({ connectionString: runUrl.href, max })
  return {
    pool: run,
    owner,
    serverPid: null,
    where: `PostgreSQL at ${url.host}${url.pathname}`,
    lost: never,
    close: () => endPools([run, owner])
  }
}

/** A pool on Baken's schema whose idle connections may break without ending the process. */
export function connectionPool(config: pg.PoolConfig): pg.Pool {
  const made = new pg.Pool({
    application_name: 'baken',
    keepAlive: true, // A server that vanished without a word is noticed.
    // Statements that do not wait for each other's answers are sent at once: each wait costs two switches of processes.
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    ...config,
    options: '-c search_path=baken,pg_catalog'
  })
  // An idle connection that breaks (server restarted) must not end the process; the next query gets a fresh one.
  made.on('error', () => {})
  // Nor one in use, or held for its lock: its next query fails with the reason, and that is told.
  made.on('connect', (client) => client.on('error', () => {}))
  return made
}

const never = new Promise<never>(() => {})
/** Two of them belong to the queue of jobs where one is worked on: one listens, one takes. */
const ownerConnections = 4
const longestEndMs = 10_000

/** Ends pools. A connection that nobody gives back (its work broke with the server) is not waited for longer than ten seconds. */
async function endPools(pools: readonly pg.Pool[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, longestEndMs)))
  await Promise.race([Promise.all(pools.map((pool) => pool.end())), late])
  clearTimeout(timer)
}

interface DatabaseSecrets {
  readonly owner: string
  readonly run: string
}

function databaseSecrets(dataDir: string): DatabaseSecrets {
  const file = path.join(dataDir, 'database.secret.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as DatabaseSecrets
  const made = { owner: randomBytes(24).toString('base64url'), run: randomBytes(24).toString('base64url') }
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 })
  return made
}

async function prepareCluster(root: pg.Pool, secrets: DatabaseSecrets): Promise<void> {
  await makeRole(root, 'baken_owner', secrets.owner, true)
  await makeRole(root, 'baken_run', secrets.run, true)
  const { rowCount } = await root.query(`select 1 from pg_database where datname = 'baken'`)
  if (rowCount === 0) await root.query('create database baken owner baken_owner')
  // After an erasing the write-ahead log of before is let go (store/rewrite-tables.ts).
  await root.query('grant pg_checkpoint to baken_owner')
}

/** What a function of the database itself allows: rights on it are kept in each database. */
async function allowSwitch(address: ServerAddress): Promise<void> {
  const { port, superuser: user, password } = address
  const root = connectionPool({ host: socketHost(address), port, user, password, database: 'baken', max: 1 })
  await root.query('grant execute on function pg_catalog.pg_switch_wal() to baken_owner')
  await root.end()
}

/** Makes a login role once. `set` also renews its password (own cluster: the data folder decides). */
async function makeRole(admin: pg.Pool, name: string, password: string, set: boolean): Promise<void> {
  const { rowCount } = await admin.query('select 1 from pg_roles where rolname = $1', [name])
  const secret = pg.escapeLiteral(password)
  try {
    if (rowCount === 0) await admin.query(`create role ${pg.escapeIdentifier(name)} login password ${secret}`)
    // Nor past row-level security, whatever somebody gave it.
    else if (set)
      await admin.query(`alter role ${pg.escapeIdentifier(name)} login nosuperuser nobypassrls password ${secret}`)
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === '42710' || code === '23505') return // Another process made it in between.
    if (code === '42501') {
      throw new Error(
        `The user of DATABASE_URL may not make the role ${name}, under which Baken runs.\n` +
          `Let an administrator run once: alter role <that user> createrole;`
      )
    }
    throw error
  }
}
