/** Routes of referrals: for who sent them and for whom they were sent to; to everybody else none exists. */
import { Case, CaseParameter } from '../../../contract/cases/cases.ts'
import {
  NonPunishmentBody,
  Referral,
  ReferralActParameters,
  ReferralBody,
  ReferralContent,
  ReferralDecisionBody,
  ReferralList,
  ReferralParameter
} from '../../../contract/cases/referrals.ts'
import { None, ReasonBody } from '../../../contract/fields.ts'
import type { Outcome } from '../../../desk/outcome.ts'
import { answerNote, decideReferral, moveReferral, type Moved } from '../../../desk/referrals/referral-steps.ts'
import { listReferrals, readReferral, refer } from '../../../desk/referrals/referrals.ts'
import { answerOf, route, type Route, type RouteAnswer, type RouteContext } from '../../route.ts'
import { deskOf, told } from './told.ts'

/** The referral after an act; the screens of both sides hear of it. */
function moved({ casesChanged }: RouteContext, outcome: Outcome<Moved>): RouteAnswer {
  if (outcome.kind === 'refused') return answerOf(outcome)
  casesChanged(outcome.value.people)
  return { status: 200, body: outcome.value.referral }
}

export const referralRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/referrals',
    access: 'cases',
    summary: 'Referrals that were sent to me, and those of my cases',
    params: None,
    query: None,
    body: None,
    answer: ReferralList,
    run: async (context) => ({ status: 200, body: await listReferrals(deskOf(context)) })
  }),
  route({
    method: 'GET',
    path: '/api/referrals/{key}',
    access: 'cases',
    summary: 'What went along with a referral, as it was',
    params: ReferralParameter,
    query: None,
    body: None,
    answer: ReferralContent,
    run: async (context, { params }) => answerOf(await readReferral(deskOf(context), params.key))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/referrals',
    access: 'cases',
    summary: 'Refer a case to a person of another team, or to a prosecutor, with what is confirmed in it',
    params: CaseParameter,
    query: None,
    body: ReferralBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await refer(deskOf(context), params.id, body), [body.to])
  }),
  route({
    method: 'POST',
    path: '/api/referrals/{key}/decide',
    access: 'cases',
    summary: 'A prosecutor records what was decided: prosecute, dismiss with its ground, judged with its ECLI',
    params: ReferralParameter,
    query: None,
    body: ReferralDecisionBody,
    answer: Referral,
    run: async (context, { params, body }) => moved(context, await decideReferral(deskOf(context), params.key, body))
  }),
  route({
    method: 'POST',
    path: '/api/referrals/{key}/non-punishment',
    access: 'cases',
    summary: 'A prosecutor answers the note of non-punishment of somebody, with reasons',
    params: ReferralParameter,
    query: None,
    body: NonPunishmentBody,
    answer: Referral,
    run: async (context, { params, body }) => moved(context, await answerNote(deskOf(context), params.key, body))
  }),
  route({
    method: 'POST',
    path: '/api/referrals/{key}/{act}',
    access: 'cases',
    summary: 'Accept, refuse, confirm a refusal, return, revoke, ask or answer, with words',
    params: ReferralActParameters,
    query: None,
    body: ReasonBody,
    answer: Referral,
    run: async (context, { params, body }) =>
      moved(context, await moveReferral(deskOf(context), params.key, params.act, body.reason))
  })
]
