/** Routes of proposals for cases, their weighing, and the capacity of teams. */
import { IdParameter, None } from '../../../contract/fields.ts'
import {
  Capacity,
  CapacityBody,
  OfferBody,
  Proposal,
  ProposalBody,
  ProposalList,
  ProposalQuery,
  WeighProposalBody
} from '../../../contract/cases/proposals.ts'
import { readCapacity, setCapacity } from '../../../desk/proposals/capacity.ts'
import { draftProposal, listProposals, offerProposal } from '../../../desk/proposals/proposals.ts'
import { cleanText } from '../../../desk/sealed-words.ts'
import { weighProposal } from '../../../desk/proposals/weigh-proposal.ts'
import { problem } from '../../problems.ts'
import { answerOf, route, type Route } from '../../route.ts'

export const proposalRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/proposals',
    access: 'content',
    summary: 'Proposals for cases with their weighings, in the order of the rules in force',
    params: None,
    query: ProposalQuery,
    body: None,
    answer: ProposalList,
    run: async ({ store, ground, vault }, { query }) => answerOf(await listProposals(store.pool, ground, vault, query))
  }),
  route({
    method: 'POST',
    path: '/api/proposals',
    access: 'content',
    summary: 'Bundle signals into a proposal for a case',
    params: None,
    query: None,
    body: ProposalBody,
    answer: Proposal,
    run: async ({ store, ground, vault, changed }, { body }) => {
      const outcome = await draftProposal(store.pool, ground, vault, body)
      if (outcome.kind === 'done') changed('proposals')
      return answerOf(outcome)
    }
  }),
  route({
    method: 'POST',
    path: '/api/proposals/{id}/offer',
    access: 'content',
    summary: 'Offer a proposal to the coordinators',
    params: IdParameter,
    query: None,
    body: OfferBody,
    answer: Proposal,
    run: async ({ store, ground, vault, changed }, { params, body }) => {
      const outcome = await offerProposal(store.pool, ground, vault, { id: params.id, version: body.version })
      if (outcome.kind === 'done') changed('proposals')
      return answerOf(outcome)
    }
  }),
  route({
    method: 'POST',
    path: '/api/proposals/{id}/weigh',
    access: 'coordination',
    summary:
      'Weigh a proposal: criteria in words, what else was on the table, a decision, and when it is looked at again',
    params: IdParameter,
    query: None,
    body: WeighProposalBody,
    answer: Proposal,
    run: async ({ store, ground, vault, changed }, { params, body }) => {
      const names = body.criteria.map((one) => one.criterion)
      if (new Set(names).size < names.length) return problem('bad-request', { field: 'criteria' })
      const outcome = await weighProposal(store.pool, ground, vault, params.id, body)
      if (outcome.kind === 'done') changed('proposals')
      return answerOf(outcome)
    }
  }),
  route({
    method: 'GET',
    path: '/api/capacity',
    access: 'content',
    summary: 'What each team can take on now',
    params: None,
    query: None,
    body: None,
    answer: Capacity,
    run: async ({ store, ground }) => ({ status: 200, body: await readCapacity(store.pool, ground) })
  }),
  route({
    method: 'POST',
    path: '/api/capacity',
    access: 'coordination',
    summary: 'Give the figures of a team from now on; older ones stay',
    params: None,
    query: None,
    body: CapacityBody,
    answer: Capacity,
    run: async ({ store, ground, changed }, { body }) => {
      if (body.away > body.certified) return problem('bad-request', { field: 'away' })
      if (cleanText(body.team) === '') return problem('bad-request', { field: 'team' })
      const teams = await setCapacity(store.pool, ground, body)
      changed('proposals')
      return { status: 200, body: teams }
    }
  })
]
