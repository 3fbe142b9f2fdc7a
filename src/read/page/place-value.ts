/** Holds what stands beside "Location:" against what a place is: a name of the gazetteer, a postcode, or at least a name by its looks. */
import { fold } from '../../text/fold.ts'
import { placeNames } from '../../text/places.ts'
import { endOfToken, tokenize } from '../../text/tokens.ts'
import { perText } from '../../text/vocabulary.ts'
import { anyPattern, wordRows } from '../../text/word-lists.ts'
import { townOfAddress } from './place/address-line.ts'

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
export const isPlaceAlone = perText((written): boolean => {
  const text = withoutNumber(/^\p{Ll}/u.test(written) ? written.replace(shortKind, '') : written)
  if (!/^[\p{Lu}\d(]/u.test(text) || /[?!:;€£$%@]/.test(text) || opensOtherwise(text)) return false
  const bare = text.replace(postcode, ' ')
  const words = wordsOf(bare)
  const isCoded = surePostcode.test(text)
  if (words.length > maxWords) return false
  let places = 0
  for (let i = 0; i < words.length;) {
    const named = nameAt(words, i)
    const length = named > 0 ? named : regionAt(words, i)
    if (named > 0) places++
    else if (length === 0 && !/^\d{4,5}$/.test(words[i] ?? '') && !(i === 1 && /^[a-z]{2}$/.test(words[i] ?? '')))
      return (isCoded || (i > 0 && places > 0 && codedStart.test(text))) && isTown(bare)
    i += Math.max(length, 1)
  }
  return places > 0
})

/** Places that a running text names, each once, as written; names that are ordinary words too are left out. */
export function placesSaid(text: string): string[] {
  const found = new Map<string, string>()
  for (const run of text.match(capitalised) ?? []) {
    const parts = run.split(' ')
    for (let i = 0; i < parts.length;) {
      const length = [3, 2, 1].find((n) => i + n <= parts.length && isSurePlace(parts, i, n)) ?? 0
      const name = parts.slice(i, i + length).join(' ')
      if (length > 0 && !found.has(fold(name).text)) found.set(fold(name).text, name)
      i += Math.max(length, 1)
    }
  }
  return [...found.values()]
}

/** Words with a capital behind each other. */
const capitalised = /\p{Lu}[\p{L}’'-]{2,}(?: \p{Lu}[\p{L}’'-]+){0,3}/gu

/** Among other words with a capital ("Plunkett Hall") a name must be one of a town of so many people. */
const townPeople = 20_000

function isSurePlace(parts: readonly string[], at: number, count: number): boolean {
  const words = wordsOf(parts.slice(at, at + count).join(' '))
  return (placeNames().get(words[0] ?? '') ?? []).some(
    (one) =>
      (one.kind === 'name' || one.kind === 'alias') &&
      one.words.length === words.length &&
      one.words.every((word, n) => word === words[n]) &&
      (count === parts.length || one.places.some(({ population }) => population >= townPeople))
  )
}

/** "Rennes (35)": the number of a region behind a town. */
function withoutNumber(text: string): string {
  return text.endsWith(')') ? text.replace(/\s?\(\d{2,3}\)$/, '') : text
}

/** The text without the signs that stand in front of it: a pin before a place. */
export function withoutSigns(text: string): string {
  return leadingSigns.test(text) ? text.replace(leadingSigns, '') : text
}

const leadingSigns = /^[\p{Extended_Pictographic}\ufe0f\s]*\p{Extended_Pictographic}[\ufe0f\s]*/u

/** True where neither a place nor a region begins with the first word, and no digit can be a postcode: most texts, told without cutting them into words. */
function opensOtherwise(text: string): boolean {
  const first = /\d|\u202e/.test(text) ? undefined : firstWord.exec(text)?.[1]
  if (first === undefined) return false
  const { text: folded } = fold(first)
  const word = folded.slice(0, endOfToken(folded, 0))
  return !placeNames().has(word) && !regions.has(word)
}

/** A postcode of five digits before a town and a part of it: "79102 Freiburg Wiehre". */
const codedStart = /^\d{5}\s\p{Lu}\p{L}+\s\p{Lu}\p{L}+$/u

