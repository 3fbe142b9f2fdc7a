/** Baken's own chain from report to outcome, in counts and in the days that each step took. */
import Type from 'typebox'
import {
  bothLanguages,
  closed,
  flag,
  maybeText,
  maybeWhole,
  oneOf,
  orNull,
  text,
  whole,
  type Shape
} from '../fields.ts'

const counted = { reports: maybeWhole, people: maybeWhole }

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
    ),
    /**
     * Reports of a person, and the people whom they are about: who is reported by several is counted once, in the year of the first report. The newest year
     * first; null: a count below five, or one from which such a count would follow (`people`, as soon as fewer than five were reported again).
     */
    people: Type.Object(
      {
        years: Type.Array(Type.Object({ year: whole, ...counted }, closed)),
        all: Type.Object(counted, closed)
      },
      closed
    )
  },
  closed
)
export type ChainFigures = Shape<typeof ChainFigures>

/** What of the chain is put into categories: each record of it stands in one row of each group that speaks of it. */
export const categoryGroups = [
  'report-form',
  'report-state',
  'report-sender',
  'case-form',
  'case-state',
  'outcome'
] as const
export const statusDeciders = ['reporter', 'police', 'prosecution', 'court'] as const

/**
 * GET /api/category-figures: the records of the chain in the categories of IC-TIP and the fields of HTCDS, of the mandate in force. Counts
 * are in steps of five, and what fewer than five records say is no row. A value that no category fits is a row as well, with nothing but its count.
 */
export const CategoryFigures = Type.Object(
  {
    rows: Type.Array(
      Type.Object(
        {
          group: oneOf(categoryGroups),
          /** As Baken records it, and in words; a value without words has null. */
          value: text,
          says: orNull(bothLanguages),
          /** Entity and category of IC-TIP; null: not mapped. */
          entity: maybeText,
          category: maybeText,
          /** Field of HTCDS and its value; null: it has none for this. */
          field: maybeText,
          fieldValue: maybeText,
          /** Who decided the status; null: nobody did, or the field is no status. */
          decidedBy: orNull(oneOf(statusDeciders)),
          mapped: flag,
          /** In steps of five. */
          atLeast: whole
        },
        closed
      )
    )
  },
  closed
)
export type CategoryFigures = Shape<typeof CategoryFigures>
