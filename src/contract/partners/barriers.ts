/** The barrier model of a case: steps, with what makes each possible, shows it or helps it, and the barriers raised against it. */
import Type from 'typebox'
import {
  bothLanguages,
  closed,
  day,
  flag,
  maybeText,
  number,
  oneOf,
  orNull,
  reason,
  text,
  whole,
  type Shape
} from '../fields.ts'
import { narrowed, PhenomenonTable } from '../phenomena/counts.ts'

/** What somebody sees at a step that is no barrier. */
const seenKinds = ['opportunity', 'sign', 'facilitator'] as const
export const barrierKinds = [...seenKinds, 'barrier'] as const
export type BarrierKind = (typeof barrierKinds)[number]
const states = ['open', 'asked', 'raised', 'dropped'] as const

const line = Type.String({ minLength: 1, maxLength: 200 })
const words = Type.String({ maxLength: 4_000 })
const step = Type.String({ pattern: '^[a-z][a-z-]{0,30}$' })
const key = Type.String({ maxLength: 64 })

export const BarrierStep = Type.Object({ code: text, title: bothLanguages, about: bothLanguages, source: text }, closed)
export type BarrierStep = Shape<typeof BarrierStep>

/** `partner`, `who`, `means`, `dueOn` and `raisedOn` are of barriers: by which organisation or by whom else, with which means, by and since which day. */
const Barrier = Type.Object(
  {
    no: whole,
    version: whole,
    step: text,
    kind: oneOf(barrierKinds),
    title: text,
    about: text,
    partner: maybeText,
    who: text,
    means: text,
    state: oneOf(states),
    dueOn: maybeText,
    raisedOn: maybeText,
    /** Its day is over, and it was neither raised nor dropped. */
    late: flag,
    by: text,
    at: text,
    changedBy: text,
    changedAt: text
  },
  closed
)
export type Barrier = Shape<typeof Barrier>

/** GET /api/cases/{id}/barriers: for members of the case; at most 500. */
export const CaseBarriers = Type.Object({ steps: Type.Array(BarrierStep), barriers: Type.Array(Barrier) }, closed)
export type CaseBarriers = Shape<typeof CaseBarriers>

/** POST /api/cases/{id}/barriers: what is seen at a step, or a barrier, which has means, a day, and an organisation or somebody else who raises it. */
export const BarrierBody = Type.Union([
  Type.Object({ kind: oneOf(seenKinds), step, title: line, about: Type.Optional(words), reason }, closed),
  Type.Object(
    {
      kind: Type.Literal('barrier'),
      step,
      title: line,
      about: Type.Optional(words),
      partner: Type.Optional(key),
      who: Type.Optional(line),
      means: line,
      dueOn: day,
      reason
    },
    closed
  )
])
export type BarrierBody = Shape<typeof BarrierBody>

/** POST /api/cases/{id}/barriers/{no}: against the version that was read. `raisedOn` goes with the state `raised`, and is today where it is not given. */
export const ChangeBarrierBody = Type.Object(
  {
    version: whole,
    state: oneOf(states),
    title: Type.Optional(line),
    about: Type.Optional(words),
    means: Type.Optional(line),
    dueOn: Type.Optional(day),
    raisedOn: Type.Optional(day),
    reason
  },
  closed
)
export type ChangeBarrierBody = Shape<typeof ChangeBarrierBody>

const Waiting = Type.Object(
  {
    case: text,
    caseTitle: text,
    no: whole,
    step: bothLanguages,
    title: text,
    partner: maybeText,
    who: text,
    state: oneOf(['open', 'asked']),
    dueOn: text,
    late: flag
  },
  closed
)

/** GET /api/barriers: barriers of my cases that are not raised yet, what is longest overdue first; `late` counts those. At most 500. */
export const WaitingBarriers = Type.Object({ barriers: Type.Array(Waiting), late: whole }, closed)
export type WaitingBarriers = Shape<typeof WaitingBarriers>

/** GET /api/cases/{id}/barriers/{no}/effect: whole weeks on each side of the week in which the barrier was raised, and what the counts are narrowed to. */
export const EffectQuery = Type.Object(
  { weeks: Type.Optional(Type.Integer({ minimum: 2, maximum: 26 })), ...narrowed },
  closed
)
export type EffectQuery = Shape<typeof EffectQuery>

/** Networks a week and a source. Null where the count of one of its weeks is not told: without it the rest would mislead. */
const Side = Type.Object(
  { weeks: whole, hidden: whole, mean: orNull(number), lowest: orNull(number), highest: orNull(number) },
  closed
)
export type Side = Shape<typeof Side>

/**
 * What is seen before and after: no proof that the barrier did it. `early`: fewer than two whole weeks came after. `no-source`: none was observed in all
 * weeks. `hidden`: the count of a week is not told. `nothing`: none on either side. `fewer`, `more`: the mean after lies outside all that was counted before; `same`: within it.
 */
export const effects = ['early', 'no-source', 'hidden', 'nothing', 'fewer', 'more', 'same'] as const
export const BarrierEffect = Type.Object(
  {
    no: whole,
    raisedOn: text,
    /** In which it was raised: it is of neither side. */
    week: text,
    before: Side,
    after: Side,
    effect: oneOf(effects),
    /** All weeks, the one between too. */
    table: PhenomenonTable
  },
  closed
)
export type BarrierEffect = Shape<typeof BarrierEffect>
