/** The hours of a day in which sites may be asked, and when the next day of a time zone begins. */
import { atZone, localTime } from '../../text/calendar.ts'
import type { WallTime } from '../../model/time.ts'

/** `08:00-20:00`; the end may be the end of the day (`24:00`) or lie on the next one (`22:00-06:00`). */
export const hoursPattern = '^(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'

/** True at a moment (milliseconds since 1970) that lies in the hours, by the clock of a time zone; no hours: always. */
export function isOpen(hours: string | null | undefined, zone: string, atMs: number): boolean {
  if (hours == null) return true
  const [from = '', until = ''] = hours.split('-')
  const clock = localTime(new Date(atMs).toISOString(), zone).slice(11, 16)
  return from < until ? clock >= from && clock < until : clock >= from || clock < until
}

/** When the hours begin next, ISO 8601. */
export function nextOpening(hours: string, zone: string, atMs: number): string {
  const local = localTime(new Date(atMs).toISOString(), zone)
  const from = hours.slice(0, 5)
  const day = from > local.slice(11, 16) ? local.slice(0, 10) : dayAfter(local.slice(0, 10))
  return atZone(`${day}T${from}:00` as WallTime, zone)
}

/** The day that a moment is on in a zone (2026-12-31), and when the next one begins there, ISO 8601. */
export function dayAt(zone: string, atMs: number): { readonly day: string; readonly until: string } {
  const day = localTime(new Date(atMs).toISOString(), zone).slice(0, 10)
  return { day, until: atZone(`${dayAfter(day)}T00:00:00` as WallTime, zone) }
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
