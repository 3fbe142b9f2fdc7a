/** The language that a text is written in, and the languages that a person says to speak. */
import type { Fact } from '../../model/fact.ts'
import { guessLanguage } from '../../text/language.ts'
import type { LanguageGuess } from '../../text/language.ts'
import { factAt } from '../document.ts'
import type { Document } from '../document.ts'
import { languageNames, speakWords } from './language-words.ts'
import { perWord } from '../../text/vocabulary.ts'

const isSpeaking = perWord((word) => speakWords.has(word))

/** What the text is written in, asked for by several kinds of facts. */
const guessOf = new WeakMap<Document, LanguageGuess | null>()

export function languageOf(doc: Document): LanguageGuess | null {
  const known = guessOf.get(doc)
  if (known !== undefined) return known
  const guess = guessLanguage(doc.text, languageOfCountry[doc.context.region.toUpperCase()])
  guessOf.set(doc, guess)
  return guess
}

const languageOfCountry: Readonly<Record<string, string>> = {
  NL: 'nl',
  GB: 'en',
  IE: 'en',
  US: 'en',
  DE: 'de',
  AT: 'de',
  FR: 'fr',
  ES: 'es',
  RO: 'ro',
  BG: 'bg',
  PL: 'pl',
  HU: 'hu'
}

export function findLanguages(doc: Document): Fact[] {
  const facts: Fact[] = []
  const guess = languageOf(doc)
  const first = doc.tokens[0]
  const last = doc.tokens[doc.tokens.length - 1]
  if (guess !== null && first !== undefined && last !== undefined) {
    facts.push(
      factAt(
        doc,
        'language',
        first.start,
        last.end,
        guess.language,
        'text',
        Math.round(Math.min(0.95, guess.share) * 100) / 100
      )
    )
  }
  return [...facts, ...spokenLanguages(doc)]
}

/** "ik spreek Nederlands en Engels": names of languages after a word for speaking, up to another kind of word. */
function spokenLanguages(doc: Document): Fact[] {
  const facts: Fact[] = []
  const seen = new Set<string>()
  for (let i = 0; i < doc.tokens.length && facts.length < 20; i += 1) {
    const word = doc.tokens[i]
    if (word === undefined || !isSpeaking(word)) continue
    let misses = 0
    for (let j = i + 1; j < doc.tokens.length && j < i + 16 && misses < 3; j += 1) {
      const token = doc.tokens[j]
      const language = token === undefined ? undefined : languageNames.get(token.text)
      if (token === undefined || language === undefined) {
        misses += 1
        continue
      }
      misses = 0
      if (seen.has(language)) continue
      seen.add(language)
      facts.push(factAt(doc, 'language', token.start, token.end, language, 'spoken', 0.9))
    }
  }
  return facts
}
