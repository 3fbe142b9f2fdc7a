/** Calibration: by indicator, what became of the signals that rest on it, with the interval of the share confirmed. Counts of signals and cases only. */
import Type from 'typebox'
import { bothLanguages, closed, maybeText, number, orNull, text, whole, type Shape } from '../fields.ts'

/** The share at 95 % (Wilson), from 0 to 1; null where fewer than `least` were decided. */
const interval = { from: orNull(number), to: orNull(number) }

const Sign = Type.Object(
  {
    of: text,
    title: bothLanguages,
    /** `for`, `against` or `context`. */
    direction: text,
    evidence: text,
    /** Signals that rest on it, with those that were merged into them; each is one of the three. */
    signals: whole,
    /** Escalated: two persons agreed. */
    confirmed: whole,
    dismissed: whole,
    undecided: whole,
    ...interval,
    /**
     * Cases that rest on it whose outcome says whether the suspicion held: rounded down to fives, 0 where it is fewer than five. The
     * interval holds for every number of cases that the rounding leaves open.
     */
    cases: Type.Object({ held: whole, notHeld: whole, ...interval }, closed)
  },
  closed
)
export type CalibratedSign = Shape<typeof Sign>

const CalibrationLine = Type.Object(
  {
    /** Null: over all lines together. */
    line: maybeText,
    signs: Type.Array(Sign),
    /** What cases came to, by ground of dismissal where there is one; at least so many, in steps of five. */
    outcomes: Type.Array(
      Type.Object({ outcome: text, ground: maybeText, title: orNull(bothLanguages), atLeast: whole }, closed)
    )
  },
  closed
)
export type CalibrationLine = Shape<typeof CalibrationLine>

/** GET /api/calibration: of the line of the mandate in force. GET /api/audit/calibration: of each line, and of all together first. */
export const Calibration = Type.Object({ least: whole, version: whole, lines: Type.Array(CalibrationLine) }, closed)
export type Calibration = Shape<typeof Calibration>
