/** Routes of research on phenomena: counts with small cells hidden, and publications, which take two persons. */
import { IdParameter, None } from '../../../contract/fields.ts'
import {
  Offer,
  OfferBody,
  OfferedTable,
  Offers,
  PhenomenonQuery,
  PhenomenonTable,
  PublishBody
} from '../../../contract/phenomena/counts.ts'
import { SyntheticTable } from '../../../contract/phenomena/synthetic.ts'
import {
  decideOffer,
  listOffers,
  offerTable,
  publishedCsv,
  readOffer,
  readPublished
} from '../../../desk/phenomenon/publications.ts'
import { readSynthetic } from '../../../desk/phenomenon/read-synthetic.ts'
import { askedOf, phenomenonCsv, readTable } from '../../../desk/phenomenon/read-table.ts'
import { problem } from '../../problems.ts'
import { answerOf, csvFile, route, type Route } from '../../route.ts'
import { deskOf } from '../cases/told.ts'

export const phenomenonRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/phenomena/counts',
    access: 'content',
    summary: 'Adverts and networks by week and two dimensions at most: what fewer than five networks share is hidden',
    params: None,
    query: PhenomenonQuery,
    body: None,
    answer: PhenomenonTable,
    run: async ({ store, ground, vault }, { query }) => {
      const asked = askedOf(query)
      if (asked === null) return problem('too-expensive')
      return answerOf(await readTable(store.pool, ground, vault, asked, 'screen'))
    }
  }),
  route({
    method: 'GET',
    path: '/api/phenomena/counts/csv',
    access: 'content',
    summary: 'The same as CSV: a cell a row',
    params: None,
    query: PhenomenonQuery,
    body: None,
    answer: 'text/csv',
    run: async ({ store, ground, vault }, { query }) => {
      const asked = askedOf(query)
      if (asked === null) return problem('too-expensive')
      const outcome = await readTable(store.pool, ground, vault, asked, 'export')
      return outcome.kind === 'done' ? csvFile('phenomenon.csv', phenomenonCsv(outcome.value)) : answerOf(outcome)
    }
  }),
  route({
    method: 'GET',
    path: '/api/phenomena/synthetic',
    access: 'content',
    summary:
      'The rows of a synthetic table for use outside: combinations that many networks have in common, with noise',
    params: None,
    query: PhenomenonQuery,
    body: None,
    answer: SyntheticTable,
    run: async (context, { query }) => {
      const asked = askedOf(query)
      return asked === null ? problem('too-expensive') : answerOf(await readSynthetic(deskOf(context), asked))
    }
  }),
  route({
    method: 'GET',
    path: '/api/phenomena/publications',
    access: 'content',
    summary: 'Tables that were offered for publication, and what became of them',
    params: None,
    query: None,
    body: None,
    answer: Offers,
    run: async ({ store, ground }) => ({ status: 200, body: await listOffers(store.pool, ground) })
  }),
  route({
    method: 'POST',
    path: '/api/phenomena/publications',
    access: 'content',
    summary: 'Offer a table for publication, of counts or synthetic: its bytes are frozen',
    params: None,
    query: None,
    body: OfferBody,
    answer: Offer,
    run: async (context, { body }) =>
      answerOf(
        await offerTable(deskOf(context), body.title, body.asked, body.synthetic === true ? 'synthetic' : 'counts')
      )
  }),
  route({
    method: 'GET',
    path: '/api/phenomena/offers/{id}',
    access: 'content',
    summary: 'What was offered, as it would be published',
    params: IdParameter,
    query: None,
    body: None,
    answer: OfferedTable,
    run: async ({ store, ground }, { params }) => answerOf(await readOffer(store.pool, ground, params.id))
  }),
  route({
    method: 'POST',
    path: '/api/phenomena/offers/{id}/decide',
    access: 'content',
    summary: 'Publish what another offered, under a number, or refuse it',
    params: IdParameter,
    query: None,
    body: PublishBody,
    answer: Offer,
    run: async (context, { params, body }) =>
      answerOf(await decideOffer(deskOf(context), params.id, body.publish, body.reason))
  }),
  route({
    method: 'GET',
    path: '/api/phenomena/publications/{id}',
    access: 'content',
    summary: 'The frozen bytes of a publication by its number',
    params: IdParameter,
    query: None,
    body: None,
    answer: 'application/json',
    run: async ({ store, ground }, { params }) => {
      const outcome = await readPublished(store.pool, ground, params.id)
      if (outcome.kind !== 'done') return answerOf(outcome)
      const { body, digest } = outcome.value
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'repr-digest': `sha-256=:${Buffer.from(digest, 'hex').toString('base64')}:`
      }
      return { status: 200, body, headers }
    }
  }),
  route({
    method: 'GET',
    path: '/api/phenomena/publications/{id}/csv',
    access: 'content',
    summary: 'The rows of a publication as CSV, out of its frozen bytes',
    params: IdParameter,
    query: None,
    body: None,
    answer: 'text/csv',
    run: async ({ store, ground }, { params }) => {
      const outcome = await readPublished(store.pool, ground, params.id)
      return outcome.kind === 'done'
        ? csvFile(`phenomenon-${params.id}.csv`, publishedCsv(outcome.value.body))
        : answerOf(outcome)
    }
  })
]
