/** Searching: pages of results with counts, and the file of what is counted. */
import { useInfiniteQuery } from '@tanstack/react-query'
import type { SearchResult } from '../../../src/contract/desk/search.ts'
import { dayEnd, dayStart } from './day.ts'
import { download, read } from './http.ts'

/** The parts of a search, as they stand in the address of the screen. Days are "2026-03-29"; both ends belong to the period. */
export interface SearchQuery {
  readonly q: string
  readonly fact: string
  readonly source: string
  readonly site: string
  readonly state: string
  readonly from: string
  readonly to: string
  readonly postedFrom: string
  readonly postedTo: string
  readonly place: string
  readonly language: string
  readonly kind: string
  readonly class: string
  readonly sort: string
}

export function useSearch(query: SearchQuery) {
  return useInfiniteQuery({
    queryKey: ['search', query],
    queryFn: ({ pageParam, signal }) =>
      read<SearchResult>(
        '/api/search',
        {
          ...termsOf(query),
          sort: query.sort,
          folded: query.state === '',
          facets: pageParam === null,
          after: pageParam,
          limit: 25
        },
        signal
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: query.q !== '' || query.fact !== '',
    // What stands there stays while the next question is asked, so that nothing jumps.
    placeholderData: (before) => before,
    // Coming back from an advert shows the same results at once, in the same place.
    staleTime: 10 * 60_000
  })
}

/** What decides which adverts match, as the server takes it; empty parts are left out. */
export function termsOf({ sort: _sort, ...query }: SearchQuery): Record<string, string> {
  const times = {
    from: dayStart(query.from),
    to: dayEnd(query.to),
    postedFrom: utcDay(query.postedFrom, 0),
    postedTo: utcDay(query.postedTo, 1)
  }
  return Object.fromEntries(Object.entries({ ...query, ...times }).filter(([, value]) => value !== ''))
}

/** Saves what a search counted as a file: nothing that came in since. Answers how many adverts the file has. */
export async function exportSearch(
  query: SearchQuery,
  { upTo, format, reason }: { readonly upTo: number; readonly format: 'csv' | 'jsonl'; readonly reason: string }
): Promise<number> {
  const headers = await download('/api/search/export', { ...termsOf(query), upTo, format, reason }, `baken.${format}`)
  return Number(headers.get('x-adverts'))
}

/** Posting dates are days of a calendar, the same in every zone. */
function utcDay(day: string, by: number): string {
  const time = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(time) ? '' : new Date(time + by * 86_400_000).toISOString()
}
