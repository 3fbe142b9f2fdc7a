/** Reports: what a sender sent with its answers, the inbox of the desk, and one report as either of them may see it. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Report, ReportRow, Reports } from '../../contract/reports/reports.ts'
import { contentRoles, type Role } from '../../model/mandate.ts'
import { emergencyNumber, toldCodes, type ReportContent, type ToldCode } from '../../model/report.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import type { Vault } from '../adverts/vault.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import { filesOf } from './files/sealed-file.ts'
import { knownFacts } from './known-facts.ts'
import { personsOf } from './persons/counted.ts'
import { factsOf, headlineOf } from './report-content.ts'
import { openStep, openVersion, reportKey } from './sealed-report.ts'
import { senderState, type StoredReport } from './stored-report.ts'

/** Who looks, and whom to call on duty. */
export interface Viewer {
  readonly role: Role
  readonly duty: string | null
}

export interface ReportFilter {
  readonly mine: boolean
  readonly state?: 'all' | 'open' | 'late' | 'draft' | 'sent' | 'read' | 'linked' | 'kept' | 'refused' | undefined
}

interface ListedReport extends StoredReport {
  readonly version: number
  readonly sealed: Buffer
  readonly answers: number
  readonly late: 'read' | 'answer' | 'no'
}

const mostListed = 200

const listSelect = `
  select r.*, v.version, v.sealed,
    (select count(*)::int from report_step s where s.report_no = r.no and s.told is not null) as answers,
    case when r.state = 'sent' and r.read_by < now() then 'read'
      when r.state in ('sent', 'read') and r.answer_by < now() then 'answer' else 'no' end as late
  from report r join lateral (select version, sealed from report_version where report_no = r.no order by version desc limit 1) v on true`

/** What is owed and how much it presses: danger, then urgent, then the nearest term. Newest first where nothing is owed. */
const inboxOrder = `order by r.state in ('sent', 'read') desc, (r.danger and r.state = 'sent') desc, (r.urgent and r.state = 'sent') desc,
  case when r.state in ('sent', 'read') then r.sent_at end, r.sent_at desc nulls last, r.no desc`

/** Officers and partners, and the desk with `mine`, see what they sent; the desk else its inbox, `open` unless asked. */
export async function listReports(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  viewer: Viewer,
  filter: ReportFilter
): Promise<Reports> {
  const own = filter.mine || !contentRoles.includes(viewer.role)
  return act<Reports>(pool, ground, async (tx) => {
    const { rows } = own
      ? await tx.query<ListedReport>(`${listSelect} where r.by = $1 order by r.no desc limit ${mostListed}`, [
          ground.user
        ])
      : await tx.query<ListedReport>(
          `${listSelect} where r.mandate_id = $1 and r.state <> 'draft' and (not r.minor or $3)
             and case $2 when 'all' then true when 'open' then r.state in ('sent', 'read')
               when 'late' then r.state = 'sent' and r.read_by < now() or r.state in ('sent', 'read') and r.answer_by < now() else r.state = $2 end
           ${inboxOrder} limit ${mostListed}`,
          [ground.mandate, filter.state ?? 'open', viewer.role === 'coordinator']
        )
    const reports = rows.map((row) => rowOf(row, openedVersion(vault, row), ground, !own))
    return {
      result: { reports },
      entry: { act: 'reports.list', detail: { mine: own, about: reports.map((one) => `report:${one.id}`) } }
    }
  })
}

/** One report. `not-found`: there is none, or not for you: the same answer for both. */
export async function readReport(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  viewer: Viewer,
  id: string
): Promise<Outcome<Report>> {
  return act<Outcome<Report>>(pool, ground, async (tx) => {
    const value = await reportIn(tx, ground, vault, viewer, id)
    if (value === null) return refusedAct('not-found')
    return { result: { kind: 'done', value }, entry: { act: 'report.view', subject: `report:${id}` } }
  })
}

