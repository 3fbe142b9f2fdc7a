/** Routes of networks and links: one network, why two adverts are in it, merges that wait, hubs, and what people judge. */
import { BigIdParameter, IdParameter, None, ReasonBody } from '../../../contract/fields.ts'
import {
  ExplainQuery,
  Explanation,
  Hubs,
  HubsQuery,
  JudgementBody,
  Merges,
  NetworksChanged
} from '../../../contract/desk/links.ts'
import { Network, NetworkQuery } from '../../../contract/desk/networks.ts'
import { NetworkPicture, PictureQuery } from '../../../contract/desk/network-picture.ts'
import { timeOf } from '../../query-values.ts'
import { undoUnsure } from '../../../desk/duels/duels.ts'
import { explained, listHubs, listMerges, pairIn, valueKnown } from '../../../desk/networks/links.ts'
import { readPicture } from '../../../desk/networks/network-picture.ts'
import { advertsKnown, readNetwork, standingJudgement } from '../../../desk/networks/networks.ts'
import { reasonGiven } from '../../../desk/outcome.ts'
import { problem } from '../../problems.ts'
import { answerOf, route, type Route, type RouteAnswer, type RouteContext } from '../../route.ts'
import type { LinkDesk, LinkOutcome } from '../../../desk/networks/link-acts.ts'
import { duelRoutes } from './duels.ts'
import { shownBy } from '../../linker-looks.ts'

export const networkRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/networks/{id}',
    access: 'content',
    summary: 'One network: members, links, history, judgements, shared text; how it was at a moment',
    params: IdParameter,
    query: NetworkQuery,
    body: None,
    answer: Network,
    run: async ({ store, ground, vault }, { params, query }) => {
      const at = timeOf(query.at)
      if (at === null) return problem('bad-request', { field: 'at' })
      return answerOf(await readNetwork(store.pool, ground, vault, params.id, at))
    }
  }),
  route({
    method: 'GET',
    path: '/api/networks/{id}/picture',
    access: 'content',
    summary: 'A network as a picture: adverts in groups, what they share, where each is drawn, its shared text',
    params: IdParameter,
    query: PictureQuery,
    body: None,
    answer: NetworkPicture,
    run: async ({ store, ground, vault }, { params, query }) =>
      answerOf(await readPicture(store.pool, ground, vault, params.id, query.by ?? 'place'))
  }),
  route({
    method: 'GET',
    path: '/api/networks/{id}/explain',
    access: 'content',
    summary: 'Why two members are in one network: the cheapest path of evidence',
    params: IdParameter,
    query: ExplainQuery,
    body: None,
    answer: Explanation,
    run: async ({ store, ground, vault, linkDesk }, { params, query: { a, b } }) => {
      if (!(await pairIn(store.pool, ground, params.id, a, b))) return problem('not-found')
      if (linkDesk === null) return problem('linker-unavailable')
      const path = await linkDesk.explain(ground, a, b)
      return answerOf(await explained(store.pool, ground, vault, { network: params.id, a, b }, path))
    }
  }),
  route({
    method: 'GET',
    path: '/api/merges',
    access: 'content',
    summary: 'Merges of large networks on one single value: they wait for a person',
    params: None,
    query: None,
    body: None,
    answer: Merges,
    run: async ({ store, ground, vault, linkDesk }) => {
      const waiting = await shownBy(linkDesk, (desk) => desk.waiting(ground))
      return { status: 200, body: await listMerges(store.pool, ground, vault, waiting) }
    }
  }),
  route({
    method: 'GET',
    path: '/api/hubs',
    access: 'content',
    summary: 'Values that join nothing, how they became so, and what people said of them',
    params: None,
    query: HubsQuery,
    body: None,
    answer: Hubs,
    run: async ({ store, ground, vault, linkDesk }, { query }) => {
      const found = await shownBy(linkDesk, (desk) => desk.hubs(ground))
      return { status: 200, body: await listHubs(store.pool, ground, vault, found, query.network) }
    }
  }),
  route({
    method: 'POST',
    path: '/api/judgements',
    access: 'content',
    summary: 'Judge that two adverts are of one hand or not, or that a value is a hub or not',
    params: None,
    query: None,
    body: JudgementBody,
    answer: NetworksChanged,
    run: async (context, { body }) => {
      const { store, ground, vault } = context
      const reason = reasonGiven(body.reason)
      if ('key' in body) {
        const { kind, valueKind, key } = body
        const known = await valueKnown(store.pool, ground, vault, valueKind, key)
        if (known.kind === 'refused') return problem(known.reason)
        return judged(context, reason, (desk, because) => desk.word(ground, kind, valueKind, key, because))
      }
      const { kind, a, b } = body
      if (a === b) return problem('bad-request', { field: 'b' })
      if (!(await advertsKnown(store.pool, ground, [a, b]))) return problem('not-found')
      return judged(context, reason, (desk, because) => desk[kind](ground, a, b, because))
    }
  }),
  route({
    method: 'POST',
    path: '/api/judgements/{id}/undo',
    access: 'content',
    summary: 'Take a judgement back',
    params: BigIdParameter,
    query: None,
    body: ReasonBody,
    answer: NetworksChanged,
    run: async (context, { params, body }) => {
      const { store, ground } = context
      const standing = await standingJudgement(store.pool, ground, params.id)
      if (standing.kind === 'refused') return problem(standing.reason)
      if (standing.value.kind === 'unsure') {
        const because = reasonGiven(body.reason)
        if (because === null) return problem('reason-missing')
        const undone = await undoUnsure(store.pool, ground, params.id, because)
        return undone.kind === 'refused' ? problem(undone.reason) : { status: 200, body: { networksChanged: 0 } }
      }
      return judged(context, reasonGiven(body.reason), (desk, because) => desk.undo(ground, params.id, because))
    }
  }),
  ...duelRoutes
]

/** A judgement through the linker, with its reason; screens are told when networks changed. */
async function judged(
  context: RouteContext,
  reason: string | null,
  say: (desk: LinkDesk, because: string) => Promise<LinkOutcome>
): Promise<RouteAnswer> {
  if (reason === null) return problem('reason-missing')
  if (context.linkDesk === null) return problem('linker-unavailable')
  const { networksChanged } = await say(context.linkDesk, reason)
  if (networksChanged > 0) context.changed('signals')
  return { status: 200, body: { networksChanged } }
}
