/** Research on phenomena: counts of adverts and networks with small cells hidden, and what of them was published. */
import Type from 'typebox'
import { dimensions } from '../../model/phenomena/traits.ts'
import { weekPattern } from '../../model/phenomena/weeks.ts'
import {
  closed,
  flag,
  int32,
  maybeText,
  maybeWhole,
  number,
  oneOf,
  orNull,
  reason,
  seenText,
  text,
  whole,
  type Shape
} from '../fields.ts'

const value = seenText(100)
const week = Type.String({ pattern: weekPattern })
const told = dimensions.filter((name) => name !== 'week')
/** At most two: a table is by week too. */
const by = Type.String({ pattern: `^(?:${told.join('|')})(?:,(?:${told.join('|')}))?$` })

/** Dimensions of which people ask for one value, on whatever screen counts are asked for. */
export const narrowed = {
  place: Type.Optional(value),
  form: Type.Optional(value),
  language: Type.Optional(value),
  source: Type.Optional(value)
}

/** What is asked: weeks from and to (both included), dimensions, and a value of some of them. No other name is let in. */
export const PhenomenonQuery = Type.Object(
  {
    from: week,
    to: week,
    by: Type.Optional(by),
    ...narrowed,
    price: Type.Optional(value),
    disguise: Type.Optional(value)
  },
  closed
)
export type PhenomenonQuery = Shape<typeof PhenomenonQuery>

/**
 * Weeks in which a source was observed for the first time, or was not observed, or (`withheld`, of no source) of which erased adverts were not kept apart
 * as asked: breaks, and never a fall.
 */
export const breaks = Type.Array(
  Type.Object({ week: text, source: text, kind: oneOf(['new', 'outage', 'withheld']) }, closed)
)

const table = {
  /** SHA-256 (hex) of what was counted. */
  state: text,
  /** Cells of fewer networks are hidden. */
  least: whole,
  dimensions: Type.Array(Type.Object({ name: oneOf(dimensions), categories: Type.Array(text) }, closed)),
  /** The week slowest; in each other dimension the total stands behind its categories. Null: hidden. */
  adverts: Type.Array(maybeWhole),
  networks: Type.Array(maybeWhole),
  hidden: whole,
  breaks,
  /** Where the places lie. */
  places: Type.Array(Type.Object({ name: text, lat: number, lon: number }, closed))
}

/** GET /api/phenomena/counts */
export const PhenomenonTable = Type.Object(
  {
    ...table,
    /** Sources that were observed in all of these weeks, and networks a week for each of them; null: hidden, or none was. */
    steady: whole,
    rates: Type.Array(orNull(number)),
    /** Weeks from which those rates stand on another level, with the medians before and after, and how often chance alone cuts as clearly. */
    changes: Type.Array(Type.Object({ week: text, before: number, after: number, p: number }, closed)),
    /** How many of the adverts were erased: of them only counts are left. */
    erased: whole
  },
  closed
)
export type PhenomenonTable = Shape<typeof PhenomenonTable>

/** The frozen bytes of a publication are JSON of this. */
export const PublishedPhenomenon = Type.Object({ format: text, title: text, asked: PhenomenonQuery, ...table }, closed)
export type PublishedPhenomenon = Shape<typeof PublishedPhenomenon>

/** POST /api/phenomena/publications. `synthetic`: rows with noise, for use outside, in place of counts with hidden cells. */
export const OfferBody = Type.Object(
  {
    title: Type.String({ minLength: 3, maxLength: 200 }),
    asked: PhenomenonQuery,
    synthetic: Type.Optional(flag)
  },
  closed
)
/** POST /api/phenomena/publications/{id}/decide */
export const PublishBody = Type.Object({ publish: flag, reason }, closed)

const offer = {
  id: int32,
  title: text,
  asked: PhenomenonQuery,
  kind: oneOf(['counts', 'synthetic']),
  digest: text,
  by: text,
  at: text,
  state: oneOf(['offered', 'published', 'refused']),
  /** Once published. */
  number: maybeWhole,
  decidedBy: maybeText,
  decidedAt: maybeText,
  because: maybeText
}
export const Offer = Type.Object(offer, closed)
export type Offer = Shape<typeof Offer>
/** GET /api/phenomena/publications: the newest first. */
export const Offers = Type.Object({ publications: Type.Array(Offer) }, closed)
export type Offers = Shape<typeof Offers>
/** GET /api/phenomena/offers/{id}: what the second person decides on. */
export const OfferedTable = Type.Object({ ...offer, body: text }, closed)
export type OfferedTable = Shape<typeof OfferedTable>
