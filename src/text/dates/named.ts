/** Dates with the name of a month: "12 mei 2026", "June 3-5", "2026. május 12.", "mei 2026". */
import { withTime } from './parts.ts'
import type { DateQuestion, FoundDate, Form } from './question.ts'
import { sign } from './signs.ts'
import { readTime } from './time.ts'
import { daysIn, isoDay, two, yearless } from './value.ts'
import { dayEnding, monthNames, shortMonths } from './words.ts'
import { anyOf, wordRows } from '../word-lists.ts'

const month = String.raw`(\p{L}{3,14})(?!\p{L})`
const needs = sign.month | sign.digit
const ordinal = 'ste|st|nd|rd|th|de|er|e|o'

export const namedForms: readonly Form[] = [
  {
    needs,
    at: 'digits',
    pattern: new RegExp(
      String.raw`(?<![\d.])((?:19|20)\d{2})\.?[ \u00a0]?${month}\.?[ \u00a0](\d{1,2})(?!\d|,?\s(?:19|20)\d{2})`,
      'uy'
    ),
    read: (m, plain, asked) => {
      const day = Number(m[3])
      const range = rangeEnd(plain, m.index + m[0].length, day)
      const end = range?.end ?? m.index + m[0].length
      const last = range?.day ?? day
      return build({ plain, asked, start: m.index, end, first: range && day, last, name: m[2], year: Number(m[1]) })
    }
  },
  {
    needs,
    at: 'digits',
    pattern: new RegExp(
      String.raw`(?<!\d)(\d{1,2})(?:${ordinal}|-\p{L}{2}(?= )|[.º/-])?[ \u00a0]{0,2}(?:(?:de la|of the|de|of|the|e)\s){0,2}${month}`,
      'uy'
    ),
    read: dayThenMonth
  },
  {
    needs,
    at: 'months',
    pattern: new RegExp(
      String.raw`(?<!\p{L})${month}\.?\s{0,2}(\d{1,2})(?:(${ordinal})(?!\p{L}))?(?![\d:]|[.,]\d)`,
      'uy'
    ),
    read: monthThenDay
  },
  {
    needs,
    at: 'months',
    pattern: new RegExp(String.raw`(?<!\p{L})${month}[.,]?\s(?:del?\s|of\s)?((?:19|20)\d{2})(?!\d|[.,]\d)`, 'uy'),
    read: (m) =>
      (m[1] ?? '').length < 3
        ? null
        : {
            start: m.index,
            end: m.index + m[0].length,
            value: `${m[2]}-${two(monthNames.get(m[1] ?? '') ?? 0)}`,
            precision: 'month',
            bases: ['absolute'],
            form: 'named'
          }
  }
]

interface Parts {
  readonly plain: string
  readonly asked: DateQuestion
  readonly start: number
  readonly end: number
  /** First day of a range. */
  readonly first: number | null
  readonly last: number
  readonly name: string | undefined
  readonly year: number | null
}

function build({ plain, asked, start, end, first, last, name = '', year }: Parts): FoundDate | null {
  const month = monthNames.get(name) ?? 0
  if (month === 0) return null
  if (year === null && shortMonths.has(name) && asked.prefer === 'nearest') return null
  const valueOf = (day: number): string | null =>
    year === null
      ? yearless(asked.clock, asked.prefer, month, day)
      : day >= 1 && day <= daysIn(year, month)
        ? isoDay(year, month, day)
        : null
  const value = valueOf(last)
  if (value === null) return null
  const bases = [year === null ? 'no-year' : 'absolute']
  const from = first === null ? null : valueOf(first)
  if (from !== null)
    return { start, end, value: `${from}/${value}`, precision: 'day', bases: [...bases, 'range'], form: 'named' }
  return withTime({ start, end, value, bases, form: 'named' }, readTime(plain, end))
}

/** "12 mei", "12. Mai", "12th of May", "12-mrt-2024", "3-5 juni", "3 maart '25". */
function dayThenMonth(m: RegExpExecArray, plain: string, asked: DateQuestion): FoundDate | null {
  const last = Number(m[1])
  const name = m[2]
  const behind = plain.slice(Math.max(0, m.index - 9), m.index)
  // "20 30 may" is no day, nor is "€ 20 may"; a time may stand before it.
  if (/(?:[\d€£$][ .:]?|[\d.],|\p{L})$/u.test(behind) && !/(?<!\d)\d{1,2}[:h]\d{2},?\s{1,2}$/.test(behind)) return null
  const nameEnd = m.index + m[0].length
  // "November 10-November 16": the day belongs to the month before it.
  if (/^\d+[-/]/.test(m[0]) && /^\.?\s\d{1,2}(?!\d)/.test(plain.slice(nameEnd, nameEnd + 5))) return null
  const year = yearAfter(plain, nameEnd, asked)
  if (year === 'another age') return null
  const end = year?.end ?? nameEnd
  const first = rangeStart(plain, m.index, last)
  const start = first?.start ?? m.index
  return build({ plain, asked, start, end, first: first?.day ?? null, last, name, year: year?.year ?? null })
}

