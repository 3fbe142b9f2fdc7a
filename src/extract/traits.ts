/** Services, conditions, availability, voice and words to mask: all found by phrases, plus the stated ages that are a duty to hand over. */
import type { Fact } from '../model/fact.ts'
import { anyOf, wordRows } from '../text/word-lists.ts'
import { durationAfter } from './person/age.ts'
import { factAt } from './document.ts'
import type { Document } from './document.ts'
import { languageNames, speakJoiners, speakWords } from './person/language-words.ts'
import { findPhrases, phraseFacts } from './phrases.ts'
import type { PhraseHit } from './phrases.ts'

/** Hits of the phrase table; kept with the document, since five kinds ask for them. */
const hitsOf = new WeakMap<Document, readonly PhraseHit[]>()

export function findServices(doc: Document): Fact[] {
  return phraseFacts(doc, hits(doc), 'service')
}

export function findConditions(doc: Document): Fact[] {
  return [...phraseFacts(doc, hits(doc), 'condition'), ...minorClaims(doc)]
}

export function findAvailability(doc: Document): Fact[] {
  return phraseFacts(doc, hits(doc), 'availability')
}

export function findVoices(doc: Document): Fact[] {
  return phraseFacts(doc, hits(doc), 'voice')
}

/** Every place of an origin, religion or health word: the value is only the category, and no indicator may use it. */
export function findMasked(doc: Document): Fact[] {
  const facts: Fact[] = []
  let end = -1
  for (const { phrase, start, end: hitEnd } of [...hits(doc)].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (phrase.kind !== 'masked' || start < end || facts.length >= 200 || isSpokenLanguage(doc, start)) continue
    facts.push(factAt(doc, 'masked', start, hitEnd, phrase.value, `phrase-${phrase.language}`, 0.8))
    end = hitEnd
  }
  return facts
}

function hits(doc: Document): readonly PhraseHit[] {
  const known = hitsOf.get(doc)
  if (known !== undefined) return known
  const fresh = findPhrases(doc)
  hitsOf.set(doc, fresh)
  return fresh
}

/** "I speak Spanish" names a language, not an origin. */
function isSpokenLanguage(doc: Document, start: number): boolean {
  const words = doc.plain
    .slice(Math.max(0, start - 60), start)
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
  for (let i = words.length - 1; i >= 0; i -= 1) {
    const word = words[i] ?? ''
    if (speakWords.has(word)) return true
    if (!languageNames.has(word) && !speakJoiners.has(word)) return false
  }
  return false
}

const minorAge = new RegExp(
  String.raw`(?<![\d.,:/€£$+-])(1[0-7])\s?(?:${anyOf(wordRows('age-units').filter(({ value }) => value === 'person'))}|years?(?:\s?|-)old|y\s?[/.]?\s?o)(?![\p{L}\d])`,
  'gu'
)
const noMinorBefore = new RegExp(String.raw`(?:${anyOf(wordRows('no-minor-claim-before'))})\s(?:is |van )?$`)

/** Indicator SX-T23: the only thing needed is that an age under eighteen is stated of the person advertised. */
function minorClaims(doc: Document): Fact[] {
  const facts: Fact[] = []
  for (const hit of doc.plain.matchAll(minorAge)) {
    const before = doc.plain.slice(Math.max(0, hit.index - 22), hit.index)
    const after = doc.plain.slice(hit.index + hit[0].length, hit.index + hit[0].length + 40)
    if (noMinorBefore.test(before) || durationAfter.test(after) || /^\W{1,3}oude/.test(after)) continue
    facts.push(factAt(doc, 'condition', hit.index, hit.index + hit[0].length, 'minor-claim', 'age-under-18', 0.8))
    if (facts.length >= 5) break
  }
  return facts
}
