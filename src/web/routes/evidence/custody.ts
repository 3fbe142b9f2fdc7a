/** Routes of how adverts were kept: their custody line by line, and the entry and proof behind each line. */
import { CustodyParameters, CustodyProof, CustodyStory } from '../../../contract/desk/adverts.ts'
import { IdParameter, None } from '../../../contract/fields.ts'
import { custodyProof, custodyStory } from '../../../desk/adverts/custody-story.ts'
import { answerOf, route, type Route } from '../../route.ts'

export const custodyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/adverts/{id}/custody',
    access: 'content',
    summary: 'How an advert was kept: who did what, when, on what, with what result, each with its digests and entry',
    params: IdParameter,
    query: None,
    body: None,
    answer: CustodyStory,
    run: async ({ store, ground, vault }, { params }) =>
      answerOf(await custodyStory(store.pool, ground, vault, params.id))
  }),
  route({
    method: 'GET',
    path: '/api/adverts/{id}/custody/{no}',
    access: 'content',
    summary: 'One entry of the ledger in the custody of an advert, as it was hashed, with its proof in the log',
    params: CustodyParameters,
    query: None,
    body: None,
    answer: CustodyProof,
    run: async ({ store, ground, vault }, { params }) =>
      answerOf(await custodyProof(store.pool, ground, vault, params.id, params.no))
  })
]
