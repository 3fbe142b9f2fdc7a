/** Coordination: by which rules proposals stand in order, who would move under others, and sheets of figures as they stood. */
import Type from 'typebox'
import { orderRules } from '../../model/criteria.ts'
import { closed, counts, flag, int32, maybeText, oneOf, reason, text, whole, type Shape } from '../fields.ts'
import { Capacity } from './proposals.ts'

const rules = Type.Array(oneOf(orderRules))

/** GET and POST /api/proposal-order: the version in force and those of before, the newest first; 0 is the first, which nobody set. */
export const ProposalOrder = Type.Object(
  {
    version: whole,
    rules,
    versions: Type.Array(
      Type.Object({ version: whole, rules, reason: maybeText, by: maybeText, at: maybeText }, closed)
    )
  },
  closed
)
export type ProposalOrder = Shape<typeof ProposalOrder>

/** `version`: the one that was seen. */
export const ProposalOrderBody = Type.Object(
  {
    version: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    rules: Type.Array(oneOf(orderRules), { minItems: 1, maxItems: orderRules.length }),
    reason
  },
  closed
)
export type ProposalOrderBody = Shape<typeof ProposalOrderBody>

/** GET /api/proposal-order/moves?rules=late.urgency.due: rules with dots between them. */
export const OrderMovesQuery = Type.Object({ rules: Type.String({ minLength: 1, maxLength: 200 }) }, closed)

/** What waits, in its new order: the place of each now and then, from 1. */
export const OrderMoves = Type.Object(
  { moves: Type.Array(Type.Object({ id: whole, title: text, now: whole, later: whole }, closed)) },
  closed
)
export type OrderMoves = Shape<typeof OrderMoves>

const Waiting = Type.Object(
  {
    id: whole,
    waits: flag,
    late: flag,
    dueOn: maybeText,
    urgency: oneOf(['low', 'middle', 'high']),
    cameBack: flag,
    evidence: whole,
    since: text
  },
  closed
)

/** Counts of the queue and of what was decided in a month, and what waited in which order: one after the other in one transaction. */
export const SheetFigures = Type.Object(
  {
    /** Signals by state, and those that are open by step of evidence. */
    signals: counts,
    steps: counts,
    /** Reports by state, without those in which somebody may be under 18; `late` of those. */
    reports: counts,
    proposals: counts,
    late: whole,
    /** Weighings in the month, by decision. */
    decisions: counts,
    teams: Capacity.properties.teams,
    /** What became of cases, in steps of five; what is below five is not told. */
    outcomes: Type.Array(Type.Object({ of: text, outcome: text, ground: maybeText, atLeast: whole }, closed)),
    /** In order by the rules of `orderVersion`. */
    waiting: Type.Array(Waiting)
  },
  closed
)
export type SheetFigures = Shape<typeof SheetFigures>

const sheet = {
  id: whole,
  /** `2026-11` */
  month: text,
  orderVersion: whole,
  by: text,
  at: text,
  /** `sha256:` and hex of the figures; the ledger names it. */
  digest: text
}

/** GET /api/sheets: the newest first, at most 200. */
export const Sheets = Type.Object({ sheets: Type.Array(Type.Object(sheet, closed)) }, closed)
export type Sheets = Shape<typeof Sheets>

/** GET /api/sheets/{id}, and what POST /api/sheets made. `intact`: the figures are still those of the digest. */
export const Sheet = Type.Object({ ...sheet, rules, intact: flag, figures: SheetFigures }, closed)
export type Sheet = Shape<typeof Sheet>

/** POST /api/sheets: of the month in which this is, or of one before. */
export const SheetBody = Type.Object({ month: Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' }) }, closed)
export type SheetBody = Shape<typeof SheetBody>

export const SheetParameter = Type.Object({ id: int32 }, closed)
