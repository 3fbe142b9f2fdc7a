/** Dates as seen from the capture: "vandaag 14:05", "3 dagen geleden", "an hour ago", "vrijdag 20:00". */
import { withTime } from './parts.ts'
import type { DateQuestion, FoundDate, Form } from './question.ts'
import { sign } from './signs.ts'
import { readTime } from './time.ts'
import { dayFrom } from './value.ts'
import type { Time } from './time.ts'
import type { Clock } from './value.ts'
import {
  agoAfter,
  agoBefore,
  agoUnits,
  dayNames,
  fewWords,
  homeDays,
  partOfDayAfter,
  partOfDayBefore,
  relativeDays,
  relativePhrases,
  units
} from './words.ts'
import type { Unit } from './words.ts'

export const relativeForms: readonly Form[] = [
  {
    needs: sign.day,
    at: 'days',
    pattern: /(?<!\p{L})(aujourd[^\p{L}]hui|\p{L}{2,16})(?!\p{L})/uy,
    read: namedDay
  },
  {
    needs: sign.ago,
    at: 'anywhere',
    // The unit is only looked at: in "vor einer Woche" the word before the number must not take the number for one.
    pattern: /(?<![\d\p{L}])(\d{1,3}(?=\s?\p{L})|\p{L}{1,6}(?=\s))(?=(\s?(\p{L}{1,10})(?!\p{L})\.?))/gu,
    read: ago
  }
]

function namedDay(m: RegExpExecArray, plain: string, asked: DateQuestion): FoundDate | null {
  const word = m[1] ?? ''
  const end = m.index + word.length
  const time = readTime(plain, end)
  const earlier = dayBefore(word, plain, m.index)
  if (earlier !== null) return said(earlier, end, -2, time, asked.clock)
  const ahead = phraseBefore(word, plain, m.index)
  if (ahead !== null && (asked.prefer === 'nearest' || ahead.days <= 0))
    return said(ahead.start, end, ahead.days, time, asked.clock)
  const home = homeDays.get(word)
  const days = word.startsWith('aujourd') ? 0 : (relativeDays.get(word) ?? home?.days ?? namedWeekday(word, asked))
  // What was placed was not placed tomorrow.
  if (days === undefined || (asked.prefer === 'past' && days > 0)) return null
  // The name of a day alone is an hour of opening, and "hier" and "ma" are other words too.
  if (time === null && (dayNames.has(word) || (home !== undefined && !isDaySaid(m, plain, asked)))) return null
  if (home !== undefined && asked.prefer === 'nearest' && !isAtHome(home, asked)) return null
  return said(m.index, end, days, time, asked.clock)
}

function said(start: number, end: number, days: number, time: Time | null, clock: Clock | null): FoundDate {
  const bases = clock === null ? ['relative', 'no-capture'] : ['relative']
  return withTime({ start, end, value: dayFrom(clock, days), bases, form: 'relative' }, time)
}

const twoDaysBack: ReadonlyMap<string, RegExp> = new Map([
  ['yesterday', /(?:the )?day before $/],
  ['hier', /avant[- ]$/]
])

/** Where "the day before yesterday", "avant-hier" begins; null when the word is not the end of one. */
function dayBefore(word: string, plain: string, at: number): number | null {
  const from = Math.max(0, at - 16)
  const found = twoDaysBack.get(word)?.exec(plain.slice(from, at))
  return found === null || found === undefined ? null : from + found.index
}

function isAtHome(home: { language: string; regions: readonly string[] }, asked: DateQuestion): boolean {
  return home.regions.includes(asked.region?.toUpperCase() ?? '') || home.language === asked.language
}

/** "Day after tomorrow", "pasado mañana" where the word is the last of one. */
function phraseBefore(word: string, plain: string, at: number): { start: number; days: number } | null {
  const from = Math.max(0, at - 16)
  for (const { before, days } of relativePhrases.get(word) ?? []) {
    const found = before.exec(plain.slice(from, at))
    if (found !== null) return { start: from + found.index, days }
  }
  return null
}

