/** Days of a calendar in a time zone: when they begin and end, and which one a moment is on. */

/** The moment at which a day (2026-12-31) begins in a zone, as ISO 8601 UTC. */
export function startOfDay(day: string, zone: string): string {
  const noon = Date.parse(`${day}T12:00:00Z`)
  // No zone is more than 14 hours away from UTC, and none has a day without its noon.
  for (let at = noon - 26 * quarterMs * 4; at <= noon + 15 * quarterMs * 4; at += quarterMs) {
    if (dayIn(new Date(at), zone) === day) return new Date(at).toISOString()
  }
  throw new Error(`There is no day ${day} in ${zone}.`)
}

/** The moment at which a day has ended: the next one begins. */
export function endOfDay(day: string, zone: string): string {
  const next = new Date(`${day}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return startOfDay(next.toISOString().slice(0, 10), zone)
}

/** The day that a moment is on in a zone: 2026-12-31. */
export function dayIn(moment: Date, zone: string): string {
  return formatOf(zone).format(moment)
}

/** A format takes a twentieth of a millisecond to make, the start of a day asks fifty times, and each request asks for a day: one for each zone. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(zone, made)
  return made
}

/** The last whole day of a term that ends (exclusive) at `until`; null when it ends within a day. */
export function lastDay(until: string, zone: string): string | null {
  const day = dayIn(new Date(Date.parse(until) - 1), zone)
  return endOfDay(day, zone) === new Date(until).toISOString() ? day : null
}

/** Offsets of zones are whole quarters of an hour. */
const quarterMs = 15 * 60_000
