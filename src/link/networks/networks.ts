/** Networks: strong components joined further by weak groups (texts, pictures), with ids that stay with the larger part. */
import type { Change } from '../change.ts'
import { groupEdges } from './edges.ts'
import { networkMembers, noteBefore } from './membership.ts'
import { rebuildNetworks } from './network-rebuild.ts'
import type { LinkState } from '../state.ts'
import { firstMember, isBound, isHand, settleMode, visitGroups, visitMembers } from './weak-counts.ts'

/** Brings the networks in line with what changed below them. */
export function settleNetworks(state: LinkState, change: Change): void {
  const n = state.adverts.n.data
  const joining: [number, number][] = [...change.unions]
  // While all is settled every network is built anew, and nothing is new in a group.
  const movedIn = change.whole === null ? groupMoved(state, change) : new Map<number, number[]>()
  for (const group of change.groups) {
    const before = state.groups.mode.data[group]!
    const mainBefore = state.groups.main.data[group]!
    if (settleMode(state, group) || change.apart.has(group)) {
      visitMembers(state, group, (advert) => {
        change.rebuild.add(n[advert]!)
        if (!isHand(state, advert)) leadElsewhere(state, advert, change)
      })
      if (!joinsAsBefore(state, group, before, mainBefore, change)) groupEdges(state, group, before, change)
    } else if (before !== 0 && change.whole === null && movedIn.has(group))
      joining.push(...newlyBound(state, group, movedIn.get(group) ?? [], change))
  }
  for (const group of change.around) {
    visitMembers(state, group, (advert) => {
      if (isBound(state, group, advert)) change.rebuild.add(n[advert]!)
    })
  }
  pullIn(state, joining, change)
  if (change.rebuild.size > 0) rebuildNetworks(state, change)
  for (const [a, b] of joining) if (n[a] !== n[b] && !bothRebuilt(change, a, b)) uniteNetworks(state, a, b, change)
}

/** True when settling left a group with the mode and the main hand that it had: its edges stand. */
function joinsAsBefore(state: LinkState, group: number, before: number, mainBefore: number, change: Change): boolean {
  const main = state.groups.main.data[group]!
  if (
    change.hands === null ||
    change.apart.has(group) ||
    state.groups.mode.data[group] !== before ||
    main < 0 ||
    mainBefore < 0
  )
    return false
  return change.hands.before[mainBefore] === change.hands.now[main]
}

/** An advert bound by the group, through which others join it, not one that moved just now if there is another; -1 when none. */
function anchorOf(state: LinkState, group: number, moved: readonly number[]): number {
  const main = state.groups.main.data[group]!
  if (main >= 0) return main
  const kept = state.groups.anchor.data[group]!
  if (kept >= 0 && !moved.includes(kept) && isBound(state, group, kept)) return kept
  const found = firstMember(state, group, (advert) => isBound(state, group, advert) && !moved.includes(advert))
  state.groups.anchor.data[group] = found
  return found >= 0 ? found : firstMember(state, group, (advert) => isBound(state, group, advert))
}

/** What else an advert without own facts may follow now that a group of it changed. */
function leadElsewhere(state: LinkState, advert: number, change: Change): void {
  visitGroups(state, advert, (group) => {
    if (state.groups.mode.data[group] !== 0) change.around.add(group)
  })
}

function groupMoved(state: LinkState, change: Change): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (const advert of change.moved) {
    visitGroups(state, advert, (group) => {
      const list = found.get(group)
      if (list) list.push(advert)
      else found.set(group, [advert])
    })
  }
  return found
}

/** Pairs that a group joins because of adverts that are new in it, or came into another component. */
function newlyBound(state: LinkState, group: number, moved: readonly number[], change: Change): [number, number][] {
  const anchor = anchorOf(state, group, moved)
  const pairs: [number, number][] = []
  if (anchor < 0) return pairs
  for (const advert of moved) {
    if (advert === anchor || !isBound(state, group, advert)) continue
    pairs.push([anchor, advert])
    groupEdges(state, group, state.groups.mode.data[group]!, change, advert)
  }
  return pairs
}

/** A network that must join one that is built anew, or that holds a vetoed advert, is built anew with it. */
function pullIn(state: LinkState, joining: readonly [number, number][], change: Change): void {
  const n = state.adverts.n.data
  const vetoed = new Set<number>()
  for (const advert of state.people.vetoes.keys()) vetoed.add(n[advert]!)
  for (let grew = true; grew;) {
    grew = false
    for (const [a, b] of joining) {
      const left = n[a]!
      const right = n[b]!
      if (left === right || change.rebuild.has(left) === change.rebuild.has(right)) {
        if (left === right || change.rebuild.has(left) || !(vetoed.has(left) || vetoed.has(right))) continue
      }
      change.rebuild.add(left).add(right)
      grew = true
    }
  }
}

function bothRebuilt(change: Change, a: number, b: number): boolean {
  return change.rebuilt.has(a) && change.rebuilt.has(b)
}

function uniteNetworks(state: LinkState, a: number, b: number, change: Change): void {
  const { n, nNext, nSize, netId } = state.adverts
  let into = n.data[a]!
  let from = n.data[b]!
  const [sizeA, sizeB] = [nSize.data[into]!, nSize.data[from]!]
  const idOf = (label: number): number => netId.data[label] || Infinity
  if (sizeA < sizeB || (sizeA === sizeB && idOf(from) < idOf(into))) [into, from] = [from, into]
  if (netId.data[into] === 0) {
    noteBefore(state, into, change)
    netId.data[into] = state.netLabel.push(into)
  }
  for (const advert of networkMembers(state, from)) noteBefore(state, advert, change)
  const ended = netId.data[from]!
  if (ended > 0) state.netLabel.data[ended] = -1
  netId.data[from] = 0
  for (const advert of networkMembers(state, from)) n.data[advert] = into
  nSize.data[into] = sizeA + sizeB
  const next = nNext.data[into]!
  nNext.data[into] = nNext.data[from]!
  nNext.data[from] = next
}
