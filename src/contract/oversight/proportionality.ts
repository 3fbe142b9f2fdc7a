/** Proportionality: what was collected under each line of mandates, what was kept sealed, opened, read and erased. Counts only. */
import Type from 'typebox'
import { closed, maybeText, text, whole, type Shape } from '../fields.ts'

const Week = Type.Object(
  {
    /** Null for what was imported without a source. */
    source: maybeText,
    /** The Monday of the week in UTC in which the pages were seen, and the adverts for the first time. */
    week: text,
    /** Pages that were kept: each is sealed, open or erased. */
    pages: whole,
    sealed: whole,
    open: whole,
    /** At most a day after the end of its clock. */
    erasedOnTime: whole,
    erasedLate: whole,
    /** Erased before the time of erasing was noted. */
    erasedUnknown: whole,
    /** Sealed, with a clock that ended more than a day ago. */
    overdue: whole,
    adverts: whole,
    advertsSealed: whole,
    advertsOpen: whole,
    advertsErased: whole,
    /** Opened adverts, by what gave the reason: a signal, a request that a second person granted, or anything else. */
    openedForSignal: whole,
    openedForRequest: whole,
    openedOther: whole,
    /** Of the opened ones, those whose signal was confirmed by two persons, or dismissed, afterwards; the rest is undecided or has no signal. */
    confirmed: whole,
    dismissed: whole,
    /** Adverts of which a person ever had the text on the screen. */
    read: whole
  },
  closed
)
export type ProportionalityWeek = Shape<typeof Week>

/** GET /api/audit/proportionality: weeks oldest first; `because`: why adverts were opened (`signal`, `request`, `watch`, …). */
export const Proportionality = Type.Object(
  {
    lines: Type.Array(
      Type.Object(
        {
          line: text,
          /** What the sources of this line are called. */
          sources: Type.Array(Type.Object({ id: text, name: text }, closed)),
          weeks: Type.Array(Week),
          because: Type.Array(Type.Object({ why: text, count: whole, confirmed: whole, dismissed: whole }, closed))
        },
        closed
      )
    )
  },
  closed
)
export type Proportionality = Shape<typeof Proportionality>
