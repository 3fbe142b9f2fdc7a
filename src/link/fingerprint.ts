/** Keyed fingerprints of adverts: shingle hashes of the text and blinded values, all that linking ever sees. */
import { createHmac } from 'node:crypto'
import type { Span } from '../model/fact.ts'
import { foldWords, maxFoldChars } from './fold.ts'
import { hashKey, hashTriple, hashUnits } from './keyed-hash.ts'

export interface Fingerprint {
  /** Sorted, distinct keyed hashes of word pairs and skip pairs: the even half of them, which costs little quality and halves the index. */
  readonly features: Uint32Array
  /** Folded words that were seen, masks included. */
  readonly words: number
  readonly version: number
}

/** Goes up when the same text gives other features: stored features of another version do not meet. */
export const fingerprintVersion = 1

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
  for (let i = 0; i < count; i++) hashes[i] = wordHash(words[i] as string, keys)
  const kept = new Uint32Array(count * 2)
  let length = 0
  for (let i = 0; i + 1 < count; i++) {
    const a = hashes[i]
    const near = hashTriple(a, hashes[i + 1], 1, keys)
    if ((near & 1) === 0) kept[length++] = near
    if (i + 2 >= count) continue
    const skip = hashTriple(a, hashes[i + 2], 2, keys)
    if ((skip & 1) === 0) kept[length++] = skip
  }
  return { features: distinct(kept.subarray(0, length)), words: count, version: fingerprintVersion }
}

/**
 * A value made unreadable without the key: 16 hex digits of HMAC-SHA256 over kind and normal form. The same value under the
 * same key always gives the same digits; kinds never meet.
 */
export function blind(kind: string, value: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`${kind}\u0000${value}`).digest('hex').slice(0, 16)
}

const units = new Uint16Array(maxFoldChars)

function wordHash(word: string, keys: ReturnType<typeof hashKey>): number {
  const length = Math.min(word.length, units.length)
  for (let i = 0; i < length; i++) units[i] = word.charCodeAt(i)
  return hashUnits(units, length, keys)
}

function distinct(hashes: Uint32Array): Uint32Array {
  hashes.sort()
  let length = 0
  for (let i = 0; i < hashes.length; i++) {
    if (i === 0 || hashes[i] !== hashes[i - 1]) hashes[length++] = hashes[i]
  }
  return hashes.slice(0, length)
}
