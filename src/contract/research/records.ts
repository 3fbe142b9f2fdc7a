/** Records of research: a question, the counts that answer it, what was concluded, and who looked a second time. They name nobody. */
import Type from 'typebox'
import { dimensions } from '../../model/phenomena/traits.ts'
import { closed, day, flag, maybeText, oneOf, orNull, reason, seenText, text, whole, type Shape } from '../fields.ts'

const words = Type.String({ minLength: 1, maxLength: 4_000 })

/** What may be asked: what is new, or how networks move from place to place. Origin, nationality, religion and health are no view and no filter. */
export const researchViews = ['wording', 'signs', 'flows', 'counts'] as const
export type ResearchView = (typeof researchViews)[number]

const values = Type.Optional(Type.Array(seenText(100), { maxItems: 20 }))

/**
 * Of which weeks (first and last day included), and which rows: those in which each of some words stands. Counts are told apart `by` some
 * dimensions, `among` adverts with some of their values.
 */
const Filters = Type.Object(
  {
    view: oneOf(researchViews),
    from: day,
    to: day,
    words: Type.Array(seenText(100), { maxItems: 10 }),
    by: Type.Optional(Type.Array(oneOf(dimensions), { maxItems: 3 })),
    among: Type.Optional(
      Type.Object(
        {
          place: values,
          form: values,
          language: values,
          source: values,
          price: values,
          disguise: values
        },
        closed
      )
    )
  },
  closed
)
export type ResearchFilters = Shape<typeof Filters>

/** A row of what was counted: in which week, what, and by how many networks. */
const Row = Type.Object({ week: text, of: text, networks: whole }, closed)
export type ResearchRow = Shape<typeof Row>

const Hypothesis = Type.Object(
  { text: words, pro: Type.Array(words, { maxItems: 20 }), against: Type.Array(words, { maxItems: 20 }) },
  closed
)

const head = {
  key: text,
  question: text,
  by: text,
  at: text,
  filters: Filters,
  /** SHA-256 of what was counted, of the bytes that counting gave, and by which method. */
  state: text,
  digest: text,
  method: whole,
  concludedAt: maybeText,
  reviewedBy: maybeText,
  reviewedAt: maybeText,
  agrees: orNull(flag)
}

export const ResearchRecordHead = Type.Object(head, closed)

/** GET /api/research/records: the newest first, at most 200. */
export const ResearchRecords = Type.Object({ records: Type.Array(ResearchRecordHead) }, closed)
export type ResearchRecords = Shape<typeof ResearchRecords>

/** GET /api/research/records/{key} */
export const ResearchRecord = Type.Object(
  {
    ...head,
    definition: text,
    rows: Type.Array(Row),
    conclusion: maybeText,
    hypotheses: Type.Array(Hypothesis),
    review: maybeText,
    /** The reader asked it: concludes it while nobody reviewed it, and is not its reviewer. */
    mine: flag
  },
  closed
)
export type ResearchRecord = Shape<typeof ResearchRecord>

export const ResearchParameter = Type.Object({ key: Type.String({ maxLength: 64 }) }, closed)
/** POST /api/research/records */
export const ResearchAsk = Type.Object({ question: words, definition: words, filters: Filters }, closed)
export type ResearchAsk = Shape<typeof ResearchAsk>
/** POST /api/research/records/{key}/conclude */
export const ResearchConclusion = Type.Object(
  { conclusion: words, hypotheses: Type.Array(Hypothesis, { maxItems: 20 }) },
  closed
)
export type ResearchConclusion = Shape<typeof ResearchConclusion>
/** POST /api/research/records/{key}/review: by another person. */
export const ResearchReview = Type.Object({ agrees: flag, reason }, closed)
export type ResearchReview = Shape<typeof ResearchReview>

/** POST /api/research/records/{key}/rerun: what counting gives now. */
export const ResearchRerun = Type.Object(
  {
    state: text,
    digest: text,
    /** Byte for byte what the record holds. */
    same: flag,
    /** Rows that are other now; `was` or `now` null where a row was not there, or is not. */
    differences: Type.Array(Type.Object({ week: text, of: text, was: orNull(whole), now: orNull(whole) }, closed))
  },
  closed
)
export type ResearchRerun = Shape<typeof ResearchRerun>
