/** Hands of one template whose texts only resemble each other: their template does not join them. */
import type { Change } from '../change.ts'
import type { KeyTable } from '../columns.ts'
import { isLive, weakKind, type LinkState } from '../state.ts'
import { likeness } from '../templates/min-hash.ts'
import { lowest, type Whole } from '../whole.ts'
import { isHand, leastOfHand, visitMembers } from './weak-counts.ts'

/**
 * Mean likeness of their nearest adverts from which two hands use one text, by the adverts of the smaller one that are compared. Strangers
 * who put a text together from the phrases of their trade reach 0.49, cells of one hand have 0.54 and more. Where both have many adverts
 * the nearest are chosen among many pairs: strangers who copy one script then reach 0.65, and hands that use one text have 0.70 and more
 * (four worlds of `bench worlds` that no figure is published of).
 */
function leastLikeness(adverts: number): number {
  return adverts <= 3 ? 0.5 : adverts <= 5 ? 0.6 : 0.68
}

/** Adverts of each hand that are compared, and the nearest of them that count. */
const sampled = 12
const nearest = 3
/** By so much more an advert that is alone must resemble a hand that was told apart: about the standard error of a likeness. */
const clearlyNearer = 0.1
/** Hands of a group, the largest first, that each other one is compared with. */
const compared = 8

/**
 * Tells the hands of each template apart by what is known now: the largest stands, and each next one must use the text of one that stands.
 * Only components of several adverts are asked, in this template or beside it, whatever holds them together. An advert that is alone is
 * judged by the template, but where hands were told apart it must be nearer to one that stands, or it would be a bridge.
 */
export function settleApart(state: LinkState, whole: Whole): void {
  state.apart.clear()
  for (let group = 0; group < state.groups.kind.length; group++) {
    if (state.groups.kind.data[group] !== weakKind.text || state.groups.count.data[group]! <= leastOfHand) continue
    const { hands, strays } = sidesOf(state, group, whole)
    const standing: SampledHand[] = []
    const parted: SampledHand[] = []
    for (const hand of hands) {
      const fits = standing.length === 0 || standing.some((other) => useOneText(state, hand.sample, other.sample))
      const side = fits ? standing : parted
      if (!fits) state.apart.set(group, hand.label, 1)
      if (side.length < compared) side.push(hand)
    }
    if (parted.length === 0) continue
    for (const stray of strays) {
      const nearestOf = (side: readonly SampledHand[]): number =>
        Math.max(...side.map((hand) => nearness(state, stray.sample, hand.sample) ?? 0))
      if (nearestOf(parted) > nearestOf(standing) + clearlyNearer) state.apart.set(group, stray.label, 1)
    }
  }
}

/** Notes the groups whose hands are told apart otherwise than before: their edges are written anew. `before` as `apartHands` gave it. */
export function noteApart(
  state: LinkState,
  before: ReadonlyMap<number, string>,
  now: Int32Array,
  change: Change
): void {
  const after = apartHands(state.apart, now)
  for (const group of new Set([...before.keys(), ...after.keys()])) {
    if (before.get(group) !== after.get(group)) change.apart.add(group)
  }
}

/** The hands that are apart, by group: the lowest advert of each, since labels change though a hand does not. */
export function apartHands(apart: KeyTable, first: Int32Array): Map<number, string> {
  const hands = new Map<number, number[]>()
  for (const [at, value] of apart.value.entries()) {
    if (value !== 1) continue
    const list = hands.get(apart.hi[at]!) ?? []
    list.push(first[apart.lo[at]!] ?? -1)
    hands.set(apart.hi[at]!, list)
  }
  return new Map([...hands].map(([group, list]) => [group, list.toSorted((a, b) => a - b).join(' ')]))
}

interface SampledHand {
  readonly label: number
  readonly sample: readonly number[]
}

interface Sides {
  /** Components of several adverts, the one with most in the group first. */
  readonly hands: readonly SampledHand[]
  /** Adverts without facts of their own that are in no such component. */
  readonly strays: readonly SampledHand[]
}

/** The components that have adverts in a group, each with a sample of those. */
function sidesOf(state: LinkState, group: number, whole: Whole): Sides {
  const members = new Map<number, number[]>()
  visitMembers(state, group, (advert) => {
    if (!isLive(state, advert)) return
    const label = state.adverts.s.data[advert]!
    const list = members.get(label)
    if (list) list.push(advert)
    else members.set(label, [advert])
  })
  const all = [...members].map(([label, adverts]) => ({
    label,
    size: adverts.length,
    sample: lowest(whole, adverts, sampled)
  }))
  const several = (label: number): boolean => state.adverts.sSize.data[label]! >= leastOfHand
  return {
    hands: all
      .filter(({ label }) => several(label))
      .toSorted((a, b) => b.size - a.size || whole.rank[a.sample[0]!]! - whole.rank[b.sample[0]!]!),
    strays: all.filter(({ label }) => !several(label) && !isHand(state, label))
  }
}

/** True when the nearest adverts of two hands are alike, and where nothing is known of them. */
function useOneText(state: LinkState, one: readonly number[], other: readonly number[]): boolean {
  const found = nearness(state, one, other)
  return found === null || found >= leastLikeness(Math.min(one.length, other.length))
}

/** Mean likeness of the adverts of one hand that are nearest to another; null where nothing is known of their texts. */
function nearness(state: LinkState, one: readonly number[], other: readonly number[]): number | null {
  const best: number[] = []
  for (const advert of one) {
    let most = -1
    for (const mate of other) most = Math.max(most, likeness(state.minHashes, advert, mate) ?? -1)
    if (most >= 0) best.push(most)
  }
  if (best.length === 0) return null
  const counted = best.toSorted((a, b) => b - a).slice(0, nearest)
  return counted.reduce((sum, part) => sum + part, 0) / counted.length
}
