/** What is new in each week: wording and combinations of signs that at least `least` networks used. It names nobody. */
import Type from 'typebox'
import { closed, number, oneOf, text, whole, type Shape } from '../fields.ts'

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

/** A group of networks: how many of it used something new and how many there are, in it and at all. Never by what people are. */
const Lean = Type.Object(
  {
    by: oneOf(['source', 'language', 'place']),
    of: text,
    using: whole,
    base: whole,
    usingAll: whole,
    baseAll: whole,
    verdict: oneOf(['more', 'less', 'alike', 'too-few'])
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
          signs: Type.Array(New),
          leans: Type.Array(Lean)
        },
        closed
      )
    )
  },
  closed
)
export type ResearchWording = Shape<typeof ResearchWording>

/** GET /api/research/flows: the newest weeks first. */
export const ResearchFlows = Type.Object(
  {
    least: whole,
    /** Weeks over which flows are counted: the one that is told and those before it. */
    over: whole,
    weeks: Type.Array(
      Type.Object(
        { week: text, flows: Type.Array(Type.Object({ from: text, to: text, networks: whole }, closed)) },
        closed
      )
    )
  },
  closed
)
export type ResearchFlows = Shape<typeof ResearchFlows>
