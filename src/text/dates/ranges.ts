/** Joins two dates that are the ends of one span of days: "28 april - 2 mei", "vom 3.5. bis 7.5.". */
import { anyOf, wordRows, wordSet } from '../word-lists.ts'
import type { FoundDate } from './question.ts'

const andWords = wordSet('and-or')
const toward = new RegExp(
  String.raw`^(?:\.|-(?:${anyOf(wordRows('day-endings'))}))?\s?(?:[-–—]|,?\s?(?:${anyOf(wordRows('date-ranges').filter(({ word }) => !andWords.has(word)))}))?\s?$`,
  'u'
)
const longestGap = 16
/** A span of days of an advert is no longer. */
const mostDays = 190

/** Neighbours of a list in order, each two that are the ends of one span as one. */
export function joinRanges(plain: string, found: readonly FoundDate[]): FoundDate[] {
  const joined: FoundDate[] = []
  for (const date of found) {
    const first = joined[joined.length - 1]
    const range = first === undefined ? null : rangeOf(plain, first, date)
    if (range === null) joined.push(date)
    else joined[joined.length - 1] = range
  }
  return joined
}

function rangeOf(plain: string, first: FoundDate, last: FoundDate): FoundDate | null {
  const gap = plain.slice(first.end, last.start)
  if (gap.length > longestGap || gap.trim() === '' || !toward.test(gap) || !isDay(first) || !isDay(last)) return null
  if (/^-\p{L}+\s?$/u.test(gap) && !/^\.?-\p{L}/u.test(plain.slice(last.end, last.end + 3))) return null
  const from = withYearOf(first, last)
  const days = (Date.parse(last.value) - Date.parse(from)) / 86_400_000
  if (!(days > 0 && days <= mostDays) && from.length === 10) return null
  return { ...last, start: first.start, value: `${from}/${last.value}`, bases: [...new Set([...last.bases, 'range'])] }
}

function isDay({ value, precision, form }: FoundDate): boolean {
  return precision === 'day' && form !== 'relative' && /^(?:\d{4}|-)-\d{2}-\d{2}$/.test(value)
}

/** "28 december - 2 januari 2027": the first day is in the year that stands behind the last, or in the one before. */
function withYearOf(first: FoundDate, last: FoundDate): string {
  if (!first.bases.includes('no-year') || last.bases.includes('no-year') || first.value.startsWith('-'))
    return first.value
  const year = Number(last.value.slice(0, 4))
  const same = `${year}${first.value.slice(4)}`
  return same <= last.value ? same : `${year - 1}${first.value.slice(4)}`
}
