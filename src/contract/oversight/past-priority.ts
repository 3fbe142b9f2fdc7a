/** How a signal was weighed at a moment of its past, and whether the same comes out when it is weighed anew from what was there then. */
import Type from 'typebox'
import { closed, maybeText, number, oneOf, text, time, whole, type Shape } from '../fields.ts'
import { Reason } from '../desk/signals.ts'

/**
 * `same`: class, priority, step and every reason came out as they were. `differs`: they did not, under the same rules and from the same
 * adverts. `other-rules`: it was weighed by another version, which this program no longer has. `erased`: adverts that it rested on were
 * erased since. `changed`: what was read of an advert is no longer what was weighed. `not-noted`: it was weighed before inputs were noted.
 */
export const remadeVerdicts = ['same', 'differs', 'other-rules', 'erased', 'changed', 'not-noted'] as const

/** GET /api/signals/{id}/at?time=2026-03-01T12:00:00Z: without a time as it is now. */
export const PastQuery = Type.Object({ time: Type.Optional(time) }, closed)

export const PastPriority = Type.Object(
  {
    signal: whole,
    /** The moment that was asked about. */
    asked: text,
    /** Since when it was weighed so, and until when; null: still. */
    weighedAt: text,
    until: maybeText,
    priority: number,
    /** 3 validated, 2 supported, 1 practice, 0 none. */
    step: whole,
    class: maybeText,
    /** Version of weighing of the program, and of the rules that people adopted under this line; 0: those that come with the program. */
    version: whole,
    adopted: whole,
    reasons: Type.Array(Reason),
    /** SHA-256 of the tables of data that weighing read, and keyed digest of what was weighed; null where they were not noted. */
    rules: maybeText,
    inputs: maybeText,
    /** Row of `signal_history`, as the ledger binds it. */
    row: whole,
    remade: Type.Object(
      {
        verdict: oneOf(remadeVerdicts),
        /** Adverts that were weighed; those that are not there any more; those of which something else is known now. All 0 where that was erased or not noted. */
        adverts: whole,
        erased: whole,
        changed: whole
      },
      closed
    ),
    /** When it was weighed anew, newest first, at most 200. */
    times: Type.Array(Type.Object({ at: text, priority: number, step: whole, version: whole, adopted: whole }, closed))
  },
  closed
)
export type PastPriority = Shape<typeof PastPriority>
