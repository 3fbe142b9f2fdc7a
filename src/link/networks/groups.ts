/** Weak groups: adverts enter those of their template and pictures; groups of near templates are merged and split again. */
import type { Change } from '../change.ts'
import { advertFlag, isLive, variantOf, weakKind, type LinkState } from '../state.ts'
import { assignTemplate, kinOfVariant } from '../templates/template-index.ts'
import { count, uncount, visitMembers } from './weak-counts.ts'

export function createGroup(state: LinkState, kind: number): number {
  const { groups } = state
  const group = groups.kind.push(kind)
  for (const [name, column] of Object.entries(groups)) if (name !== 'kind') column.push(column.fill)
  return group
}

/** Makes an advert a member, once; its counts follow with `count`. */
export function enterGroup(state: LinkState, advert: number, group: number): void {
  const { memberships, adverts, groups } = state
  for (let at = adverts.groupHead.data[advert]!; at >= 0; at = memberships.nextOfAdvert.data[at]!) {
    if (memberships.group.data[at] === group || memberships.group.data[at] === ~group) return
  }
  const at = memberships.group.push(group)
  memberships.advert.push(advert)
  memberships.nextOfGroup.push(groups.head.data[group]!)
  memberships.nextOfAdvert.push(adverts.groupHead.data[advert]!)
  groups.head.data[group] = at
  adverts.groupHead.data[advert] = at
  groups.count.data[group] = groups.count.data[group]! + 1
}

/** Assigns the text of a new advert; near templates that it shows to be one are merged. Returns a group to suggest, or -1. */
export function enterTemplate(state: LinkState, advert: number, features: Uint32Array, change: Change): number {
  const found = assignTemplate(state.templates, features)
  if (found.variant < 0) return -1
  state.adverts.variant.data[advert] = found.variant
  state.variantGroup.reach(found.variant + 1)
  if (found.isNew) state.variantGroup.data[found.variant] = createGroup(state, weakKind.text)
  change.templateBefore.set(advert, null)
  enterGroup(state, advert, state.variantGroup.data[found.variant]!)
  for (const other of found.near) {
    if (state.variantGroup.data[other] === state.variantGroup.data[found.variant]) continue
    mergeVariants(state, found.variant, other, advert, change)
  }
  if (found.dissolved) dissolve(state, found.variant, change)
  return found.possible < 0 ? -1 : state.variantGroup.data[found.possible]!
}

/** Added to the advert of a merge that settling found: it holds as long as settling finds it again. More than any advert's number. */
const bySettling = 0x40000000

/**
 * Merges small variants with those that they are of one template with by what is known now, and parts those of which an earlier settling
 * said so and this one does not. `order`: all adverts, in the order to go by.
 */
export function settleTemplates(state: LinkState, order: Int32Array, change: Change): void {
  const wanted = new Map<string, [number, number, number]>()
  const done = new Set<number>()
  for (const advert of order) {
    const variant = isLive(state, advert) ? variantOf(state, advert) : -1
    if (variant < 0 || done.has(variant)) continue
    done.add(variant)
    for (const other of kinOfVariant(state.templates, variant))
      wanted.set(`${variant}:${other}`, [variant, other, advert])
  }
  dropMerges(state, wanted, change)
  for (const [variant, other, advert] of wanted.values())
    mergeVariants(state, variant, other, advert + bySettling, change)
}

/** Takes out the merges of earlier settlings that are not wanted any more; those that stay are taken out of `wanted`. */
function dropMerges(state: LinkState, wanted: Map<string, [number, number, number]>, change: Change): void {
  const old = state.variantMerges.data.slice(0, state.variantMerges.length)
  const parted = new Set<number>()
  state.variantMerges.length = 0
  for (let i = 0; i < old.length; i += 3) {
    const [variant, other, advert] = [old[i]!, old[i + 1]!, old[i + 2]!]
    const settled = (advert < 0 ? ~advert : advert) >= bySettling
    if (settled && (advert < 0 || !wanted.delete(`${variant}:${other}`))) {
      if (advert >= 0) parted.add(state.variantGroup.data[variant]!)
      continue
    }
    for (const entry of [variant, other, advert]) state.variantMerges.push(entry)
  }
  for (const group of parted) splitGroup(state, group, change)
}

/** Notes that an advert shows two variants to be one template, and makes their groups one. */
function mergeVariants(state: LinkState, variant: number, other: number, advert: number, change: Change): void {
  for (const entry of [variant, other, advert]) state.variantMerges.push(entry)
  const [a, b] = [state.variantGroup.data[variant]!, state.variantGroup.data[other]!]
  if (a !== b) mergeGroups(state, a, b, change)
}

/** Boilerplate is no template: the memberships of the variant, of text and of text with picture, end for good. */
function dissolve(state: LinkState, variant: number, change: Change): void {
  const group = state.variantGroup.data[variant]!
  const members: number[] = []
  visitMembers(state, group, (advert) => {
    if (state.adverts.variant.data[advert] === variant) members.push(advert)
  })
  touch(state, group, change)
  for (const advert of members) {
    const counted = (state.adverts.flags.data[advert]! & advertFlag.counted) !== 0
    uncount(state, advert, change)
    if (!change.templateBefore.has(advert)) change.templateBefore.set(advert, group)
    state.adverts.variant.data[advert] = -1
    for (let at = state.adverts.groupHead.data[advert]!; at >= 0; at = state.memberships.nextOfAdvert.data[at]!) {
      const own = state.memberships.group.data[at]!
      if (own < 0 || state.groups.kind.data[own] === weakKind.picture) continue
      state.groups.count.data[own]!--
      state.memberships.group.data[at] = noGroup
    }
    if (counted) count(state, advert, change)
    change.dissolved.push(advert)
  }
}

