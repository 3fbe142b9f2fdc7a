/** Routes of research on phenomena: what is new, how networks move, and records of what was asked of the counts. */
import { None } from '../../../contract/fields.ts'
import {
  ResearchAsk,
  ResearchConclusion,
  ResearchParameter,
  ResearchRecord,
  ResearchRecords,
  ResearchRerun,
  ResearchReview
} from '../../../contract/research/records.ts'
import { ResearchFlows, ResearchWording } from '../../../contract/research/wording.ts'
import {
  askRecord,
  concludeRecord,
  listRecords,
  readRecord,
  rerunRecord,
  reviewRecord
} from '../../../desk/research/records.ts'
import { readFlows, readWording } from '../../../desk/research/wording.ts'
import { answerOf, route, type Route } from '../../route.ts'
import { deskOf } from '../cases/told.ts'

export const researchRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/research/wording',
    access: 'content',
    summary:
      'New wording and new combinations of signs by week, used by at least five networks; nothing is opened for it',
    params: None,
    query: None,
    body: None,
    answer: ResearchWording,
    run: async (context) => ({ status: 200, body: await readWording(deskOf(context)) })
  }),
  route({
    method: 'GET',
    path: '/api/research/flows',
    access: 'content',
    summary: 'How networks move from place to place, at least five each',
    params: None,
    query: None,
    body: None,
    answer: ResearchFlows,
    run: async (context) => ({ status: 200, body: await readFlows(deskOf(context)) })
  }),
  route({
    method: 'GET',
    path: '/api/research/records',
    access: 'content',
    summary: 'Records of research, the newest first',
    params: None,
    query: None,
    body: None,
    answer: ResearchRecords,
    run: async (context) => ({ status: 200, body: await listRecords(deskOf(context)) })
  }),
  route({
    method: 'POST',
    path: '/api/research/records',
    access: 'content',
    summary: 'Ask a question of the counts, and keep what they say now; it names nobody',
    params: None,
    query: None,
    body: ResearchAsk,
    answer: ResearchRecord,
    run: async (context, { body }) => answerOf(await askRecord(deskOf(context), body))
  }),
  route({
    method: 'GET',
    path: '/api/research/records/{key}',
    access: 'content',
    summary: 'A record of research, with the counts as they were',
    params: ResearchParameter,
    query: None,
    body: None,
    answer: ResearchRecord,
    run: async (context, { params }) => answerOf(await readRecord(deskOf(context), params.key))
  }),
  route({
    method: 'POST',
    path: '/api/research/records/{key}/conclude',
    access: 'content',
    summary: 'Say what follows, with hypotheses and what speaks for and against each, as who asked',
    params: ResearchParameter,
    query: None,
    body: ResearchConclusion,
    answer: ResearchRecord,
    run: async (context, { params, body }) => answerOf(await concludeRecord(deskOf(context), params.key, body))
  }),
  route({
    method: 'POST',
    path: '/api/research/records/{key}/review',
    access: 'content',
    summary: 'Look at a record a second time, as another person than who asked',
    params: ResearchParameter,
    query: None,
    body: ResearchReview,
    answer: ResearchRecord,
    run: async (context, { params, body }) => answerOf(await reviewRecord(deskOf(context), params.key, body))
  }),
  route({
    method: 'POST',
    path: '/api/research/records/{key}/rerun',
    access: 'content',
    summary: 'Count a record again: the same bytes on the same state, and otherwise what is different',
    params: ResearchParameter,
    query: None,
    body: None,
    answer: ResearchRerun,
    run: async (context, { params }) => answerOf(await rerunRecord(deskOf(context), params.key))
  })
]
