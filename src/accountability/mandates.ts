/** Mandates: parsed at the door with every problem named, added and withdrawn at the console, never changed. */
import { mandateId, sourceId, type MandateId, type SourceId } from '../model/ids.ts'
import type { Mandate } from '../model/mandate.ts'
import type { Store } from '../store/connect.ts'
import type { Tx } from '../store/ground.ts'
import { act } from './acts.ts'

/** One thing that is wrong with an input: the field, what it says, and what to write instead. */
export interface FieldProblem {
  readonly field: string
  readonly problem: string
  readonly remedy: string
}

export type MandateOutcome =
  | { readonly kind: 'mandate'; readonly mandate: Mandate }
  | { readonly kind: 'refused'; readonly problems: readonly FieldProblem[] }

/** The keys of a mandate file (YAML or JSON), in the order of the documentation. */
export const mandateKeys = [
  'id',
  'legal_basis',
  'purpose',
  'forms',
  'sources',
  'granted_by',
  'from',
  'until',
  'keep',
  'erase_after_days'
] as const

/** Reads a mandate from a parsed YAML or JSON object. All problems are named at once; an unknown key is one of them. */
export function parseMandate(input: unknown): MandateOutcome {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return {
      kind: 'refused',
      problems: [{ field: '', problem: 'not an object', remedy: `give the keys ${mandateKeys.join(', ')}` }]
    }
  }
  const read = fieldReader(new Map(Object.entries(input)))
  const id = read.field('id', (value) => mandateId(String(value)), 'use 1 to 64 of a-z, 0-9 and -')
  const legalBasis = read.field('legal_basis', words(500), 'name the law and the article')
  const purpose = read.field('purpose', words(2000), 'say in words what the data may be used for')
  const forms = read.field(
    'forms',
    listOf((one) => formNames.find((name) => name === one)),
    `choose from ${formNames.join(', ')}`,
    ['any']
  )
  const sources = read.field(
    'sources',
    listOf((one) => (one === '*' ? '*' : sourceId(String(one))) ?? undefined),
    'list the ids of sources, or * for all'
  )
  const grantedBy = read.field('granted_by', words(200), 'name who granted it')
  const from = read.field('from', time, 'write 2026-01-31 or 2026-01-31T12:00:00Z')
  const until = read.field('until', time, 'every mandate ends: write 2026-12-31')
  if (from !== null && until !== null && until <= from) read.say('until', 'not after "from"', 'write a later date')
  const keep = read.field(
    'keep',
    (value) => (value === 'sealed' || value === 'open' ? value : null),
    'write sealed (the default) or open',
    'sealed'
  )
  const eraseAfterDays = read.field('erase_after_days', days, 'write a whole number from 1 to 3650', 28)
  const problems = read.problems()
  if (
    problems.length > 0 ||
    id === null ||
    legalBasis === null ||
    purpose === null ||
    forms === null ||
    sources === null
  )
    return { kind: 'refused', problems }
  if (grantedBy === null || from === null || until === null || keep === null || eraseAfterDays === null)
    return { kind: 'refused', problems }
  return {
    kind: 'mandate',
    mandate: {
      id,
      legalBasis,
      purpose,
      forms,
      sources,
      grantedBy,
      from,
      until,
      keep,
      eraseAfterDays,
      withdrawnAt: null
    }
  }
}

export type AddMandateOutcome =
  | { readonly kind: 'added'; readonly mandate: Mandate }
  | { readonly kind: 'refused'; readonly problems: readonly FieldProblem[] }

/** Adds a mandate from a parsed object; `by` is the user at the console. An id is used once: a mandate is never changed. */
export async function addMandate(store: Store, input: unknown, by = 'console'): Promise<AddMandateOutcome> {
  const parsed = parseMandate(input)
  if (parsed.kind === 'refused') return parsed
  const { mandate } = parsed
  return act<AddMandateOutcome>(store.owner, { user: by, mandate: null }, async (tx) => {
    if (!(await insertMandate(tx, mandate, false))) {
      const problems = [
        {
          field: 'id',
          problem: `the mandate ${mandate.id} exists`,
          remedy: 'choose another id; mandates are withdrawn, never changed'
        }
      ]
      return { result: { kind: 'refused', problems }, entry: null }
    }
    const { id, legalBasis, purpose, until, keep, eraseAfterDays, sources, forms, grantedBy } = mandate
    const detail = { legalBasis, purpose, until, keep, eraseAfterDays, sources, forms, grantedBy, from: mandate.from }
    return { result: { kind: 'added', mandate }, entry: { act: 'mandate.add', subject: `mandate:${id}`, detail } }
  })
}

