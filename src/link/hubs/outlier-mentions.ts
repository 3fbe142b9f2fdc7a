/** Outlier mentions: an advert of one operator that carries, once and alone, a number of another, as a mistyped number does. */
import { valueKinds } from '../../model/value-kind.ts'
import { advertsOf, traitsOf } from './periods.ts'
import { drawnOfText, type Whole } from '../whole.ts'
import { variantOf, mentionFlag, type LinkState } from '../state.ts'

/** Values of more adverts are not looked at: joining so many waits for a person anyway. */
const mostAdverts = 100
/** Adverts of a text that are looked at to know whose it is, and how many of its list are read to find them. */
const homeSample = 12
const mostRead = 256
/** Other adverts that a text must have to be the home of one. */
const leastHome = 3
const accountCode = valueKinds.indexOf('account')

/**
 * Adverts whose mention of a value is an outlier: each alone with its text on the value, while that text is of one hand at home elsewhere
 * and neither the advert nor its home shares a value, text, picture, or name and place with the rest. Ascending; a pure function of
 * the mentions and texts up to the newest advert of the value.
 */
export function outlierMentionsOf(state: LinkState, value: number, whole: Whole | null = null): number[] {
  if (state.values.kind.data[value] === accountCode) return []
  const adverts = advertsOf(state, value, mostAdverts)
  if (adverts.length < 2) return []
  const texts = new Map<number, number>()
  for (const advert of adverts) texts.set(variantOf(state, advert), (texts.get(variantOf(state, advert)) ?? 0) + 1)
  if (texts.size < 2) return []
  const wide = whole ?? Math.max(...adverts)
  const homes = new Map<number, Home>()
  for (const advert of adverts) {
    const variant = variantOf(state, advert)
    if (variant >= 0 && texts.get(variant) === 1) homes.set(advert, homeOf(state, advert, variant, wide))
  }
  if (![...homes.values()].some((home) => home.ofOneHand)) return []
  const traits = new Map(
    adverts.map((one) => [one, [...traitsOf(state, one, value), ...(homes.get(one)?.traits ?? [])]])
  )
  const uses = new Map<string, number>()
  for (const list of traits.values()) for (const trait of new Set(list)) uses.set(trait, (uses.get(trait) ?? 0) + 1)
  return adverts
    .filter((one) => homes.get(one)?.ofOneHand && (traits.get(one) ?? []).every((trait) => uses.get(trait) === 1))
    .toSorted((a, b) => a - b)
}

interface Home {
  /** At least half of the other adverts of the text share a value with another of them. */
  readonly ofOneHand: boolean
  readonly traits: readonly string[]
}

function homeOf(state: LinkState, advert: number, variant: number, wide: Whole | number): Home {
  const mates =
    typeof wide === 'number'
      ? textMates(state, advert, variant, wide)
      : drawnOfText(state, wide, variant, homeSample + 1).filter((mate) => mate !== advert)
  const values = mates.map((mate) => valuesOf(state, mate))
  const carriers = new Map<number, number>()
  for (const list of values) for (const value of list) carriers.set(value, (carriers.get(value) ?? 0) + 1)
  const tied = values.filter((list) => list.some((value) => (carriers.get(value) ?? 0) > 1)).length
  return {
    ofOneHand: values.length >= leastHome && tied * 2 >= values.length,
    traits: [...carriers.keys()].map((value) => `v${value}`)
  }
}

/** The newest adverts with the text of an advert, itself left out. */
function textMates(state: LinkState, advert: number, variant: number, newest: number): number[] {
  const { head } = state.groups
  const { advert: of, nextOfGroup } = state.memberships
  const mates: number[] = []
  let at = head.data[state.variantGroup.data[variant]!]!
  for (let read = 0; at >= 0 && read < mostRead; read++, at = nextOfGroup.data[at]!) {
    const mate = of.data[at]!
    if (mate !== advert && mate <= newest && state.adverts.variant.data[mate] === variant) mates.push(mate)
  }
  return mates.toSorted((a, b) => b - a).slice(0, homeSample)
}

/** Values that an advert was read to have with enough confidence; what was learned or said of them later does not matter here. */
function valuesOf(state: LinkState, advert: number): number[] {
  const found: number[] = []
  for (let m = state.adverts.mentionHead.data[advert]!; m >= 0; m = state.mentions.nextOfAdvert.data[m]!) {
    if ((state.mentions.flags.data[m]! & mentionFlag.joinable) !== 0) found.push(state.mentions.value.data[m]!)
  }
  return found
}
