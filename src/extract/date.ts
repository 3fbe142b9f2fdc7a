/** Finds dates and times, as precise as the text is, with how the missing parts were known. */
import type { Fact } from '../model/fact.ts'
import { claim, claimSpan, factAt, isClaimed } from './document.ts'
import type { Document } from './document.ts'
import { wordDates } from './date-said.ts'
import type { FoundDate } from './date-said.ts'
import { daysIn, isoDay, readTime, yearless } from './date-value.ts'
import { monthNames, partsOf } from './date-words.ts'
import type { Day } from './date-words.ts'

/** "v2.2.10", "@1.2.11": versions. */
const beforeNumeric = /[\d.,/@#\p{L}-]/u
const numeric =
  /(\d{1,4})([-./])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d]|[-./]\d)(?:\.(?!\d))?(?:[t ]{1,2}(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d{1,6})?)?(z|[+-]\d{2}:?\d{2})?)?/y
const maxDates = 100

export function findDates(doc: Document): Fact[] {
  const today = partsOf(doc.context.seenAt)
  const found = [...numericDates(doc, today), ...wordDates(doc, today)].slice(0, maxDates)
  const facts: Fact[] = []
  for (const date of found) {
    if (isClaimed(doc, date.start, date.end, claim.link | claim.date)) continue
    claimSpan(doc, date.start, date.end, claim.date)
    doc.hints.dates.push({ start: date.start, end: date.end, value: date.value })
    facts.push(
      factAt(doc, 'date', date.start, date.end, date.value, date.basis, date.confidence, {
        precision: date.precision,
        basis: date.basis
      })
    )
  }
  return facts
}

function numericDates(doc: Document, today: Day | null): FoundDate[] {
  const dates: FoundDate[] = []
  let end = 0
  for (const token of doc.tokens) {
    if (
      !token.digits ||
      token.start < end ||
      token.text.length > 4 ||
      beforeNumeric.test(doc.plain.charAt(token.start - 1))
    )
      continue
    numeric.lastIndex = token.start
    const hit = numeric.exec(doc.plain)
    const date = hit === null ? null : readNumeric(doc, hit, today)
    if (date === null) continue
    dates.push(date)
    end = date.end
  }
  return dates
}

function readNumeric(doc: Document, hit: RegExpExecArray, today: Day | null): FoundDate | null {
  const [text, first = '', mark = '', second = '', third] = hit
  const start = hit.index
  if (first.length === 4)
    return third === undefined
      ? null
      : build(doc.plain, start, text, hit, Number(first), Number(second), Number(third), 'absolute', 0.95)
  if (first.length === 3) return null
  const a = Number(first)
  const b = Number(second)
  if (third !== undefined) {
    const year = third.length === 4 ? Number(third) : 2000 + Number(third)
    if (
      mark === '.' &&
      third.length === 2 &&
      /^0/.test(first) &&
      first.length === 2 &&
      second.length === 2 &&
      /^\s?\d{2}/.test(doc.plain.slice(start + text.length, start + text.length + 3))
    )
      return null
    if (third.length === 2 && (year > 2049 || !/^\d{1,2}$/.test(second))) return null
    if (b > 12 && mark === '.') return null
    return build(doc.plain, start, text, hit, year, b, a, b > 12 ? 'month-day-order' : 'absolute', 0.9)
  }
  // Day and month alone also are sizes, hours and ratios: only with a word such as "vanaf", or written 03-04.
  if (!looksLikeDay(doc.plain, start, text, mark, first, second)) return null
  const value = yearless(today, b, a)
  if (value === null) return null
  const time = readTime(doc.plain, start + text.length)
  const basis = a <= 12 && a !== b ? 'no-year, day-month-order' : 'no-year'
  return {
    start,
    end: start + text.trimEnd().length + (time?.length ?? 0),
    value: time === null ? value : `${value}T${time.value}`,
    precision: time === null ? 'day' : 'minute',
    basis: time === null ? basis : `${basis}, no-zone`,
    confidence: 0.6
  }
}

function looksLikeDay(
  plain: string,
  start: number,
  text: string,
  mark: string,
  first: string,
  second: string
): boolean {
  const before = plain.slice(Math.max(0, start - 14), start)
  const next = /^\s?(\p{L}{3,12})/u.exec(plain.slice(start + text.length, start + text.length + 14))?.[1] ?? ''
  // "3-5 juni" is a range of days.
  if (monthNames.has(next)) return false
  // "06-11 40 85 11" and "+31 06-11 ..." are phone numbers, not the sixth of November.
  if (/^\s?[-./]?\s?\d{2}/.test(plain.slice(start + text.length, start + text.length + 5)) || /[\d)]\s$/.test(before))
    return false
  if (
    /(?<!\p{L})(?:vanaf|tot|t\/m|op|van|from|until|till|on|vom|bis|am|ab|du|au|le|del|al|de la|pana la|od|do|от|до|на|datum|date)\s$/u.test(
      before
    )
  )
    return mark === '.' ? second.length === 2 : !looksLikeHours(first, second, mark)
  return (
    mark !== '.' &&
    first.length === 2 &&
    second.length === 2 &&
    !/[-–]\s?$/.test(before) &&
    Number(second) <= 12 &&
    !/^\s?(?:uur|u\b|h\b|cm|kg|jaar|€|euro|personen|stuks|stuck|pieces|pcs|man\b|maanden|weken|dagen|m2)/.test(
      plain.slice(start + text.length, start + text.length + 10)
    ) &&
    mark === '-'
  )
}

/** "van 10-12" is as well a time of opening. */
function looksLikeHours(first: string, second: string, mark: string): boolean {
  return (
    mark === '-' &&
    !first.startsWith('0') &&
    !second.startsWith('0') &&
    Number(first) < Number(second) &&
    Number(second) <= 24
  )
}

function build(
  plain: string,
  start: number,
  text: string,
  hit: RegExpExecArray,
  year: number,
  month: number,
  day: number,
  basis: string,
  confidence: number
): FoundDate | null {
  if (basis === 'month-day-order') [month, day] = [day, month]
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  const date = isoDay({ year, month, day })
  const hour = hit[5] === undefined ? -1 : Number(hit[5])
  const minute = Number(hit[6] ?? -1)
  const timed = hour >= 0 && hour < 24 && minute >= 0 && minute < 60
  const odd = year < 1990 || year > 2100
  const zone = zoneOf(hit[7])
  const numericEnd = start + (timed || hit[5] === undefined ? text.length : text.search(/[t ]{1,2}\d{1,2}[:.]\d{2}/))
  const end = start + text.slice(0, numericEnd - start).trimEnd().length
  // "12-03-2026 om 15:30": a word stands before the time.
  const said = timed ? null : readTime(plain, end)
  const time = timed ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : said?.value
  return {
    start,
    end: end + (said?.length ?? 0),
    value: time === undefined ? date : `${date}T${time}${zone}`,
    precision: time === undefined ? 'day' : 'minute',
    basis: odd ? 'implausible-year' : time !== undefined && zone === '' ? `${basis}, no-zone` : basis,
    confidence: odd ? 0.3 : confidence
  }
}

function zoneOf(zone: string | undefined): string {
  if (zone === undefined) return ''
  return zone === 'z' ? 'Z' : zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`
}
