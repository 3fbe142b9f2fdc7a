/** Moments and wall clocks: the one place where a text becomes a time, never by the zone of the machine. */
import type { DateValue } from '../model/page.ts'
import type { Instant, WallTime } from '../model/time.ts'

const instantText =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|z|[+-]\d{2}(?::?\d{2})?)$/
const wallText = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?$/

/** A date and time with its zone (RFC 3339, or ISO 8601 with `+0200` or `+02`) as a moment; null when it is anything else. */
export function readInstant(text: string): Instant | null {
  const found = instantText.exec(text.trim())
  if (found === null) return null
  const [, year, month, day, hour, minute, second = '0', fraction = '0', zone = 'Z'] = found
  const wallMs = msOf([year, month, day, hour, minute, second].map(Number))
  if (wallMs === null) return null
  const offset = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  const offsetMinutes = offset === null ? 0 : Number(offset[2]) * 60 + Number(offset[3] ?? 0)
  if (offsetMinutes > 14 * 60) return null
  const ms = Math.floor(Number(`0.${fraction}`) * 1000)
  return instantOf(wallMs + ms - (offset?.[1] === '-' ? -offsetMinutes : offsetMinutes) * 60_000)
}

/** Seconds or milliseconds since 1970, as programs write a time; null outside the years 1990 to 2100. */
export function readEpoch(text: string): Instant | null {
  if (!/^\d{9,10}(?:\.\d{1,6})?$|^\d{12,13}$/.test(text.trim())) return null
  const value = Number(text)
  const ms = value > 1e11 ? value : value * 1000
  return ms >= Date.UTC(1990, 0) && ms < Date.UTC(2100, 0) ? instantOf(Math.floor(ms)) : null
}

/** Date and time without a zone, as some wall showed it; null when it is anything else. */
export function readWallTime(text: string): WallTime | null {
  const found = wallText.exec(text.trim())
  if (found === null) return null
  const [, year, month, day, hour, minute, second = '00'] = found
  const ms = msOf([year, month, day, hour, minute, second].map(Number))
  return ms === null ? null : (`${year}-${month}-${day}T${hour}:${minute}:${second}` as WallTime)
}

export function instantOf(ms: number): Instant {
  return new Date(ms).toISOString() as Instant
}

/**
 * The moment at which a wall in a zone (IANA, `Europe/Amsterdam`) shows a time. In the hour that does not exist in spring the clock
 * is taken as not yet set, in the one that comes twice in autumn as its first time.
 */
export function atZone(wall: WallTime, zone: string): Instant {
  const wallMs = Date.UTC(
    Number(wall.slice(0, 4)),
    Number(wall.slice(5, 7)) - 1,
    Number(wall.slice(8, 10)),
    Number(wall.slice(11, 13)),
    Number(wall.slice(14, 16)),
    Number(wall.slice(17, 19) || 0)
  )
  // The offset a day before: after a change of the clock the first guess may be on its other side.
  const early = wallMs - offsetMs(wallMs - 86_400_000, zone)
  const late = wallMs - offsetMs(wallMs + 86_400_000, zone)
  return instantOf(early + offsetMs(early, zone) === wallMs || late + offsetMs(late, zone) !== wallMs ? early : late)
}

/** A moment as the walls of a zone show it, with their offset: `2026-03-04T14:05:00+01:00`. What "today" means at a source follows from it. */
export function localTime(instant: string, zone: string): string {
  const at = Date.parse(instant)
  const aheadMinutes = Math.round(offsetMs(at, zone) / 60_000)
  const two = (value: number): string => String(value).padStart(2, '0')
  const offset = `${aheadMinutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(aheadMinutes) / 60))}:${two(Math.abs(aheadMinutes) % 60)}`
  return `${instantOf(at + aheadMinutes * 60_000).slice(0, 19)}${offset}`
}

/** Clocks are set on quarters of an hour: the answer for the last quarter asked of a zone is kept. */
const quarterMs = 900_000
const lastOffsets = new Map<string, { readonly quarter: number; readonly ms: number }>()

/** Milliseconds that clocks of a zone are ahead of UTC at a moment. */
export function offsetMs(atMs: number, zone: string): number {
  const quarter = Math.floor(atMs / quarterMs)
  const known = lastOffsets.get(zone)
  if (known?.quarter === quarter) return known.ms
  const ms = offsetAt(quarter * quarterMs, zone)
  lastOffsets.set(zone, { quarter, ms })
  return ms
}

function offsetAt(atMs: number, zone: string): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)])
  )
  const of = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return wall - Math.floor(atMs / 1000) * 1000
}

/**
 * When an advert says that it was placed, as a moment, where it says so to the day. A day stands for its midnight in UTC, so that it
 * stays the same day for whoever reads it; a time without a zone is one of the source's walls.
 */
export function postedInstant(date: DateValue | null, zone: string): Instant | null {
  if (date === null || (date.precision !== 'minute' && date.precision !== 'day')) return null
  if (/^\d{4}-\d{2}-\d{2}$/.test(date.value)) return readInstant(`${date.value}T00:00:00Z`)
  const wall = readWallTime(date.value)
  return wall === null ? readInstant(date.value) : atZone(wall, zone)
}

/** Whether a name is a time zone that this program knows. */
export function isZone(name: string): boolean {
  try {
    return formatOf(name) !== null
  } catch {
    return false
  }
}

const zones: Readonly<Record<string, string>> = {
  AT: 'Europe/Vienna',
  BE: 'Europe/Brussels',
  BG: 'Europe/Sofia',
  CH: 'Europe/Zurich',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  ES: 'Europe/Madrid',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  GR: 'Europe/Athens',
  HU: 'Europe/Budapest',
  IE: 'Europe/Dublin',
  IT: 'Europe/Rome',
  LT: 'Europe/Vilnius',
  LU: 'Europe/Luxembourg',
  LV: 'Europe/Riga',
  NL: 'Europe/Amsterdam',
  PL: 'Europe/Warsaw',
  PT: 'Europe/Lisbon',
  RO: 'Europe/Bucharest',
  SE: 'Europe/Stockholm',
  SK: 'Europe/Bratislava',
  UA: 'Europe/Kyiv'
}

/** The time zone of a country with one zone on its mainland; `Europe/Amsterdam` for any other. */
export function zoneOfRegion(region: string): string {
  return zones[region] ?? 'Europe/Amsterdam'
}

function msOf([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: readonly number[]): number | null {
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 60) return null
  const ms = Date.UTC(year, month - 1, day, hour, minute, second)
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate() ? ms : null
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const two = '2-digit'
  const made = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two
  })
  formats.set(zone, made)
  return made
}
