/** The one reader of dates: of folded text, for postings of pages and for facts of adverts alike. */
import { numericForms } from './numeric.ts'
import { relativeForms } from './relative.ts'
import { dateSigns, sign } from './signs.ts'
import type { DateSigns } from './signs.ts'
import { namedForms } from './named.ts'
import { joinRanges } from './ranges.ts'
import type { DateQuestion, Form, FoundDate } from './question.ts'

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
  found.sort((a, b) => a.start - b.start || a.end - b.end)
  return (question.prefer === 'nearest' ? joinRanges(plain, found) : found).slice(0, limit)
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
