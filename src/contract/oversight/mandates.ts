/** A mandate that one person proposes and another confirms. */
import Type from 'typebox'
import { Budget, closed, decided, int53, maybeText, oneOf, orNull, reason, text, whole, type Shape } from '../fields.ts'

const term = Type.String({ maxLength: 100 })

const amount = Type.Optional(Type.String({ maxLength: 64 }))
/** Most pages, bytes (`500MB`) and time (`2h`). */
const spendable = Type.Optional(Type.Object({ pages: amount, bytes: amount, time: amount }, closed))

/** The keys of a mandate file (docs/settings.md), in the spelling of the interface. Judged whole: every problem is named with its field. */
export const NewMandate = Type.Object(
  {
    id: Type.String({ maxLength: 64 }),
    legalBasis: Type.String({ maxLength: 500 }),
    purpose: Type.String({ maxLength: 2_000 }),
    grantedBy: Type.String({ maxLength: 200 }),
    sources: Type.Array(Type.String({ maxLength: 64 }), { minItems: 1, maxItems: 1_000 }),
    /** A day, a time with its zone, or `today`: the moment of proposing. */
    from: term,
    /** The last day, a time with its zone, or how long (`90 days`). */
    until: term,
    forms: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { minItems: 1, maxItems: 10 })),
    keep: Type.Optional(oneOf(['sealed', 'open'])),
    eraseAfterDays: Type.Optional(whole),
    zone: Type.Optional(Type.String({ maxLength: 64 })),
    /** `08:00-20:00`. */
    hours: Type.Optional(Type.String({ maxLength: 64 })),
    budget: Type.Optional(Type.Object({ day: spendable, run: spendable }, closed)),
    /** The mandate that it renews. */
    succeeds: Type.Optional(Type.String({ maxLength: 64 }))
  },
  closed
)
export type NewMandate = Shape<typeof NewMandate>

/** POST /api/mandates/proposals */
export const ProposeMandateBody = Type.Object({ mandate: NewMandate, reason }, closed)

const proposalStates = ['proposed', 'confirmed', 'refused', 'taken-back', 'lapsed'] as const

export const MandateProposal = Type.Object(
  {
    id: whole,
    /** `lapsed`: nobody decided within 30 days. */
    state: oneOf(proposalStates),
    mandate: Type.Object(
      {
        id: text,
        legalBasis: text,
        purpose: text,
        grantedBy: text,
        sources: Type.Array(text),
        forms: Type.Array(text),
        from: text,
        until: text,
        /** Its last day, when it ends with a day of its time zone. */
        lastDay: maybeText,
        keep: oneOf(['sealed', 'open']),
        eraseAfterDays: whole,
        hours: maybeText,
        budget: orNull(Budget),
        succeeds: maybeText
      },
      closed
    ),
    reason: text,
    proposedBy: text,
    proposedAt: text,
    ...decided,
    /** What whoever asks may do with it now. */
    may: Type.Array(oneOf(['confirm', 'refuse', 'take-back']))
  },
  closed
)
export type MandateProposal = Shape<typeof MandateProposal>

/** GET /api/mandates/proposals: those that wait first, then the newest. */
export const MandateProposals = Type.Object({ proposals: Type.Array(MandateProposal) }, closed)
export type MandateProposals = Shape<typeof MandateProposals>

/** POST /api/mandates/proposals/{id}/confirm|refuse|take-back {reason} */
export const DecideMandateParameters = Type.Object(
  { id: int53, decision: oneOf(['confirm', 'refuse', 'take-back']) },
  closed
)
export type MandateDecision = 'confirm' | 'refuse' | 'take-back'
