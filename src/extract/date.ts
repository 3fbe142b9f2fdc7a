/** Finds dates and times, as precise as the text is, with how the missing parts were known. */
import type { Fact } from '../model/fact.ts'
import { claim, claimSpan, factAt, isClaimed } from './document.ts'
import type { Document } from './document.ts'
import { addDays, dayNames, monthNames, nearestYear, partsOf, relativeDays, spanDays } from './date-words.ts'
import type { Day } from './date-words.ts'
import { perWord } from './vocabulary.ts'

interface Found {
  readonly start: number
  readonly end: number
  readonly value: string
  readonly precision: string
  readonly basis: string
  readonly confidence: number
}

const beforeNumeric = /[\d.,/-]/
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

function numericDates(doc: Document, today: Day | null): Found[] {
  const dates: Found[] = []
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

function readNumeric(doc: Document, hit: RegExpExecArray, today: Day | null): Found | null {
  const [text, first = '', mark = '', second = '', third] = hit
  const start = hit.index
  if (first.length === 4)
    return third === undefined
      ? null
      : build(start, text, hit, Number(first), Number(second), Number(third), 'absolute', 0.95)
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
    return build(start, text, hit, year, b, a, b > 12 ? 'month-day-order' : 'absolute', 0.9)
  }
  // Day and month alone also are sizes, hours and ratios: only with a word such as "vanaf", or written 03-04.
  if (!looksLikeDay(doc.plain, start, text, mark, first, second) || today === null) return null
  if (a < 1 || a > 31 || b < 1 || b > 12) return null
  const year = nearestYear(today, b, a)
  return build(start, text, hit, year, b, a, a <= 12 && a !== b ? 'no-year, day-month-order' : 'no-year', 0.6)
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
  // "06-11 40 85 11" and "+31 06-11 ..." are phone numbers, not the sixth of November.
  if (/^\s?[-./]?\s?\d{2}/.test(plain.slice(start + text.length, start + text.length + 5)) || /[\d)]\s$/.test(before))
    return false
  if (
    /(?:vanaf|tot|t\/m|op|van|from|until|till|on|vom|bis|am|ab|du|au|le|del|al|de la|pana la|od|do|от|до|на|datum|date)\s$/u.test(
      before
    )
  )
    return mark !== '.' || second.length === 2
  return (
    mark !== '.' &&
    first.length === 2 &&
    second.length === 2 &&
    !/[-–]\s?$/.test(before) &&
    Number(second) <= 12 &&
    !/^\s?(?:uur|u\b|h\b|cm|kg|jaar|€|euro|personen)/.test(
      plain.slice(start + text.length, start + text.length + 10)
    ) &&
    mark === '-'
  )
}

function build(
  start: number,
  text: string,
  hit: RegExpExecArray,
  year: number,
  month: number,
  day: number,
  basis: string,
  confidence: number
): Found | null {
  if (basis === 'month-day-order') [month, day] = [day, month]
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const hour = hit[5] === undefined ? -1 : Number(hit[5])
  const minute = Number(hit[6] ?? -1)
  const timed = hour >= 0 && hour < 24 && minute >= 0 && minute < 60
  const odd = year < 1990 || year > 2100
  const zone = zoneOf(hit[7])
  const end = start + (timed || hit[5] === undefined ? text.length : text.search(/[t ]{1,2}\d{1,2}[:.]\d{2}/))
  return {
    start,
    end: start + text.slice(0, end - start).trimEnd().length,
    value: timed ? `${date}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}${zone}` : date,
    precision: timed ? 'minute' : 'day',
    basis: odd ? 'implausible-year' : timed && zone === '' ? `${basis}, no-zone` : basis,
    confidence: odd ? 0.3 : confidence
  }
}

