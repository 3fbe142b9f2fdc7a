/** Finds the names by which adverts introduce a person: "ik ben X", "my name is X", a title that begins with one. */
import type { Fact } from '../../model/fact.ts'
import { claim, factAt, isCapitalised, isClaimed, originalAt, tokenFrom } from '../document.ts'
import { anyOf, wordMap, wordRows, wordSet } from '../../text/word-lists.ts'
import { dayNames, monthNames } from '../../text/dates/words.ts'
import type { Document } from '../document.ts'
import { sourceSpan } from '../../text/fold.ts'
import { functionWords } from '../../text/language.ts'
import type { Introduction } from './name-words.ts'
import { closings, firstNames, introductions, nameInCase, noNames, titleOpeners } from './name-words.ts'
import { goesOn, isJoined, isSetOff } from './name-set-off.ts'
import { isMaskedWord } from '../phrases.ts'
import { placeNames } from '../../text/places.ts'
import type { Token } from '../../text/tokens.ts'
import { perWord } from '../../text/vocabulary.ts'

const maxNames = 20
/** "Size 10, Amber": names of much else. */
const ordinaryNames = wordSet('ordinary-names')
/** A place by this word alone; "Anna" only begins the names of places. */
const isTown = perWord(
  (word) =>
    placeNames()
      .get(word)
      ?.some(({ words }) => words.length === 1) === true
)
const personWords = wordSet('age-persons')
const nameBefore = wordMap('name-before', (value) => value)
/** What a word may say about a name, null for most words: one look-up for all of it. */
const roleOf = perWord((word) => {
  const role = {
    introductions: introductions.get(word) ?? null,
    isClosing: closings.has(word),
    isFirstName: firstNames.has(word),
    before: nameBefore.get(word) ?? null
  }
  return role.introductions !== null || role.isClosing || role.isFirstName || role.before !== null ? role : null
})

/**
 * How likely a word is a name, 0 to 1, by how it is said; `known`: it is a common first name. Set by hand on the names of
 * `baken bench extract` (`otherKinds` in `bench/results/extract.json`) and on `test/extract/fixtures/name.jsonl`.
 */
