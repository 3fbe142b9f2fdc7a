/** Compares the mandates in the database with what the ledger says was granted, renewed and withdrawn, field by field. */
import type pg from 'pg'
import { atOneMoment, type Snapshot } from './database.ts'
import { damaged, ok, warning, type VerifyItem } from '../item.ts'

const action = 'keep the database as it is, and restore this row from its backup'
const mostNamed = 20

/** What the ledger says of one mandate. */
interface Granted {
  readonly id: string
  readonly entry: number
  /** By the names of the entry; a name that an entry of an older version does not have is not compared. */
  readonly terms: Readonly<Record<string, unknown>>
  withdrawn: { readonly entry: number; readonly at: unknown } | null
}

/** How what is stored under a mandate is kept, and while which it is stored under it. */
export interface KeepingRule {
  readonly keep: string
  readonly days: number
  /** ISO times; `-infinity` and `infinity` where an entry of an older version does not say. */
  readonly from: string
  readonly until: string
}

/** Judges every mandate, those that ended too. */
export async function judgeMandates(pool: pg.Pool): Promise<VerifyItem[]> {
  return atOneMoment(pool, async (at) => {
    const granted = await grantedIn(at)
    const rows = await at.ask<MandateRow>(mandateRows)
    const items: VerifyItem[] = []
    let whole = 0
    const lines = new Map(rows.map((row) => [row.id, row.line]))
    for (const row of rows) {
      const told = granted.get(row.id)
      granted.delete(row.id)
      const found = told === undefined ? [ungranted(row.id)] : judgeMandate(row, told, lines)
      items.push(...found)
      if (found.length === 0) whole++
    }
    for (const { id, entry } of granted.values())
      items.push(damaged(`mandate ${id}`, `ledger entry ${entry} granted it, and its row is gone`, '', action))
    const named = items.slice(0, mostNamed)
    if (items.length > mostNamed)
      named.push(damaged('mandates', `${items.length - mostNamed} more differences`, '', action))
    if (whole > 0) named.push(ok('mandates', 'they are what the ledger says was granted', { mandates: whole }))
    return named
  })
}

/** The rules of a line as the ledger states them, whatever the table says. */
export async function keepingRules(at: Snapshot): Promise<(line: string) => readonly KeepingRule[]> {
  const granted = await grantedIn(at)
  const lineOf = (id: string): string => {
    let line = id
    for (let steps = 0; steps < 1000; steps++) {
      const former = granted.get(line)?.terms['succeeds']
      if (typeof former !== 'string') break
      line = former
    }
    return line
  }
  const byLine = Map.groupBy(granted.values(), ({ id }) => lineOf(id))
  return (line) =>
    (byLine.get(line) ?? []).flatMap(({ terms: { keep, eraseAfterDays: days, from, until } }) =>
      typeof keep === 'string' && Number.isSafeInteger(days)
        ? [{ keep, days: Number(days), from: timeOr(from, '-infinity'), until: timeOr(until, 'infinity') }]
        : []
    )
}

function timeOr(time: unknown, absent: string): string {
  return typeof time === 'string' && Number.isFinite(Date.parse(time)) ? new Date(time).toISOString() : absent
}

type Row = Readonly<Record<string, unknown>>

interface MandateRow {
  readonly id: string
  readonly line: string
  /** Made after the one that it renews. */
  readonly later: boolean
  readonly withdrawn: string | null
  readonly terms: Row
}

const seconds = (column: string): string => `extract(epoch from m.${column})::float8`
const mandateRows = `select m.id, m.line, coalesce((select f.created_at < m.created_at from mandate f where f.id = m.succeeds), true) as later, ${seconds('withdrawn_at')} as withdrawn, jsonb_build_object('legalBasis', m.legal_basis, 'purpose', m.purpose,
    'forms', m.forms, 'sources', m.sources, 'grantedBy', m.granted_by, 'from', ${seconds('valid_from')}, 'until', ${seconds('valid_until')},
    'keep', m.keep, 'eraseAfterDays', m.erase_after_days, 'zone', m.zone, 'hours', m.hours, 'budget', m.budget, 'demo', m.demo, 'succeeds', m.succeeds,
    'proposedBy', m.proposed_by, 'confirmedBy', m.confirmed_by) as terms
  from mandate m order by m.id`

/** The column of each term of a mandate. */
const termColumns = {
  legalBasis: 'legal_basis',
  purpose: 'purpose',
  forms: 'forms',
  sources: 'sources',
  grantedBy: 'granted_by',
  from: 'valid_from',
  until: 'valid_until',
  keep: 'keep',
  eraseAfterDays: 'erase_after_days',
  zone: 'zone',
  hours: 'hours',
  budget: 'budget',
  demo: 'demo',
  succeeds: 'succeeds',
  proposedBy: 'proposed_by',
  confirmedBy: 'confirmed_by'
} as const

