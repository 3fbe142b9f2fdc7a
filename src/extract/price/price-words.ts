/** Words of money and of the time that is paid for, in nine languages (all folded). */
import { anyOf, wordMap, wordRows } from '../../text/word-lists.ts'

export interface Currency {
  readonly code: string
  readonly min: number
  readonly max: number
}

export interface Period {
  /** `hour`, `minute`, `quarter`, `half`, `three-quarters`, `day`, `night`, `week`, `month`. */
  readonly unit: string
  /** 0 where nothing per hour follows from it. */
  readonly minutes: number
}

export interface MoneyPiece {
  readonly worth: number
  readonly currency: Currency
  /** The word means other things too: it counts where a price is asked or a time is paid for. */
  readonly timed: boolean
}

/** Least and most that an advert asks, in units of the currency: outside it the number is something else. */
const amounts: Readonly<Record<string, readonly [min: number, max: number]>> = {
  EUR: [5, 10_000_000],
  GBP: [5, 10_000_000],
  USD: [5, 10_000_000],
  CHF: [5, 10_000_000],
  RON: [10, 50_000_000],
  PLN: [10, 50_000_000],
  BGN: [10, 50_000_000],
  HUF: [500, 5_000_000_000],
  RUB: [50, 1_000_000_000],
  UAH: [50, 1_000_000_000]
}

/** Minutes of a period; 0 where nothing per hour follows from it. */
const minutesOf: Readonly<Record<string, number>> = {
  hour: 60,
  minute: 1,
  quarter: 15,
  half: 30,
  'three-quarters': 45,
  day: 0,
  night: 0,
  week: 0,
  month: 0
}

export const euro: Currency = currencyOf('EUR')

/** Currency words and signs. */
export const currencies: ReadonlyMap<string, Currency> = wordMap('money', currencyOf)

/**
 * Words written for money by those who do not want to name it: of low confidence, and in the currency of the country. `period`: they count
 * beside a time that is paid for only.
 */
export const moneyWords: ReadonlyMap<string, string> = wordMap('euphemisms-for-money', (value) => value)

/** Notes and sums that have a name of their own ("a tenner", "dwie stówy"), with their worth. */
export const moneyPieces: ReadonlyMap<string, MoneyPiece> = wordMap('money-pieces', (value) => {
  const [worth = '', code = '', timed] = value.split(' ')
  return { worth: Number(worth), currency: currencyOf(code), timed: timed === 'timed' }
})

/** Flowers for sale beside a number of roses. */
export const flowerWords = new RegExp(anyOf(wordRows('flowers')))

export const currencyOfCountry: ReadonlyMap<string, string> = new Map([
  ['GB', 'GBP'],
  ['US', 'USD'],
  ['PL', 'PLN'],
  ['RO', 'RON'],
  ['BG', 'BGN'],
  ['HU', 'HUF'],
  ['CH', 'CHF']
])

/** Words for a length of time; one-letter forms count only right beside an amount or a number. */
export const periods: ReadonlyMap<string, Period> = wordMap('periods', periodOf)

/** "p/u", "p.u.", "pcm": a price for a time, said in two or three letters. */
export const shortPeriods: ReadonlyMap<string, Period> = wordMap('short-periods', periodOf)

/** How many of a period a word before it says: "half", "anderhalf", "two". */
export const periodCounts: ReadonlyMap<string, number> = wordMap('period-counts', Number)

function currencyOf(code: string): Currency {
  const [min, max] = amounts[code] ?? []
  if (min === undefined || max === undefined) throw new Error(`data/words: no currency is called ${code}`)
  return { code, min, max }
}

function periodOf(unit: string): Period {
  const minutes = minutesOf[unit]
  if (minutes === undefined) throw new Error(`data/words: no period is called ${unit}`)
  return { unit, minutes }
}
