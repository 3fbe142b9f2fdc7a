/** Finds prices with currency, unit and period, and what that comes to per hour. */
import type { Fact } from '../../model/fact.ts'
import { anyOf, wordRows, wordSet } from '../../text/word-lists.ts'
import { claim, claimSpan, factAt } from '../document.ts'
import type { Document } from '../document.ts'
import { comparedAmounts, rangeStarts } from './price-compared.ts'
import { amountAt, durationAt } from './price-parts.ts'
import type { Amount, Duration } from './price-parts.ts'
import { spokenAmount } from './price-spoken.ts'
import { currencyOfCountry, shortPeriods } from './price-words.ts'

interface Paired {
  readonly amount: Amount
  readonly start: number
  readonly end: number
  readonly minutes: number
  readonly unit: string
  /** "per uur", "p/u", "/h": the words say that it is a price. */
  readonly explicit: boolean
}

const maxPrices = 200
const comparedConfidence = ['compared', 0.7] as const
/** Between a length of time and the amount after it. */
const gapBefore = new RegExp(
  String.raw`^[ \t]{0,3}(?:(?:${anyOf(wordRows('price-openers'))})\s?)?[)\]]?[ \t]?[:=>→/-]{0,2}[ \t]{0,3}(?:(?:${anyOf(wordRows('price-joiners'))})\s)?\s{0,2}$`,
  'u'
)
/** Between an amount and the length of time after it; a group means that the words say so. */
const gapAfter = new RegExp(
  String.raw`^(?:\s{0,2}|\.\s(?=(?:${anyOf(wordRows('per-words'))})\s))(?:e\s)?(?:(?:${anyOf(wordRows('price-inclusions'))}|cash)\.?\s)?` +
    String.raw`(?:((?:\/|de(?= l)|p\.|l'|l□|l |${anyOf(wordRows('per-words'))})\s{0,2}\/?\s?(?:l'|(?:${anyOf(wordRows('per-articles'))}) )?)|[([-]?\s{0,2})$`,
  'u'
)
const shortAfter = new RegExp(
  String.raw`^(?:\s(?:${anyOf(wordRows('price-inclusions'))})\.?)?\s?(?:p\s?[./]\s?|p|\/)(u|h|n|w|m|d|cm)(?:\.(?!\p{L})|(?![\p{L}\d.]|[/][\p{L}\d]))`,
  'u'
)

/** "Kosten 75 pm". */
const standsByLabel = new RegExp(
  String.raw`(?<!\p{L})(?:${anyOf(wordRows('labels').filter(({ value }) => value === 'price'))})[\s:]{1,2}$`,
  'u'
)

export function findPrices(doc: Document): Fact[] {
  const { amounts, durations } = readParts(doc)
  const facts: Fact[] = []
  const bare: Paired[] = []
  const compared = comparedAmounts(doc, amounts)
  const starts = rangeStarts(doc, amounts)
  const pairs = pair(doc, amounts, durations)
  for (const paired of pairs) {
    if (paired.amount.timed === true && paired.unit === '' && !isForSomething(doc, paired)) continue
    const range = starts.get(paired.amount)
    if (range !== undefined && paired.unit === '') facts.push(priceFact(doc, paired, range.code, ['range', 0.7]))
    else if (paired.amount.currency !== null) facts.push(priceFact(doc, paired, ''))
    else if (isPlausible(doc, paired)) bare.push(paired)
  }
  // "30 min 80, 60 min 150": without a currency only as a list of two, beside a real price, or with "per".
  const listed = bare.filter(({ explicit }) => !explicit).length >= 2 || facts.length > 0
  const unnamed =
    amounts.find(({ currency, hidden }) => currency !== null && !hidden)?.currency?.code ??
    currencyOfCountry.get(doc.context.region.toUpperCase()) ??
    'EUR'
  for (const paired of pairs) {
    if (paired.amount.currency !== null || paired.unit !== '' || !compared.has(paired.amount)) continue
    facts.push(priceFact(doc, paired, unnamed, comparedConfidence))
  }
  for (const paired of bare.slice(0, 40))
    if (paired.explicit || listed || bare.length >= 2) facts.push(priceFact(doc, paired, unnamed))
  return facts
}

const forSomething = new RegExp(String.raw`^\s(?:${anyOf(wordRows('per-words'))})\s\p{L}`, 'u')

/** "70 balles la séance": what is paid for is named, though it is no time. */
function isForSomething({ plain }: Document, { end }: Paired): boolean {
  return forSomething.test(plain.slice(end, end + 24))
}

