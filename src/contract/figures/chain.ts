/** Baken's own chain from report to outcome, in counts and in the days that each step took. */
import Type from 'typebox'
import { closed, flag, maybeWhole, oneOf, type Shape } from '../fields.ts'

export const chainSteps = ['report', 'signal', 'proposal', 'case', 'prosecutor', 'prosecuted'] as const

/**
 * GET /api/chain-figures: of the mandate in force. Reports are those that who asks may see. Cases exist for their members only: they are
 * counted in steps of five (`atLeast`), and fewer than five are not told.
 */
export const ChainFigures = Type.Object(
  {
    steps: Type.Array(
      Type.Object(
        {
          step: oneOf(chainSteps),
          /** Null: fewer than five, or none. */
          count: maybeWhole,
          atLeast: flag,
          /** Days from the step before, or until it was answered, weighed or decided: the median; null where fewer than five were. */
          days: maybeWhole
        },
        closed
      )
    )
  },
  closed
)
export type ChainFigures = Shape<typeof ChainFigures>
