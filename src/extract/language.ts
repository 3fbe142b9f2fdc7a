/** Tells the language of a text from its function words, and finds the languages that a person says to speak. */
import type { Fact } from '../model/fact.ts'
import { factAt } from './document.ts'
import type { Document } from './document.ts'
import { functionWords, languageNames, speakWords } from './language-words.ts'
import { perWord } from './vocabulary.ts'

const languagesOf = perWord((word) => functionWords.get(word) ?? null)
const isSpeaking = perWord((word) => speakWords.has(word))

/** Fewer function words than this say nothing. */
const minWords = 3

/** ISO 639-1 of the text with its share of the function words; null when too few were seen. */
export function guessLanguage(doc: Document): { readonly language: string; readonly share: number } | null {
  const counts = new Map<string, number>()
  let total = 0
  const limit = Math.min(doc.tokens.length, 400)
  for (let i = 0; i < limit; i += 1) {
    const token = doc.tokens[i]
    const languages = token === undefined ? null : languagesOf(token)
    if (languages === null) continue
    total += 1
    for (const language of languages)
      counts.set(language, (counts.get(language) ?? 0) + 1 / languages.length + (languages.length === 1 ? 0.5 : 0))
  }
  if (total < minWords) return null
  let best = ''
  let sum = 0
  for (const [language, count] of counts) {
    sum += count
    if (best === '' || count > (counts.get(best) ?? 0)) best = language
  }
  return { language: best, share: (counts.get(best) ?? 0) / sum }
}

export function findLanguages(doc: Document): Fact[] {
  const facts: Fact[] = []
  const guess = guessLanguage(doc)
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