/** Inserts a mandate unless its id is taken; true when it did. For `addMandate` and the demo. */
export async function insertMandate(tx: Tx, mandate: Mandate, demo: boolean): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into mandate (id, legal_basis, purpose, forms, sources, granted_by, valid_from, valid_until, keep, erase_after_days, demo)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
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
      demo
    ]
  )
  return rowCount === 1
}

/** All mandates, newest first. Mandates hold no personal data of others: any user of the console may see them. */
export async function listMandates(store: Store): Promise<(Mandate & { readonly demo: boolean })[]> {
  const { rows } = await store.pool.query<MandateRow>('select * from mandate order by created_at desc, id limit 10000')
  return rows.map((row) => ({ ...toMandate(row), demo: row.demo }))
}

/** One mandate with whether it is in force now (database clock), or null. */
export async function findMandate(
  store: Store,
  id: string
): Promise<(Mandate & { readonly inForce: boolean; readonly demo: boolean }) | null> {
  const { rows } = await store.pool.query<MandateRow & { in_force: boolean }>(
    `select *, withdrawn_at is null and now() >= valid_from and now() < valid_until as in_force from mandate where id = $1`,
    [id]
  )
  const row = rows[0]
  return row === undefined ? null : { ...toMandate(row), inForce: row.in_force, demo: row.demo }
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
    withdrawnAt: row.withdrawn_at
  }
}

const formNames = ['sexual', 'labour', 'criminal', 'minors', 'any'] as const

interface FieldReader {
  /** The parsed field; null, with its problem noted, when it is missing without a default or does not parse. */
  field<T>(
    name: (typeof mandateKeys)[number],
    parse: (value: unknown) => T | null,
    remedy: string,
    absent?: unknown
  ): T | null
  say(field: string, problem: string, remedy: string): void
  problems(): readonly FieldProblem[]
}

function fieldReader(fields: ReadonlyMap<string, unknown>): FieldReader {
  const found: FieldProblem[] = []
  const say = (field: string, problem: string, remedy: string): void => void found.push({ field, problem, remedy })
  for (const key of fields.keys()) {
    if (!mandateKeys.some((known) => known === key)) say(key, 'unknown key', `known keys: ${mandateKeys.join(', ')}`)
  }
  return {
    say,
    problems: () => found,
    field(name, parse, remedy, absent) {
      const value = fields.get(name) ?? absent
      const parsed = value === undefined ? null : parse(value)
      if (parsed === null)
        say(name, value === undefined ? 'missing' : `${JSON.stringify(value)?.slice(0, 80)} cannot be read`, remedy)
      return parsed
    }
  }
}

function words(most: number): (value: unknown) => string | null {
  return (value) =>
    typeof value === 'string' && value.trim() !== '' && value.length <= most && !value.includes('\0')
      ? value.trim()
      : null
}

function days(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 3650 ? value : null
}

function listOf<T>(one: (item: unknown) => T | undefined): (value: unknown) => T[] | null {
  return (value) => {
    if (!Array.isArray(value) || value.length === 0 || value.length > 1000) return null
    const found = value.map(one).filter((item) => item !== undefined)
    return found.length === value.length ? found : null
  }
}

/** A YAML date (already a Date), `2026-12-31` or a full ISO 8601 time with zone; a date counts from 00:00 UTC. */
function time(value: unknown): string | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?$/.test(value))
    return null
  const parsed = new Date(value)
  if (Number.isNaN(parsed.getTime())) return null
  // JavaScript rolls 2026-02-31 over to March: such a date is refused.
  const sameDay = value.length > 10 || parsed.toISOString().slice(0, 10) === value
  return sameDay ? parsed.toISOString() : null
}
