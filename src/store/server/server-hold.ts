/** The lock inside a database server that says whose it is, and the question to the server itself whether anybody living still works on it. */
import pg from 'pg'
import { lockClass } from '../locks.ts'
import { socketHost, type ServerAddress } from './server-address.ts'

/** A session that broke (ended by an administrator, by a crash of another one) is taken anew after this pause, again and again. */
const pauseMs = 500
/** The sessions of a process that was killed are gone within moments; whoever is there for longer lives. */
const longestDyingMs = 5_000
/** As long as a server may take until it says anything: one that was killed while it wrote reads its log first. */
const longestSilentMs = 20_000
const betweenAsksMs = 300
/** A session of one that lives may just have been ended, and is taken anew after the pause: nobody is there only when nobody came for so long. */
const longestAwayMs = 4 * pauseMs

/**
 * Holds the lock of the server at `address` in a session of its own, from now until `end`. It lives as this process does, whatever becomes of the files of
 * the folder. A server that cannot be asked now is asked again later; nothing here keeps the process alive.
 */
export async function holdServer(address: ServerAddress): Promise<{ end(): void }> {
  let ended = false
  let holding: pg.Client | null = null
  const again = (): void => {
    if (!ended) setTimeout(() => void hold(), pauseMs).unref()
  }
  const hold = async (): Promise<void> => {
    const client = clientOf(address)
    try {
      await client.connect()
      await client.query('select pg_advisory_lock($1, 0)', [lockClass.server])
    } catch {
      await client.end().catch(() => {})
      return again()
    }
    if (ended) return void client.end().catch(() => {})
    holding = client
    client.once('end', again)
    // Declared nowhere: a session that waits keeps no process alive.
    ;(client as unknown as { unref(): void }).unref()
  }
  await hold()
  return {
    end() {
      ended = true
      void holding?.end().catch(() => {})
    }
  }
}

/**
 * Why the server at `address` may not be stopped, in words; null when it said for two seconds on end that no session of a living Baken is left, or when
 * `gone` says that it ended meanwhile. Asks for some seconds: the sessions of a process that was just killed go first.
 */
export async function whyNotStopped(address: ServerAddress, gone: () => boolean): Promise<string | null> {
  const began = performance.now()
  for (let free: number | null = null; ; await new Promise((resolve) => setTimeout(resolve, betweenAsksMs))) {
    if (gone()) return null
    let silent: string | null = null
    try {
      free = (await holders(address)) === 0 ? (free ?? performance.now()) : null
    } catch (error) {
      free = null
      silent = (error as Error).message
    }
    if (free !== null && performance.now() - free >= longestAwayMs) return null
    if (free !== null || performance.now() - began < (silent === null ? longestDyingMs : longestSilentMs)) continue
    return silent === null
      ? 'a Baken that lives works on it, whose lock of the folder was moved away or replaced (instance.held), or a crawl or import goes on beside one that was killed'
      : `whether a Baken still works on it could not be asked (${silent})`
  }
}

/** Sessions of this server with the lock of a living worker or of whoever started it, whatever database they are on. */
async function holders(address: ServerAddress): Promise<number> {
  const client = clientOf(address)
  try {
    await client.connect()
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from pg_locks where locktype = 'advisory' and granted and classid = any($1::int[]::oid[])`,
      [[lockClass.worker, lockClass.server]]
    )
    return rows[0]?.n ?? 0
  } finally {
    await client.end().catch(() => {})
  }
}

function clientOf(address: ServerAddress): pg.Client {
  const { port, superuser: user, password } = address
  const client = new pg.Client({
    host: socketHost(address),
    port,
    user,
    password,
    database: 'postgres',
    application_name: 'baken',
    connectionTimeoutMillis: 3_000
  })
  client.on('error', () => {}) // The next question fails with the reason, or the end of the session brings the next try.
  return client
}
