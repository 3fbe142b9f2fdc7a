/** Days as a person means them, as moments: both ends belong to the period, in the zone of this machine. Pure. */

/** The first moment of a day ("2026-03-29") as ISO 8601 UTC; empty when it is none. */
export function dayStart(day: string): string {
  return shifted(day, 0)
}

/** The first moment after a day, for servers that count up to but not with `to`; a day of 23 or 25 hours is one day. */
export function dayEnd(day: string): string {
  return shifted(day, 1)
}

function shifted(day: string, by: number): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (parts === null) return ''
  const [, year, month, date] = parts.map(Number)
  return new Date(year ?? 0, (month ?? 1) - 1, (date ?? 1) + by).toISOString()
}
