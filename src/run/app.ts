/** Joins store, keys and evidence of one data folder: what every role and command starts from. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { openKeyring, type Keyring } from '../evidence/keys.ts'
import type { MandateId } from '../model/ids.ts'
import type { Mandate } from '../model/mandate.ts'
import { openStore, type Store } from '../store/connect.ts'
import { lostConnection } from '../store/lost-connection.ts'
import { schemaState } from '../store/migrate.ts'
import { fingerprintKeyOf } from '../store/sealed/address-mac.ts'
import { otherKeys } from '../store/sealed/other-keys.ts'
import { sealAddresses } from '../store/sealed/seal-addresses.ts'
import { reachableServer } from '../store/server/server.ts'
import type { ServerAddress } from '../store/server/server-address.ts'
import { startAnchoring } from './evidence/anchoring.ts'
import { FolderTaken, openSession, type DatabaseSession } from './database-session.ts'
import { holdInstance, holderInWords, placeOfFolder, type Holder, type InstanceOutcome } from './instance.ts'
import type { Settings } from './settings.ts'

export interface App {
  readonly settings: Settings
  readonly store: Store
  readonly keyring: Keyring
  readonly evidenceDir: string
  /** Worker number and locks of this process; only where it crawls, imports or serves. */
  readonly session: DatabaseSession
  /** Segments that this process writes now: recovery leaves them alone, and takes up those of its own engines that broke. */
  readonly segments: OwnSegments
  /** The Baken that holds the folder, where this process works beside it; null where it holds the folder itself or only reads. */
  readonly joined: { readonly holder: Holder | null } | null
  /** Tests widen the gaps between two steps here, to see that nothing rests on their being short. */
  pause?(at: Gap): Promise<void>
  /** Tests have loops that wait for something to do rest so long, to see that whatever there is to do wakes them. */
  readonly restMs?: number
  close(): Promise<void>
}

/** Moments at which another part may act between two steps of this one. */
export type Gap =
  | 'group-committing'
  | 'group-committed'
  | 'unread-listed'
  | 'nothing-unread'
  | 'batch-committed'
  | 'due-read'
  | 'unread-counted'
  | 'session-ending'
  | 'frontier-read'
  | 'networks-taken'
  | 'networks-asked'
  | 'hosts-leased'

export interface OwnSegments {
  /** Ids of segments with a living writer. */
  readonly writing: Set<string>
}

export type AppOutcome =
  | { readonly kind: 'app'; readonly app: App }
  | { readonly kind: 'refused'; readonly message: string }

/**
 * What a command does with the data folder. `hold` (start): it is the only one that may start, stop and mend the server. `work` (crawl,
 * import): as `hold` where nobody holds it; beside a Baken that does, as a second worker on its database. `read` (export, verify,
 * users): joins the database that runs, whoever started it, or starts it for the moment; nothing that runs is stopped for it.
 */
export type Access = 'hold' | 'work' | 'read'

/** Opens the data folder, or says in words why it cannot be had in this way. */
export async function openApp(settings: Settings, access: Access): Promise<AppOutcome> {
  for (const began = performance.now(); ; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const place = await takePlace(settings, access)
    if (place.kind === 'taken') return { kind: 'refused', message: takenInWords(settings, access, place.holder) }
    try {
      return await openAt(settings, access, place)
    } catch (error) {
      if (place.kind === 'held') place.release()
      if (error instanceof FolderTaken) return { kind: 'refused', message: heldInWords(settings, error.pid) }
      // The Baken beside which this one was to work has just ended, and its server refuses: the folder is free in a moment.
      const ended = place.kind === 'beside' && place.server !== null && lostConnection(error as Error) !== null
      if (!ended || performance.now() - began > waitToJoinMs) throw error
    }
  }
}

