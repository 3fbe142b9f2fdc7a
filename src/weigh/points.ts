/** How much a reason counts. Evidence comes in steps, and a sign of a higher step outweighs all that lies below it together. */
import type { Indicator } from './indicators.ts'

export type Direction = 'for' | 'against' | 'context'

/*
 * The steps, so that the sum of points is the order of the queue:
 *   practice    at most 3 a sign that scores, and 3 for all signs of low use together: below 10 in total
 *   supported   20 to 25 a sign: one outweighs all practice even with all that speaks against; six of them stay below 160
 *   validated   200 to 250 a sign: one outweighs all of the above
 *   against     below 10 in total: it orders within a step and never moves a network across one
 * Within a step, the kinds of signs count and how much of the network shows each (its rate); never how many adverts there are.
 */
const supportedLeast = 20
const validatedLeast = 200

/** One low-graded sign alone never carries a network: all `score_low` together count for at most this. */
export const mostLowPoints = 3

/** What the use rule allows; null: weighing does not use this indicator at all. */
export function directionOf(indicator: Indicator): Direction | null {
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

export type Step = 'validated' | 'supported' | 'practice'

/** The step that a sign may reach: a low use never lifts it above practice, however it was studied. */
export function stepOf(indicator: Indicator): Step {
  if (indicator.useRule !== 'score') return 'practice'
  if (indicator.evidence === 'validated' || indicator.evidence === 'duty') return 'validated'
  return /^(?:supported|delphi_strong|delphi_medium)$/.test(indicator.evidence) ? 'supported' : 'practice'
}

/** Points of a sign that `rate` (0 to 1) of a network shows, of the most that it gives on its step. Rounded to tenths. */
export function pointsOf(step: Step | 'against', most: number, rate: number): number {
  const least = step === 'validated' ? validatedLeast : step === 'supported' ? supportedLeast : null
  const points = least === null ? most * (rate >= 0.5 ? 1 : 0.5) : least + (most - least) * rate
  return Math.round(points * 10) / 10
}
