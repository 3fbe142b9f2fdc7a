/** Puts the amounts of a text together with the times that they are asked for. */
import { anyOf, wordRows, wordSet } from '../../text/word-lists.ts'
import type { Document } from '../document.ts'
import { priceLabels } from './price-parts.ts'
import type { Amount } from './price-parts.ts'
import type { Duration } from './price-times.ts'
import { shortPeriods } from './price-words.ts'

export interface Paired {
  readonly amount: Amount
  readonly start: number
  readonly end: number
  readonly minutes: number
  readonly unit: string
  /** "per uur", "p/u", "/h": the words say that it is a price. */
  readonly explicit: boolean
}

/** Between a length of time and the amount after it. */
const gapBefore = new RegExp(
  String.raw`^[ \t]{0,3}(?:(?:${anyOf(wordRows('price-openers'))}|${priceLabels})\s?)?[)\]]?[ \t]?[:=>→/@-]{0,2}[ \t]{0,3}(?:(?:${anyOf(wordRows('price-joiners'))})\s)?\s{0,2}$`,
  'u'
)
/** Between an amount and the length of time after it; a group means that the words say so. */
const gapAfter = new RegExp(
  String.raw`^(?:\s{0,2}|\.\s(?=(?:${anyOf(wordRows('per-words'))})\s))(?:e\s)?(?:(?:${anyOf(wordRows('price-inclusions'))}|cash)\.?(?:\s|(?=\/)))?` +
    String.raw`(?:((?:\/|de(?= l)|p\.|l'|l□|l |${anyOf(wordRows('per-words'))})\s{0,2}\/?\s?(?:l'|(?:${anyOf(wordRows('per-articles'))}) )?)|[([-]?\s{0,2})$`,
  'u'
)
/** "£80/30, £120/60": minutes behind the amount, without a word. */
const minutesAfter = /^\s?\/\s?(15|20|30|45|60|90|120)(?![\d\p{L}]|\s?[.,/-]\s?\d|\s\p{L})/u
const shortAfter = new RegExp(
  String.raw`^(?:\s(?:${anyOf(wordRows('price-inclusions'))})\.?)?\s?(?:p\s?[./]\s?|p|\/)(u|h|n|w|m|d|cm)(?:\.(?!\p{L})|(?![\p{L}\d.]|[/][\p{L}\d]))`,
  'u'
)

/** "Kosten 75 pm". */
const standsByLabel = new RegExp(
  String.raw`(?<!\p{L})(?:${anyOf(wordRows('labels').filter(({ value }) => value === 'price'))})[\s:]{1,2}$`,
  'u'
)

/** Gives every amount the length of time that stands before it, else the one after it; each is used once, from left to right. */
export function pair(doc: Document, amounts: readonly Amount[], durations: readonly Duration[]): Paired[] {
  const pairs: Paired[] = []
  let next = 0
  let used = -1
  for (const amount of amounts) {
    while (next < durations.length && (durations[next]?.start ?? 0) < amount.end) next += 1
    const before = next - 1 > used ? durations[next - 1] : undefined
    const after = durations[next]
    const fits = before !== undefined && isBefore(doc, before, amount)
    const reach = after === undefined ? null : reachAfter(doc, amount, after)
    const short = reach === 'said' ? null : shortPeriod(doc, amount)
    const plain = { amount, start: amount.start, end: amount.end, minutes: 0, unit: '', explicit: false }
    if (short !== null) pairs.push({ ...plain, ...short, explicit: true })
    else if (after !== undefined && reach === 'said' && !(fits && opensNext(doc, amount, after, amounts))) {
      pairs.push({ ...plain, end: after.end, minutes: after.minutes, unit: after.unit, explicit: true })
      used = next
    } else if (before !== undefined && fits) {
      pairs.push({ ...plain, start: before.start, minutes: before.minutes, unit: before.unit })
      used = next - 1
    } else if (after !== undefined && reach !== null && !opensNext(doc, amount, after, amounts)) {
      pairs.push({ ...plain, end: after.end, minutes: after.minutes, unit: after.unit })
      used = next
    } else pairs.push(plain)
  }
  return pairs
}

function isBefore(doc: Document, duration: Duration, amount: Amount): boolean {
  const gap = amount.start - duration.end
  return gap >= 0 && gap <= 14 && gapBefore.test(doc.plain.slice(duration.end, amount.start))
}

function reachAfter(doc: Document, amount: Amount, duration: Duration): 'said' | 'beside' | null {
  const gap = duration.start - amount.end
  if (gap < 0 || gap > 20) return null
  const found = gapAfter.exec(doc.plain.slice(amount.end, duration.start))
  if (found === null)
    return duration.unit === 'month' && /^\s(?:im|in)\s/.test(doc.plain.slice(amount.end)) ? 'said' : null
  if (
    found[1] !== undefined ||
    (!found[0].includes('\n') && saysEach(doc, duration) && /^\s?(?:$|[^\p{L}\s])/u.test(doc.plain.slice(duration.end)))
  )
    return 'said'
  // "750 a month": the word that counts the month says what it is paid for.
  if (perWords.has(/^\p{L}+(?=\s)/u.exec(doc.plain.slice(duration.start, duration.end))?.[0] ?? '')) return 'said'
  // "100 u" may be "100 you"; "100 h" only stands beside an amount of money.
  return duration.bare && (amount.currency === null || !/^$/.test(found[0])) ? null : 'beside'
}

const perWords = wordSet('per-words')
const periodAdverbs = wordSet('period-adverbs')

/** "1500 monthly". */
function saysEach({ plain }: Document, { start, end }: Duration): boolean {
  return periodAdverbs.has(plain.slice(start, end).replace(/\.$/, ''))
}

/** "80 / 60 min 150": after a separator the length of time belongs to the amount that follows it. */
function opensNext(doc: Document, amount: Amount, duration: Duration, amounts: readonly Amount[]): boolean {
  if (
    !/[\s([/-]/.test(doc.plain.charAt(amount.end)) ||
    /^\s?(?:per|p|pro|par|por|pe|за|za)\s/.test(doc.plain.slice(amount.end, amount.end + 6))
  )
    return false
  return amounts.some(
    (other) =>
      (other.currency !== null || amount.currency === null) &&
      other.start >= duration.end &&
      other.start - duration.end <= 14 &&
      isBefore(doc, duration, other)
  )
}

function shortPeriod(doc: Document, amount: Amount): { end: number; minutes: number; unit: string } | null {
  const minutesSaid = amount.currency === null ? null : minutesAfter.exec(doc.plain.slice(amount.end, amount.end + 10))
  if (minutesSaid !== null && amount.amount > Number(minutesSaid[1]))
    return { end: amount.end + minutesSaid[0].length, minutes: Number(minutesSaid[1]), unit: 'minute' }
  const found = shortAfter.exec(doc.plain.slice(amount.end, amount.end + 24))
  const period = shortPeriods.get(found?.[1] ?? '')
  if (found === null || period === undefined) return null
  // "10 pm" is a time; "650 pm" with a currency is a month.
  if (
    amount.currency === null &&
    period.unit === 'month' &&
    (!/[/.]|pcm/.test(found[0].slice(-4)) || amount.amount < 100) &&
    !standsByLabel.test(doc.plain.slice(Math.max(0, amount.start - 30), amount.start))
  )
    return null
  return { end: amount.end + found[0].length, minutes: period.minutes, unit: period.unit }
}
