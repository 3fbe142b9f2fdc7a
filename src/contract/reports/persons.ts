/** People whom reports are about: counted once, however many reporters report them. Who they are is never kept. */
import Type from 'typebox'
import { closed, flag, maybeText, oneOf, orNull, reason, text, whole, type Shape } from '../fields.ts'

/** Counts apart who was found to be somebody else's person, takes that back, or counts nobody here. */
export const personActs = ['apart', 'together', 'withdraw'] as const

/** Of one report: what is counted, never who it is. */
export const CountedPerson = Type.Object(
  {
    no: whole,
    by: text,
    at: text,
    /** Whether enough was known to find this person again in another report; false also once that was erased. */
    keyed: flag,
    /** Other reports that this person was found in, of those that who asks may see; also where a person said that it is another. */
    alike: Type.Array(text),
    /** What was said of it last, and holds. */
    said: orNull(Type.Object({ act: oneOf(personActs), by: text, at: text, reason: maybeText }, closed))
  },
  closed
)
export type CountedPerson = Shape<typeof CountedPerson>

const name = Type.String({ maxLength: 200 })
/**
 * POST /api/reports/{id}/persons. A keyed digest is made of given name, surname and day of birth together, and none of them is kept; without one of them, or with
 * an initial, the person is counted and never found again. Nothing else about a person is taken in.
 */
export const PersonBody = Type.Object(
  { given: Type.Optional(name), surname: Type.Optional(name), born: Type.Optional(Type.String({ maxLength: 10 })) },
  closed
)
export type PersonBody = Shape<typeof PersonBody>

const id = Type.String({ pattern: '^[A-Za-z0-9-]{1,40}$' })
export const PersonActParameters = Type.Object(
  { id, no: Type.Integer({ minimum: 1, maximum: 50 }), act: oneOf(personActs) },
  closed
)
export const PersonActBody = Type.Object({ reason }, closed)