function readParts(doc: Document): { amounts: Amount[]; durations: Duration[] } {
  const amounts: Amount[] = []
  const durations: Duration[] = []
  let last = 0
  for (let i = 0; i < doc.tokens.length && amounts.length < maxPrices; i += 1) {
    const token = doc.tokens[i]
    if (token === undefined) continue
    if (token.digits) {
      const amount = token.start < last ? null : amountAt(doc, token)
      if (amount === null) continue
      amounts.push(amount)
      last = amount.end
      continue
    }
    const duration = durationAt(doc, token)
    if (duration !== null) {
      durations.push(duration)
      // The number of "30 min" counts minutes; it is no amount.
      while (amounts.length > 0 && isPartOf(amounts[amounts.length - 1], duration)) amounts.pop()
    } else if (token.start >= last) {
      const amount = spokenAmount(doc, i)
      if (amount !== null) amounts.push(amount)
    }
  }
  return { amounts, durations }
}

function isPartOf(amount: Amount | undefined, duration: Duration): boolean {
  return amount !== undefined && amount.currency === null && amount.end > duration.start
}

/** Gives every amount the length of time that stands before it, else the one after it; each is used once, from left to right. */
function pair(doc: Document, amounts: readonly Amount[], durations: readonly Duration[]): Paired[] {
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
    (saysEach(doc, duration) && /^\s?(?:$|[^\p{L}\s])/u.test(doc.plain.slice(duration.end)))
  )
    return 'said'
  // "100 u" may be "100 you"; "100 h" only stands beside an amount of money.
  return duration.bare && (amount.currency === null || !/^$/.test(found[0])) ? null : 'beside'
}

const periodAdverbs = wordSet('period-adverbs')

/** "1500 monthly". */
function saysEach({ plain }: Document, { start, end }: Duration): boolean {
  return periodAdverbs.has(plain.slice(start, end))
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

/** A number beside a time may be money: a round one, with no other digits around it, not a size or a speed. */
function isPlausible(doc: Document, { amount: { amount, start, end }, minutes, unit, explicit }: Paired): boolean {
  if (minutes === 0 && !/^(?:month|week|night)$/.test(unit)) return false
  const { plain } = doc
  // Forints are hundreds where euros are ones.
  const scale = doc.context.region.toUpperCase() === 'HU' ? 100 : 1
  const least = explicit && minutes === 60 ? 10 : 20
  if (amount < least || amount > 3000 * scale || (amount % 5 !== 0 && !explicit)) return false
  if (
    /[\p{L}\d+]/u.test(plain.charAt(start - 1)) &&
    !/(?:min|uur|u|h|hh|std)$/.test(plain.slice(Math.max(0, start - 4), start))
  )
    return false
  const after = plain.slice(end, end + 14)
  if (/^[\s.-]{0,2}\d/.test(after) && !/^\s\d{1,3}\s?(?:min|uur|uren|h|hr|std|u)(?!\p{L})/u.test(after)) return false
  if (/^[\s.-]{0,2}(?:km|kg|cm|m2|%|stuks|watt|°)/.test(after)) return false
  if (
    !(explicit && amount >= 100) &&
    /(?:\d[\s.-]{0,2}|km\s?|bus |lijn |nr\.? ?|kamer |room |maat |size )$/.test(
      plain.slice(Math.max(0, start - 6), start)
    ) &&
    !/(?:min|uur|std|h|u|hh)\S{0,3}\s?$/.test(plain.slice(Math.max(0, start - 8), start))
  )
    return false
  return true
}

function priceFact(
  doc: Document,
  { amount: found, start, end, minutes, unit, explicit }: Paired,
  unnamed: string,
  judged?: readonly [method: string, confidence: number]
): Fact {
  const { amount, currency, hidden } = found
  const code = currency?.code ?? unnamed
  claimSpan(doc, start, end, claim.price)
  const tail = minutes > 0 ? `/${minutes}min` : unit === '' ? '' : `/${unit}`
  const [method, confidence] =
    judged !== undefined
      ? judged
      : hidden
        ? (['hidden', tail === '' ? 0.5 : 0.6] as const)
        : found.labelled === true
          ? (['labelled', 0.7] as const)
          : currency === null
            ? explicit
              ? (['per-hour', 0.75] as const)
              : (['list', 0.6] as const)
            : tail === ''
              ? (['amount', 0.85] as const)
              : (['amount-period', 0.92] as const)
  return factAt(
    doc,
    'price',
    start,
    end,
    `${amount} ${code}${tail}`,
    method,
    confidence,
    attributesOf(amount, code, minutes, unit)
  )
}

/** Per hour only where a time of at most half a day is named: a night or a week is another kind of agreement. */
function attributesOf(
  amount: number,
  currency: string,
  minutes: number,
  unit: string
): Record<string, string | number> {
  const base: Record<string, string | number> = { amount, currency }
  if (unit !== '') base['period'] = unit
  if (minutes > 0) base['minutes'] = minutes
  if (minutes >= 10 && minutes <= 720) base['perHour'] = Math.round((amount * 60 * 100) / minutes) / 100
  return base
}
