/** Reads the amounts of a text, with or without a currency. */
import { claim, isClaimed, tokenFrom } from '../document.ts'
import type { Document } from '../document.ts'
import { anyOf, wordRows } from '../../text/word-lists.ts'
import { belongsBefore, endsNumber } from './price-signs.ts'
import { currencies, currencyOfCountry, euro, flowerWords, moneyWords, periods } from './price-words.ts'
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

/** The currency that a word or sign of the text names; null when it names none. */
export const currencyOf = perWord((word) => currencies.get(word) ?? null)
export const moneyWordOf = perWord((word) => moneyWords.get(word) ?? null)

const thousands = anyOf(wordRows('thousand-words'))
/** 100 / 1.250 / 1,500 / 1 250,50 / 99,- / 1.5k; groups apart by a blank or an apostrophe are judged by `isThousands`. */
const rest = String.raw`(?:([.,])(\d{1,2}(?=\s?(?:k|${thousands})(?!\p{L}))|\d{2}|-{1,2}|=))?(?!\d)(?![.,]\d)(\s?k(?!\p{L}))?`
const amountPattern = new RegExp(
  String.raw`(\d{1,3}(?:[.,]\d{3}){1,2}|\d{1,3}(?:[ '’]\d{3}){1,2}(?!\d)|\d{1,7})${rest}`,
  'uy'
)
const oneGroup = new RegExp(String.raw`(\d{1,7})${rest}`, 'uy')
/** "2,4oo", "1oo": letters for the zeros at the end. */
const letterZeros = /(\d{1,3}[.,]\d{0,2}o{1,3}|\d{1,4}o{1,4})(?![\p{L}\d])/uy
const signBefore = /([€£$]|(?<!\p{L})(?:eur|euro|gbp|usd|ron|pln|chf))\s{0,2}$/u
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
  if (/^[-=]/.test(hit[3] ?? '')) return within({ start, end, amount, currency: dashed(doc), hidden: false })
  const many = thousandsAfter(doc, end)
  if (many > 0) return within({ start, end: many, amount: amount * 1000, currency: localOf(doc), hidden: false })
  if ((labelled && labelledEnd.test(plain.slice(end, end + 12))) || isFollowed(doc, end, amount))
    return within({ start, end, amount, currency: localOf(doc), hidden: false, labelled: true })
  if (isForTime(plain, end)) return { start, end, amount, currency: null, hidden: false }
  if (hit[3] !== undefined || hit[4] !== undefined || !isBare(doc, hit[1] ?? '')) return null
  return hiddenAmount(doc, start, end, amount) ?? { start, end, amount, currency: null, hidden: false }
}

export const priceLabels = anyOf(wordRows('labels').filter(({ value }) => value === 'price'))
const labelBefore = new RegExp(
  String.raw`(?<!\p{L})(?:(?:${priceLabels})(?:\s?[:=]\s{0,2}|\s(?:(?:${anyOf(wordRows('price-joiners'))})\s)?)|(?:${anyOf(wordRows('price-cues'))})\s?:?\s)$`,
  'u'
)
/** Behind a labelled amount: the end, a mark, or what it is paid for; no other thing that is counted. */
const labelledEnd = new RegExp(
  String.raw`^(?:\s?(?:$|[\n;|)!+]|[.,](?!\d)|\/\s?\p{L})|\s(?:p\s?[/.]|(?:${anyOf([...wordRows('per-words'), ...wordRows('price-inclusions'), ...wordRows('and-or'), ...wordRows('period-adverbs')])})(?!\p{L})))`,
  'u'
)
/** "350 ono", "1 200 à débattre": what only an asking price has behind it. */
const followersAfter = new RegExp(String.raw`^,?\s(?:${anyOf(wordRows('price-followers'))})(?!\p{L})`, 'u')

/** "350 VB": large enough to be asked for something. */
function isFollowed({ plain }: Document, end: number, amount: number): boolean {
  return amount >= 10 && followersAfter.test(plain.slice(end, end + 30))
}

const forTime = new RegExp(
  String.raw`^\s(?:de\s|(?:${anyOf(wordRows('per-words'))})\s)(?:(?:${anyOf(wordRows('per-articles'))})\s|l')?(\p{L}+)`,
  'u'
)

/** "14,50 per uur", "11,88 de l'heure": what an hour or a month is paid with. */
function isForTime(plain: string, end: number): boolean {
  if (plain.charAt(end) !== ' ') return false
  const period = periods.get(forTime.exec(plain.slice(end, end + 30))?.[1] ?? '')
  return period !== undefined && /^(?:hour|month)$/.test(period.unit)
}

/** The end of a clause. */
export const aloneEnd = /^\s?(?:$|[\n;|)!]|[.,](?!\d))/

