/** Versions of the rules of weighing: which signs count and for how much, what another set would change, and its adoption by a second person. */
import Type from 'typebox'
import {
  bothLanguages,
  closed,
  decided,
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

const step = oneOf(['validated', 'supported', 'practice', 'against', 'off'])
const Weight = Type.Object({ step, points: number }, closed)

/** Signals that nobody has decided on, by what another set makes of them; computed from what they were weighed from last. */
const Effects = Type.Object(
  {
    /** All that wait or are in hand; of these so many, the first of the queue, were computed. */
    signals: whole,
    computed: whole,
    /** Higher in the queue: on a higher step, or on the same with a higher priority. */
    rise: whole,
    fall: whole,
    same: whole,
    /** Of those that rise or fall: how many stand on another step. */
    steps: whole,
    /** Would be no signal any more; one that a person has in hand stays all the same. */
    end: whole,
    /** Adverts that they rest on were erased, or what they rest on was not noted. */
    lost: whole
  },
  closed
)
export type RuleEffects = Shape<typeof Effects>

const Ranked = Type.Object({ priority: number, step: whole }, closed)

const Sign = Type.Object(
  {
    of: text,
    title: bothLanguages,
    evidence: text,
    /** Of low use: it counts for one point at most, and with its like for three. */
    low: flag,
    /** Steps on which it may stand, the highest first, each with the fewest and most points. */
    steps: Type.Array(Type.Object({ step, least: number, most: number }, closed)),
    shipped: Weight,
    now: Weight
  },
  closed
)

const Change = Type.Object(
  { of: text, title: bothLanguages, from: orNull(Weight), to: orNull(Weight), because: maybeText },
  closed
)
export type RuleChange = Shape<typeof Change>

const Version = Type.Object(
  {
    version: whole,
    state: oneOf(['proposed', 'adopted', 'refused', 'withdrawn']),
    /** The version that held when it was proposed; 0: what came with the program. */
    base: whole,
    digest: text,
    /** Version of weighing of the program under which it was proposed. */
    program: whole,
    by: text,
    at: text,
    reason: text,
    ...decided,
    /** As computed when it was proposed. */
    effects: Effects,
    /** What differs from the version before. */
    changes: Type.Array(Change),
    /** All its signs, for whoever wants it back. */
    signs: Type.Array(Type.Object({ of: text, step, points: number }, closed))
  },
  closed
)
export type RuleVersion = Shape<typeof Version>

/** GET /api/weigh-rules */
export const WeighRules = Type.Object(
  {
    /** Version of weighing of this program, and SHA-256 of the set that comes with it. */
    program: whole,
    shipped: text,
    /** The version that holds; 0: what comes with the program. */
    holds: whole,
    /** People adopted a version, and the program has come with another set since. */
    newer: flag,
    /** All signs from practice together count for so many points at most. */
    mostPractice: number,
    signs: Type.Array(Sign),
    /** Newest first, at most 100. */
    versions: Type.Array(Version)
  },
  closed
)
export type WeighRules = Shape<typeof WeighRules>

const change = { of: Type.String({ maxLength: 20 }), step, points: number }
const most = { minItems: 1, maxItems: 100 }

/** POST /api/weigh-rules/try: what a set would change; `base` is the version that was looked at. */
export const TryRulesBody = Type.Object({ base: whole, changes: Type.Array(Type.Object(change, closed), most) }, closed)
export type TryRulesBody = Shape<typeof TryRulesBody>
export const TriedRules = Type.Object(
  {
    effects: Effects,
    /** The largest first, at most 50; `to` is null where it would be no signal any more. */
    changes: Type.Array(Type.Object({ signal: whole, from: Ranked, to: orNull(Ranked) }, closed))
  },
  closed
)
export type TriedRules = Shape<typeof TriedRules>

/** POST /api/weigh-rules: proposes a set, with a reason for the whole and for each sign. */
export const ProposeRulesBody = Type.Object(
  { base: whole, reason, changes: Type.Array(Type.Object({ ...change, because: reason }, closed), most) },
  closed
)
export type ProposeRulesBody = Shape<typeof ProposeRulesBody>

const version = Type.Integer({ minimum: 0, maximum: 2_147_483_647 })
/** POST /api/weigh-rules/{version}/{decision} */
export const RulesDecisionParameters = Type.Object({ version, decision: oneOf(['adopt', 'refuse']) }, closed)
export const RulesVersionParameters = Type.Object({ version }, closed)
/** GET /api/weigh-rules/{version}/csv and /json: 0 is what comes with the program. */
export const RulesFile = Type.Object(
  {
    version: whole,
    state: oneOf(['proposed', 'adopted', 'refused', 'withdrawn', 'shipped']),
    program: whole,
    /** SHA-256 of the signs, their steps and points. */
    digest: text,
    by: maybeText,
    at: maybeText,
    decidedBy: maybeText,
    decidedAt: maybeText,
    signs: Type.Array(
      Type.Object(
        {
          of: text,
          title: bothLanguages,
          evidence: text,
          step,
          points: number,
          /** What it counted for in the version before, where that was otherwise. */
          before: orNull(Weight)
        },
        closed
      )
    )
  },
  closed
)
export type RulesFile = Shape<typeof RulesFile>
