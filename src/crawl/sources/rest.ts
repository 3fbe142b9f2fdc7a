/** Whether a source rests now, why, and until when: outside the hours of the source or of its mandate, or with a budget spent. */
import type { Mandate } from '../../model/mandate.ts'
import type { Budget, Source, Spent } from '../../model/source.ts'
import { zoneOfRegion } from '../../text/calendar.ts'
import { spentUp } from './budget.ts'
import { dayAt, isOpen, nextOpening } from './opening-hours.ts'

export interface Rest {
  readonly because: 'hours' | 'day-budget' | 'run-budget'
  readonly of: 'source' | 'mandate'
  /** The hours (`08:00-20:00`), or the limit that was reached (`5000 pages`). */
  readonly limit: string
  /** ISO 8601; null: until the next run. */
  readonly until: string | null
}

/** What was spent on a source and under its mandate as a whole. */
export interface Spending {
  readonly source: Spent
  readonly mandate: Spent
}

export interface RestAsked {
  readonly source: Source
  readonly mandate: Pick<Mandate, 'hours' | 'budget' | 'zone'>
  /** On the day that it is in the zone of the mandate. */
  readonly today: Spending
  /** In this run; null where the run has no end, and no budget. */
  readonly run: Spending | null
  readonly atMs: number
}

/** Null when the source may be asked. What lasts longest is told: a run's budget before a day's, a day's before hours. */
export function restOf({ source, mandate, today, run, atMs }: RestAsked): Rest | null {
  const of = (
    because: Rest['because'],
    part: keyof Budget,
    spending: Spending,
    until: () => string | null
  ): Rest | undefined => {
    for (const [name, budget] of [
      ['source', source.budget],
      ['mandate', mandate.budget]
    ] as const) {
      const reached = budget == null ? null : spentUp(budget[part], spending[name])
      if (budget != null && reached !== null)
        return { because, of: name, limit: limitWords(reached, budget[part][reached] ?? 0), until: until() }
    }
    return undefined
  }
  const zone = source.timezone ?? zoneOfRegion(source.region)
  const closed = (name: Rest['of'], hours: string | null | undefined, inZone: string): Rest | undefined =>
    hours == null || isOpen(hours, inZone, atMs)
      ? undefined
      : { because: 'hours', of: name, limit: hours, until: nextOpening(hours, inZone, atMs) }
  return (
    (run === null ? undefined : of('run-budget', 'run', run, () => null)) ??
    of('day-budget', 'day', today, () => dayAt(mandate.zone, atMs).until) ??
    closed('source', source.politeness.hours, zone) ??
    closed('mandate', mandate.hours, mandate.zone) ??
    null
  )
}

/** The day whose budget a moment counts for, in the zone of the mandate: 2026-12-31. */
export function budgetDay({ zone }: Pick<Mandate, 'zone'>, atMs: number): string {
  return dayAt(zone, atMs).day
}

/** `5000 pages`, `500 MB`, `120 minutes`. */
function limitWords(name: keyof Spent, limit: number): string {
  if (name === 'pages') return `${limit} pages`
  return name === 'bytes' ? `${round(limit / 1e6)} MB` : `${round(limit / 60_000)} minutes`
}

function round(value: number): number {
  return value >= 10 ? Math.round(value) : Math.round(value * 1000) / 1000
}

const causes: Readonly<Record<Rest['because'], string>> = {
  hours: 'outside its hours',
  'day-budget': 'its budget of today is spent',
  'run-budget': 'its budget of this run is spent'
}

/** In words, for log and console. */
export function restWords(id: string, { because, of, limit, until }: Rest): string {
  const whose = of === 'mandate' ? causes[because].replace('its', "its mandate's") : causes[because]
  const rests = until === null ? 'it rests until the next run' : `it rests until ${until}`
  return `${id}: ${whose} (${limit}): ${rests}. What is due there waits.`
}
