/** Weighs a network: what kind of hand it is, then the reasons for and against a look, with points that add up to its priority. Never a verdict, never on a person. */
import { classOf, type NetworkClass } from './classes.ts'
import { indicators, type Indicator } from './indicators.ts'
import type { WeighMember } from './member.ts'
import { directionOf, mostLowPoints, pointsOf, type Direction, type Step } from './points.ts'
import { chosenExamples, type Seen, type Shown, type WeighContext } from './rule.ts'
import { shippedSet, type RuleSet } from './rules/rule-set.ts'
import { rules } from './rules.ts'
import { said, saidIfAny, type InBothLanguages } from './wording.ts'

/** Raised whenever the same members may get another class, other reasons, another priority or another decision. */
export const weighVersion = 12

export interface WeighReason {
  readonly indicator: string
  readonly direction: Direction
  /** Negative when against; 0 for context. */
  readonly points: number
  readonly evidence: string
  /** Where people changed what the sign counts for: the step that they adopted, not above that of its evidence. */
  readonly step?: Step
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

/**
 * Weighs the members of one network (at least two). Points follow the evidence and the use rule of each indicator in data/indicators.csv,
 * and the set of weights that holds. The class of a network follows from what it shows, whatever counts.
 */
export function weighNetwork(found: readonly WeighMember[], context: WeighContext, set: RuleSet = shippedSet): Weighed {
  // By what they say, not by their numbers, which follow the order of arrival: the same adverts give the same reasons, down to what each names first.
  const members = inOrder(found)
  const reasons: (Omit<WeighReason, 'seenIn'> & { readonly seenIn: readonly Shown[] })[] = []
  const scoring: string[] = []
  for (const rule of rules) {
    const indicator = indicators.get(rule.indicator)
    if (indicator === undefined)
      throw new Error(`weigh/rules names ${rule.indicator}, which data/indicators.csv does not have`)
    const direction = directionOf(indicator)
    if (direction === null)
      throw new Error(`weigh/rules uses ${rule.indicator}, which is ${indicator.useRule}: weighing may not use it`)
    const finding = rule.measure(members, context)
    if (finding === null) continue
    if (indicator.useRule === 'score') scoring.push(indicator.id)
    const weight = weightIn(set, indicator.id, direction)
    if (weight === 'off') continue
    const points = weight === null ? 0 : pointsOf(weight.step, weight.points, finding.rate)
    const title = said(indicator.id, 'title')
    reasons.push({
      indicator: indicator.id,
      direction,
      points: direction === 'against' ? -points : points,
      evidence: indicator.evidence,
      ...(weight !== null && weight.step !== 'against' && weight.changed && { step: weight.step }),
      title: { nl: title.nl, en: title.en === '' ? indicator.indicator : title.en },
      sentence: finding.sentence,
      caution: cautionOf(indicator),
      source: indicator.source,
      seenIn: finding.seenIn
    })
  }
  const rank = rankOf(members, reasons)
  const opened = context.opened ?? new Set()
  const capped = capLow(reasons.map((one) => ({ ...one, seenIn: chosenExamples(one.seenIn, rank, opened) })))
  const sum = capped.reduce((total, reason) => total + reason.points, 0)
  return {
    class: classOf(members, scoring),
    priority: Math.max(0, Math.round(sum * 10) / 10),
    reasons: capped.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
  }
}

interface Weight {
  readonly step: Step | 'against'
  readonly points: number
  /** Other than what comes with the program. */
  readonly changed: boolean
}

/** What a sign counts for; null for context, which never counts. */
function weightIn(set: RuleSet, of: string, direction: Direction): Weight | 'off' | null {
  if (direction === 'context') return null
  const weight = set.get(of)
  if (weight === undefined || weight.step === 'off') return 'off'
  const shipped = shippedSet.get(of)
  const changed = weight.step !== shipped?.step || weight.points !== shipped.points
  return { step: weight.step, points: weight.points, changed }
}

/** Members by what they say and when; those that say the same by number. */
function inOrder(members: readonly WeighMember[]): WeighMember[] {
  const keyed = members.map((one) => {
    const { site, account, names, phones, places, postedMinute, pictures } = one
    const said = [
      site,
      account,
      names,
      phones,
      places.map((place) => place.name),
      postedMinute,
      pictures,
      [...one.signs]
    ]
    return { one, key: JSON.stringify(said) }
  })
  return keyed
    .toSorted(
      (a, b) =>
        a.one.firstDay - b.one.firstDay || (a.key < b.key ? -1 : a.key > b.key ? 1 : a.one.advert - b.one.advert)
    )
    .map(({ one }) => one)
}

/** Places of adverts among examples: by the points of the reasons for a look that each carries. */
function rankOf(
  members: readonly WeighMember[],
  reasons: readonly { readonly points: number; readonly seenIn: readonly Shown[] }[]
): ReadonlyMap<number, number> {
  const carried = new Map<number, number>()
  for (const { points, seenIn } of reasons)
    if (points > 0)
      for (const advert of new Set(seenIn.map((one) => one.advert)))
        carried.set(advert, (carried.get(advert) ?? 0) + points)
  const order = members.map((one) => one.advert).toSorted((a, b) => (carried.get(b) ?? 0) - (carried.get(a) ?? 0))
  return new Map(order.map((advert, at) => [advert, at]))
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
