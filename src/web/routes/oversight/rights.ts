/** Routes of requests of persons about their data (Wpg, articles 25 to 28), for auditors. */
import { IdParameter, None, ReasonBody } from '../../../contract/fields.ts'
import { RightsAnswerBody, RightsBody, RightsExtendBody, RightsList } from '../../../contract/oversight/rights.ts'
import {
  listRights,
  registerRights,
  stepRights,
  type RightsDesk,
  type RightsOutcome,
  type RightsStep
} from '../../../accountability/rights-requests.ts'
import { reasonGiven } from '../../../desk/outcome.ts'
import { problem } from '../../problems.ts'
import { done, route, type Route, type RouteAnswer, type RouteContext } from '../../route.ts'

const base = { access: 'audit', params: None, query: None, body: None } as const

export const rightsRoutes: readonly Route[] = [
  route({
    ...base,
    method: 'GET',
    path: '/api/audit/rights',
    summary: 'Requests of persons about their data, with the last day of their term; those without an answer first',
    answer: RightsList,
    run: async (context) => ({ status: 200, body: await listRights(deskOf(context)) })
  }),
  route({
    ...base,
    method: 'POST',
    path: '/api/audit/rights',
    summary: 'Register a request of a person about their data; a restriction keeps its adverts from being erased',
    body: RightsBody,
    answer: null,
    run: async (context, { body }) => answered(await registerRights(deskOf(context), body))
  }),
  route({
    ...base,
    method: 'POST',
    path: '/api/audit/rights/{id}/extend',
    summary:
      'Extend the term of a request, once, by 4 weeks, or by 6 where several parts of the organisation hold data',
    params: IdParameter,
    body: RightsExtendBody,
    answer: null,
    run: (context, { params, body }) => step(context, params.id, { act: 'extend', ...body })
  }),
  route({
    ...base,
    method: 'POST',
    path: '/api/audit/rights/{id}/answer',
    summary: 'Say what was answered to a request, and why',
    params: IdParameter,
    body: RightsAnswerBody,
    answer: null,
    run: (context, { params, body }) => step(context, params.id, { act: 'answer', ...body })
  }),
  route({
    ...base,
    method: 'POST',
    path: '/api/audit/rights/{id}/lift',
    summary: 'Lift a restriction: its adverts are erased on time again',
    params: IdParameter,
    body: ReasonBody,
    answer: null,
    run: (context, { params, body }) => step(context, params.id, { act: 'lift', ...body })
  })
]

function deskOf({ store, vault, ground }: RouteContext): RightsDesk {
  return { store, keyring: vault.keyring, user: ground.user }
}

async function step(context: RouteContext, id: number, given: RightsStep): Promise<RouteAnswer> {
  const reason = reasonGiven(given.reason)
  return reason === null
    ? problem('reason-missing')
    : answered(await stepRights(deskOf(context), id, { ...given, reason }))
}

function answered(outcome: RightsOutcome): RouteAnswer {
  if (outcome.kind === 'wrong') return problem('bad-request', { field: outcome.field })
  return outcome.kind === 'refused' ? problem(outcome.reason) : done
}
