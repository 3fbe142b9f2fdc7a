/** Reads the time of a record as the database spells the same moment: seconds since 1970 in UTC, with six decimals. */

const dateText = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,12}))?(Z|[+-]\d\d:\d\d)$/

/** `WARC-Date` as `1772445600.123000`, rounded to microseconds; null when it is no time. */
export function secondsOf(date: string): string | null {
  const micros = microsOf(date)
  if (micros === null) return null
  const digits = String(Math.abs(micros)).padStart(7, '0')
  return `${micros < 0 ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`
}

/** Whether a row's seconds and a record's date are one moment; a microsecond of rounding is none. True where the date is no time. */
export function sameMoment(seconds: string, date: string): boolean {
  const micros = microsOf(date)
  return micros === null || Math.abs(Number(seconds) * 1e6 - micros) <= 1.5
}

/** A row's seconds for people; as they stand where they are no time. */
export function timeOf(seconds: string): string {
  const time = new Date(Number(seconds) * 1000)
  return Number.isNaN(time.getTime()) ? seconds : time.toISOString()
}

function microsOf(date: string): number | null {
  const match = dateText.exec(date)
  if (match === null) return null
  const [, base = '', fraction = '0', zone = 'Z'] = match
  const ms = Date.parse(`${base}${zone}`)
  return Number.isNaN(ms) ? null : ms * 1000 + Math.round(Number(`0.${fraction}`) * 1e6)
}
