/** Break-glass: reading under mandates that a person may not work under, for hours, on the word of a second person. */
import Type from 'typebox'
import { closed, decided, int53, maybeText, oneOf, reason, slug, text, whole, type Shape } from '../fields.ts'

/** POST /api/break-glass */
export const BreakGlassBody = Type.Object(
  {
    mandates: Type.Array(slug, { minItems: 1, maxItems: 100, uniqueItems: true }),
    hours: Type.Integer({ minimum: 1, maximum: 24 }),
    reason
  },
  closed
)

const breakGlassStates = ['asked', 'lapsed', 'refused', 'approved', 'over', 'ended', 'closed'] as const

export const BreakGlass = Type.Object(
  {
    id: whole,
    /** `lapsed`: nobody decided within a day. `over`: its hours have passed. `ended`: somebody ended it before. `closed`: the account of who asked was closed, and it opens nothing. */
    state: oneOf(breakGlassStates),
    mandates: Type.Array(text),
    hours: whole,
    reason: text,
    askedBy: text,
    askedAt: text,
    ...decided,
    /** When reading under it stops, or stopped. */
    until: maybeText,
    endedBy: maybeText,
    endedBecause: maybeText,
    /** Acts of that person under these mandates while it held, and how many of them were exports: each stands in the ledger. */
    acts: whole,
    exports: whole,
    /** What whoever asks may do with it now. */
    may: Type.Array(oneOf(['approve', 'refuse', 'end']))
  },
  closed
)
export type BreakGlass = Shape<typeof BreakGlass>

/** GET /api/break-glass: all of it for auditors and for who may approve, own ones for the others; those that wait first. */
export const BreakGlassList = Type.Object({ list: Type.Array(BreakGlass) }, closed)
export type BreakGlassList = Shape<typeof BreakGlassList>

/** POST /api/break-glass/{id}/approve|refuse|end {reason} */
export const BreakGlassParameters = Type.Object({ id: int53, decision: oneOf(['approve', 'refuse', 'end']) }, closed)
export type BreakGlassDecision = 'approve' | 'refuse' | 'end'
