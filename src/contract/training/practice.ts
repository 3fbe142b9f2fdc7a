/** Practice queues: signals of an invented world whose truth is known. Nothing of them is in queue, figures, exports or search. */
import Type from 'typebox'
import {
  bothLanguages,
  closed,
  flag,
  int32,
  maybeText,
  oneOf,
  orNull,
  text,
  whole,
  wholes,
  type Shape
} from '../fields.ts'

/** What kind of hand placed an advert: a ring, work so far below any minimum that it is grave by itself, or somebody else. */
export const handKinds = ['ring', 'grave', 'independent', 'house', 'spam', 'scam', 'jobs', 'goods'] as const

const id = Type.String({ pattern: '^[a-z0-9-]{1,64}$' })
/** `seed`: by which the world is known; `world`: its adverts; `signals`: those of the queue. */
const head = { id, version: whole, seed: whole, world: whole, signals: whole }

/** GET /api/practice */
export const PracticeQueues = Type.Object(
  { queues: Type.Array(Type.Object({ ...head, /** When this person last finished it. */ doneAt: maybeText }, closed)) },
  closed
)
export type PracticeQueues = Shape<typeof PracticeQueues>

const PracticeReason = Type.Object(
  {
    indicator: text,
    direction: oneOf(['for', 'against', 'context']),
    title: bothLanguages,
    sentence: bothLanguages,
    source: text
  },
  closed
)

/** GET /api/practice/{id}: as the real queue would show them, without who is behind them and without a word of an advert. */
export const PracticeQueue = Type.Object(
  {
    ...head,
    list: Type.Array(
      Type.Object(
        {
          class: text,
          adverts: whole,
          from: text,
          to: text,
          sites: Type.Array(text),
          places: Type.Array(text),
          reasons: Type.Array(PracticeReason),
          /** So many of its adverts can be opened. */
          shown: whole
        },
        closed
      )
    )
  },
  closed
)
export type PracticeQueue = Shape<typeof PracticeQueue>

export const PracticeParameters = Type.Object({ id }, closed)
/** Both counted from 1. */
export const PracticeAdvertParameters = Type.Object({ id, signal: int32, advert: int32 }, closed)

/** GET /api/practice/{id}/signals/{signal}/adverts/{advert} */
export const PracticeAdvert = Type.Object(
  { day: text, site: text, title: text, body: text, name: text, place: text, price: orNull(whole) },
  closed
)
export type PracticeAdvert = Shape<typeof PracticeAdvert>

/** POST /api/practice/{id}/answer: signals that would be proposed, and adverts that were opened; counted from 1. */
export const PracticeBody = Type.Object(
  {
    called: Type.Array(int32, { maxItems: 100 }),
    opened: Type.Array(Type.Object({ signal: int32, advert: int32 }, closed), { maxItems: 1_000 })
  },
  closed
)
export type PracticeBody = Shape<typeof PracticeBody>

/** What was known: told to who answered, and kept nowhere. */
export const PracticeFeedback = Type.Object(
  {
    /** Rings that are most of a signal that was proposed, of those that are most of any. */
    rings: Type.Object({ found: whole, of: whole }, closed),
    /** Hands of no ring, and of nothing grave, in signals that were proposed; of those in any. */
    strangers: Type.Object({ accused: whole, of: whole }, closed),
    /** Adverts that were opened, and those of them that a stranger placed. */
    opened: Type.Object({ all: whole, withoutGround: whole }, closed),
    signals: Type.Array(
      Type.Object(
        {
          called: flag,
          /** Whether most of it is of a ring, or something grave. */
          right: flag,
          hands: Type.Array(Type.Object({ kind: oneOf(handKinds), adverts: whole }, closed)),
          /** Numbers of adverts that can be opened and were placed by a stranger. */
          strange: wholes
        },
        closed
      )
    )
  },
  closed
)
export type PracticeFeedback = Shape<typeof PracticeFeedback>
