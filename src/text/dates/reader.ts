/** The one reader of dates: of folded text, for postings of pages and for facts of adverts alike. */
import { numericForms } from './numeric.ts'
import { relativeForms } from './relative.ts'
import { dateSigns, sign } from './signs.ts'
import type { DateSigns } from './signs.ts'
import type { Clock, Prefer } from './value.ts'
import { namedForms } from './named.ts'

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

/** In this order: what is found first has its characters. */
const forms: readonly Form[] = [...namedForms, ...numericForms, ...relativeForms]

/** At most `limit` dates of a folded text in the order in which they stand. Linear; never throws. */
export function readDates(plain: string, question: DateQuestion, limit: number): FoundDate[] {
  const signs = dateSigns(plain)
  if (signs.seen <= sign.digit) return []
  const found: FoundDate[] = []
  for (const form of forms) {
    if ((signs.seen & form.needs) !== form.needs) continue
    const room = found.length + limit
    let from = 0
    for (const hit of hitsOf(form, plain, signs)) {
      const date = hit.index < from ? null : form.read(hit, plain, question)
      if (date === null || found.some((other) => date.start < other.end && date.end > other.start)) continue
      found.push(date)
      from = date.end
      if (found.length >= room) break
    }
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end).slice(0, limit)
}

function* hitsOf({ at, pattern }: Form, plain: string, signs: DateSigns): Generator<RegExpExecArray> {
  if (at === 'anywhere') {
    yield* plain.matchAll(pattern)
    return
  }
  for (const offset of signs[at]) {
    pattern.lastIndex = offset
    const hit = pattern.exec(plain)
    if (hit !== null) yield hit
  }
}
