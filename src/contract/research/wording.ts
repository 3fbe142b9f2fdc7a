/** What is new in each week: wording and combinations of signs that at least `least` networks used. It names nobody. */
import Type from 'typebox'
import { closed, number, text, whole, type Shape } from '../fields.ts'

const New = Type.Object(
  {
    /** Folded words, or signs as `kind:value` with ` + ` between. */
    of: text,
    /** Networks that used it in its first week. */
    networks: whole,
    /** Networks that used it in the four weeks before, counted once a week. */
    before: whole,
    /** The log-likelihood ratio: how surely the share rose. */
    score: number
  },
  closed
)

/** GET /api/research/wording: the newest weeks first. */
export const ResearchWording = Type.Object(
  {
    /** Networks below which nothing is told. */
    least: whole,
    weeks: Type.Array(
      Type.Object(
        {
          /** Its Monday, `YYYY-MM-DD`: the first week of all that stands in it. */
          week: text,
          adverts: whole,
          networks: whole,
          countedAt: text,
          wording: Type.Array(New),
          signs: Type.Array(New)
        },
        closed
      )
    )
  },
  closed
)
export type ResearchWording = Shape<typeof ResearchWording>
