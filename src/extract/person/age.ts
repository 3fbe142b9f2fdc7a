/** Finds stated ages: a number with an age unit or label, never one from a date, size, price or length of service. */
import type { Fact } from '../../model/fact.ts'
import { claim, claimSpan, factAt, isCapitalised, isClaimed, tokenFrom } from '../document.ts'
import type { Document } from '../document.ts'
import { firstNames } from './name-words.ts'
import { isByGender } from './age-gender.ts'
import { compose } from '../numbers/number-compose.ts'
import type { SpokenPart } from '../numbers/number-compose.ts'
import { hundredWords, joinerWords, numberWords, thousandWords } from '../numbers/number-words.ts'
import { perWord } from '../../text/vocabulary.ts'
import { anyOf, wordRows, wordSet } from '../../text/word-lists.ts'
import type { Token } from '../../text/tokens.ts'

const ageUnits = wordSet('age-units')
/** "Frau von 47 Jahren": of a person only behind words that say so. */
const unitsOfCase = wordSet('age-units', 'dative')
const ageLabels = wordSet('age-labels')
const personWords = wordSet('age-persons')

/** Words after the unit (or before the number) that make it a length of time or a demand on others. */
export const durationAfter = new RegExp(
  String.raw`^[^\p{L}\d\n.!?]{0,3}(?:(?:of|aan|van|d|de|an|in|w|z|with)\W{1,2})?(?:(?:ruime|work|werk|working|relevante)\W)?` +
    String.raw`(?:${anyOf(wordRows('age-no-age-after'))}|(?:in\s)?(?:het|de|the|this|dit|deze|diesem|dem|le|el)\s(?:${anyOf(wordRows('trades'))}))`,
  'u'
)
const durationBefore = new RegExp(
  String.raw`(?<!\p{L})(?:${anyOf(wordRows('age-no-age-before'))})\W{1,3}(?:(?:de|the|dem|los|las|les)\W)?$`,
  'u'
)
/** "18 jaar en ouder", "21 years or over": a demand on others. */
const demandAfter = new RegExp(
  String.raw`^\s?(?:\+|(?:${anyOf(wordRows('and-or'))})\s(?:${anyOf(wordRows('age-demands'))}))`,
  'u'
)
/** Things, animals and children have an age too. */
const thingBefore = new RegExp(
  String.raw`(?<!\p{L})(?:\p{L}*(?:${anyOf(wordRows('age-things'))})|${anyOf(wordRows('age-others'))})(?:\s\p{L}{2,4}\s(?:19|20)\d{2})?(?:,?\s(?:${anyOf(wordRows('age-of-joiners'))}))*[\s(,]{1,2}$`,
  'u'
)

/** "een vrouw van 34", "jong van 22", "a girl of 25": a person of so many years. */
const personBefore = new RegExp(
  String.raw`(?<!\p{L})(?:${anyOf(wordRows('age-persons'))})\s(?:van|of|von|de|d'|на|in)\s$`,
  'u'
)

/** "my age is", "ik ben": a sentence that an age ends. */
const ageSaid = new RegExp(String.raw`(?<!\p{L})(?:${anyOf(wordRows('age-says'))})$`, 'u')
/** "seeks", "from": how a sentence about somebody goes on behind the age. */
const goesOn = new RegExp(String.raw`^\s(?:${anyOf(wordRows('age-followers'))})(?=[\s.,]|$)`, 'u')
const ordinaryNames = wordSet('ordinary-names')
const nameJoiners = wordSet('age-name-joiners')

export const youngestAge = 10
const oldestAge = 80

/** A number that may be an age, in digits or words; `first` and `last`: its tokens. */
interface Candidate {
  readonly age: number
  readonly token: Token
  readonly first: number
  readonly last: number
}

