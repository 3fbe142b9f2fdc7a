/** The log of a data folder: a Merkle tree over the ledger, entry by entry, with a signed checkpoint; grown behind the ledger, never changed. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createFile, replaceFile } from '../stamped-json.ts'
import { consistencyProof, inclusionProof, leafHash, treeRoot } from './merkle.ts'
import { readCheckpoint, type Checkpoint, type LogKey } from './note.ts'
import { addLeaves, dropPartials, dropTemporaries, tileReader } from './tiles.ts'

/*
 * Leaf n - 1 is the hash of ledger entry n (32 bytes): nothing of an entry's text, and since that hash is taken over the one before
 * it, no guess at a text can be confirmed by the tree. Order of writing: tiles, each durable; then the checkpoint that covers them;
 * then partial tiles go whose whole form is covered. Killed between, the next growth writes the same tiles again.
 */

/** Hashes of ledger entries behind a number, in their order, 32 bytes each. */
export type EntryHashes = (after: number, most: number) => Promise<readonly Buffer[]>

export type LogState =
  | { readonly kind: 'log'; readonly checkpoint: Checkpoint }
  /** No checkpoint was ever written here. */
  | { readonly kind: 'none' }
  /** What stands there is not what this key signed, or does not give its root: nothing is signed over it. */
  | { readonly kind: 'refused'; readonly cause: string }

const entriesAtOnce = 10_000

/** The folder of the log in an evidence folder. */
export function logFolder(evidenceDir: string): string {
  return join(evidenceDir, 'log')
}

/** The newest checkpoint, checked by its signature and by the tiles that stand there. */
export function logState(folder: string, key: Pick<LogKey, 'vkey'>): LogState {
  const file = join(folder, 'checkpoint')
  if (!existsSync(file)) return { kind: 'none' }
  const checkpoint = readCheckpoint(readFileSync(file, 'utf8'), key.vkey)
  if (typeof checkpoint === 'string') return { kind: 'refused', cause: `the checkpoint of the log: ${checkpoint}` }
  try {
    const root = treeRoot(checkpoint.size, tileReader(folder, checkpoint.size).subtree)
    if (root.equals(checkpoint.root)) return { kind: 'log', checkpoint }
    return { kind: 'refused', cause: 'the tiles of the log do not give the root of its checkpoint' }
  } catch (error) {
    return { kind: 'refused', cause: `a tile of the log cannot be read: ${(error as Error).message}` }
  }
}

/**
 * Brings the log up to the ledger by at most 10,000 entries and signs a checkpoint. The caller holds the lock that all processes on
 * this folder share. Refused when the ledger does not hold what was signed: a log never signs two histories.
 */
export async function growLog(
  folder: string,
  key: LogKey,
  hashes: EntryHashes
): Promise<LogState & { readonly behind?: boolean }> {
  const state = logState(folder, key)
  if (state.kind === 'refused') return state
  const size = state.kind === 'log' ? state.checkpoint.size : 0
  const known = size === 0 ? [] : await hashes(size - 1, 1)
  if (size > 0 && !lastLeaf(folder, size).equals(leafHash(known[0] ?? new Uint8Array(0)))) {
    const what = known.length === 0 ? 'is not in the ledger any more' : 'is another one in the ledger'
    return { kind: 'refused', cause: `entry ${size}, which the log holds, ${what}` }
  }
  const entries = await hashes(size, entriesAtOnce)
  if (entries.length === 0) return state
  mkdirSync(folder, { recursive: true, mode: 0o750 })
  const grown = addLeaves(folder, size, Buffer.concat(entries.map((one) => leafHash(one))))
  const root = treeRoot(grown.size, tileReader(folder, grown.size).subtree)
  if (!existsSync(join(folder, 'vkey'))) createFile(join(folder, 'vkey'), `${key.vkey}\n`)
  replaceFile(join(folder, 'checkpoint'), key.note(grown.size, root), true)
  dropPartials(folder, grown.whole)
  dropTemporaries(folder)
  return {
    kind: 'log',
    checkpoint: { origin: key.origin, size: grown.size, root },
    behind: entries.length === entriesAtOnce
  }
}

function lastLeaf(folder: string, size: number): Buffer {
  return tileReader(folder, size).subtree(0, size - 1)
}

/** The newest checkpoint as it stands there, whole. */
export function checkpointNote(folder: string): string {
  return readFileSync(join(folder, 'checkpoint'), 'utf8')
}

/** The newest checkpoint; null where there is none, or what stands there is not what this key signed. */
export function newestTree(folder: string, key: Pick<LogKey, 'vkey'>): Checkpoint | null {
  const state = logState(folder, key)
  return state.kind === 'log' ? state.checkpoint : null
}

/** Proof that ledger entry `number` is in the tree of the first `size` entries; hashes of 32 bytes. */
export function proveEntry(folder: string, number: number, size: number): Buffer[] {
  return entryProver(folder, size, size)(number)
}

/**
 * Proofs of many entries of one tree, as `proveEntry` gives them; what they have in common is read once. `newest`: how many entries the tiles
 * on disk hold, since partial tiles of other sizes than those of checkpoints do not stand there.
 */
export function entryProver(folder: string, size: number, newest: number): (number: number) => Buffer[] {
  const { subtree } = tileReader(folder, newest)
  return (number) => inclusionProof(number - 1, size, subtree)
}

/** Proof that the tree of the first `from` entries is the beginning of the tree of the first `size`. */
export function proveConsistent(folder: string, from: number, size: number): Buffer[] {
  return consistencyProof(from, size, tileReader(folder, size).subtree)
}

/** Root of the tree of the first `size` entries, of the `newest` that the tiles on disk hold. */
export function rootAt(folder: string, size: number, newest: number): Buffer {
  return treeRoot(size, tileReader(folder, newest).subtree)
}

/** An inclusion proof as a text that stands alone (C2SP tlog-proof), over the newest checkpoint; `leaf`: the hash of the entry. */
export function proofText(folder: string, number: number, leaf: Buffer, checkpoint: Checkpoint): string {
  return writtenProof({ number, leaf, path: proveEntry(folder, number, checkpoint.size), note: checkpointNote(folder) })
}

/** A proof in the form of C2SP tlog-proof: hashes of 32 bytes, and the note of the tree in which the entry is proven. */
export function writtenProof({ number, leaf, path, note }: EntryProof): string {
  const lines = path.map((one) => `${one.toString('base64')}\n`)
  const head = `c2sp.org/tlog-proof@v1\nextra ${leaf.toString('base64')}\nindex ${number - 1}\n`
  return `${head}${lines.join('')}\n${note}`
}

interface EntryProof {
  readonly number: number
  readonly leaf: Buffer
  readonly path: readonly Buffer[]
  readonly note: string
}
