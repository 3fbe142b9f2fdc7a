/** Routes of reports: sending and following them, the desk's inbox and acts, and the state by code without an account. */
import { None } from '../../../contract/fields.ts'
import {
  ReadFacts,
  ReadingBody,
  Report,
  ReportActBody,
  ReportActParameters,
  ReportBody,
  ReportForm,
  ReportParameter,
  ReportReceipt,
  Reports,
  ReportsQuery,
  ReportStatus,
  StatusBody
} from '../../../contract/reports/reports.ts'
import { PersonActBody, PersonActParameters, PersonBody } from '../../../contract/reports/persons.ts'
import { factsOf } from '../../../desk/reports/report-content.ts'
import { heldForm } from '../../../desk/reports/form/report-form.ts'
import { countPerson, sayOfPerson } from '../../../desk/reports/persons/person-acts.ts'
import { stepReport } from '../../../desk/reports/report-acts.ts'
import { reportGround } from '../../../desk/reports/report-ground.ts'
import { reportStatus } from '../../../desk/reports/report-status.ts'
import { listReports, readReport, type Viewer } from '../../../desk/reports/reports.ts'
import { sendReport } from '../../../desk/reports/send-report.ts'
import { contentRoles } from '../../../model/mandate.ts'
import { emergencyNumber, reportTerms } from '../../../model/report.ts'
import { problem } from '../../problems.ts'
import { answerOf, done, route, type Route, type RouteContext } from '../../route.ts'
import { deskOf } from '../cases/told.ts'

export const reportRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/reports',
    access: 'reports',
    summary: 'Send a report, keep a draft of it, or correct it; once, however often it is sent under one key',
    params: None,
    query: None,
    body: ReportBody,
    answer: ReportReceipt,
    run: async ({ store, vault, session, duty, reported }, { body }) => {
      if (session === null) return problem('signed-out')
      const { user, mandates, mandate } = session
      const sender = { user: user.id, mandates: mandates.map((one) => one.id), chosen: mandate?.id ?? null }
      const ground = await reportGround(store.pool, sender, body)
      if (ground.kind === 'refused') return problem(ground.reason)
      const sending = { body, duty, police: user.role !== 'partner', now: new Date() }
      const outcome = await sendReport(store.pool, ground.value, vault, sending)
      if (outcome.kind === 'refused') return problem(outcome.reason)
      const { receipt, news } = outcome.value
      if (news !== null) reported(ground.value.mandate, news === 'minor')
      return { status: 200, body: receipt }
    }
  }),
  route({
    method: 'GET',
    path: '/api/reports',
    access: 'reports',
    summary: 'Reports: what one sent with its answers, and for the desk the inbox',
    params: None,
    query: ReportsQuery,
    body: None,
    answer: Reports,
    run: async (context, { query }) => {
      const { store, vault } = context
      const viewer = viewerOf(context)
      const mine = query.mine !== undefined && query.mine !== '0' && query.mine !== 'false'
      const filter = { mine, state: query.state }
      return { status: 200, body: await listReports(store.pool, lookingOf(context), vault, viewer, filter) }
    }
  }),
  route({
    method: 'GET',
    path: '/api/reports/{id}',
    access: 'reports',
    summary: 'One report; its sender sees words and answers, the desk also what is known',
    params: ReportParameter,
    query: None,
    body: None,
    answer: Report,
    run: async (context, { params }) => {
      const { store, vault } = context
      return answerOf(await readReport(store.pool, lookingOf(context), vault, viewerOf(context), params.id))
    }
  }),
  route({
    method: 'POST',
    path: '/api/reports/{id}/{act}',
    access: 'content',
    summary: 'Read, link, keep, refuse or answer a report; every decision answers its sender',
    params: ReportActParameters,
    query: None,
    body: ReportActBody,
    answer: Report,
    run: async (context, { params, body }) => {
      const { store, vault, ground, reported } = context
      const outcome = await stepReport(store.pool, ground, vault, viewerOf(context), { ...params, ...body })
      if (outcome.kind === 'refused') return problem(outcome.reason)
      reported(ground.mandate, outcome.value?.minor ?? true)
      return outcome.value === null ? done : { status: 200, body: outcome.value }
    }
  }),
  route({
    method: 'POST',
    path: '/api/reports/{id}/persons',
    access: 'content',
    summary: 'Count somebody whom a report is about, once over all reports; who it is is not kept',
    params: ReportParameter,
    query: None,
    body: PersonBody,
    answer: Report,
    run: async (context, { params, body }) =>
      answerOf(await countPerson(deskOf(context), viewerOf(context), params.id, body))
  }),
  route({
    method: 'POST',
    path: '/api/reports/{id}/persons/{no}/{act}',
    access: 'content',
    summary: 'Say with a reason that somebody is counted as the wrong person, take that back, or count nobody',
    params: PersonActParameters,
    query: None,
    body: PersonActBody,
    answer: Report,
    run: async (context, { params: { id, ...said }, body }) =>
      answerOf(await sayOfPerson(deskOf(context), viewerOf(context), id, { ...said, ...body }))
  }),
  route({
    method: 'POST',
    path: '/api/report-readings',
    access: 'reports',
    summary: 'What is read in words that somebody is writing; nothing is looked up and nothing kept',
    params: None,
    query: None,
    body: ReadingBody,
    answer: ReadFacts,
    run: async (_context, { body }) => ({ status: 200, body: { facts: factsOf(body.text) } })
  }),
  route({
    method: 'GET',
    path: '/api/report-form',
    access: 'reports',
    summary: 'What the form of a report needs, also later without a network: terms, and whom to call',
    params: None,
    query: None,
    body: None,
    answer: ReportForm,
    run: async ({ store, session, duty }) => {
      const mandates = (session?.mandates ?? []).map(({ id, purpose }) => ({ id, purpose }))
      const held = await heldForm(store.pool)
      const { words, questions } = held?.form ?? { words: {}, questions: [] }
      const asked = { version: held?.version ?? 0, words, questions }
      return { status: 200, body: { emergency: emergencyNumber, duty, ...reportTerms, ...asked, mandates } }
    }
  }),
  route({
    method: 'POST',
    path: '/api/report-status',
    access: 'public',
    summary: 'The state of a report by its code, without an account; a wrong code is like any other',
    params: None,
    query: None,
    body: StatusBody,
    answer: ReportStatus,
    run: async ({ store }, { body }) => answerOf(await reportStatus(store.pool, body.code))
  })
]

function viewerOf({ session, duty }: RouteContext): Viewer {
  return { role: session?.user.role ?? 'officer', duty }
}

/** Who sends sees the own reports whichever mandate holds now; the desk works under the one in force. */
function lookingOf(context: RouteContext): RouteContext['ground'] {
  const { ground, session } = context
  const desk = session !== null && contentRoles.includes(session.user.role)
  return desk ? ground : { user: ground.user, mandate: null }
}
