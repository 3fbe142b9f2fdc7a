/** Words of origin, religion and health in lists and snippets: covered, letter by letter, so that places of marks stay right. Pure. */
import type { SealedReading } from '../../model/reading.ts'

const cover = '▒'

/** The text of a reading with every masked word covered; the same length as before. On the advert's own screen a person may uncover one. */
export function maskedText(reading: Pick<SealedReading, 'text' | 'facts'>): string {
  let text = reading.text
  for (const fact of reading.facts) {
    if (fact.kind !== 'masked') continue
    for (const { start, end } of fact.spans ?? [fact])
      text = text.slice(0, start) + cover.repeat(end - start) + text.slice(end)
  }
  return text
}

/** The title, which is where the text begins, with masked words covered. */
export function maskedTitle(reading: Pick<SealedReading, 'title' | 'text' | 'facts'>): string {
  return maskedText(reading).slice(0, reading.title.length)
}
