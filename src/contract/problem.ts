/** Every refusal and error: what happened and what to do next, as a key for the UI's own words plus parameters. */
import Type from 'typebox'
import { closed, number, text, type Shape } from './fields.ts'

export const Problem = Type.Object(
  {
    error: text,
    message: text,
    detail: Type.Optional(Type.Record(text, Type.Union([text, number])))
  },
  closed
)
export type Problem = Shape<typeof Problem>
