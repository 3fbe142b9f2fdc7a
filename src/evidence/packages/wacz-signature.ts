/** Signs a WACZ in the anonymous form of its standard (WACZ Signing and Verification 0.1.0): ECDSA on P-384 with SHA-256, as programs for web archives check it. */
import { p384 } from '@noble/curves/nist.js'
import { createHash, hkdfSync } from 'node:crypto'

/** The head of a public key on P-384 as DER (SubjectPublicKeyInfo, RFC 5480); the point follows, uncompressed. */
const spkiHead = Buffer.from('3076301006072a8648ce3d020106052b81040022036200', 'hex')

/** `signedData` of a `datapackage-digest.json`. */
export interface SignedData {
  /** `sha256:` and the digest of datapackage.json in hex: the text that is signed. */
  readonly hash: string
  /** ISO 8601. */
  readonly created: string
  readonly software: string
  readonly version: string
  /** Base64 of r and s, 48 bytes each. */
  readonly signature: string
  /** Base64 of the public key as DER (SubjectPublicKeyInfo). */
  readonly publicKey: string
}

export interface WaczSigner {
  /** SHA-256 of the public key as DER, in hex: what people compare. */
  readonly fingerprint: string
  sign(what: Pick<SignedData, 'hash' | 'created' | 'software'>): SignedData
}

/** The signer that follows from a secret of the keyring. The same text gets the same signature (RFC 6979), so that a package made twice has the same bytes. */
export function waczSignerOf(secret: Uint8Array): WaczSigner {
  const key = p384.utils.randomSecretKey(new Uint8Array(hkdfSync('sha384', secret, '', 'baken-wacz/1', 72)))
  const der = Buffer.concat([spkiHead, p384.getPublicKey(key, false)])
  return {
    fingerprint: createHash('sha256').update(der).digest('hex'),
    sign: ({ hash, created, software }) => ({
      hash,
      created,
      software,
      version: '0.1.0',
      signature: Buffer.from(
        p384.sign(createHash('sha256').update(hash).digest(), key, { prehash: false, lowS: false })
      ).toString('base64'),
      publicKey: der.toString('base64')
    })
  }
}
