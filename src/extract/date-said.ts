/** Dates in words: "12 mei 2026", "June 3-5", "vandaag 14:05", "3 dagen geleden", in nine languages. */
import { isCapitalised } from './document.ts'
import type { Document } from './document.ts'
import { daysIn, isoDay, readTime, yearless } from './date-value.ts'
import { addDays, dayNames, homeDays, monthNames, relativeDays, spanDays, spanHours } from './date-words.ts'
import type { Day } from './date-words.ts'
import { numberWords } from './number-words.ts'
import type { Token } from './tokens.ts'
import { perWord } from './vocabulary.ts'

export interface FoundDate {
  readonly start: number
  readonly end: number
  readonly value: string
  readonly precision: string
  readonly basis: string
  readonly confidence: number
}

interface DayToken {
  readonly day: number
  readonly start: number
  readonly end: number
  readonly index: number
}

const isDateWord = perWord(
  (word) =>
    monthNames.has(word) ||
    relativeDays.has(word) ||
    homeDays.has(word) ||
    dayNames.has(word) ||
    spanDays.has(word) ||
    spanHours.has(word)
)

/** All dates in words. `today` is the day of the capture; without it a value says only what the text says. */
export function wordDates(doc: Document, today: Day | null): FoundDate[] {
  const dates: FoundDate[] = []
  for (let i = 0; i < doc.tokens.length; i += 1) {
    const token = doc.tokens[i]
    if (token === undefined || token.digits || !isDateWord(token)) continue
    const month = monthNames.get(token.text)
    const date = month === undefined ? relativeDate(doc, i, today) : monthDate(doc, i, token, month, today)
    if (date !== null) dates.push(date)
  }
  return dates
}

/** "12 mei", "3-5 juni", "12 mei 2026", "mei 2026", "May 12, 2026", "2026. május 12.", with a time when one follows. */
function monthDate(doc: Document, index: number, name: Token, month: number, today: Day | null): FoundDate | null {
  const before = dayBefore(doc, index, name)
  const after = doc.tokens[index + 1]
  // "12 de marzo de 2026".
  const joined = after !== undefined && /^(?:de|del|of)$/.test(after.text) ? doc.tokens[index + 2] : undefined
  const next = yearIn(after, name.end) ?? yearIn(joined, after?.end ?? name.end)
  // "3 September 1752": a year of another age, and so no advert's.
  if (next === null && after !== undefined && /^\d{4}$/.test(after.text) && after.start - name.end <= 2) return null
  if (before !== null) {
    const first = rangeStart(doc, before)
    return dated(doc, first?.start ?? before.start, next?.end ?? name.end, first, before, month, next, today)
  }
  const day = after === undefined ? null : dayOf(after, index + 1)
  if (after !== undefined && day !== null && after.start - name.end <= 2) {
    const ordinal = /^(?:st|nd|rd|th)(?!\p{L})/u.exec(doc.plain.slice(after.end, after.end + 3))
    const range = rangeEnd(doc, day)
    const last = range ?? { ...day, end: after.end + (ordinal?.[0].length ?? 0) }
    const late = yearIn(doc.tokens[last.index + (ordinal === null || range !== null ? 1 : 2)], last.end)
    const early = yearBefore(doc, index, name)
    if (late !== null || early !== null || ordinal !== null || standsAlone(doc, name, last.end, range !== null)) {
      const first = range === null ? null : day
      return dated(doc, early?.start ?? name.start, late?.end ?? last.end, first, last, month, late ?? early, today)
    }
  }
  if (next === null || name.text.length < 3) return null
  return {
    start: name.start,
    end: next.end,
    value: `${next.text}-${String(month).padStart(2, '0')}`,
    precision: 'month',
    basis: 'absolute',
    confidence: 0.8
  }
}

