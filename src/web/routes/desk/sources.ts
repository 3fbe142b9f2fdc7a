/** Routes by which operators run sources: try an address, add it, and let a source rest, go on, end, or be looked at again. */
import { None, ReasonBody } from '../../../contract/fields.ts'
import {
  AddSourceBody,
  SourceActParameters,
  SourceAdded,
  SourceChange,
  SourceTry,
  TryBody
} from '../../../contract/desk/sources.ts'
import { EvidenceStore } from '../../../contract/oversight/evidence-store.ts'
import { reasonGiven } from '../../../desk/outcome.ts'
import { readEvidenceStore } from '../../../desk/sources/evidence-store.ts'
import { changeSource, type SourceAnswer } from '../../../desk/sources/source-acts.ts'
import { problem } from '../../problems.ts'
import { answerOf, route, type Route, type RouteAnswer } from '../../route.ts'

export const sourceRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/evidence-store',
    access: 'sources',
    summary:
      'The store of closed segments: what it has, what waits for it, since when it fails, and the room left here',
    params: None,
    query: None,
    body: None,
    answer: EvidenceStore,
    run: async ({ store, ground, vault }) => ({
      status: 200,
      body: await readEvidenceStore(store.pool, ground, vault.evidenceDir)
    })
  }),
  route({
    method: 'POST',
    path: '/api/source-tries',
    access: 'sources',
    summary: 'Try an address: robots.txt, a few pages, and the fields and facts found on them; keeps nothing',
    params: None,
    query: None,
    body: TryBody,
    answer: SourceTry,
    run: async ({ sourceDesk, ground }, { body }) => {
      if (reasonGiven(body.reason) === null) return problem('reason-missing')
      return sourceDesk === null ? problem('crawl-unavailable') : answered(await sourceDesk.look(ground, body))
    }
  }),
  route({
    method: 'POST',
    path: '/api/sources',
    access: 'sources',
    summary: 'Add a source under the mandate in force; the crawl begins with it within seconds',
    params: None,
    query: None,
    body: AddSourceBody,
    answer: SourceAdded,
    run: async ({ sourceDesk, ground, changed }, { body }) => {
      if (reasonGiven(body.reason) === null) return problem('reason-missing')
      if (sourceDesk === null) return problem('crawl-unavailable')
      const outcome = await sourceDesk.add(ground, body)
      if (outcome.kind === 'done') changed('sources')
      return answered(outcome)
    }
  }),
  route({
    method: 'POST',
    path: '/api/sources/{id}/{act}',
    access: 'sources',
    summary: 'Pause, resume or remove a source, or look at all of its pages again',
    params: SourceActParameters,
    query: None,
    body: ReasonBody,
    answer: SourceChange,
    run: async ({ store, ground, changed }, { params, body }) => {
      const asked = { source: params.id, act: params.act, reason: body.reason }
      const outcome = await changeSource(store.pool, ground, asked)
      if (outcome.kind === 'done') changed('sources')
      return answerOf(outcome)
    }
  })
]

function answered(outcome: SourceAnswer<unknown>): RouteAnswer {
  return outcome.kind === 'done'
    ? { status: 200, body: outcome.value }
    : problem('source-refused', { says: outcome.message })
}
