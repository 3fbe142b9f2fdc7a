/** Routes of the barrier model: what stands at each step of a case, for its members, and what of it waits in all of mine. */
import { Case, CaseParameter, ItemParameters } from '../../../contract/cases/cases.ts'
import { None } from '../../../contract/fields.ts'
import {
  BarrierBody,
  BarrierEffect,
  CaseBarriers,
  ChangeBarrierBody,
  EffectQuery,
  WaitingBarriers
} from '../../../contract/partners/barriers.ts'
import { readBarrierEffect } from '../../../desk/partners/barrier-effect.ts'
import { addBarrier, changeBarrier, listCaseBarriers, listWaitingBarriers } from '../../../desk/partners/barriers.ts'
import { answerOf, route, type Route } from '../../route.ts'
import { deskOf, told } from '../cases/told.ts'

export const barrierRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/barriers',
    access: 'cases',
    summary: 'Barriers of my cases that are not raised yet, those longest overdue first',
    params: None,
    query: None,
    body: None,
    answer: WaitingBarriers,
    run: async (context) => ({ status: 200, body: await listWaitingBarriers(deskOf(context)) })
  }),
  route({
    method: 'GET',
    path: '/api/cases/{id}/barriers',
    access: 'cases',
    summary: 'Steps of the barrier model, with what stands at each in a case of mine',
    params: CaseParameter,
    query: None,
    body: None,
    answer: CaseBarriers,
    run: async (context, { params }) => answerOf(await listCaseBarriers(deskOf(context), params.id))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/barriers',
    access: 'cases',
    summary: 'Record an opportunity, sign or facilitator at a step, or a barrier with who raises it, means and day',
    params: CaseParameter,
    query: None,
    body: BarrierBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await addBarrier(deskOf(context), params.id, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/barriers/{no}',
    access: 'cases',
    summary: 'Change the state, day or words of a barrier, against the version that was read',
    params: ItemParameters,
    query: None,
    body: ChangeBarrierBody,
    answer: Case,
    run: async (context, { params, body }) =>
      told(context, await changeBarrier(deskOf(context), params.id, params.no, body))
  }),
  route({
    method: 'GET',
    path: '/api/cases/{id}/barriers/{no}/effect',
    access: 'content',
    summary:
      'Counts before and after a barrier was raised: small cells hidden, breaks told, over sources that were always observed',
    params: ItemParameters,
    query: EffectQuery,
    body: None,
    answer: BarrierEffect,
    run: async (context, { params, query }) => answerOf(await readBarrierEffect(deskOf(context), params, query))
  })
]