function dated(
  doc: Document,
  start: number,
  end: number,
  first: DayToken | null,
  last: DayToken,
  month: number,
  year: Token | null,
  today: Day | null
): FoundDate | null {
  const valueOf = (day: number): string | null =>
    year === null
      ? yearless(today, month, day)
      : day > daysIn(Number(year.text), month)
        ? null
        : isoDay({ year: Number(year.text), month, day })
  const value = valueOf(last.day)
  if (value === null) return null
  const from = first === null ? null : valueOf(first.day)
  const time = from === null ? readTime(doc.plain, end) : null
  const basis = year === null ? 'no-year' : 'absolute'
  return {
    start,
    end: end + (time?.length ?? 0),
    value: from !== null ? `${from}/${value}` : time === null ? value : `${value}T${time.value}`,
    precision: time === null ? 'day' : 'minute',
    basis: from !== null ? `${basis}, range` : time === null ? basis : `${basis}, no-zone`,
    confidence: year === null ? 0.75 : 0.95
  }
}

function dayOf(token: Token, index: number): DayToken | null {
  const day = /^\d{1,2}$/.test(token.text) ? Number(token.text) : 0
  return day >= 1 && day <= 31 ? { day, start: token.start, end: token.end, index } : null
}

/** The day before a month: "12 mei", "12. Mai", "12th of May", "12 de mayo". */
function dayBefore(doc: Document, index: number, name: Token): DayToken | null {
  for (let i = index - 1; i >= Math.max(0, index - 3); i -= 1) {
    const token = doc.tokens[i]
    if (token === undefined) return null
    if (token.digits) {
      const gap = doc.plain.slice(token.end, name.start)
      const day = /^[.-]?\s{0,2}(?:(?:e|er|ste|de|th|st|nd|rd|of|the|of the|de la)\s){0,2}$/.test(gap)
        ? dayOf(token, i)
        : null
      // "20 30 may" is no day, nor is "€ 20 may", nor "huit 9 sept" of a number read out.
      return day === null ||
        isReadOut(doc, i) ||
        /(?:[\d€£$][ .:]?|\d,|\p{L})$/u.test(doc.plain.slice(Math.max(0, token.start - 2), token.start))
        ? null
        : day
    }
  }
  return null
}

/** A number word of two letters or more right before: "sept" is seven too. */
function isReadOut(doc: Document, index: number): boolean {
  const [before, day] = [doc.tokens[index - 1], doc.tokens[index]]
  if (before === undefined || day === undefined || day.start - before.end > 1 || before.end - before.start < 3)
    return false
  const word = numberWords.get(before.text)
  return word !== undefined && !word.everyday
}

const rangeGap =
  /^\.?\s?(?:-|–|—|\/|&|\+|t\/m|tm|tot|tot en met|t\.e\.m\.|to|till|until|through|thru|bis|au|a|al|do|до|pana la|en|and|und|et|y|si|и|i|es)\s?$/u

/** "3" of "3-5 juni", "van 3 tot 5 juni". */
function rangeStart(doc: Document, last: DayToken): DayToken | null {
  for (let i = last.index - 1; i >= Math.max(0, last.index - 4); i -= 1) {
    const token = doc.tokens[i]
    if (token?.digits !== true) continue
    const first = dayOf(token, i)
    const glued = /[\d.,:/€£$-]$/.test(doc.plain.slice(Math.max(0, token.start - 1), token.start))
    return first !== null && !glued && first.day < last.day && rangeGap.test(doc.plain.slice(first.end, last.start))
      ? first
      : null
  }
  return null
}

/** "5" of "June 3-5". */
function rangeEnd(doc: Document, first: DayToken): DayToken | null {
  for (let i = first.index + 1; i <= first.index + 2; i += 1) {
    const token = doc.tokens[i]
    if (token?.digits !== true) continue
    const last = dayOf(token, i)
    const gap = doc.plain.slice(first.end, token.start).replace(/^(?:st|nd|rd|th)/, '')
    return last !== null && last.day > first.day && /^\s?(?:-|–|to|till|until|through|and|&)\s?$/.test(gap)
      ? last
      : null
  }
  return null
}

function yearIn(token: Token | undefined, after: number): Token | null {
  return token !== undefined && /^(?:19|20)\d{2}$/.test(token.text) && token.start - after <= 4 ? token : null
}

/** "2026. május 12." */
function yearBefore(doc: Document, index: number, name: Token): Token | null {
  const token = doc.tokens[index - 1]
  return token !== undefined &&
    /^(?:19|20)\d{2}$/.test(token.text) &&
    /^\.?\s?$/.test(doc.plain.slice(token.end, name.start))
    ? token
    : null
}

