/** Finds prices with currency, unit and period, and what that comes to per hour. */
import type { Fact } from '../model/fact.ts'
import { claim, claimSpan, factAt, isClaimed } from './document.ts'
import type { Document } from './document.ts'

interface Currency {
  readonly code: string
  readonly min: number
  readonly max: number
}

const euro: Currency = { code: 'EUR', min: 5, max: 100_000 }
/** Currency words and signs in folded text. */
const currencies: ReadonlyMap<string, Currency> = new Map(
  (
    [
      ['€ eur euro euros euroos euros euroa', euro],
      ['£ gbp pound pounds pond', { code: 'GBP', min: 5, max: 100_000 }],
      ['$ usd dollar dollars', { code: 'USD', min: 5, max: 100_000 }],
      ['lei ron', { code: 'RON', min: 10, max: 500_000 }],
      ['zl pln zloty zlotych zlote', { code: 'PLN', min: 10, max: 500_000 }],
      ['лв лева лев bgn leva', { code: 'BGN', min: 10, max: 500_000 }],
      ['ft huf forint', { code: 'HUF', min: 500, max: 50_000_000 }],
      ['chf', { code: 'CHF', min: 5, max: 100_000 }]
    ] as const
  ).flatMap(([words, currency]) => words.split(' ').map((word) => [word, currency] as const))
)

/** Minutes of a period word; a month counts 0 because nothing per hour follows from it. */
const periods: ReadonlyMap<string, { readonly unit: string; readonly minutes: number }> = new Map(
  (
    [
      [
        'uur uren u hour hours hr hrs h std stunde stunden heure heures hora horas ora ore oras час часа ч godz godzina godzine godziny godzin',
        'hour',
        60
      ],
      [
        'min mins minuut minuten minutes minute minutos minuti minuta minut minuty perc мин минути мин минута',
        'minute',
        1
      ],
      ['kwartier kwartiertje quarter viertelstunde', 'quarter', 15],
      ['halfuur halfuurtje halfhour halbestunde mediahora felora', 'half', 30],
      ['dag day tag jour dia zi ден dzien nap', 'day', 1440],
      ['nacht night nuit noche noapte нощ noc ejszaka overnight', 'night', 0],
      ['week weken weekend woche semaine semana saptamana седмица tydzien tygodniowo het', 'week', 0],
      ['maand maanden month monat mois mes luna месец miesiac miesiecznie honap', 'month', 0]
    ] as const
  ).flatMap(([words, unit, minutes]) => words.split(' ').map((word) => [word, { unit, minutes }] as const))
)

/** A number with optional thousands and cents: 100 / 1.250 / 1 250,50 / 99,- . */
const beforeAmount = /[\d.,]/
const amountPattern =
  /(\d{1,3}(?:\.\d{3}){1,2}|\d{1,3} \d{3}(?= ?(?:ft|huf|lei|zl|ron)(?!\p{L}))|\d{1,7})(?:[.,](\d{2}|-{1,2}))?(?![\d])(?!\.\d)/uy
const maxPrices = 200

export function findPrices(doc: Document): Fact[] {
  const facts: Fact[] = []
  const bare: { at: number; end: number; amount: number; minutes: number }[] = []
  let last = 0
  for (const token of doc.tokens) {
    if (facts.length >= maxPrices) break
    if (
      !token.digits ||
      token.start < last ||
      token.text.length > 7 ||
      beforeAmount.test(doc.plain.charAt(token.start - 1))
    )
      continue
    amountPattern.lastIndex = token.start
    let hit = amountPattern.exec(doc.plain)
    // "34 240 lei" after more digits is the end of a number and a price, not thousands.
    if (
      hit?.[1]?.includes(' ') === true &&
      /\d[\s.)/-]{0,3}$/.test(doc.plain.slice(Math.max(0, token.start - 4), token.start))
    )
      hit = null
    if (hit === null) continue
    const end = hit.index + hit[0].length
    last = end
    if (isClaimed(doc, hit.index, end, claim.link | claim.date)) continue
    const amount = amountOf(hit[1] ?? '')
    const money = currencyAt(doc.plain, hit.index, end, (hit[1] ?? '').startsWith('0'), hit[2])
    if (money !== null && amount >= money.currency.min && amount <= money.currency.max) {
      facts.push(priceFact(doc, money.start, money.end, amount, money.currency))
    } else if (money === null && amount >= 20 && amount <= 2000 && /^\d+$/.test(hit[0])) {
      const minutes = durationBefore(doc.plain, hit.index)
      if (minutes > 0) bare.push({ at: hit.index, end, amount, minutes })
    }
  }
  // "30 min 80, 60 min 150": without a currency only as a list of two, or beside a real price.
  if (bare.length >= 2 || (facts.length > 0 && bare.length > 0)) {
    for (const { at, end, amount, minutes } of bare.slice(0, 40)) {
      claimSpan(doc, at, end, claim.price)
      facts.push(
        factAt(
          doc,
          'price',
          at,
          end,
          `${amount} EUR/${minutes}min`,
          'list',
          0.6,
          attributesOf(amount, 'EUR', minutes, 'minute')
        )
      )
    }
  }
  return facts
}

