/** Routes of cases: for their members; to everybody else a case does not exist, and every answer is what it would be without it. */
import {
  AccessRequestBody,
  AskedParameters,
  Case,
  CaseBody,
  CaseItemContent,
  CaseList,
  CaseParameter,
  CasePeople,
  CaseTimeline,
  CertificateBody,
  Certificates,
  ChangeCaseBody,
  CloseCaseBody,
  ConfirmItemBody,
  ItemBody,
  ItemParameters,
  LeadBody,
  LeadParameters,
  MemberBody,
  ReopenCaseBody
} from '../../../contract/cases/cases.ts'
import { None, ReasonBody } from '../../../contract/fields.ts'
import { askAccess, leaveRequest } from '../../../desk/cases/access-requests.ts'
import { confirmItem, pinItem, readItem } from '../../../desk/cases/case-items.ts'
import { askLead, changeMember, decideLead } from '../../../desk/cases/case-people.ts'
import { changeCase, closeCase, reopenCase } from '../../../desk/cases/case-states.ts'
import { listCases, openCase, readCase, readTimeline } from '../../../desk/cases/cases.ts'
import { giveCertificate, readCertificates, readPeople } from '../../../desk/cases/certificates.ts'
import { answerOf, done, route, type Route } from '../../route.ts'
import { deskOf, told } from './told.ts'

const reading: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/cases',
    access: 'cases',
    summary: 'Cases that I am a member of',
    params: None,
    query: None,
    body: None,
    answer: CaseList,
    run: async (context) => ({ status: 200, body: await listCases(deskOf(context)) })
  }),
  route({
    method: 'GET',
    path: '/api/case-people',
    access: 'cases',
    summary: 'Who may be let in to cases under this mandate, and who may lead one',
    params: None,
    query: None,
    body: None,
    answer: CasePeople,
    run: async ({ store, ground }) => ({ status: 200, body: await readPeople(store.pool, ground) })
  }),
  route({
    method: 'GET',
    path: '/api/cases/{id}',
    access: 'cases',
    summary: 'One case of mine: purpose, people with their rights, items, and who asked to be let in',
    params: CaseParameter,
    query: None,
    body: None,
    answer: Case,
    run: async (context, { params }) => answerOf(await readCase(deskOf(context), params.id))
  }),
  route({
    method: 'GET',
    path: '/api/cases/{id}/timeline',
    access: 'cases',
    summary: 'What was done in a case, why, and who looked at it',
    params: CaseParameter,
    query: None,
    body: None,
    answer: CaseTimeline,
    run: async (context, { params }) => answerOf(await readTimeline(deskOf(context), params.id))
  }),
  route({
    method: 'GET',
    path: '/api/cases/{id}/items/{no}',
    access: 'cases',
    summary: 'What was pinned, as it was on that day',
    params: ItemParameters,
    query: None,
    body: None,
    answer: CaseItemContent,
    run: async (context, { params }) => answerOf(await readItem(deskOf(context), params.id, params.no))
  }),
  route({
    method: 'GET',
    path: '/api/certificates',
    access: 'content',
    summary: 'Who may lead a case, until when',
    params: None,
    query: None,
    body: None,
    answer: Certificates,
    run: async ({ store, ground }) => ({ status: 200, body: await readCertificates(store.pool, ground) })
  })
]

const acts: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/cases',
    access: 'coordination',
    summary: 'Open a case from a proposal that was picked up, with a lead who has a certificate',
    params: None,
    query: None,
    body: CaseBody,
    answer: Case,
    run: async (context, { body }) => told(context, await openCase(deskOf(context), body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/items',
    access: 'cases',
    summary: 'Pin a network, advert, report or signal as it is now',
    params: CaseParameter,
    query: None,
    body: ItemBody,
    answer: Case,
    run: async (context, { params, body }) => {
      const viewer = { role: context.session?.user.role ?? 'analyst', duty: context.duty }
      return told(context, await pinItem(deskOf(context), viewer, params.id, body))
    }
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/items/{no}/confirm',
    access: 'cases',
    summary: 'Confirm an item, or take that back',
    params: ItemParameters,
    query: None,
    body: ConfirmItemBody,
    answer: Case,
    run: async (context, { params, body }) =>
      told(context, await confirmItem(deskOf(context), params.id, params.no, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/members',
    access: 'cases',
    summary: 'Let somebody in with rights, change these, or let a member go',
    params: CaseParameter,
    query: None,
    body: MemberBody,
    answer: Case,
    run: async (context, { params, body }) =>
      told(context, await changeMember(deskOf(context), params.id, body), [body.user])
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/lead',
    access: 'cases',
    summary: 'Ask for a new lead, whom a second member confirms',
    params: CaseParameter,
    query: None,
    body: LeadBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await askLead(deskOf(context), params.id, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/lead/{act}',
    access: 'cases',
    summary: 'Confirm or refuse the new lead that another member asked for',
    params: LeadParameters,
    query: None,
    body: ReasonBody,
    answer: Case,
    run: async (context, { params, body }) =>
      told(context, await decideLead(deskOf(context), params.id, params.act, body.reason))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/change',
    access: 'cases',
    summary: 'Change the title, purpose or last day of a case',
    params: CaseParameter,
    query: None,
    body: ChangeCaseBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await changeCase(deskOf(context), params.id, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/close',
    access: 'cases',
    summary: 'Close a case with its outcome; what it holds is no longer kept from erasing',
    params: CaseParameter,
    query: None,
    body: CloseCaseBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await closeCase(deskOf(context), params.id, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/reopen',
    access: 'cases',
    summary: 'Open a closed case again',
    params: CaseParameter,
    query: None,
    body: ReopenCaseBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await reopenCase(deskOf(context), params.id, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/requests/{key}/leave',
    access: 'cases',
    summary: 'Leave a request for access as it is; the asker hears nothing',
    params: AskedParameters,
    query: None,
    body: ReasonBody,
    answer: Case,
    run: async (context, { params, body }) =>
      told(context, await leaveRequest(deskOf(context), params.id, params.key, body.reason))
  }),
  route({
    method: 'POST',
    path: '/api/access-requests',
    access: 'cases',
    summary: 'Ask to be let in to whatever works on this; the answer is the same whether anything does',
    params: None,
    query: None,
    body: AccessRequestBody,
    answer: null,
    run: async (context, { body }) => {
      const outcome = await askAccess(deskOf(context), body)
      if (outcome.kind === 'refused') return answerOf(outcome)
      context.casesChanged(outcome.value)
      return done
    }
  }),
  route({
    method: 'POST',
    path: '/api/certificates',
    access: 'coordination',
    summary: 'Give somebody a certificate for leading cases, with its last day; the ones before stay',
    params: None,
    query: None,
    body: CertificateBody,
    answer: Certificates,
    run: async ({ store, ground }, { body }) => answerOf(await giveCertificate(store.pool, ground, body))
  })
]

export const caseRoutes: readonly Route[] = [...reading, ...acts]
