/** A wage per hour far below what the law of the place asks (AN-15). */
import type { Folded } from '../../text/fold.ts'
import { found, signsOf, spanOf, wordsOf } from './words.ts'
import { rowsOf } from '../wording.ts'

/** Below this share of the minimum for adults a wage is far below: laws let no adult be paid so little. */
const farBelow = 0.5
/** A figure of the table that nobody compared with its law may be wrong by so much without a wage being called too low for it. */
const uncertain = 0.1

interface Minimum {
  readonly country: string
  readonly currency: string
  readonly from: string
  /** What is certain of the wage per hour. */
  readonly hour: number
}

const minima: readonly Minimum[] = rowsOf('minimum-wages.tsv').map(
  ([country = '', currency = '', from = '', hour = '', , checked = '']) => ({
    country,
    currency,
    from,
    hour: Number(hour) * (/^\d{4}-\d\d-\d\d$/.test(checked) ? 1 : 1 - uncertain)
  })
)
const currencies = [...new Set(minima.map((one) => one.currency))]

/** By currency: its sign or word, without which no wage in it stands in a text, and the wages themselves. */
const wages: readonly (readonly [string, RegExp, RegExp])[] = currencies.map((currency) => {
  const [sign, amount] = [signsOf(currency), String.raw`(?<![\d.,])(\d{1,4}(?:[.,]\d{1,2})?)(?![\d]|[.,]\d)`]
  const hour = String.raw`[\s,-]{0,3}(?:[\p{L}]{5,6}\s)?(?:/\s?)?${wordsOf('hour')}`
  const behind = String.raw`${amount}\s{0,2}(?:${sign})(?![\p{L}])${hour}`
  const before = String.raw`(?:${sign})\s{0,2}${amount}${hour}`
  const named = String.raw`${wordsOf('hour')}[\s:]{1,3}(?:${sign})?\s{0,2}${amount}\s{0,2}(?:${sign})`
  return [currency, new RegExp(sign, 'iu'), new RegExp(`${behind}|${before}|${named}`, 'giu')]
})

/**
 * Where a wage per hour stands in the source of a folded text that is below half of the minimum; `day`: ISO date from which minima are taken.
 * `countries`: those that the advert names; without one the lowest minimum in that currency is taken. Nothing is said of a country that the
 * table lacks, or of a day before its first row.
 */
export function lowWages(
  text: Folded,
  countries: readonly string[],
  day: string
): readonly (readonly [number, number])[] {
  // Each expression asks for an hour and for the currency: where one of these is missing it is not tried.
  if (found('hour', text, false).length === 0) return []
  return wages.flatMap(([currency, sign, expression]) => {
    if (!sign.test(text.text)) return []
    const least = leastOf(currency, countries, day)
    return [...text.text.matchAll(expression)].slice(0, 5).flatMap((hit) => {
      const amount = Number((hit.slice(1).find((one) => one !== undefined) ?? '').replace(',', '.'))
      return amount > 0 && amount < least * farBelow
        ? [spanOf(text, { start: hit.index, end: hit.index + hit[0].length })]
        : []
    })
  })
}

/** 0 where it is not known for one of the countries. */
function leastOf(currency: string, countries: readonly string[], day: string): number {
  const inForce = minima.filter((one) => one.currency === currency && one.from <= day)
  const last = new Map(inForce.map((one) => [one.country, one.hour]))
  if (countries.length > 0) return Math.min(...countries.map((country) => last.get(country) ?? 0))
  return last.size === 0 ? 0 : Math.min(...last.values())
}
