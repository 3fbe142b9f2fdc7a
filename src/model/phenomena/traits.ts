/** What is counted of adverts for research on phenomena. Origin, nationality, ethnicity, religion and health are none of it, and no other name is let in. */

/** What fewer networks have in common is not told of living adverts, and not kept of erased ones. */
export const leastNetworks = 5

export const dimensions = ['week', 'place', 'form', 'language', 'source', 'price', 'disguise'] as const
export type Dimension = (typeof dimensions)[number]

/** What is not known of an advert, and what is no longer known of adverts that were erased: they stand beside the values of every dimension. */
export const unknown = 'unknown'
export const withheld = 'withheld'

export const countedForms = ['sexual', 'labour', 'criminal', 'minors', 'several', unknown] as const
/** Asked for an hour, in euros: from the first number on, below the second. */
export const priceClasses = [
  '0-50',
  '50-100',
  '100-150',
  '150-200',
  '200-300',
  '300-',
  'other-currency',
  unknown
] as const
/** How the first disguised number is written: in words, with characters that look like digits, taken apart, or otherwise; `open` without one. */
export const disguises = ['open', 'words', 'look-alike', 'apart', 'other', 'no-number'] as const

export interface CountedPlace {
  /** `NL/Utrecht`. */
  readonly name: string
  readonly lat: number
  readonly lon: number
}

/** What one advert counts as, each time under one value: sums over a dimension are the number of adverts. */
export interface AdvertTraits {
  readonly place: CountedPlace | null
  readonly form: (typeof countedForms)[number]
  /** ISO 639-1, or `unknown`. */
  readonly language: string
  readonly price: (typeof priceClasses)[number]
  readonly disguise: (typeof disguises)[number]
}

export const untold: AdvertTraits = {
  place: null,
  form: unknown,
  language: unknown,
  price: unknown,
  disguise: 'no-number'
}

/** A value of each dimension. */
export type Cell = Readonly<Record<Dimension, string>>

/** The values of an advert. `week`: ISO 8601, in the time of Amsterdam. */
export function cellOf(traits: AdvertTraits, week: string, source: string): Cell {
  const { place, form, language, price, disguise } = traits
  return { week, place: place?.name ?? unknown, form, language, source, price, disguise }
}

export function isDimension(name: string): name is Dimension {
  return dimensions.some((one) => one === name)
}