/** "June 3" with nothing after it that the 3 could count ("may 3 people join"). */
function standsAlone(doc: Document, name: Token, end: number, isRange: boolean): boolean {
  if (!isCapitalised(doc, name)) return false
  return isRange || /^\s?(?:$|[,;.!)\n|](?!\d)|(?:at|to|till|until|from)\s)/.test(doc.plain.slice(end, end + 8))
}

/** "vandaag 14:05", "morgen", "3 dagen geleden", "vrijdag 20:00": as seen from the time of the capture. */
function relativeDate(doc: Document, index: number, today: Day | null): FoundDate | null {
  const word = doc.tokens[index]
  if (word === undefined) return null
  const ago = doc.tokens[index - 1]?.digits === true ? timeAgo(doc, index) : null
  if (ago !== null) return since(ago, today)
  const home = homeDays.get(word.text)
  const region = doc.context.region.toUpperCase()
  const isHome =
    home?.regions.includes(region) === true || (home !== undefined && doc.context.language === home.language)
  const offset = relativeDays.get(word.text) ?? (isHome ? home.days : undefined) ?? dayAhead(word, today)
  if (offset === undefined) return null
  const end = word.text === 'aujourd' ? word.end + 4 : word.end
  const time = readTime(doc.plain, end)
  // The name of a day alone is an hour of opening, and "hier" and "ma" are other words too.
  if (time === null && (dayNames.has(word.text) || isHome)) return null
  const day = today === null ? offsetOf(offset) : isoDay(addDays(today, offset))
  return {
    start: word.start,
    end: end + (time?.length ?? 0),
    value: time === null ? day : `${day}T${time.value}`,
    precision: time === null ? 'day' : 'minute',
    basis: `relative${today === null ? ', no-capture' : ''}${time === null ? '' : ', no-zone'}`,
    confidence: today === null ? 0.6 : 0.7
  }
}

/** Without a capture to count from: `P0D` today, `-P1D` yesterday (ISO 8601 durations). */
function offsetOf(days: number): string {
  return days < 0 ? `-P${-days}D` : `P${days}D`
}

/** A named day needs a capture: without one it could be any week. */
function dayAhead(word: Token, today: Day | null): number | undefined {
  const day = dayNames.get(word.text)
  return day === undefined || today === null ? undefined : (day - today.weekday + 7) % 7
}

interface Ago {
  readonly days: number
  /** Hours, where the text counts those: the day is not known then. */
  readonly hours: number
  readonly start: number
  readonly end: number
}

function since(ago: Ago, today: Day | null): FoundDate | null {
  const value =
    ago.hours > 0 ? `-PT${ago.hours}H` : today === null ? offsetOf(-ago.days) : isoDay(addDays(today, -ago.days))
  return {
    start: ago.start,
    end: ago.end,
    value,
    precision: ago.hours > 0 ? 'hour' : 'day',
    basis: today === null || ago.hours > 0 ? 'relative, no-capture' : 'relative',
    confidence: today === null || ago.hours > 0 ? 0.6 : 0.7
  }
}

/** "3 dagen geleden", "2 days ago", "vor 3 Tagen", "il y a 2 jours", "hace 3 días", "acum 2 zile", "преди 2 дни", "2 dni temu", "2 napja". */
function timeAgo(doc: Document, index: number): Ago | null {
  const word = doc.tokens[index]
  const count = doc.tokens[index - 1]
  if (word === undefined || count === undefined || !/^\d{1,3}$/.test(count.text) || word.start - count.end > 1)
    return null
  const days = spanDays.get(word.text) ?? 0
  const hours = spanHours.has(word.text) ? 1 : 0
  if (days === 0 && hours === 0) return null
  const after = /^\s(?:geleden|ago|temu|terug)(?!\p{L})/u.exec(doc.plain.slice(word.end, word.end + 9))
  const before = /(?:vor|il y a|hace|acum|преди)\s$/.exec(doc.plain.slice(Math.max(0, count.start - 8), count.start))
  if (after === null && before === null && !/^(?:napja|hete|oraja)$/.test(word.text)) return null
  return {
    days: Number(count.text) * days,
    hours: Number(count.text) * hours,
    start: count.start - (before?.[0].length ?? 0),
    end: word.end + (after?.[0].length ?? 0)
  }
}
