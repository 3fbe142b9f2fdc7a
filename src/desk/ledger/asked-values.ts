/** How the ledger names a value that was asked of somebody else: it never erases, so no value stands there, and who has it finds the question all the same. */
import { derive } from '../../evidence/seal.ts'
import { hmac, hmacKeyOf } from '../../model/secret-key.ts'
import { oncePer } from '../../model/once-per.ts'

const askedKey: (blindKey: Uint8Array) => Buffer = oncePer((blindKey) => derive(blindKey, 'asked-elsewhere'))

/**
 * What an entry is about: 128 bits of a keyed digest, under the key for fingerprints of the mandate. Whoever has the ledger and not that key
 * learns nothing of the value, nor whether two mandates asked for the same.
 */
export function askedSubject(blindKey: Uint8Array, kind: string, value: string): string {
  const digest = hmac(hmacKeyOf(askedKey(blindKey)), `${kind}\0${value}`)
  return `asked:${digest.subarray(0, 16).toString('base64url')}`
}
