/** The keys with which packages and checkpoints are signed: Ed25519, so that one text has one signature, and openssl alone can check it. */
import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto'

/** The head of a PKCS #8 file of an Ed25519 key (RFC 8410); the 32 bytes of the seed follow. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

export interface SigningKey {
  /** The public key as PEM. */
  readonly pem: string
  /** SHA-256 of the public key as DER, in hex: what people compare. */
  readonly fingerprint: string
  sign(bytes: Uint8Array): Buffer
}

/** The signing key that follows from a secret of the keyring. */
export function signingKeyOf(secret: Uint8Array): SigningKey {
  const { known, sign: signWith } = ed25519Of('baken-signing/1', secret)
  const der = known.export({ format: 'der', type: 'spki' })
  return {
    pem: known.export({ format: 'pem', type: 'spki' }).toString(),
    fingerprint: createHash('sha256').update(der).digest('hex'),
    sign: signWith
  }
}

/** The Ed25519 key that follows from a secret of the keyring for one use: `label` says which. */
export function ed25519Of(
  label: string,
  secret: Uint8Array
): { readonly known: KeyObject; sign(bytes: Uint8Array): Buffer } {
  const seed = createHash('sha256').update(`${label}\n`).update(secret).digest()
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' })
  return { known: createPublicKey(key), sign: (bytes) => sign(null, bytes, key) }
}
