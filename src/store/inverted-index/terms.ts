/** The terms of an advert: its words with their places, and its facts, as the index keeps them and a question asks for them. */
import type { Fact } from '../../model/fact.ts'
import { isUnbroken, wordsOf } from '../../text/words.ts'

/** A term and the places (word numbers from 0) where it stands; facts have a count of places and no order that means anything. */
export type Terms = ReadonlyMap<string, readonly number[]>

/** Words of one text that are indexed; what lies beyond is not found by its words. */
const mostWords = 20_000

/** Kinds of facts that can be searched for by their value. */
const factKinds = new Set(['phone', 'email', 'handle', 'url', 'name', 'place'])

export function termsOf(text: string, facts: readonly Pick<Fact, 'kind' | 'value'>[]): Terms {
  const terms = new Map<string, number[]>()
  const words = wordsOf(text)
  for (let at = 0; at < words.length && at < mostWords; at++) add(terms, wordTerm(words[at]!), at)
  for (const { kind, value } of facts) {
    if (!factKinds.has(kind)) continue
    for (const term of [factTerm(kind, value), ...partTerms(kind, value)])
      add(terms, term, terms.get(term)?.length ?? 0)
  }
  for (const term of facetTerms(facts)) terms.set(term, [0])
  return terms
}

/** The term of a folded word. */
export function wordTerm(word: string): string {
  return `w${word}`
}

/** The term of a fact in its normal form. */
export function factTerm(kind: string, value: string): string {
  return `f${kind}\0${value}`.slice(0, 500)
}

/** Numbers are found by a part of their digits: each end of four digits or more is a term, of which a part is the beginning. Mail by its domain. */
function partTerms(kind: string, value: string): string[] {
  const digits = kind === 'phone' ? value.replaceAll(/\D/g, '') : ''
  const ends = Array.from({ length: Math.max(0, digits.length - 3) }, (_, at) => `d${digits.slice(at)}`)
  const domain = kind === 'email' ? value.split('@').at(-1) : undefined
  return domain === undefined ? ends : [...ends, `m${domain}`]
}

/** What adverts are counted by: their languages, their places, and which kinds of facts they state. Never what a person is. */
function facetTerms(facts: readonly Pick<Fact, 'kind' | 'value'>[]): Set<string> {
  const terms = new Set<string>()
  for (const { kind, value } of facts) {
    const number = facetKinds.indexOf(kind)
    if (number >= 0) terms.add(`${facetsBegin}k${number}`)
    if (kind === 'language') terms.add(`${facetsBegin}l${value}`)
    if (kind === 'place') terms.add(`${facetsBegin}p${value}`.slice(0, 200))
  }
  return terms
}

/** The terms of all facets begin so, and lie in one bucket of their segment. */
export const facetsBegin = 'x'
/** Kinds of facts that are counted, by their number in the index: new ones are added at the end. What is masked is none of them. */
export const facetKinds: readonly string[] = [
  'phone',
  'email',
  'handle',
  'url',
  'price',
  'age',
  'place',
  'name',
  'date',
  'service',
  'condition',
  'availability',
  'voice'
]

/** Only words are asked for in an order. */
export function hasPositions(term: string): boolean {
  return term.startsWith('w')
}

/**
 * What chooses the bucket of a term: for words (and parts of numbers) their first three letters, of Chinese and Japanese the first, so that all words that begin alike lie together and the
 * beginning of a word, or a word with a typing error, is looked up in one bucket.
 */
export function groupOf(term: string): string {
  if (term.startsWith(facetsBegin)) return facetsBegin
  if (!hasPositions(term) && !term.startsWith('d')) return term
  return term.slice(0, isUnbroken(term.slice(1, 2)) ? 2 : 4)
}

function add(terms: Map<string, number[]>, term: string, at: number): void {
  const known = terms.get(term)
  if (known === undefined) terms.set(term, [at])
  else known.push(at)
}
