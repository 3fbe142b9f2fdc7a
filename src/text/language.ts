/**
 * Tells the language of a text from its common words, its letters and, where words are silent, the spelling of its words. One reader for
 * pages and adverts; silent in doubt. Why no library does it: docs/decisions/0061-one-reader-of-language.md.
 */
import { fold } from './fold.ts'
import { spellingOf } from './spelling.ts'
import { wordRows } from './word-lists.ts'
import type { WordRow } from './word-lists.ts'

export interface LanguageGuess {
  /** ISO 639-1: one of the folders of `data/words` that have common words. */
  readonly language: string
  /** How likely it is among the languages known, 0 to 1; less over few words. */
  readonly share: number
}

/** Characters and distinct words looked at: more does not change the answer. */
export const languageChars = 2000
const maxWords = 250

/**
 * Weights, as natural logarithms of odds, and leads over the next language from which something is said. Chosen by hand on 108 short
 * neutral lines in nine languages; held against 108 lines written afterwards. Figures and lines: see the decision and its test.
 */
const weight = {
  /** A distinct common word; a word of one letter says half of it. */
  word: 1.2,
  oneLetter: 0.6,
  /** A letter beyond a to z, for each language that writes it; half in Cyrillic, where every letter is one. */
  letter: 1.2,
  cyrillicLetter: 0.6,
  /** Once a word of it was seen, the language of the country where the text stands. */
  home: 1.2
} as const
const lead = {
  /** Words alone decide from here, and from less where many were seen. */
  ofWords: 2.4,
  ofManyWords: 1.2,
  /** With spelling, and with spelling alone. */
  withSpelling: 1,
  ofSpellingAlone: 3.4
} as const
const manyWords = 8
const leastLetters = 12
/**
 * A text of a dozen words has common words of its language: 0.2 and more of them in generated adverts, under 0.15 in made-up words. With
 * less it is in no language known here, unless the lead is one of several words (long pages of names and numbers; made-up words lead by 3.6 at most).
 */
const leastCommonShare = 0.15
const wordsForShare = 12
const leadOfLongTexts = 6
/** What spelling had to help with is never called surer than this. */
const mostShareBySpelling = 0.6

const functionRows = wordRows('function-words')
const commonRows = [...functionRows, ...wordRows('common-words')]
const languages = [...new Set(commonRows.map(({ language }) => language))]
const cyrillicLanguages = new Set(['bg', 'ru', 'uk'])
const cyrillicAt = languages.flatMap((language, i) => (cyrillicLanguages.has(language) ? [i] : []))
const latinAt = languages.flatMap((language, i) => (cyrillicLanguages.has(language) ? [] : [i]))

/** Frequent small words ("the", "van", "и"), folded: words that every text has. */
export const functionWords: ReadonlySet<string> = new Set(functionRows.map(({ word }) => word))

/** Places in `languages` of those that have a word or letter. */
const common = placesBy(commonRows, ({ word }) => word)
const alphabet = placesBy(wordRows('alphabet'), ({ written }) => written)
const longestWord = Math.max(...[...common.keys()].map((word) => word.length))

/** The language of a text; null in doubt. `home` is the language of the country where the text stands: it tips a close call. */
export function guessLanguage(text: string, home?: string): LanguageGuess | null {
  const head = text.length > languageChars ? text.slice(0, languageChars) : text
  const scores = new Float64Array(languages.length)
  const { words, seen, cyrillic } = countWords(fold(head).text, scores)
  const among = cyrillic * 2 > words ? cyrillicAt : latinAt
  countLetters(head, among === latinAt ? weight.letter : weight.cyrillicLetter, scores)
  const homeAt = home === undefined ? -1 : languages.indexOf(home)
  if ((scores[homeAt] ?? 0) >= weight.word) add(scores, homeAt, weight.home)
  const byWords = leaderOf(scores, among)
  const isForeign = words >= wordsForShare && byWords.score < weight.word * leastCommonShare * words
  if (isForeign && byWords.lead < leadOfLongTexts) return null
  if (seen >= 2 && byWords.lead >= (seen >= manyWords ? lead.ofManyWords : lead.ofWords))
    return { language: byWords.language, share: shareOf(byWords.score, seen, scores, among) }
  const spelled = spellingOf(head)
  for (const at of among) add(scores, at, spelled.scores.get(languages[at] ?? '') ?? 0)
  const found = leaderOf(scores, among)
  // One word alone may stand in any text.
  const isClear =
    seen > 0 && words > 1
      ? found.lead >= lead.withSpelling
      : spelled.letters >= leastLetters && found.lead >= lead.ofSpellingAlone
  const share = Math.min(mostShareBySpelling, shareOf(found.score, Math.max(1, seen), scores, among))
  return isClear ? { language: found.language, share } : null
}

