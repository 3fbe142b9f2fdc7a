/** Dates and times as facts, as precise as the text is, with how the missing parts were known. */
import type { Fact } from '../model/fact.ts'
import { readDates } from '../text/dates/reader.ts'
import type { FoundDate } from '../text/dates/question.ts'
import { clockOf } from '../text/dates/value.ts'
import { claim, claimSpan, factAt, isClaimed, originalAt, tokenFrom } from './document.ts'
import type { Document } from './document.ts'
import { numberWords } from './numbers/number-words.ts'

const maxDates = 100

/** An advert speaks of days near its capture: of two years that are possible the nearer one is meant. */
export function findDates(doc: Document): Fact[] {
  const { region, language, seenAt } = doc.context
  const isCapital = (at: number): boolean => {
    const first = originalAt(doc, at)
    return first !== first.toLowerCase()
  }
  const found = readDates(
    doc.plain,
    { clock: clockOf(seenAt), prefer: 'nearest', region, language, isCapital },
    maxDates
  )
  const facts: Fact[] = []
  for (const date of found) {
    if (isClaimed(doc, date.start, date.end, claim.link | claim.date) || isReadOut(doc, date)) continue
    claimSpan(doc, date.start, date.end, claim.date)
    doc.hints.dates.push({ start: date.start, end: date.end, value: date.value })
    const basis = date.bases.join(', ')
    facts.push(
      factAt(doc, 'date', date.start, date.end, date.value, basis, confidenceOf(doc, date), {
        precision: date.precision,
        basis
      })
    )
  }
  return facts
}

function confidenceOf({ plain }: Document, { bases, form, precision, start }: FoundDate): number {
  if (bases.includes('implausible-year')) return 0.3
  if (form === 'relative') return bases.includes('no-capture') ? 0.6 : 0.7
  if (bases.includes('no-year')) return form === 'named' ? 0.75 : 0.6
  if (form === 'numeric') return /^\d{4}/.test(plain.slice(start, start + 4)) ? 0.95 : 0.9
  return precision === 'month' ? 0.8 : 0.95
}

/** "huit 9 sept" of a number that is read out: "sept" is seven too. */
function isReadOut(doc: Document, date: FoundDate): boolean {
  if (date.form !== 'named') return false
  const at = tokenFrom(doc, date.start)
  const [before, day] = [doc.tokens[at - 1], doc.tokens[at]]
  if (before === undefined || day?.digits !== true || day.start - before.end > 1 || before.end - before.start < 3)
    return false
  const word = numberWords.get(before.text)
  return word !== undefined && !word.everyday
}