export function findAges(doc: Document): Fact[] {
  const facts: Fact[] = []
  for (let i = 0; i < doc.tokens.length; i += 1) {
    const found = candidateAt(doc, i)
    if (found === null) continue
    i = found.last
    const { age, token } = found
    if (isClaimed(doc, token.start, token.end, claim.link | claim.price | claim.date | claim.phone)) continue
    const unitEnd = unitAfter(doc, found.last, token)
    if (unitEnd > 0) {
      facts.push(
        ...(token.digits ? withList(doc, i, token, unitEnd) : [ageFact(doc, token.start, unitEnd, age, 'unit', 0.92)])
      )
      continue
    }
    const label = labelBefore(doc, found)
    if (label === 0 && isByGender(doc.plain, found))
      facts.push(ageFact(doc, token.start, token.end, age, 'by-gender', 0.7))
    else if (label > 0) facts.push(ageFact(doc, token.start, token.end, age, 'label', label))
    else if (standsByName(doc, found)) facts.push(ageFact(doc, token.start, token.end, age, 'by-name', 0.8))
  }
  return facts
}

function candidateAt(doc: Document, index: number): Candidate | null {
  const token = doc.tokens[index]
  if (token === undefined) return null
  if (!token.digits) return isNumberWord(token) ? spokenAge(doc, index, token) : null
  const age = ageOf(token)
  return age === 0 ? null : { age, token, first: index, last: index }
}

const isNumberWord = perWord((word) => numberWords.has(word))
const isLargeWord = perWord((word) => hundredWords.has(word) || thousandWords.has(word))
const mostParts = 5
const youngestSpoken = 18

/** "thirty four", "douăzeci și cinci", "vierendertig": the number words from a token on as one number. */
function spokenAge(doc: Document, index: number, first: Token): Candidate | null {
  const before = doc.tokens[index - 1]
  if (before !== undefined && first.start - before.end <= 1 && isLargeWord(before)) return null
  const parts: SpokenPart[] = []
  let end = first.start
  for (let at = index; at < index + mostParts; at += 1) {
    const token = doc.tokens[at]
    if (token === undefined || token.digits || (at > index && token.start - end > 1)) break
    const known = numberWords.get(token.text)
    if (known === undefined && !joinerWords.has(token.text)) break
    parts.push({ value: known?.value ?? null, word: token.text, languages: known?.languages ?? 0 })
    end = token.end
  }
  const { value, used } = compose(parts, 0)
  const last = doc.tokens[index + used - 1]
  if (last === undefined || value < youngestSpoken || value > oldestAge) return null
  const token = { ...first, end: last.end, text: String(value) }
  return { age: value, token, first: index, last: index + used - 1 }
}

const originAfter = new RegExp(String.raw`^\s(?:${anyOf(wordRows('age-origins'))})\s`, 'u')

/** "Anna (22)", "Anna, 22,", "Anna 22 uit Breda", "student, 22,": a first name or a person, and a number that nothing else explains. */
function standsByName(doc: Document, { age, token, first }: Candidate): boolean {
  const name = doc.tokens[first - 1]
  if (name === undefined || age < 18 || age > 65) return false
  const named = isNamed(doc, first - 1)
  const gap = doc.plain.slice(name.end, token.start)
  if (!named && !personWords.has(name.text) && !(gap === ', ' && isPersonDescribed(doc, first - 1))) return false
  const after = doc.plain.slice(token.end, token.end + 16)
  if (gap === ' ' && !named && goesOn.test(after)) return true
  if (gap === ' ' && named && /^(?:l\b\.?)?\s?(?:$|[\n|])/.test(after) && opensLine(doc, first)) return true
  if (gap === '/' && named && /^\/\p{L}/u.test(after)) return true
  if (gap === ' (') return /^\s?[),]/.test(after)
  if (gap === ' ' || gap === ', ') {
    const origin = originAfter.exec(after)
    const town = origin === null ? undefined : doc.tokens[tokenFrom(doc, token.end + origin[0].length)]
    if (town !== undefined && isCapitalised(doc, town)) return true
  }
  return /^(?:,\s?|\s[-|]\s)$/.test(gap) && /^(?:\s?[,|]\s?(?!\d)|\s-\s|\.?$|[.!]\s|\n)/.test(after)
}

/** "Mujer madura, 52": one word stands between the person and the age. */
function isPersonDescribed(doc: Document, index: number): boolean {
  const [person, word] = [doc.tokens[index - 1], doc.tokens[index]]
  if (person === undefined || word === undefined || word.digits || word.start - person.end !== 1) return false
  return personWords.has(person.text)
}

