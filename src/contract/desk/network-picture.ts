/** A network as a picture: its adverts, what they share, where that is drawn, and the text of its template; and two adverts beside each other. */
import Type from 'typebox'
import {
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
import { ClassSign } from '../network-class.ts'

/** What adverts are folded by when there are too many to draw. */
export const foldings = ['place', 'site', 'template'] as const
export type Folding = (typeof foldings)[number]

/** A sealed advert has its site and the day when it was first seen, and nothing of its content. */
export const PictureAdvert = Type.Object(
  {
    advert: whole,
    state: oneOf(['open', 'sealed']),
    site: text,
    /** When it was posted; when it was first seen where the site does not say, and when sealed. */
    at: text,
    dated: oneOf(['posted', 'seen']),
    gone: flag,
    title: maybeText,
    /** The place that it is about. */
    place: maybeText,
    /** The id of the shared text that it is a member of, as in `shared`. */
    template: maybeText,
    /** Index into `groups`. */
    group: whole
  },
  closed
)
export type PictureAdvert = Shape<typeof PictureAdvert>

/** Something that adverts share: a value, a text, a picture. All sealed adverts of one kind of link are joined to one thing of that kind. */
export const PictureShared = Type.Object(
  {
    id: text,
    kind: text,
    /** The blinded value, for a word on it; null for texts, pictures and what is sealed. */
    key: maybeText,
    /** In clear where open adverts state it; for a text the title that most of them carry. */
    value: maybeText,
    sealed: flag,
    /** Adverts in this network that share it. */
    here: whole,
    /** Adverts under this mandate that carry it, counted to 1,000: how rare it is. */
    adverts: whole,
    x: number,
    y: number
  },
  closed
)
export type PictureShared = Shape<typeof PictureShared>

/** Adverts of one place, site or template, on one spot of the drawing; `name` null: not known. */
export const PictureGroup = Type.Object(
  { name: maybeText, sealed: flag, adverts: whole, x: number, y: number, r: number },
  closed
)
export type PictureGroup = Shape<typeof PictureGroup>

const TemplatePart = Type.Object(
  {
    text,
    slot: flag,
    /** What stands in the slot, where most of what stands there is a fact of one kind. */
    kind: maybeText,
    /** Different values of that kind over all its open members; null where no kind is known. */
    values: maybeWhole
  },
  closed
)
export type TemplatePart = Shape<typeof TemplatePart>

export const PictureTemplate = Type.Object(
  {
    id: text,
    parts: Type.Array(TemplatePart),
    /** Adverts in this network that have it, opened and sealed. */
    open: whole,
    sealed: whole,
    /** Its open members, the most similar first: the share of its fixed words that each has. */
    members: Type.Array(Type.Object({ advert: whole, share: number, place: maybeText, name: maybeText }, closed))
  },
  closed
)
export type PictureTemplate = Shape<typeof PictureTemplate>

/** What a person said of two adverts that are here, and that stands. */
const Said = Type.Object({ judgement: whole, kind: oneOf(['same', 'different']), a: whole, b: whole, by: text }, closed)

/** A value that two adverts have in common, or in which they differ; `far`: two places on one day; `text`: percent of equal word pairs. */
const PairPoint = Type.Object({ kind: text, a: Type.Array(text), b: Type.Array(text), amount: orNull(number) }, closed)

/** Two opened adverts beside each other. */
export const Comparison = Type.Object({ common: Type.Array(PairPoint), against: Type.Array(PairPoint) }, closed)
export type Comparison = Shape<typeof Comparison>

/** GET /api/networks/:id/picture?by= */
export const NetworkPicture = Type.Object(
  {
    id: whole,
    by: oneOf(foldings),
    identity: orNull(Type.Object({ kind: text, value: text }, closed)),
    title: maybeText,
    posted: orNull(Type.Object({ from: text, to: text }, closed)),
    signal: maybeWhole,
    /** What kind of hand is behind it, and why; null before it was weighed. */
    class: maybeText,
    classSigns: Type.Array(ClassSign),
    /** All its adverts; `members` has at most 2,500 of them, opened ones first. */
    adverts: whole,
    open: whole,
    sealed: whole,
    members: Type.Array(PictureAdvert),
    /** Shared by most first, at most 1,000. */
    shared: Type.Array(PictureShared),
    sharedCount: whole,
    /** Which advert shares what: an index into `members`, then one into `shared`, and so on by pairs. */
    ties: wholes,
    /** Pairs of indexes into `shared`: sealed adverts share something of this kind with open ones; which of them is not told. */
    bridges: wholes,
    groups: Type.Array(PictureGroup),
    places: Type.Array(Type.Object({ place: text, lat: number, lon: number }, closed)),
    said: Type.Array(Said),
    /** The template that most of its open adverts have; null when fewer than two have one. */
    template: orNull(PictureTemplate)
  },
  closed
)
export type NetworkPicture = Shape<typeof NetworkPicture>

export const PictureQuery = Type.Object({ by: Type.Optional(oneOf(foldings)) }, closed)