/** Digits that may be an amount without a currency; forints have more of them. */
function isBare(doc: Document, digits: string): boolean {
  const most = localOf(doc).code === 'HUF' ? 6 : 4
  // Groups apart by a blank were judged when the digits were read.
  return /^\d+(?: \d{3})?$/.test(digits) && (digits.includes(' ') || digits.length <= most)
}

/** "Prijs: 95", "Loyer : 1 150,00", "yours for 90". */
export function isLabelled(plain: string, start: number): boolean {
  const before = wordBefore.exec(plain.slice(Math.max(0, start - 34), start))?.[1]
  return before !== undefined && lastWords.has(before) && labelBefore.test(plain.slice(Math.max(0, start - 34), start))
}

/** The last word before an amount, and those that a label can end in: asked before the dear pattern. */
const wordBefore = /(\p{L}+)\s?[.)]?\s?[:=]?\s{0,2}$/u
const lastWords = new Set(
  ['labels', 'price-joiners', 'price-cues'].flatMap((list) =>
    wordRows(list).map(({ word }) => /\p{L}+(?=[^\p{L}]*$)/u.exec(word)?.[0] ?? '')
  )
)

/** The currency of the country that the text is from. */
export function localOf(doc: Document): Currency {
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

/** "10 000 - 15 000 Ft": what the first amount of a range has behind it. */
const rangeOn = new RegExp(
  String.raw`^ ?[-–] ?\d{1,3}[ '’]\d{3}\s?(?:[€£$₽₴]|(?:${anyOf(wordRows('money').filter(({ word }) => /^\p{L}/u.test(word)))})(?!\p{L}))`,
  'u'
)
/**
 * "1 480 €", "€ 12 500", "CHF 1'250": groups of thousands, and no list of amounts ("80 150 €"), no end of a longer number ("34 240 lei" after
 * more digits).
 */
function isThousands(doc: Document, start: number, hit: RegExpExecArray, signed: boolean): boolean {
  const { plain } = doc
  const end = start + hit[0].length
  const { word } = currencyAfter(doc, end)
  if (!signed && word === null && (rangeOn.test(plain.slice(end, end + 24)) || isPerTime(doc, end))) return true
  if (!signed && (word === null || hangsOn(plain.slice(Math.max(0, start - 6), start)))) return false
  if (signed && /^ \d/.test(plain.slice(end, end + 2))) return false
  if (word !== null && largeCurrencies.has(word.currency.code)) return true
  const [first = 0, second = 0] = (hit[1] ?? '').split(/[ '’]/).map(Number)
  // Neighbours in a list of prices are of one size, and round.
  return first < 10 || second === 0 || first % 5 !== 0 || second % 5 !== 0 || second >= 4 * first
}

/** "25 000/óra": a large amount for a time, in a country of large amounts. */
function isPerTime(doc: Document, end: number): boolean {
  if (localOf(doc).code !== 'HUF') return false
  const period = /^\/(\p{L}+)/u.exec(doc.plain.slice(end, end + 16))?.[1]
  return period !== undefined && periods.has(period)
}

/** More digits or a letter stand right before, and no mark parts them: the end of a sentence, a comma, a bar or a line. */
function hangsOn(before: string): boolean {
  return /(?:\d[^\p{L}]{0,4}|\p{L})$/u.test(before) && !/(?:[.,] | \| |\n|\d{3} ?[-–] ?)$/.test(before)
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
  const part = cents === undefined || /^[-=]/.test(cents) ? 0 : Number(`0.${cents}`)
  return Math.round((value + part) * (thousand ? 100_000 : 100)) / 100
}

/** A word for prices stands before it, or one of asking prices behind it. */
export function isAsked({ plain }: Document, start: number, end: number): boolean {
  return isLabelled(plain, start) || followersAfter.test(plain.slice(end, end + 30))
}

/** "100 roses": a round number of them, and nothing that speaks of flowers. */
function hiddenAmount(doc: Document, start: number, end: number, amount: number): Amount | null {
  const next = doc.tokens[tokenFrom(doc, end)]
  const word = next === undefined ? null : moneyWordOf(next)
  if (next === undefined || next.start - end > 2 || word === null) return null
  const said = isAsked(doc, start, next.end)
  const least = word === 'period' && aloneEnd.test(doc.plain.slice(next.end, next.end + 3)) ? 20 : 30
  if (said ? amount < 5 : amount < least || amount % 5 !== 0) return null
  if (flowerWords.test(doc.plain.slice(Math.max(0, start - 40), next.end + 40))) return null
  const code = currencyOfCountry.get(doc.context.region.toUpperCase()) ?? euro.code
  return {
    start,
    end: next.end,
    amount,
    currency: { ...euro, code },
    hidden: true,
    timed: word === 'period' && !said && least > 20
  }
}
