/** How sure it is that a name is meant as a place: its capital, the words around it, the country of the site and the phones. */
import { isCapitalised } from '../document.ts'
import type { Document } from '../document.ts'
import { functionWords } from '../../text/language.ts'
import { firstNames } from '../person/name-words.ts'
import { isMaskedWord } from '../phrases.ts'
import {
  ambiguousNames,
  looseWords,
  placeAfter,
  placeJoiners,
  placePrepositions,
  romanceWords,
  townJoiners
} from './place-words.ts'
import { placeNames } from '../../text/places.ts'
import type { Place, PlaceName } from '../../text/places.ts'
import type { Token } from '../../text/tokens.ts'

/** A name of the table at a place in the text. */
export interface NameAt {
  readonly name: PlaceName
  readonly end: number
  readonly lastToken: number
}

/** Inhabitants from which a name is more likely the place than the word that it also is. */
const people = { town: 15_000, largeTown: 30_000, known: 40_000, city: 300_000 } as const
/**
 * How likely a name is meant as a place, 0 to 1; facts of 0.8 and more are certain. Set by hand on the places of `baken bench extract`
 * (`otherKinds` in `bench/results/extract.json`) and on `test/extract/fixtures/place.jsonl`.
 */
const confidence = {
  /** A word asks for a place, or its country or centre follows; with a capital, and without. */
  asked: 0.95,
  askedSmall: 0.85,
  /** An ordinary word or first name as well. */
  ambiguousSure: 0.8,
  ambiguous: 0.7,
  smallLetters: 0.75,
  smallLettersLong: 0.7,
  /** Nothing but a capital. */
  town: 0.88,
  villageListed: 0.85,
  village: 0.75,
  villageAbroad: 0.5,
  firstWord: 0.6
} as const

/** 0 when the word is no place here. */
export function confidenceOf(doc: Document, index: number, token: Token, found: NameAt, place: Place): number {
  const { name, end, lastToken } = found
  const last = doc.tokens[lastToken]
  // "'s-Gravenhage", "den Haag": the capital is in the last word.
  const capital = isCapitalised(doc, token) || (lastToken > index && last !== undefined && isCapitalised(doc, last))
  const before = doc.tokens[index - 1]
  const asked =
    before !== undefined &&
    token.start - before.end <= 3 &&
    !/[\n.!?]/.test(doc.plain.slice(before.end, token.start)) &&
    isAsked(doc, index, before)
  const home = doc.context.region.toUpperCase() === place.country || doc.hints.phoneRegions.has(place.country)
  const key = name.words.join(' ')
  const followed = capital && placeAfter.test(doc.plain.slice(end, end + 20))
  const ambiguous =
    name.kind === 'weak' || ambiguousNames.has(key) || key.length <= 3 || functionWords.has(key) || isMaskedWord(token)
  if (ambiguous) {
    if (!capital) return 0
    // "in Nice condition": on a site of another country the word is as likely.
    if (asked || followed)
      return home || followed || place.population >= people.city ? confidence.ambiguousSure : confidence.ambiguous
    // A word that every text has ("Een vrouw") is a place only where one is asked for.
    return !functionWords.has(key) && (inTownList(doc, index, lastToken) || datedAfter(doc, lastToken))
      ? confidence.ambiguous
      : 0
  }
  if (capital && (asked || followed)) return confidence.asked
  // Without a capital only a word that can mean nothing else asks for a place: not "to manage", "a human".
  if (
    asked &&
    before !== undefined &&
    !looseWords.has(before.text) &&
    ((home && place.population >= people.town) || place.population >= people.city)
  )
    return confidence.askedSmall
  if (!capital)
    return place.population >= people.known && (home || place.population >= people.city)
      ? confidence.smallLetters
      : name.words.length > 1 && home
        ? confidence.smallLettersLong
        : 0
  return unaskedConfidence(doc, index, lastToken, place, home)
}

