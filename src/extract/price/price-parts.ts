/** Reads the parts of a price: amounts with or without a currency, and the lengths of time that stand beside them. */
import { claim, isClaimed, tokenFrom } from '../document.ts'
import type { Document } from '../document.ts'
import { anyOf, wordRows } from '../../text/word-lists.ts'
import { belongsBefore, endsNumber } from './price-signs.ts'
import { currencies, currencyOfCountry, euro, flowerWords, moneyWords, periodCounts, periods } from './price-words.ts'
import type { Currency } from './price-words.ts'
import type { Token } from '../../text/tokens.ts'
import { perWord } from '../../text/vocabulary.ts'

export interface Amount {
  readonly start: number
  readonly end: number
  readonly amount: number
  /** Null for a number that no word or sign calls money. */
  readonly currency: Currency | null
  /** Money under another name ("100 roses"). */
  readonly hidden: boolean
  /** Its word for money is one for other things too, so that it counts beside a time only. */
  readonly timed?: boolean
  /** Without a currency, behind a label for prices. */
  readonly labelled?: boolean
}

export interface Duration {
  readonly start: number
  readonly end: number
  readonly minutes: number
  readonly unit: string
  /** One letter, without a number: says nothing on its own. */
  readonly bare: boolean
}

const periodOf = perWord((word) => periods.get(word) ?? null)
/** The currency that a word or sign of the text names; null when it names none. */
export const currencyOf = perWord((word) => currencies.get(word) ?? null)
const moneyWordOf = perWord((word) => moneyWords.get(word) ?? null)

