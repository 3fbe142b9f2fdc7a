/** Keyed fingerprints of adverts: shingle hashes of the text and blinded values, all that linking ever sees. */
import { hash } from 'node:crypto'
import type { Span } from '../model/fact.ts'
import { foldWords, maxFoldChars } from './templates/fold.ts'
import { hashKey, hashTriple, hashUnits, type HashKey } from './templates/keyed-hash.ts'

export interface Fingerprint {
  /** Sorted, distinct keyed hashes of word pairs and skip pairs: the even half of them, which costs little quality and halves the index. */
  readonly features: Uint32Array
  /** Folded words that were seen, masks included. */
  readonly words: number
  readonly version: number
}

/** Goes up when the same text gives other features: stored features of another version do not meet. */
export const fingerprintVersion = 3

/**
 * Fingerprint of one advert. `spansToMask` are the spans of phones, urls, e-mails, handles and other facts that vary between
 * copies (names and places may be given too), as UTF-16 offsets into `title + '\n' + body`. The key needs 16 bytes or more.
 * A word edit takes away at most four of the pairs around it, so copies with typos still share most features.
 */
export function fingerprint(title: string, body: string, spansToMask: readonly Span[], key: Uint8Array): Fingerprint {
  const keys = hashKey(key)
  const words = foldWords(`${title}\n${body}`, spansToMask)
  const count = words.length
  const hashes = new Uint32Array(count)
  const known = hashesOf(keys)
  for (let i = 0; i < count; i++) hashes[i] = known.get(words[i]!) ?? wordHash(words[i]!, keys, known)
  const kept = new Uint32Array(count * 2)
  let length = 0
  for (let i = 0; i + 1 < count; i++) {
    const a = hashes[i]!
    const near = hashTriple(a, hashes[i + 1]!, 1, keys)
    if ((near & 1) === 0) kept[length++] = near
    if (i + 2 >= count) continue
    const skip = hashTriple(a, hashes[i + 2]!, 2, keys)
    if ((skip & 1) === 0) kept[length++] = skip
  }
  return { features: distinct(kept.subarray(0, length)), words: count, version: fingerprintVersion }
}

/**
 * A value made unreadable without the key: 16 hex digits of HMAC-SHA256 over kind and normal form. The same value under the
 * same key always gives the same digits; kinds never meet.
 */
export function blind(kind: string, value: string, key: Uint8Array): string {
  const { inner, outer } = padsOf(key)
  const text = Buffer.from(`${kind}\u0000${value}`)
  const first = hash('sha256', Buffer.concat([inner, text]), 'buffer')
  return hash('sha256', Buffer.concat([outer, first]), 'hex').slice(0, 16)
}

/** The padded keys of HMAC (RFC 2104), kept for the last key: one-shot hashes are four times as fast as a fresh Hmac object. */
function padsOf(key: Uint8Array): { inner: Buffer; outer: Buffer } {
  if (lastPads !== null && Buffer.compare(lastPads.key, key) === 0) return lastPads
  const block = Buffer.alloc(64)
  block.set(key.length > 64 ? hash('sha256', key, 'buffer') : key)
  lastPads = {
    key: Uint8Array.from(key),
    inner: block.map((byte) => byte ^ 0x36) as Buffer,
    outer: block.map((byte) => byte ^ 0x5c) as Buffer
  }
  return lastPads
}

let lastPads: { key: Uint8Array; inner: Buffer; outer: Buffer } | null = null

const units = new Uint16Array(maxFoldChars)

/** Hashes of words under the last key; emptied when full or when the key is another. */
function hashesOf(keys: HashKey): Map<string, number> {
  if (lastHashes.k0 !== keys.k0 || lastHashes.k1 !== keys.k1 || lastHashes.known.size > mostRemembered) {
    lastHashes = { ...keys, known: new Map() }
  }
  return lastHashes.known
}

const mostRemembered = 20_000
let lastHashes = { k0: 0, k1: 0, known: new Map<string, number>() }

function wordHash(word: string, keys: HashKey, known: Map<string, number>): number {
  const length = Math.min(word.length, units.length)
  for (let i = 0; i < length; i++) units[i] = word.charCodeAt(i)
  const hashed = hashUnits(units, length, keys)
  known.set(word, hashed)
  return hashed
}

function distinct(hashes: Uint32Array): Uint32Array {
  hashes.sort()
  let length = 0
  for (let i = 0; i < hashes.length; i++) {
    if (i === 0 || hashes[i] !== hashes[i - 1]) hashes[length++] = hashes[i]!
  }
  return hashes.slice(0, length)
}