/** In these countries the words below are articles and endings ("Jan de Vries"), no prepositions. */
const germanic = new Set(['NL', 'GB', 'US', 'IE', 'DE', 'AT'])

/** A capital alone: large towns are meant, small ones share their names with words ("Brand New", "Come along"). */
function unaskedConfidence(doc: Document, index: number, lastToken: number, place: Place, home: boolean): number {
  const listed = inTownList(doc, index, lastToken) || datedAfter(doc, lastToken)
  if (place.population < people.town && isFamilyName(doc, index)) return 0
  if (!listed && place.population < people.town && nextIsCapital(doc, lastToken)) return 0
  if (startsSentence(doc, index) && !listed) {
    if (place.population < people.largeTown) return home && place.population >= people.town ? confidence.firstWord : 0
    if (!home && place.population < people.city) return confidence.firstWord
  }
  if (place.population >= people.town) return confidence.town
  return home ? (listed ? confidence.villageListed : confidence.village) : confidence.villageAbroad
}

/** "Hans de Boer": a first name and a small word before it. */
function isFamilyName(doc: Document, index: number): boolean {
  const [first, small, name] = [doc.tokens[index - 2], doc.tokens[index - 1], doc.tokens[index]]
  if (first === undefined || small === undefined || name === undefined || isCapitalised(doc, small)) return false
  return (
    firstNames.has(first.text) && isCapitalised(doc, first) && name.start - first.end === small.end - small.start + 2
  )
}

function datedAfter(doc: Document, lastToken: number): boolean {
  const end = doc.tokens[lastToken]?.end ?? 0
  return doc.hints.dates.some(({ start }) => start >= end && start - end <= 3)
}

function nextIsCapital(doc: Document, lastToken: number): boolean {
  const [last, next] = [doc.tokens[lastToken], doc.tokens[lastToken + 1]]
  return (
    last !== undefined && next !== undefined && next.start - last.end === 1 && !next.digits && isCapitalised(doc, next)
  )
}

/** "in", "omgeving", "near", also through an article or "of" ("in de buurt van", "omgeving van"). */
function isAsked(doc: Document, index: number, before: Token): boolean {
  // "en" is "in" in French and Spanish, "and" in Dutch.
  if (before.text === 'en' && !/^(?:FR|ES|LU|CH)$/.test(doc.context.region.toUpperCase()))
    return isListed(doc, index - 2, index)
  if (
    placePrepositions.has(before.text) &&
    !(germanic.has(doc.context.region.toUpperCase()) && romanceWords.has(before.text))
  )
    return true
  const earlier = doc.tokens[index - 2]
  return placeJoiners.has(before.text) && earlier !== undefined && placePrepositions.has(earlier.text)
}

const betweenTowns = new RegExp(String.raw`^[ \t]?(?:[,/&+]|-(?! )|${townJoiners})\s?$`)

/** Between commas, slashes or "and", with a name of a place in capitals on the other side: a list of towns. */
function inTownList(doc: Document, index: number, lastToken: number): boolean {
  return (
    isListed(doc, index - 1, index) ||
    isListed(doc, index - 2, index) ||
    isListed(doc, lastToken + 1, lastToken) ||
    isListed(doc, lastToken + 2, lastToken)
  )
}

function isListed(doc: Document, at: number, from: number): boolean {
  const [other, own] = [doc.tokens[at], doc.tokens[from]]
  if (other === undefined || own === undefined || !isCapitalised(doc, other)) return false
  const gap = at < from ? doc.plain.slice(other.end, own.start) : doc.plain.slice(own.end, other.start)
  return betweenTowns.test(gap) && placeNames().has(other.text) && !ambiguousNames.has(other.text)
}

function startsSentence(doc: Document, index: number): boolean {
  const [token, before] = [doc.tokens[index], doc.tokens[index - 1]]
  return before === undefined || token === undefined || /[.!?\n]/.test(doc.plain.slice(before.end, token.start))
}
