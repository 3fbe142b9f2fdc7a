/** Finds prices with currency, unit and period, and what that comes to per hour. */
import type { Fact } from '../../model/fact.ts'
import { anyOf, wordRows } from '../../text/word-lists.ts'
import { claim, claimSpan, factAt } from '../document.ts'
import type { Document } from '../document.ts'
import { comparedAmounts, rangeStarts } from './price-compared.ts'
import { pair } from './price-pairs.ts'
import type { Paired } from './price-pairs.ts'
import { aloneEnd, amountAt } from './price-parts.ts'
import type { Amount } from './price-parts.ts'
import { amountForTime, askedAmount, pieceAmount, spokenAmount } from './price-spoken.ts'
import { durationAt } from './price-times.ts'
import type { Duration } from './price-times.ts'
import { currencyOfCountry } from './price-words.ts'

const maxPrices = 200
const comparedConfidence = ['compared', 0.7] as const
export function findPrices(doc: Document): Fact[] {
  const { amounts, durations } = readParts(doc)
  const facts: Fact[] = []
  const bare: Paired[] = []
  const compared = comparedAmounts(doc, amounts)
  const starts = rangeStarts(doc, amounts)
  const pairs = pair(doc, amounts, durations)
  const opens = new Set([...durations, ...pairs.filter(({ unit }) => unit !== '')].map(({ start }) => start))
  for (const paired of pairs) {
    if (paired.amount.timed === true && paired.unit === '' && !isForSomething(doc, paired)) continue
    const range = starts.get(paired.amount)
    if (range !== undefined && paired.unit === '') facts.push(priceFact(doc, paired, range.code, ['range', 0.7]))
    else if (paired.amount.currency !== null) facts.push(priceFact(doc, paired, ''))
    else if (isPlausible(doc, paired, opens)) bare.push(paired)
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
    if (paired.explicit || (listed && isWhole(paired)) || standsAlone(doc, paired))
      facts.push(priceFact(doc, paired, unnamed))
  return facts
}

function isWhole({ amount }: Paired): boolean {
  return Number.isInteger(amount.amount)
}

/** "1 uur 150", "overnight 800": a time of half an hour or more and a large round amount that a clause ends with. */
function standsAlone(doc: Document, { amount, start, end, minutes, unit }: Paired): boolean {
  const scale = doc.context.region.toUpperCase() === 'HU' ? 100 : 1
  const isTime = unit === 'night' || minutes === 15 || (minutes >= 30 && minutes <= 240)
  return (
    isTime &&
    start < amount.start &&
    !(minutes === 15 && /\d/.test(doc.plain.charAt(start))) &&
    amount.end === end &&
    amount.amount >= (minutes === 15 ? 30 : 60) * scale &&
    amount.amount % 5 === 0 &&
    !/[\d:]\s?$/.test(doc.plain.slice(Math.max(0, start - 2), start)) &&
    aloneEnd.test(doc.plain.slice(end, end + 3))
  )
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
      const spoken = amountForTime(doc, i)
      if (spoken !== null) amounts.push(spoken)
      durations.push(duration)
      last = Math.max(last, duration.end)
      // The number of "30 min" counts minutes; it is no amount.
      while (amounts.length > 0 && isPartOf(amounts[amounts.length - 1], duration)) amounts.pop()
    } else if (token.start >= last) {
      const amount = spokenAmount(doc, i) ?? pieceAmount(doc, i) ?? askedAmount(doc, i)
      if (amount !== null) amounts.push(amount)
    }
  }
  return { amounts, durations }
}

function isPartOf(amount: Amount | undefined, duration: Duration): boolean {
  return amount !== undefined && amount.currency === null && amount.end > duration.start
}

/** A number beside a time may be money: a round one, with no other digits around it, not a size or a speed. */
function isPlausible(
  doc: Document,
  { amount: { amount, start, end }, minutes, unit, explicit }: Paired,
  opens: ReadonlySet<number>
): boolean {
  if (minutes === 0 && !/^(?:month|week|night)$/.test(unit)) return false
  const { plain } = doc
  // Forints are hundreds where euros are ones.
  const scale = doc.context.region.toUpperCase() === 'HU' ? 100 : 1
  const least = explicit && minutes === 60 ? 10 : 20
  const most = (unit === 'month' ? 20_000 : 3000) * scale
  if (amount < least || amount > most || (amount % 5 !== 0 && !explicit)) return false
  if (
    /[\p{L}\d+]/u.test(plain.charAt(start - 1)) &&
    !/(?:min|uur|u|h|hh|std)$/.test(plain.slice(Math.max(0, start - 4), start))
  )
    return false
  const after = plain.slice(end, end + 14)
  const digits = /^[\s.-]{0,2}(?=\d)/.exec(after)
  if (digits !== null && !opens.has(end + digits[0].length)) return false
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
        : found.labelled === true && !explicit
          ? (['labelled', 0.7] as const)
          : currency === null || found.labelled === true
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
