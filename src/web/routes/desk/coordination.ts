/** Routes of coordination: the order in which proposals wait, and the sheets of a month. */
import {
  OrderMoves,
  OrderMovesQuery,
  ProposalOrder,
  ProposalOrderBody,
  Sheet,
  SheetBody,
  SheetParameter,
  Sheets
} from '../../../contract/cases/coordination.ts'
import { None } from '../../../contract/fields.ts'
import { rulesOf } from '../../../desk/coordination/order-rules.ts'
import { orderMoves, readOrder, setOrder } from '../../../desk/coordination/orders.ts'
import { listSheets, makeSheet, readSheet, sheetCsv } from '../../../desk/coordination/sheets.ts'
import { problem } from '../../problems.ts'
import { answerOf, csvFile, route, type Route } from '../../route.ts'
import { deskOf } from '../cases/told.ts'

export const coordinationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/proposal-order',
    access: 'content',
    summary: 'The rules by which proposals stand in order, with all versions of them',
    params: None,
    query: None,
    body: None,
    answer: ProposalOrder,
    run: async (context) => ({ status: 200, body: await readOrder(deskOf(context)) })
  }),
  route({
    method: 'GET',
    path: '/api/proposal-order/moves',
    access: 'coordination',
    summary: 'Which proposals would move under other rules',
    params: None,
    query: OrderMovesQuery,
    body: None,
    answer: OrderMoves,
    run: async (context, { query }) => {
      const rules = rulesOf(query.rules.split('.'))
      if (rules === null) return problem('bad-request', { field: 'rules' })
      return { status: 200, body: await orderMoves(deskOf(context), rules) }
    }
  }),
  route({
    method: 'POST',
    path: '/api/proposal-order',
    access: 'coordination',
    summary: 'A new version of the rules, from now on',
    params: None,
    query: None,
    body: ProposalOrderBody,
    answer: ProposalOrder,
    run: async (context, { body }) => {
      if (rulesOf(body.rules) === null) return problem('bad-request', { field: 'rules' })
      const outcome = await setOrder(deskOf(context), body)
      if (outcome.kind === 'done') context.changed('proposals')
      return answerOf(outcome)
    }
  }),
  route({
    method: 'GET',
    path: '/api/sheets',
    access: 'coordination',
    summary: 'Sheets of figures that were made',
    params: None,
    query: None,
    body: None,
    answer: Sheets,
    run: async (context) => ({ status: 200, body: await listSheets(deskOf(context)) })
  }),
  route({
    method: 'POST',
    path: '/api/sheets',
    access: 'coordination',
    summary: 'Make the sheet of a month: everything counted now, and kept as it is',
    params: None,
    query: None,
    body: SheetBody,
    answer: Sheet,
    run: async (context, { body }) => answerOf(await makeSheet(deskOf(context), body.month))
  }),
  route({
    method: 'GET',
    path: '/api/sheets/{id}',
    access: 'coordination',
    summary: 'A sheet as it was made',
    params: SheetParameter,
    query: None,
    body: None,
    answer: Sheet,
    run: async (context, { params }) => answerOf(await readSheet(deskOf(context), params.id, 'read'))
  }),
  route({
    method: 'GET',
    path: '/api/sheets/{id}/csv',
    access: 'coordination',
    summary: 'A sheet as CSV',
    params: SheetParameter,
    query: None,
    body: None,
    answer: 'text/csv',
    run: async (context, { params }) => {
      const outcome = await readSheet(deskOf(context), params.id, 'export')
      if (outcome.kind === 'refused') return answerOf(outcome)
      return csvFile(`coordinatie-${outcome.value.month}.csv`, sheetCsv(outcome.value))
    }
  })
]
