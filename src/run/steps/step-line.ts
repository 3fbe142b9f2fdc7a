/** What a step takes and gives: lines, rows, and what is wrong with a line. */

/** A line as it came in. Nothing of it is trusted. */
export type StepLine = Readonly<Record<string, unknown>>

/** What one line gives, or a text that says what is wrong with it. */
export type StepAnswer = readonly object[] | string

export interface Step {
  /** What a line must be. */
  readonly needs: string
  /** The version of the rules, as of `pipeline.ts`. */
  readonly version: number
  readonly line: (value: StepLine) => StepAnswer | Promise<StepAnswer>
  /** What can be said when all lines are in; absent where each line is for itself. */
  readonly end?: () => Iterable<object>
}
