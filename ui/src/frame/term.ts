/** Until when a mandate holds, in words: its last day is included; one that ends within a day says when. Pure. */
import type { TFunction } from 'i18next'
import type { MandateSummary } from '../../../src/contract/session.ts'
import type { Format } from './format.ts'

export function termOf(mandate: Pick<MandateSummary, 'until' | 'lastDay'>, t: TFunction, format: Format): string {
  if (mandate.lastDay !== null) return t('mandate.until', { day: format.day(mandate.lastDay) })
  return t('mandate.untilMoment', { moment: format.moment(mandate.until) })
}