/** Nothing but the name, or two words of it, stands before the age in its line. */
function opensLine(doc: Document, first: number): boolean {
  const name = doc.tokens[first - 1]
  const before = nameJoiners.has(name?.text ?? '') ? doc.tokens[first - 2] : name
  return (
    before !== undefined &&
    !ordinaryNames.has(before.text) &&
    /(?:^|[\n|])\s?$/.test(doc.plain.slice(0, before.start).slice(-3))
  )
}

/** A first name, or "Anna here", "Anna vagyok". */
function isNamed(doc: Document, index: number): boolean {
  const [before, name] = [doc.tokens[index - 1], doc.tokens[index]]
  if (name === undefined) return false
  if (firstNames.has(name.text)) return isCapitalised(doc, name)
  return nameJoiners.has(name.text) && before !== undefined && firstNames.has(before.text) && isCapitalised(doc, before)
}

function ageOf(token: Token): number {
  if (token.end - token.start !== 2) return 0
  const age = Number(token.text)
  return age >= youngestAge && age <= oldestAge ? age : 0
}

/** End of the unit after the number; 0 when there is none or when the words say that it is no age. */
function unitAfter(doc: Document, index: number, token: Token): number {
  const { plain, tokens } = doc
  const next = tokens[index + 1]
  // "24 de ani": Romanian counts from twenty on with "de".
  const unit = next?.text === 'de' && tokens[index + 2]?.text.startsWith('ani') === true ? tokens[index + 2] : next
  if (
    unit === undefined ||
    unit.digits ||
    unit.start - token.end > 5 ||
    !/^(?:[\s-]{0,2}|\sde\s)$/.test(plain.slice(token.end, unit.start))
  )
    return 0
  let end = unit.end
  if (unit.text === 'y' && /^\s?[/.]?\s?o(?!\p{L})/u.test(plain.slice(unit.end, unit.end + 4)))
    end = unit.end + (plain.slice(unit.end).indexOf('o') + 1)
  else if (
    (unit.text === 'j' &&
      (unit.start === token.end ? /^(?:[.\s]|$)/ : /^$/).test(plain.slice(unit.end, unit.end + 1))) ||
    (unit.text === 'j' && /^(?:\.|\s?(?:[,;)|!]|$|\n))/.test(plain.slice(unit.end, unit.end + 2)))
  )
    end = unit.end + (plain.charAt(unit.end) === '.' ? 1 : 0)
  else if (unit.text === 'year') {
    if (!/^[\s-]old(?!\p{L})/u.test(plain.slice(unit.end, unit.end + 5))) return 0
  } else if (unit.text === 'a' && /^\s?nos/.test(plain.slice(unit.end, unit.end + 5))) return 0
  else if (!ageUnits.has(unit.text)) return 0
  if (unitsOfCase.has(unit.text) && !isSaidOfPerson(plain, token.start)) return 0
  if (unit.text === 'lat' && /^ ?[:=]? ?\d/.test(plain.slice(unit.end, unit.end + 4))) return 0
  if (durationAfter.test(plain.slice(end, end + 40))) return 0
  if (demandAfter.test(plain.slice(end, end + 12))) return 0
  const first = token.digits ? firstOfList(doc, index) : token
  // "klanten van 25 tot 60 jaar" says who may come.
  if (/\d\s(?:tot|to|till|bis|a|t\/m|do|до)\s\d/u.test(plain.slice(first.start, token.end))) return 0
  // What stands in an earlier sentence or line says nothing of this number.
  const said = plain.slice(Math.max(0, first.start - 40), first.start).replace(/^[^]*(?:[!?\n]|\p{L}{4}\.)/u, '')
  if (durationBefore.test(said) || thingBefore.test(said)) return 0
  if (/[-\d.,/:€£$+]$/.test(plain.slice(Math.max(0, token.start - 1), token.start)) && !isAgeRange(doc, index)) return 0
  const old = /^\s?-?(?:old|oud|alt|jong|young)(?!\p{L})/u.exec(plain.slice(end, end + 7))
  return end + (old?.[0].length ?? 0)
}

