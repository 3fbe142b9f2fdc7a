/** Builds networks anew from their strong components and weak groups, and gives the ids back to the parts that overlap most. */
import type { Change } from '../change.ts'
import { networkMembers, noteBefore } from './membership.ts'
import { isLive, type LinkState } from '../state.ts'
import { isBound, visitGroups, visitMembers } from './weak-counts.ts'

/** Rebuilds the networks whose labels are in `change.rebuild`, and under vetoes those that their groups reach. */
export function rebuildNetworks(state: LinkState, change: Change): void {
  const adverts = gather(state, change)
  const before = new Map<number, number>()
  for (const advert of adverts) {
    noteBefore(state, advert, change)
    before.set(advert, state.adverts.netId.data[state.adverts.n.data[advert]!]!)
    change.rebuilt.add(advert)
  }
  const parts = partition(state, adverts)
  const ids = shareIds(parts, before)
  for (const id of new Set(before.values())) if (id > 0) state.netLabel.data[id] = -1
  for (const [i, part] of parts.entries()) place(state, part, ids[i]!)
}

/** Members of the networks to rebuild; where there are vetoes also of those that a refused join leads to. */
function gather(state: LinkState, change: Change): number[] {
  const n = state.adverts.n.data
  const labels = [...change.rebuild]
  const done = new Set<number>(labels)
  const groups = new Set<number>()
  const adverts: number[] = []
  for (let label = labels.pop(); label !== undefined; label = labels.pop()) {
    const members = networkMembers(state, label)
    adverts.push(...members)
    if (state.people.vetoes.size === 0) continue
    for (const advert of members) {
      visitGroups(state, advert, (group) => {
        if (groups.has(group) || !isBound(state, group, advert)) return
        groups.add(group)
        visitMembers(state, group, (other) => {
          const its = n[other]!
          if (done.has(its) || !isBound(state, group, other)) return
          done.add(its)
          labels.push(its)
        })
      })
    }
  }
  const rank = change.whole?.rank
  return adverts.toSorted((a, b) => (rank === undefined ? a - b : rank[a]! - rank[b]!))
}

/** Joins the components by the groups that bind them; two reasons first, then texts, then pictures. */
function partition(state: LinkState, adverts: readonly number[]): number[][] {
  const s = state.adverts.s.data
  const parent = new Map<number, number>()
  const find = (label: number): number => {
    let at = label
    while (parent.get(at) !== at) at = parent.get(at) as number
    parent.set(label, at)
    return at
  }
  const bound = new Map<number, number[]>()
  for (const advert of adverts) {
    parent.set(s[advert]!, s[advert]!)
    if (!isLive(state, advert)) continue
    visitGroups(state, advert, (group) => {
      if (!isBound(state, group, advert)) return
      const list = bound.get(group)
      if (list) list.push(s[advert]!)
      else bound.set(group, [s[advert]!])
    })
  }
  const vetoes = vetoSides(state, adverts)
  const order = [...bound.keys()]
  if (vetoes.size > 0) {
    const rank = (group: number): number => [1, 2, 0][state.groups.kind.data[group]!] as number
    order.sort((x, y) => rank(x) - rank(y) || (bound.get(x)?.[0] as number) - (bound.get(y)?.[0] as number) || x - y)
  }
  for (const group of order) {
    const [first, ...rest] = bound.get(group) as number[]
    for (const label of rest) {
      const a = find(first as number)
      const b = find(label)
      if (a === b || (vetoes.size > 0 && vetoBetween(state, vetoes, find, a, b))) continue
      parent.set(Math.max(a, b), Math.min(a, b))
    }
  }
  const parts = new Map<number, number[]>()
  for (const advert of adverts) {
    const root = find(s[advert]!)
    const part = parts.get(root)
    if (part) part.push(advert)
    else parts.set(root, [advert])
  }
  return [...parts.values()]
}

function vetoSides(state: LinkState, adverts: readonly number[]): Set<number> {
  const sides = new Set<number>()
  if (state.people.vetoes.size > 0) for (const advert of adverts) if (state.people.vetoes.has(advert)) sides.add(advert)
  return sides
}

function vetoBetween(
  state: LinkState,
  sides: Set<number>,
  find: (label: number) => number,
  a: number,
  b: number
): boolean {
  const s = state.adverts.s.data
  for (const advert of sides) {
    const root = find(s[advert]!)
    if (root !== a && root !== b) continue
    for (const other of state.people.vetoes.get(advert)?.keys() ?? []) {
      if (sides.has(other) && find(s[other]!) === (root === a ? b : a)) return true
    }
  }
  return false
}

/** One id per part of two and more adverts: each old id goes to the part that holds most of it; -1 asks for a new one, 0 is none. */
function shareIds(parts: readonly number[][], before: ReadonlyMap<number, number>): number[] {
  const overlaps: { part: number; id: number; size: number }[] = []
  for (const [part, adverts] of parts.entries()) {
    if (adverts.length < 2) continue
    const sizes = new Map<number, number>()
    for (const advert of adverts) {
      const id = before.get(advert) as number
      if (id > 0) sizes.set(id, (sizes.get(id) ?? 0) + 1)
    }
    for (const [id, size] of sizes) overlaps.push({ part, id, size })
  }
  overlaps.sort((a, b) => b.size - a.size || a.id - b.id)
  const ids = parts.map((adverts): number => (adverts.length < 2 ? 0 : -1))
  const given = new Set<number>()
  for (const { part, id } of overlaps) {
    if (ids[part] !== -1 || given.has(id)) continue
    ids[part] = id
    given.add(id)
  }
  return ids
}

function place(state: LinkState, part: readonly number[], wanted: number): void {
  const { n, nNext, nSize, netId } = state.adverts
  const label = part[0]!
  for (const [i, advert] of part.entries()) {
    n.data[advert] = label
    nNext.data[advert] = part[(i + 1) % part.length]!
    netId.data[advert] = 0
  }
  nSize.data[label] = part.length
  const id = wanted === -1 ? state.netLabel.push(label) : wanted
  netId.data[label] = id
  if (id > 0) state.netLabel.data[id] = label
}
