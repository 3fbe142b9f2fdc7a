/** Routes of searching. */
import { Readable } from 'node:stream'
import { None } from '../contract/fields.ts'
import { SearchExportBody, SearchQuery, SearchResult } from '../contract/search.ts'
import { search, type SearchTerms } from '../desk/search.ts'
import { exportSearch } from '../desk/search/export.ts'
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
  }),
  route({
    method: 'POST',
    path: '/api/search/export',
    access: 'content',
    summary: 'What a search counts as a file, streamed: opened adverts with their text, sealed ones as structure',
    params: None,
    query: None,
    body: SearchExportBody,
    answer: 'text/csv',
    run: async ({ store, ground, vault }, { body: { format, reason, ...body } }) => {
      const times = searchTimes(body)
      if ('field' in times) return problem('bad-request', times)
      const outcome = await exportSearch(store.pool, ground, vault, { terms: { ...body, ...times }, format, reason })
      if (outcome.kind === 'refused') return problem(outcome.reason)
      const headers = {
        'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
        'content-disposition': `attachment; filename="search.${format}"`,
        'x-adverts': String(outcome.value.adverts)
      }
      return { status: 200, body: Readable.from(outcome.value.lines), headers }
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
