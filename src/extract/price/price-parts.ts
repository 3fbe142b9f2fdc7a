/** Reads the parts of a price: amounts with or without a currency, and the lengths of time that stand beside them. */
import { claim, isClaimed, tokenFrom } from '../document.ts'
import type { Document } from '../document.ts'
import { anyOf, wordRows } from '../../text/word-lists.ts'
import { numberWords } from '../numbers/number-words.ts'
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
const currencyOf = perWord((word) => currencies.get(word) ?? null)
const isMoneyWord = perWord((word) => moneyWords.has(word))

/** 100 / 1.250 / 1,500 / 1 250,50 / 99,- / 1.5k */
const amountPattern =
  /(\d{1,3}(?:[.,]\d{3}){1,2}|\d{1,3} \d{3}(?= ?(?:(?:ft|huf|lei|zl|ron|руб|рубл\p{L}{1,3}|rub|uah|грн|лв)(?!\p{L})|[€₽₴]))|\d{1,7})(?:([.,])(\d{1,2}(?=\s?k(?!\p{L}))|\d{2}|-{1,2}))?(?!\d)(?![.,]\d)(\s?k(?!\p{L}))?/uy
/** A sign belongs to the amount that it touches: "80 €" and "5 £50". */
const signBefore = /(?<!\d|,-)(?<!(?:\d|,-)[ \t](?!\S$))([€£$]|(?<!\p{L})(?:eur|euro|gbp|usd|ron|pln|chf))\s{0,2}$/u
const wordAfter = /^(?!\s{1,2}[€£$]\d)(?:\s{0,2}(?=[€£$₽₴\p{L}])|-(?=\p{L}))([€£$₽₴]|\p{L}{2,9})(?!\p{L})/u

/** The amount whose first digits are this token; null when the digits are something else. */
export function amountAt(doc: Document, token: Token): Amount | null {
  const { plain } = doc
  if (token.text.length > 7 || /[\d.,]/.test(plain.charAt(token.start - 1))) return null
  amountPattern.lastIndex = token.start
  const hit = amountPattern.exec(plain)
  if (hit === null || isClaimed(doc, hit.index, hit.index + hit[0].length, claim.link | claim.date)) return null
  // "34 240 lei" after more digits is the end of a number and a price, not thousands.
  if (
    hit[1]?.includes(' ') === true &&
    /(?:\d[^\p{L}]{0,4}|\p{L})$/u.test(plain.slice(Math.max(0, token.start - 5), token.start))
  )
    return null
  const end = hit.index + hit[0].length
  const amount = valueOf(hit[1] ?? '', hit[3], hit[4] !== undefined)
  if ((hit[1] ?? '').startsWith('0')) return null
  const before = signBefore.exec(plain.slice(Math.max(0, token.start - 10), token.start))
  const sign = before === null ? undefined : currencies.get(before[1] ?? '')
  const after = wordAfter.exec(plain.slice(end, end + 14))
  const word = after === null ? undefined : currencies.get(after[1] ?? '')
  const start = sign === undefined ? token.start : token.start - (before?.[0].length ?? 0)
  if (sign !== undefined) {
    // "€ 80 euro" says it twice.
    const twice = word?.code === sign.code && !/^\s{0,2}[€£$]/.test(after?.[0] ?? '') ? (after?.[0].length ?? 0) : 0
    return within({ start, end: end + twice, amount, currency: sign, hidden: false })
  }
  if (word !== undefined)
    return within({ start, end: end + (after?.[0].length ?? 0), amount, currency: word, hidden: false })
  if (hit[3]?.startsWith('-') === true) return within({ start, end, amount, currency: euro, hidden: false })
  if (hit[3] !== undefined || hit[4] !== undefined || (hit[1] ?? '').length > 4) return null
  return hiddenAmount(doc, start, end, amount) ?? { start, end, amount, currency: null, hidden: false }
}

function within(found: Amount): Amount | null {
  const { amount, currency } = found
  return currency !== null && amount >= currency.min && amount <= currency.max ? found : null
}

function valueOf(whole: string, cents: string | undefined, thousand: boolean): number {
  const value = Number(whole.replace(/[.,\s]/g, ''))
  const part = cents === undefined || cents.startsWith('-') ? 0 : Number(`0.${cents}`)
  return Math.round((value + part) * (thousand ? 100_000 : 100)) / 100
}

/** "100 roses": a round number of them, and nothing that speaks of flowers. */
function hiddenAmount(doc: Document, start: number, end: number, amount: number): Amount | null {
  const next = doc.tokens[tokenFrom(doc, end)]
  if (next === undefined || next.start - end > 2 || !isMoneyWord(next) || amount < 30 || amount % 5 !== 0) return null
  if (flowerWords.test(doc.plain.slice(Math.max(0, start - 40), next.end + 40))) return null
  const code = currencyOfCountry.get(doc.context.region.toUpperCase()) ?? euro.code
  return { start, end: next.end, amount, currency: { ...euro, code }, hidden: true }
}

/** "vijftig euro", "honderdvijftig euro": the number words right before a currency word. */
export function spokenAmount(doc: Document, index: number): Amount | null {
  const word = doc.tokens[index]
  const currency = word === undefined ? null : currencyOf(word)
  if (word === undefined || currency === null || word.text.length < 3) return null
  let amount = 0
  let start = word.start
  let later = word
  for (let i = index - 1; i >= Math.max(0, index - 4); i -= 1) {
    const token = doc.tokens[i]
    if (token === undefined || token.digits || later.start - token.end > 1) break
    const value = spokenValue(token)
    if (value === 0 && !(amount > 0 && /^(?:en|and|und|y|si|и)$/.test(token.text))) break
    if (value > 0) {
      // Larger parts stand first ("honderd vijftig"); "one hundred" multiplies.
      if (amount >= 100 && value < 10) amount *= value
      else if (amount > 0 && value <= amount) break
      else amount += value
      start = token.start
    }
    later = token
  }
  if (amount < 10 || isClaimed(doc, start, word.end, claim.link | claim.date)) return null
  return within({ start, end: word.end, amount, currency, hidden: false })
}

const spokenValue = perWord((word): number => {
  const known = numberWords.get(word)
  if (known !== undefined) return known.value
  if (/^(?:hundred|sute|suta|cent|duizend|thousand|tausend|mille|mil)$/.test(word))
    return /^[hsc]/.test(word) ? 100 : 1000
  for (let cut = 3; cut <= word.length - 3; cut += 1) {
    const head = numberWords.get(word.slice(0, cut))
    if (head === undefined || head.value < 100 || head.value % 100 !== 0) continue
    const rest = numberWords.get(word.slice(cut).replace(/^en(?=..)/, '')) ?? numberWords.get(word.slice(cut))
    if (rest !== undefined && rest.value > 0 && rest.value < 100) return head.value + rest.value
  }
  return 0
})

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
