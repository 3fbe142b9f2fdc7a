/**
 * Key bytes as what crypto wants of them, made once per key: as the object of Node's crypto, since each call with raw bytes costs 25 µs
 * more, and as HMAC-SHA256 (RFC 2104) by one-shot hashes, which cost less than half of an Hmac object each.
 */
import { createSecretKey, hash, type KeyObject } from 'node:crypto'
import { oncePer } from './once-per.ts'

/** The same object for the same bytes object, for as long as that lives. Bytes must not change afterwards. */
export const secretKeyOf: (bytes: Uint8Array) => KeyObject = oncePer((bytes) => createSecretKey(bytes))

const blockBytes = 64
const digestBytes = 32

/** A key as HMAC uses it. */
export interface HmacKey {
  readonly inner: Buffer
  /** With room for the first digest behind it. */
  readonly outer: Buffer
}

/** The key for these bytes, at most 64. */
export function hmacKey(bytes: Uint8Array): HmacKey {
  if (bytes.length > blockBytes) throw new RangeError('a key of HMAC has 64 bytes at most here')
  const inner = Buffer.alloc(blockBytes, 0x36)
  const outer = Buffer.alloc(blockBytes + digestBytes, 0x5c)
  for (const [at, byte] of bytes.entries()) {
    inner[at] = 0x36 ^ byte
    outer[at] = 0x5c ^ byte
  }
  return { inner, outer }
}

/** The same, made once for the same bytes object. Bytes must not change afterwards. */
export const hmacKeyOf: (bytes: Uint8Array) => HmacKey = oncePer(hmacKey)

/** 32 bytes: the HMAC of the message, a text as UTF-8. */
export function hmac({ inner, outer }: HmacKey, message: string | Uint8Array): Buffer {
  const first = Buffer.allocUnsafe(
    blockBytes + (typeof message === 'string' ? Buffer.byteLength(message) : message.length)
  )
  first.set(inner)
  if (typeof message === 'string') first.write(message, blockBytes)
  else first.set(message, blockBytes)
  outer.write(hash('sha256', first, 'binary'), blockBytes, digestBytes, 'latin1')
  return Buffer.from(hash('sha256', outer, 'binary'), 'latin1')
}
