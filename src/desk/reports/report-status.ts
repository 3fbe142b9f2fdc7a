/** The state of a report for whoever holds its code, without an account: nothing else is told, and a wrong code is like any other. */
import type pg from 'pg'
import type { ReportStatus } from '../../contract/reports/reports.ts'
import { statusCodes } from '../../model/report.ts'
import { withGround } from '../../store/ground.ts'
import { refused, type Outcome } from '../outcome.ts'
import { codeDigest } from './sealed-report.ts'

/** One look-up by the digest, whatever was typed: right, wrong and malformed codes take the same way. No act: nobody is known, and nothing is told. */
export async function reportStatus(pool: pg.Pool, code: string): Promise<Outcome<ReportStatus>> {
  const { rows } = await withGround(pool, { user: 'visitor', mandate: null }, (tx) =>
    tx.query<{ state: string | null }>('select report_status($1) as state', [codeDigest(code)])
  )
  const state = statusCodes.find((one) => one === rows[0]?.state)
  return state === undefined ? refused('not-found') : { kind: 'done', value: { state } }
}
