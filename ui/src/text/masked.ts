/** Hides masked words in texts where they cannot be shown on request, such as a comparison of versions. Pure. */
import type { AdvertVersion, FactRow } from '../../../src/contract/desk/adverts.ts'
import { segments } from './segments.ts'

/** `text` with each masked stretch replaced by `chip`. */
export function maskedText(
  text: string,
  facts: readonly Pick<FactRow, 'kind' | 'state' | 'spans'>[],
  chip: string
): string {
  const marks = facts
    .filter((fact) => fact.kind === 'masked' && fact.state !== 'rejected')
    .flatMap((fact) => fact.spans.map(([start, end]) => ({ start, end, label: null })))
  let result = ''
  let hidden = false
  for (const piece of segments(text, marks)) {
    const masked = piece.marks.length > 0
    if (!masked) result += piece.text
    else if (!hidden) result += chip
    hidden = masked
  }
  return result
}

/** The title of a reading, masked as its text is: the text begins with the title, so the spans of its facts hold for both. */
export function maskedTitle(
  reading: Pick<NonNullable<AdvertVersion['reading']>, 'title' | 'text' | 'facts'>,
  chip: string
): string {
  return reading.text.startsWith(reading.title) ? maskedText(reading.title, reading.facts, chip) : reading.title
}
