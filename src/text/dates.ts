/** Dates as far as a text tells them: "vandaag 14:05", "3 dagen geleden", `03-04`, "3 maart 2026", ISO 8601. */
import type { DateValue } from '../model/page.ts'
import { dateSigns, sign } from './date-signs.ts'
import { agoAfter, agoBefore, dayWords, monthPattern, months, oneWords, unitMinutes } from './date-words.ts'

/** At most this many characters of one text are looked at, and this many dates come out. */
const maxChars = 20_000
const maxDates = 50

/**
 * Finds dates in a text, in order. `seenAt` (ISO 8601, the time of the capture) is what "vandaag" and a date without year
 * refer to; its own offset is the zone. A time without a zone keeps none: value `2026-03-04T14:05`, basis `...,no-zone`.
 * `03-04` is read day first and its basis says so where month first is possible too. Years before 1990, or more than a
 * year after `seenAt`, are not dates of an advert: left out. Linear.
 */
export function findDates(text: string, seenAt: string): DateValue[] {
  const plain = fold(text.length > maxChars ? text.slice(0, maxChars) : text)
  const signs = dateSigns(plain)
  if (signs <= sign.digit) return []
  const local = localClock(seenAt)
  if (Number.isNaN(local.wallMs)) return []
  const found: { at: number; end: number; date: DateValue }[] = []
  const taken = (from: number, to: number): boolean => found.some((other) => from < other.end && to > other.at)
  for (const reader of readers) {
    if ((signs & reader.needs) !== reader.needs) continue
    reader.pattern.lastIndex = 0
    for (let match = reader.pattern.exec(plain); match && found.length < maxDates; match = reader.pattern.exec(plain)) {
      const at = match.index
      const end = at + match[0].length
      if (taken(at, end)) continue
      const date = reader.read(match, local, plain)
      if (date) found.push({ at, end, date: { ...date, raw: text.slice(at, end).trim() } })
    }
  }
  return found.sort((a, b) => a.at - b.at).map((item) => item.date)
}

/** Reads a date that stands in an attribute or structured data (`datetime`, `datePosted`): ISO 8601 or any form above. */
export function structuredDate(value: string, seenAt: string): DateValue | null {
  const date = findDates(value.trim().slice(0, 100), seenAt)[0]
  return date
    ? { ...date, basis: date.basis === 'absolute' ? 'structured' : `structured,${date.basis}`, raw: value.trim() }
    : null
}

interface Clock {
  /** The wall clock of `seenAt` as if it were UTC, in milliseconds. */
  readonly wallMs: number
  readonly year: number
  /** The offset of `seenAt`, `Z` for UTC. */
  readonly zone: string
}

type Unnamed = Omit<DateValue, 'raw'>

interface Reader {
  /** Signs without which the pattern cannot match. */
  readonly needs: number
  readonly pattern: RegExp
  readonly read: (match: RegExpMatchArray, clock: Clock, text: string) => Unnamed | null
}

/** The longest first: "the day before yesterday" is no "yesterday". */
const dayPattern = [...dayWords.keys()].sort((a, b) => b.length - a.length).join('|')
const time = String.raw`(?:,?\s{0,3}(?:om|at|um|a|à|la|o|в|@|-|\||·)?\s{0,3}([01]?\d|2[0-3])[:.h]([0-5]\d)(?::[0-5]\d)?(?:\s?(uur|uhr|u\b|h\b|am\b|pm\b))?)?`

