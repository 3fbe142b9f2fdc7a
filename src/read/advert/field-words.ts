/** Labels that sites put before a value ("Prijs:", "Ort:", "Teléfono:"), in nine languages, and the field each names. */
import { fold } from '../../text/fold.ts'
import { anyOf, anyPattern, wordMap, wordRows, type WordRow } from '../../text/word-lists.ts'

export type FieldName =
  | 'price'
  | 'city'
  | 'phone'
  | 'posted'
  | 'updated'
  | 'seller'
  | 'account'
  | 'category'
  | 'title'
  | 'body'
  | 'other'

export interface FieldFound {
  readonly name: FieldName
  readonly value: string
  /** Block of the value. */
  readonly block: number
  /** 4: a time for machines behind a label, 3: label and value, 2.5: behind a pin, 2: class name or itemprop, 1: looks. */
  readonly strength: number
}

const fieldNames: ReadonlySet<string> = new Set<FieldName>([
  'price',
  'city',
  'phone',
  'posted',
  'updated',
  'seller',
  'account',
  'category',
  'title',
  'body',
  'other'
])

/** Field by label, folded and without colon: see `fieldOf`. */
const fieldLabels: ReadonlyMap<string, FieldName> = wordMap('labels', (name) => {
  if (!isFieldName(name)) throw new Error(`data/words: no field is called ${name}`)
  return name
})

/** The field that a label names, given without its colon; accents and capitals do not matter. */
export function fieldOf(label: string): FieldName | undefined {
  if (label.length > longestLabel) return undefined
  const known = asked.get(label)
  if (known !== undefined) return known ?? undefined
  const field = fieldLabels.get(fold(label).text)
  if (asked.size >= maxAsked) asked.clear()
  asked.set(label, field ?? null)
  return field
}

/** Short texts asked before: menus and labels come on every page of a site, and folding is most of the cost. */
const asked = new Map<string, FieldName | null>()
const maxAsked = 8_192

/** Longer texts are no labels; folding may shorten a text, but not by half. */
const longestLabel = 2 * Math.max(...[...fieldLabels.keys()].map((label) => label.length))

function isFieldName(name: string): name is FieldName {
  return fieldNames.has(name)
}

/** "Geplaatst door Anna op 3 maart": a by-line rather than a label. The first group is the name. */
export const byline = new RegExp(
  `^(?:${anyPattern('bylines')})[:\\s]+(\\S.{0,40}?)(?:\\s*(?:[|·•,(]|\\s-\\s|\\bop\\b|\\bon\\b|\\bam\\b|\\ble\\b|\\bat\\b).*)?$`,
  'iu'
)

const amount = String.raw`(?:\d{1,3}(?:[.,\s]\d{3})+(?!\d)|\d{1,7})(?:[.,]\d{2}(?!\d)|,-{1,2})?`

/** A price by its looks: a currency sign or name beside an amount, alone in a short text. */
export const priceLike = new RegExp(
  `(?:(?:${anyPattern('price-signs', 'either')})\\s?${amount}|${amount}\\s?(?:${anyPattern('price-signs')}))`,
  'iu'
)

/**
 * The first price in a text by its looks; of "90 000 - 120 000 ₽" the lower amount with the sign of the higher, of nothing but noughts none. Whether it
 * has a digit is asked first: that costs a tenth.
 */
export function priceIn(text: string): string | undefined {
  if (!/[1-9]/.test(text)) return undefined
  let found = priceLike.exec(text)
  if (found && !/[1-9]/.test(found[0])) {
    const at = found.index + found[0].length
    const next = priceLike.exec(text.slice(at))
    if (next) next.index += at
    found = next
  }
  if (!found) return undefined
  const lower = lowerAmount.exec(text.slice(Math.max(0, found.index - 24), found.index))?.[1]
  return lower === undefined ? found[0] : found[0].replace(amountAlone, lower)
}

export function statesPrice(text: string): boolean {
  return /[1-9]/.test(text) && priceIn(text) !== undefined
}

const amountAlone = new RegExp(amount)

/** An amount and what joins it to a higher one. */
const lowerAmount = new RegExp(
  `(?<![\\d.,])(${amount})\\s?(?:[-–—]|\\p{L}{1,3}(?<=до|bis|tot|to|à|a|do|și|al))\\s?$`,
  'iu'
)

