/** Whether a word stands by itself as a name does: between commas, dashes, brackets or line breaks, or joined to another first name. */
import { isCapitalised } from '../document.ts'
import type { Document } from '../document.ts'
import { firstNames } from './name-words.ts'
import { perWord } from '../../text/vocabulary.ts'
import { anyOf, wordRows, wordSet } from '../../text/word-lists.ts'

/** What does not end before a name that stands by itself: "Kleur: Amber", "@anna", "St. Anna". */
const bound = /[\p{L}\p{N}:.'’"„“”@#/_=+€$£%\\-]/u
/** A dash between spaces, a sentence that ends in a whole word ("St. Anna" is a church), "xx" as a kiss. */
const boundButOpen = /(?:\s-{1,2}|\p{L}{4}\.|(?<!\p{L})x{1,5})$/u
/** What follows it: the end, a mark, or an age; never a letter, a colon or a quote. */
const openAfter =
  /^[^\S\n]{0,2}(?:$|[^\p{L}\p{N}\s.:'’"„“”@#_=€$£%\\/-]|\n|\.(?![\p{L}\p{N}])|(?<=\s)-{1,2}\s|x{1,5}(?!\p{L}))/u
const joiners = wordSet('and-or', 'and')
const joinSigns = /^\s?[&+/]\s?$/

/** Pets, boats and other things have names too: "onze hond Luna", "boot, Anna". */
const thing = new RegExp(
  String.raw`^(?:\p{L}*(?:${anyOf(wordRows('age-things'))})|${anyOf(wordRows('age-others'))})$`,
  'u'
)
const isThing = perWord((word) => thing.test(word))

function isNameOfThing(doc: Document, index: number): boolean {
  const [before, name] = [doc.tokens[index - 1], doc.tokens[index]]
  return before !== undefined && name !== undefined && name.start - before.end <= 3 && isThing(before)
}

/** Whether the first name at this token stands by itself; the caller knows that it is one and is written with a capital. */
export function isSetOff(doc: Document, index: number): boolean {
  const name = doc.tokens[index]
  if (name === undefined) return false
  if (
    !(opensAt(doc.plain, name.start) && openAfter.test(doc.plain.slice(name.end, name.end + 6))) &&
    !isJoined(doc, index) &&
    !isListed(doc, index)
  )
    return false
  return !isNameOfThing(doc, index)
}

/** "Vandaag: Lisa, Kim en Eva": another first name behind a comma. */
function isListed(doc: Document, index: number): boolean {
  const [name, next] = [doc.tokens[index], doc.tokens[index + 1]]
  if (name === undefined || next === undefined || doc.plain.slice(name.end, next.start) !== ', ') return false
  return firstNames.has(next.text) && isCapitalised(doc, next) && !goesOn(doc, index + 1)
}

/** Whether nothing in the same breath stands before the offset. */
function opensAt(plain: string, start: number): boolean {
  let at = start - 1
  while (at >= 0 && start - at < 4 && plain.charAt(at) === ' ') at -= 1
  const sign = plain.charAt(at)
  if (at < 0 || !bound.test(sign)) return true
  return sign !== ':' && boundButOpen.test(plain.slice(Math.max(0, at - 5), at + 1))
}

/** Whether another first name is joined to the one at this token, and no capital behind goes on ("Anna en Maria Hoeve"). */
export function isJoined(doc: Document, index: number): boolean {
  return joinedTo(doc, index, 1) || (joinedTo(doc, index, -1) && !goesOn(doc, index))
}

/** "Lisa & Anna", "Lisa en Anna": the neighbour on one side is a first name too. */
function joinedTo(doc: Document, index: number, step: 1 | -1): boolean {
  const gapOf = (from: number): string => {
    const [left, right] = [doc.tokens[from], doc.tokens[from + 1]]
    return left === undefined || right === undefined ? 'none' : doc.plain.slice(left.end, right.start)
  }
  const isName = (at: number): boolean => {
    const token = doc.tokens[at]
    return token !== undefined && firstNames.has(token.text) && isCapitalised(doc, token)
  }
  if (joinSigns.test(gapOf(step > 0 ? index : index - 1))) return isName(index + step)
  const joiner = doc.tokens[index + step]
  if (joiner === undefined || !joiners.has(joiner.text) || !isName(index + 2 * step)) return false
  return [0, 1].every((more) => gapOf(step > 0 ? index + more : index - 1 - more) === ' ')
}

/** "Anna en Maria Hoeve": a capital right behind the name makes it the name of something. */
export function goesOn(doc: Document, index: number): boolean {
  const [name, next] = [doc.tokens[index], doc.tokens[index + 1]]
  return name !== undefined && next !== undefined && next.start - name.end === 1 && isCapitalised(doc, next)
}
