/** Routes of case conferences: for members of a case all of it, and for each at the table what they may see. */
import { Case, CaseParameter, ItemParameters } from '../../../contract/cases/cases.ts'
import { None } from '../../../contract/fields.ts'
import {
  CaseConferences,
  ChangeConferenceBody,
  ConferenceBody,
  MyConferences
} from '../../../contract/partners/conferences.ts'
import { listCaseConferences, listMyConferences } from '../../../desk/partners/conference-views.ts'
import { addConference, changeConference } from '../../../desk/partners/conferences.ts'
import { answerOf, route, type Route } from '../../route.ts'
import { deskOf, told } from '../cases/told.ts'

export const conferenceRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/cases/{id}/conferences',
    access: 'cases',
    summary: 'Conferences of a case of mine, with what each at the table sees',
    params: CaseParameter,
    query: None,
    body: None,
    answer: CaseConferences,
    run: async (context, { params }) => answerOf(await listCaseConferences(deskOf(context), params.id))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/conferences',
    access: 'cases',
    summary: 'Record a conference: day, minutes, decisions with owner and day, and what each at the table may see',
    params: CaseParameter,
    query: None,
    body: ConferenceBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await addConference(deskOf(context), params.id, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/conferences/{no}',
    access: 'cases',
    summary: 'Write a conference anew as its next version, against the one that was read',
    params: ItemParameters,
    query: None,
    body: ChangeConferenceBody,
    answer: Case,
    run: async (context, { params, body }) =>
      told(context, await changeConference(deskOf(context), params.id, params.no, body))
  }),
  route({
    method: 'GET',
    path: '/api/conferences',
    access: 'cases',
    summary: 'What I may see of the conferences where I was',
    params: None,
    query: None,
    body: None,
    answer: MyConferences,
    run: async (context) => ({ status: 200, body: await listMyConferences(deskOf(context)) })
  }),
  route({
    method: 'GET',
    path: '/api/partner-conferences',
    access: 'partners',
    summary: 'What a partner may see of the conferences where it was, as long as its decision holds',
    params: None,
    query: None,
    body: None,
    answer: MyConferences,
    run: async (context) => ({ status: 200, body: await listMyConferences(deskOf(context)) })
  })
]
