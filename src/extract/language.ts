/** Tells the language of a text from its function words, and finds the languages that a person says to speak. */
import type { Fact } from '../model/fact.ts'
import { factAt } from './document.ts'
import type { Document } from './document.ts'
import { functionWords, languageNames, ownLetters, speakWords } from './language-words.ts'
import { perWord } from './vocabulary.ts'

const languagesOf = perWord((word) => functionWords.get(word) ?? null)
const isSpeaking = perWord((word) => speakWords.has(word))

/** Tokens looked at: a text does not change its language after these. */
const maxTokens = 400
/** A distinct word more makes a language so much likelier (odds times e to this): about what it is on short adverts. */
const weightPerWord = 0.9
const minEvidence = 2
/** Below this the next language is nearly as likely: nothing is said. */
const leastShare = 0.35

/**
 * ISO 639-1 of the text with how likely it is among the languages known: each distinct frequent word counts once for every
 * language that has it, letters of one language count as a word, and Cyrillic is Bulgarian unless its letters say otherwise.
 * Null when less than two words were seen.
 */
export function guessLanguage(doc: Document): { readonly language: string; readonly share: number } | null {
  const counts = new Map<string, number>()
  const add = (language: string, count: number): void => void counts.set(language, (counts.get(language) ?? 0) + count)
  const seen = new Set<string>()
  for (let i = 0; i < Math.min(doc.tokens.length, maxTokens); i += 1) {
    const token = doc.tokens[i]
    const languages = token === undefined ? null : languagesOf(token)
    if (token === undefined || languages === null || seen.has(token.text)) continue
    seen.add(token.text)
    for (const language of languages) add(language, token.text.length === 1 ? 0.5 : 1)
  }
  const head = doc.text.slice(0, 2000)
  if (/[^\0-\x7f]/.test(head)) for (const [language, count] of letterCounts(head)) add(language, count)
  // The language of the country tips a close call, and says nothing alone.
  const home = languageOfCountry[doc.context.region.toUpperCase()]
  if (home !== undefined && (counts.get(home) ?? 0) >= 1) add(home, 0.5)
  const [best, second] = [...counts].sort(([, a], [, b]) => b - a)
  if (best === undefined || best[1] < minEvidence || best[1] === second?.[1]) return null
  let sum = 0
  for (const count of counts.values()) sum += Math.exp(weightPerWord * (count - best[1]))
  // Two words may stand in any text; ten of one language do not.
  const share = (1 / sum) * (1 - Math.exp(-best[1] / 2))
  return share < leastShare ? null : { language: best[0], share }
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

function letterCounts(text: string): [language: string, count: number][] {
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
  const latin = text.match(/[a-z]/gi)?.length ?? 0
  if (cyrillic > latin) return [[/[ыэё]/iu.test(text) ? 'ru' : /[іїєґ]/iu.test(text) ? 'uk' : 'bg', 5]]
  return ownLetters.flatMap(([language, letters]) => {
    const count = text.match(letters)?.length ?? 0
    return count === 0 ? [] : [[language, Math.min(3, count)] as [string, number]]
  })
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
