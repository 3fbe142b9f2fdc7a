/** The terms of an advert: its words with their places, and its facts, as the index keeps them and a question asks for them. */
import type { Fact } from '../../model/fact.ts'
import { wordsOf } from '../../text/words.ts'

/** A term and the places (word numbers from 0) where it stands; facts have a count of places and no order that means anything. */
export type Terms = ReadonlyMap<string, readonly number[]>

/** Words of one text that are indexed; what lies beyond is not found by its words. */
const mostWords = 20_000

/** Kinds of facts that can be searched for by their value. */
const factKinds = new Set(['phone', 'email', 'handle', 'url', 'name', 'place'])

export function termsOf(text: string, facts: readonly Pick<Fact, 'kind' | 'value'>[]): Terms {
  const terms = new Map<string, number[]>()
  const words = wordsOf(text)
  for (let at = 0; at < words.length && at < mostWords; at++) add(terms, wordTerm(words[at]), at)
  for (const { kind, value } of facts) {
    if (factKinds.has(kind)) add(terms, factTerm(kind, value), terms.get(factTerm(kind, value))?.length ?? 0)
  }
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

/** Only words are asked for in an order. */
export function hasPositions(term: string): boolean {
  return term.startsWith('w')
}

/**
 * What chooses the bucket of a term: for words their first three letters, so that all words that begin alike lie together and the
 * beginning of a word, or a word with a typing error, is looked up in one bucket.
 */
export function groupOf(term: string): string {
  return hasPositions(term) ? term.slice(0, 4) : term
}

function add(terms: Map<string, number[]>, term: string, at: number): void {
  const known = terms.get(term)
  if (known === undefined) terms.set(term, [at])
  else known.push(at)
}
