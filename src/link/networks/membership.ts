/** Who is in which network: reading the circular lists, and noting what was before a change. */
import type { Change } from '../change.ts'
import type { LinkState } from '../state.ts'

/** Adverts of a network, by any advert of it. */
export function networkMembers(state: LinkState, advert: number): number[] {
  const out = [advert]
  const next = state.adverts.nNext.data
  for (let at = next[advert]!; at !== advert; at = next[at]!) out.push(at)
  return out
}

/** Id of the network of an advert; 0 when it is alone. */
export function networkId(state: LinkState, advert: number): number {
  return state.adverts.netId.data[state.adverts.n.data[advert]!]!
}

/** Notes the network that an advert had before this event, once. */
export function noteBefore(state: LinkState, advert: number, change: Change): void {
  if (!change.networkBefore.has(advert)) change.networkBefore.set(advert, networkId(state, advert))
}
