/** Holds what stands beside "Location:" against what a place is: a name of the gazetteer, a postcode, or at least a name by its looks. */
import { fold } from '../../text/fold.ts'
import { placeNames } from '../../text/places.ts'
import { tokenize } from '../../text/tokens.ts'
import { anyPattern } from '../../text/word-lists.ts'

/** Longer values are sentences. */
const maxChars = 80
const maxWords = 7

/** 2: a place that Baken knows is in it; 1: it could be the name of a small one; 0: it is none. */
export function placeStrength(value: string): 0 | 1 | 2 {
  const text = value.trim()
  if (text.length < 2 || text.length > maxChars) return 0
  if (holdsPlace(text)) return 2
  return looksLikeName(text) ? 1 : 0
}

/** True when a name of the gazetteer stands in it, from its first word to its last; names that are ordinary words too only alone. */
function holdsPlace(text: string): boolean {
  const words = wordsOf(text)
  return words.length <= maxWords * 2 && words.some((_, i) => nameAt(words, i) > 0)
}

/** True for "Utrecht", "3511 AB Utrecht", "Zeist, Utrecht": every word is of a place or a postcode. */
export function isPlaceAlone(text: string): boolean {
  if (!/^[\p{Lu}\d(]/u.test(text) || /[?!:;€£$%@]/.test(text)) return false
  const words = wordsOf(text)
  if (words.length === 0 || words.length > maxWords) return false
  let places = 0
  for (let i = 0; i < words.length;) {
    const length = nameAt(words, i)
    if (length > 0) places++
    else if (!/^\d{4,5}$/.test(words[i] ?? '') && !(i === 1 && /^[a-z]{2}$/.test(words[i] ?? ''))) return false
    i += Math.max(length, 1)
  }
  return places > 0
}

function wordsOf(text: string): string[] {
  return tokenize(fold(text).text).map((token) => token.text)
}

/** How many words a name of the gazetteer takes that begins at a word; 0 where none does. */
function nameAt(words: readonly string[], at: number): number {
  const found = (placeNames().get(words[at] ?? '') ?? []).find(
    ({ words: name, kind }) =>
      name.every((part, n) => words[at + n] === part) &&
      (name.join('').length >= 4 || name.length === words.length) &&
      (kind !== 'weak' || name.length === words.length)
  )
  return found?.words.length ?? 0
}

/** Words of a name begin with a capital; a button ("View map"), a measure ("12 km", "80 m²", "45 %") and a sentence do not count. */
function looksLikeName(text: string): boolean {
  if (/[%€£$@:?!<>{}=|]|\d\s?(?:m²|m2|km)\b/iu.test(text)) return false
  const words = text.split(/[\s,/()-]+/).filter((word) => word !== '')
  if (words.length === 0 || words.length > maxWords || control.test(text)) return false
  const letters = words.filter((word) => /^\p{L}/u.test(word))
  const first = letters[0] ?? ''
  return letters.length > 0 && letters.length >= words.length / 2 && (/^\p{Lu}/u.test(first) || /^\p{Lo}/u.test(first))
}

/** What buttons and links say: "View map", "Show all", "Contact the seller". */
const control = new RegExp(`^(?:${anyPattern('more-links')}|${anyPattern('reply-controls')})(?!\\p{L})`, 'iu')
