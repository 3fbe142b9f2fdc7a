/** Mandates: added, renewed and withdrawn at the console, never changed. */
import type { MandateId, SourceId } from '../../model/ids.ts'
import type { Mandate } from '../../model/mandate.ts'
import type { Store } from '../../store/connect.ts'
import { noteStanding } from '../../store/standing.ts'
import type { Tx } from '../../store/ground.ts'
import { act, type Done } from '../acts.ts'
import { parseMandate, type FieldProblem } from './mandate-file.ts'

export type AddMandateOutcome =
  | { readonly kind: 'added'; readonly mandate: Mandate }
  | { readonly kind: 'refused'; readonly problems: readonly FieldProblem[] }

export interface AddOptions {
  /** The user at the console, or the administrator. */
  readonly by?: string
  /** The mandate to renew, where the file does not name it. */
  readonly succeeds?: string
  /** Why a mandate that was withdrawn is renewed all the same. */
  readonly reason?: string | undefined
  /** Who proposed and who confirmed it, where two persons did. */
  readonly persons?: TwoPersons | null
}

export interface TwoPersons {
  readonly proposedBy: string
  readonly confirmedBy: string
}

/**
 * Adds a mandate from a parsed object. An id is used once: a mandate is never changed. One that succeeds another renews it: sources,
 * adverts, networks, judgements, signals, requests and keys go on under the new one, for the users who might work under the former. Dates of
 * erasing stay as they are.
 */
export async function addMandate(store: Store, input: unknown, options: AddOptions = {}): Promise<AddMandateOutcome> {
  const parsed = parseMandate(input)
  if (parsed.kind === 'refused') return parsed
  const { by = 'console', succeeds = null, reason = '' } = options
  if (succeeds !== null && parsed.mandate.succeeds !== null && parsed.mandate.succeeds !== succeeds) {
    const problem = `the file renews ${parsed.mandate.succeeds}, not ${succeeds}`
    return refusal('succeeds', problem, 'name the same mandate in both places')
  }
  const mandate = { ...parsed.mandate, succeeds: parsed.mandate.succeeds ?? (succeeds as MandateId | null) }
  return act<AddMandateOutcome>(store.owner, { user: by, mandate: null }, (tx) =>
    enterMandate(tx, mandate, { reason, persons: options.persons ?? null })
  )
}

export interface Entering {
  readonly reason: string
  readonly persons: TwoPersons | null
}

/** Adds or renews a mandate in the transaction of its caller; with the entry that tells of it. */
export async function enterMandate(
  tx: Tx,
  mandate: Mandate,
  { reason, persons }: Entering
): Promise<Done<AddMandateOutcome>> {
  const former = mandate.succeeds === null ? null : await judgeFormer(tx, mandate.succeeds, reason)
  if (former?.kind === 'refused') return { result: former, entry: null }
  // What is made on the practice instance practises too: its accounts work under such mandates only.
  const demo = former?.demo ?? (await practises(tx))
  if (!(await insertMandate(tx, mandate, { demo, persons }))) {
    const remedy = 'choose another id; mandates are renewed or withdrawn, never changed'
    return { result: refusal('id', `the mandate ${mandate.id} exists`, remedy), entry: null }
  }
  const added = { ...mandate, line: former?.line ?? mandate.line }
  const subject = `mandate:${mandate.id}`
  const detail = { ...terms(mandate), demo, ...persons }
  const result: AddMandateOutcome = { kind: 'added', mandate: added }
  if (former === null) return { result, entry: { act: 'mandate.add', subject, detail } }
  const { rows } = await tx.query<{ user_id: string }>(
    `insert into user_mandate (user_id, mandate_id) select user_id, $2 from user_mandate where mandate_id = $1 returning user_id`,
    [mandate.succeeds, mandate.id]
  )
  await noteStanding(
    tx,
    'account',
    rows.map((row) => row.user_id)
  )
  const because = reason === '' ? {} : { reason }
  return { result, entry: { act: 'mandate.renew', subject, detail: { ...detail, ...because } } }
}