/** The text without its first price. */
export function withoutPrice(text: string): string {
  return /\d/.test(text) ? text.replace(priceLike, '') : text
}

/**
 * A phone by its looks: eight digits or more behind +, 00, 0 or an area code in brackets, with the usual signs between; or nine digits in groups, or
 * eleven behind 8, as lands without a leading zero write them. Bounded repetition only.
 */
export const phoneLike =
  /(?:\+|00|\(0?|0)[\d](?:[\s()./-]{0,3}\d){7,12}|(?<![\p{L}\d.,+€£$-]|\d\s)(?:[4-9]\d{2}([ -])\d{3}\1\d{3}|[6-9]\d{2}([ -])\d{2}\2\d{2}\2\d{2}|8[ -]?\(?[3-9]\d{2}\)?[ -]?\d{3}[ -]?\d{2}[ -]?\d{2})(?![\d%€£$]|[.,]\d|\s?(?:€|zł|lei|руб|ft)|[ -]\d)/u

/** Digits that a word before them calls a number, whatever their make: "Teléfono: 738396375". */
export const calledPhone = new RegExp(
  String.raw`(?<!\p{L})(?:${anyOf(phoneLabels())})(?:\s\d)?[\s:.]{1,3}([4-9]\d{2}([ .-]?)\d{3}\2\d{3})(?!\d)`,
  'iu'
)

function phoneLabels(): readonly WordRow[] {
  return wordRows('labels').filter(({ value }) => value === 'phone')
}

export const emailLike = /[\w.+-]{1,40}@[\w-]{1,40}\.[a-z]{2,}/i

const services = String.raw`\b(?:telegram|whatsapp|whats ?app|snap(?:chat)?|insta(?:gram)?|kik|signal|viber|wechat|skype|discord)\b`

/**
 * A name of somebody on a service: behind an at sign, of letters with digits or an underscore, alone behind a colon, or all that a line says beside
 * the service. "On Instagram in 2024" and "the signal to all" name nobody.
 */
export const handleLike = new RegExp(
  `${services}(?:.{0,20}?(?:@[\\w.]{3,}|(?<![\\w.-])(?=[\\w.-]{0,29}[\\d_])(?=[\\w.-]{0,29}[a-z])[\\w.-]{4,30}(?![\\w-]))|\\s?[:=]\\s?[\\w.+-]{3,30}\\s*(?:$|[|,;)]))|^\\s*${services}\\s[\\w.+-]{3,30}\\s*$`,
  'im'
)

/** What says that a date behind it is the day on which an advert was placed. */
export const placedLabel = new RegExp(`(?:${anyPattern('placed-labels')})`, 'iu')

/** True when a short text begins with such words. */
export function isPlacedLabel(text: string): boolean {
  return text.length <= 120 && placedLabel.test(text.slice(0, 30))
}

/** A short text that says a price and nothing else. */
export function isPriceAlone(text: string): boolean {
  return text.length <= 40 && statesPrice(text) && withoutPrice(text).trim().length < 6
}

/** What a thing costs now: without what is struck out, and of several prices the first. */
export function currentPrice(value: string, struck: readonly string[]): string {
  const text = withoutTexts(value, struck).trim()
  const price = priceIn(text)
  if (price === undefined || !statesPrice(withoutPrice(text))) return text
  // "From € 50 to € 500" is one price.
  const behind = text.slice(text.indexOf(price) + price.length)
  return /^\s?(?:[-–—]|(?:to|tot|bis|à|a|do|до|al)\s)/iu.test(behind) ? text : price
}

/** A text without others that stand in it. */
export function withoutTexts(text: string, struck: readonly string[]): string {
  return struck.reduce((left, one) => left.replace(one, ' '), text)
}

/** "<span>9 500</span> ₽": an amount with the sign that stands behind it in its block. */
export function withCurrency(text: string, line: string): string {
  if (statesPrice(text) || !/\d/.test(text)) return text
  const at = line.indexOf(text)
  const price = at < 0 ? undefined : priceIn(line.slice(at, at + text.length + 8))
  return price?.startsWith(text) === true ? price : text
}