/** A membership that ended for good. */
export const noGroup = -0x40000000

/** Takes back the merges of templates that rest on these adverts: variants that nothing else holds together get groups of their own. */
export function splitTemplates(state: LinkState, adverts: ReadonlySet<number>, change: Change): void {
  const merges = state.variantMerges.data
  const hit = new Set<number>()
  for (let i = 0; i < state.variantMerges.length; i += 3) {
    if (merges[i + 2]! < 0 || !adverts.has(merges[i + 2]! & (bySettling - 1))) continue
    hit.add(state.variantGroup.data[merges[i]!]!)
    merges[i + 2] = ~merges[i + 2]!
  }
  for (const group of hit) splitGroup(state, group, change)
}

/** Restores the merges that `splitTemplates` took back. */
export function restoreMerges(state: LinkState, advert: number, change: Change): void {
  const merges = state.variantMerges.data
  for (let i = 0; i < state.variantMerges.length; i += 3) {
    if (merges[i + 2]! >= 0 || (~merges[i + 2]! & (bySettling - 1)) !== advert) continue
    merges[i + 2] = ~merges[i + 2]!
    const a = state.variantGroup.data[merges[i]!]!
    const b = state.variantGroup.data[merges[i + 1]!]!
    if (a !== b) mergeGroups(state, a, b, change)
  }
}

function mergeGroups(state: LinkState, a: number, b: number, change: Change): void {
  const { groups } = state
  const countA = groups.count.data[a]!
  const countB = groups.count.data[b]!
  const [into, from] = countA > countB || (countA === countB && a < b) ? [a, b] : [b, a]
  const members: number[] = []
  visitMembers(state, from, (advert) => void members.push(advert))
  moveMembers(state, from, into, () => true, change)
  groups.count.data[into] = countA + countB
  groups.count.data[from] = 0
  for (const group of [a, b]) touch(state, group, change)
}

/** Moves memberships (live or rejected) that `wanted` picks from one group to another and keeps the counts right. */
function moveMembers(
  state: LinkState,
  from: number,
  into: number,
  wanted: (advert: number) => boolean,
  change: Change
): number {
  const { memberships, groups, adverts } = state
  let moved = 0
  let at = groups.head.data[from]!
  groups.head.data[from] = -1
  while (at >= 0) {
    const next = memberships.nextOfGroup.data[at]!
    const advert = memberships.advert.data[at]!
    const target = memberships.group.data[at] !== noGroup && wanted(advert) ? into : from
    if (target === into) {
      moved++
      const live = memberships.group.data[at]! >= 0
      const counted = (adverts.flags.data[advert]! & advertFlag.counted) !== 0
      uncount(state, advert, change)
      memberships.group.data[at] = live ? into : ~into
      const variant = adverts.variant.data[advert]!
      if (live && !change.templateBefore.has(advert)) change.templateBefore.set(advert, from)
      state.variantGroup.data[variant] = into
      if (counted && isLive(state, advert)) count(state, advert, change)
    }
    memberships.nextOfGroup.data[at] = groups.head.data[target]!
    groups.head.data[target] = at
    at = next
  }
  return moved
}

function splitGroup(state: LinkState, group: number, change: Change): void {
  const variants = new Set<number>()
  visitMembers(state, group, (advert) => void variants.add(state.adverts.variant.data[advert]!))
  const root = new Map<number, number>([...variants].map((variant) => [variant, variant]))
  const find = (variant: number): number => {
    let at = variant
    while (root.get(at) !== undefined && root.get(at) !== at) at = root.get(at) as number
    return at
  }
  const merges = state.variantMerges.data
  for (let i = 0; i < state.variantMerges.length; i += 3) {
    const [a, b] = [merges[i]!, merges[i + 1]!]
    if (merges[i + 2]! < 0 || !root.has(a) || !root.has(b)) continue
    root.set(Math.max(find(a), find(b)), Math.min(find(a), find(b)))
  }
  const roots = new Set([...variants].map(find))
  roots.delete(Math.min(...roots))
  for (const part of roots) {
    const fresh = createGroup(state, weakKind.text)
    const moved = moveMembers(
      state,
      group,
      fresh,
      (advert) => find(state.adverts.variant.data[advert]!) === part,
      change
    )
    state.groups.count.data[fresh] = moved
    state.groups.count.data[group] = state.groups.count.data[group]! - moved
    touch(state, fresh, change)
  }
  touch(state, group, change)
}

/** Everything around a group whose members changed is built anew. */
function touch(state: LinkState, group: number, change: Change): void {
  change.groups.add(group)
  visitMembers(state, group, (advert) => {
    change.rebuild.add(state.adverts.n.data[advert]!)
    change.moved.add(advert)
  })
}
