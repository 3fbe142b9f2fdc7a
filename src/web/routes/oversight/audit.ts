/** Routes of the auditor beside the ledger: findings in it, and the review of access. */
import { AccountParameter } from '../../../contract/oversight/accounts.ts'
import {
  AccessPage,
  AccessReviewBody,
  DryRunQuery,
  FindingMarkBody,
  FindingsPage,
  LogKeepers,
  RetentionCalendar,
  RetentionDryRun,
  YearQuery
} from '../../../contract/oversight/audit.ts'
import { Bias } from '../../../contract/oversight/bias.ts'
import { Proportionality } from '../../../contract/oversight/proportionality.ts'
import { None } from '../../../contract/fields.ts'
import { readAccess, reviewAccess } from '../../../accountability/accounts/access-review.ts'
import { readLogKeepers } from '../../../accountability/ledger/log-keepers.ts'
import { markFinding, readFindings } from '../../../accountability/ledger/findings.ts'
import { readProportionality } from '../../../accountability/proportionality.ts'
import { dryRun, readCalendar } from '../../../accountability/retention/retention-calendar.ts'
import { processingRegister, proportionalityCsv, yearInNumbers } from '../../../desk/ledger/audit-exports.ts'
import { biasCsv, readBias } from '../../../desk/ledger/bias.ts'
import { isEveryday } from '../../../desk/ledger/everyday-words.ts'
import { reasonGiven } from '../../../desk/outcome.ts'
import { problem } from '../../problems.ts'
import { csvFile, done, route, type Route } from '../../route.ts'

const read = { method: 'GET', access: 'audit', params: None, query: None, body: None } as const

export const auditRoutes: readonly Route[] = [
  route({
    ...read,
    path: '/api/audit/findings',
    summary: 'What an auditor should ask about in the ledger of the last month, with the entries',
    answer: FindingsPage,
    run: async ({ store, ground }) => ({
      status: 200,
      body: await readFindings(store.pool, ground, { everyday: isEveryday })
    })
  }),
  route({
    ...read,
    method: 'POST',
    path: '/api/audit/findings',
    summary: 'Say of a finding that an explanation was asked, or that it is closed',
    body: FindingMarkBody,
    answer: null,
    run: async ({ store, ground }, { body }) => {
      const reason = reasonGiven(body.reason)
      if (reason === null) return problem('reason-missing')
      await markFinding(store.pool, ground, { key: body.key, state: body.state, reason })
      return done
    }
  }),
  route({
    ...read,
    path: '/api/audit/access',
    summary: 'Who has which role under which mandates, when it was last used, and what is odd about it',
    answer: AccessPage,
    run: async ({ store, ground }) => ({ status: 200, body: await readAccess(store.pool, ground) })
  }),
  route({
    ...read,
    method: 'POST',
    path: '/api/audit/access/{id}',
    summary: 'Say that what an account has is right, or ask the administrators to revoke it',
    params: AccountParameter,
    body: AccessReviewBody,
    answer: null,
    run: async ({ store, ground }, { params, body }) => {
      const reason = reasonGiven(body.reason)
      if (reason === null) return problem('reason-missing')
      const known = await reviewAccess(store.pool, ground, params.id, { verdict: body.verdict, reason })
      return known ? done : problem('not-found')
    }
  }),
  route({
    ...read,
    path: '/api/audit/retention',
    summary: 'The calendar of erasing: sealed captures of each line of mandates by the day on which their clock ends',
    answer: RetentionCalendar,
    run: async ({ store, ground }) => ({ status: 200, body: await readCalendar(store, ground.user) })
  }),
  route({
    ...read,
    path: '/api/audit/retention/dry-run',
    summary: 'What a run on a day would erase, and what it would leave because something holds it; changes nothing',
    query: DryRunQuery,
    answer: RetentionDryRun,
    run: async ({ store, vault, ground }, { query }) => {
      const on =
        query.on === undefined ? new Date() : new Date(query.on.length === 10 ? `${query.on}T23:59:59Z` : query.on)
      if (on.getTime() > Date.now() + mostAheadMs) return problem('bad-request', { field: 'on' })
      return { status: 200, body: await dryRun(store, vault.keyring, ground.user, on) }
    }
  }),
  route({
    ...read,
    path: '/api/audit/log',
    summary: 'Who outside keeps or stamps checkpoints of the log over the ledger, what waits for each, and what fails',
    answer: LogKeepers,
    run: async ({ store, ground }) => ({ status: 200, body: await readLogKeepers(store.pool, ground) })
  }),
  route({
    ...read,
    path: '/api/audit/proportionality',
    summary:
      'What was collected by line of mandates, source and week, and what of it was opened, read and erased when; counts only',
    answer: Proportionality,
    run: async ({ store, ground }) => ({ status: 200, body: await readProportionality(store, ground.user, 'screen') })
  }),
  route({
    ...read,
    path: '/api/audit/proportionality.csv',
    summary: 'The counts of proportionality as CSV: a line of mandates, source and week a row',
    answer: 'text/csv',
    run: async ({ store, ground }) =>
      csvFile('proportionaliteit.csv', proportionalityCsv(await readProportionality(store, ground.user, 'export')))
  }),
  route({
    ...read,
    path: '/api/audit/bias',
    summary:
      'How often each indicator fired, was agreed with, dismissed and taken back, by source, language and place; counts only, small groups left out',
    answer: Bias,
    run: async ({ store, vault, ground }) => ({
      status: 200,
      body: await readBias(store, vault, ground.user, 'screen')
    })
  }),
  route({
    ...read,
    path: '/api/audit/bias.csv',
    summary: 'The counts of bias as CSV: an indicator, a group, or an indicator within a group a row',
    answer: 'text/csv',
    run: async ({ store, vault, ground }) =>
      csvFile('vertekening.csv', biasCsv(await readBias(store, vault, ground.user, 'export')))
  }),
  route({
    ...read,
    path: '/api/audit/register',
    summary: 'The register of processing (Wpg, article 31d) as CSV: a line a mandate',
    answer: 'text/csv',
    run: async ({ store, ground }) => csvFile('verwerkingsregister.csv', await processingRegister(store.pool, ground))
  }),
  route({
    ...read,
    path: '/api/audit/year',
    summary: 'A year of the ledger in numbers as CSV, for the yearly audit',
    query: YearQuery,
    answer: 'text/csv',
    run: async ({ store, ground }, { query }) =>
      csvFile(`jaarcontrole-${query.year}.csv`, await yearInNumbers(store.pool, ground, query.year))
  })
]

/** Further ahead nearly everything is due, and counting that takes long. */
const mostAheadMs = 32 * 86_400_000