/** Whether this store holds the demo. */
export async function practises(queries: Pick<Tx, 'query'>): Promise<boolean> {
  const { rows } = await queries.query<{ demo: boolean }>('select exists (select 1 from mandate where demo) as demo')
  return rows[0]?.demo === true
}

type Former =
  | { readonly kind: 'former'; readonly line: MandateId; readonly demo: boolean }
  | Extract<AddMandateOutcome, { kind: 'refused' }>

/** Whether a mandate may be renewed: it exists, nothing renewed it before, and if it was withdrawn somebody says why it goes on. */
async function judgeFormer(tx: Tx, id: string, reason: string): Promise<Former> {
  const { rows } = await tx.query<{ line: MandateId; demo: boolean; withdrawn_at: string | null; by: string | null }>(
    `select line, demo, withdrawn_at, (select n.id from mandate n where n.succeeds = m.id) as by from mandate m where id = $1 for update`,
    [id]
  )
  const found = rows[0]
  if (found === undefined) return refusal('succeeds', `there is no mandate ${id}`, 'list them: baken mandate list')
  if (found.by !== null)
    return refusal('succeeds', `${id} was renewed by ${found.by} before`, `renew ${found.by} instead`)
  if (found.withdrawn_at !== null && reason.trim() === '')
    return refusal('succeeds', `${id} was withdrawn`, 'give --reason to say why it goes on all the same')
  return { kind: 'former', line: found.line, demo: found.demo }
}

function refusal(field: string, problem: string, remedy: string): Extract<AddMandateOutcome, { kind: 'refused' }> {
  return { kind: 'refused', problems: [{ field, problem, remedy }] }
}

/** What a mandate says, for its entry in the ledger: `baken verify` compares the table with it. */
export function terms(mandate: Omit<Mandate, 'line'>): Record<string, unknown> {
  const { legalBasis, purpose, until, keep, eraseAfterDays, sources, forms, grantedBy, from, succeeds, zone } = mandate
  const { hours = null, budget = null } = mandate
  const renews = succeeds === null ? {} : { succeeds }
  const pace = { ...(hours !== null && { hours }), ...(budget !== null && { budget }) }
  return { legalBasis, purpose, until, keep, eraseAfterDays, sources, forms, grantedBy, from, zone, ...pace, ...renews }
}

