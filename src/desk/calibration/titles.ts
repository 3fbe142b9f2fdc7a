/** What an indicator is called, in Dutch and English. */
import { indicators } from '../../weigh/indicators.ts'
import { saidIfAny, type InBothLanguages } from '../../weigh/wording.ts'

export function titleOf(of: string): InBothLanguages {
  const title = saidIfAny(of, 'title')
  return title === null || title.en === '' ? { nl: title?.nl ?? of, en: indicators.get(of)?.indicator ?? of } : title
}
