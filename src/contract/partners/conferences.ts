/** Case conferences: who was at the table, the decisions with owner and day, and what each at the table may see, which is what they see. */
import Type from 'typebox'
import {
  closed,
  day,
  flag,
  int32,
  maybeText,
  oneOf,
  orNull,
  reason,
  text,
  user,
  whole,
  wholes,
  type Shape
} from '../fields.ts'

const words = Type.String({ maxLength: 20_000 })
const line = Type.String({ minLength: 1, maxLength: 400 })
const numbers = Type.Array(int32, { maxItems: 200 })

/** What somebody at the table may see: the minutes, decisions by their number from 1, and items of the case. */
const may = { minutes: flag, decisions: numbers, items: numbers }
const SeatBody = Type.Union([
  Type.Object({ user, ...may }, closed),
  /** By a decision on a partner; it is told of no item. */
  Type.Object({ agreement: Type.String({ maxLength: 64 }), minutes: flag, decisions: numbers }, closed)
])
export type SeatBody = Shape<typeof SeatBody>

const state = oneOf(['open', 'done'])
/** `seat`: whose it is, the number of a seat from 1. */
const DecisionBody = Type.Object({ decision: line, seat: int32, dueOn: day, state }, closed)

const content = {
  heldOn: day,
  title: line,
  minutes: words,
  decisions: Type.Array(DecisionBody, { maxItems: 100 }),
  seats: Type.Array(SeatBody, { minItems: 1, maxItems: 60 }),
  reason
}
/** POST /api/cases/{id}/conferences */
export const ConferenceBody = Type.Object(content, closed)
export type ConferenceBody = Shape<typeof ConferenceBody>
/** POST /api/cases/{id}/conferences/{no}: the whole of it anew, against the version that was read. */
export const ChangeConferenceBody = Type.Object({ version: whole, ...content }, closed)
export type ChangeConferenceBody = Shape<typeof ChangeConferenceBody>

const Decision = Type.Object(
  {
    no: whole,
    decision: text,
    /** Whose: the account of a colleague, or the kind of partner. */
    owner: text,
    mine: flag,
    dueOn: text,
    state,
    late: flag
  },
  closed
)

/** Exactly what one at the table sees; `minutes` null: not for them. */
export const ConferenceView = Type.Object(
  {
    key: text,
    heldOn: text,
    title: text,
    minutes: maybeText,
    decisions: Type.Array(Decision),
    items: Type.Array(Type.Object({ no: whole, kind: text, title: text, digest: text }, closed))
  },
  closed
)
export type ConferenceView = Shape<typeof ConferenceView>

const Seat = Type.Object(
  { seat: whole, user: maybeText, agreement: maybeText, partner: maybeText, view: orNull(ConferenceView) },
  closed
)

const Conference = Type.Object(
  {
    no: whole,
    version: whole,
    heldOn: text,
    title: text,
    minutes: text,
    decisions: Type.Array(Decision),
    seats: Type.Array(Seat),
    by: text,
    at: text,
    changedBy: text,
    changedAt: text,
    /** Numbers of items that each seat may see, in the order of the seats. */
    shown: Type.Array(wholes)
  },
  closed
)
export type Conference = Shape<typeof Conference>

/** GET /api/cases/{id}/conferences: for members of the case, the first first; at most 200. */
export const CaseConferences = Type.Object({ conferences: Type.Array(Conference) }, closed)
export type CaseConferences = Shape<typeof CaseConferences>

/** GET /api/conferences and /api/partner-conferences: what I may see of the conferences where I was, the newest first; at most 200. */
export const MyConferences = Type.Object({ conferences: Type.Array(ConferenceView) }, closed)
export type MyConferences = Shape<typeof MyConferences>