function zoneOf(zone: string | undefined): string {
  if (zone === undefined) return ''
  return zone === 'z' ? 'Z' : zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`
}

const isDateWord = perWord(
  (word) => monthNames.has(word) || relativeDays.has(word) || dayNames.has(word) || spanDays.has(word)
)

function wordDates(doc: Document, today: Day | null): Found[] {
  const dates: Found[] = []
  for (let i = 0; i < doc.tokens.length; i += 1) {
    const token = doc.tokens[i]
    if (token === undefined || token.digits || !isDateWord(token)) continue
    const month = monthNames.get(token.text)
    const date = month === undefined ? relativeDate(doc, i, today) : monthDate(doc, i, month, today)
    if (date !== null) dates.push(date)
  }
  return dates
}

/** "12 mei", "12 mei 2026", "mei 2026", "May 12, 2026", with an hour when one follows. */
function monthDate(doc: Document, index: number, month: number, today: Day | null): Found | null {
  const { plain, tokens } = doc
  const name = tokens[index]
  if (name === undefined) return null
  const before = tokens[index - 1]
  const after = tokens[index + 1]
  const isDay = (text: string | undefined): boolean =>
    text !== undefined && /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 31
  const dayBefore =
    before !== undefined &&
    isDay(before.text) &&
    /^(?:\.|\s|e|er|th|st|nd|rd|de){0,4}$/.test(plain.slice(before.end, name.start).replace(/\s+/g, ' '))
  const yearAt =
    after !== undefined && /^(?:19|20)\d{2}$/.test(after.text) && after.start - name.end <= 3 ? after : undefined
  if (dayBefore && before !== undefined) {
    const day = Number(before.text)
    const year = yearAt === undefined ? (today === null ? 0 : nearestYear(today, month, day)) : Number(yearAt.text)
    if (year === 0 || day > daysIn(year, month)) return null
    return {
      start: before.start,
      end: yearAt?.end ?? name.end,
      value: isoDay({ year, month, day }),
      precision: 'day',
      basis: yearAt === undefined ? 'no-year' : 'absolute',
      confidence: yearAt === undefined ? 0.75 : 0.95
    }
  }
  const late = tokens[index + 2]
  if (
    after !== undefined &&
    isDay(after.text) &&
    after.start - name.end === 1 &&
    late !== undefined &&
    /^(?:19|20)\d{2}$/.test(late.text) &&
    late.start - after.end <= 3
  ) {
    return {
      start: name.start,
      end: late.end,
      value: isoDay({ year: Number(late.text), month, day: Number(after.text) }),
      precision: 'day',
      basis: 'absolute',
      confidence: 0.92
    }
  }
  if (yearAt === undefined || name.text.length < 3) return null
  return {
    start: name.start,
    end: yearAt.end,
    value: `${yearAt.text}-${String(month).padStart(2, '0')}`,
    precision: 'month',
    basis: 'absolute',
    confidence: 0.8
  }
}

/** "vandaag 14:05", "morgen", "3 dagen geleden", "vrijdag 20:00": as seen from the time of the capture. */
function relativeDate(doc: Document, index: number, today: Day | null): Found | null {
  const { plain, tokens } = doc
  const word = tokens[index]
  if (word === undefined || today === null) return null
  const offset = relativeDays.get(word.text) ?? dayAhead(doc, index, today)
  const ago = offset === undefined && tokens[index - 1]?.digits === true ? daysAgo(doc, index) : null
  if (offset === undefined && ago === null) return null
  const time = /^,?\s(?:om |at |um |a |la |o |v )?(\d{1,2})[:.](\d{2})(?!\d)/.exec(plain.slice(word.end, word.end + 14))
  if (dayNames.has(word.text) && time === null) return null
  const day = isoDay(addDays(today, offset ?? -(ago?.days ?? 0)))
  const timed = time !== null && Number(time[1]) < 24 && Number(time[2]) < 60
  return {
    start: ago?.start ?? word.start,
    end: timed ? word.end + (time?.[0].length ?? 0) : (ago?.end ?? word.end),
    value: timed ? `${day}T${(time?.[1] ?? '').padStart(2, '0')}:${time?.[2] ?? ''}` : day,
    precision: timed ? 'minute' : 'day',
    basis: timed ? 'relative, no-zone' : 'relative',
    confidence: 0.7
  }
}

function dayAhead(doc: Document, index: number, today: Day): number | undefined {
  const day = dayNames.get(doc.tokens[index]?.text ?? '')
  if (day === undefined) return undefined
  return (day - today.weekday + 7) % 7
}

/** "3 dagen geleden", "2 days ago", "vor 3 Tagen", "il y a 2 jours", "hace 3 días", "acum 2 zile", "преди 2 дни", "2 dni temu", "2 napja". */
function daysAgo(doc: Document, index: number): { days: number; start: number; end: number } | null {
  const word = doc.tokens[index]
  const count = doc.tokens[index - 1]
  if (word === undefined || count === undefined || !/^\d{1,3}$/.test(count.text) || word.start - count.end > 1)
    return null
  const per = spanDays.get(word.text) ?? 0
  if (per === 0) return null
  const after = /^\s(?:geleden|ago|temu|terug)/.exec(doc.plain.slice(word.end, word.end + 9))
  const before = /(?:vor|il y a|hace|acum|преди)\s$/.exec(doc.plain.slice(Math.max(0, count.start - 8), count.start))
  if (after === null && before === null && word.text !== 'napja' && word.text !== 'hete') return null
  return {
    days: Number(count.text) * per,
    start: count.start - (before?.[0].length ?? 0),
    end: word.end + (after?.[0].length ?? 0)
  }
}

function isoDay({ year, month, day }: { year: number; month: number; day: number }): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
