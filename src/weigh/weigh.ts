/** Weighs a network: the reasons for and against a look, with points that add up to its priority. Never a verdict, never on a person. */
import { indicators, type Indicator } from './indicators.ts'
import type { WeighMember } from './member.ts'
import { rules, type WeighContext } from './rules.ts'

/** Raised whenever the same members may get other reasons, another priority or another decision. */
export const weighVersion = 3

export interface WeighReason {
  readonly indicator: string
  readonly direction: 'for' | 'against' | 'context'
  /** Negative when against; 0 for context. */
  readonly points: number
  readonly evidence: string
  readonly title: { readonly nl: string; readonly en: string }
  readonly sentence: { readonly nl: string; readonly en: string }
  readonly caution: { readonly nl: string; readonly en: string } | null
  readonly source: string
  readonly seenIn: readonly { readonly advert: number; readonly spans: readonly (readonly [number, number])[] }[]
}

export interface Weighed {
  /** Sum of the points, not below 0. */
  readonly priority: number
  /** Heaviest first; all that were found. */
  readonly reasons: readonly WeighReason[]
}

/** One low-graded sign alone never carries a network: all `score_low` together count for at most this. */
const mostLowPoints = 3

/** Weighs the members of one network (at least two). Points follow the use rule of each indicator in data/indicators.csv. */
export function weighNetwork(members: readonly WeighMember[], context: WeighContext): Weighed {
  const reasons: WeighReason[] = []
  for (const rule of rules) {
    const indicator = indicators.get(rule.indicator)
    if (indicator === undefined)
      throw new Error(`weigh/rules.ts names ${rule.indicator}, which data/indicators.csv does not have`)
    const direction = directionOf(indicator)
    if (direction === null) continue
    const finding = rule.measure(members, context)
    if (finding === null) continue
    const points = direction === 'context' ? 0 : direction === 'against' ? -finding.points : finding.points
    reasons.push({
      indicator: indicator.id,
      direction,
      points,
      evidence: indicator.evidence,
      title: { nl: rule.titleNl, en: indicator.indicator },
      sentence: { nl: finding.nl, en: finding.en },
      caution: rule.cautionNl === '' && indicator.caution === '' ? null : { nl: rule.cautionNl, en: indicator.caution },
      source: indicator.source,
      seenIn: finding.seenIn
    })
  }
  const capped = capLow(reasons)
  const sum = capped.reduce((total, reason) => total + reason.points, 0)
  return {
    priority: Math.max(0, Math.round(sum * 10) / 10),
    reasons: capped.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
  }
}

/** What the use rule allows; null: weighing does not use this indicator at all. */
function directionOf(indicator: Indicator): WeighReason['direction'] | null {
  switch (indicator.useRule) {
    case 'score':
    case 'score_low':
      return 'for'
    case 'counter':
      return 'against'
    case 'class':
      // Classes (scam, spam) take a network out of the way of exploitation; a class of its own only tells.
      return indicator.direction === 'lowers' ? 'against' : 'context'
    case 'context_only':
      return 'context'
    case 'never_score':
    case 'handoff':
    case 'checklist':
    case 'lead_only':
      return null
  }
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
