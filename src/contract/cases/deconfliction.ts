/** Whether a number or account is known under another mandate: asked by anybody, seen by coordinators only. */
import Type from 'typebox'
import { lookUpKinds } from '../desk/facts.ts'
import { closed, maybeText, oneOf, orNull, reason, text, whole, type Shape } from '../fields.ts'

const answers = ['contact', 'nothing'] as const

const Known = Type.Object(
  {
    mandate: text,
    /** Names of the coordinators there. */
    coordinators: Type.Array(text)
  },
  closed
)

export const Question = Type.Object(
  {
    id: whole,
    kind: text,
    value: text,
    reason: text,
    askedBy: text,
    askedAt: text,
    answer: orNull(oneOf(answers)),
    /** Whom to turn to; null where there is nothing to share. */
    words: maybeText,
    answeredBy: maybeText,
    answeredAt: maybeText,
    /** For coordinators only, null for all others: where it is known (of an answered one: was known), and what could not be asked. */
    elsewhere: orNull(Type.Object({ known: Type.Array(Known), unasked: Type.Array(text) }, closed))
  },
  closed
)
export type Question = Shape<typeof Question>

/** What was asked under another mandate and is known under this one, and whom to turn to. */
const Notice = Type.Object(
  { id: whole, at: text, kind: text, value: text, mandate: text, by: text, words: text },
  closed
)
export type Notice = Shape<typeof Notice>

/** GET /api/deconfliction: one's own questions; for coordinators all of the mandate, and what others were told. Open ones first, then newest first; at most 100 each. */
export const QuestionList = Type.Object({ questions: Type.Array(Question), notices: Type.Array(Notice) }, closed)
export type QuestionList = Shape<typeof QuestionList>

/** POST /api/deconfliction: `any` tells the kind from the value. */
export const QuestionBody = Type.Object(
  {
    kind: Type.Optional(oneOf(lookUpKinds)),
    value: Type.String({ minLength: 1, maxLength: 300 }),
    reason
  },
  closed
)

/** POST /api/deconfliction/{id}/answer: `words` with a contact only. */
export const AnswerBody = Type.Object(
  { answer: oneOf(answers), words: Type.Optional(Type.String({ maxLength: 1_000 })) },
  closed
)
export type AnswerBody = Shape<typeof AnswerBody>
