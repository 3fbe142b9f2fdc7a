/** What all rules about names share: which words may be names, how sure each way of saying one is, and the fact of a name. */
import type { Fact } from '../../model/fact.ts'
import { claim, factAt, isCapitalised, isClaimed, originalAt, tokenFrom } from '../document.ts'
import type { Document } from '../document.ts'
import { dayNames, monthNames } from '../../text/dates/words.ts'
import { functionWords } from '../../text/language.ts'
import { placeNames } from '../../text/places.ts'
import type { Token } from '../../text/tokens.ts'
import { perWord } from '../../text/vocabulary.ts'
import { wordSet } from '../../text/word-lists.ts'
import { firstNames, noNames } from './name-words.ts'

/** "Size 10, Amber": names of much else. */
export const ordinaryNames = wordSet('ordinary-names')
/** A place by this word alone; "Anna" only begins the names of places. */
export const isTown = perWord(
  (word) =>
    placeNames()
      .get(word)
      ?.some(({ words }) => words.length === 1) === true
)

/**
 * How likely a word is a name, 0 to 1, by how it is said; `known`: it is a common first name. Set by hand on the names of
 * `baken bench extract` (`otherKinds` in `bench/results/extract.json`) and on `test/extract/fixtures/name.jsonl`.
 */
export const confidence = {
  known: 0.9,
  knownClosing: 0.85,
  /** After "I am", beside an age or "here". */
  knownWeak: 0.8,
  title: 0.75,
  /** Not known, after "my name is"; after what is said of other things too; after a closing. */
  stated: 0.8,
  asked: 0.7,
  closing: 0.7,
  /** Not known, after "I am" or as the first word of a title. */
  guessed: 0.55
} as const

/** A capital, and no word, town or month. */
export function isKnownAlone(doc: Document, name: Token): boolean {
  return (
    isCapitalised(doc, name) &&
    mayBeName(doc, name) &&
    !ordinaryNames.has(name.text) &&
    !isTown(name) &&
    !dayNames.has(name.text) &&
    !monthNames.has(name.text) &&
    !isClaimed(doc, name.start, name.end, claim.place)
  )
}

export function mayBeName(doc: Document, name: Token): boolean {
  if (name.digits || name.text.length < 2 || name.text.length > 20) return false
  const known = firstNames.has(name.text)
  // "mila" is "nice" in Polish, "Mila" a name.
  if (noNames.has(name.text) && !(known && isCapitalised(doc, name))) return false
  if (!known && (functionWords.has(name.text) || dayNames.has(name.text) || monthNames.has(name.text))) return false
  return !isClaimed(doc, name.start, name.end, claim.link | claim.phone)
}

export function isShouted(doc: Document, name: Token): boolean {
  const second = originalAt(doc, name.start + 1)
  return name.text.length > 1 && second !== second.toLowerCase()
}

export function nameFact(doc: Document, name: Token, method: string, confidence: number): Fact {
  const second = secondPart(doc, name)
  const fact = factAt(doc, 'name', name.start, second?.end ?? name.end, '', method, confidence)
  return { ...fact, value: [name, second].flatMap((part) => (part === null ? [] : [capitalised(part.text)])).join('-') }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** "Anne-Marie", "Hans-Peter": a first name behind a dash that touches both. */
function secondPart(doc: Document, name: Token): Token | null {
  if (doc.plain.charAt(name.end) !== '-' || !firstNames.has(name.text)) return null
  const next = doc.tokens[tokenFrom(doc, name.end + 1)]
  return next !== undefined &&
    next.start === name.end + 1 &&
    firstNames.has(next.text) &&
    isCapitalised(doc, next) &&
    isCapitalised(doc, name)
    ? next
    : null
}
