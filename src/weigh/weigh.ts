/** Weighs a network: what kind of hand it is, then the reasons for and against a look, with points that add up to its priority. Never a verdict, never on a person. */
import { classOf, type NetworkClass } from './classes.ts'
import { indicators, type Indicator } from './indicators.ts'
import type { WeighMember } from './member.ts'
import { directionOf, mostLowPoints, pointsOf, type Direction } from './points.ts'
import type { Seen, WeighContext } from './rule.ts'
import { rules } from './rules.ts'
import { said, saidIfAny, type InBothLanguages } from './wording.ts'

/** Raised whenever the same members may get another class, other reasons, another priority or another decision. */
export const weighVersion = 8

export interface WeighReason {
  readonly indicator: string
  readonly direction: Direction
  /** Negative when against; 0 for context. */
  readonly points: number
  readonly evidence: string
  readonly title: InBothLanguages
  readonly sentence: InBothLanguages
  readonly caution: InBothLanguages | null
  readonly source: string
  readonly seenIn: readonly Seen[]
}

export interface Weighed {
  readonly class: NetworkClass
  /** Sum of the points, not below 0. */
  readonly priority: number
  /** Heaviest first; all that were found. */
  readonly reasons: readonly WeighReason[]
}

/** Weighs the members of one network (at least two). Points follow the evidence and the use rule of each indicator in data/indicators.csv. */
export function weighNetwork(found: readonly WeighMember[], context: WeighContext): Weighed {
  // In whatever order a database gives them: the same members give the same reasons, down to what each names first.
  const members = found.toSorted((a, b) => a.advert - b.advert)
  const reasons: WeighReason[] = []
  for (const rule of rules) {
    const indicator = indicators.get(rule.indicator)
    if (indicator === undefined)
      throw new Error(`weigh/rules names ${rule.indicator}, which data/indicators.csv does not have`)
    const direction = directionOf(indicator)
    if (direction === null)
      throw new Error(`weigh/rules uses ${rule.indicator}, which is ${indicator.useRule}: weighing may not use it`)
    const finding = rule.measure(members, context)
    if (finding === null) continue
    const points = direction === 'context' ? 0 : pointsOf(indicator, finding.rate, rule.weight ?? 0)
    const title = said(indicator.id, 'title')
    reasons.push({
      indicator: indicator.id,
      direction,
      points: direction === 'against' ? -points : points,
      evidence: indicator.evidence,
      title: { nl: title.nl, en: title.en === '' ? indicator.indicator : title.en },
      sentence: finding.sentence,
      caution: cautionOf(indicator),
      source: indicator.source,
      seenIn: finding.seenIn
    })
  }
  const capped = capLow(reasons)
  const sum = capped.reduce((total, reason) => total + reason.points, 0)
  return {
    class: classOf(
      members,
      reasons.flatMap((one) => (indicators.get(one.indicator)?.useRule === 'score' ? one.indicator : []))
    ),
    priority: Math.max(0, Math.round(sum * 10) / 10),
    reasons: capped.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
  }
}

function cautionOf(indicator: Indicator): InBothLanguages | null {
  const caution = saidIfAny(indicator.id, 'caution')
  if (caution === null && indicator.caution === '') return null
  return { nl: caution?.nl ?? '', en: indicator.caution }
}

function capLow(reasons: readonly WeighReason[]): WeighReason[] {
  let left = mostLowPoints
  return reasons.map((reason) => {
    if (indicators.get(reason.indicator)?.useRule !== 'score_low') return reason
    const points = Math.min(reason.points, left)
    left -= points
    return { ...reason, points }
  })
}
