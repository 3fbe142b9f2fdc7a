/** The keys of packages that leave: what signs them and the WACZ files in them, and the tree of the log that their proofs lead to. */
import { logFolder } from '../../evidence/log/log.ts'
import { logKeyOf } from '../../evidence/log/note.ts'
import { logProofsAt, type LogProofs } from '../../evidence/packages/log-proofs.ts'
import { signingKeyOf, type SigningKey } from '../../evidence/packages/signing.ts'
import { waczSignerOf, type WaczSigner } from '../../evidence/packages/wacz-signature.ts'
import type { Vault } from '../adverts/vault.ts'

/** The tree of the first `size` entries of the ledger, with proofs; null where the log does not hold them. */
export function logProofsOf({ keyring, evidenceDir }: Vault, size: number): LogProofs | null {
  const found = keyring.logKey(false)
  return found.kind === 'key' ? logProofsAt(logFolder(evidenceDir), logKeyOf(found.key.bytes), size) : null
}

/** The key that signs packages; its secret is made on first use. */
export function signingKey(vault: Vault): SigningKey {
  return signingKeyOf(signingSecret(vault))
}

/** What signs the WACZ files in them, of the same secret. */
export function waczSigner(vault: Vault): WaczSigner {
  return waczSignerOf(signingSecret(vault))
}

function signingSecret({ keyring }: Vault): Uint8Array {
  const found = keyring.signingKey(true)
  if (found.kind !== 'key') throw new Error(`The key that signs packages cannot be used: ${found.kind}`)
  return found.key.bytes
}
