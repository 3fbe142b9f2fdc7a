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
  /** 4: a time for machines behind a label, 3: label and value, 2: class name or itemprop, 1: looks. */
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

/** The first price in a text by its looks. Whether it has a digit is asked first: that costs a tenth. */
export function priceIn(text: string): string | undefined {
  return /\d/.test(text) ? priceLike.exec(text)?.[0] : undefined
}

export function statesPrice(text: string): boolean {
  return /\d/.test(text) && priceLike.test(text)
}

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

/** Names of services where one can be reached, before a handle. */
export const handleLike =
  /\b(?:telegram|whatsapp|whats ?app|snap(?:chat)?|insta(?:gram)?|kik|signal|viber|wechat|skype|discord)\b.{0,20}[\w@.+-]{3,}/i

/** What says that a date behind it is the day on which an advert was placed. */
export const placedLabel = new RegExp(`(?:${anyPattern('placed-labels')})`, 'iu')

/** True when a short text begins with such words. */
export function isPlacedLabel(text: string): boolean {
  return text.length <= 120 && placedLabel.test(text.slice(0, 30))
}