const readers: readonly Reader[] = [
  {
    needs: sign.numeric,
    pattern:
      /(?<!\d)(\d{4})-(\d{2})(?:-(\d{2})(?:[t ](\d{2}):(\d{2})(?::\d{2}(?:\.\d{1,9})?)?\s?(z|[+-]\d{2}:?\d{2})?)?)?(?![\d-])/g,
    read: (m, clock) => iso(m, clock)
  },
  {
    needs: sign.numeric,
    pattern: new RegExp(String.raw`(?<![\d/])(\d{4})/(\d{2})/(\d{2})(?![\d/])${time}`, 'gu'),
    read: (m, clock) => numeric(Number(m[3]), Number(m[2]), Number(m[1]), [m[4], m[5], m[6]], clock, 'absolute')
  },
  {
    needs: sign.month | sign.digit,
    pattern: new RegExp(
      String.raw`(?<![\d.,€$])(\d{1,2})(?:\.|e|er|º|de|th|st|nd|rd|[-/])?\s{0,2}(?:de\s|of\s)?\s?(${monthPattern})(?![\p{L}])\.?(?:[-/](?=\d)|,?\s{0,2}(?:del?\s)?)(?:(\d{4})(?!\d)|'?(\d{2})(?![\d:.h€]))?${time}`,
      'gu'
    ),
    read: (m, clock) => named(Number(m[1]), m[2], m[3] ?? m[4], [m[5], m[6], m[7]], clock)
  },
  {
    needs: sign.month | sign.digit,
    pattern: new RegExp(
      String.raw`(?<!\p{L})(${monthPattern})\.?\s(\d{1,2})(?:st|nd|rd|th)?(?![\d:.])(?:,?\s(\d{4}))?${time}`,
      'gu'
    ),
    read: (m, clock) => named(Number(m[2]), m[1], m[3], [m[4], m[5], m[6]], clock)
  },
  {
    needs: sign.month | sign.digit,
    pattern: new RegExp(String.raw`(?<!\d)(\d{4})\.\s?(${monthPattern})\s(\d{1,2})\.?${time}`, 'gu'),
    read: (m, clock) => named(Number(m[3]), m[2], m[1], [m[4], m[5], m[6]], clock)
  },
  {
    needs: sign.month | sign.digit,
    pattern: new RegExp(String.raw`(?<!\p{L})(${monthPattern})\.?\s(\d{4})(?!\d)`, 'gu'),
    read: (m, clock) => numeric(null, months.get(m[1] as string) ?? 0, Number(m[2]), [], clock, 'absolute')
  },
  {
    needs: sign.numeric,
    pattern: new RegExp(String.raw`(?<![\d.,/€$-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])${time}`, 'gu'),
    read: (m, clock) => dayMonth(Number(m[1]), Number(m[3]), m[4], [m[5], m[6], m[7]], clock)
  },
  {
    needs: sign.numeric,
    pattern: new RegExp(
      String.raw`(?<![\d.,/€$:-])(\d{2})([-/])(\d{2})(?![\d/.,-])(?!\s?(?:€|eur|cm|kg|jaar|years|uur|min))${time}`,
      'gu'
    ),
    read: (m, clock) => dayMonth(Number(m[1]), Number(m[3]), undefined, [m[4], m[5], m[6]], clock)
  },
  {
    needs: sign.day,
    pattern: new RegExp(String.raw`(?<!\p{L})(${dayPattern}|aujourd.hui)(?!\p{L})${time}`, 'gu'),
    read: (m, clock, text) => relativeDay(m, clock, text)
  },
  {
    needs: sign.ago,
    pattern: /(?<![\d\p{L}])(\d{1,3}(?=\s?\p{L})|[\p{L}]{1,6}(?=\s))\s?(\p{L}{1,10})(?!\p{L})\.?/gu,
    read: (m, clock, text) => ago(m, clock, text)
  }
]

function iso(m: RegExpMatchArray, clock: Clock): Unnamed | null {
  const [, year, month, day, hour, minute, zone] = m
  if (!isDay(Number(year), Number(month), day ? Number(day) : 1, clock)) return null
  if (!day) return { value: `${year}-${month}`, precision: 'month', basis: 'absolute' }
  if (!hour || Number(hour) > 23 || Number(minute) > 59) {
    return { value: `${year}-${month}-${day}`, precision: 'day', basis: 'absolute' }
  }
  const written = zone?.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  const value = `${year}-${month}-${day}T${hour}:${minute}${written ?? ''}`
  return { value, precision: 'minute', basis: written ? 'absolute' : 'absolute,no-zone' }
}

type TimeParts = readonly (string | undefined)[]

function named(day: number, name: string | undefined, year: string | undefined, clockTime: TimeParts, clock: Clock) {
  const month = months.get(name ?? '') ?? 0
  const fullYear = year === undefined ? nearestYear(day, month, clock) : wholeYear(year)
  return numeric(day, month, fullYear, clockTime, clock, year === undefined ? 'no-year' : 'absolute')
}

function dayMonth(
  first: number,
  second: number,
  year: string | undefined,
  clockTime: TimeParts,
  clock: Clock
): Unnamed | null {
  const swapped = second > 12 && first <= 12
  const day = swapped ? second : first
  const month = swapped ? first : second
  const bases = []
  if (year === undefined) bases.push('no-year')
  if (day <= 12 && month <= 12 && day !== month) bases.push('day-month-order')
  const fullYear = year === undefined ? nearestYear(day, month, clock) : wholeYear(year)
  return numeric(day, month, fullYear, clockTime, clock, bases.join(',') || 'absolute')
}

