/** A wage per hour far below what the law of the place asks (AN-15). */
import { plain, signsOf, wordsOf } from './words.ts'
import { rowsOf } from '../wording.ts'

/** Below this share of the minimum for adults a wage is far below: laws let no adult be paid so little. */
const farBelow = 0.5

interface Minimum {
  readonly country: string
  readonly currency: string
  readonly from: string
  readonly hour: number
}

const minima: readonly Minimum[] = rowsOf('minimum-wages.tsv').map(
  ([country = '', currency = '', from = '', hour = '']) => ({
    country,
    currency,
    from,
    hour: Number(hour)
  })
)
const currencies = [...new Set(minima.map((one) => one.currency))]

const wages: readonly (readonly [string, RegExp])[] = currencies.map((currency) => {
  const [sign, amount] = [signsOf(currency), String.raw`(?<![\d.,])(\d{1,4}(?:[.,]\d{1,2})?)(?![\d]|[.,]\d)`]
  const hour = String.raw`[\s,-]{0,3}(?:[\p{L}]{5,6}\s)?(?:/\s?)?${wordsOf('hour')}`
  const behind = String.raw`${amount}\s{0,2}(?:${sign})(?![\p{L}])${hour}`
  const before = String.raw`(?:${sign})\s{0,2}${amount}${hour}`
  const named = String.raw`${wordsOf('hour')}[\s:]{1,3}(?:${sign})?\s{0,2}${amount}\s{0,2}(?:${sign})`
  return [currency, new RegExp(`${behind}|${before}|${named}`, 'giu')]
})

/**
 * Where a wage per hour stands that is below half of the minimum; `day`: ISO date from which minima are taken. `countries`: those that
 * the advert names; without one the lowest minimum in that currency is taken.
 */
export function lowWages(
  text: string,
  countries: readonly string[],
  day: string
): readonly (readonly [number, number])[] {
  const bare = plain(text)
  return wages.flatMap(([currency, expression]) => {
    const least = leastOf(currency, countries, day)
    return [...bare.matchAll(expression)].slice(0, 5).flatMap((hit) => {
      const amount = Number((hit.slice(1).find((one) => one !== undefined) ?? '').replace(',', '.'))
      return amount > 0 && amount < least * farBelow ? [[hit.index, hit.index + hit[0].length] as const] : []
    })
  })
}

function leastOf(currency: string, countries: readonly string[], day: string): number {
  const inForce = minima.filter((one) => one.currency === currency)
  const named = inForce.filter((one) => countries.includes(one.country))
  const of = Map.groupBy(named.length > 0 ? named : inForce, (one) => one.country)
  return Math.min(
    ...[...of.values()].map((rows) => (rows.filter((one) => one.from <= day).at(-1) ?? rows[0])?.hour ?? Infinity)
  )
}
