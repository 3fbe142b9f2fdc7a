/** Questions drawn from the adverts of a world: words as often as they stand in texts, phrases that stand there, numbers that are stated. */
import type { SearchInput } from '../../src/desk/search/search.ts'
import { wordsOf } from '../../src/text/words.ts'
import { commonNumber, normalValue } from '../filled/adverts.ts'
import type { BenchAdvert } from '../link/generate.ts'
import { random } from '../link/random.ts'

export interface Question {
  readonly input: SearchInput
  /** The same for SQLite's FTS5; null where it has no such question. */
  readonly match: string | null
}

export type Questions = Readonly<Record<string, Question[]>>

export const perKind = 150

/** Collects questions as the adverts of a world of n pass by. */
export function createQuestions(
  n: number,
  seed: number
): { readonly asked: Questions; look(advert: BenchAdvert): void } {
  const draw = random(seed, 77)
  const asked: Record<string, Question[]> = {}
  return {
    asked,
    look(advert) {
      if (!draw.chance(Math.min(1, (perKind * 4) / n))) return
      for (const [kind, question] of questionsOf(advert, (low, high) => draw.int(low, high))) {
        asked[kind] ??= []
        if (asked[kind].length < perKind) asked[kind].push(question)
      }
    }
  }
}

function questionsOf(advert: BenchAdvert, int: (low: number, high: number) => number): [string, Question][] {
  const run = wordsOf(advert.body)
  const words = run.filter((word) => /^[a-z]{2,}$/.test(word))
  if (words.length < 4) return []
  const at = int(0, words.length - 3)
  const from = int(0, Math.max(0, run.length - 3))
  const [word = '', next, other] = words.slice(at)
  const phrase = run.slice(from, from + 3).join(' ')
  const begin = (words.find((one) => one.length > 3) ?? word).slice(0, 3)
  const fact = advert.facts.find((one) => one.kind === 'phone' || one.kind === 'email')
  // As the screen asks: with facets, sealed hits folded.
  const screen = { facets: true, folded: true } as const
  return [
    ['words', { input: { q: word, ...screen }, match: `"${word}"` }],
    ['words, no facets', { input: { q: word, folded: true }, match: null }],
    ['two words', { input: { q: `${word} ${other}`, ...screen }, match: `"${word}" "${other}"` }],
    ['phrases', { input: { q: `"${phrase}"`, ...screen }, match: `"${phrase}"` }],
    ['OR', { input: { q: `${word} OR ${next}`, ...screen }, match: `"${word}" OR "${next}"` }],
    ['prefix', { input: { q: `${begin}*`, ...screen }, match: `"${begin}"*` }],
    ['filtered', { input: { q: word, site: advert.site, kind: 'phone', ...screen }, match: null }],
    ['by relevance', { input: { q: `${word} ${other}`, sort: 'relevance', ...screen }, match: null }],
    [
      'a fact in 14 %',
      { input: { q: next, fact: commonNumber, ...screen }, match: `"${next}" ${factWord('phone', commonNumber)}` }
    ],
    ...(fact === undefined
      ? []
      : ([['facts', { input: { fact: fact.value, ...screen }, match: factWord(fact.kind, normalValue(fact)) }]] as [
          string,
          Question
        ][]))
  ]
}

/** A fact as one word in the text of the peer. */
export function factWord(kind: string, value: string): string {
  return `fact${Buffer.from(`${kind}${value}`).toString('hex')}`
}