/** Inserts a mandate unless its id is taken; true when it did. For `enterMandate` and the demo. */
export async function insertMandate(
  tx: Tx,
  mandate: Omit<Mandate, 'line'>,
  { demo, persons }: { readonly demo: boolean; readonly persons: TwoPersons | null }
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into mandate (id, legal_basis, purpose, forms, sources, granted_by, valid_from, valid_until, keep, erase_after_days, demo, zone, succeeds, proposed_by, confirmed_by, hours, budget)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) on conflict (id) do nothing`,
    [
      mandate.id,
      mandate.legalBasis,
      mandate.purpose,
      mandate.forms,
      mandate.sources,
      mandate.grantedBy,
      mandate.from,
      mandate.until,
      mandate.keep,
      mandate.eraseAfterDays,
      demo,
      mandate.zone,
      mandate.succeeds,
      persons?.proposedBy ?? null,
      persons?.confirmedBy ?? null,
      mandate.hours ?? null,
      mandate.budget == null ? null : JSON.stringify(mandate.budget)
    ]
  )
  return rowCount === 1
}

/** All mandates, newest first. Mandates hold no personal data of others: any user of the console may see them. */
export async function listMandates(
  store: Store
): Promise<(Mandate & { readonly inForce: boolean; readonly demo: boolean })[]> {
  const { rows } = await store.pool.query<MandateRow & { holds: boolean }>(
    'select * from mandate_now order by created_at desc, id limit 10000'
  )
  return rows.map((row) => ({ ...toMandate(row), inForce: row.holds, demo: row.demo }))
}

export interface MandateLine {
  readonly line: MandateId
  /** The longest term of its mandates. */
  readonly eraseAfterDays: number
}

/** The lines of all mandates there ever were, those that ended too, in order. */
export async function mandateLines(queries: Pick<Tx, 'query'>): Promise<MandateLine[]> {
  const { rows } = await queries.query<MandateLine>(
    'select line, max(erase_after_days) as "eraseAfterDays" from mandate group by line order by line'
  )
  return rows
}

/** Their ids alone. */
export async function linesOfMandates(store: Store): Promise<MandateId[]> {
  return (await mandateLines(store.pool)).map((one) => one.line)
}

/**
 * The mandates in force now, one for each line (the one that began last), under the id of the line: what runs under a mandate runs under
 * the line, and `named` is the mandate that allows it.
 */
export async function linesInForce(store: Store): Promise<(Mandate & { readonly named: MandateId })[]> {
  const { rows } = await store.pool.query<MandateRow>(
    `select distinct on (line) * from mandate_now where holds
     order by line, valid_from desc, created_at desc, id limit 10000`
  )
  return rows.map((row) => ({ ...toMandate(row), id: row.line, named: row.id }))
}

/** The mandate that is in force now for a line, under its own id; null when none is. */
export async function mandateInForce(queries: Pick<Tx, 'query'>, line: string): Promise<Mandate | null> {
  const { rows } = await queries.query<MandateRow>(
    'select * from mandate_now where holds and line = $1 order by valid_from desc, created_at desc, id limit 1',
    [line]
  )
  return rows[0] === undefined ? null : toMandate(rows[0])
}

/** One mandate with whether it is in force now (database clock), or null. */
export async function findMandate(
  store: Store,
  id: string
): Promise<(Mandate & { readonly inForce: boolean; readonly demo: boolean }) | null> {
  const { rows } = await store.pool.query<MandateRow & { holds: boolean }>('select * from mandate_now where id = $1', [
    id
  ])
  const row = rows[0]
  return row === undefined ? null : { ...toMandate(row), inForce: row.holds, demo: row.demo }
}

export type WithdrawOutcome =
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'refused'; readonly reason: 'unknown-mandate' | 'withdrawn-before' }

/** Withdraws a mandate: from this commit on nothing runs under it, in open sessions either. */
export async function withdrawMandate(
  store: Store,
  id: MandateId,
  reason: string,
  by = 'console'
): Promise<WithdrawOutcome> {
  return act<WithdrawOutcome>(store.owner, { user: by, mandate: null }, async (tx) => {
    const { rows } = await tx.query<{ withdrawn_at: string | null }>(
      'select withdrawn_at from mandate where id = $1 for update',
      [id]
    )
    const row = rows[0]
    if (row === undefined) return { result: { kind: 'refused', reason: 'unknown-mandate' }, entry: null }
    if (row.withdrawn_at !== null) return { result: { kind: 'refused', reason: 'withdrawn-before' }, entry: null }
    await tx.query('update mandate set withdrawn_at = now() where id = $1', [id])
    return {
      result: { kind: 'withdrawn' },
      entry: { act: 'mandate.withdraw', subject: `mandate:${id}`, detail: { reason } }
    }
  })
}

interface MandateRow {
  readonly id: MandateId
  readonly legal_basis: string
  readonly purpose: string
  readonly forms: Mandate['forms']
  readonly sources: (SourceId | '*')[]
  readonly granted_by: string
  readonly valid_from: string
  readonly valid_until: string
  readonly keep: 'sealed' | 'open'
  readonly erase_after_days: number
  readonly withdrawn_at: string | null
  readonly demo: boolean
  readonly zone: string
  readonly hours: string | null
  readonly budget: Mandate['budget'] | null
  readonly succeeds: MandateId | null
  readonly line: MandateId
}

function toMandate(row: MandateRow): Mandate {
  return {
    id: row.id,
    legalBasis: row.legal_basis,
    purpose: row.purpose,
    forms: row.forms,
    sources: row.sources,
    grantedBy: row.granted_by,
    from: row.valid_from,
    until: row.valid_until,
    keep: row.keep,
    eraseAfterDays: row.erase_after_days,
    withdrawnAt: row.withdrawn_at,
    zone: row.zone,
    ...(row.hours !== null && { hours: row.hours }),
    ...(row.budget != null && { budget: row.budget }),
    succeeds: row.succeeds,
    line: row.line
  }
}
