/** Routes of second looks at dismissed signals. */
import { SecondLook, SecondLookBody, SecondLookList } from '../../../contract/desk/second-looks.ts'
import { IdParameter, None } from '../../../contract/fields.ts'
import { listSecondLooks, takeSecondLook } from '../../../desk/second-looks/second-looks.ts'
import { answerOf, route, type Route } from '../../route.ts'

export const secondLookRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/second-looks',
    access: 'content',
    summary: 'One in twenty of the dismissed signals, drawn by the ledger, with what a second person said',
    params: None,
    query: None,
    body: None,
    answer: SecondLookList,
    run: async ({ store, ground, vault }) => ({
      status: 200,
      body: await listSecondLooks(store.pool, ground, vault)
    })
  }),
  route({
    method: 'POST',
    path: '/api/second-looks/{id}',
    access: 'content',
    summary: 'Say of a dismissed signal that was drawn whether it was rightly dismissed',
    params: IdParameter,
    query: None,
    body: SecondLookBody,
    answer: SecondLook,
    run: async ({ store, ground, vault, changed }, { params, body }) => {
      const outcome = await takeSecondLook(store.pool, ground, vault, params.id, body)
      if (outcome.kind === 'done') changed('signals')
      return answerOf(outcome)
    }
  })
]
