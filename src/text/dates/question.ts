/** What a reader of dates is asked, what it finds, and what a form of writing a date is. */
import type { Clock, Prefer } from './value.ts'

export interface DateQuestion {
  /** The clock of the capture; null when it is not known, and then values say only what the text says. */
  readonly clock: Clock | null
  readonly prefer: Prefer
  /** Country of the source (ISO 3166), and language of the text where it is known: for words such as "hier". */
  readonly region?: string | undefined
  readonly language?: string | undefined
  /** Whether the letter at an offset is written as a capital. */
  readonly isCapital: (at: number) => boolean
}

export interface FoundDate {
  /** Offsets in the folded text. */
  readonly start: number
  readonly end: number
  /**
   * ISO 8601 as precise as known: `2026-03-04T14:05+01:00`, `2026-03-04`, `2026-03`, a range `2026-06-03/2026-06-05`; without a clock
   * `--06-03` and durations (`-P3D`).
   */
  readonly value: string
  readonly precision: 'minute' | 'day' | 'month' | 'year'
  /** What was assumed, at least one word: `absolute`, `relative`, `no-year`, `day-month-order`, `month-day-order`, `range`, `no-zone`, … */
  readonly bases: readonly string[]
  readonly form: 'numeric' | 'named' | 'relative'
}

export interface Form {
  /** Signs without which the pattern cannot match. */
  readonly needs: number
  /** At which signs a date of this form begins: sticky then; `anywhere`: global. Linear. */
  readonly at: 'digits' | 'months' | 'days' | 'anywhere'
  readonly pattern: RegExp
  readonly read: (match: RegExpExecArray, plain: string, question: DateQuestion) => FoundDate | null
}
