/** Hands of one template whose texts only resemble each other: their template does not join them. */
import type { Change } from '../change.ts'
import type { KeyTable } from '../columns.ts'
import { isLive, weakKind, type LinkState } from '../state.ts'
import { likeness } from '../templates/min-hash.ts'
import { lowest, type Whole } from '../whole.ts'
import { leastOfHand, visitMembers } from './weak-counts.ts'

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
/** Hands of a group, the largest first, that each other one is compared with. */
const compared = 8

/**
 * Tells the hands of each template apart by what is known now: the largest stands, and each next one must use the text of one that stands.
 * Only components of several adverts are asked, in this template or beside it, whatever holds them together: an advert that is alone is
 * judged by the template.
 */
export function settleApart(state: LinkState, whole: Whole): void {
  state.apart.clear()
  for (let group = 0; group < state.groups.kind.length; group++) {
    if (state.groups.kind.data[group] !== weakKind.text || state.groups.count.data[group]! <= leastOfHand) continue
    const standing: (readonly number[])[] = []
    for (const hand of handsOf(state, group, whole)) {
      if (standing.length === 0 || standing.some((other) => useOneText(state, hand.sample, other)))
        standing.push(hand.sample)
      else state.apart.set(group, hand.label, 1)
      if (standing.length > compared) standing.pop()
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

/** Components of several adverts that have any in a group, the largest first, with a sample of those. */
function handsOf(state: LinkState, group: number, whole: Whole): SampledHand[] {
  const members = new Map<number, number[]>()
  visitMembers(state, group, (advert) => {
    if (!isLive(state, advert)) return
    const label = state.adverts.s.data[advert]!
    const list = members.get(label)
    if (list) list.push(advert)
    else members.set(label, [advert])
  })
  return [...members]
    .filter(([label]) => state.adverts.sSize.data[label]! >= leastOfHand)
    .map(([label, adverts]) => ({ label, size: adverts.length, sample: lowest(whole, adverts, sampled) }))
    .toSorted((a, b) => b.size - a.size || whole.rank[a.sample[0]!]! - whole.rank[b.sample[0]!]!)
}

/** True when the nearest adverts of two hands are alike, and where nothing is known of them. */
function useOneText(state: LinkState, one: readonly number[], other: readonly number[]): boolean {
  const best: number[] = []
  for (const advert of one) {
    let most = -1
    for (const mate of other) most = Math.max(most, likeness(state.minHashes, advert, mate) ?? -1)
    if (most >= 0) best.push(most)
  }
  if (best.length === 0) return true
  const counted = best.toSorted((a, b) => b - a).slice(0, nearest)
  const least = leastLikeness(Math.min(one.length, other.length))
  return counted.reduce((sum, part) => sum + part, 0) >= least * counted.length
}
