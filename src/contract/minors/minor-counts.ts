/** Numbers beside the door of files of minors. */
import Type from 'typebox'
import { closed, whole, type Shape } from '../fields.ts'

/** GET /api/minor-counts: numbers beside the door of files of minors, of mine alone. They are asked often, and are no act. */
export const MinorCounts = Type.Object(
  {
    files: whole,
    /** Files in which nobody said in time whether the child is safe. */
    late: whole,
    /** Questions to the expert group that wait for advice of mine; none for who is no expert. */
    questions: whole
  },
  closed
)
export type MinorCounts = Shape<typeof MinorCounts>
