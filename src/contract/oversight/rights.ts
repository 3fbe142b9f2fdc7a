/** Requests of persons about their data (Wpg, articles 25 to 28): registered, extended once, answered, and a restriction lifted. */
import Type from 'typebox'
import { closed, day, flag, int32, maybeText, oneOf, orNull, reason, text, whole, type Shape } from '../fields.ts'

const rightsKinds = ['access', 'correction', 'erasure', 'restriction'] as const
const rightsAnswers = ['granted', 'partly', 'refused'] as const
const rightsActs = ['extend', 'answer', 'lift'] as const

const extensionWeeks = Type.Union([Type.Literal(4), Type.Literal(6)])

const RightsRequest = Type.Object(
  {
    id: whole,
    kind: oneOf(rightsKinds),
    /** Days as `2026-11-26`; `dueOn` is the last day of the term. */
    receivedOn: text,
    dueOn: text,
    /** Not answered, and the last day is over in Amsterdam. */
    late: flag,
    /** Who asks, and what. */
    name: text,
    asks: text,
    /** Adverts that are not erased while this restriction is asked for or holds. */
    adverts: Type.Array(whole),
    extendedWeeks: whole,
    extendedBecause: maybeText,
    answer: orNull(oneOf(rightsAnswers)),
    answerBecause: maybeText,
    answeredAt: maybeText,
    answeredBy: maybeText,
    liftedAt: maybeText,
    liftedBecause: maybeText,
    madeBy: text,
    madeAt: text,
    /** What can be done with it now. */
    may: Type.Array(oneOf(rightsActs)),
    /** Weeks by which its term may be extended, once, and where the law says how long it is. */
    extensions: Type.Array(extensionWeeks),
    source: text
  },
  closed
)
export type RightsRequest = Shape<typeof RightsRequest>

/** GET /api/audit/rights: those without an answer first, the one that is due first on top. At most 1,000. */
export const RightsList = Type.Object({ open: whole, late: whole, list: Type.Array(RightsRequest) }, closed)
export type RightsList = Shape<typeof RightsList>

/** POST /api/audit/rights. `adverts`: only with a restriction. */
export const RightsBody = Type.Object(
  {
    kind: oneOf(rightsKinds),
    name: Type.String({ maxLength: 200 }),
    asks: Type.String({ maxLength: 4_000 }),
    receivedOn: day,
    adverts: Type.Optional(Type.Array(int32, { maxItems: 1_000 }))
  },
  closed
)
export type RightsBody = Shape<typeof RightsBody>

/** POST /api/audit/rights/{id}/extend: for access 4 weeks, or 6 where several parts of the organisation hold data; `wrong-state` for the others. */
export const RightsExtendBody = Type.Object({ weeks: extensionWeeks, reason }, closed)

/** POST /api/audit/rights/{id}/answer */
export const RightsAnswerBody = Type.Object({ answer: oneOf(rightsAnswers), reason }, closed)
