/** What two instances send each other: a question of keyed tokens and its answer, each signed (Ed25519) over all of it. Pure but for keys. */
import { createHash, createHmac, createPublicKey, verify } from 'node:crypto'
import type { PeerAnswer, PeerQuestion } from '../../contract/partners/peers.ts'
import { ed25519Of } from '../../evidence/packages/signing.ts'
import type { Keyring } from '../../evidence/keys.ts'

export interface OwnKey {
  readonly pem: string
  /** SHA-256 of the public key as DER, in hex: by which the other side knows it. */
  readonly fingerprint: string
  sign(text: string): string
}

/** The key of this instance for exchanges. Throws when it cannot be had. */
export function ownKeyOf(keyring: Keyring): OwnKey {
  const found = keyring.signingKey(true)
  if (found.kind !== 'key') throw new Error(`The key that signs exchanges cannot be used: ${found.kind}`)
  const { known, sign } = ed25519Of('baken-peer/1', found.key.bytes)
  const pem = known.export({ format: 'pem', type: 'spki' }).toString()
  return { pem, fingerprint: fingerprintOf(pem) ?? '', sign: (text) => sign(Buffer.from(text)).toString('base64') }
}

/** Of a public Ed25519 key as PEM; null: it is none. */
export function fingerprintOf(pem: string): string | null {
  try {
    const key = createPublicKey(pem)
    if (key.asymmetricKeyType !== 'ed25519') return null
    return createHash('sha256')
      .update(key.export({ format: 'der', type: 'spki' }))
      .digest('hex')
  } catch {
    return null
  }
}

/** A value as the two name it to each other: nobody without the shared key can make it, or tell which value it is. */
export function tokenOf(shared: Uint8Array, kind: string, value: string): string {
  return createHmac('sha256', shared).update(`baken-peer-token/1\n${kind}\n${value}`).digest('base64url')
}

export function questionText({ from, to, nonce, at, tokens }: Omit<PeerQuestion, 'signature'>): string {
  return ['baken-peer-question/1', from, to, nonce, at, ...tokens, ''].join('\n')
}

/** `question`: the text of what it answers. */
export function answerText({ from, to, nonce, at, hits }: Omit<PeerAnswer, 'signature'>, question: string): string {
  const asked = createHash('sha256').update(question).digest('hex')
  return ['baken-peer-answer/1', from, to, nonce, at, asked, hits, ''].join('\n')
}

export function signedBy(pem: string, text: string, signature: string): boolean {
  try {
    return verify(null, Buffer.from(text), createPublicKey(pem), Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}
