/**
 * Which signs count, on which step and for how much: a set that people may change within bounds, as data. What a sign is, how it is
 * measured and which kind of network is no ground come with the program.
 */
import { createHash } from 'node:crypto'
import { indicators } from '../indicators.ts'
import { directionOf, mostLowPoints, stepOf, type Step } from '../points.ts'
import { rules } from '../rules.ts'

/** `against`: it speaks against a look. `off`: it does not count, and is no reason. */
export type SignStep = Step | 'against' | 'off'
export const signSteps = ['validated', 'supported', 'practice', 'against', 'off'] as const satisfies readonly SignStep[]

export interface SignWeight {
  /** Its id in data/indicators.csv. */
  readonly of: string
  readonly step: SignStep
  /** Most points that it gives (or takes, where it speaks against), in tenths; 0 where it is off. */
  readonly points: number
}

/** By indicator. A sign that is not in it does not count. */
export type RuleSet = ReadonlyMap<string, SignWeight>

const shippedPoints: Readonly<Record<Step, number>> = { validated: 250, supported: 25, practice: 0 }

/** What comes with this program. Signs that only give context count in no set. */
export const shippedSet: RuleSet = new Map(
  rules.flatMap(({ indicator: of, weight }) => {
    const indicator = indicators.get(of)
    const direction = indicator === undefined ? null : directionOf(indicator)
    if (indicator === undefined || direction === null || direction === 'context') return []
    const step = direction === 'against' ? 'against' : stepOf(indicator)
    const points = step === 'against' || step === 'practice' ? (weight ?? 0) : shippedPoints[step]
    return [[of, { of, step, points }] as const]
  })
)

/** Steps that a sign may stand on: that of its evidence or a lower one, never a higher one; a sign against stays one. */
export function stepsFor(of: string): readonly SignStep[] {
  const highest = shippedSet.get(of)?.step
  if (highest === undefined) return []
  return highest === 'against' ? ['against', 'off'] : signSteps.slice(signSteps.indexOf(highest)).filter(isFor)
}

const isFor = (step: SignStep): boolean => step !== 'against'

/** Fewest and most points of a sign on a step. They keep each step above all that lies below it together, whatever speaks against. */
export function boundsOf(of: string, step: SignStep): readonly [least: number, most: number] {
  switch (step) {
    case 'validated':
      return [200, 250]
    case 'supported':
      return [20, 25]
    case 'practice':
      return [0, indicators.get(of)?.useRule === 'score_low' ? 1 : 3]
    case 'against':
      return [0, 3]
    case 'off':
      return [0, 0]
  }
}

/** All signs from practice together, with those of low use: one supported sign outweighs them, also where all speaks against. */
export const mostPractice = 10

/** Why signs are no set: one that may not count or is no sign, twice the same, a step above its evidence, points out of bounds, or too much of practice. */
export type NoSet = 'not-a-sign' | 'missing' | 'step' | 'points' | 'practice'

/** A set of exactly the signs of this program, or what is wrong with it and with which sign. */
export function setOf(
  signs: readonly SignWeight[]
):
  | { readonly kind: 'set'; readonly set: RuleSet }
  | { readonly kind: 'none'; readonly of: string; readonly why: NoSet } {
  const set = new Map(signs.map((one) => [one.of, one]))
  const none = (of: string, why: NoSet) => ({ kind: 'none', of, why }) as const
  for (const { of, step, points } of signs) {
    if (!shippedSet.has(of)) return none(of, 'not-a-sign')
    if (!stepsFor(of).includes(step)) return none(of, 'step')
    const [least, most] = boundsOf(of, step)
    if (!(points >= least && points <= most) || Math.round(points * 10) / 10 !== points) return none(of, 'points')
  }
  const missing = [...shippedSet.keys()].find((of) => !set.has(of))
  if (missing !== undefined || set.size !== signs.length) return none(missing ?? '', 'missing')
  if (practiceOf(signs) > mostPractice) return none('', 'practice')
  return { kind: 'set', set }
}

/** Most points of all signs from practice together. */
function practiceOf(signs: readonly SignWeight[]): number {
  const full = signs.filter((one) => one.step === 'practice' && indicators.get(one.of)?.useRule === 'score')
  return Math.round((mostLowPoints + full.reduce((sum, one) => sum + one.points, 0)) * 10) / 10
}

/**
 * A set that was adopted, as this program can weigh by it: a sign that it no longer has or no longer lets count is left out, one whose
 * evidence fell stands on the highest step that it may, and one that is new here stays off until people adopt it. Null: what comes with
 * this program.
 */
export function adoptedSet(signs: readonly SignWeight[] | null): RuleSet {
  if (signs === null) return shippedSet
  const named = new Map(signs.map((one) => [one.of, one]))
  return new Map(
    [...shippedSet.values()].map((shipped): readonly [string, SignWeight] => {
      const { of } = shipped
      const found = named.get(of)
      if (found === undefined) return [of, { of, step: 'off', points: 0 }]
      const step = stepsFor(of).includes(found.step) ? found.step : shipped.step
      const [least, most] = boundsOf(of, step)
      return [of, { of, step, points: Math.min(most, Math.max(least, found.points)) }]
    })
  )
}

/** Signs in the order of their ids. */
export function signsOf(set: RuleSet): SignWeight[] {
  return [...set.values()].toSorted((a, b) => (a.of < b.of ? -1 : 1))
}

/** SHA-256 of a set, in hexadecimal: the same for the same signs, steps and points. */
export function setDigest(signs: readonly SignWeight[]): string {
  const rows = signs.map(({ of, step, points }) => [of, step, points] as const)
  return createHash('sha256')
    .update(JSON.stringify(rows.toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex')
}

/** What differs between two sets, by sign; null where one of them does not name it. */
export function differences(
  before: readonly SignWeight[],
  after: readonly SignWeight[]
): { readonly of: string; readonly from: SignWeight | null; readonly to: SignWeight | null }[] {
  const [from, to] = [before, after].map((signs) => new Map(signs.map((one) => [one.of, one])))
  return [...new Set([...before, ...after].map((one) => one.of))].toSorted().flatMap((of) => {
    const pair = { of, from: from?.get(of) ?? null, to: to?.get(of) ?? null }
    return pair.from?.step === pair.to?.step && pair.from?.points === pair.to?.points ? [] : [pair]
  })
}
