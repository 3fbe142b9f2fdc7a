/** The time that a site said it was when it answered: its header line `Date`, as a moment to be held beside the own clock. */

const last = Date.parse('9999-12-31T23:59:59Z')
/** The three forms of RFC 9110 (5.6.7) name a zone or are in GMT; a time without one could be that of any clock. */
const zoned = /(?:GMT|UTC|Z|[+-]\d{2}:?\d{2})$/i
const asctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/

/** ISO 8601 UTC, to the second; null when there is none, it cannot be read, or no calendar has it. A clock that runs decades ahead is told as it is. */
export function serverTime(date: string | null): string | null {
  // A leap second is the last moment of its minute.
  const text = (date?.trim() ?? '').replace(/(:\d\d):60\b/, '$1:59')
  if (text.length > 64) return null
  const ms = Date.parse(asctime.test(text) ? `${text} GMT` : zoned.test(text) ? text : '')
  return ms >= 0 && ms <= last ? new Date(ms).toISOString() : null
}
