/** Recycled numbers: a value that rests long and returns with nothing else in common begins a new period, as if it were another value. */
import { isLiveMention, joins, variantOf, weakKind, type LinkState } from '../state.ts'

/** Days of silence after which a phone number may have gone to someone else. */
export const restDays = 150
/** Values of more adverts are not cut into periods: nobody's number has as many. */
const mostAdverts = 2000

/**
 * First days of the second and later periods of a value: a pure function of its live mentions. A rest counts only when no
 * other value, text, or pair of name and place occurs on both sides of it.
 */
export function periodStarts(state: LinkState, value: number): number[] {
  const adverts = advertsOf(state, value, mostAdverts)
  const day = state.adverts.day.data
  adverts.sort((a, b) => day[a]! - day[b]! || a - b)
  const stretches: number[][] = []
  for (const [i, advert] of adverts.entries()) {
    const before = adverts[i - 1]
    if (before === undefined || day[advert]! - day[before]! > restDays) stretches.push([advert])
    else stretches.at(-1)?.push(advert)
  }
  const starts: number[] = []
  const seen = new Set<string>()
  for (const stretch of stretches) {
    const traits = stretch.flatMap((advert) => traitsOf(state, advert, value))
    if (seen.size > 0 && !traits.some((trait) => seen.has(trait))) {
      starts.push(day[stretch[0]!]!)
      seen.clear()
    }
    for (const trait of traits) seen.add(trait)
    // A stretch with no trait at all still began this period.
    seen.add('period')
  }
  return starts
}

/** The adverts of the live mentions of a value, newest first; none when there are more than `most`. */
export function advertsOf(state: LinkState, value: number, most: number): number[] {
  const adverts: number[] = []
  for (let m = state.values.head.data[value]!; m >= 0; m = state.mentions.nextOfValue.data[m]!) {
    if (!isLiveMention(state, m)) continue
    adverts.push(state.mentions.advert.data[m]!)
    if (adverts.length > most) return []
  }
  return adverts
}

/** What an advert has beside a value: other values that join, text, pictures, and the pair of name and place. */
export function traitsOf(state: LinkState, advert: number, value: number): string[] {
  const traits: string[] = []
  for (let m = state.adverts.mentionHead.data[advert]!; m >= 0; m = state.mentions.nextOfAdvert.data[m]!) {
    const other = state.mentions.value.data[m]!
    if (other !== value && joins(state, other) && isLiveMention(state, m)) traits.push(`v${other}`)
  }
  const variant = variantOf(state, advert)
  if (variant >= 0) traits.push(`t${variant}`)
  const who = state.adverts.who.data[advert]
  if (who !== 0) traits.push(`w${who}`)
  for (let g = state.adverts.groupHead.data[advert]!; g >= 0; g = state.memberships.nextOfAdvert.data[g]!) {
    const group = state.memberships.group.data[g]!
    if (state.groups.kind.data[group] === weakKind.picture) traits.push(`g${group}`)
  }
  return traits
}
