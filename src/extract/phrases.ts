/** Finds the phrases of data/phrases.tsv in a text: by whole words, one look-up per word. */
import type { Fact, FactKind } from '../model/fact.ts'
import { readTable } from '../text/data-file.ts'
import { claim, factAt, isClaimed } from './document.ts'
import type { Document } from './document.ts'
import { fold } from '../text/fold.ts'
import { numberWords } from './numbers/number-words.ts'
import { tokenize } from '../text/tokens.ts'
import type { Token } from '../text/tokens.ts'
import { perWord } from '../text/vocabulary.ts'

interface Phrase {
  readonly kind: FactKind
  readonly value: string
  readonly language: string
  /** `*` one word of any kind, `#` a number of two to twenty, `stem*` the start of a word. */
  readonly words: readonly string[]
}

export interface PhraseHit {
  readonly phrase: Phrase
  readonly start: number
  readonly end: number
}

const byWord = new Map<string, Phrase[]>()
const byStem = new Map<string, Phrase[]>()
const byNumber: Phrase[] = []
const stemLength = 4

for (const [kind = '', value = '', language = '', phrases = ''] of readTable('phrases.tsv')) {
  for (const text of phrases.split('|')) index({ kind: kind as FactKind, value, language, words: wordsOf(text) })
}

/** Whether a word alone is one to mask ("Latina", "British"): then it is no place and no name. */
export const isMaskedWord = perWord((word) =>
  (byWord.get(word) ?? []).some(({ kind, words }) => kind === 'masked' && words.length === 1)
)

/** All hits in order of their start, the longest at each word and value. Words may be up to three characters apart. */
export function findPhrases(doc: Document): PhraseHit[] {
  const hits: PhraseHit[] = []
  for (let i = 0; i < doc.tokens.length; i += 1) {
    const token = doc.tokens[i]
    if (token === undefined) continue
    const phrases = beginningWith(token)
    if (phrases !== null) tryAll(doc, i, phrases, hits)
  }
  return hits
}

/** One fact for each value of a kind: its first hit, with how often it came. */
export function phraseFacts(doc: Document, hits: readonly PhraseHit[], kind: FactKind): Fact[] {
  const first = new Map<string, { hit: PhraseHit; count: number; until: number }>()
  for (const hit of hits) {
    if (hit.phrase.kind !== kind) continue
    const known = first.get(hit.phrase.value)
    if (known === undefined) first.set(hit.phrase.value, { hit, count: 1, until: hit.end })
    else if (hit.start >= known.until) {
      known.count += 1
      known.until = hit.end
    }
  }
  return [...first.values()].map(({ hit, count }) =>
    factAt(
      doc,
      kind,
      hit.start,
      hit.end,
      hit.phrase.value,
      `phrase-${hit.phrase.language}`,
      hit.phrase.words.length > 1 ? 0.8 : 0.7,
      { count }
    )
  )
}

/** Phrases whose first word may be this one; null for most words. */
const beginningWith = perWord((word): readonly Phrase[] | null => {
  const whole = byWord.get(word) ?? []
  const stems =
    word.length < stemLength
      ? []
      : (byStem.get(word.slice(0, stemLength)) ?? []).filter(({ words }) =>
          word.startsWith((words[0] ?? '').slice(0, -1))
        )
  const all = [...whole, ...stems, ...(isCount({ id: -1, text: word }) ? byNumber : [])]
  return all.length === 0 ? null : all
})

function tryAll(doc: Document, at: number, phrases: readonly Phrase[], hits: PhraseHit[]): void {
  for (const phrase of phrases) {
    // Most phrases fall at their second word: seen before anything else.
    const second = phrase.words[1]
    if (second !== undefined && second !== doc.tokens[at + 1]?.text && !/[*#]$/.test(second)) continue
    const last = matchFrom(doc, at, phrase.words)
    if (last === null) continue
    const start = doc.tokens[at]?.start ?? 0
    if (!isClaimed(doc, start, last.end, claim.link)) hits.push({ phrase, start, end: last.end })
  }
}

function matchFrom(doc: Document, at: number, words: readonly string[]): Token | null {
  let last: Token | null = null
  for (let i = 0; i < words.length; i += 1) {
    const token = doc.tokens[at + i]
    const word = words[i] ?? ''
    if (token === undefined || (last !== null && token.start - last.end > 3)) return null
    if (
      word === '#'
        ? !isCount(token)
        : word === '*'
          ? false
          : word.endsWith('*')
            ? !token.text.startsWith(word.slice(0, -1))
            : token.text !== word
    )
      return null
    last = token
  }
  return last
}

/** Two to twenty, as digits or as a word. */
const isCount = perWord((word) => countOf(word) >= 2 && countOf(word) <= 20)

function countOf(word: string): number {
  return /^\d{1,2}$/.test(word) ? Number(word) : (numberWords.get(word)?.value ?? 0)
}

function index(phrase: Phrase): void {
  const first = phrase.words[0] ?? ''
  if (first === '#') {
    byNumber.push(phrase)
    return
  }
  const table = first.endsWith('*') && first.length > stemLength ? byStem : byWord
  const key = table === byStem ? first.slice(0, stemLength) : first
  const list = table.get(key)
  if (list === undefined) table.set(key, [phrase])
  else list.push(phrase)
}

/** The same cutting as for texts, with `*` and `#` kept. */
function wordsOf(text: string): string[] {
  return text.split(' ').flatMap((part) => {
    if (part === '*' || part === '#') return [part]
    const words = tokenize(fold(part).text).map((token) => token.text)
    const last = words.pop() ?? ''
    return part.endsWith('*') ? [...words, `${last}*`] : [...words, last]
  })
}
