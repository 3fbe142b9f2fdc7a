/** Finds the names by which adverts introduce a person: "ik ben X", "my name is X", a title that begins with one. */
import type { Fact } from '../../model/fact.ts'
import { claim, isCapitalised, isClaimed } from '../document.ts'
import { anyOf, wordMap, wordRows, wordSet } from '../../text/word-lists.ts'
import { dayNames, monthNames } from '../../text/dates/words.ts'
import type { Document } from '../document.ts'
import { sourceSpan } from '../../text/fold.ts'
import { functionWords } from '../../text/language.ts'
import type { Introduction } from './name-words.ts'
import { closings, firstNames, introductions, nameInCase, noNames } from './name-words.ts'
import { confidence, isKnownAlone, isShouted, isTown, mayBeName, nameFact, ordinaryNames } from './name-fact.ts'
import { goesOn, isJoined, isSetOff } from './name-set-off.ts'
import { titleName } from './name-title.ts'
import { isMaskedWord } from '../phrases.ts'
import { placeNames } from '../../text/places.ts'
import type { Token } from '../../text/tokens.ts'
import { perWord } from '../../text/vocabulary.ts'

const maxNames = 20
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
      (role.isFirstName ? (withAge(doc, i) ?? byPhone(doc, i) ?? behindPerson(doc, i) ?? standsAlone(doc, i)) : null)
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
    // "Name:" is a label, "the name Fastify" is not; "contact person Marieke" names her.
    if (follows === 'label' && !/[:=|]/.test(gap)) {
      const meant = firstNames.has(name.text) && !goesOn(doc, index + words.length) ? introducedByCue(doc, name) : null
      if (meant !== null) return meant
      continue
    }
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

/** "Groetjes, Lotte" at the end of a line: a closing, and a name that nothing follows. */
function signedOff(doc: Document, index: number): Fact | null {
  const word = doc.tokens[index]
  if (word === undefined) return null
  const isFrom = /^(?:van|from|von|de|od)$/.test(doc.tokens[index + 1]?.text ?? '')
  const [last, next] = [doc.tokens[isFrom ? index + 1 : index], doc.tokens[isFrom ? index + 2 : index + 1]]
  if (last === undefined || next === undefined) return null
  if (!/^(?:\s?[,!.:;*~□♥❤-]{0,4}\s{0,3}|x{1,5}\s)$/u.test(doc.plain.slice(last.end, next.start))) return null
  const name = givenName(doc, isFrom ? index + 2 : index + 1, next)
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
    !(isCapitalised(doc, name) || (known && !ordinaryNames.has(name.text))) ||
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

/** "Anna 06-12345678", "(Rita) 06...": a known first name right beside a telephone number. */
function byPhone(doc: Document, index: number): Fact | null {
  const name = doc.tokens[index]
  if (name === undefined || !isKnownAlone(doc, name)) return null
  const before = /[\s:,(|/-]{1,3}$/.exec(doc.plain.slice(Math.max(0, name.start - 3), name.start))?.[0].length ?? 0
  const after = /^[\s:,)(|/-]{1,3}/.exec(doc.plain.slice(name.end, name.end + 3))?.[0].length ?? 0
  const isBeside = (at: number): boolean => isClaimed(doc, at, at + 1, claim.phone)
  const opens = name.start === 0 || /[\n.!?,;:|(-]\s?$/.test(doc.plain.slice(Math.max(0, name.start - 2), name.start))
  return (before > 0 && isBeside(name.start - before - 1)) || (opens && after > 0 && isBeside(name.end + after))
    ? nameFact(doc, name, 'by-phone', confidence.title)
    : null
}

/** "Schoonmaakster Fatima", "a lady named Lucy": a known first name behind a word for a person. */
function behindPerson(doc: Document, index: number): Fact | null {
  const [before, name] = [doc.tokens[index - 1], doc.tokens[index]]
  if (before === undefined || name === undefined || !personWords.has(before.text) || name.start - before.end !== 1)
    return null
  return isKnownAlone(doc, name) ? nameFact(doc, name, 'person', confidence.title) : null
}