/** A word that nothing beyond ASCII follows, which could belong to it. */
const firstWord = /^\(*(\p{Lu}\p{L}*)(?:$|[\0-@[-`{-\x7f])/u

/** "гр. Пловдив", "г. Казань": short for town before its name. */
const shortKind = /^\p{Ll}{1,3}\.\s?(?=\p{Lu})/u

/** What stands beside a postcode is a town, known or not: one to three capitalised words and no digit. */
function isTown(text: string): boolean {
  const words = text.split(/[\s,()]+/).filter((word) => word !== '')
  return (
    words.length > 0 &&
    words.length <= 4 &&
    !/\d/.test(text) &&
    /^\p{Lu}\p{L}+/u.test(words[0] ?? '') &&
    /^\p{Lu}/u.test(words[words.length - 1] ?? '')
  )
}

/**
 * Postcodes as lands write them: "3511 AB", "S1 2GU", "00-001", "110 00", and four to six digits at an end. Of a text that is all a place
 * only; sources: Universal Postal Union, addressing systems.
 */
const postcode =
  /(?<![\p{L}\d])(?:(?:[A-Z]{1,2}-)?\d{4}\s?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}|\d{2}-\d{3}|\d{3}\s\d{2}|(?:[A-Z]{1,2}-)?\d{4,6})(?![\p{L}\d])/u

/** Those that cannot be a year, a count or a price: with letters or a dash, or with a nought in front. */
const surePostcode =
  /(?<![\p{L}\d])(?:\d{4}\s?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}|\d{2}-\d{3}|[A-Z]{1,2}-\d{4,6}|0\d{4,5})(?![\p{L}\d])/u

/** The part of a value that names the place, where dots, bars or dashes part it from what else is said: "Zwolle · 3 km", "Today | Leeds". */
export function placePart(value: string): string {
  const lines = value.split('\n').map((line) => line.trim())
  const line = lines.length > 1 ? lines.find((one) => isPlaceAlone(one)) : undefined
  const text = withoutRegion(withoutSigns(line ?? value.trim()).replace(leadIn, ''))
  if (text.length > maxChars) return text
  const parts = text.split(/\s*[|·•]\s*|\s+[–—-]\s+|\s*\((?=\+?\s?\d+(?:[.,]\d+)?\s?(?:km|mi)\b)/u)
  if (parts.length < 2) return withoutStreet(text)
  return withoutStreet(
    parts.find((part) => isPlaceAlone(part)) ?? parts.find((part) => placeStrength(part) === 2) ?? text
  )
}

/** "Tatarstan, Kazan": in front of a town some lands write its region. */
function withoutRegion(text: string): string {
  const comma = text.indexOf(', ')
  if (comma < 3 || text.length > maxChars) return text
  const words = wordsOf(text.slice(0, comma))
  const rest = text.slice(comma + 2)
  return words.length > 0 && regionAt(words, 0) === words.length && nameAt(words, 0) === 0 && isPlaceAlone(rest)
    ? rest
    : text
}

/** "in Zwolle", "te Zwolle, "à Lille": the word before the place is no part of its name. */
const leadIn = new RegExp(`^(?:${anyPattern('place-openers')})\\s+(?=\\p{Lu}|\\d)`, 'u')

/** "Lindenweg 4, 50667 Köln": behind a street stands the town, without its code. */
function withoutStreet(text: string): string {
  const town = townOfAddress(text)
  if (town !== null) return town
  const parts = text.split(/\s*,\s*/)
  const first = parts[0] ?? ''
  if (parts.length < 2 || !/\p{L}.*\d/u.test(first) || isPlaceAlone(first)) return text
  const rest = parts.slice(1).join(', ')
  return placeStrength(rest) > 0 ? rest : text
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

/** How many words a region, a land or a part of a town takes that begins at a word; 0 where none does. */
function regionAt(words: readonly string[], at: number): number {
  for (const name of regions.get(words[at] ?? '') ?? [])
    if (name.every((part, n) => words[at + n] === part)) return name.length
  return 0
}

/** By their first word, the longest first. */
const regions = new Map<string, string[][]>()
for (const { word } of wordRows('region-words')) {
  const name = wordsOf(word)
  regions.set(
    name[0] ?? '',
    [...(regions.get(name[0] ?? '') ?? []), name].sort((a, b) => b.length - a.length)
  )
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
