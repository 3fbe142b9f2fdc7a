/** Bias: how often each indicator fired, was agreed with, dismissed and taken back, by source, language and place. Counts of networks only. */
import Type from 'typebox'
import {
  bothLanguages,
  closed,
  maybeText,
  maybeWhole,
  number,
  oneOf,
  orNull,
  text,
  whole,
  type Shape
} from '../fields.ts'

/** What is counted by. Language stands for how well adverts are read; nothing is counted by what people are. */
const biasDimensions = ['source', 'language', 'place'] as const
export type BiasDimension = (typeof biasDimensions)[number]

/** Of what was decided on, the share that was dismissed, beside that of all others; `too-few`: nothing can be said. */
const Compared = Type.Object(
  {
    /** 0 to 1; null where nothing was decided on. */
    share: orNull(number),
    rest: orNull(number),
    /** Decided on: here, and by all others. */
    decided: whole,
    restDecided: whole,
    verdict: oneOf(['more', 'less', 'alike', 'too-few'])
  },
  closed
)

const outcome = {
  /** Signals that show it. */
  signals: whole,
  /** Escalated: two persons agreed. */
  agreed: whole,
  /** Dismissed: a person found nothing to act on. */
  dismissed: whole,
  /** A person took something back in its network: a fact read wrongly, or adverts that are not of one hand. */
  vetoed: whole,
  compared: Compared
}

const IndicatorRow = Type.Object({ of: text, title: bothLanguages, direction: text, ...outcome }, closed)
/** `indicator` is null for all signals of the group; `opened` and `grounded` are told there only. */
const GroupRow = Type.Object(
  {
    by: oneOf(biasDimensions),
    /** Id of a source, ISO 639-1 of a language (`` where it was not told), name of a place. */
    of: text,
    /** What screens call a source; null for other groups. */
    name: maybeText,
    indicator: maybeText,
    ...outcome,
    /** Adverts that were opened, and those of them whose network had a ground for a look. */
    opened: maybeWhole,
    grounded: maybeWhole
  },
  closed
)

/** GET /api/audit/bias: one entry a line of mandates. Groups of fewer than `least` signals are not told, nor what would give one away. */
export const Bias = Type.Object(
  {
    least: whole,
    lines: Type.Array(
      Type.Object(
        {
          line: text,
          signals: whole,
          agreed: whole,
          dismissed: whole,
          vetoed: whole,
          opened: whole,
          grounded: whole,
          indicators: Type.Array(IndicatorRow),
          groups: Type.Array(GroupRow),
          /** Groups that are not told because they are too small, by dimension. */
          hidden: Type.Object({ source: whole, language: whole, place: whole }, closed)
        },
        closed
      )
    )
  },
  closed
)
export type Bias = Shape<typeof Bias>
export type BiasLine = Bias['lines'][number]
export type BiasCompared = Shape<typeof Compared>