/** An advert in the country where the word says a day, and not a part of one ("de morgen", "der Morgen", "la mañana"). */
function isDaySaid(m: RegExpExecArray, plain: string, asked: DateQuestion): boolean {
  if (asked.prefer === 'past') return isSaidOfPosting(m, plain, asked)
  const behind = plain.slice(Math.max(0, m.index - 12), m.index)
  const opens = /(?:^|[.!?\n:|-]\s?)$/.test(behind)
  if (partOfDayAfter.test(plain.slice(m.index + m[0].length, m.index + m[0].length + 10))) return false
  return !partOfDayBefore.test(behind) && (opens || !asked.isCapital(m.index))
}

/** "Publié hier", where "Klik hier" is Dutch and no day. */
function isSaidOfPosting(m: RegExpExecArray, plain: string, asked: DateQuestion): boolean {
  const behind = plain.slice(Math.max(0, m.index - 24), m.index)
  return (
    asked.prefer === 'past' && /(?:publie|publiee|poste|postee|ajoute|en ligne|depose|date)e?s?\s?:?\s$/.test(behind)
  )
}

/** A named day needs a capture: without one it could be any week. A posting was on the last of its name, an event is on the next. */
function namedWeekday(word: string, { clock, prefer }: DateQuestion): number | undefined {
  const weekday = dayNames.get(word)
  if (weekday === undefined || clock === null) return undefined
  const ahead = (weekday - new Date(clock.wallMs).getUTCDay() + 7) % 7
  return prefer === 'past' && ahead > 0 ? ahead - 7 : ahead
}

/** "75 years ago" is history, and no date of an advert. */
const mostYearsBack = 20

/** "3 dagen geleden", "an hour ago", "vor 3 Tagen", "il y a 2 jours", "hace 3 días", "acum 2 zile", "преди 2 дни", "2 dni temu", "2 napja". */
function ago(m: RegExpExecArray, plain: string, { clock }: DateQuestion): FoundDate | null {
  const [, number = '', behind = '', name = ''] = m
  const text = number + behind
  const unit = units.get(name)
  const count = /^\d/.test(number) ? Number(number) : fewWords.get(number)
  if (unit === undefined || count === undefined) return null
  const wordEnd = m.index + text.length
  const after = agoAfter.exec(plain.slice(wordEnd, wordEnd + 12))
  const from = Math.max(0, m.index - 9)
  const before = agoBefore.exec(plain.slice(from, m.index))
  const [, opening = ''] = before ?? []
  // "sinds 2 jaar" is how long, not when.
  if (opening === 'sinds' && unit.minutes > 10_080) return null
  if (unit.letter === 'Y' && count > mostYearsBack) return null
  if (after === null && before === null && !agoUnits.has(name)) return null
  const start = before === null ? m.index : from + before.index + before[0].indexOf(opening)
  const end = after === null ? m.index + text.replace(/\.$/, '').length : wordEnd + after[0].length
  return { start, end, form: 'relative', ...since(clock, count, unit) }
}

function since(clock: Clock | null, count: number, unit: Unit): Pick<FoundDate, 'value' | 'precision' | 'bases'> {
  const precision =
    unit.minutes < 1440 ? 'minute' : unit.minutes <= 10_080 ? 'day' : unit.letter === 'M' ? 'month' : 'year'
  if (clock === null) {
    const value = `-P${unit.minutes < 1440 ? 'T' : ''}${count * unit.times}${unit.letter}`
    return { value, precision, bases: ['relative', 'no-capture'] }
  }
  const then = new Date(clock.wallMs - count * unit.minutes * 60_000).toISOString()
  const lengths = { minute: 16, day: 10, month: 7, year: 4 } as const
  const zone = precision === 'minute' ? clock.zone : ''
  return { value: `${then.slice(0, lengths[precision])}${zone}`, precision, bases: ['relative'] }
}
