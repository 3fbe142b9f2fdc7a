/** Joins store, keys and evidence of one data folder: what every role and command starts from. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { openKeyring, type Keyring } from '../evidence/keys.ts'
import type { MandateId } from '../model/ids.ts'
import type { Mandate } from '../model/mandate.ts'
import { openStore, type Store } from '../store/connect.ts'
import { workerLockClass } from '../store/frontier.ts'
import { holdInstance, livingHolder } from './instance.ts'
import type { Settings } from './settings.ts'

export interface App {
  readonly settings: Settings
  readonly store: Store
  readonly keyring: Keyring
  readonly evidenceDir: string
  /** Identity of this process in leases and segments. */
  readonly worker: number
  /** Segments that this process writes now: recovery leaves them alone, and takes up those of its own engines that broke. */
  readonly segments: OwnSegments
  close(): Promise<void>
}

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
 * database of a running instance is joined, or started for the moment.
 */
export async function openApp(settings: Settings, exclusive: boolean): Promise<AppOutcome> {
  const lock = exclusive || livingHolder(settings.dataDir) === null ? holdInstance(settings.dataDir) : null
  if (lock?.kind === 'taken') {
    return {
      kind: 'refused',
      message:
        `Baken already runs on ${settings.dataDir} (process ${lock.pid}, since ${lock.since}).\n` +
        'Stop that one first, or give this one a folder of its own with --data.'
    }
  }
  const release = lock?.release ?? (() => {})
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
      exclusive: lock !== null
    })
    const worker = 1 + Math.floor(Math.random() * 2_000_000_000)
    const alive = exclusive ? await holdWorkerLock(store, worker) : async () => {}
    const app: App = {
      settings,
      store,
      keyring: keys.keyring,
      evidenceDir,
      worker,
      segments: { opening: new Set(), writing: new Set() },
      async close() {
        await alive()
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

/** Holds the lock that says "this worker lives" on a connection of its own: leases and segments of the dead are free at once. */
async function holdWorkerLock(store: Store, worker: number): Promise<() => Promise<void>> {
  const client = await store.pool.connect()
  await client.query('select pg_advisory_lock($1, $2)', [workerLockClass, worker])
  return async () => {
    await client.query('select pg_advisory_unlock($1, $2)', [workerLockClass, worker]).catch(() => {})
    client.release()
  }
}

/** The mandate's key for keyed fingerprints, made on first use; 32 bytes. Throws, with what to do, when it is lost. */
export function fingerprintKey(app: App, mandate: Mandate): Uint8Array {
  const blind = app.keyring.blindKey(mandate.id as MandateId, true)
  if (blind.kind === 'key') return blind.key.bytes
  throw new Error(
    `The key for fingerprints of mandate ${mandate.id} cannot be had (${blind.kind}): restore the keys folder from its backup.`
  )
}
