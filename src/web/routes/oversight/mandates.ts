/** Routes of mandates and of break-glass: listed, withdrawn by one administrator, proposed by one and confirmed by another. */
import { MandatesPage, AccountParameter } from '../../../contract/oversight/accounts.ts'
import { None, ReasonBody } from '../../../contract/fields.ts'
import {
  DecideMandateParameters,
  MandateProposals,
  ProposeMandateBody,
  type NewMandate
} from '../../../contract/oversight/mandates.ts'
import { readMandates } from '../../../accountability/accounts/administration.ts'
import {
  decideProposal,
  listProposals,
  proposeMandate,
  type ProposalOutcome
} from '../../../accountability/mandates/mandate-proposals.ts'
import { withdrawMandate } from '../../../accountability/mandates/mandates.ts'
import { mandateId } from '../../../model/ids.ts'
import { problem, type ProblemAnswer } from '../../problems.ts'
import { breakGlassRoutes } from './break-glass.ts'
import { done, givenBy, route, type Route } from '../../route.ts'

const read = { method: 'GET', access: 'administration', params: None, query: None, body: None } as const

export const mandateRoutes: readonly Route[] = [
  route({
    ...read,
    path: '/api/mandates',
    summary: 'All mandates with their lines: what renews what, until when, and who may work under them',
    answer: MandatesPage,
    run: async ({ store, ground }) => ({ status: 200, body: await readMandates(store, ground.user) })
  }),
  route({
    ...read,
    method: 'POST',
    path: '/api/mandates/{id}/withdraw',
    summary: 'Withdraw a mandate: nothing runs under it from now on, in open sessions either',
    params: AccountParameter,
    body: ReasonBody,
    answer: null,
    run: async (context, { params, body }) => {
      const by = givenBy(context, body.reason)
      const id = mandateId(params.id)
      if (by === null) return problem('reason-missing')
      if (id === null) return problem('not-found')
      const outcome = await withdrawMandate(context.store, id, by.reason, by.user)
      if (outcome.kind === 'withdrawn') return done
      return problem(outcome.reason === 'unknown-mandate' ? 'not-found' : 'wrong-state')
    }
  }),
  route({
    ...read,
    path: '/api/mandates/proposals',
    summary:
      'Mandates that were proposed, and what may be done with each; nothing runs under one before another person confirms it',
    answer: MandateProposals,
    run: async ({ store, ground }) => ({ status: 200, body: await listProposals(store, ground.user) })
  }),
  route({
    ...read,
    method: 'POST',
    path: '/api/mandates/proposals',
    summary: 'Propose a mandate, or the renewal of one; it holds once another administrator confirms it',
    body: ProposeMandateBody,
    answer: MandateProposals,
    run: async (context, { body }) => {
      const by = givenBy(context, body.reason)
      if (by === null) return problem('reason-missing')
      const refused = refusalOf(await proposeMandate(context.store, fileKeys(body.mandate), by))
      return refused ?? { status: 200, body: await listProposals(context.store, by.user) }
    }
  }),
  route({
    ...read,
    method: 'POST',
    path: '/api/mandates/proposals/{id}/{decision}',
    summary: 'Confirm or refuse the proposal of another administrator, or take back an own one',
    params: DecideMandateParameters,
    body: ReasonBody,
    answer: null,
    run: async (context, { params, body }) => {
      const by = givenBy(context, body.reason)
      if (by === null) return problem('reason-missing')
      return refusalOf(await decideProposal(context.store, params.id, params.decision, by)) ?? done
    }
  }),
  ...breakGlassRoutes
]

/** Of a mandate that is not as it should be, the first problem; the sheet shows it at its field. */
function refusalOf(outcome: ProposalOutcome): ProblemAnswer | null {
  if (outcome.kind !== 'refused') return null
  const [first] = outcome.problems ?? []
  return first === undefined
    ? problem(outcome.reason)
    : problem(outcome.reason, { ...first, field: fieldOf(first.field) })
}

/** Where the spelling of the interface and of a mandate file differ. */
const spelling: Readonly<Record<string, string>> = {
  legalBasis: 'legal_basis',
  grantedBy: 'granted_by',
  eraseAfterDays: 'erase_after_days'
}

function fileKeys(mandate: NewMandate): Record<string, unknown> {
  return Object.fromEntries(Object.entries(mandate).map(([name, value]) => [spelling[name] ?? name, value]))
}

function fieldOf(key: string): string {
  return Object.entries(spelling).find(([, inFile]) => inFile === key)?.[0] ?? key
}