/** "May 12, 2026", "June 3-5", "March 3rd": a number after a month can count other things ("may 3 people join"). */
function monthThenDay(m: RegExpExecArray, plain: string, asked: DateQuestion): FoundDate | null {
  const day = Number(m[2])
  const single = m.index + m[0].length
  const range = rangeEnd(plain, single, day)
  const end = range?.end ?? single
  const year = /^,?\s{1,2}((?:19|20)\d{2})(?!\d|[.,]\d)/.exec(plain.slice(end, end + 9))
  const ends =
    dayEnding.test(plain.slice(end, end + 8)) ||
    (asked.region === 'HU' && (range !== null || /^\.(?!\d)/.test(plain.slice(end, end + 2))))
  const alone =
    ends ||
    (asked.isCapital(m.index) &&
      (range !== null ||
        /^\s?(?:$|[,;.!)\n|](?!\d)|(?:at|to|till|until|from)\s|\d{1,2}:\d{2})/.test(plain.slice(end, end + 8))))
  if (year === null && m[3] === undefined && !alone && !(asked.prefer === 'past' && /^\s*$/.test(plain.slice(end))))
    return null
  return build({
    plain,
    asked,
    start: m.index,
    end: end + (year?.[0].length ?? 0),
    first: range === null ? null : day,
    last: range?.day ?? day,
    name: m[1],
    year: year === null ? null : Number(year[1])
  })
}

interface Year {
  readonly year: number
  readonly end: number
}

/** The year behind a month. "3 September 1752" is a year of another age, and so no advert's. */
function yearAfter(plain: string, at: number, asked: DateQuestion): Year | 'another age' | null {
  const rest = plain.slice(at, at + 16)
  const full =
    /^(?:\.?[-/]|[.,]{0,2}\s{0,3})(?:(?:del|de|of)\s)?((?:19|20)\d{2})(?!\d|[.,]\d|\s?(?:€|eur\b|euro|,-))/.exec(rest)
  if (full?.[1] !== undefined) return { year: Number(full[1]), end: at + full[0].length }
  if (/^\.?[ -]{0,2}\d{4}(?!\d)/.test(rest)) return 'another age'
  // "12 feb '26", "12 feb 26": but not "12 feb 26 euro" or "12 mei 20:00".
  const short = /^(?:\.?\s{1,2}|[-/])(?:'(\d{2})(?!\d)|(\d{2})(?![\d:.,]|\s?[\p{L}€-]))/u.exec(rest)
  if (short === null) return null
  const year = 2000 + Number(short[1] ?? short[2])
  const now = asked.clock?.year ?? 2049
  return year <= now + 1 && (short[1] !== undefined || year >= now - 20) ? { year, end: at + short[0].length } : null
}

interface Day {
  readonly day: number
  readonly start: number
  readonly end: number
}

const rangeWords = anyOf(wordRows('date-ranges'))
const rangeBefore = new RegExp(
  String.raw`(?<![\d.,:/€£$-])(\d{1,2})(?:\.|(?:${ordinal})(?!\p{L}))?\s?(?:[-–—/&+]|${rangeWords})\s?$`,
  'u'
)

/** "3" of "3-5 juni", "van 3 tot 5 juni". */
function rangeStart(plain: string, at: number, last: number): Day | null {
  const found = rangeBefore.exec(plain.slice(Math.max(0, at - 18), at))
  const day = Number(found?.[1])
  if (found === null || day < 1 || day >= last) return null
  return { day, start: Math.max(0, at - 18) + found.index, end: at }
}

const rangeAfter = new RegExp(
  String.raw`^(?:\.?\s?(?:-|–|&|(?:${rangeWords})(?!\p{L}))\s?|-(?:${anyOf(wordRows('day-endings'))})\s(?=\d{1,2}\.?-\p{L}))(\d{1,2})(?:(?:st|nd|rd|th)(?!\p{L}))?(?![\d:]|\.\d|[-/]\d)`,
  'u'
)

/** "5" of "June 3-5", "május 3-tól 5-ig". */
function rangeEnd(plain: string, at: number, first: number): Day | null {
  const found = rangeAfter.exec(plain.slice(at, at + 20))
  const day = Number(found?.[1])
  if (found === null || day <= first || day > 31) return null
  return { day, start: at, end: at + found[0].length }
}
