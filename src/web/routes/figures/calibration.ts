/** Routes of calibration: under the mandate in force for those who weigh, over all lines for auditors. */
import { BigIdParameter, None } from '../../../contract/fields.ts'
import { Calibration } from '../../../contract/oversight/calibration.ts'
import { PastPriority, PastQuery } from '../../../contract/oversight/past-priority.ts'
import { calibrationCsv, readCalibration, readWholeCalibration } from '../../../desk/calibration/calibration.ts'
import { readPast } from '../../../desk/calibration/past.ts'
import { problem } from '../../problems.ts'
import { timeOf } from '../../query-values.ts'
import { answerOf, csvFile, route, type Route } from '../../route.ts'

const read = { method: 'GET', params: None, query: None, body: None } as const

export const calibrationRoutes: readonly Route[] = [
  route({
    ...read,
    path: '/api/calibration',
    access: 'content',
    summary:
      'By indicator, how many signals that rest on it were confirmed, dismissed or are undecided, with the interval of the share; cases in steps of five',
    answer: Calibration,
    run: async ({ store, ground }) => ({ status: 200, body: await readCalibration(store.pool, ground, 'screen') })
  }),
  route({
    ...read,
    path: '/api/calibration.csv',
    access: 'content',
    summary: 'The same as CSV: an indicator a row',
    answer: 'text/csv',
    run: async ({ store, ground }) =>
      csvFile('kalibratie.csv', calibrationCsv(await readCalibration(store.pool, ground, 'export')))
  }),
  route({
    ...read,
    path: '/api/audit/calibration',
    access: 'audit',
    summary: 'Calibration over all lines of mandates together, and by line',
    answer: Calibration,
    run: async ({ store, ground }) => ({
      status: 200,
      body: await readWholeCalibration(store, ground.user, 'screen')
    })
  }),
  route({
    ...read,
    path: '/api/audit/calibration.csv',
    access: 'audit',
    summary: 'The same as CSV: a line of mandates and an indicator a row, all lines together first',
    answer: 'text/csv',
    run: async ({ store, ground }) =>
      csvFile('kalibratie.csv', calibrationCsv(await readWholeCalibration(store, ground.user, 'export')))
  }),
  route({
    ...read,
    path: '/api/signals/{id}/at',
    access: 'content',
    summary: 'How a signal was weighed at a moment of its past, and whether the same comes out of what was there then',
    params: BigIdParameter,
    query: PastQuery,
    answer: PastPriority,
    run: async ({ store, vault, ground }, { params, query }) => {
      const at = query.time === undefined ? new Date().toISOString() : timeOf(query.time)
      if (typeof at !== 'string') return problem('bad-request', { field: 'time' })
      return answerOf(await readPast({ pool: store.pool, ground, vault }, params.id, new Date(at)))
    }
  })
]
