/** Signs of a grave situation in one advert by itself: papers kept, a wage far below the minimum, a room tied to the work, wording of youth. */
import type { SealedReading } from '../../model/reading.ts'
import { fold } from '../../text/fold.ts'
import { indicators } from '../indicators.ts'
import { said, type InBothLanguages } from '../wording.ts'
import { found } from './words.ts'
import { lowWages } from './wage.ts'

/*
 * The queue of networks asks for signs over several adverts; exploitation at work, of minors and in crime shows in single ones too. This
 * second queue has a rule of its own: no points and no order by them, few words, and two signs that official lists name or one that was
 * validated. It opens nothing: one person asks, another decides (desk/adverts/requests.ts).
 */

export interface GraveSign {
  readonly indicator: string
  readonly title: InBothLanguages
  /** What stands against concluding from it; '' without. */
  readonly caution: string
  readonly evidence: 'validated' | 'official'
  /** Characters of the text of the reading that show it. */
  readonly spans: readonly (readonly [number, number])[]
}

/** Signs of the official list that job adverts show; those of whose words a denial is a part are not taken back by one. */
const official: readonly (readonly [string, boolean])[] = [
  ['AN-05', true],
  ['AN-08', true],
  ['AN-11', false],
  ['AN-12', true],
  ['AN-13', true],
  ['AN-17', false]
]
const leastOfficial = 2
const mostText = 10_000

/** The grave signs of an advert, each once. Work is asked for in all but the wording of youth, which counts where sexual services are offered. */
export function graveSigns(reading: Pick<SealedReading, 'text' | 'facts' | 'postedAt'>): readonly GraveSign[] {
  const text = fold(reading.text.slice(0, mostText))
  const shown: { indicator: string; evidence: GraveSign['evidence']; spans: GraveSign['spans'] }[] = []
  if (found('sexual', text, false).length > 0)
    shown.push({ indicator: 'SX-T02', evidence: 'validated', spans: found('SX-T02', text, true) })
  if (found('work', text, false).length > 0) {
    const countries = reading.facts.flatMap((fact) =>
      fact.kind === 'place' ? String(fact.attributes?.country ?? '') : []
    )
    const day = reading.postedAt?.value.slice(0, 10) ?? '9999'
    shown.push({ indicator: 'AN-15', evidence: 'official', spans: lowWages(text, countries, day) })
    for (const [indicator, denied] of official)
      shown.push({ indicator, evidence: 'official', spans: found(indicator, text, denied) })
  }
  return shown
    .filter(({ spans }) => spans.length > 0)
    .map((one) => ({
      ...one,
      title: said(one.indicator, 'title'),
      caution: indicators.get(one.indicator)?.caution ?? ''
    }))
}

/** Whether they are enough for a person to be told of this advert: one that was validated, or two that official lists name. */
export function isGrave(signs: readonly GraveSign[]): boolean {
  return (
    signs.some((one) => one.evidence === 'validated') ||
    signs.filter((one) => one.evidence === 'official').length >= leastOfficial
  )
}
