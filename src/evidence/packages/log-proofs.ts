/** What a package takes along of the log: the signed tree of a number of entries, in pieces that openssl checks, and the proof of each entry in it. */
import { entryProver, newestTree, rootAt, writtenProof } from '../log/log.ts'
import { pemOf, type LogKey } from '../log/note.ts'

export interface LogProofs {
  /** Name of the log, number of entries and root in base64, a line each: what is signed. */
  readonly tree: Buffer
  /** Ed25519 over `tree`, 64 bytes. */
  readonly signature: Buffer
  /** The public key as PEM, and as others configure it (C2SP vkey). */
  readonly pem: string
  readonly vkey: string
  /** The proof of entry `number` (C2SP tlog-proof); `leaf`: its hash, 32 bytes. */
  proofOf(number: number, leaf: Buffer): Buffer
}

/** The proofs in the tree of the first `size` entries; null where the log does not hold so many, or is not what its key signed. The same size gives the same bytes. */
export function logProofsAt(folder: string, key: LogKey, size: number): LogProofs | null {
  const newest = newestTree(folder, key)
  if (newest === null || newest.size < size || size < 1) return null
  const note = key.note(size, rootAt(folder, size, newest.size))
  const prove = entryProver(folder, size, newest.size)
  const [tree = '', signed = ''] = note.split('\n\n')
  return {
    tree: Buffer.from(`${tree}\n`),
    signature: Buffer.from(signed.trim().split(' ').at(-1) ?? '', 'base64').subarray(4),
    pem: pemOf(key.vkey),
    vkey: key.vkey,
    proofOf(number, leaf) {
      return Buffer.from(writtenProof({ number, leaf, path: prove(number), note }))
    }
  }
}