/** 100 / 1.250 / 1,500 / 1 250,50 / 99,- / 1.5k; groups apart by a blank or an apostrophe are judged by `isThousands`. */
const amountPattern =
  /(\d{1,3}(?:[.,]\d{3}){1,2}|\d{1,3}(?:[ '’]\d{3}){1,2}(?!\d)|\d{1,7})(?:([.,])(\d{1,2}(?=\s?k(?!\p{L}))|\d{2}|-{1,2}))?(?!\d)(?![.,]\d)(\s?k(?!\p{L}))?/uy
const oneGroup = /(\d{1,7})(?:([.,])(\d{1,2}(?=\s?k(?!\p{L}))|\d{2}|-{1,2}))?(?!\d)(?![.,]\d)(\s?k(?!\p{L}))?/uy
/** "2,4oo", "1oo": letters for the zeros at the end. */
const letterZeros = /(\d{1,3}[.,]\d{0,2}o{1,3}|\d{1,4}o{1,4})(?![\p{L}\d])/uy
const signBefore = /([€£$]|(?<!\p{L})(?:eur|euro|gbp|usd|ron|pln|chf))\s{0,2}$/u
const thousands = anyOf(wordRows('thousand-words'))
const wordAfter = new RegExp(
  String.raw`^(?:\s?(${thousands}|e(?=\s?(?:ft|huf|forint)))\.?(?=\s))?(?:\s(?=de\s\p{L}))?(?:de(?=\s))?(?:\s{0,2}(?=[€£$₽₴\p{L}])|-(?=\p{L}))([€£$₽₴]|\p{L}{2,9})(?!\p{L})`,
  'u'
)
/** Currencies whose prices have four digits and more: groups before them are thousands. */
const largeCurrencies = new Set(['HUF', 'RUB', 'UAH', 'RON', 'PLN', 'BGN'])

/** The amount whose first digits are this token; null when the digits are something else. */
export function amountAt(doc: Document, token: Token): Amount | null {
  const { plain } = doc
  if (token.text.length > 7 || token.text.startsWith('0') || /[\d.,]/.test(plain.charAt(token.start - 1))) return null
  const found = mayEndSign(plain, token.start)
    ? signBefore.exec(plain.slice(Math.max(0, token.start - 10), token.start))
    : null
  const signStart = token.start - (found?.[0].length ?? 0)
  const before = found === null || belongsBefore(doc, signStart, signStart + (found[1]?.length ?? 0)) ? null : found
  const sign = before === null ? undefined : currencies.get(before[1] ?? '')
  const labelled = sign === undefined && isLabelled(plain, token.start)
  const hit = digitsAt(doc, token, sign !== undefined || labelled)
  if (hit === null || isClaimed(doc, hit.index, hit.index + hit[0].length, claim.link | claim.date)) return null
  const end = hit.index + hit[0].length
  const { word, length } = currencyAfter(doc, end)
  const amount = valueOf(hit[1] ?? '', hit[3], hit[4] !== undefined || word?.thousand === true)
  const start = sign === undefined ? token.start : signStart
  if (sign !== undefined) {
    // "Euro 6" is a class of engines.
    if (before?.[1] === 'euro' && /^[1-6]$/.test(hit[0])) return null
    // "€ 80 euro" says it twice.
    const twice = word?.currency.code === sign.code && !/^\s{0,2}[€£$]/.test(plain.slice(end, end + 3)) ? length : 0
    return within({ start, end: end + twice, amount, currency: sign, hidden: false })
  }
  if (word !== null) {
    if (endsNumber(doc, end) || isWeight(plain, start, end + length, word.currency)) return null
    return within({ start, end: end + length, amount, currency: word.currency, hidden: false })
  }
  if (hit[3]?.startsWith('-') === true) return within({ start, end, amount, currency: dashed(doc), hidden: false })
  const many = thousandsAfter(doc, end)
  if (many > 0) return within({ start, end: many, amount: amount * 1000, currency: localOf(doc), hidden: false })
  if (labelled && labelledEnd.test(plain.slice(end, end + 12)))
    return within({ start, end, amount, currency: localOf(doc), hidden: false, labelled: true })
  if (hit[3] !== undefined || hit[4] !== undefined || !isBare(doc, hit[1] ?? '')) return null
  return hiddenAmount(doc, start, end, amount) ?? { start, end, amount, currency: null, hidden: false }
}

const priceLabels = anyOf(wordRows('labels').filter(({ value }) => value === 'price'))
const labelBefore = new RegExp(String.raw`(?<!\p{L})(?:${priceLabels})\s?[:=]\s{0,2}$`, 'u')
/** Behind a labelled amount: the end, a mark, or what it is paid for; no other thing that is counted. */
const labelledEnd = new RegExp(
  String.raw`^(?:\s?(?:$|[\n;|)!]|[.,](?!\d)|\/\s?\p{L})|\s(?:p\s?[/.]|(?:${anyOf([...wordRows('per-words'), ...wordRows('price-inclusions')])})(?!\p{L})))`,
  'u'
)

/** Digits that may be an amount without a currency; forints have more of them. */
function isBare(doc: Document, digits: string): boolean {
  return /^\d+$/.test(digits) && digits.length <= (localOf(doc).code === 'HUF' ? 6 : 4)
}

/** "Prijs: 95", "Loyer : 1 150,00". */
export function isLabelled(plain: string, start: number): boolean {
  return (
    /[:=]\s{0,2}$/.test(plain.slice(Math.max(0, start - 3), start)) &&
    labelBefore.test(plain.slice(Math.max(0, start - 34), start))
  )
}

/** The currency of the country that the text is from. */
function localOf(doc: Document): Currency {
  const code = currencyOfCountry.get(doc.context.region.toUpperCase())
  return code === undefined ? euro : (currencies.get(code.toLowerCase()) ?? euro)
}

/** "100,-" is written on the continent: euros where the country has pounds or dollars. */
function dashed(doc: Document): Currency {
  const local = localOf(doc)
  return local.code === 'GBP' || local.code === 'USD' ? euro : local
}

const manyAfter = new RegExp(
  String.raw`^\s?(?:e|${anyOf(wordRows('thousand-words'))})(?:\s?(?:$|[\n.,;)+/])|\s(?:\p{L}{1,4}\s)?(\p{L}+))`,
  'u'
)

/** "15 ezer egy óra", "100e/hó": where it ends when thousands stand for money, as Hungarian writes them; 0 when they count something else. */
function thousandsAfter(doc: Document, end: number): number {
  if (doc.context.region.toUpperCase() !== 'HU') return 0
  const found = manyAfter.exec(doc.plain.slice(end, end + 28))
  if (found === null || (found[1] !== undefined && !periods.has(found[1]))) return 0
  return end + (/^\s?\p{L}+/u.exec(doc.plain.slice(end, end + 12))?.[0].length ?? 0)
}

const weightWords = new RegExp(String.raw`(?<!\p{L})(?:${anyOf(wordRows('weight-words'))})(?!\p{L})`, 'u')

/** "lost 5 pounds", "5 pond afgevallen". */
function isWeight(plain: string, start: number, end: number, { code }: Currency): boolean {
  return (
    code === 'GBP' &&
    !/[£p]$/.test(plain.slice(start, end)) &&
    weightWords.test(`${plain.slice(Math.max(0, start - 24), start)} ${plain.slice(end, end + 16)}`)
  )
}

/** The digits of an amount from a token on, as groups of thousands where they are such; `signed`: a currency stands before them. */
function digitsAt(doc: Document, token: Token, signed: boolean): RegExpExecArray | null {
  const { plain } = doc
  const letters = /o/.test(plain.slice(token.end, token.end + 4)) ? exec(letterZeros, plain, token.start) : null
  if (letters !== null && (signed || currencyAfter(doc, token.start + letters[0].length).word !== null)) return letters
  const hit = exec(amountPattern, plain, token.start)
  if (hit === null || !/[ '’]/.test(hit[1] ?? '')) return hit
  return isThousands(doc, token.start, hit, signed) ? hit : exec(oneGroup, plain, token.start)
}

/**
 * "1 480 €", "€ 12 500", "CHF 1'250": groups of thousands, and no list of amounts ("80 150 €"), no end of a longer number ("34 240 lei" after
 * more digits).
 */
function isThousands(doc: Document, start: number, hit: RegExpExecArray, signed: boolean): boolean {
  const { plain } = doc
  const end = start + hit[0].length
  const { word } = currencyAfter(doc, end)
  if (!signed && (word === null || hangsOn(plain.slice(Math.max(0, start - 5), start)))) return false
  if (signed && /^ \d/.test(plain.slice(end, end + 2))) return false
  if (word !== null && largeCurrencies.has(word.currency.code)) return true
  const [first = 0, second = 0] = (hit[1] ?? '').split(/[ '’]/).map(Number)
  // Neighbours in a list of prices are of one size, and round.
  return first < 10 || second === 0 || first % 5 !== 0 || second % 5 !== 0 || second >= 4 * first
}

/** More digits or a letter stand right before, and no mark parts them: the end of a sentence, a comma, a bar or a line. */
function hangsOn(before: string): boolean {
  return /(?:\d[^\p{L}]{0,4}|\p{L})$/u.test(before) && !/(?:[.,] | \| |\n)$/.test(before)
}

/** The currency behind an amount, maybe with thousands between ("20 mil euros"); `length` 0 and null where a sign belongs to what follows. */
function currencyAfter(
  doc: Document,
  end: number
): { readonly word: { readonly currency: Currency; readonly thousand: boolean } | null; readonly length: number } {
  const after = exec(mayBeCurrency, doc.plain, end) === null ? null : wordAfter.exec(doc.plain.slice(end, end + 24))
  const currency = after === null ? undefined : currencies.get(after[2] ?? '')
  if (after === null || currency === undefined) return { word: null, length: 0 }
  const stop = end + after[0].length
  const isSign = (after[2] ?? '').length === 1
  if (isSign && !belongsBefore(doc, stop - 1, stop)) return { word: null, length: 0 }
  return { word: { currency, thousand: after[1] !== undefined }, length: after[0].length }
}

/** A word or sign right behind digits: asked before the dear pattern. */
const mayBeCurrency = /\s{0,2}[€£$₽₴\p{L}]|-\p{L}/uy
/** What the signs and codes before an amount end in. */
const signEnds = /[€£$ropdnf]/

function mayEndSign(plain: string, start: number): boolean {
  let at = start - 1
  while (at >= 0 && at >= start - 2 && plain.charCodeAt(at) <= 32) at -= 1
  return at >= 0 && signEnds.test(plain.charAt(at))
}

function exec(pattern: RegExp, plain: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(plain)
}

/** The amount when it is one that its currency is used for; null otherwise. */
export function within(found: Amount): Amount | null {
  const { amount, currency } = found
  return currency !== null && amount >= currency.min && amount <= currency.max ? found : null
}

function valueOf(whole: string, cents: string | undefined, thousand: boolean): number {
  const value = Number(/^\d+$/.test(whole) ? whole : whole.replace(/[.,\s'’]/g, '').replaceAll('o', '0'))
  const part = cents === undefined || cents.startsWith('-') ? 0 : Number(`0.${cents}`)
  return Math.round((value + part) * (thousand ? 100_000 : 100)) / 100
}

/** "100 roses": a round number of them, and nothing that speaks of flowers. */
function hiddenAmount(doc: Document, start: number, end: number, amount: number): Amount | null {
  const next = doc.tokens[tokenFrom(doc, end)]
  const word = next === undefined ? null : moneyWordOf(next)
  if (next === undefined || next.start - end > 2 || word === null || amount < 30 || amount % 5 !== 0) return null
  if (flowerWords.test(doc.plain.slice(Math.max(0, start - 40), next.end + 40))) return null
  const code = currencyOfCountry.get(doc.context.region.toUpperCase()) ?? euro.code
  return { start, end: next.end, amount, currency: { ...euro, code }, hidden: true, timed: word === 'period' }
}

const countBefore = new RegExp(
  String.raw`(?:(?<![\d.,:-]|\d/)(\d{1,3}(?:[.,]5)?|1/2)|(?<!\p{L})(${anyOf(wordRows('period-counts'))}))(?:\s|-)?$`,
  'u'
)
const clockBefore = new RegExp(String.raw`(?<!\p{L})(?:${anyOf(wordRows('clock-cues'))})\s$`, 'u')

/** The length of time that ends with this token ("30 min", "half uur", "uur"); null when it is none. */
export function durationAt(doc: Document, token: Token): Duration | null {
  const period = periodOf(token)
  if (period === null) return null
  const { plain } = doc
  const window = plain.slice(Math.max(0, token.start - 16), token.start)
  const hit = countOf(window, period.minutes)
  const start = hit === null ? token.start : token.start - (hit[0]?.length ?? 0)
  const end =
    token.end + (plain.charAt(token.end) === '.' && /^(?:std|min|mins|godz|hr|hrs|u)$/.test(token.text) ? 1 : 0)
  if (hit?.[1] !== undefined && clockBefore.test(plain.slice(Math.max(0, start - 9), start))) return null
  const count = hit?.[1]?.replace(',', '.')
  const times = count === undefined ? wordCount(hit?.[2] ?? '') : count === '1/2' ? 0.5 : Number(count)
  if (period.unit === 'minute' && hit === null) return null
  if (period.minutes === 0) return { start, end, minutes: 0, unit: period.unit, bare: false }
  const minutes = Math.round(period.minutes * times)
  if (minutes < 5 || minutes > 1440) return null
  return { start, end, minutes, unit: period.unit, bare: hit === null && token.text.length === 1 }
}

/** A number before a night or a month is no count of them, and one with a currency sign is an amount. */
function countOf(window: string, minutes: number): RegExpExecArray | null {
  const hit = countBefore.exec(window)
  if (hit?.[1] === undefined) return hit
  return minutes === 0 || /(?<!\d\s?)[€£$]\s?$/.test(window.slice(0, hit.index)) ? null : hit
}

/** How many a word says; 1 for "heel", "full" and the like. White space within it may be any. */
function wordCount(word: string): number {
  return periodCounts.get(word.replace(/\s/g, ' ')) ?? 1
}
