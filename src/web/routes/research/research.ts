/** Routes of research on phenomena: what is new. */
import { None } from '../../../contract/fields.ts'
import { ResearchWording } from '../../../contract/research/wording.ts'
import { readWording } from '../../../desk/research/wording.ts'
import { route, type Route } from '../../route.ts'
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
  })
]