/** Terms that a mandate may lack: an entry that does not name one says that there is none. Of the others it says nothing then. */
const mayLack: ReadonlySet<string> = new Set(['succeeds', 'hours', 'budget', 'proposedBy', 'confirmedBy'])

/** What was granted by number of its entry: an act of its own, or the practice instance's; then what was there before an update. */
async function grantedIn(at: Snapshot): Promise<Map<string, Granted>> {
  const rows = await at.ask<{ no: number; at: number; act: string; subject: string | null; detail: Row }>(
    `select no, extract(epoch from at)::float8 as at, act, subject, detail from ledger
     where act in ('mandate.add', 'mandate.renew', 'mandate.withdraw', 'demo.make', 'access.begin') order by ledger.no`
  )
  const granted = new Map<string, Granted>()
  for (const { no, at: when, act, subject, detail } of rows) {
    const id = subject?.replace(/^mandate:/, '') ?? ''
    if (act === 'mandate.withdraw') {
      const found = granted.get(id)
      if (found !== undefined) found.withdrawn = { entry: no, at: when }
      continue
    }
    const several = act === 'mandate.add' || act === 'mandate.renew' ? [{ ...detail, id }] : detail['mandates']
    for (const terms of Array.isArray(several) ? (several as Row[]) : []) {
      const named = String(terms['id'])
      if (!granted.has(named)) granted.set(named, { id: named, entry: no, terms, withdrawn: withdrawnIn(terms, no) })
    }
  }
  return granted
}

function withdrawnIn(terms: Row, entry: number): Granted['withdrawn'] {
  return terms['withdrawnAt'] == null ? null : { entry, at: terms['withdrawnAt'] }
}

function judgeMandate(
  row: MandateRow,
  { entry, terms, withdrawn }: Granted,
  lines: ReadonlyMap<string, string>
): VerifyItem[] {
  const where = `mandate ${row.id}`
  const items: VerifyItem[] = []
  const unnamed: string[] = []
  for (const [name, column] of Object.entries(termColumns)) {
    const said = terms[name] ?? null
    const now = row.terms[name] ?? null
    if (said === null && !mayLack.has(name)) unnamed.push(column)
    else if (!isSame(said, now))
      items.push(
        damaged(where, `${column} is ${worded(now)}, and ledger entry ${entry} granted ${worded(said)}`, '', action)
      )
  }
  const former = terms['succeeds']
  const line = typeof former === 'string' ? lines.get(former) : row.id
  if (line !== row.line) items.push(damaged(where, `its line is ${row.line}, and it should be ${line}`, '', action))
  if (!row.later) items.push(damaged(where, 'it was made before the mandate that it renews', '', action))
  items.push(...judgeEnd(where, row.withdrawn, withdrawn))
  // The flag of practice came into the entries later than the rest: whoever changes it alone in a row of before is not found.
  const missing = unnamed.filter((column) => column !== 'demo')
  if (missing.length > 0)
    items.push(
      warning(
        where,
        `ledger entry ${entry} is of an older version and does not say what was granted as ${missing.join(', ')}: that was not compared`,
        'compare it with the decree'
      )
    )
  return items
}

/** Whether it was withdrawn, and when: an entry comes seconds after the moment that it tells of. */
function judgeEnd(where: string, now: string | null, told: Granted['withdrawn']): VerifyItem[] {
  if (now === null && told === null) return []
  if (told === null) return [damaged(where, 'it is withdrawn, and no act of the ledger withdrew it', '', action)]
  if (now === null)
    return [damaged(where, `ledger entry ${told.entry} withdrew it, and it is not withdrawn`, '', action)]
  const seconds = Math.abs(Number(now) - secondsOf(told.at))
  return seconds <= mostSecondsToEntry
    ? []
    : [damaged(where, `it is withdrawn at another time than ledger entry ${told.entry} says`, '', action)]
}

const mostSecondsToEntry = 600

function isSame(said: unknown, now: unknown): boolean {
  if (typeof now === 'number' && typeof said === 'string') return Math.abs(secondsOf(said) - now) < 0.001
  return JSON.stringify(said) === JSON.stringify(now)
}

/** Seconds since 1970 of an ISO time, or of what is a number already. */
function secondsOf(time: unknown): number {
  return typeof time === 'number' ? time : Date.parse(String(time)) / 1000
}

function worded(value: unknown): string {
  if (typeof value === 'number' && value > 100_000) return new Date(value * 1000).toISOString()
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}

function ungranted(id: string): VerifyItem {
  return damaged(`mandate ${id}`, 'no act of the ledger granted it', '', action)
}