async function openAt(
  settings: Settings,
  access: Access,
  place: Exclude<Place, { kind: 'taken' }>
): Promise<AppOutcome> {
  const release = place.kind === 'held' ? place.release : (): void => {}
  const keys = openKeyring(settings.dataDir)
  if (keys.kind === 'refused') {
    release()
    return { kind: 'refused', message: keys.detail }
  }
  const evidenceDir = path.join(settings.dataDir, 'evidence')
  mkdirSync(evidenceDir, { recursive: true, mode: 0o700 })
  const joined = access === 'work' && place.kind === 'beside' ? { holder: place.holder } : null
  const store = await openStore({
    dataDir: settings.dataDir,
    databaseUrl: settings.databaseUrl,
    join: place.kind === 'beside' ? place.server : null,
    exclusive: access !== 'read'
  })
  try {
    if (joined !== null) await sameSchema(store)
    // Folders that share a database of DATABASE_URL have keys of their own.
    const asked = access !== 'read' && settings.databaseUrl === undefined
    const wrong = asked ? await otherKeys(store, keys.keyring) : null
    if (wrong !== null) {
      await store.close()
      release()
      return { kind: 'refused', message: wrong }
    }
    await sealAddresses(store, keys.keyring, (text) => process.stderr.write(`${text}\n`))
    // A server of our own says itself who works on it (store/server/server-hold.ts); one that machines share is asked here.
    const alone = place.kind === 'held' && settings.databaseUrl !== undefined
    const folder = alone ? placeOfFolder(settings.dataDir) : null
    const session = access === 'read' ? onlyReading : await openSession(store.pool, folder)
    const anchoring = startAnchoring({ store, evidenceDir, keyring: keys.keyring })
    const app: App = {
      settings,
      store,
      keyring: keys.keyring,
      evidenceDir,
      session,
      segments: { writing: new Set() },
      joined,
      async close() {
        // A database that is gone was told before; the next start compares what was noted until then.
        await anchoring.stop(access !== 'read').catch(() => {})
        await session.close()
        await store.close()
        release()
      }
    }
    return { kind: 'app', app }
  } catch (error) {
    await store.close().catch(() => {})
    throw error
  }
}

type Place =
  | InstanceOutcome
  | { readonly kind: 'beside'; readonly server: ServerAddress | null; readonly holder: Holder | null }

/** A command that only reads is done soon: whoever wants the folder for itself waits for it so long. */
const waitForReadersMs = 15_000
/** As long as a first start may take until its server answers. */
const waitForServerMs = 60_000
/** So long a command that works waits for a server of a Baken that runs: one in another container may be out of reach for good. */
const waitToJoinMs = 15_000

/** Takes the lock of the folder where this instance may start or stop its server; beside one that runs no lock is needed. */
export async function takePlace({ dataDir, databaseUrl }: Settings, access: Access): Promise<Place> {
  for (const began = performance.now(); ; await new Promise((resolve) => setTimeout(resolve, 200))) {
    if (access === 'read') {
      if (databaseUrl !== undefined) return { kind: 'beside', server: null, holder: null }
      const server = await reachableServer(dataDir)
      if (server !== null) return { kind: 'beside', server, holder: null }
    }
    const lock = holdInstance(dataDir, access === 'read')
    if (lock.kind === 'held') return lock
    const { holder } = lock
    if (access === 'work' && holder?.reads === false) {
      if (databaseUrl !== undefined) return { kind: 'beside', server: null, holder }
      const server = await reachableServer(dataDir)
      if (server !== null) return { kind: 'beside', server, holder }
    }
    if (performance.now() - began > longestWait(access, holder)) return lock
  }
}

/** Held, and no server answers yet: it is starting, or a reader is about to end. */
function longestWait(access: Access, holder: Holder | null): number {
  if (access === 'read') return waitForServerMs
  if (holder?.reads === true) return waitForReadersMs
  return access === 'work' ? waitToJoinMs : 0
}

function takenInWords({ dataDir }: Settings, access: Access, holder: Holder | null): string {
  const unreachable =
    access === 'work' ? 'Its database does not answer here, so this command cannot work beside it.\n' : ''
  return (
    `Baken already runs on ${dataDir} (${holderInWords(holder)}).\n${unreachable}` +
    'Stop that one first, or give this one a folder of its own with --data.'
  )
}

function heldInWords({ dataDir }: Settings, pid: number | null): string {
  return (
    `Baken already runs on ${dataDir}: its session ${pid ?? ''} at the database of DATABASE_URL holds the folder, whose lock was moved away or replaced ` +
    `(instance.held).\nStop that one first, or give this one a folder of its own with --data. When no such process lives, end its session there: ` +
    `select pg_terminate_backend(${pid ?? 'PID'})`
  )
}

const waitForSchemaMs = 30_000

/** Waits until the Baken that was joined has brought the schema up to date; throws, in words, when it is another version. */
async function sameSchema(store: Store): Promise<void> {
  for (const began = performance.now(); ; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const state = await schemaState(store.owner)
    if (state === 'current') return
    if (state === 'older' && performance.now() - began < waitForSchemaMs) continue
    throw new Error(
      'The Baken that runs on this data folder is another version than this one: stop it, or use its own version for this command.'
    )
  }
}

/** For commands that crawl, import and serve nothing. */
const noSession = (): never => {
  throw new Error('The data folder was opened for reading only.')
}
const onlyReading: DatabaseSession = {
  worker: noSession,
  held: noSession,
  lost: noSession,
  tryLock: noSession,
  hear: noSession,
  hearAll: noSession,
  close: async () => {}
}

/** The mandate's key for keyed fingerprints, made on first use; 32 bytes. Throws, with what to do, when it is lost. */
export function fingerprintKey(app: App, mandate: Mandate): Uint8Array {
  return fingerprintKeyOf(app.keyring, mandate.id as MandateId)
}
