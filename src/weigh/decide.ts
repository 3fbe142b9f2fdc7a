/** Decides whether a weighed network becomes a signal: only then is anything of it opened; all else stays sealed until it is erased. */
import { grounds } from './classes.ts'
import { indicators } from './indicators.ts'
import { stepOf } from './points.ts'
import type { Weighed, WeighReason } from './weigh.ts'

/** What a reason is worth in the decision: its step of evidence, whatever the size of the network and the rate of the sign. */
const worth = { validated: 4, supported: 2 } as const
/** All signs of low use together: beside a supported sign they open nothing. */
const mostLow = 1.5
const signalFrom = 4
/** How many reasons must speak for a look: one alone never opens anything. */
const leastGrounds = 2
const leastMembers = 2

/**
 * True when a person should look: the class of the network is a ground, two reasons speak for a look, over more than one advert, and
 * they are worth enough after what speaks against: a validated sign with one over the network, two supported ones, or the weight of practice.
 */
export function decide(
  weighed: Pick<Weighed, 'reasons'> & { readonly class: Pick<Weighed['class'], 'name'> },
  members: number
): boolean {
  if (!grounds[weighed.class.name] || members < leastMembers) return false
  const speaking = weighed.reasons.filter((reason) => reason.points > 0)
  const low = speaking.filter(isLow)
  const full = speaking.filter((reason) => !isLow(reason))
  const against = weighed.reasons.filter((reason) => reason.points < 0)
  const [studied, practice] = split(full)
  const [studiedAgainst, practiceAgainst] = split(against)
  // What only practice says against takes away from what only practice says for: it never outweighs what was studied.
  const said = sum(practice.map(worthOf)) + Math.min(mostLow, sum(low.map((reason) => reason.points)))
  const left = Math.max(0, said + sum(practiceAgainst.map((reason) => reason.points)))
  const total = sum(studied.map(worthOf)) + sum(studiedAgainst.map((reason) => reason.points)) + left
  return speaking.length >= leastGrounds && total >= signalFrom && full.some(speaksOfHand)
}

/**
 * A sign over the network, or one of practice that counts by itself. What adverts show each for themselves, such as a hidden number,
 * any number of persons who were joined by chance can show: it ranks a network, and makes none.
 */
function speaksOfHand(reason: WeighReason): boolean {
  const indicator = indicators.get(reason.indicator)
  return indicator?.unit === 'cluster' || (indicator !== undefined && stepOf(indicator) === 'practice')
}

/** Reasons whose sign was studied, and those that rest on practice alone. */
function split(reasons: readonly WeighReason[]): readonly [readonly WeighReason[], readonly WeighReason[]] {
  const studied = reasons.filter(
    (reason) =>
      reason.step !== 'practice' && /^(?:validated|supported|delphi_strong|delphi_medium|duty)$/.test(reason.evidence)
  )
  return [studied, reasons.filter((reason) => !studied.includes(reason))]
}

function isLow(reason: WeighReason): boolean {
  return indicators.get(reason.indicator)?.useRule === 'score_low'
}

function worthOf(reason: WeighReason): number {
  const indicator = indicators.get(reason.indicator)
  const step = reason.step ?? (indicator === undefined ? 'practice' : stepOf(indicator))
  return step === 'practice' ? reason.points : worth[step]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0)
}
