/** Routes of identifiers: the page of a number, e-mail address, handle, address of a page, name or place. */
import { FactPage, LookUpParameters } from '../../../contract/desk/facts.ts'
import { None } from '../../../contract/fields.ts'
import { identified, readFactPage } from '../../../desk/facts/fact-page.ts'
import { problem } from '../../problems.ts'
import { answerOf, route, type Route } from '../../route.ts'

export const factRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/facts/{kind}/{value}',
    access: 'content',
    summary: 'All that is known around one identifier, however messily it is written',
    params: LookUpParameters,
    query: None,
    body: None,
    answer: FactPage,
    run: async ({ store, ground, vault }, { params }) => {
      const asked = identified(params.kind, params.value)
      if (asked === null) return problem('bad-request', { field: 'value' })
      return answerOf(await readFactPage(store.pool, ground, vault, asked))
    }
  })
]
