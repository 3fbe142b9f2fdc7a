/** Looking at everything that is known, in an order that does not depend on arrival: what settling judges and joins by. */
import { mixPair } from './columns.ts'
import { advertFlag, isLiveMention, variantOf, type LinkState } from './state.ts'

export interface Whole {
  /** Place of each advert in the order of days; within a day those with few values first, then by what the adverts say. */
  readonly rank: Int32Array
  /** All known adverts in that order. */
  readonly order: Int32Array
  /** A number drawn from what each advert says: samples are the lowest. */
  readonly draw: Uint32Array
  /** Samples of adverts with a value, or with a text, drawn once. */
  readonly ofValue: Map<number, number[]>
  readonly ofText: Map<number, number[]>
}

/** Orders all adverts. A pure function of what they say, but for adverts that say the same: those are in order of arrival. */
export function wholeOf(state: LinkState): Whole {
  const { flags, day, who } = state.adverts
  const draw = new Uint32Array(flags.length)
  const mentioned = new Int32Array(flags.length)
  for (let advert = 0; advert < flags.length; advert++) {
    let values = 0
    for (let m = state.adverts.mentionHead.data[advert]!; m >= 0; m = state.mentions.nextOfAdvert.data[m]!) {
      const value = state.mentions.value.data[m]!
      mentioned[advert]!++
      values = (values + mixPair(state.values.hi.data[value]!, state.values.lo.data[value]!)) | 0
    }
    draw[advert] = mixPair(mixPair(day.data[advert]!, who.data[advert]!), values)
  }
  const known = [...draw.keys()].filter((advert) => (flags.data[advert]! & advertFlag.known) !== 0)
  const order = Int32Array.from(known).sort(
    (a, b) => day.data[a]! - day.data[b]! || mentioned[a]! - mentioned[b]! || draw[a]! - draw[b]! || a - b
  )
  const rank = new Int32Array(flags.length)
  for (const [place, advert] of order.entries()) rank[advert] = place
  return { rank, order, draw, ofValue: new Map(), ofText: new Map() }
}

/** The `count` adverts that draw lowest, in that order. */
export function lowest({ draw, rank }: Whole, adverts: number[], count: number): number[] {
  return adverts.sort((a, b) => draw[a]! - draw[b]! || rank[a]! - rank[b]!).slice(0, count)
}

/** A sample of the adverts with a value. */
export function drawnOfValue(state: LinkState, whole: Whole, value: number, count: number): readonly number[] {
  let drawn = whole.ofValue.get(value)
  if (drawn === undefined) {
    const adverts: number[] = []
    for (let m = state.values.head.data[value]!; m >= 0; m = state.mentions.nextOfValue.data[m]!)
      if (isLiveMention(state, m)) adverts.push(state.mentions.advert.data[m]!)
    whole.ofValue.set(value, (drawn = lowest(whole, adverts, count)))
  }
  return drawn
}

/** A sample of the adverts with a text. */
export function drawnOfText(state: LinkState, whole: Whole, variant: number, count: number): readonly number[] {
  let drawn = whole.ofText.get(variant)
  if (drawn === undefined) {
    const adverts: number[] = []
    const { head } = state.groups
    const { advert, group, nextOfGroup } = state.memberships
    const text = state.variantGroup.data[variant]!
    for (let at = head.data[text]!; at >= 0; at = nextOfGroup.data[at]!)
      if (group.data[at] === text && variantOf(state, advert.data[at]!) === variant) adverts.push(advert.data[at]!)
    whole.ofText.set(variant, (drawn = lowest(whole, adverts, count)))
  }
  return drawn
}
