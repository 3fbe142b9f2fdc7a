/** Routes of practice queues: signals of an invented world with known truth, for everybody who is signed in. */
import { None } from '../../../contract/fields.ts'
import {
  PracticeAdvert,
  PracticeAdvertParameters,
  PracticeBody,
  PracticeFeedback,
  PracticeParameters,
  PracticeQueue,
  PracticeQueues
} from '../../../contract/training/practice.ts'
import { answerPractice, listPractice, openPractice, openPracticeAdvert } from '../../../desk/exercises/practice.ts'
import { answerOf, route, type Route } from '../../route.ts'

export const practiceRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/practice',
    access: 'signed-in',
    summary: 'The practice queues: signals of invented worlds',
    params: None,
    query: None,
    body: None,
    answer: PracticeQueues,
    run: async ({ store, ground }) => ({ status: 200, body: await listPractice(store.pool, ground) })
  }),
  route({
    method: 'GET',
    path: '/api/practice/{id}',
    access: 'signed-in',
    summary: 'The signals of a practice queue, without who is behind them',
    params: PracticeParameters,
    query: None,
    body: None,
    answer: PracticeQueue,
    run: async ({ store, ground }, { params }) => answerOf(await openPractice(store.pool, ground, params.id))
  }),
  route({
    method: 'GET',
    path: '/api/practice/{id}/signals/{signal}/adverts/{advert}',
    access: 'signed-in',
    summary: 'Opens an advert of a practice queue',
    params: PracticeAdvertParameters,
    query: None,
    body: None,
    answer: PracticeAdvert,
    run: async ({ store, ground }, { params }) => answerOf(await openPracticeAdvert(store.pool, ground, params))
  }),
  route({
    method: 'POST',
    path: '/api/practice/{id}/answer',
    access: 'signed-in',
    summary: 'What is said to an answer: rings found, strangers accused, adverts opened without ground',
    params: PracticeParameters,
    query: None,
    body: PracticeBody,
    answer: PracticeFeedback,
    run: async ({ store, ground }, { params, body }) =>
      answerOf(await answerPractice(store.pool, ground, params.id, body))
  })
]
