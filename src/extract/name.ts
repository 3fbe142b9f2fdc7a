/** Finds the names by which adverts introduce a person: "ik ben X", "my name is X", a title that begins with one. */
import type { Fact } from '../model/fact.ts'
import { claim, factAt, isCapitalised, isClaimed, originalAt } from './document.ts'
import type { Document } from './document.ts'
import { firstNames, introductions, noNames } from './name-words.ts'
import { placeNames } from './place-table.ts'
import type { Token } from './tokens.ts'
import { perWord } from './vocabulary.ts'

const maxNames = 20
const introductionsOf = perWord((word) => introductions.get(word) ?? null)

export function findNames(doc: Document): Fact[] {
  const found = new Map<number, Fact>()
  const title = titleName(doc)
  if (title !== null) found.set(title.start, title)
  for (let i = 0; i < doc.tokens.length && found.size < maxNames; i += 1) {
    const fact = introduced(doc, i)
    if (fact !== null) found.set(fact.start, fact)
  }
  return [...found.values()]
}

/** The word after "ik ben", "my name is", ...; a capital is asked, or the word is a known first name. */
function introduced(doc: Document, index: number): Fact | null {
  const first = doc.tokens[index]
  const lists = first === undefined ? null : introductionsOf(first)
  if (first === undefined || lists === null) return null
  for (const { words, strong } of lists) {
    if (!words.every((word, i) => doc.tokens[index + i]?.text === word)) continue
    const name = doc.tokens[index + words.length]
    const last = doc.tokens[index + words.length - 1]
    if (name === undefined || last === undefined || !/^[\s:,"'*-]{1,4}$/.test(doc.plain.slice(last.end, name.start)))
      continue
    const confidence = nameConfidence(doc, name, strong)
    if (confidence > 0) return nameFact(doc, name, 'introduced', confidence)
  }
  return null
}

function nameConfidence(doc: Document, name: Token, strong: boolean): number {
  if (!mayBeName(doc, name)) return 0
  const known = firstNames.has(name.text)
  const capital = isCapitalised(doc, name) && !isShouted(doc, name)
  if (known) return strong ? 0.9 : 0.8
  if (!capital && !(strong && isShouted(doc, name))) return 0
  // "Ik ben Nederlands": what is masked or a place is no name, and after "I am" a capital alone says little.
  return strong ? 0.8 : placeNames.has(name.text) ? 0 : 0.55
}

function mayBeName(doc: Document, name: Token): boolean {
  if (name.digits || name.text.length < 2 || name.text.length > 20) return false
  // "mila" is "nice" in Polish, "Mila" a name.
  if (noNames.has(name.text) && !(firstNames.has(name.text) && isCapitalised(doc, name))) return false
  return !isClaimed(doc, name.start, name.end, claim.link | claim.phone)
}

/** "Anna 22 jaar", "Anna, Utrecht", "Anna - massage": the first word of the title when a name is what fits there. */
function titleName(doc: Document): Fact | null {
  let index = 0
  while (index < 2 && titleOpeners.has(doc.tokens[index]?.text ?? '')) index += 1
  const first = doc.tokens[index]
  if (first === undefined || !mayBeName(doc, first)) return null
  const titleEnd = doc.titleEnd < 0 ? doc.plain.length : doc.titleEnd
  if (first.start > 24 || first.end > titleEnd) return null
  const known = firstNames.has(first.text)
  if (known && placeNames.has(first.text) && !followsAsPerson(doc, first)) return null
  if (known && (isCapitalised(doc, first) || followsAsPerson(doc, first))) return nameFact(doc, first, 'title', 0.75)
  return isCapitalised(doc, first) && !isShouted(doc, first) && followsAsAge(doc, first) && !placeNames.has(first.text)
    ? nameFact(doc, first, 'title', 0.55)
    : null
}

const titleOpeners = new Set(
  'lieve mooie sexy sweet hot new nieuw nieuwe miss ms mevrouw lady hi hallo hello hola the de'.split(' ')
)

function followsAsAge(doc: Document, name: Token): boolean {
  return /^\s?[,(|-]?\s?\d{2}(?!\d|[.,:-]\d)/.test(doc.plain.slice(name.end, name.end + 6))
}

function followsAsPerson(doc: Document, name: Token): boolean {
  return (
    followsAsAge(doc, name) || /^\s?(?:[,|(-]|uit |from |aus |de |in )/.test(doc.plain.slice(name.end, name.end + 6))
  )
}

function isShouted(doc: Document, name: Token): boolean {
  const second = originalAt(doc, name.start + 1)
  return name.text.length > 1 && second !== second.toLowerCase()
}

function nameFact(doc: Document, name: Token, method: string, confidence: number): Fact {
  const fact = factAt(doc, 'name', name.start, name.end, '', method, confidence)
  return { ...fact, value: name.text.charAt(0).toUpperCase() + name.text.slice(1) }
}
