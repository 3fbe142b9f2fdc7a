/** Routes of searching. */
import { Readable } from 'node:stream'
import Type from 'typebox'
import { closed, IdParameter, None, whole } from '../../../contract/fields.ts'
import {
  SavedActBody,
  SavedActParameters,
  SavedSearch,
  SavedSearches,
  SaveSearchBody,
  SearchNews,
  WatchBody
} from '../../../contract/desk/saved-searches.ts'
import { SearchExportBody, SearchQuery, SearchResult } from '../../../contract/desk/search.ts'
import { search } from '../../../desk/search/search.ts'
import { exportSearch } from '../../../desk/search/export.ts'
import { changeSearch, listSearches, saveSearch, type NewSearch } from '../../../desk/search/saved.ts'
import { searchNews } from '../../../desk/search/watches.ts'
import { problem } from '../../problems.ts'
import { isSet, timeOf } from '../../query-values.ts'
import { answerOf, route, type Route, type RouteAnswer, type RouteContext } from '../../route.ts'

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
    run: async ({ store, ground, vault }, { body: { format, reason, upTo, ...body } }) => {
      const times = searchTimes(body)
      if ('field' in times) return problem('bad-request', times)
      const terms = { ...body, ...times }
      const outcome = await exportSearch(store.pool, ground, vault, { terms, upTo, format, reason })
      if (outcome.kind === 'refused') return problem(outcome.reason)
      const headers = {
        'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
        'content-disposition': `attachment; filename="search.${format}"`,
        'x-adverts': String(outcome.value.adverts),
        ...(outcome.value.behind.length > 0 && {
          'x-left-behind': outcome.value.behind.map(({ code, count }) => `${code}=${count}`).join(', ')
        })
      }
      return { status: 200, body: Readable.from(outcome.value.lines, { highWaterMark: 1 }), headers }
    }
  }),
  listed(
    '/api/searches',
    'Saved searches, mine and those that colleagues share, with what came in for the followed ones',
    false
  ),
  route({
    method: 'POST',
    path: '/api/searches',
    access: 'content',
    summary: 'Save a search, share it, follow it',
    params: None,
    query: None,
    body: SaveSearchBody,
    answer: SavedSearch,
    run: async ({ store, ground, vault }, { body }) => save(store.pool, ground, vault, body)
  }),
  route({
    method: 'GET',
    path: '/api/searches/{id}/news',
    access: 'content',
    summary: 'What came in for a followed search since one looked: opened adverts that are new or changed',
    params: IdParameter,
    query: None,
    body: None,
    answer: SearchNews,
    run: async ({ store, ground, vault }, { params }) =>
      answerOf(await searchNews(store.pool, ground, vault, params.id))
  }),
  route({
    method: 'POST',
    path: '/api/searches/{id}/{act}',
    access: 'content',
    summary: 'Share, follow, take note of or remove a saved search',
    params: SavedActParameters,
    query: None,
    body: SavedActBody,
    answer: Type.Object({ id: whole }, closed),
    run: async ({ store, ground }, { params, body }) => {
      const until = timeOf(body.until)
      if (until === null) return problem('bad-request', { field: 'until' })
      return answerOf(await changeSearch(store.pool, ground, { ...params, until }))
    }
  }),
  listed('/api/watches', 'The followed searches', true),
  route({
    method: 'POST',
    path: '/api/watches',
    access: 'content',
    summary: 'Follow a search to a day, for a year at most',
    params: None,
    query: None,
    body: WatchBody,
    answer: SavedSearch,
    run: async ({ store, ground, vault }, { body }) => save(store.pool, ground, vault, body)
  })
]

/** Saved searches at an address, all or the followed ones. */
function listed(path: string, summary: string, followed: boolean): Route {
  return route({
    method: 'GET',
    path,
    access: 'content',
    summary,
    params: None,
    query: None,
    body: None,
    answer: SavedSearches,
    run: async ({ store, ground, vault }) => ({
      status: 200,
      body: { searches: await listSearches(store.pool, ground, vault, followed) }
    })
  })
}

async function save(
  pool: RouteContext['store']['pool'],
  ground: RouteContext['ground'],
  vault: RouteContext['vault'],
  { terms, watchUntil, ...body }: NewSearch
): Promise<RouteAnswer> {
  const times = searchTimes(terms)
  const until = timeOf(watchUntil)
  if ('field' in times || until === null)
    return problem('bad-request', 'field' in times ? times : { field: 'watchUntil' })
  return answerOf(await saveSearch(pool, ground, vault, { ...body, terms: { ...terms, ...times }, watchUntil: until }))
}

type Times = Readonly<Partial<Record<'from' | 'to' | 'postedFrom' | 'postedTo', string>>>

/** The times of a search as ISO 8601 UTC, or the first that no calendar knows. */
function searchTimes(query: Times): Times | { readonly field: string } {
  const times: { -readonly [Name in keyof Times]: Times[Name] } = {}
  for (const field of ['from', 'to', 'postedFrom', 'postedTo'] as const) {
    const time = timeOf(query[field])
    if (time === null) return { field }
    if (time !== undefined) times[field] = time
  }
  return times
}
