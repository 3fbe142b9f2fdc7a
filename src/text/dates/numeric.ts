/** Dates written in digits: ISO 8601, "03-04-2026", "2025/03/04", "vom 03.06." and their like. */
import type { DateQuestion, FoundDate, Form } from './question.ts'
import { withTime } from './parts.ts'
import { sign } from './signs.ts'
import { hourOfDay, readTime } from './time.ts'
import { daysIn, isoDay, two, yearless } from './value.ts'
import { dayEnding, monthNames } from './words.ts'
import { anyOf, wordRows } from '../word-lists.ts'

/** No version ("v2.2.10", "mime@1.2.11"), no price, no part of a longer number. */
const before = String.raw`(?<![\d.,/@#€$£\p{L}-])`
const clock = String.raw`(?:[t ]{1,2}(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d{1,9})?)?(?!\d)\s?(z|[+-]\d{2}:?\d{2})?(?!\d))?`

export const numericForms: readonly Form[] = [
  {
    needs: sign.numeric,
    at: 'digits',
    pattern: new RegExp(String.raw`${before}(\d{4})([-./]|\.\s)(\d{1,2})\2(\d{1,2})(?!\d|[-./]\d)${clock}`, 'uy'),
    // "2024.4.4" is a version.
    read: (m, plain, asked) =>
      m[2] === '.' && (m[3]?.length !== 2 || m[4]?.length !== 2)
        ? null
        : whole(m, plain, asked, [Number(m[1]), Number(m[3]), Number(m[4])])
  },
  {
    needs: sign.numeric,
    at: 'digits',
    pattern: new RegExp(String.raw`${before}(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})(?!\d|[-./]\d)${clock}`, 'uy'),
    read: dayMonthYear
  },
  {
    needs: sign.numeric,
    at: 'digits',
    pattern: /(?<![\d.,/@#€$£\p{L}-])(\d{4})-(\d{2})(?![\d-])/uy,
    read: (m, _plain, asked) =>
      asked.prefer === 'past' && daysIn(Number(m[1]), Number(m[2])) > 0
        ? found(m, `${m[1]}-${m[2]}`, 'month', ['absolute'])
        : null
  },
  {
    needs: sign.numeric,
    at: 'digits',
    pattern: /(?<![\d.,/@#€$£:\p{L}-])(\d{1,2})([-./])(\d{1,2})(?![\d]|[-./]\d)(?:\.(?!\d))?/uy,
    read: dayMonth
  }
]

function found(
  m: RegExpExecArray,
  value: string,
  precision: FoundDate['precision'],
  bases: readonly string[]
): FoundDate {
  return { start: m.index, end: m.index + m[0].length, value, precision, bases, form: 'numeric' }
}

/** A date with all its parts. `m[5]` to `m[7]`: hour, minute, zone. */
function whole(
  m: RegExpExecArray,
  plain: string,
  asked: DateQuestion,
  [year, month, day]: readonly [number, number, number],
  order: readonly string[] = []
): FoundDate | null {
  if (day < 1 || day > daysIn(year, month)) return null
  const odd = year < 1990 || year > (asked.clock?.year ?? 2099) + 1 + (asked.prefer === 'nearest' ? 70 : 0)
  const bases = odd ? ['implausible-year'] : order.length === 0 ? ['absolute'] : order
  const date = isoDay(year, month, day)
  const text = m[0]
  const timed = m[5] !== undefined && Number(m[5]) < 24 && Number(m[6]) < 60
  if (timed) {
    const zone = zoneOf(m[7])
    const value = `${date}T${two(Number(m[5]))}:${m[6]}${zone}`
    const end = m.index + text.trimEnd().length
    return {
      ...found(m, value, 'minute', zone === '' && !odd ? [...bases, 'no-zone'] : bases),
      end,
      ...halfDay(plain, end, date, m, zone)
    }
  }
  const length = m[5] === undefined ? text.length : text.search(/[t ]{1,2}\d{1,2}[:.]\d{2}/)
  const start = m.index
  const end = start + text.slice(0, length).trimEnd().length
  // "12-03-2026 om 15:30": a word stands before the time.
  return withTime({ start, end, value: date, bases, form: 'numeric' }, odd ? null : readTime(plain, end))
}

/** "03-04-2026 2:05 pm", "… 14:05 uur". */
function halfDay(plain: string, end: number, date: string, m: RegExpExecArray, zone: string): Partial<FoundDate> {
  const half = zone === '' ? /^\s?(?:(am|pm)|uur|uhr|h)(?![\p{L}\d])/u.exec(plain.slice(end, end + 6)) : null
  if (half === null) return {}
  return { end: end + half[0].length, value: `${date}T${two(hourOfDay(Number(m[5]), half[1]))}:${m[6]}` }
}

function dayMonthYear(m: RegExpExecArray, plain: string, asked: DateQuestion): FoundDate | null {
  const [text, first = '', mark, second = '', third = ''] = m
  const [a, b] = [Number(first), Number(second)]
  const short = third.length === 2
  const year = short ? 2000 + Number(third) : Number(third)
  if (short) {
    if (year > (asked.clock?.year ?? 2049) + 1) return null
    // "06-12-25 48 79" is a phone number; "03-04-26 14:05" is none.
    const rest = plain.slice(m.index + text.length, m.index + text.length + 6)
    if (m[5] === undefined && first.startsWith('0') && /^[ ./-]?\d{2}(?![:.h]\d{2})/.test(rest)) return null
  }
  if (b > 12 && mark === '.') return null
  if (short && mark === '.' && isVersion(plain, m.index, m.index + text.length)) return null
  if (b > 12) return whole(m, plain, asked, [year, a, b], ['month-day-order'])
  return whole(m, plain, asked, [year, b, a], a <= 12 && a !== b ? ['day-month-order'] : [])
}

const versionWords = anyOf(wordRows('version-words'))
const versionBefore = new RegExp(String.raw`(?<!\p{L})(?:${versionWords})\s?$`, 'u')
const versionAfter = new RegExp(String.raw`^[\s-](?:${versionWords})`, 'u')

function isVersion(plain: string, start: number, end: number): boolean {
  return (
    versionBefore.test(plain.slice(Math.max(0, start - 14), start)) || versionAfter.test(plain.slice(end, end + 14))
  )
}

/** Day and month alone also are sizes, hours and ratios: only with a word such as "vanaf", or written 03-04. */
function dayMonth(m: RegExpExecArray, plain: string, asked: DateQuestion): FoundDate | null {
  const [text, first = '', mark = '', second = ''] = m
  if (asked.prefer === 'nearest' && looksLikeHours(first, second, mark) && standsByHours(m, plain)) return null
  const ended = dayEnding.test(plain.slice(m.index + text.length, m.index + text.length + 8))
  const listed = asked.prefer === 'nearest' && (ended || isListed(m, plain) || isDotted(m, plain))
  if (!listed && !looksLikeDay(m, plain, asked.prefer === 'past' && mark !== '.')) return null
  const [a, b] = [Number(first), Number(second)]
  const swapped = a <= 12 && (b > 12 ? asked.prefer === 'past' || listed : listed && asked.region === 'HU')
  const value = swapped ? yearless(asked.clock, asked.prefer, a, b) : yearless(asked.clock, asked.prefer, b, a)
  if (value === null) return null
  const bases = a <= 12 && b <= 12 && a !== b ? ['no-year', 'day-month-order'] : ['no-year']
  // "03.06." is how a date is written, "03-06." the end of a sentence.
  const end = m.index + (mark === '.' ? text.length : text.replace(/\.$/, '').length)
  // In a list "05.06" is the next day and no time.
  const time = listed && mark === '.' ? null : readTime(plain, end)
  return withTime({ start: m.index, end, value, bases, form: 'numeric' }, time)
}

/** "12.05. und 13.05.": two days with a dot behind each. */
function isDotted(m: RegExpExecArray, plain: string): boolean {
  const [text] = m
  if (m[2] !== '.' || !text.endsWith('.')) return false
  const end = m.index + text.length
  return (
    /^\s(?:\p{L}{1,3}\s)?\d{1,2}\.\d{1,2}\.(?!\d)/u.test(plain.slice(end, end + 12)) ||
    /(?<![\d.])\d{1,2}\.\d{1,2}\.,?\s(?:\p{L}{1,3}\s)?$/u.test(plain.slice(Math.max(0, m.index - 12), m.index))
  )
}

const hours = String.raw`\d{1,2}-\d{1,2}(?![\d-])`
const hoursAfter = new RegExp(String.raw`^(?:[,;&]|\s\p{L}{1,3})?\s(${hours})`, 'u')
const hoursBefore = new RegExp(String.raw`(?<![\d-])(${hours})(?:[,;&]|\s\p{L}{1,3})?\s$`, 'u')

/** "10-12 and 14-18": another span of hours stands beside it, which is no day. */
function standsByHours(m: RegExpExecArray, plain: string): boolean {
  const end = m.index + m[0].length
  const beside =
    hoursAfter.exec(plain.slice(end, end + 14)) ?? hoursBefore.exec(plain.slice(Math.max(0, m.index - 12), m.index))
  const [first = '', second = ''] = beside?.[1]?.split('-') ?? []
  return beside !== null && looksLikeHours(first, second, '-') && Number(second) > 12
}

/** Days of a list beside the one read: at least two, or digits in pairs are a telephone number as well. */
const fewestListed = 2
const listBefore = /(?:(?<![\d.,/-])\d{2}[./-]\d{2}\.?(?:\s?[,;|&]\s?|[ \n])){1,3}$/
const listAfter = /^\.?(?:(?:\s?[,;|&]\s?|[ \n])\d{2}[./-]\d{2}(?![\d/-]|\.\d)\.?){1,3}/
const dayPair = /(\d{2})[./-](\d{2})/g

/** "01.03 02.03 03.03": a day and month in two digits each, among others written the same way. */
function isListed(m: RegExpExecArray, plain: string): boolean {
  const [text, first = '', mark = '', second = ''] = m
  if (first.length !== 2 || second.length !== 2) return false
  const [start, end] = [m.index, m.index + text.replace(/\.$/, '').length]
  const before = listBefore.exec(plain.slice(Math.max(0, start - 32), start))?.[0] ?? ''
  const after = listAfter.exec(plain.slice(end, end + 32))?.[0] ?? ''
  if (before === '' && after === '') return false
  const pairs = [...(before + after).matchAll(dayPair)]
  return (
    pairs.length >= fewestListed && pairs.every(([pair, a, b]) => pair.includes(mark) && isDay(Number(a), Number(b)))
  )
}

function isDay(a: number, b: number): boolean {
  const [low, high] = a < b ? [a, b] : [b, a]
  return low >= 1 && low <= 12 && high <= 31
}

const dayCue = new RegExp(String.raw`(?<!\p{L})(?:${anyOf(wordRows('date-cues'))})\s$`, 'u')
const countedRows = wordRows('counted-after-date')
const counted = new RegExp(
  String.raw`^\s?(?:${anyOf(countedRows.filter(({ value }) => value === ''))}|(?:${anyOf(countedRows.filter(({ value }) => value === 'whole'))})\b)`
)

function looksLikeDay(m: RegExpExecArray, plain: string, slashed: boolean): boolean {
  const [text, first = '', mark = '', second = ''] = m
  const [start, end] = [m.index, m.index + text.length]
  const ahead = plain.slice(end, end + 14)
  const behind = plain.slice(Math.max(0, start - 14), start)
  // "3-5 juni" is a range of days.
  if (monthNames.has(/^\s?(\p{L}{3,12})/u.exec(ahead)?.[1] ?? '')) return false
  // "06-11 40 85 11" and "+31 06-11 ..." are phone numbers, not the sixth of November.
  if (/^\s?[-./]?\s?\d{2}(?![:.h]\d{2})/.test(ahead) || /[\d)]\s$/.test(behind)) return false
  if (dayCue.test(behind))
    return mark === '.' ? second.length === 2 || text.endsWith('.') : !looksLikeHours(first, second, mark)
  return (
    (mark === '-' || (mark === '/' && slashed)) &&
    first.length === 2 &&
    second.length === 2 &&
    !/[-–]\s?$/.test(behind) &&
    (slashed || Number(second) <= 12) &&
    !counted.test(ahead)
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

function zoneOf(zone: string | undefined): string {
  if (zone === undefined) return ''
  return zone === 'z' ? 'Z' : zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`
}
