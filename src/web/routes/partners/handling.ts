/** Routes of handling codes: of what a case holds, for its members, and of reports. */
import { Case, CaseParameter } from '../../../contract/cases/cases.ts'
import { None } from '../../../contract/fields.ts'
import { CaseHandling, Handled, HandlingBody, ReportHandlingBody } from '../../../contract/partners/handling.ts'
import { ReportParameter } from '../../../contract/reports/reports.ts'
import { listHandling, readReportHandling, setHandling, setReportHandling } from '../../../desk/handling/handling.ts'
import { answerOf, route, type Route } from '../../route.ts'
import { deskOf, told } from '../cases/told.ts'

export const handlingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/cases/{id}/handling',
    access: 'cases',
    summary: 'Handling codes of what a case of mine holds, and how much of it stays behind with every receiver',
    params: CaseParameter,
    query: None,
    body: None,
    answer: CaseHandling,
    run: async (context, { params }) => answerOf(await listHandling(deskOf(context), params.id))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/handling',
    access: 'cases',
    summary: 'Set the handling codes (TLP, PAP) of an item, dossier or disclosure; both null takes them away',
    params: CaseParameter,
    query: None,
    body: HandlingBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await setHandling(deskOf(context), params.id, body))
  }),
  route({
    method: 'GET',
    path: '/api/reports/{id}/handling',
    access: 'content',
    summary: 'Handling codes of a report',
    params: ReportParameter,
    query: None,
    body: None,
    answer: Handled,
    run: async (context, { params }) => answerOf(await readReportHandling(deskOf(context), params.id))
  }),
  route({
    method: 'POST',
    path: '/api/reports/{id}/handling',
    access: 'content',
    summary: 'Set the handling codes (TLP, PAP) of a report, for every case that has it and every export',
    params: ReportParameter,
    query: None,
    body: ReportHandlingBody,
    answer: Handled,
    run: async (context, { params, body }) => answerOf(await setReportHandling(deskOf(context), params.id, body))
  })
]
