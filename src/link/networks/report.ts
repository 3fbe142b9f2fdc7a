/** Lists for people: hubs, merges that wait, and the evidence that holds a network together. */
import { groupKey, groupLinkKind, valueKey } from './edges.ts'
import { valueKinds, type ValueKind } from '../../model/value-kind.ts'
import type { Hub, LinkReason, PendingMerge } from '../event.ts'
import { networkId } from './membership.ts'
import { joins, valueStatus, useOf, visitValues, type LinkState } from '../state.ts'
import { isBound, visitGroups } from './weak-counts.ts'

/** Values that join nothing, with how they became so; most adverts first. */
export function listHubs(state: LinkState): Hub[] {
  const hubs: Hub[] = []
  for (let value = 0; value < state.values.hi.length; value++) {
    if (joins(state, value)) continue
    const now = state.values.standing.data[value]
    hubs.push({
      kind: kindOf(state, value),
      key: valueKey(state, value),
      because: now === valueStatus.learnedHub ? 'company' : now === valueStatus.seedHub ? 'seed' : 'analyst',
      adverts: state.values.count.data[value]!,
      groups: state.values.groups.data[value]!
    })
  }
  return hubs.toSorted((a, b) => b.adverts - a.adverts || (a.key < b.key ? -1 : 1))
}

export function listPending(state: LinkState): PendingMerge[] {
  const size = (advert: number): number => state.adverts.sSize.data[state.adverts.s.data[advert]!]!
  return [...state.people.pending.values()]
    .filter(({ a, b }) => state.adverts.n.data[a] !== state.adverts.n.data[b])
    .map(({ value, a, b }) => ({
      a,
      b,
      networkA: networkId(state, a) || null,
      networkB: networkId(state, b) || null,
      kind: kindOf(state, value),
      key: valueKey(state, value),
      sizeA: size(a),
      sizeB: size(b)
    }))
}

/** Reasons between successive adverts that share a value, text or picture within a network: a chain per reason, not every pair. */
export function linksOfNetwork(state: LinkState, members: readonly number[], limit: number): LinkReason[] {
  const last = new Map<string, number>()
  const links: LinkReason[] = []
  const chain = (name: string, advert: number, make: (from: number) => LinkReason): void => {
    const from = last.get(name)
    if (from !== undefined && links.length < limit) links.push(make(from))
    last.set(name, advert)
  }
  for (const advert of members) {
    visitValues(state, advert, (value) => {
      if (!joins(state, value)) return
      const use = useOf(state, value, advert)
      chain(`v${value}:${use}`, advert, (from) => ({
        from,
        to: advert,
        kind: kindOf(state, value),
        key: valueKey(state, value),
        rarity: state.values.count.data[value]!
      }))
    })
    visitGroups(state, advert, (group) => {
      if (!isBound(state, group, advert)) return
      chain(`g${group}`, advert, (from) => ({
        from,
        to: advert,
        kind: groupLinkKind(state, group),
        key: groupKey(state, group),
        rarity: state.groups.count.data[group]!
      }))
    })
  }
  return links
}

export function kindOf(state: LinkState, value: number): ValueKind {
  return valueKinds[state.values.kind.data[value]!] as ValueKind
}
