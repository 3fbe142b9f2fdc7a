/** Brings the log beside evidence up to the ledger: entries in the order of their commits, one process at a time. */
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { checkpointNote, growLog, logFolder, type LogState } from '../../evidence/log/log.ts'
import { logKeyOf, type LogKey } from '../../evidence/log/note.ts'
import { forgetInKeys } from '../../evidence/keys-note.ts'
import type { Keyring } from '../../evidence/keys.ts'
import type { LedgerHead } from '../../evidence/anchors.ts'
import type { Store } from '../../store/connect.ts'
import { record, withGround, type Tx } from '../../store/ground.ts'
import { everyPlaceAnew } from '../../store/proof/outside-turns.ts'
import { entryHashes, lockAnchors, logBegan } from '../../store/segments.ts'

/** Where evidence of a data folder is, the database that holds its ledger, and the keys that sign the log. */
export interface Halves {
  readonly store: Pick<Store, 'pool'>
  readonly evidenceDir: string
  readonly keyring: Keyring
}

/** `behind`: there is more to take in, in a transaction of its own. */
type Grown = LogState & { readonly behind?: boolean }

const system = { user: 'pipeline', mandate: null }

/** Grows the log until it holds every committed entry. Refused, with the cause, when it does not go on from what was signed. */
export async function growOwnLog(halves: Halves): Promise<LogState> {
  for (;;) {
    const state = await withGround(halves.store.pool, system, async (tx) => {
      await lockAnchors(tx)
      return growWithin(tx, halves)
    })
    if (state.behind !== true) return state
  }
}

/** One step of growth; the transaction holds the lock of the anchors, and reads the state of the log once. */
async function growWithin(tx: Tx, { evidenceDir, keyring }: Halves): Promise<Grown> {
  const key = ownLogKey(keyring)
  if (typeof key === 'string') return { kind: 'refused', cause: key }
  const folder = logFolder(evidenceDir)
  finishAside(folder)
  // The ledger says under which key its log is signed, and that is committed before the first entry stands in the log.
  if (!existsSync(path.join(folder, 'checkpoint')) && !(await logBegan(tx, key.vkey))) {
    await recordBegin(tx, folder, key, {})
    return { kind: 'none', behind: true }
  }
  return growLog(folder, key, (after, most) => entryHashes(tx, after, most))
}

/**
 * Begins the log anew under another key, because the ledger does not go on from what the old one signed: after a restore, or when its
 * key is lost. The old log stays, within the new one. Nothing else may run on this data folder. A text: why it was not begun.
 */
export async function beginLogAnew(halves: Halves, reason: string): Promise<LogState | string> {
  const { store, evidenceDir, keyring } = halves
  const refused = await withGround(store.pool, system, async (tx) => {
    await lockAnchors(tx)
    const folder = logFolder(evidenceDir)
    finishAside(folder)
    const made = keyring.newLogKey()
    if (made.kind !== 'key') return `the key of the log is ${made.kind}`
    const old = checkpointOf(folder)
    if (old !== null) setAside(folder, old.origin)
    await recordBegin(tx, folder, logKeyOf(made.key.bytes), { reason })
    forgetInKeys(path.dirname(evidenceDir))
    return null
  })
  return refused ?? growOwnLog(halves)
}

/**
 * The ledger says that a log begins here, and which one it follows; then each place outside gets it from its first entry on. The first of all
 * changes no turn: another process may have one now.
 */
async function recordBegin(tx: Tx, folder: string, { origin, vkey }: LogKey, why: { reason?: string }): Promise<void> {
  const before = path.join(folder, 'before')
  const [former] = existsSync(before) ? readdirSync(before) : []
  const old = former === undefined ? null : checkpointOf(path.join(before, former))
  const after = old === null ? {} : { after: old.origin, size: old.size }
  await record(tx, system, { act: 'log.begin', detail: { origin, vkey, ...why, ...after } })
  if (old !== null || why.reason !== undefined) await everyPlaceAnew(tx)
}

/** Name and size that the newest checkpoint states, whoever signed it; null where none stands. */
function checkpointOf(folder: string): { readonly origin: string; readonly size: number } | null {
  if (!existsSync(path.join(folder, 'checkpoint'))) return null
  const [origin = '', size = ''] = checkpointNote(folder).split('\n')
  return { origin, size: Number(size) }
}

/** Moves a whole log into the folder of the one that begins now, with those that it holds itself. Nothing is ever removed here. */
function setAside(folder: string, origin: string): void {
  const anew = anewFolder(folder)
  mkdirSync(path.join(anew, 'before'), { recursive: true, mode: 0o750 })
  renameSync(folder, path.join(anew, 'before', origin.replaceAll(/[^a-z0-9-]/g, '-')))
  renameSync(anew, folder)
}

/** A kill between its two steps left the old log in the folder that was to take its place. */
function finishAside(folder: string): void {
  const anew = anewFolder(folder)
  if (existsSync(anew) && !existsSync(folder)) renameSync(anew, folder)
}

function anewFolder(folder: string): string {
  return path.join(path.dirname(folder), '.log-anew')
}

/** For each folder: up to which entry its log was brought by this process, and which file its checkpoint was then. */
const stands = new Map<string, string>()

/**
 * As `growOwnLog`, in a transaction that holds the lock of the anchors and has read the head of the ledger. Where neither the head nor the
 * checkpoint is another one than after the last step, no tile is read. True: there is more to take in.
 */
export async function growWithHead(tx: Tx, halves: Halves, head: LedgerHead | null): Promise<boolean> {
  const { evidenceDir } = halves
  const standing = (): string => `${head?.number} ${head?.hash} ${checkpointFile(evidenceDir)}`
  if (stands.get(evidenceDir) === standing()) return false
  const state = await growWithin(tx, halves)
  if (state.kind === 'log' && state.checkpoint.size === head?.number) stands.set(evidenceDir, standing())
  return state.behind === true
}

/** Says when the file of the checkpoint is another one than before. */
function checkpointFile(evidenceDir: string): string {
  const file = path.join(logFolder(evidenceDir), 'checkpoint')
  const found = statSync(file, { bigint: true, throwIfNoEntry: false })
  return found === undefined ? 'none' : `${found.ino} ${found.size} ${found.mtimeNs}`
}

/** The key of this data folder's log, made on first use; a text: why there is none. */
export function ownLogKey(keyring: Halves['keyring']): LogKey | string {
  const found = keyring.logKey(true)
  if (found.kind !== 'key') return `the key of the log is ${found.kind}`
  return logKeyOf(found.key.bytes)
}
