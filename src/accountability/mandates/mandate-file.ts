/** Mandate files: parsed at the door, with every problem named at once. Days are days of the mandate's time zone. */
import { dayIn, endOfDay, startOfDay } from '../days.ts'
import { budgetHint, parseBudget } from '../../crawl/sources/budget.ts'
import { hoursPattern } from '../../crawl/sources/opening-hours.ts'
import { mandateId, sourceId } from '../../model/ids.ts'
import type { Mandate } from '../../model/mandate.ts'

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
  'erase_after_days',
  'zone',
  'hours',
  'budget',
  'succeeds'
] as const

/** Reads a mandate from a parsed YAML or JSON object. All problems are named at once; an unknown key is one of them. */
export function parseMandate(input: unknown, now = new Date()): MandateOutcome {
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
  const scope = readScope(read)
  const grantedBy = read.field('granted_by', words(200), 'name who granted it')
  const term = readTerm(read, now)
  const hours = read.optional(
    'hours',
    hoursOf,
    'write from and until by the clock of its zone, in quotes: "08:00-20:00"'
  )
  const budget = read.optional('budget', parseBudget, budgetHint)
  const succeeds = read.optional(
    'succeeds',
    (value) => mandateId(String(value)),
    'name the mandate that this one renews'
  )
  const problems = read.problems()
  if (id === null || legalBasis === null || purpose === null || grantedBy === null) return { kind: 'refused', problems }
  if (scope === null || term === null || problems.length > 0) return { kind: 'refused', problems }
  const mandate = { id, legalBasis, purpose, grantedBy, ...scope, ...term, withdrawnAt: null, succeeds, line: id }
  const pace = { ...(hours !== null && { hours }), ...(budget !== null && { budget }) }
  return { kind: 'mandate', mandate: { ...mandate, ...pace } }
}

/** What it covers, and how long and how open that is kept. */
function readScope(read: FieldReader): Pick<Mandate, 'forms' | 'sources' | 'keep' | 'eraseAfterDays'> | null {
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
  const keep = read.field(
    'keep',
    (value) => (value === 'sealed' || value === 'open' ? value : null),
    'write sealed (the default) or open',
    'sealed'
  )
  const eraseAfterDays = read.field('erase_after_days', days, 'write a whole number from 1 to 3650', 28)
  if (forms === null || sources === null || keep === null || eraseAfterDays === null) return null
  return { forms, sources, keep, eraseAfterDays }
}

/** From when until when it holds, in its time zone. */
function readTerm(read: FieldReader, now: Date): Pick<Mandate, 'from' | 'until' | 'zone'> | null {
  const zone = read.field('zone', zoneName, 'write a time zone such as Europe/Amsterdam', 'Europe/Amsterdam')
  const from = read.field('from', beginning(zone ?? 'UTC', now), 'write 2026-01-31, 2026-01-31T12:00:00Z or today')
  const until = read.field(
    'until',
    ending(zone ?? 'UTC', from),
    'every mandate ends: write its last day (2026-12-31), a time (2026-12-31T12:00:00Z) or how long it lasts (90 days)'
  )
  if (from !== null && until !== null && until <= from) read.say('until', 'not after "from"', 'write a later date')
  return zone === null || from === null || until === null ? null : { zone, from, until }
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
  /** The same for a field that may be left out: null then. */
  optional<T>(name: (typeof mandateKeys)[number], parse: (value: unknown) => T | null, remedy: string): T | null
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
    optional(name, parse, remedy) {
      return fields.get(name) == null ? null : this.field(name, parse, remedy)
    },
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

/** The beginning of a mandate: a time, the start of a day in its zone, or `today`: the moment of adding. */
function beginning(zone: string, now: Date): (value: unknown) => string | null {
  return (value) => (value === 'today' ? now.toISOString() : timeOrDay(value, (day) => startOfDay(day, zone)))
}

/** The end of a mandate (exclusive): a time, the end of its last day in its zone, or so many days after the day of its beginning. */
function ending(zone: string, from: string | null): (value: unknown) => string | null {
  return (value) => {
    const count = typeof value === 'string' ? /^(\d{1,4}) days?$/.exec(value)?.[1] : undefined
    if (count === undefined) return timeOrDay(value, (day) => endOfDay(day, zone))
    if (from === null || Number(count) === 0) return null
    const last = new Date(`${dayIn(new Date(from), zone)}T00:00:00Z`)
    last.setUTCDate(last.getUTCDate() + Number(count))
    return endOfDay(last.toISOString().slice(0, 10), zone)
  }
}

/** `2026-12-31` (also as YAML reads it) as `day` says, or a full ISO 8601 time with zone. */
function timeOrDay(value: unknown, day: (text: string) => string): string | null {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return null
    const text = value.toISOString()
    return text.endsWith('T00:00:00.000Z') ? day(text.slice(0, 10)) : text
  }
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?$/.test(value))
    return null
  const parsed = new Date(value)
  if (Number.isNaN(parsed.getTime())) return null
  if (value.length > 10) return parsed.toISOString()
  // JavaScript rolls 2026-02-31 over to March: such a date is refused.
  return parsed.toISOString().slice(0, 10) === value ? day(value) : null
}

function hoursOf(value: unknown): string | null {
  return typeof value === 'string' && new RegExp(hoursPattern).test(value) ? value : null
}

function zoneName(value: unknown): string | null {
  if (typeof value !== 'string') return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch {
    return null
  }
}
