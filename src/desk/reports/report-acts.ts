/** What the desk does with a report: read, link, keep, refuse, answer; every decision answers its sender in the same transaction. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Report, ReportActBody } from '../../contract/reports/reports.ts'
import type { ReportAct, ReportState, ToldCode } from '../../model/report.ts'
import type { Ground, LedgerEntry, Tx } from '../../store/ground.ts'
import { noteRows } from '../../store/row-log.ts'
import type { Vault } from '../adverts/vault.ts'
import { reasonGiven, refusedAct, type Outcome, type Refusal } from '../outcome.ts'
import { namedIn } from './answer-words.ts'
import { isOfDesk, reportIn, type Viewer } from './reports.ts'
import { reportKey, sealStep } from './sealed-report.ts'
import type { StoredReport } from './stored-report.ts'

export interface ReportStep extends ReportActBody {
  readonly id: string
  readonly act: ReportAct
}

/** From which states an act leads to which; absent: the state stays. */
const ways: Readonly<Record<ReportAct, { readonly from: readonly ReportState[]; readonly to?: ReportState }>> = {
  read: { from: ['sent'], to: 'read' },
  link: { from: ['read', 'kept'], to: 'linked' },
  keep: { from: ['read'], to: 'kept' },
  refuse: { from: ['read', 'kept'], to: 'refused' },
  answer: { from: ['read', 'linked', 'kept', 'refused'] },
  minor: { from: ['sent', 'read', 'linked', 'kept', 'refused'] },
  adult: { from: ['sent', 'read', 'linked', 'kept', 'refused'] },
  notice: { from: ['sent', 'read', 'linked', 'kept', 'refused'] }
}

/**
 * Does one step. `not-found`: none, or not for you. `second-person`: nobody decides on what they sent. `changed`: it is not as it was read.
 * `wrong-state`: not from the state it is in. `answer-names`: the words to the sender name a person, number or case. The value is
 * the report as it is then; null when it is no longer this person's to see (marked as a possible minor).
 */
export async function stepReport(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  viewer: Viewer,
  step: ReportStep
): Promise<Outcome<Report | null>> {
  return act<Outcome<Report | null>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<StoredReport>('select * from report where id = $1 for update', [step.id])
    const [row] = rows
    if (row === undefined || !isOfDesk(row, ground, viewer)) return refusedAct('not-found')
    const key = reportKey(vault.keyring, row.id, row)
    if (key === null) return refusedAct('erased')
    const wrong = await refusalOf(tx, ground, viewer, row, step)
    if (wrong !== null) return refusedAct(wrong)
    const told = toldOf(row, step)
    const words = { reason: reasonGiven(step.reason), answer: told === null ? null : reasonGiven(step.answer) }
    const made = await tx.query<{ id: number }>(
      'insert into report_step (report_no, mandate_id, act, by, told, sealed) values ($1, $2, $3, $4, $5, $6) returning id',
      [row.no, ground.mandate, step.act, ground.user, told, sealStep(key, row.id, step.act, words)]
    )
    await noteRows(
      tx,
      'report-step',
      made.rows.map((one) => one.id)
    )
    await apply(tx, ground, row, step)
    const value = await reportIn(tx, ground, vault, viewer, row.id)
    return { result: { kind: 'done', value }, entry: entryOf(row, step, told) }
  })
}

async function refusalOf(
  tx: Tx,
  ground: Ground,
  viewer: Viewer,
  row: StoredReport,
  step: ReportStep
): Promise<Refusal | null> {
  if (row.by === ground.user && step.act !== 'minor') return 'second-person'
  if (step.revision !== undefined && step.revision !== row.revision) return 'changed'
  if (!ways[step.act].from.includes(row.state)) return 'wrong-state'
  if (step.act === 'link' && !(await isThere(tx, ground, step))) return 'nothing-to-link'
  if (step.act === 'refuse' && step.because === undefined && reasonGiven(step.reason) === null) return 'reason-missing'
  if (step.act === 'answer' && reasonGiven(step.answer) === null) return 'reason-missing'
  if (step.act === 'minor' && row.minor) return 'wrong-state'
  if (step.act === 'adult') {
    if (viewer.role !== 'coordinator' || !row.minor) return 'wrong-state'
    return reasonGiven(step.reason) === null ? 'reason-missing' : null
  }
  if (step.act === 'notice' && step.receiver === undefined) return 'reason-missing'
  const answer = reasonGiven(step.answer)
  return answer !== null && (await namedIn(tx, answer)) !== null ? 'answer-names' : null
}

/** A link leads to a signal or a network that is there under the mandate. */
async function isThere(tx: Tx, ground: Ground, { signal, network }: ReportStep): Promise<boolean> {
  if (signal === undefined && network === undefined) return false
  const { rows } = await tx.query<{ there: boolean }>(
    `select ($1::bigint is null or exists (select 1 from signal where id = $1))
       and ($2::int is null or exists (select 1 from network where mandate_id = $3 and id = $2)) as there`,
    [signal ?? null, network ?? null, ground.mandate]
  )
  return rows[0]?.there === true
}

/** A link and a keeping tell the same: whether something was known is not for the sender. */
function toldOf(row: StoredReport, { act: done, because }: ReportStep): ToldCode | null {
  if (done === 'answer') return 'answered'
  if (done === 'refuse') return because === 'informant' ? 'informant' : 'not-taken'
  // What was kept and is linked later was answered already.
  if (done === 'keep' || (done === 'link' && row.state === 'read')) return 'taken-along'
  return null
}

async function apply(tx: Tx, ground: Ground, row: StoredReport, step: ReportStep): Promise<void> {
  if (step.act === 'minor') {
    await tx.query('select mark_minor_report($1)', [row.id])
    return
  }
  if (step.act === 'notice')
    await tx.query(
      'update report_notice set done_at = now(), done_by = $3 where report_no = $1 and receiver = $2 and done_at is null',
      [row.no, step.receiver, ground.user]
    )
  const { to } = ways[step.act]
  const decided = to !== undefined && to !== 'read'
  await tx.query(
    `update report set state = coalesce($2, state), revision = revision + 1, minor = minor and not $3, signal_id = coalesce($4, signal_id),
       network_id = coalesce($5, network_id), decided_at = case when $6 then coalesce(decided_at, now()) else decided_at end where no = $1`,
    [row.no, to ?? null, step.act === 'adult', step.signal ?? null, step.network ?? null, decided]
  )
}

/** Reasons and words to the sender are sealed with the step, and never stand here. */
function entryOf(row: StoredReport, step: ReportStep, told: ToldCode | null): LedgerEntry {
  const { signal, network, because, receiver } = step
  return {
    act: `report.${step.act}`,
    subject: `report:${row.id}`,
    detail: {
      from: row.state,
      to: ways[step.act].to ?? row.state,
      ...(signal !== undefined && { signal }),
      ...(network !== undefined && { network }),
      ...(because !== undefined && { because }),
      ...(receiver !== undefined && { receiver }),
      ...(told !== null && { told })
    }
  }
}
