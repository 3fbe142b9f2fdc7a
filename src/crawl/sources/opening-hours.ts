/** The hours of a day in which a source may be asked. */
import { localTime, zoneOfRegion } from '../../text/calendar.ts'
import type { Source } from '../../model/source.ts'

/** `08:00-20:00`; the end may be the end of the day (`24:00`) or lie on the next one (`22:00-06:00`). */
export const hoursPattern = '^(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'

/** True when a source may be asked at a moment, in milliseconds since 1970, by the clock of its own time zone. */
export function isOpen({ politeness, timezone, region }: Source, atMs: number): boolean {
  const { hours } = politeness
  if (hours === undefined) return true
  const [from = '', until = ''] = hours.split('-')
  const clock = localTime(new Date(atMs).toISOString(), timezone ?? zoneOfRegion(region)).slice(11, 16)
  return from < until ? clock >= from && clock < until : clock >= from || clock < until
}
