/** The key with which packages are signed: Ed25519, so that one package has one signature, and openssl alone can check it. */
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
  const seed = createHash('sha256').update('baken-signing/1\n').update(secret).digest()
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' })
  const known: KeyObject = createPublicKey(key)
  const der = known.export({ format: 'der', type: 'spki' })
  return {
    pem: known.export({ format: 'pem', type: 'spki' }).toString(),
    fingerprint: createHash('sha256').update(der).digest('hex'),
    sign: (bytes) => sign(null, bytes, key)
  }
}
