/** The session of this process at the database: its worker number, and the locks that live exactly as long as one connection. */
import type pg from 'pg'
import { lockClass } from '../store/locks.ts'
import { listenForWakeUps, wakeUps, type WakeUp } from '../store/server/wake-ups.ts'

export interface DatabaseSession {
  /** Identity in leases and segments, 1 to 2 billion; another one after the connection was lost, since others may have taken over. */
  worker(): number
  /** Resolves when the session stands (again). */
  held(): Promise<void>
  /** Rejects, in words, when the session that stands now is lost. */
  lost(): Promise<never>
  /** Takes a lock and returns how to give it back; null when somebody has it, in this process too. `key` is any text. */
  tryLock(lockClass: number, key: string): Promise<(() => Promise<void>) | null>
  /** Tells what any process committed for this mandate (store/server/wake-ups.ts), and everything when the session stands again: some of it may have been missed. Returns how to stop. */
  hear(mandate: string, told: (what: WakeUp) => void): () => void
  /** As `hear`, for whatever mandate it is; null when the session stands again. */
  hearAll(told: (what: WakeUp, mandate: string | null) => void): () => void
  close(): Promise<void>
}

/** The connection broke that held worker number and locks. */
export class SessionLost extends Error {}

/** Another process that lives holds the folder: `pid` is that of its session at the database. */
export class FolderTaken extends Error {
  readonly pid: number | null
  constructor(pid: number | null) {
    super('Another process holds the data folder.')
    this.pid = pid
  }
}

/** The session of a process that was killed is gone within moments; whoever is there for longer lives. */
const longestDyingMs = 5_000

/** A lost session is taken anew after this pause, again and again. */
const pauseMs = 500

interface Hearer {
  /** Null: all. */
  readonly mandate: string | null
  readonly told: (what: WakeUp, mandate: string | null) => void
}

interface Connection {
  readonly client: pg.PoolClient
  readonly worker: number
  readonly locks: Set<string>
  readonly lost: Promise<never>
  /** Gives the connection up, and its locks with it; more than once is once. */
  end(): void
}

/**
 * Opens the session on a connection of its own. `folder`: the name of the data folder that this process holds; with each session its lock is
 * taken. Throws `FolderTaken` when another process has it. All locks of the process share it: one connection for each mandate would
 * use up the pool, and a lock whose connection broke is lost together with the worker number, which is noticed at once.
 */
export async function openSession(pool: pg.Pool, folder: string | null = null): Promise<DatabaseSession> {
  let closed = false
  const hearing = new Set<Hearer>()
  const heard = (what: WakeUp, mandate: string): void => {
    for (const one of hearing) if (one.mandate === null || one.mandate === mandate) one.told(what, mandate)
  }
  let now = connect(pool, whenLost, heard)
  let standing = await now
  if (folder !== null) await firstFolder(standing, folder)

  function whenLost(): void {
    if (closed) return
    now = again()
    now.then(
      (next) => (standing = next),
      () => {}
    )
  }
  async function again(): Promise<Connection> {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
      if (closed) throw new Error('The session at the database is closed.')
      try {
        const next = await connect(pool, whenLost, heard)
        // Whoever took it in these moments was let in by the lock of the folder itself.
        if (folder !== null) await takesFolder(next.client, folder)
        for (const one of hearing) for (const what of wakeUps) one.told(what, one.mandate)
        return next
      } catch {
        // The server is away or starting: whoever waits for `held` waits on.
      }
    }
  }

  return {
    worker: () => standing.worker,
    held: async () => void (await now),
    lost: () => standing.lost,
    async tryLock(of, key) {
      const { client, locks } = await now
      const name = `${of} ${key}`
      // PostgreSQL gives a lock twice to the session that has it.
      if (locks.has(name)) return null
      locks.add(name)
      const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as held', [
        of,
        key
      ])
      if (rows[0]?.held !== true) {
        locks.delete(name)
        return null
      }
      return async () => {
        if (!locks.delete(name)) return
        // When the connection is gone, so is the lock.
        await client.query('select pg_advisory_unlock($1, hashtext($2))', [of, key]).catch(() => {})
      }
    },
    hear: (mandate, told) => hearIn(hearing, { mandate, told }),
    hearAll: (told) => hearIn(hearing, { mandate: null, told }),
    async close() {
      closed = true
      now.catch(() => {})
      standing.end()
    }
  }
}

function hearIn(hearing: Set<Hearer>, one: Hearer): () => void {
  hearing.add(one)
  return () => void hearing.delete(one)
}

async function firstFolder({ client, end }: Connection, folder: string): Promise<void> {
  for (const began = performance.now(); ; await new Promise((resolve) => setTimeout(resolve, 200))) {
    if (await takesFolder(client, folder)) return
    if (performance.now() - began < longestDyingMs) continue
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_locks where locktype = 'advisory' and granted and classid = $1 and objsubid = 2
         and objid = (hashtext($2)::bigint & 4294967295)::oid and database = (select oid from pg_database where datname = current_database())`,
      [lockClass.folder, folder]
    )
    end()
    throw new FolderTaken(rows[0]?.pid ?? null)
  }
}

async function takesFolder(client: pg.PoolClient, folder: string): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as held', [
    lockClass.folder,
    folder
  ])
  return rows[0]?.held === true
}

async function connect(
  pool: pg.Pool,
  whenLost: () => void,
  heard: (what: WakeUp, mandate: string) => void
): Promise<Connection> {
  const client = await pool.connect()
  const worker = 1 + Math.floor(Math.random() * 2_000_000_000)
  try {
    await client.query('select pg_advisory_lock($1, $2)', [lockClass.worker, worker])
    await listenForWakeUps(client, heard)
  } catch (error) {
    client.release(true)
    throw error
  }
  let ended = false
  const end = (): void => {
    if (ended) return
    ended = true
    client.release(true)
  }
  let why = 'it was closed'
  client.on('error', (error: Error) => (why = error.message))
  const lost = new Promise<never>((_, reject) => {
    client.once('end', () => {
      reject(
        new SessionLost(
          `The database ended the connection that holds the locks of this process (${why}). Everything committed is kept.`
        )
      )
      end()
      whenLost()
    })
  })
  lost.catch(() => {})
  return { client, worker, locks: new Set(), lost, end }
}