interface Money {
  readonly currency: Currency
  readonly start: number
  readonly end: number
}

function currencyAt(plain: string, start: number, end: number, zero: boolean, cents: string | undefined): Money | null {
  if (zero) return null
  const before = /([€£$]|(?<!\p{L})(?:eur|euro|gbp|usd|ron|pln|chf))\s{0,2}$/u.exec(
    plain.slice(Math.max(0, start - 7), start)
  )
  const sign = before === null ? undefined : currencies.get(before[1] ?? '')
  if (sign !== undefined) return { currency: sign, start: start - (before?.[0].length ?? 0), end }
  const after = /^\s{0,2}([€£$]|\p{L}{2,8})(?![\p{L}\d])/u.exec(plain.slice(end, end + 12))
  const word = after === null ? undefined : currencies.get(after[1] ?? '')
  if (word !== undefined) return { currency: word, start, end: end + (after?.[0].length ?? 0) }
  return cents?.startsWith('-') === true ? { currency: euro, start, end } : null
}

function amountOf(text: string): number {
  return Number(text.replace(/[.\s]/g, ''))
}

function priceFact(doc: Document, start: number, end: number, amount: number, currency: Currency): Fact {
  const after = periodAfter(doc.plain, end)
  const before = after === null ? durationBefore(doc.plain, start) : 0
  const minutes = after?.minutes ?? before
  const unit = after?.unit ?? (before > 0 ? 'minute' : '')
  const spanEnd = after?.end ?? end
  claimSpan(doc, start, spanEnd, claim.price)
  const tail = minutes > 0 && minutes <= 1440 ? `/${minutes}min` : unit === '' ? '' : `/${unit}`
  return factAt(
    doc,
    'price',
    start,
    spanEnd,
    `${amount} ${currency.code}${tail}`,
    tail === '' ? 'amount' : 'amount-period',
    tail === '' ? 0.85 : 0.92,
    attributesOf(amount, currency.code, minutes, unit)
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

/** "per uur", "/h", "p/u", "30 min", "voor een half uur", "per night" right after the amount. */
function periodAfter(plain: string, end: number): { minutes: number; unit: string; end: number } | null {
  const found =
    /^\s{0,2}(?:,-{1,2}\s?)?(?:(?:per|p\.?|pro|par|por|pe|на|za|a|an|\/|voor|for|fur|pour|para|pentru|за|ora|orankent)\s{0,2}\/?\s?){0,2}(?:(?:een|one|1|a|an|eine|une|una|o|un|ein|half|halve|halben|halbe|demi|media|pol|fel|jumatate de|[1-9]\d{0,2})\s?[-]?){0,2}\s?(\p{L}{1,12})(?!\p{L})/u.exec(
      plain.slice(end, end + 40)
    )
  if (found === null) return null
  const period = periods.get(found[1] ?? '')
  if (period === undefined) return null
  const lead = found[0].slice(0, found[0].length - (found[1]?.length ?? 0))
  const count = /(\d{1,3})\D*$/.exec(lead)?.[1]
  // A number of hours alone, after a gap, may open the next entry of a list ("100 euro 1 uur" is fine, "100 2 uur" is not).
  const half = /half|halve|halbe|demi|media|pol\b|fel|jumatate/.test(lead)
  const minutes = period.minutes * (half ? 0.5 : count === undefined ? 1 : Number(count))
  if (period.unit === 'minute' && count === undefined) return null
  return { minutes: Math.round(minutes), unit: period.unit, end: end + found[0].length }
}

/** "30 min:", "half uur", "1 uur =" right before the amount, in minutes; 0 when there is none. */
function durationBefore(plain: string, start: number): number {
  const window = plain.slice(Math.max(0, start - 32), start)
  const found =
    /(\d{1,3}|half|halve|halbe|demi|media|een|one|eine|une|una|anderhalf)\s?-?(\p{L}{1,10})\.?\s{0,3}[:=>→-]{0,2}\s{0,3}(?:voor|for|fur|kost|is)?\s{0,2}$/u.exec(
      window
    )
  const period = periods.get(found?.[2] ?? '')
  if (found === null || period === undefined)
    return /(?:halfuur|kwartier)\s{0,3}[:=-]?\s{0,3}$/.test(window) ? (/kwartier/.test(window) ? 15 : 30) : 0
  const count = found[1] ?? ''
  const times = /^\d+$/.test(count)
    ? Number(count)
    : count === 'anderhalf'
      ? 1.5
      : /hal|demi|media/.test(count)
        ? 0.5
        : 1
  const minutes = period.minutes * times
  return minutes >= 5 && minutes <= 1440 ? Math.round(minutes) : 0
}
