/** Joins store, keys and evidence of one data folder: what every role and command starts from. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { openKeyring, type Keyring } from '../evidence/keys.ts'
import type { MandateId } from '../model/ids.ts'
import type { Mandate } from '../model/mandate.ts'
import { openStore, type Store } from '../store/connect.ts'
import { reachableServer } from '../store/server.ts'
import type { ServerAddress } from '../store/server-address.ts'
import { startAnchoring } from './anchoring.ts'
import { openSession, type DatabaseSession } from './database-session.ts'
import { holdInstance, holderInWords, type InstanceOutcome } from './instance.ts'
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
  /** Tests widen the gaps between two steps here, to see that nothing rests on their being short. */
  pause?(at: Gap): Promise<void>
  close(): Promise<void>
}

/** Moments at which another part may act between two steps of this one. */
export type Gap =
  | 'group-committing'
  | 'group-committed'
  | 'unread-listed'
  | 'batch-committed'
  | 'due-read'
  | 'unread-counted'
  | 'session-ending'
  | 'frontier-read'
  | 'networks-taken'

export interface OwnSegments {
  /** Segments whose files are being made; recovery waits for them, so that it never sees one that nobody owns yet. */
  readonly opening: Set<Promise<unknown>>
  /** Ids of segments with a living writer. */
  readonly writing: Set<string>
}

export type AppOutcome =
  | { readonly kind: 'app'; readonly app: App }
  | { readonly kind: 'refused'; readonly message: string }

/**
 * Opens the data folder. `exclusive` (start, crawl, import): the only instance on it. Otherwise (export, verify, users) the
 * database that runs is joined, whoever started it, or started for the moment; nothing that runs is ever stopped for it.
 */
export async function openApp(settings: Settings, exclusive: boolean): Promise<AppOutcome> {
  const place = await takePlace(settings, exclusive)
  if (place.kind === 'taken') {
    return {
      kind: 'refused',
      message:
        `Baken already runs on ${settings.dataDir} (${holderInWords(place.holder)}).\n` +
        'Stop that one first, or give this one a folder of its own with --data.'
    }
  }
  const release = place.kind === 'held' ? place.release : (): void => {}
  try {
    const keys = openKeyring(settings.dataDir)
    if (keys.kind === 'refused') {
      release()
      return { kind: 'refused', message: keys.detail }
    }
    const evidenceDir = path.join(settings.dataDir, 'evidence')
    mkdirSync(evidenceDir, { recursive: true, mode: 0o700 })
    const store = await openStore({
      dataDir: settings.dataDir,
      databaseUrl: settings.databaseUrl,
      join: place.kind === 'beside' ? place.server : null,
      exclusive
    })
    const session = exclusive ? await openSession(store.pool) : onlyReading
    const anchoring = startAnchoring({ store, evidenceDir })
    const app: App = {
      settings,
      store,
      keyring: keys.keyring,
      evidenceDir,
      session,
      segments: { opening: new Set(), writing: new Set() },
      async close() {
        // A database that is gone was told before; the next start compares what was noted until then.
        await anchoring.stop(exclusive).catch(() => {})
        await session.close()
        await store.close()
        release()
      }
    }
    return { kind: 'app', app }
  } catch (error) {
    release()
    throw error
  }
}

type Place = InstanceOutcome | { readonly kind: 'beside'; readonly server: ServerAddress | null }

/** A command that only reads is done soon: whoever wants the folder for itself waits for it so long. */
const waitForReadersMs = 15_000
/** As long as a first start may take until its server answers. */
const waitForServerMs = 60_000

/** Takes the lock of the folder where this instance may start or stop its server; beside one that runs no lock is needed. */
export async function takePlace({ dataDir, databaseUrl }: Settings, exclusive: boolean): Promise<Place> {
  for (const began = performance.now(); ; await new Promise((resolve) => setTimeout(resolve, 200))) {
    if (!exclusive) {
      if (databaseUrl !== undefined) return { kind: 'beside', server: null }
      const server = await reachableServer(dataDir)
      if (server !== null) return { kind: 'beside', server }
    }
    const lock = holdInstance(dataDir, !exclusive)
    if (lock.kind === 'held') return lock
    // Held, and no server answers yet: it is starting, or a reader is about to end.
    const waitMs = exclusive ? (lock.holder?.reads === true ? waitForReadersMs : 0) : waitForServerMs
    if (performance.now() - began > waitMs) return lock
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
  close: async () => {}
}

/** The mandate's key for keyed fingerprints, made on first use; 32 bytes. Throws, with what to do, when it is lost. */
export function fingerprintKey(app: App, mandate: Mandate): Uint8Array {
  const blind = app.keyring.blindKey(mandate.id as MandateId, true)
  if (blind.kind === 'key') return blind.key.bytes
  throw new Error(
    `The key for fingerprints of mandate ${mandate.id} cannot be had (${blind.kind}): restore the keys folder from its backup.`
  )
}
