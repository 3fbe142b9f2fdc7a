/** Exercises: invented situations with known answers, and what is said to an answer. Nothing of them is in queue, figures, exports or search. */
import Type from 'typebox'
import { bothLanguages, closed, flag, maybeText, oneOf, orNull, text, whole, type Shape } from '../fields.ts'

export const exerciseForms = ['sexual', 'labour', 'criminal', 'services', 'minors'] as const
/** What a passage is: a sign that counts, something that says nothing, or something that speaks against exploitation. */
export const passageKinds = ['counts', 'not', 'against'] as const

const head = {
  id: text,
  version: whole,
  form: oneOf(exerciseForms),
  minutes: whole,
  title: bothLanguages,
  intro: bothLanguages
}

/** GET /api/exercises: those not done yet first. */
export const Exercises = Type.Object(
  {
    exercises: Type.Array(
      Type.Object({ ...head, passages: whole, /** When this person last did it. */ doneAt: maybeText }, closed)
    )
  },
  closed
)
export type Exercises = Shape<typeof Exercises>

/** GET /api/exercises/{id}: without the answers. */
export const Exercise = Type.Object(
  {
    ...head,
    /** The story in order; what may be chosen is numbered. */
    parts: Type.Array(Type.Object({ ...bothLanguages.properties, passage: orNull(whole) }, closed)),
    /** Acts, in an order that tells nothing. */
    acts: Type.Array(bothLanguages),
    call: Type.Array(bothLanguages)
  },
  closed
)
export type Exercise = Shape<typeof Exercise>

export const ExerciseParameters = Type.Object({ id: Type.String({ pattern: '^[a-z0-9-]{1,64}$' }) }, closed)
/** POST /api/exercises/{id}/answer: numbers of passages, acts in the order in which they are to be done, and whom to call. */
export const ExerciseBody = Type.Object(
  {
    passages: Type.Array(whole, { maxItems: 40 }),
    acts: Type.Array(whole, { maxItems: 10 }),
    call: whole
  },
  closed
)
export type ExerciseBody = Shape<typeof ExerciseBody>

/** What each passage was, why, and on what source; how many of them were judged so is told to who answered, and kept nowhere. */
export const ExerciseFeedback = Type.Object(
  {
    passages: Type.Array(
      Type.Object(
        {
          passage: whole,
          ...bothLanguages.properties,
          is: oneOf(passageKinds),
          chosen: flag,
          why: bothLanguages,
          /** The line of its list (of something that speaks against: the line that it contradicts), and where that comes from. */
          sign: orNull(bothLanguages),
          source: bothLanguages
        },
        closed
      )
    ),
    /** Passages that were chosen where they count, or left where they do not, of all that could be. */
    score: Type.Object({ right: whole, of: whole }, closed),
    /** The order that is taught, and whether it was given so. */
    acts: Type.Array(bothLanguages),
    actsRight: flag,
    call: Type.Array(Type.Object({ ...bothLanguages.properties, right: flag, chosen: flag }, closed)),
    remember: bothLanguages
  },
  closed
)
export type ExerciseFeedback = Shape<typeof ExerciseFeedback>
