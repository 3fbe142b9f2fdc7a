/** Dates of pages, as posting dates: "vandaag 14:05", "3 dagen geleden", `03-04`, "3 maart 2026", ISO 8601. */
import type { DateValue } from '../model/page.ts'
import { readDates } from './dates/reader.ts'
import { dateSigns, sign } from './dates/signs.ts'
import { clockOf, dayFrom } from './dates/value.ts'
import type { Clock } from './dates/value.ts'
import { fold, sourceSpan } from './fold.ts'

/** At most this many characters of one text are looked at, and this many dates come out. */
const maxChars = 20_000
const maxDates = 50

/**
 * Finds dates in a text, in order, a missing year or "vrijdag" being the last that lies behind `seenAt` (ISO 8601, the time of the
 * capture; its own offset is the zone). A time without a zone keeps none: value `2026-03-04T14:05`, basis `...,no-zone`. `03-04` is read
 * day first and its basis says so where month first is possible too. Years before 1990, or more than a year after `seenAt`, are not
 * dates of an advert: left out. Linear.
 */
export function findDates(text: string, seenAt: string): DateValue[] {
  const cut = text.length > maxChars ? text.slice(0, maxChars) : text
  if (dateSigns(roughly(cut)).seen <= sign.digit) return []
  const clock = lastClock(seenAt)
  if (clock === null) return []
  const folded = fold(cut)
  const isCapital = (at: number): boolean => {
    const letter = text.charAt(sourceSpan(folded, at, at + 1).start)
    return letter !== letter.toLowerCase()
  }
  return readDates(folded.text, { clock, prefer: 'past', isCapital }, maxDates)
    .filter(({ value }) => isPlausible(value, clock))
    .map(({ start, end, value, precision, bases }) => {
      const span = sourceSpan(folded, start, end)
      return { value, precision, basis: bases.join(','), raw: text.slice(span.start, span.end).trim() }
    })
}

/** The first date of a text that a posting can have: one day, at most a day ahead of the capture; null when there is none. */
export function postingDate(text: string, seenAt: string): DateValue | null {
  if (text.length > mostShort) return firstPosting(text, seenAt)
  if (asked.seenAt !== seenAt || asked.dates.size > mostAsked) asked = { seenAt, dates: new Map() }
  const known = asked.dates.get(text)
  if (known !== undefined) return known
  const date = firstPosting(text, seenAt)
  asked.dates.set(text, date)
  return date
}

/** Lines of the page in hand: it is looked through twice, with and without what its site repeats. */
let asked: { readonly seenAt: string; readonly dates: Map<string, DateValue | null> } = { seenAt: '', dates: new Map() }
const mostAsked = 1_000
const mostShort = 200

function firstPosting(text: string, seenAt: string): DateValue | null {
  const clock = lastClock(seenAt)
  if (clock === null) return null
  const last = dayFrom(clock, 1)
  return findDates(text, seenAt).find(({ value }) => !value.includes('/') && value.slice(0, 10) <= last) ?? null
}

/** Reads a date that stands in an attribute or structured data (`datetime`, `datePosted`): ISO 8601 or any form above. */
export function structuredDate(value: string, seenAt: string): DateValue | null {
  const date = findDates(value.trim().slice(0, 100), seenAt)[0]
  return date
    ? { ...date, basis: date.basis === 'absolute' ? 'structured' : `structured,${date.basis}`, raw: value.trim() }
    : null
}

function isPlausible(value: string, clock: Clock): boolean {
  const year = Number(value.slice(0, 4))
  return year >= 1990 && year <= clock.year + 1
}

let known: { readonly seenAt: string; readonly clock: Clock | null } | null = null

/** The last answer is kept: a page asks for the same time hundreds of times. */
function lastClock(seenAt: string): Clock | null {
  if (known?.seenAt !== seenAt) known = { seenAt, clock: clockOf(seenAt) }
  return known.clock
}

/** Near enough to the folded text to see whether a date can be in it, at a part of the cost. */
function roughly(text: string): string {
  const lower = text.toLowerCase()
  if (!/[^\0-\x7f]/.test(lower)) return lower
  return /[^\0-\u024f\u0400-\u04ff]/.test(lower)
    ? fold(text).text
    : lower.replace(/[\u00c0-\u024fйїґ]/g, (letter) => letter.normalize('NFD').charAt(0).replace('ł', 'l'))
}
