/** What is searched, as the address of the screen holds it, and how one box tells words from a fact. Pure. */
import type { SearchQuery } from '../../api/search.ts'

/** The parts by which results are narrowed after the question, in the order of their chips. */
export const narrowing = ['site', 'place', 'language', 'kind', 'class', 'source'] as const

/** The search in a query of the address. What was typed into the one box of the header (`q` alone) is split here. */
export function searchQuery(query: Readonly<Record<string, string>>): SearchQuery {
  const one = query['q'] ?? ''
  const fact = query['fact'] ?? ''
  const split = fact === '' && looksLikeFact(one)
  const part = (name: string): string => query[name] ?? ''
  return {
    q: split ? '' : one,
    fact: split ? one : fact,
    source: part('source'),
    site: part('site'),
    state: query['state'] === 'open' || query['state'] === 'sealed' ? query['state'] : '',
    from: part('from'),
    to: part('to'),
    postedFrom: part('postedFrom'),
    postedTo: part('postedTo'),
    place: part('place'),
    language: part('language'),
    kind: part('kind'),
    class: part('class'),
    sort: ['posted', 'relevance', 'shared'].includes(part('sort')) ? part('sort') : ''
  }
}

/** The places of a filter: several stand with | between them, as the server takes them. */
export function placesIn(filter: string): string[] {
  return filter.split('|').filter((place) => place !== '')
}

/** Whether the whole text is one number, e-mail address or handle, however messy: then it is no words. */
export function looksLikeFact(text: string): boolean {
  const bare = text.trim()
  if (/^\S+@\S+\.\S+$/.test(bare) || /^(?:https?:\/\/)?(?:t\.me|wa\.me)\/\S+$/i.test(bare) || /^@[\w.]{3,}$/.test(bare))
    return true
  if (!/^[+(]?[\d\s().\-/+*]+$/.test(bare)) return false
  const digits = bare.replaceAll(/\D/g, '').length
  return digits >= 7 && digits <= 15
}
