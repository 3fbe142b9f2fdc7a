/** Routes of exchanges with other instances: the list for coordinators, and the question of another instance, which its signature lets in. */
import { None } from '../../../contract/fields.ts'
import { PeerAnswer, PeerQuestion, Peers } from '../../../contract/partners/peers.ts'
import { answerPeer } from '../../../desk/peers/exchange.ts'
import { listPeers } from '../../../desk/peers/peers.ts'
import { answerOf, route, type Route } from '../../route.ts'
import { deskOf } from '../cases/told.ts'

export const peerRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/peers',
    access: 'coordination',
    summary: 'Other instances with which an exchange is agreed, and how often each asked and was asked',
    params: None,
    query: None,
    body: None,
    answer: Peers,
    run: async (context) => ({ status: 200, body: await listPeers(deskOf(context)) })
  }),
  route({
    method: 'POST',
    path: '/api/peer-questions',
    access: 'public',
    summary: 'A question of another instance: keyed tokens, signed; hit or no hit for each, once',
    params: None,
    query: None,
    body: PeerQuestion,
    answer: PeerAnswer,
    run: async ({ store, vault }, { body }) => answerOf(await answerPeer(store.pool, vault, body))
  })
]