function isSaidOfPerson(plain: string, at: number): boolean {
  return (
    personBefore.test(plain.slice(Math.max(0, at - 24), at)) || ageSaid.test(plain.slice(Math.max(0, at - 24), at - 1))
  )
}

/** "22-23 jaar", "20/21 jaar": two numbers of age, not a date. */
function isAgeRange(doc: Document, index: number): boolean {
  const before = doc.tokens[index - 1]
  const beforeThat = doc.tokens[index - 2]
  const token = doc.tokens[index]
  if (before === undefined || token === undefined || ageOf(before) === 0 || !before.digits) return false
  return beforeThat === undefined || !beforeThat.digits || before.start - beforeThat.end > 1
}

const listJoiners = new Set([...wordSet('and-or'), 'tot', 'to', 'till', 'bis', 'a', 't', 'm', 'do', 'до'])

/** Tokens of the numbers that stand before this one in its list ("20, 25 en 30 jaar"), nearest first. */
function earlierOfList(doc: Document, index: number): Token[] {
  const earlier: Token[] = []
  let later = doc.tokens[index]
  for (let at = index - 1; at >= 0 && later !== undefined && earlier.length < 8; at -= 1) {
    const token = doc.tokens[at]
    if (token === undefined || later.start - token.end > 3) break
    later = token
    if (listJoiners.has(token.text)) continue
    if (!token.digits || ageOf(token) === 0 || isClaimed(doc, token.start, token.end, 0xff)) break
    earlier.push(token)
  }
  return earlier
}

function firstOfList(doc: Document, index: number): Token {
  const earlier = earlierOfList(doc, index)
  return earlier[earlier.length - 1] ?? (doc.tokens[index] as Token)
}

/** The age and the earlier numbers of its list. */
function withList(doc: Document, index: number, token: Token, unitEnd: number): Fact[] {
  const earlier = earlierOfList(doc, index).reverse()
  const facts = earlier.map((one) => ageFact(doc, one.start, one.end, ageOf(one), 'list', 0.7))
  return [...facts, ageFact(doc, token.start, unitEnd, ageOf(token), 'unit', 0.92)]
}

/** Confidence that the number is an age because of what stands before it: "leeftijd: 22", "I'm 22", "ik ben 24 en". */
function labelBefore(doc: Document, { token, first }: Candidate): number {
  const label = doc.tokens[first - 1]
  if (label === undefined || label.digits || token.start - label.end > 4) return 0
  const gap = doc.plain.slice(label.end, token.start)
  // "Minimum age: 18" is a demand on others.
  if (durationBefore.test(doc.plain.slice(Math.max(0, label.start - 24), token.start))) return 0
  // "Age: 34 City: Leeds": behind a label with its colon another label may follow at once.
  if (
    ageLabels.has(label.text) &&
    /^\s?[:=]\s?$/.test(gap) &&
    /^\s\p{L}+:/u.test(doc.plain.slice(token.end, token.end + 20))
  )
    return 0.9
  const after = doc.plain.slice(token.end, token.end + 12)
  const follows = goesOn.exec(doc.plain.slice(token.end, token.end + 16)) !== null
  if (/^[ \t]?(?:[%€£$:./,-]\d|[€£$%]|\p{L})/u.test(after) && !follows && !/^\s?[,.](?!\d)/.test(after)) return 0
  const personOf = doc.plain.slice(Math.max(0, label.start - 24), token.start)
  if (Number(token.text) >= 18 && personBefore.test(personOf) && (follows || !/^\s?\p{L}/u.test(after))) return 0.85
  if (ageLabels.has(label.text) && /^\s?[:=-]?\s?$/.test(gap)) return 0.9
  if (!/^\s$/.test(gap)) return 0
  if (ageSaid.test(doc.plain.slice(Math.max(0, label.end - 24), label.end)))
    return Number(token.text) >= 18 ? 0.75 : 0.5
  return 0
}

function ageFact(doc: Document, start: number, end: number, age: number, method: string, confidence: number): Fact {
  claimSpan(doc, start, end, claim.age)
  return factAt(doc, 'age', start, end, String(age), method, confidence)
}
