/** The same or not: pairs of opened adverts just below the threshold of linking, side by side, and what people answer. */
import Type from 'typebox'
import { closed, int32, maybeWhole, oneOf, queryFlag, reason, text, whole, wholes, type Shape } from '../fields.ts'
import { Comparison } from './network-picture.ts'

const DuelSide = Type.Object(
  {
    advert: whole,
    network: maybeWhole,
    /** Adverts of its network; 1 where it stands alone. */
    size: whole,
    site: text,
    at: text,
    title: text,
    /** The body, with masked words covered. */
    text
  },
  closed
)
export type DuelSide = Shape<typeof DuelSide>

/** text: the texts are alike, but not enough; value: they state one value that links nobody; merge: their networks share one value and wait. */
const why = oneOf(['text', 'value', 'merge'])

export const Duel = Type.Object(
  {
    a: DuelSide,
    b: DuelSide,
    why,
    /** Percent of equal word pairs, for `text`; 0 otherwise. */
    percent: whole,
    compared: Comparison
  },
  closed
)
export type Duel = Shape<typeof Duel>

/** GET /api/duels?network=&held= */
export const Duels = Type.Object(
  {
    /** Nearest first, at most 50; what was answered, or follows from answers, is not among them. */
    pairs: Type.Array(Duel),
    count: whole,
    /** Pairs of which one side is sealed: counted, never shown. */
    sealed: whole,
    /** Pairs that the asker was not sure of; with `held` they are among the pairs. */
    held: whole,
    /** "Not of one hand", though judgements join the two: by way of these adverts. */
    contradictions: Type.Array(Type.Object({ judgement: whole, by: text, adverts: wholes }, closed))
  },
  closed
)
export type Duels = Shape<typeof Duels>

export const DuelsQuery = Type.Object({ network: Type.Optional(int32), held: Type.Optional(queryFlag) }, closed)

/** POST /api/duels: refused with `contradicts` when earlier judgements say otherwise */
export const DuelBody = Type.Object(
  { a: int32, b: int32, answer: oneOf(['same', 'different', 'unsure']), reason },
  closed
)

export const DuelAnswered = Type.Object({ judgement: whole, networksChanged: whole }, closed)
export type DuelAnswered = Shape<typeof DuelAnswered>
