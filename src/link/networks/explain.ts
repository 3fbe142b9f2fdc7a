/** Why are two adverts in one network? The cheapest path of evidence between them, rare reasons being cheap. */
import { groupKey, groupLinkKind, valueKey } from './edges.ts'
import type { LinkReason } from '../event.ts'
import { kindOf } from './report.ts'
import { joins, useOf, visitMentions, visitValues, type LinkState } from '../state.ts'
import { isBound, visitGroups, visitMembers } from './weak-counts.ts'

/** Adverts that are looked at before the search gives up. */
const mostVisited = 20_000

interface Step {
  readonly advert: number
  readonly cost: number
  readonly from: number
  readonly reason: LinkReason | null
}

/**
 * Dijkstra over adverts. A hop over a value costs 1 and a little more the more adverts share it; texts and pictures, being weak,
 * cost 4. Returns the hops in order from `a` to `b`; [] when they are the same advert; null when there is no path.
 */
export function explainPair(state: LinkState, a: number, b: number): LinkReason[] | null {
  const done = new Map<number, Step>()
  const spread = new Set<string>()
  const open: Step[][] = [[{ advert: a, cost: 0, from: -1, reason: null }]]
  for (let cost = 0; cost < open.length; cost++) {
    for (const step of open[cost] ?? []) {
      if (done.has(step.advert)) continue
      done.set(step.advert, step)
      if (step.advert === b) return pathTo(done, b)
      if (done.size > mostVisited) return null
      spreadFrom(state, step.advert, spread, (to, hop, reason) => {
        const at = cost + hop
        ;(open[at] ??= []).push({ advert: to, cost: at, from: step.advert, reason })
      })
    }
  }
  return null
}

/** Every neighbour of an advert, each reason used from the first advert that reaches it only: later ones would not be cheaper. */
function spreadFrom(
  state: LinkState,
  advert: number,
  spread: Set<string>,
  visit: (to: number, hop: number, reason: LinkReason) => void
): void {
  visitValues(state, advert, (value) => {
    if (!joins(state, value)) return
    const use = useOf(state, value, advert)
    if (spread.has(`v${value}:${use}`)) return
    spread.add(`v${value}:${use}`)
    const rarity = state.values.count.data[value]!
    const hop = 10 + Math.round(Math.log2(rarity + 1))
    const reason = { from: advert, kind: kindOf(state, value), key: valueKey(state, value), rarity }
    visitMentions(state, value, (to) => {
      const same = useOf(state, value, to) === use
      if (same && state.adverts.s.data[to] === state.adverts.s.data[advert]) visit(to, hop, { ...reason, to })
    })
  })
  visitGroups(state, advert, (group) => {
    if (spread.has(`g${group}`) || !isBound(state, group, advert)) return
    spread.add(`g${group}`)
    const reason = {
      from: advert,
      kind: groupLinkKind(state, group),
      key: groupKey(state, group),
      rarity: state.groups.count.data[group]!
    }
    visitMembers(state, group, (to) => {
      if (isBound(state, group, to) && state.adverts.n.data[to] === state.adverts.n.data[advert])
        visit(to, 40, { ...reason, to })
    })
  })
  for (const to of state.people.sames.get(advert)?.keys() ?? []) {
    visit(to, 1, { from: advert, to, kind: 'judgement', key: '', rarity: 2 })
  }
}

function pathTo(done: ReadonlyMap<number, Step>, to: number): LinkReason[] {
  const path: LinkReason[] = []
  for (let step = done.get(to); step?.reason; step = done.get(step.from)) path.unshift(step.reason)
  return path
}
