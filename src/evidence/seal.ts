/** The seal: authenticated encryption under a data key of one capture, with a sub-key and a key commitment for every label. */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  randomFillSync,
  timingSafeEqual,
  type KeyObject
} from 'node:crypto'
import { hmac, hmacKey, type HmacKey } from '../model/secret-key.ts'
import { oncePer } from '../model/once-per.ts'

export const dataKeyBytes = 32
const nonceBytes = 12
const tagBytes = 16

export interface Sealed {
  /** 12 random bytes. */
  readonly nonce: Uint8Array
  /** 32 bytes that only the right key yields (AES-GCM alone lets one ciphertext open under two keys). */
  readonly commit: Uint8Array
  /** Ciphertext and then the tag of 16 bytes. */
  readonly block: Uint8Array
}

export type Opened =
  | { readonly kind: 'opened'; readonly bytes: Buffer }
  | { readonly kind: 'refused'; readonly reason: 'wrong-key' | 'changed' | 'format'; readonly detail: string }

/** A new data key: 32 random bytes, in memory of their own, since it may be kept (`subKeys` says what a piece of Node's pool would keep). */
export function newDataKey(): Buffer {
  const key = Buffer.allocUnsafeSlow(dataKeyBytes)
  key.set(randomBytesPooled(dataKeyBytes))
  return key
}

/** A key of 32 bytes for another purpose under the same data key: HKDF-SHA256 (RFC 5869), no salt, info `baken/1/LABEL`. */
export function derive(key: Uint8Array, label: string): Buffer {
  return expand(key, label, 32)
}

/**
 * Seals bytes with AES-256-GCM under the sub-key of a label. The context (capture id, date) is authenticated and not
 * encrypted. The nonce is random, so sealing twice under one label, as a step that is run again does, stays safe.
 */
