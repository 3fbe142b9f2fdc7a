/** The language of a search box: words, "phrases", OR, -word, word*, word~, part of a number, @domain; and what could not be done. Pure. */
import type { SearchNote as Note } from '../../contract/desk/search.ts'
import { isUnbroken, tokensOf, wordsOf } from '../../text/words.ts'

export type Item =
  /** One word also in its other forms; several are one after the other, to the letter. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** From quotes: to the letter. */
  | { readonly kind: 'exact'; readonly words: readonly string[] }
  | { readonly kind: 'prefix'; readonly word: string }
  | { readonly kind: 'fuzzy'; readonly word: string }
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'domain'; readonly domain: string }

/** An advert must have (or, with `not`, must not have) any of these. */
export interface Clause {
  readonly not: boolean
  readonly any: readonly Item[]
}

export interface Question {
  readonly clauses: readonly Clause[]
  readonly notes: readonly Note[]
}

const mostItems = 32
/** Beginnings and typing errors are looked up where the first three letters lie. */
const leastPrefix = 3
const leastDigits = 4

export function parseQuestion(text: string): Question {
  const notes = new Set<Note>()
  const clauses: { not: boolean; any: Item[] }[] = []
  let items = 0
  let joins = false
  const plain = text.normalize('NFC').replaceAll(/[“”„‟«»〝〞]/gu, '"')
  if ((plain.split('"').length - 1) % 2 === 1) notes.add('open-quote')
  for (const [part, minus, phrase, loose] of plain.matchAll(/(?<![^\s"(])(-?)(?:"([^"]*)"?|([^\s"]+))/gu)) {
    if (part === 'OR' || part === '|') {
      joins = clauses.length > 0
      continue
    }
    if (part === 'AND' || part === '&') continue
    const found = phrase === undefined ? looseItems(loose ?? '', notes) : phraseItems(phrase)
    if (found.length === 0) continue
    items += found.length
    if (items > mostItems) {
      notes.add('too-many-words')
      break
    }
    const not = minus === '-'
    const last = clauses.at(-1)
    if (joins && !not && last !== undefined && !last.not && found.length === 1) last.any.push(...found)
    else clauses.push(...found.map((one) => ({ not, any: [one] })))
    joins = false
  }
  if (clauses.length === 0 && text.trim() !== '') notes.add('nothing-to-search')
  if (clauses.length > 0 && clauses.every((one) => one.not)) notes.add('only-excluded')
  return { clauses, notes: [...notes] }
}

/** Words for the answer and for marks in texts: those that must stand there. */
export function wordsAsked({ clauses }: Question): string[] {
  const asked = clauses.filter((one) => !one.not).flatMap((one) => one.any)
  return [
    ...new Set(
      asked.flatMap((item) => {
        if (item.kind === 'words' || item.kind === 'exact') return item.words
        if (item.kind === 'digits') return [item.digits]
        if (item.kind === 'domain') return [`@${item.domain}`]
        return [item.kind === 'prefix' ? `${item.word}*` : `${item.word}~`]
      })
    )
  ].slice(0, mostItems)
}

function phraseItems(phrase: string): Item[] {
  const words = wordsOf(phrase)
  return words.length === 0 ? [] : [{ kind: 'exact', words: pairsOnly(words) }]
}

function looseItems(part: string, notes: Set<Note>): Item[] {
  if (/[()[\]{}]/.test(part)) notes.add('brackets')
  const domain = /^\*?@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)$/u.exec(part)?.[1]
  if (domain !== undefined) return [{ kind: 'domain', domain: domain.toLowerCase() }]
  const words = wordsOf(part)
  const [word = ''] = words
  if (word === undefined) return []
  const mark = /[*~]/.exec(part)
  if (mark !== null && words.length === 1 && /^[^*~]+[*~]$/.test(part)) {
    if (word.length >= leastPrefix || isUnbroken(word)) return [{ kind: mark[0] === '*' ? 'prefix' : 'fuzzy', word }]
    notes.add('short-prefix')
  } else if (mark !== null) notes.add('wildcard-inside')
  if (words.length === 1 && /^\d+$/.test(word) && word.length >= leastDigits) return [{ kind: 'digits', digits: word }]
  if (isUnbroken(part)) return unbrokenItems(part)
  return words.map((one) => ({ kind: 'words', words: [one] }))
}

/** Chinese and Japanese as typed: the letters one after the other; one letter alone is the beginning of a pair. */
function unbrokenItems(part: string): Item[] {
  const words = pairsOnly(tokensOf(part).map((one) => one.word))
  const [word = ''] = words
  return words.length === 1 && word.length === 1 ? [{ kind: 'prefix', word }] : [{ kind: 'words', words }]
}

/** The last letter of a run is in its last pair already, and in a longer text it begins another. */
function pairsOnly(words: readonly string[]): string[] {
  const kept = words.filter(
    (word, at) => !(isUnbroken(word) && word.length === 1 && at > 0 && isUnbroken(words[at - 1]!))
  )
  return kept.length === 0 ? [...words] : kept
}
