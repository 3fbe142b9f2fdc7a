/** Routes of the versions of the rules of weighing: whoever weighs reads, tries and proposes; a coordinator adopts or refuses. */
import { None, ReasonBody } from '../../../contract/fields.ts'
import {
  ProposeRulesBody,
  RulesDecisionParameters,
  RulesFile,
  RulesVersionParameters,
  TriedRules,
  TryRulesBody,
  WeighRules
} from '../../../contract/oversight/weigh-rules.ts'
import { exportRules, rulesCsv } from '../../../desk/calibration/rule-file.ts'
import { decideRules, proposeRules, readRules, tryRules } from '../../../desk/calibration/rule-versions.ts'
import { answerOf, csvFile, route, type Route } from '../../route.ts'

export const weighRulesRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/weigh-rules',
    access: 'content',
    summary:
      'Which signs count and for how much, and all versions of that: who proposed and decided, when, why, and what differs',
    params: None,
    query: None,
    body: None,
    answer: WeighRules,
    run: async ({ store, ground, vault }) => ({
      status: 200,
      body: await readRules({ pool: store.pool, ground, vault })
    })
  }),
  route({
    method: 'POST',
    path: '/api/weigh-rules/try',
    access: 'content',
    summary: 'What other weights would make of the signals that nobody has decided on; nothing is changed',
    params: None,
    query: None,
    body: TryRulesBody,
    answer: TriedRules,
    run: async ({ store, ground, vault }, { body }) =>
      answerOf(await tryRules({ pool: store.pool, ground, vault }, body))
  }),
  route({
    method: 'POST',
    path: '/api/weigh-rules',
    access: 'content',
    summary:
      'Propose other weights, with a reason for the whole and for each sign; nothing is changed until a second person adopts them',
    params: None,
    query: None,
    body: ProposeRulesBody,
    answer: WeighRules,
    run: async ({ store, ground, vault }, { body }) =>
      answerOf(await proposeRules({ pool: store.pool, ground, vault }, body))
  }),
  route({
    method: 'POST',
    path: '/api/weigh-rules/{version}/withdraw',
    access: 'content',
    summary: 'Take back what one proposed oneself',
    params: RulesVersionParameters,
    query: None,
    body: ReasonBody,
    answer: WeighRules,
    run: async ({ store, ground, vault }, { params, body }) =>
      answerOf(await decideRules({ pool: store.pool, ground, vault }, { ...params, ...body, decision: 'withdraw' }))
  }),
  route({
    method: 'POST',
    path: '/api/weigh-rules/{version}/{decision}',
    access: 'coordination',
    summary: 'Adopt or refuse what somebody else proposed; once adopted, every network is weighed again under it',
    params: RulesDecisionParameters,
    query: None,
    body: ReasonBody,
    answer: WeighRules,
    run: async ({ store, ground, vault, changed }, { params, body }) => {
      const outcome = await decideRules({ pool: store.pool, ground, vault }, { ...params, ...body })
      if (outcome.kind === 'done' && params.decision === 'adopt') changed('signals')
      return answerOf(outcome)
    }
  }),
  route({
    method: 'GET',
    path: '/api/weigh-rules/{version}/csv',
    access: 'content',
    summary: 'A version as CSV, a sign a row; 0 is what comes with the program',
    params: RulesVersionParameters,
    query: None,
    body: None,
    answer: 'text/csv',
    run: async ({ store, ground, vault }, { params }) => {
      const outcome = await exportRules({ pool: store.pool, ground, vault }, params.version)
      return outcome.kind === 'done'
        ? csvFile(`weegregels-${params.version}.csv`, rulesCsv(outcome.value))
        : answerOf(outcome)
    }
  }),
  route({
    method: 'GET',
    path: '/api/weigh-rules/{version}/json',
    access: 'content',
    summary: 'The same as JSON',
    params: RulesVersionParameters,
    query: None,
    body: None,
    answer: RulesFile,
    run: async ({ store, ground, vault }, { params }) => {
      const outcome = await exportRules({ pool: store.pool, ground, vault }, params.version)
      if (outcome.kind !== 'done') return answerOf(outcome)
      const headers = { 'content-disposition': `attachment; filename="weegregels-${params.version}.json"` }
      return { status: 200, body: outcome.value, headers }
    }
  })
]