/** The report as this person sees it, or null. */
export async function reportIn(
  tx: Tx,
  ground: Ground,
  vault: Vault,
  viewer: Viewer,
  id: string
): Promise<Report | null> {
  const { rows } = await tx.query<ListedReport>(`${listSelect} where r.id = $1`, [id])
  const [row] = rows
  if (row === undefined) return null
  const desk = isOfDesk(row, ground, viewer)
  if (!desk && row.by !== ground.user) return null
  const key = reportKey(vault.keyring, row.id, row)
  const content = openVersion(key, row.id, row.version, row.sealed)
  const steps = await stepsOf(tx, row.no)
  const facts = factsOf(content?.what ?? null, content?.misread)
  const versions = await versionsOf(tx, row, key)
  const files = await filesOf(tx, row, key)
  const answered = steps.flatMap((step) =>
    isTold(step.told)
      ? [{ at: step.at, told: step.told, words: openStep(key, row.id, step.act, step.sealed)?.answer ?? null }]
      : []
  )
  const call = row.danger ? { emergency: emergencyNumber, duty: viewer.duty } : null
  const shown = { ...rowOf(row, content, ground, desk), content, facts, files, versions, answered, call }
  if (!desk) return { ...shown, clientKey: row.key, desk: null }
  const known = await knownFacts(tx, ground, vault, facts)
  const told = steps.map(({ act: done, by, at, sealed }) => {
    return { act: done, by, at, reason: openStep(key, row.id, done, sealed)?.reason ?? null }
  })
  return {
    ...shown,
    clientKey: null,
    desk: {
      ...(await besideOf(tx, row)),
      signal: row.signal_id,
      network: row.network_id,
      steps: told,
      known,
      persons: await personsOf(tx, row, key)
    }
  }
}

/** Whether it lies in the inbox of this person. */
export function isOfDesk(row: StoredReport, ground: Ground, { role }: Viewer): boolean {
  const inMandate = contentRoles.includes(role) && row.mandate_id === ground.mandate && row.state !== 'draft'
  return inMandate && (!row.minor || role === 'coordinator')
}

function openedVersion(vault: Vault, row: ListedReport): ReportContent | null {
  return openVersion(reportKey(vault.keyring, row.id, row), row.id, row.version, row.sealed)
}

function rowOf(row: ListedReport, content: ReportContent | null, ground: Ground, desk: boolean): ReportRow {
  const { id, urgent, danger, answers } = row
  return {
    id,
    number: id,
    state: desk ? row.state : senderState(row.state),
    sentAt: row.sent_at,
    readBy: row.read_by,
    answerBy: row.answer_by,
    headline: headlineOf(content),
    form: content?.form ?? null,
    urgent,
    danger,
    minor: row.minor,
    answers,
    mine: row.by === ground.user,
    by: desk ? row.by : null,
    late: desk ? row.late : null,
    // The desk's changes are not the sender's: they would tell how often it was touched.
    revision: desk ? row.revision : row.version
  }
}

interface StepRow {
  readonly act: string
  readonly by: string
  readonly at: string
  readonly told: string | null
  readonly sealed: Buffer
}

async function stepsOf(tx: Tx, no: number): Promise<StepRow[]> {
  const { rows } = await tx.query<StepRow>(
    'select act, by, at, told, sealed from report_step where report_no = $1 order by id',
    [no]
  )
  return rows
}

async function versionsOf(tx: Tx, row: StoredReport, key: Buffer | null): Promise<Report['versions']> {
  const { rows } = await tx.query<{ version: number; at: string; sealed: Buffer }>(
    'select version, at, sealed from report_version where report_no = $1 order by version',
    [row.no]
  )
  return rows.map(({ version, at, sealed }) => ({ version, at, content: openVersion(key, row.id, version, sealed) }))
}

async function besideOf(tx: Tx, row: StoredReport): Promise<Pick<NonNullable<Report['desk']>, 'role' | 'notices'>> {
  const { rows } = await tx.query<{ receiver: 'emm' | 'comensha'; doneAt: string | null }>(
    `select receiver, done_at as "doneAt" from report_notice where report_no = $1 order by receiver desc`,
    [row.no]
  )
  const people = await tx.query<{ role: string }>('select role from app_user where id = $1', [row.by])
  return { role: people.rows[0]?.role ?? '', notices: rows }
}

function isTold(code: string | null): code is ToldCode {
  return (toldCodes as readonly (string | null)[]).includes(code)
}

/** Counts for the first screen of the desk: unread, past a term, and with direct danger that nobody read. */
export async function reportCounts(tx: Tx, ground: Ground): Promise<{ unread: number; late: number; alerts: number }> {
  const { rows } = await tx.query<{ unread: number; late: number; alerts: number }>(
    `select count(*) filter (where state = 'sent')::int as unread,
       count(*) filter (where state = 'sent' and read_by < now() or answer_by < now())::int as late,
       count(*) filter (where state = 'sent' and danger)::int as alerts
     from report where mandate_id = $1 and state in ('sent', 'read') and (not minor or (select ground_role()) = 'coordinator')`,
    [ground.mandate]
  )
  return rows[0] ?? { unread: 0, late: 0, alerts: 0 }
}
