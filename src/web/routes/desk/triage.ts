/** Routes of the work list: to whom a signal goes, signals merged and taken apart, and one act on many. */
import { BigIdParameter, None, ReasonBody } from '../../../contract/fields.ts'
import {
  AssignBody,
  BulkBody,
  BulkReport,
  Colleagues,
  MergeBody,
  SignalMerge,
  SignalRow
} from '../../../contract/desk/signals.ts'
import { bulkAct } from '../../../desk/signals/signal-bulk.ts'
import { mergeSignals, undoMerge } from '../../../desk/signals/signal-merge.ts'
import { listColleagues, weighSignal } from '../../../desk/signals/weighing.ts'
import { answerOf, route, type Route, type RouteAnswer, type RouteContext } from '../../route.ts'
import type { Outcome } from '../../../desk/outcome.ts'

export const triageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/colleagues',
    access: 'content',
    summary: 'Who may take a signal under this mandate',
    params: None,
    query: None,
    body: None,
    answer: Colleagues,
    run: async ({ store, ground }) => answerOf(await listColleagues(store.pool, ground))
  }),
  route({
    method: 'POST',
    path: '/api/signals/{id}/assign',
    access: 'content',
    summary: 'Assign a signal to a colleague, who then has it in hand',
    params: BigIdParameter,
    query: None,
    body: AssignBody,
    answer: SignalRow,
    run: async (context, { params, body }) => {
      const { store, ground, vault } = context
      const outcome = await weighSignal(store.pool, ground, vault, { signal: params.id, act: 'assign', ...body })
      return told(context, outcome, 'assign', [params.id])
    }
  }),
  route({
    method: 'POST',
    path: '/api/signals/merge',
    access: 'content',
    summary: 'Merge signals into one, all at once; each keeps its own state, reasons and history',
    params: None,
    query: None,
    body: MergeBody,
    answer: SignalMerge,
    run: async (context, { body }) => {
      const outcome = await mergeSignals(context.store.pool, context.ground, body)
      return told(context, outcome, 'merge', [body.into.id, ...body.signals.map((one) => one.id)])
    }
  }),
  route({
    method: 'POST',
    path: '/api/signal-merges/{id}/undo',
    access: 'content',
    summary: 'Take merged signals apart: all are again what they were',
    params: BigIdParameter,
    query: None,
    body: ReasonBody,
    answer: SignalMerge,
    run: async (context, { params, body }) => {
      const outcome = await undoMerge(context.store.pool, context.ground, params.id, body.reason)
      const signals = outcome.kind === 'done' ? [outcome.value.into, ...outcome.value.signals] : []
      return told(context, outcome, 'unmerge', signals)
    }
  }),
  route({
    method: 'POST',
    path: '/api/signals/bulk',
    access: 'content',
    summary: 'One act on up to 10,000 signals, each for itself, with a report',
    params: None,
    query: None,
    body: BulkBody,
    answer: BulkReport,
    run: async (context, { body }) => {
      const outcome = await bulkAct(context.store.pool, context.ground, body, context.log)
      return told(context, outcome, body.act, outcome.kind === 'done' ? outcome.value.done : [])
    }
  })
]

/** The answer, after the screens of everybody under the mandate were told. */
function told(context: RouteContext, outcome: Outcome<unknown>, act: string, signals: readonly number[]): RouteAnswer {
  if (outcome.kind === 'done') {
    context.changed('signals')
    context.colleague(act, signals)
  }
  return answerOf(outcome)
}
