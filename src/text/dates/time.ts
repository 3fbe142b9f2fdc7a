/** The time of day that stands behind a date. */
import { anyOf, wordRows } from '../word-lists.ts'
import { two } from './value.ts'

export interface Time {
  /** `14:05`. */
  readonly value: string
  /** Characters read, from the offset given. */
  readonly length: number
}

const timePattern = new RegExp(
  String.raw`^,?(?:[ \t\u00a0]{0,3}|\n(?=\d{1,2}:))(?:(?:(?:${anyOf(wordRows('clock-joiners'))})\s|[-|·@]\s?))?` +
    String.raw`(\d{1,2})(?:(?::|\s?[hu]\s?)(\d{2})(?!\d|-\d)|\.(\d{2})(?!\d|[.-]\d|\s?\d{2}|\s?(?:€|eur|,-))|(?=\s?(?:uur|uhr|am|pm|h|ч)(?!\p{L})))` +
    String.raw`(?::\d{2})?(?:\s?(uur|uhr|am|pm|u|h|ч)(?![\p{L}\d]))?`,
  'u'
)

/** A time of day at an offset ("14:05", "om 9 uur", "at 2:05 pm", "à 14h05"); null when there is none. */
export function readTime(plain: string, at: number): Time | null {
  const found = timePattern.exec(plain.slice(at, at + 28))
  if (found === null) return null
  const [text, hours, colon, dot, half] = found
  const minute = Number(colon ?? dot ?? 0)
  const hour = hourOfDay(Number(hours), half)
  if (hour > 23 || minute > 59) return null
  return { value: `${two(hour)}:${two(minute)}`, length: text.length }
}

/** The hour of 24 that an hour is before `am` or `pm`; other words change nothing. */
export function hourOfDay(hour: number, half: string | undefined): number {
  if (half === 'pm' && hour < 12) return hour + 12
  return half === 'am' && hour === 12 ? 0 : hour
}
