/** Whether one version of an advert answers a search, by its own terms alone: for what has just come in, without asking the index. Pure. */
import { factTerm, facetKinds, facetsBegin, wordTerm, type Terms } from '../../store/inverted-index/terms.ts'
import { differByOne } from '../../text/distance.ts'
import { likeWord } from '../../text/stems.ts'
import { isUnbroken } from '../../text/words.ts'
import type { Item } from './question.ts'
import type { SearchTerms } from './search.ts'
import type { Understood } from './understand.ts'
import { placesAsked } from './places.ts'

export interface Arrived {
  readonly terms: Terms
  readonly site: string
  readonly sourceId: string | null
  /** ISO 8601. */
  readonly seenAt: string
  readonly postedAt: string | null
}

/** What is known of networks only (`class`) and the state of an advert say nothing of what has just come in. */
export function answers({ terms, ...from }: Arrived, asked: Understood, filters: SearchTerms): boolean {
  const { clauses, facts } = asked
  if (![...clauses, ...facts].some((one) => one.not !== true)) return false
  return (
    inFilters(terms, from, filters) &&
    facts.every(
      ({ not = false, readings }) => readings.some((one) => terms.has(factTerm(one.kind, one.value))) !== not
    ) &&
    clauses.every(({ not, any }) => any.some((item) => holds(terms, item)) !== not)
  )
}

function inFilters(terms: Terms, from: Omit<Arrived, 'terms'>, filters: SearchTerms): boolean {
  const { site, source, place, language, kind } = filters
  if ((site ?? from.site) !== from.site || (source ?? from.sourceId) !== from.sourceId) return false
  if (place !== undefined && !placesAsked(place).some((one) => terms.has(`${facetsBegin}p${one}`))) return false
  if (language !== undefined && !terms.has(`${facetsBegin}l${language}`)) return false
  if (kind !== undefined && !terms.has(`${facetsBegin}k${facetKinds.indexOf(kind)}`)) return false
  return (
    within(from.seenAt, filters.from, filters.to) &&
    ((filters.postedFrom ?? filters.postedTo) === undefined ||
      within(from.postedAt, filters.postedFrom, filters.postedTo))
  )
}

function within(time: string | null, from: string | undefined, to: string | undefined): boolean {
  if (time === null) return false
  const at = Date.parse(time)
  return (from === undefined || at >= Date.parse(from)) && (to === undefined || at < Date.parse(to))
}

function holds(terms: Terms, item: Item): boolean {
  switch (item.kind) {
    case 'words':
    case 'exact': {
      const [word = ''] = item.words
      if (item.words.length > 1) return inRow(terms, item.words)
      return item.kind === 'exact' || isUnbroken(word) ? terms.has(wordTerm(word)) : anyWord(terms, likeWord(word))
    }
    case 'prefix':
      return anyWord(terms, (word) => word.startsWith(item.word))
    case 'fuzzy': {
      const begin = item.word.slice(0, 3)
      return anyWord(terms, (word) => word.startsWith(begin) && differByOne(item.word, word))
    }
    case 'digits': {
      if (terms.has(wordTerm(item.digits))) return true
      for (const term of terms.keys()) if (term.startsWith(`d${item.digits}`)) return true
      return false
    }
    case 'domain':
      return terms.has(`m${item.domain}`)
  }
}

function anyWord(terms: Terms, takes: (word: string) => boolean): boolean {
  for (const term of terms.keys()) if (term.startsWith('w') && takes(term.slice(1))) return true
  return false
}

function inRow(terms: Terms, words: readonly string[]): boolean {
  const places = words.map((word) => terms.get(wordTerm(word)) ?? [])
  return (places[0] ?? []).some((start) => places.every((list, at) => list.includes(start + at)))
}
