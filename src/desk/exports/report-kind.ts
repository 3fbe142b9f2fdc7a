/** The export of reports: one line for each that was sent, with its words, versions and steps; no draft, and none with a possible minor unless a coordinator asks. */
import type { ReportContent } from '../../model/report.ts'
import type { Tx } from '../../store/ground.ts'
import { factsOf } from '../reports/report-content.ts'
import { openStep, openVersion, reportKey } from '../reports/sealed-report.ts'
import type { StoredReport } from '../reports/stored-report.ts'
import type { Kind } from './kind.ts'

const contentColumns = [
  'what',
  'place',
  'position',
  'when',
  'form',
  'persons',
  'signs',
  'answers',
  'facts',
  'versions'
] as const

interface ReportRow extends StoredReport {
  readonly role: string
  readonly notices: readonly { readonly receiver: string; readonly done_at: string | null }[]
}

export const reportKind: Kind = {
  columns: [
    'id',
    'state',
    'version',
    'sent_at',
    'read_by',
    'answer_by',
    'decided_at',
    'by',
    'role',
    'urgent',
    'danger',
    'minor',
    'signal',
    'network',
    'notices',
    'steps',
    ...contentColumns
  ],
  contentColumns,
  // Row-level security lets a sender see the own reports anywhere: an export is of one mandate and of what was sent under it.
  query: `select r.*, u.role, (select coalesce(jsonb_agg(jsonb_build_object('receiver', n.receiver, 'done_at', n.done_at) order by n.receiver), '[]')
      from report_notice n where n.report_no = r.no) as notices
    from report r join app_user u on u.id = r.by
    where r.mandate_id = ground_content() and r.state <> 'draft' and (not r.minor or ground_role() = 'coordinator') order by r.sent_at, r.no`,
  about: (row: ReportRow) => [`report:${row.id}`],
  rows: async (batch: readonly ReportRow[], { tx, vault }) => {
    const numbers = batch.map((row) => row.no)
    const [versions, steps] = [await versionsOf(tx, numbers), await stepsOf(tx, numbers)]
    return batch.map((row) => {
      const key = reportKey(vault.keyring, row.id, row)
      const own = (versions.get(row.no) ?? []).map(({ version, at, sealed }) => {
        return { version, at, content: openVersion(key, row.id, version, sealed) }
      })
      const done = (steps.get(row.no) ?? []).map(({ act, by, at, told, sealed }) => {
        return { act, by, at, told, reason: openStep(key, row.id, act, sealed)?.reason ?? null }
      })
      const { id, state, sent_at, read_by, answer_by, decided_at, by, role, urgent, danger, minor } = row
      const outside = {
        id,
        state,
        version: own.at(-1)?.version ?? 0,
        sent_at,
        read_by,
        answer_by,
        decided_at,
        by,
        role
      }
      const beside = { urgent, danger, minor, signal: row.signal_id, network: row.network_id, notices: row.notices }
      const content = own.at(-1)?.content ?? null
      return { ...outside, ...beside, steps: done, ...(content !== null && { ...contentOf(content), versions: own }) }
    })
  }
}

function contentOf({ what, place, position, when, form, persons, signs, answers, misread }: ReportContent): object {
  return { what, place, position, when, form, persons, signs, answers: answers ?? [], facts: factsOf(what, misread) }
}

interface VersionRow {
  readonly report_no: number
  readonly version: number
  readonly at: string
  readonly sealed: Buffer
}

async function versionsOf(tx: Tx, reports: readonly number[]): Promise<Map<number, VersionRow[]>> {
  const { rows } = await tx.query<VersionRow>(
    'select report_no, version, at, sealed from report_version where report_no = any($1::bigint[]) order by report_no, version',
    [reports]
  )
  return Map.groupBy(rows, (row) => row.report_no)
}

interface StepRow {
  readonly report_no: number
  readonly act: string
  readonly by: string
  readonly at: string
  readonly told: string | null
  readonly sealed: Buffer
}

async function stepsOf(tx: Tx, reports: readonly number[]): Promise<Map<number, StepRow[]>> {
  const { rows } = await tx.query<StepRow>(
    'select report_no, act, by, at, told, sealed from report_step where report_no = any($1::bigint[]) order by id',
    [reports]
  )
  return Map.groupBy(rows, (row) => row.report_no)
}
