/** HalfSipHash-2-4: a fast keyed 32-bit hash for words and shingles, so that a stored feature tells nothing without the key. */
import { hkdfSync } from 'node:crypto'

/** The two halves of a 64-bit key, derived from a longer one. */
export interface HashKey {
  readonly k0: number
  readonly k1: number
}

/**
 * Derives the key of features: HKDF-SHA256 (RFC 5869), info `baken/1/template-features`. Who finds these 64 bits by trying all of them
 * learns nothing of the longer key, under which values are hashed. Throws when that has fewer than 16 bytes: a mistake of the caller.
 */
export function hashKey(key: Uint8Array): HashKey {
  if (key.length < 16) throw new Error('linking key needs at least 16 bytes')
  if (last !== null && Buffer.compare(last.key, key) === 0) return last.derived
  const view = new DataView(hkdfSync('sha256', key, '', 'baken/1/template-features', 8))
  last = { key: Uint8Array.from(key), derived: { k0: view.getInt32(0, true), k1: view.getInt32(4, true) } }
  return last.derived
}

/** Asked for once an advert, nearly always with the same key. */
let last: { readonly key: Uint8Array; readonly derived: HashKey } | null = null

/** Keyed hash of the first `length` 16-bit units of `units` (Aumasson and Bernstein, SipHash, 2012; the 32-bit variant). */
export function hashUnits(units: Uint16Array, length: number, key: HashKey): number {
  v0 = key.k0
  v1 = key.k1
  v2 = 0x6c796765 ^ key.k0
  v3 = 0x74656462 ^ key.k1
  let at = 0
  for (; at + 1 < length; at += 2) word(units[at]! | (units[at + 1]! << 16))
  const tail = at < length ? units[at]! : 0
  return finish(tail | (length << 24))
}

/** Keyed hash of three 32-bit words: two word hashes and what kind of shingle they make. */
export function hashTriple(a: number, b: number, tag: number, key: HashKey): number {
  v0 = key.k0
  v1 = key.k1
  v2 = 0x6c796765 ^ key.k0
  v3 = 0x74656462 ^ key.k1
  word(a)
  word(b)
  return finish(tag | (8 << 24))
}

// The state of one hash; it never lives longer than one call.
let v0 = 0
let v1 = 0
let v2 = 0
let v3 = 0

function word(m: number): void {
  v3 ^= m
  round()
  round()
  v0 ^= m
}

function finish(last: number): number {
  word(last)
  v2 ^= 0xff
  round()
  round()
  round()
  round()
  return (v1 ^ v3) >>> 0
}

function round(): void {
  v0 = (v0 + v1) | 0
  v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0
  v0 = (v0 << 16) | (v0 >>> 16)
  v2 = (v2 + v3) | 0
  v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2
  v0 = (v0 + v3) | 0
  v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0
  v2 = (v2 + v1) | 0
  v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2
  v2 = (v2 << 16) | (v2 >>> 16)
}
