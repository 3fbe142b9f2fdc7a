/** The page of one identifier: a number, e-mail address, handle, address of a page, name or place, with all that is known around it. */
import Type from 'typebox'
import {
  Count,
  closed,
  flag,
  maybeText,
  maybeWhole,
  number,
  oneOf,
  orNull,
  text,
  whole,
  wholes,
  type Shape
} from '../fields.ts'
import { signalStates } from './signals.ts'

/** Kinds that can be looked up; `any` reads the value and tells which kind it is. */
export const lookUpKinds = ['any', 'phone', 'email', 'handle', 'url', 'name', 'place'] as const

/** A value that identifies, with its kind; null where no opened adverts say one. */
const maybeFact = orNull(Type.Object({ kind: text, value: text }, closed))
/** From when to when, as posted where the site says so, else as seen. */
const period = { from: text, to: text }

export const FactAdvert = Type.Object(
  {
    advert: whole,
    site: text,
    title: text,
    /** When it was posted; when it was first seen where the site does not say. */
    at: text,
    dated: oneOf(['posted', 'seen']),
    firstSeen: text,
    lastSeen: text,
    gone: flag,
    network: maybeWhole,
    /** The place that it is about, as far as its text or its site says. */
    place: maybeText,
    versions: whole,
    /** False when only an earlier version states the value. */
    current: flag
  },
  closed
)
export type FactAdvert = Shape<typeof FactAdvert>

/** Adverts one after the other in one place. */
export const Stay = Type.Object({ place: text, ...period, adverts: wholes }, closed)
export type Stay = Shape<typeof Stay>

export const PlacePoint = Type.Object({ place: text, lat: number, lon: number, adverts: whole, ...period }, closed)
export type PlacePoint = Shape<typeof PlacePoint>

/** Another identifier that stands in the same adverts. */
export const LinkedFact = Type.Object(
  {
    kind: text,
    value: text,
    reason: oneOf(['same-advert']),
    /** Adverts shown here that state both. */
    together: whole,
    /** Adverts under this mandate that state it, counted to 1,000: how rare it is. */
    adverts: whole,
    ...period
  },
  closed
)
export type LinkedFact = Shape<typeof LinkedFact>

/** A name or an age that the adverts state. */
export const StatedValue = Type.Object({ kind: oneOf(['name', 'age']), value: text, adverts: whole, ...period }, closed)

export const StatedPrice = Type.Object(
  { at: text, advert: whole, amount: number, currency: text, minutes: maybeWhole, value: text },
  closed
)

export const FactEvent = Type.Object(
  { at: text, kind: oneOf(['posted', 'seen', 'changed', 'gone']), advert: whole, version: maybeWhole },
  closed
)

/** GET /api/facts/:kind/:value (messy input: `06 - 12 34 56 78`) */
export const FactPage = Type.Object(
  {
    kind: oneOf(['phone', 'email', 'handle', 'url', 'name', 'place']),
    /** The normal form. */
    value: text,
    /** What was looked for: a handle without its service stands for several. */
    readings: Type.Array(Type.Object({ kind: text, value: text, key: text }, closed)),
    /** Adverts that state it, opened and sealed. */
    adverts: Count,
    open: whole,
    sealed: whole,
    sites: Type.Array(Type.Object({ site: text, open: whole, sealed: whole, ...period }, closed)),
    /** Adverts a week (its Monday), sealed ones too. */
    weeks: Type.Array(Type.Object({ week: text, open: whole, sealed: whole }, closed)),
    /** The newest opened ones, at most 300, newest first; what follows is made of these. */
    shown: Type.Array(FactAdvert),
    itinerary: Type.Array(Stay),
    places: Type.Array(PlacePoint),
    /** Most together first, at most 200. */
    linked: Type.Array(LinkedFact),
    stated: Type.Array(StatedValue),
    /** In the order of time, at most 500. */
    prices: Type.Array(StatedPrice),
    /** Newest first, at most 500. */
    events: Type.Array(FactEvent),
    /** Largest share first; the first five with what their newest opened adverts call them. */
    networks: Type.Array(
      Type.Object({ id: whole, adverts: whole, size: whole, identity: maybeFact, title: maybeText }, closed)
    ),
    signals: Type.Array(Type.Object({ id: whole, state: oneOf(signalStates), network: whole }, closed))
  },
  closed
)
export type FactPage = Shape<typeof FactPage>

export const LookUpParameters = Type.Object(
  { kind: oneOf(lookUpKinds), value: Type.String({ minLength: 1, maxLength: 300 }) },
  closed
)
