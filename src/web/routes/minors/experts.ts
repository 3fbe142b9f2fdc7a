/** Routes of the expert group: questions that name nobody, advice, and pages of what was learned. */
import { None } from '../../../contract/fields.ts'
import {
  AdviceBody,
  ExpertQuestion,
  ExpertQuestions,
  Knowledge,
  KnowledgeBody,
  KnowledgePage,
  QuestionParameter
} from '../../../contract/minors/experts.ts'
import { advise, listQuestions, readKnowledge, writeKnowledge } from '../../../desk/minors/experts.ts'
import { answerOf, route, type Route } from '../../route.ts'
import { deskOf } from '../cases/told.ts'

export const expertRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/expert-questions',
    access: 'cases',
    summary: 'Questions to the expert group: for experts all, for others their own',
    params: None,
    query: None,
    body: None,
    answer: ExpertQuestions,
    run: async (context) => ({ status: 200, body: await listQuestions(deskOf(context)) })
  }),
  route({
    method: 'POST',
    path: '/api/expert-questions/{key}/advice',
    access: 'cases',
    summary: 'Answer a question, as an expert',
    params: QuestionParameter,
    query: None,
    body: AdviceBody,
    answer: ExpertQuestion,
    run: async (context, { params, body }) => answerOf(await advise(deskOf(context), params.key, body))
  }),
  route({
    method: 'GET',
    path: '/api/knowledge',
    access: 'cases',
    summary: 'What was learned, each page with the day on which somebody looks at it again',
    params: None,
    query: None,
    body: None,
    answer: Knowledge,
    run: async (context) => ({ status: 200, body: await readKnowledge(deskOf(context)) })
  }),
  route({
    method: 'POST',
    path: '/api/knowledge',
    access: 'cases',
    summary: 'Write a page, or its next version; from closed files only where they are five or more',
    params: None,
    query: None,
    body: KnowledgeBody,
    answer: KnowledgePage,
    run: async (context, { body }) =>
      answerOf(await writeKnowledge(deskOf(context), context.session?.user.role ?? '', body))
  })
]