export function seal(dataKey: Uint8Array, label: string, context: string, plain: Uint8Array): Sealed {
  const keys = subKeys(dataKey, label)
  const nonce = randomBytesPooled(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', keys.cipher, nonce)
  cipher.setAAD(additionalData(label, context))
  const body = cipher.update(plain)
  const rest = cipher.final()
  return { nonce, commit: keys.commit, block: Buffer.concat([body, rest, cipher.getAuthTag()]) }
}

/**
 * The cipher key alone (32 bytes) of what is sealed under a label of a data key. Whoever has it opens that (`openUnder`) and nothing else
 * of the data key: neither that key nor the key of another label follows from it.
 */
export function cipherKey(dataKey: Uint8Array, label: string): Buffer {
  return expand(dataKey, label, 64).subarray(0, 32)
}

/** `open` by the cipher key of the label. Without its data key the commitment cannot be judged: hold what comes out against a digest of it. */
export function openUnder(
  cipher: Uint8Array,
  label: string,
  context: string,
  { nonce, block }: Pick<Sealed, 'nonce' | 'block'>
): Opened {
  if (cipher.length !== 32 || nonce.length !== nonceBytes || block.length < tagBytes)
    return { kind: 'refused', reason: 'format', detail: 'key, nonce or block has the wrong length' }
  return decrypted(createSecretKey(cipher), additionalData(label, context), { nonce, block })
}

/** The inverse of `seal`. `wrong-key`: the commitment is of another key; `changed`: ciphertext or context is not what was sealed. */
export function open(dataKey: Uint8Array, label: string, context: string, sealed: Sealed): Opened {
  if (dataKey.length !== dataKeyBytes || sealed.nonce.length !== nonceBytes || sealed.block.length < tagBytes) {
    return { kind: 'refused', reason: 'format', detail: 'key, nonce or block has the wrong length' }
  }
  const keys = subKeys(dataKey, label)
  if (sealed.commit.length !== 32 || !timingSafeEqual(keys.commit, sealed.commit)) {
    return { kind: 'refused', reason: 'wrong-key', detail: 'this is not the key that it was sealed with' }
  }
  return decrypted(keys.cipher, additionalData(label, context), sealed)
}

function decrypted(cipher: KeyObject, beside: Buffer, { nonce, block }: Pick<Sealed, 'nonce' | 'block'>): Opened {
  const decipher = createDecipheriv('aes-256-gcm', cipher, nonce, { authTagLength: tagBytes })
  decipher.setAAD(beside)
  decipher.setAuthTag(block.subarray(-tagBytes))
  const bytes = decipher.update(block.subarray(0, -tagBytes))
  try {
    decipher.final()
  } catch {
    return { kind: 'refused', reason: 'changed', detail: 'content or identity differs from what was sealed' }
  }
  return { kind: 'opened', bytes }
}

/** `seal` as one blob (version 1, nonce, commitment, ciphertext, tag; 61 bytes more than the content), for readings kept in a database. */
export function sealBytes(dataKey: Uint8Array, label: string, context: string, plain: Uint8Array): Buffer {
  const sealed = seal(dataKey, label, context, plain)
  return Buffer.concat([Uint8Array.of(1), sealed.nonce, sealed.commit, sealed.block])
}

/** The inverse of `sealBytes`. */
export function openBytes(dataKey: Uint8Array, label: string, context: string, blob: Uint8Array): Opened {
  if (blob[0] !== 1 || blob.length < 1 + nonceBytes + 32 + tagBytes) {
    return { kind: 'refused', reason: 'format', detail: 'not a sealed blob of version 1' }
  }
  const nonce = blob.subarray(1, 13)
  return open(dataKey, label, context, { nonce, commit: blob.subarray(13, 45), block: blob.subarray(45) })
}

/** Random bytes from a pool that is filled 16 KiB at a time: a call of 44 bytes to the system costs 5 µs. Used bytes are wiped. */
export function randomBytesPooled(sizeBytes: number): Buffer {
  if (sizeBytes > pool.length) throw new RangeError('more random bytes asked than the pool holds')
  if (poolAt + sizeBytes > pool.length) {
    randomFillSync(pool)
    poolAt = 0
  }
  const out = Buffer.from(pool.subarray(poolAt, poolAt + sizeBytes))
  pool.fill(0, poolAt, poolAt + sizeBytes)
  poolAt += sizeBytes
  return out
}

const pool = Buffer.alloc(16 * 1024)
let poolAt = pool.length

/**
 * HKDF-SHA256 (RFC 5869) without salt, of one-shot hashes: 3 µs where `hkdfSync` takes 16, and an advert needs five of them. At most 64
 * bytes; a test holds it against `hkdfSync`.
 */
function expand(key: Uint8Array, label: string, sizeBytes: 32 | 64): Buffer {
  const under = extracted(key)
  const info = Buffer.from(`baken/1/${label}?`, 'utf8')
  info[info.length - 1] = 1
  const first = hmac(under, info)
  if (sizeBytes === 32) return first
  info[info.length - 1] = 2
  return Buffer.concat([first, hmac(under, Buffer.concat([first, info]))])
}

/** The first half of HKDF, which is the same for all labels of a key. */
const extracted: (key: Uint8Array) => HmacKey = oncePer((key) => hmacKey(hmac(withoutSalt, key)))
const withoutSalt = hmacKey(new Uint8Array(32))

interface SubKeys {
  readonly label: string
  /** A key object: handing over raw bytes costs 24 µs more a call on Node 24. */
  readonly cipher: KeyObject
  readonly commit: Uint8Array
}

/** Sub-keys are derived once for as long as the bytes of the data key live: a search opens many buckets under one key, a log seals many events. */
const derived = new WeakMap<Uint8Array, SubKeys[]>()

function subKeys(dataKey: Uint8Array, label: string): SubKeys {
  const known = derived.get(dataKey)
  const found = known?.find((one) => one.label === label)
  if (found !== undefined) return found
  const keys = expand(dataKey, label, 64)
  // Bytes of its own: a piece of the pool that small buffers are cut from would keep all 64 kB of it for as long as the data key lives.
  const commit = Uint8Array.from(keys.subarray(32))
  const made = { label, cipher: createSecretKey(keys.subarray(0, 32)), commit }
  if (known === undefined) derived.set(dataKey, [made])
  else known.push(made)
  return made
}

function additionalData(label: string, context: string): Buffer {
  return Buffer.from(`baken-seal/1\n${label}\n${context}`, 'utf8')
}
