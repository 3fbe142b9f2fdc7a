/** Routes of the second queue, single adverts with grave signs, which a second person lets be opened; and of what is handed over by duty. */
import { CaptureParameter } from '../../../contract/desk/adverts.ts'
import { GraveAdvert, GraveAdverts, Handoff, Handoffs } from '../../../contract/desk/requests.ts'
import { IdParameter, None, ReasonBody } from '../../../contract/fields.ts'
import { listGrave, setGraveAside } from '../../../desk/adverts/grave-adverts.ts'
import { handOver, listHandoffs } from '../../../desk/adverts/handoffs.ts'
import { answerOf, route, type Route } from '../../route.ts'

export const graveRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/grave-adverts',
    access: 'content',
    summary: 'Single adverts that show grave signs by themselves: their signs, not their words',
    params: None,
    query: None,
    body: None,
    answer: GraveAdverts,
    run: async ({ store, ground, vault }) => answerOf(await listGrave(store.pool, ground, vault))
  }),
  route({
    method: 'POST',
    path: '/api/grave-adverts/{id}/set-aside',
    access: 'content',
    summary: 'Set one aside: it stays sealed and is erased on time',
    params: IdParameter,
    query: None,
    body: ReasonBody,
    answer: GraveAdvert,
    run: async ({ store, ground, vault, changed }, { params, body }) => {
      const outcome = await setGraveAside(store.pool, ground, vault, params.id, body.reason)
      if (outcome.kind === 'done') changed('requests')
      return answerOf(outcome)
    }
  }),
  route({
    method: 'GET',
    path: '/api/handoffs',
    access: 'coordination',
    summary: 'Pages at which processing stopped by duty: address and time, for handing over',
    params: None,
    query: None,
    body: None,
    answer: Handoffs,
    run: async ({ store, ground, vault }) => answerOf(await listHandoffs(store.pool, ground, vault))
  }),
  route({
    method: 'POST',
    path: '/api/handoffs/{capture}/give',
    access: 'coordination',
    summary: 'Say to whom such a page was handed over',
    params: CaptureParameter,
    query: None,
    body: ReasonBody,
    answer: Handoff,
    run: async ({ store, ground, vault, changed }, { params, body }) => {
      const outcome = await handOver(store.pool, ground, vault, params.capture, body.reason)
      if (outcome.kind === 'done') changed('requests')
      return answerOf(outcome)
    }
  })
]
