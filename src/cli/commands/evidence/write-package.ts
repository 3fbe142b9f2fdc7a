/** Makes a package of evidence and writes it: whole and with its entry in the ledger, or neither. */
import path from 'node:path'
import type { Desk } from '../../../desk/adverts/vault.ts'
import {
  evidencePackage,
  packageFailed,
  type EvidenceAsk,
  type EvidencePackage
} from '../../../desk/packages/evidence-package.ts'
import { makeFolder } from '../../../run/make-folder.ts'
import { fillRoom, leaveRoom, takeRoom } from './write-whole.ts'

type Written =
  | ({ readonly kind: 'written'; readonly file: string; readonly bytes: number } & Omit<EvidencePackage, 'bytes'>)
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly cause: string }

/**
 * Its room is taken before the ledger says that it left, and filled after: what has no entry is nowhere, and a full disk leaves no entry.
 * Where it fails all the same after the entry, the ledger says that nobody has it.
 */
export async function writePackage(desk: Desk, ask: EvidenceAsk, out: string): Promise<Written> {
  let [file, ready, full] = ['', false, '']
  const fileOf = (digest: string): string => path.join(out, `evidence-${digest.slice(0, 12)}.zip`)
  try {
    const made = await evidencePackage(desk, ask, ({ bytes, digest }) => {
      file = fileOf(digest)
      try {
        makeFolder(out, 0o700)
        takeRoom(file, bytes)
        ready = true
      } catch (error) {
        full = causeOf(error)
        throw error
      }
    })
    if (made.kind === 'refused') return made
    const { bytes, ...told } = made.value
    ready = false
    try {
      fillRoom(file, bytes)
    } catch (error) {
      const cause = causeOf(error)
      await packageFailed(desk, told.digest, cause)
      return { kind: 'failed', cause: `${file} could not be written (${cause}); the ledger says that nobody has it` }
    }
    return { kind: 'written', file, bytes: bytes.length, ...told }
  } catch (error) {
    if (full === '') throw error
    return { kind: 'failed', cause: `${file} cannot be written (${full}): nothing left, and the ledger has no entry` }
  } finally {
    if (ready) leaveRoom(file)
  }
}

function causeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown'
}
