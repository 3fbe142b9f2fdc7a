/** What a phrase table holds: patterns by subject of a sentence, for one language. */
import type { Language } from '../advert.ts'
import type { Pools } from '../grammar.ts'

/** Signs and counter-signs that an advert may carry in words; how often, per kind of hand, stands in `traits.ts`. */
export const traitIds = [
  'assurance',
  'youth',
  'arrival',
  'rules',
  'anything',
  'incall',
  'always',
  'driver',
  'rotation',
  'deposit',
  'own',
  'lowprice',
  'choice'
] as const
export type TraitId = (typeof traitIds)[number]

export interface Phrasebook {
  readonly language: Language
  readonly titles: readonly string[]
  readonly greeting: readonly string[]
  /** First person: who I am. */
  readonly self: readonly string[]
  /** First person: what I offer. */
  readonly offer: readonly string[]
  /** Small personal matters, the part that makes a person's text her own. */
  readonly detail: readonly string[]
  readonly place: readonly string[]
  readonly hours: readonly string[]
  readonly price: readonly string[]
  readonly contact: readonly string[]
  /** Contact without a number: by the site's form. */
  readonly form: readonly string[]
  readonly closing: readonly string[]
  /** Third person: somebody else writes. */
  readonly third: readonly string[]
  /** Plural: a house or an agency writes. */
  readonly plural: readonly string[]
  readonly massage: readonly string[]
  readonly traits: Readonly<Partial<Record<TraitId, readonly string[]>>>
  readonly pools: Pools
}