const confidence = {
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

export function findNames(doc: Document): Fact[] {
  const found = new Map<number, Fact>()
  const title = titleName(doc)
  if (title !== null) found.set(title.start, title)
  for (let i = 0; i < doc.tokens.length && found.size < maxNames; i += 1) {
    const token = doc.tokens[i]
    const role = token === undefined ? null : roleOf(token)
    if (role === null) continue
    const fact =
      (role.introductions === null ? null : introduced(doc, i, role.introductions)) ??
      (role.isClosing ? signedOff(doc, i) : null) ??
      (role.before === null ? null : beforeVerb(doc, i - 1, role.before)) ??
      (role.isFirstName ? (withAge(doc, i) ?? standsAlone(doc, i)) : null)
    if (fact !== null && !found.has(fact.start)) found.set(fact.start, fact)
  }
  return [...found.values()]
}

/** The word after "ik ben", "my name is", ...; a capital is asked, or the word is a known first name. */
function introduced(doc: Document, index: number, lists: readonly Introduction[]): Fact | null {
  const first = doc.tokens[index]
  if (first === undefined) return null
  for (const { words, follows } of lists) {
    if (words.length > 1 && !words.every((word, i) => doc.tokens[index + i]?.text === word)) continue
    const name = doc.tokens[index + words.length]
    const last = doc.tokens[index + words.length - 1]
    // Most prepositions stand before small letters: the cheapest question comes first.
    if (name === undefined || last === undefined || (follows === 'known' && !isCapitalised(doc, name))) continue
    const gap = doc.plain.slice(last.end, name.start)
    if (!/^[\s:|=,"'*-]{1,4}$/.test(gap)) continue
    if (follows === 'known') {
      // "Bij Piet Hein Plein": behind a preposition the word may begin the name of something.
      const isLoose = words.length === 1 && functionWords.has(first.text) && !/[:|=]/.test(gap)
      const asked = gap.includes(':') ? givenName(doc, index + words.length, name) : name
      const meant = isLoose && goesOn(doc, index + 1) ? null : introducedByCue(doc, asked)
      if (meant !== null) return meant
      continue
    }
    // "Name:" is a label, "the name Fastify" is not.
    if (follows === 'label' && !/[:=|]/.test(gap)) continue
    const meant = follows === 'label' ? givenName(doc, index + words.length, name) : name
    const confidence = nameConfidence(doc, meant, follows !== 'weak', words.join(' '))
    if (confidence > 0) return nameFact(doc, meant, 'introduced', confidence)
  }
  return null
}

/** "Kovács János": where the family name stands first, the name behind it that is a first name. */
function givenName(doc: Document, index: number, name: Token): Token {
  const next = doc.tokens[index + 1]
  return next !== undefined &&
    !firstNames.has(name.text) &&
    firstNames.has(next.text) &&
    next.start - name.end === 1 &&
    isCapitalised(doc, next)
    ? next
    : name
}

/** "Bel Lisa", "z Kasią": a common first name behind a word that much else may follow; it must not go on as the name of something. */
function introducedByCue(doc: Document, name: Token): Fact | null {
  if (name.digits || !isCapitalised(doc, name) || isClaimed(doc, name.start, name.end, claim.link | claim.phone))
    return null
  if (isClaimed(doc, name.start, name.end, claim.place) || dayNames.has(name.text) || monthNames.has(name.text))
    return null
  const meant = nameInCase(name.text, writtenOf(doc, name))
  if (meant === null || noNames.has(meant)) return null
  return nameFact(doc, { ...name, text: meant }, 'asked-for', confidence.knownWeak)
}

/** The word as it is written, in small letters with its accents. */
function writtenOf(doc: Document, { start, end }: Token): string {
  const span = sourceSpan(doc.folded, start, end)
  return doc.text.slice(span.start, span.end).toLowerCase()
}

/** "Utrecht, Lisa, privé", "Lisa & Anna", a last line "Lisa": a common first name that nothing else is written to. */
function standsAlone(doc: Document, index: number): Fact | null {
  const name = doc.tokens[index]
  if (name === undefined || !isCapitalised(doc, name) || !mayBeName(doc, name)) return null
  if (dayNames.has(name.text) || monthNames.has(name.text)) return null
  // "Sofia & Anna" are two persons, "Sofia, Plovdiv" two towns.
  const mayBeOther = ordinaryNames.has(name.text) || isClaimed(doc, name.start, name.end, claim.place) || isTown(name)
  return (mayBeOther ? isJoined(doc, index) : isSetOff(doc, index))
    ? nameFact(doc, name, 'set-off', confidence.title)
    : null
}

function nameConfidence(doc: Document, name: Token, strong: boolean, said: string): number {
  if (!mayBeName(doc, name)) return 0
  const known = firstNames.has(name.text)
  const capital = isCapitalised(doc, name) && !isShouted(doc, name)
  if (known) return strong ? confidence.known : confidence.knownWeak
  if (!capital && !(strong && isShouted(doc, name))) return 0
  // "Ask for Details" is as good a sentence as "ask for Tina".
  if (strong) return askings.has(said) ? confidence.asked : confidence.stated
  // "Ik ben Nederlands": what is masked or a place is no name, and after "I am" a capital alone says little.
  if (placeNames().has(name.text) || isMaskedWord(name) || trades.test(name.text)) return 0
  // German writes every noun with a capital: "ich bin Studentin und ...".
  const alone = /^\s?(?:[,.!;)\n]|$)/.test(doc.plain.slice(name.end, name.end + 2))
  return /^(?:ich bin|hier ist)$/.test(said) && !alone ? 0 : confidence.guessed
}

const askings = wordSet('asking-introductions')
/** Endings of what people do: "ik ben Schilder", "soy Electricista". */
const trades = new RegExp(`(?:${anyOf(wordRows('trade-endings'))})$`)

function mayBeName(doc: Document, name: Token): boolean {
  if (name.digits || name.text.length < 2 || name.text.length > 20) return false
  const known = firstNames.has(name.text)
  // "mila" is "nice" in Polish, "Mila" a name.
  if (noNames.has(name.text) && !(known && isCapitalised(doc, name))) return false
  if (!known && (functionWords.has(name.text) || dayNames.has(name.text) || monthNames.has(name.text))) return false
  return !isClaimed(doc, name.start, name.end, claim.link | claim.phone)
}

/** "Groetjes, Lotte" at the end of a line: a closing, and a name that nothing follows. */
function signedOff(doc: Document, index: number): Fact | null {
  const word = doc.tokens[index]
  if (word === undefined) return null
  const isFrom = /^(?:van|from|von|de|od)$/.test(doc.tokens[index + 1]?.text ?? '')
  const [last, name] = [doc.tokens[isFrom ? index + 1 : index], doc.tokens[isFrom ? index + 2 : index + 1]]
  if (last === undefined || name === undefined) return null
  if (!/^(?:\s?[,!.:;*~□♥❤-]{0,4}\s{0,3}|x{1,5}\s)$/u.test(doc.plain.slice(last.end, name.start))) return null
  if (!isCapitalised(doc, name) || isShouted(doc, name) || !mayBeName(doc, name)) return null
  const known = firstNames.has(name.text)
  const ends = /^\s{0,2}(?:$|[\n.,!*□♥❤(|]|x{1,5}(?!\p{L})|-\s)/u.test(doc.plain.slice(name.end, name.end + 6))
  if (!ends && !known) return null
  return placeNames().has(name.text) && !known
    ? null
    : nameFact(doc, name, 'closing', known ? confidence.knownClosing : confidence.closing)
}

/** "Zsófi vagyok", "Ildikót keresse": Hungarian says the name first; `known`: a common first name only, in whichever case. */
function beforeVerb(doc: Document, index: number, follows: string): Fact | null {
  const name = doc.tokens[index]
  if (name === undefined) return null
  if (follows === 'known') {
    const verb = doc.tokens[index + 1]
    return verb !== undefined && verb.start - name.end === 1 ? introducedByCue(doc, name) : null
  }
  const known = firstNames.has(name.text)
  if (
    !isCapitalised(doc, name) ||
    !mayBeName(doc, name) ||
    (!known && (placeNames().has(name.text) || isClaimed(doc, name.start, name.end, claim.place)))
  )
    return null
  return nameFact(doc, name, 'introduced', known ? confidence.knownWeak : confidence.guessed)
}

/** "Anna (22)", "Anna here" anywhere: a known first name with an age, or one that speaks. */
function withAge(doc: Document, index: number): Fact | null {
  const name = doc.tokens[index]
  if (name === undefined || !isCapitalised(doc, name) || !mayBeName(doc, name)) return null
  if (/^\s(?:hier|here)(?=[\s,.!]|$)/.test(doc.plain.slice(name.end, name.end + 7)))
    return nameFact(doc, name, 'introduced', confidence.knownWeak)
  const after = /^(?:\s\(|,\s?)/.exec(doc.plain.slice(name.end, name.end + 2))?.[0].length ?? 0
  const start = name.end + after
  return after > 0 && isClaimed(doc, start, start + 1, claim.age)
    ? nameFact(doc, name, 'with-age', confidence.knownWeak)
    : null
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
  if (known && placeNames().has(first.text) && !followsAsPerson(doc, first) && !isJoined(doc, index)) return null
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

function isShouted(doc: Document, name: Token): boolean {
  const second = originalAt(doc, name.start + 1)
  return name.text.length > 1 && second !== second.toLowerCase()
}

function nameFact(doc: Document, name: Token, method: string, confidence: number): Fact {
  const fact = factAt(doc, 'name', name.start, name.end, '', method, confidence)
  return { ...fact, value: name.text.charAt(0).toUpperCase() + name.text.slice(1) }
}
