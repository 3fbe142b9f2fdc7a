/** The name that a title begins with. */
import type { Fact } from '../../model/fact.ts'
import { claim, isCapitalised, isClaimed, originalAt, tokenFrom } from '../document.ts'
import type { Document } from '../document.ts'
import { dayNames, monthNames } from '../../text/dates/words.ts'
import { functionWords } from '../../text/language.ts'
import { placeNames } from '../../text/places.ts'
import type { Token } from '../../text/tokens.ts'
import { wordSet } from '../../text/word-lists.ts'
import { confidence, isShouted, isTown, mayBeName, nameFact, ordinaryNames } from './name-fact.ts'
import { isJoined } from './name-set-off.ts'
import { firstNames, titleOpeners } from './name-words.ts'

const personWords = wordSet('age-persons')

/** "Anna 22 jaar", "Anna, Utrecht", "Anna - massage": the first word of the title when a name is what fits there. */
export function titleName(doc: Document): Fact | null {
  let index = 0
  while (index < 2 && titleOpeners.has(doc.tokens[index]?.text ?? '')) index += 1
  const first = doc.tokens[index]
  if (first === undefined || !mayBeName(doc, first)) return null
  const titleEnd = doc.titleEnd < 0 ? doc.plain.length : doc.titleEnd
  if (first.start > 24 || first.end > titleEnd) return null
  const known = firstNames.has(first.text)
  if (
    known &&
    (isTown(first) || ordinaryNames.has(first.text) || isClaimed(doc, first.start, first.end, claim.place)) &&
    !followsAsPerson(doc, first) &&
    !isJoined(doc, index)
  )
    return null
  // "Elke dag open" is no Elke; "Jan, feb en maart" are months.
  if (functionWords.has(first.text) && !followsAsPerson(doc, first) && !isJoined(doc, index)) return null
  if (monthNames.has(first.text) && monthNames.has(doc.tokens[index + 1]?.text ?? '')) return null
  // "Demi-heure 50", "Marți, 12 mai".
  if (/^-\p{Ll}/u.test(originalAt(doc, first.end) + originalAt(doc, first.end + 1)) || dayNames.has(first.text))
    return null
  if (known && (isCapitalised(doc, first) || followsAsPerson(doc, first)))
    return nameFact(doc, first, 'title', confidence.title)
  return isCapitalised(doc, first) &&
    !isShouted(doc, first) &&
    followsAsAge(doc, first) &&
    !describesPerson(doc, first) &&
    !placeNames().has(first.text)
    ? nameFact(doc, first, 'title', confidence.guessed)
    : null
}

/** "Quiet 38 year old woman", "Megbízható 38 éves nő": the word before the age says how the person behind it is. */
function describesPerson(doc: Document, first: Token): boolean {
  let end = first.end + 1
  if (!isClaimed(doc, end, end + 1, claim.age)) return false
  while (end < doc.plain.length && isClaimed(doc, end, end + 1, claim.age)) end += 1
  const next = doc.tokens[tokenFrom(doc, end)]
  return next !== undefined && next.start - end <= 1 && personWords.has(next.text)
}

function followsAsAge(doc: Document, name: Token): boolean {
  const found = /^([ \t]?[,(|-]?[ \t]?)(1[89]|[2-6]\d)(?!\d|[.,:-]\d)(\s?\p{L}*)/u.exec(
    doc.plain.slice(name.end, name.end + 20)
  )
  if (found === null) return false
  const digits = name.end + (found[1]?.length ?? 0)
  if (isClaimed(doc, digits, digits + 1, claim.price | claim.date)) return false
  // "Size 20 shoes", "Kast 60x40": a number with something after it that it counts.
  return isClaimed(doc, digits, digits + 1, claim.age) || (found[3] === '' && /[,(|-]/.test(found[1] ?? ''))
}

function followsAsPerson(doc: Document, name: Token): boolean {
  return (
    followsAsAge(doc, name) || /^\s?(?:[,|(-]|uit |from |aus |de |in )/.test(doc.plain.slice(name.end, name.end + 6))
  )
}
