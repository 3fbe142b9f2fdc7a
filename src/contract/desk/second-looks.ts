/** Second looks: one in twenty of the dismissed signals, drawn by the ledger, judged again by somebody else. */
import Type from 'typebox'
import { closed, flag, orNull, reason, text, whole, type Shape } from '../fields.ts'
import { SignalName } from './signals.ts'

export const SecondLook = Type.Object(
  {
    signal: whole,
    ...SignalName.properties,
    /** The ledger entry of the dismissal; its hash drew the signal. */
    entry: whole,
    dismissedBy: text,
    dismissedAt: text,
    /** Null: nobody looked yet. */
    look: orNull(Type.Object({ by: text, at: text, agrees: flag, reason: text }, closed))
  },
  closed
)
export type SecondLook = Shape<typeof SecondLook>

/** GET /api/second-looks: dismissals of the last ninety days; what nobody looked at first, then where two disagree, then newest first. At most 200. */
export const SecondLookList = Type.Object({ looks: Type.Array(SecondLook), dismissed: whole }, closed)
export type SecondLookList = Shape<typeof SecondLookList>

/** POST /api/second-looks/{id}: the number of the signal. */
export const SecondLookBody = Type.Object({ entry: whole, agrees: flag, reason }, closed)
export type SecondLookBody = Shape<typeof SecondLookBody>
