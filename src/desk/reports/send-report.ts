/** Sending a report: exactly once by the key of the sender's device, with its receipt; what differs when it is sent again is its next version. */
import { randomInt, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import { dayIn, endOfDay } from '../../accountability/days.ts'
import type { ReportBody, ReportReceipt } from '../../contract/reports/reports.ts'
import { emergencyNumber, reportTerms, type ReportContent } from '../../model/report.ts'
import type { Ground, LedgerEntry, Tx } from '../../store/ground.ts'
import { wakeWorkers } from '../../store/server/wake-ups.ts'
import { noteRows } from '../../store/row-log.ts'
import { mandateOf, type Vault } from '../adverts/vault.ts'
import { refused, refusedAct, type Outcome } from '../outcome.ts'
import { knownSigns } from '../home/signs.ts'
import { answersIn } from './form/report-form.ts'
import { contentOf, factsOf, isEmpty, mayBeMinor, sameContent, unknownSign } from './report-content.ts'
import { codeDigest, newReportKey, openVersion, reportKey, sealVersion, statusCode } from './sealed-report.ts'
import { senderState, type StoredReport } from './stored-report.ts'

export interface Sending {
  readonly body: ReportBody
  /** Whom to call on duty, as the operator set it. */
  readonly duty: string | null
  /** Of the police: a notice to CoMensha is owed (Bpg 4:2). */
  readonly police: boolean
  readonly now: Date
  /** What the ledger says beside, where it came by the console: person and reason. */
  readonly detail?: Readonly<Record<string, unknown>>
}

export interface Sent {
  readonly receipt: ReportReceipt
  /** False: this was sent before, and nothing changed. */
  readonly added: boolean
  /** For the screens of the desk: null when nothing changed for them. */
  readonly news: 'report' | 'minor' | null
}

interface Held {
  readonly row: StoredReport
  readonly key: Buffer
}

const triesOfNumber = 40

/**
 * Sends, keeps as a draft, or corrects. With direct danger nothing of what was filled in stands in the way: what does not fit is left out. `informant-report`: what an informant said is not taken in. `empty-report`: nothing is in it, and no danger.
 * `unknown-sign`: it names a sign of no list. `unknown-question`: it answers what its form does not ask, or not so. `erased`: its key is gone. `wrong-state`: a draft of what was sent.
 */
export async function sendReport(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  sending: Sending
): Promise<Outcome<Sent>> {
  const { body, now } = sending
  if (body.informant === true) return refused('informant-report')
  const danger = body.danger === true
  // Nor is it kept for later.
  const keeps = body.draft === true && !danger
  const answers = await answersIn(pool, body.answers, danger)
  if (answers === null) return refused('unknown-question')
  const content = contentOf(danger ? withKnownSigns(body) : body, answers)
  if (unknownSign(content) !== null) return refused('unknown-sign')
  if (isEmpty(content) && !danger && !keeps) return refused('empty-report')
  return act<Outcome<Sent>>(pool, ground, async (tx) => {
    const clientKey = body.key ?? randomUUID()
    const held =
      (await heldReport(tx, ground, vault, clientKey)) ?? (await newReport(tx, ground, vault, clientKey, now))
    if (typeof held === 'string') return refusedAct(held)
    const { row } = held
    if (keeps && row.state !== 'draft') return refusedAct('wrong-state')
    const version = await writeVersion(tx, ground, held, content)
    const changes = changesOf(row, sending, content)
    const sends = row.state === 'draft' && !keeps
    const written = version.added || sends || isRaised(row, changes)
    const alarm = changes.danger && (sends || (row.state !== 'draft' && !row.danger))
    if (written) {
      await saveReport(tx, held.row, changes, sends ? await termsOf(tx, ground, changes, now) : null)
      if (alarm && !sends) await hurry(tx, row, now)
      // Also with a correction that names a victim where there was none.
      if (!keeps) await oweNotices(tx, ground, row.no, sending.police && content.persons.victim !== 0)
    }
    const stored = await storedById(tx, row.id)
    // The screens of other processes hear of it at the commit.
    if (alarm) await wakeWorkers(tx, stored.minor ? 'danger-minor' : 'danger')
    const entries = written ? entriesOf({ after: stored, version, sends, alarm }, sending.detail) : []
    const receipt = receiptOf({ row: stored, key: held.key }, version.no, content, sending)
    const news = entries.length === 0 || stored.state === 'draft' ? null : stored.minor ? 'minor' : 'report'
    return { result: { kind: 'done', value: { receipt, added: entries.length > 0, news } }, entry: null, entries }
  })
}

type NotHeld = 'erased' | 'no-ground'

async function heldReport(tx: Tx, ground: Ground, vault: Vault, key: string): Promise<Held | NotHeld | null> {
  const { rows: known } = await tx.query<{ mandate_id: string }>(
    'select mandate_id from report where by = $1 and key = $2',
    [ground.user, key]
  )
  if (known[0] === undefined) return null
  // Nothing is added to what stands under a mandate that ended.
  if (known[0].mandate_id !== ground.mandate) return 'no-ground'
  const { rows } = await tx.query<StoredReport>('select * from report where by = $1 and key = $2 for update', [
    ground.user,
    key
  ])
  const [row] = rows
  if (row === undefined) return null
  const opened = reportKey(vault.keyring, row.id, row)
  return opened === null ? 'erased' : { row, key: opened }
}

/** A new draft under a number that nobody has. Two sendings at once: the second waits here, and finds the first. */
async function newReport(tx: Tx, ground: Ground, vault: Vault, clientKey: string, now: Date): Promise<Held | NotHeld> {
  const zone = await zoneOf(tx, ground)
  const year = dayIn(now, zone).slice(0, 4)
  for (let tries = 0; tries < triesOfNumber; tries++) {
    const digits = tries < triesOfNumber / 2 ? 5 : 9
    const id = `M-${year}-${String(randomInt(10 ** digits)).padStart(digits, '0')}`
    const { key, kek, wrapped } = newReportKey(vault.keyring, mandateOf(ground), id)
    const { rows } = await tx.query<StoredReport>(
      `insert into report (id, mandate_id, by, key, state, code_digest, kek, wrapped) values ($1, $2, $3, $4, 'draft', $5, $6, $7)
       on conflict do nothing returning *`,
      [id, ground.mandate, ground.user, clientKey, codeDigest(statusCode(key)), kek, wrapped]
    )
    const [row] = rows
    if (row !== undefined) return { row, key }
    const found = await heldReport(tx, ground, vault, clientKey)
    if (found !== null) return found
  }
  throw new Error('No number is left for a report of this year: nothing was stored.')
}

interface Version {
  readonly no: number
  readonly added: boolean
}

/** Adds a version unless one says the same already: what comes again, or late, changes nothing. */
async function writeVersion(tx: Tx, ground: Ground, { row, key }: Held, content: ReportContent): Promise<Version> {
  const { rows } = await tx.query<{ version: number; sealed: Buffer }>(
    'select version, sealed from report_version where report_no = $1 order by version',
    [row.no]
  )
  const same = rows.find(({ version, sealed }) => {
    const known = openVersion(key, row.id, version, sealed)
    return known !== null && sameContent(known, content)
  })
  if (same !== undefined) return { no: same.version, added: false }
  const no = (rows.at(-1)?.version ?? 0) + 1
  const made = await tx.query<{ id: number }>(
    'insert into report_version (report_no, mandate_id, version, by, sealed) values ($1, $2, $3, $4, $5) returning id',
    [row.no, ground.mandate, no, ground.user, sealVersion(key, row.id, no, content)]
  )
  await noteRows(
    tx,
    'report',
    made.rows.map((one) => one.id)
  )
  return { no, added: true }
}

interface Changes {
  readonly minor: boolean
  readonly danger: boolean
  readonly urgent: boolean
}

/** Marks go up and never down by sending again: only a named person says that nobody under age is in it. */
function changesOf(row: StoredReport, { body }: Sending, content: ReportContent): Changes {
  return {
    minor: row.minor || mayBeMinor(content),
    danger: row.danger || body.danger === true,
    urgent: row.urgent || body.urgent === true
  }
}

/** An old form on somebody's device knows signs that are in no list any more. */
function withKnownSigns(body: ReportBody): ReportBody {
  return { ...body, signs: (body.signs ?? []).filter((sign) => knownSigns().has(sign)) }
}

/** A mark that was not there, with the same words as before. */
function isRaised(row: StoredReport, { minor, danger, urgent }: Changes): boolean {
  return (minor && !row.minor) || (danger && !row.danger) || (urgent && !row.urgent)
}

interface Terms {
  readonly sentAt: Date
  readonly readBy: string
  readonly answerBy: string
}

async function termsOf(tx: Tx, ground: Ground, { urgent, danger }: Changes, now: Date): Promise<Terms> {
  const zone = await zoneOf(tx, ground)
  const soon = new Date(now.getTime() + reportTerms.urgentReadMinutes * 60_000).toISOString()
  const readBy = urgent || danger ? soon : endAfter(now, reportTerms.readDays, zone)
  return { sentAt: now, readBy, answerBy: endAfter(now, reportTerms.answerDays, zone) }
}

/** The end of a day that lies a number of calendar days ahead: a night of 23 or 25 hours makes no term shorter. */
export function endAfter(from: Date, days: number, zone: string): string {
  const day = new Date(`${dayIn(from, zone)}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + days)
  return endOfDay(day.toISOString().slice(0, 10), zone)
}

async function zoneOf(tx: Tx, ground: Ground): Promise<string> {
  const { rows } = await tx.query<{ zone: string }>(
    'select zone from mandate where line = $1 order by valid_from desc limit 1',
    [ground.mandate]
  )
  return rows[0]?.zone ?? 'Europe/Amsterdam'
}

async function saveReport(tx: Tx, { no }: StoredReport, changes: Changes, terms: Terms | null): Promise<void> {
  await tx.query(
    `update report set minor = $2, danger = $3, urgent = $4, revision = revision + 1,
       state = case when $5::timestamptz is null then state else 'sent' end, sent_at = coalesce($5, sent_at), read_by = coalesce($6, read_by),
       answer_by = coalesce($7, answer_by) where no = $1`,
    [
      no,
      changes.minor,
      changes.danger,
      changes.urgent,
      terms?.sentAt ?? null,
      terms?.readBy ?? null,
      terms?.answerBy ?? null
    ]
  )
}

/** What was sent before and becomes a danger now is unread again, and to be read at once; what was decided stays decided. */
async function hurry(tx: Tx, { no }: StoredReport, now: Date): Promise<void> {
  const soon = new Date(now.getTime() + reportTerms.urgentReadMinutes * 60_000)
  await tx.query(
    `update report set read_by = least(read_by, $2), state = 'sent' where no = $1 and state in ('sent', 'read')`,
    [no, soon]
  )
}

async function oweNotices(tx: Tx, ground: Ground, no: number, comensha: boolean): Promise<void> {
  await tx.query(
    'insert into report_notice (report_no, mandate_id, receiver) select $1, $2, unnest($3::text[]) on conflict do nothing',
    [no, ground.mandate, comensha ? ['emm', 'comensha'] : ['emm']]
  )
}

async function storedById(tx: Tx, id: string): Promise<StoredReport> {
  const { rows } = await tx.query<StoredReport>('select * from report where id = $1', [id])
  const [row] = rows
  if (row === undefined) throw new Error(`Report ${id} is gone in its own transaction.`)
  return row
}

interface Written {
  readonly after: StoredReport
  readonly version: Version
  readonly sends: boolean
  readonly alarm: boolean
}

/** Never what it says. */
function entriesOf({ after, version, sends, alarm }: Written, beside: Sending['detail'] = {}): LedgerEntry[] {
  const subject = `report:${after.id}`
  const { minor, danger, urgent } = after
  const detail = { version: version.no, minor, danger, urgent, ...beside }
  const what = after.state === 'draft' ? 'report.draft' : sends ? 'report.send' : 'report.correct'
  return [
    { act: what, subject, detail },
    ...(alarm ? [{ act: 'report.alert', subject, detail: { to: 'coordinator' } }] : [])
  ]
}

function receiptOf({ row, key }: Held, version: number, content: ReportContent, { duty }: Sending): ReportReceipt {
  return {
    id: row.id,
    number: row.id,
    code: statusCode(key),
    state: senderState(row.state),
    version,
    sentAt: row.sent_at,
    readBy: row.read_by,
    answerBy: row.answer_by,
    facts: factsOf(content.what, content.misread),
    call: row.danger ? { emergency: emergencyNumber, duty } : null
  }
}
