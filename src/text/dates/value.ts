/** How a date is written as a value: ISO 8601, with what is known only; the clock that "today" and a missing year refer to. */

/** The clock of a capture, as the walls at its source show it. */
export interface Clock {
  /** The wall clock as if it were UTC, in milliseconds. */
  readonly wallMs: number
  readonly year: number
  /** The offset of the capture's time, `Z` for UTC. */
  readonly zone: string
}

/** Which of several years or days is meant: a posting date lies behind, what an advert speaks of lies near. */
export type Prefer = 'past' | 'nearest'

const dayMs = 86_400_000
const clockText = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?(Z|z|[+-]\d{2}:?\d{2})?)?$/

/** The clock of an ISO 8601 time, its own offset being the zone (UTC where none is written); null when it is no time. */
export function clockOf(seenAt: string | undefined): Clock | null {
  const found = clockText.exec(seenAt?.trim() ?? '')
  if (found === null) return null
  const [, day = '', time = '00:00', seconds = ':00', zone = 'Z'] = found
  const [year, month, date] = day.split('-').map(Number)
  const [hour, minute] = time.split(':').map(Number)
  const wallMs = Date.UTC(year ?? 0, (month ?? 1) - 1, date, hour, minute, Number(seconds.slice(1)))
  const offset = /^([+-]\d{2}):?(\d{2})$/.exec(zone)
  return { wallMs, year: year ?? 0, zone: offset === null ? 'Z' : `${offset[1]}:${offset[2]}` }
}

/**
 * A day without a year, in the year that is meant; without a clock `--06-03` (ISO 8601:2000, as xsd:gMonthDay). Null when the day does
 * not exist. `past`: the last such day, up to two days ahead being still this year's; `nearest`: the one nearest to the clock.
 */
export function yearless(clock: Clock | null, prefer: Prefer, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(2024, month)) return null
  if (clock === null) return `--${two(month)}-${two(day)}`
  const at = (year: number): number => Date.UTC(year, month - 1, day)
  const far = (year: number): number => Math.abs(at(year) - clock.wallMs)
  const years = [clock.year, clock.year - 1, clock.year + 1].filter((year) => day <= daysIn(year, month))
  const year =
    prefer === 'past'
      ? years.find((one) => at(one) <= clock.wallMs + 2 * dayMs)
      : years.sort((a, b) => far(a) - far(b))[0]
  return year === undefined ? null : isoDay(year, month, day)
}

/** `days` from the clock's day; without a clock `P0D` today, `-P1D` yesterday (ISO 8601 durations). */
export function dayFrom(clock: Clock | null, days: number): string {
  if (clock === null) return days < 0 ? `-P${-days}D` : `P${days}D`
  return new Date(clock.wallMs + days * dayMs).toISOString().slice(0, 10)
}

export function isoDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** Days of a month; 0 for a month that does not exist. */
export function daysIn(year: number, month: number): number {
  if (month < 1 || month > 12) return 0
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

export function two(value: number): string {
  return String(value).padStart(2, '0')
}
