/** Referrals of a case to another team or to a prosecutor: what goes along, where it stands, what was asked and decided. */
import Type from 'typebox'
import {
  bothLanguages,
  closed,
  flag,
  int32,
  maybeText,
  oneOf,
  orNull,
  reason,
  text,
  whole,
  type Shape
} from '../fields.ts'
import { LeftBehind } from '../partners/handling.ts'
import { CaseItem } from './cases.ts'
import { Subject } from './work.ts'

const referralKinds = ['team', 'prosecutor'] as const
const referralStates = ['offered', 'accepted', 'refused', 'returned', 'revoked'] as const
export type ReferralState = (typeof referralStates)[number]
const referralActs = ['accept', 'refuse', 'confirm', 'return', 'revoke', 'ask', 'answer'] as const
export type ReferralAct = (typeof referralActs)[number]
const outcomes = ['prosecute', 'dismiss', 'judged'] as const

const Step = Type.Object(
  { act: text, by: text, at: text, words: text, subject: orNull(whole), code: maybeText },
  closed
)

export const Referral = Type.Object(
  {
    key: text,
    /** The case, for its members; null to whom it was sent, as long as they are none. */
    case: maybeText,
    title: text,
    kind: oneOf(referralKinds),
    team: maybeText,
    to: text,
    by: text,
    at: text,
    state: oneOf(referralStates),
    /** Who wants to refuse, which a second person confirms. */
    refusal: orNull(Type.Object({ by: text, at: text }, closed)),
    /** `sha256:` and hex of what went along: the receipt. */
    receipt: text,
    outcome: orNull(oneOf(outcomes)),
    /** The ground of dismissal, or the ECLI of the judgment. */
    code: maybeText,
    /** Sent to me. */
    mine: flag,
    steps: Type.Array(Step)
  },
  closed
)
export type Referral = Shape<typeof Referral>

/** GET /api/referrals: those sent to me and those of my cases, the newest first; at most 200. */
export const ReferralList = Type.Object(
  {
    referrals: Type.Array(Referral),
    /** Grounds of dismissal. */
    grounds: Type.Array(Type.Object({ code: text, title: bothLanguages }, closed))
  },
  closed
)
export type ReferralList = Shape<typeof ReferralList>

/** GET /api/referrals/{key}: what went along, as it was; `notes`: of whom the note of non-punishment waits for an answer. */
export const ReferralContent = Type.Object(
  {
    referral: Referral,
    purpose: text,
    basis: text,
    form: text,
    items: Type.Array(Type.Intersect([CaseItem, Type.Object({ content: Type.Record(text, Type.Unknown()) })])),
    subjects: Type.Array(Subject),
    decisions: Type.Array(Type.Object({ decision: text, reasons: text, by: text, at: text }, closed)),
    /** Items that their handling codes keep back, by code: when it was sent, and what was closed since. */
    behind: LeftBehind,
    notes: Type.Array(whole)
  },
  closed
)
export type ReferralContent = Shape<typeof ReferralContent>

const key = Type.String({ maxLength: 64 })
export const ReferralParameter = Type.Object({ key }, closed)
export const ReferralActParameters = Type.Object({ key, act: oneOf(referralActs) }, closed)

/** POST /api/cases/{id}/referrals: to one person, of a team or a prosecutor; what is confirmed goes along, or the items that are named. */
export const ReferralBody = Type.Object(
  {
    kind: oneOf(referralKinds),
    team: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
    to: Type.String({ minLength: 1, maxLength: 64 }),
    items: Type.Optional(Type.Array(int32, { maxItems: 500 })),
    reason
  },
  closed
)
export type ReferralBody = Shape<typeof ReferralBody>

/** POST /api/referrals/{key}/decide: a dismissal with its ground, a judgment with its ECLI. */
export const ReferralDecisionBody = Type.Object(
  { outcome: oneOf(outcomes), code: Type.Optional(Type.String({ maxLength: 80 })), reason },
  closed
)
export type ReferralDecisionBody = Shape<typeof ReferralDecisionBody>

/** POST /api/referrals/{key}/non-punishment: whether somebody is not punished for what they were made to do, with the reasons. */
export const NonPunishmentBody = Type.Object({ subject: int32, applies: flag, reason }, closed)
export type NonPunishmentBody = Shape<typeof NonPunishmentBody>