function numeric(
  day: number | null,
  month: number,
  year: number,
  parts: TimeParts,
  clock: Clock,
  basis: string
): Unnamed | null {
  if (!isDay(year, month, day ?? 1, clock)) return null
  const prefix = `${year}-${two(month)}`
  if (day === null) return { value: prefix, precision: 'month', basis }
  return withTime(`${prefix}-${two(day)}`, parts, basis)
}

function withTime(date: string, parts: TimeParts, basis: string): Unnamed {
  const [hour, minute, suffix] = parts
  if (hour === undefined || minute === undefined) return { value: date, precision: 'day', basis }
  let hours = Number(hour)
  if (suffix === 'pm' && hours < 12) hours += 12
  if (suffix === 'am' && hours === 12) hours = 0
  return { value: `${date}T${two(hours)}:${minute}`, precision: 'minute', basis: `${basis},no-zone` }
}

function relativeDay(m: RegExpMatchArray, clock: Clock, text: string): Unnamed | null {
  const word = m[1] as string
  if (word === 'ma' && !/^\s*\d{1,2}:\d{2}/.test(text.slice((m.index ?? 0) + 2))) return null
  const back = dayWords.get(word) ?? 0
  return withTime(dayOf(clock.wallMs - back * 86_400_000), [m[2], m[3], m[4]], 'relative')
}

function ago(m: RegExpMatchArray, clock: Clock, text: string): Unnamed | null {
  const unit = unitMinutes.get(m[2] as string)
  const count = /^\d/.test(m[1] as string) ? Number(m[1]) : oneWords.get(m[1] as string)
  if (unit === undefined || count === undefined) return null
  const at = m.index ?? 0
  const after = agoAfter.test(text.slice(at + m[0].length, at + m[0].length + 12))
  if (!after && !agoBefore.test(text.slice(Math.max(0, at - 9), at))) return null
  const then = clock.wallMs - count * unit * 60_000
  if (unit < 1440)
    return { value: `${dayOf(then)}T${timeOf(then)}${clock.zone}`, precision: 'minute', basis: 'relative' }
  if (unit <= 10080) return { value: dayOf(then), precision: 'day', basis: 'relative' }
  return unit === 43200
    ? { value: dayOf(then).slice(0, 7), precision: 'month', basis: 'relative' }
    : { value: dayOf(then).slice(0, 4), precision: 'year', basis: 'relative' }
}

/** The year that puts a day and month nearest before now; up to two days ahead is still this year's. */
function nearestYear(day: number, month: number, clock: Clock): number {
  const thisYear = Date.UTC(clock.year, month - 1, day)
  return thisYear > clock.wallMs + 2 * 86_400_000 ? clock.year - 1 : clock.year
}

function wholeYear(text: string): number {
  const year = Number(text)
  return text.length === 4 ? year : 2000 + year
}

function isDay(year: number, month: number, day: number, clock: Clock): boolean {
  if (year < 1990 || year > clock.year + 1 || month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

let lastClock: { seenAt: string; clock: Clock } | null = null

/** The last answer is kept: a page asks for the same time hundreds of times. */
function localClock(seenAt: string): Clock {
  if (lastClock?.seenAt === seenAt) return lastClock.clock
  const clock = clockOf(seenAt)
  lastClock = { seenAt, clock }
  return clock
}

function clockOf(seenAt: string): Clock {
  const zone = /([+-])(\d{2}):?(\d{2})$/.exec(seenAt)
  const offsetMs = zone ? (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3])) * 60_000 : 0
  const wallMs = Date.parse(seenAt) + offsetMs
  return { wallMs, year: new Date(wallMs).getUTCFullYear(), zone: zone ? `${zone[1]}${zone[2]}:${zone[3]}` : 'Z' }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** Lower case without accents, unit for unit, so that offsets stay those of the text. */
function fold(text: string): string {
  const lower = text.toLowerCase()
  const same = lower.length === text.length ? lower : text
  if (!/[^\0-\x7f]/.test(same)) return same
  return same
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/[à-ž]/g, (letter) => {
      const base = letter.normalize('NFD')[0] as string
      return base === letter ? (letter === 'ł' ? 'l' : letter) : base
    })
    .replace(/ș/g, 's')
    .replace(/ț/g, 't')
    .replace(/ł/g, 'l')
}