interface Counted {
  /** Distinct words. */
  readonly words: number
  /** Those that are common in some language; single letters are not counted. */
  readonly seen: number
  /** Those in Cyrillic letters. */
  readonly cyrillic: number
}

/** Adds what common words say. */
function countWords(folded: string, scores: Float64Array): Counted {
  const known = new Set<string>()
  let seen = 0
  let cyrillic = 0
  for (let at = 0; at < folded.length && known.size < maxWords; at += 1) {
    if (!isLetter(folded.charCodeAt(at))) continue
    const start = at
    while (at < folded.length && isLetter(folded.charCodeAt(at))) at += 1
    const word = folded.slice(start, at)
    if (known.has(word)) continue
    known.add(word)
    if (folded.charCodeAt(start) >= 0x400 && folded.charCodeAt(start) < 0x530) cyrillic += 1
    const places = word.length > longestWord ? undefined : common.get(word)
    if (places === undefined) continue
    if (word.length > 1) seen += 1
    for (const place of places) add(scores, place, word.length > 1 ? weight.word : weight.oneLetter)
  }
  return { words: known.size, seen, cyrillic }
}

/** Adds what letters beyond a to z say, each once. */
function countLetters(text: string, one: number, scores: Float64Array): void {
  const known = new Set<number>()
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80 || known.has(unit)) continue
    known.add(unit)
    const letter = text.charAt(at).toLowerCase()
    if (letter !== text.charAt(at) && known.has(letter.charCodeAt(0))) continue
    known.add(letter.charCodeAt(0))
    for (const place of alphabet.get(letter) ?? []) add(scores, place, one)
  }
}

/** Letters of folded text: Latin, Greek, Cyrillic and what lies beyond, but no signs. */
function isLetter(unit: number): boolean {
  if (unit <= 122) return unit >= 97
  return unit >= 0xc0 && unit < 0x2000 && unit !== 0xd7 && unit !== 0xf7
}

interface Leader {
  readonly language: string
  readonly score: number
  /** Over the next language. */
  readonly lead: number
}

function leaderOf(scores: Float64Array, among: readonly number[]): Leader {
  let best = among[0] ?? 0
  let second = -Infinity
  for (const at of among.slice(1)) {
    const score = scores[at] ?? 0
    if (score > (scores[best] ?? 0)) {
      second = scores[best] ?? 0
      best = at
    } else if (score > second) second = score
  }
  const score = scores[best] ?? 0
  return { language: languages[best] ?? '', score, lead: score - second }
}

/** Odds among the languages of one script; two words may stand in any text, ten of one language do not. */
function shareOf(best: number, words: number, scores: Float64Array, among: readonly number[]): number {
  let sum = 0
  for (const at of among) sum += Math.exp((scores[at] ?? 0) - best)
  return (1 / sum) * (1 - Math.exp(-words / 2))
}

function add(scores: Float64Array, at: number, score: number): void {
  scores[at] = (scores[at] ?? 0) + score
}

function placesBy(rows: readonly WordRow[], keyOf: (row: WordRow) => string): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const row of rows) {
    const at = languages.indexOf(row.language)
    const places = found.get(keyOf(row))
    if (places === undefined) found.set(keyOf(row), [at])
    else if (!places.includes(at)) places.push(at)
  }
  return found
}
