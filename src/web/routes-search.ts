/** Routes of searching. */
import { None } from '../contract/fields.ts'
import { SearchQuery, SearchResult } from '../contract/search.ts'
import { search, type SearchTerms } from '../desk/search.ts'
import { problem } from './problems.ts'
import { isSet, timeOf } from './query-values.ts'
import { answerOf, route, type Route } from './route.ts'

export const searchRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/search',
    access: 'content',
    summary: 'Search adverts by words and facts, with counts',
    params: None,
    query: SearchQuery,
    body: None,
    answer: SearchResult,
    run: async ({ store, ground, vault }, { query }) => {
      const times = searchTimes(query)
      if ('field' in times) return problem('bad-request', times)
      const flags = { folded: isSet(query.folded), facets: isSet(query.facets) }
      return answerOf(await search(store.pool, ground, vault, { ...query, ...times, ...flags }))
    }
  })
]

type Times = Pick<SearchTerms, 'from' | 'to' | 'postedFrom' | 'postedTo'>

/** The times of a search as ISO 8601 UTC, or the first that no calendar knows. */
function searchTimes(query: Times): Times | { readonly field: string } {
  const times: Record<string, string> = {}
  for (const field of ['from', 'to', 'postedFrom', 'postedTo'] as const) {
    const time = timeOf(query[field])
    if (time === null) return { field }
    if (time !== undefined) times[field] = time
  }
  return times
}
