/** The blind index of words: each word as a keyed hash with its positions, so that a sealed text can be searched and never read. */
import { createHmac } from 'node:crypto'
import { secretKeyOf } from '../model/secret-key.ts'

/** Positions that a tsvector keeps (PostgreSQL's own limit is 16,383); longer texts are indexed up to here. */
const mostPositions = 4000
const mostPositionsPerWord = 255

/** Words as the index sees them: NFKC, accents off, lower case, letters and digits. At most 64 characters each. */
export function wordsOf(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
  return folded.match(/[\p{L}\p{N}]{1,64}/gu) ?? []
}

/** A tsvector literal of blind words with positions. Key: the mandate's blind key of 32 bytes. */
export function blindWords(text: string, key: Uint8Array): string {
  const at = new Map<string, number[]>()
  wordsOf(text)
    .slice(0, mostPositions)
    .forEach((word, index) => {
      const list = at.get(word)
      if (list === undefined) at.set(word, [index + 1])
      else if (list.length < mostPositionsPerWord) list.push(index + 1)
    })
  const parts: string[] = []
  for (const [word, positions] of at) parts.push(`${blindWord(word, key)}:${positions.join(',')}`)
  return parts.join(' ')
}

/** A tsquery of all words (`a b`), with phrases in double quotes (`"a b" c`). Empty when the text has no word. */
export function blindQuery(text: string, key: Uint8Array): string {
  const parts: string[] = []
  for (const [, phrase, loose] of text.matchAll(/"([^"]*)"|([^"]+)/g)) {
    const blind = wordsOf(phrase ?? loose ?? '').map((word) => blindWord(word, key))
    if (blind.length > 0) parts.push(blind.join(phrase === undefined ? ' & ' : ' <-> '))
  }
  return parts.map((part) => `(${part})`).join(' & ')
}

/** The blind form of one word (as `wordsOf` gives it): `w` and 48 bits of HMAC-SHA256 in hex, a plain lexeme for PostgreSQL. */
export function blindWord(word: string, key: Uint8Array): string {
  let known = cache.get(key)
  if (known === undefined) {
    known = new Map()
    cache.set(key, known)
  }
  let blind = known.get(word)
  if (blind === undefined) {
    blind = `w${createHmac('sha256', secretKeyOf(key)).update('word\0').update(word).digest('hex').slice(0, 12)}`
    if (known.size >= mostCached) known.clear()
    known.set(word, blind)
  }
  return blind
}

/** Adverts share most of their words: a look-up instead of an HMAC (about 3 µs) for nine words in ten. */
const mostCached = 100_000
const cache = new WeakMap<Uint8Array, Map<string, string>>()
