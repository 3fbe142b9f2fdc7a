/** Routes of lists of facts that are looked up at once. */
import Type from 'typebox'
import { closed, IdParameter, None, whole } from '../../../contract/fields.ts'
import { BulkList, BulkLists, ListBody, ListFileParameters, ListQuery } from '../../../contract/desk/lists.ts'
import { listFile, listLists, makeList, readList } from '../../../desk/search/lists.ts'
import { problem } from '../../problems.ts'
import { answerOf, csvFile, route, type Route, type RouteContext } from '../../route.ts'

const deskOf = ({ store, ground, vault }: RouteContext) => ({ pool: store.pool, ground, vault })

export const listRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/lists',
    access: 'content',
    summary: 'My lists, the newest first',
    params: None,
    query: None,
    body: None,
    answer: BulkLists,
    run: async (context) => ({
      status: 200,
      body: {
        lists: (await listLists(deskOf(context))).map(({ made_at: madeAt, finished_at: finishedAt, ...rest }) => ({
          ...rest,
          madeAt,
          finishedAt
        }))
      }
    })
  }),
  route({
    method: 'POST',
    path: '/api/lists',
    access: 'content',
    summary: 'Look up to 10,000 numbers, addresses and handles up at once, for a reason',
    params: None,
    query: None,
    body: ListBody,
    bodyBytes: 8 * 1024 * 1024,
    answer: Type.Object({ id: whole }, closed),
    run: async (context, { body }) => answerOf(await makeList(deskOf(context), body.lines, body.reason))
  }),
  route({
    method: 'GET',
    path: '/api/lists/{id}',
    access: 'content',
    summary: 'How far a list is, and a page of what is known, unknown or no fact',
    params: IdParameter,
    query: ListQuery,
    body: None,
    answer: BulkList,
    run: async (context, { params, query }) =>
      answerOf(await readList(deskOf(context), params.id, query.tab ?? 'known', query.from ?? 0))
  }),
  route({
    method: 'GET',
    path: '/api/lists/{id}/{tab}',
    access: 'content',
    summary: 'What is known, unknown or no fact, as CSV',
    params: ListFileParameters,
    query: None,
    body: None,
    answer: 'text/csv',
    run: async (context, { params }) => {
      const outcome = await listFile(deskOf(context), params.id, params.tab)
      if (outcome.kind === 'refused') return problem(outcome.reason)
      return csvFile(`list-${params.id}-${params.tab}.csv`, outcome.value)
    }
  })
]
