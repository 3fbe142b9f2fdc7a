/** Routes of questions whether a value is known under another mandate. */
import { AnswerBody, Question, QuestionBody, QuestionList } from '../../../contract/cases/deconfliction.ts'
import { IdParameter, None } from '../../../contract/fields.ts'
import { answerQuestion, askElsewhere, listQuestions } from '../../../desk/deconfliction/questions.ts'
import { identified } from '../../../desk/facts/fact-page.ts'
import { problem } from '../../problems.ts'
import { answerOf, route, type Route } from '../../route.ts'

export const deconflictionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/deconfliction',
    access: 'content',
    summary: 'Questions whether a value is known elsewhere: one’s own, or for coordinators all with where it is known',
    params: None,
    query: None,
    body: None,
    answer: QuestionList,
    run: async ({ store, ground, vault, session }) => ({
      status: 200,
      body: await listQuestions(store.pool, ground, vault, session?.user.role === 'coordinator')
    })
  }),
  route({
    method: 'POST',
    path: '/api/deconfliction',
    access: 'content',
    summary: 'Ask whether a number or account is known under another mandate; a coordinator sees the answer',
    params: None,
    query: None,
    body: QuestionBody,
    answer: Question,
    run: async ({ store, ground, vault, changed }, { body }) => {
      const kind = body.kind ?? 'any'
      const fact = identified(kind, body.value) ?? (kind === 'any' ? identified('phone', body.value) : null)
      if (fact === null) return problem('bad-request', { field: 'value' })
      const outcome = await askElsewhere({ pool: store.pool, ground, vault }, fact, body.reason)
      if (outcome.kind === 'done') changed('requests')
      return answerOf(outcome)
    }
  }),
  route({
    method: 'POST',
    path: '/api/deconfliction/{id}/answer',
    access: 'coordination',
    summary: 'Answer with whom to turn to, which the other side hears too, or that there is nothing to share',
    params: IdParameter,
    query: None,
    body: AnswerBody,
    answer: Question,
    run: async ({ store, ground, vault, changed }, { params, body }) => {
      const outcome = await answerQuestion(store.pool, ground, vault, params.id, body)
      if (outcome.kind === 'done') changed('requests')
      return answerOf(outcome)
    }
  })
]
