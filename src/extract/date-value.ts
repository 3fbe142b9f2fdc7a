/** How a date is written as a value: ISO 8601, with what is known only. */
import { nearestYear } from './date-words.ts'
import type { Day } from './date-words.ts'

export interface Time {
  /** `14:05`. */
  readonly value: string
  /** Characters read, from the offset given. */
  readonly length: number
}

const timePattern =
  /^,?[ \t]{0,2}(?:(?:om|at|um|a|a las|las|la|la ora|ora|o|v|в|от|-)\s)?(\d{1,2})(?:(?:[:.]|\s?[hu]\s?)(\d{2})(?!\d|[.-]\d)|(?=\s?(?:uur|uhr|am|pm|h|ч)(?!\p{L})))(?:\s?(uur|uhr|am|pm|h|ч)(?![\p{L}\d]))?/u

/** A time of day at an offset ("14:05", "om 9 uur", "at 2:05 pm", "à 14h05"); null when there is none. */
export function readTime(plain: string, at: number): Time | null {
  const found = timePattern.exec(plain.slice(at, at + 24))
  if (found === null) return null
  const half = found[3] === 'pm' ? 12 : 0
  const hour = Number(found[1])
  const minute = Number(found[2] ?? 0)
  const of24 = half === 12 && hour < 12 ? hour + 12 : found[3] === 'am' && hour === 12 ? 0 : hour
  if (of24 > 23 || minute > 59) return null
  return { value: `${two(of24)}:${two(minute)}`, length: found[0].length }
}

/**
 * A day without a year: in the year that brings it nearest to the capture; without a capture `--06-03` (ISO 8601:2000, as
 * xsd:gMonthDay). Null when the day does not exist.
 */
export function yearless(today: Day | null, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(2024, month)) return null
  return today === null ? `--${two(month)}-${two(day)}` : isoDay({ year: nearestYear(today, month, day), month, day })
}

export function isoDay({ year, month, day }: { year: number; month: number; day: number }): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

export function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
