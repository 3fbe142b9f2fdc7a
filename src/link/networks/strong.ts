/** Strong components: adverts joined by shared own values, under the merge guard and the vetoes of people. */
import type { Change } from '../change.ts'
import { valueEdge } from './edges.ts'
import { isLive, isLiveMention, joins, variantOf, strangerUse, useOf, type LinkState } from '../state.ts'
import { count, uncount, unfollow } from './weak-counts.ts'

/** Joins a new advert by its values; goes the long way when a veto lies near. */
export function joinArrival(state: LinkState, advert: number, change: Change): void {
  makeAlone(state, advert)
  const links = linksOf(state, advert, (value) => latestOf(state, value, advert))
  const touched = [advert, ...links.map((link) => link.other)]
  if (state.people.vetoes.size > 0 && nearVeto(state, touched)) {
    rebuildStrong(state, [advert], change)
    return
  }
  for (const link of links) joinByValue(state, advert, link.other, link.value, change)
}

/**
 * Builds the components around some adverts anew: everything reachable from them by live evidence is taken apart and joined
 * again in order of arrival, so that the outcome is that of a run which never saw what has been taken back.
 */
export function rebuildStrong(state: LinkState, seeds: Iterable<number>, change: Change): void {
  const all = gather(state, seeds)
  for (const advert of all) {
    uncount(state, advert, change)
    change.rebuild.add(state.adverts.n.data[advert]!)
    change.moved.add(advert)
  }
  change.replaying = true
  for (const advert of all) makeAlone(state, advert)
  for (const [key, waiting] of state.people.pending) {
    if (all.has(waiting.a) || all.has(waiting.b)) state.people.pending.delete(key)
  }
  const rank = change.whole?.rank
  const ordered = [...all]
    .filter((advert) => isLive(state, advert))
    .toSorted((a, b) => (rank === undefined ? a - b : rank[a]! - rank[b]!))
  const accepted = replay(state, ordered, change)
  if (state.people.vetoes.size > 0 && ordered.some((advert) => state.people.vetoes.has(advert))) {
    const extra = sameTextLinks(state, accepted)
    for (const advert of all) makeAlone(state, advert)
    joinUnderVeto(state, extra.concat(accepted), change)
  }
  change.replaying = false
  for (const advert of ordered) count(state, advert, change)
}

export interface Link {
  readonly advert: number
  readonly other: number
  /** -1: a person said so. */
  readonly value: number
}

/** The adverts of the component of an advert. */
function componentOf(state: LinkState, advert: number): number[] {
  const out = [advert]
  const next = state.adverts.sNext.data
  for (let at = next[advert]!; at !== advert; at = next[at]!) out.push(at)
  return out
}

/** Joining values of an advert with the advert that each of them leads to. */
function linksOf(state: LinkState, advert: number, lead: (value: number, use: number) => number): Link[] {
  const links: Link[] = []
  for (let m = state.adverts.mentionHead.data[advert]!; m >= 0; m = state.mentions.nextOfAdvert.data[m]!) {
    const value = state.mentions.value.data[m]!
    if (!isLiveMention(state, m) || !joins(state, value)) continue
    const other = lead(value, useOf(state, value, advert))
    if (other >= 0) links.push({ advert, other, value })
  }
  return links
}

/** The last advert before this one that shares the value, in the same use of it. */
function latestOf(state: LinkState, value: number, advert: number): number {
  const use = useOf(state, value, advert)
  let latest = -1
  for (let m = state.values.head.data[value]!; m >= 0; m = state.mentions.nextOfValue.data[m]!) {
    const other = state.mentions.advert.data[m]!
    if (other === advert || other <= latest || !isLiveMention(state, m)) continue
    if (useOf(state, value, other) === use) latest = other
    // Lists run from the newest: the first that fits is the latest, but for adverts that were edited later.
    if (latest >= 0 && latest < advert) break
  }
  return latest
}

function replay(state: LinkState, ordered: readonly number[], change: Change): Link[] {
  const last = new Map<string, number>()
  const accepted: Link[] = []
  for (const advert of ordered) {
    const links = linksOf(state, advert, (value, use) => last.get(`${value}:${use}`) ?? -1)
    for (const other of state.people.sames.get(advert)?.keys() ?? []) {
      const before = change.whole === null ? other < advert : change.whole.rank[other]! < change.whole.rank[advert]!
      if (before && isLive(state, other)) links.push({ advert, other, value: -1 })
    }
    for (const link of links) if (joinByValue(state, advert, link.other, link.value, change)) accepted.push(link)
    for (let m = state.adverts.mentionHead.data[advert]!; m >= 0; m = state.mentions.nextOfAdvert.data[m]!) {
      const value = state.mentions.value.data[m]!
      if (isLiveMention(state, m)) last.set(`${value}:${useOf(state, value, advert)}`, advert)
    }
  }
  return accepted
}

/** Joins two components unless the guard keeps them waiting. */
function joinByValue(state: LinkState, a: number, b: number, value: number, change: Change): boolean {
  const s = state.adverts.s.data
  if (s[a] === s[b]) return true
  if (value >= 0 && isGuarded(state, a, b, value, change)) {
    state.people.pending.set(`${value}:${a}`, { value, a, b })
    return false
  }
  unite(state, a, b, change)
  return true
}

function isGuarded(state: LinkState, a: number, b: number, value: number, change: Change): boolean {
  const { s, sSize } = state.adverts
  const [left, right] = [s.data[a]!, s.data[b]!]
  if (Math.min(sSize.data[left]!, sSize.data[right]!) < state.options.guardSize) return false
  for (const waiting of state.people.pending.values()) {
    const x = s.data[waiting.a]
    const y = s.data[waiting.b]
    // A second value between the same two is a second reason.
    if (waiting.value !== value && ((x === left && y === right) || (x === right && y === left))) return false
  }
  return !shareText(state, left, right, change.whole === null ? Math.max(a, b) : Infinity)
}

/** Two adverts or more on each side with one text is a second reason, unless that text was common elsewhere when `newest` came. */
function shareText(state: LinkState, a: number, b: number, newest: number): boolean {
  const texts = (label: number): Map<number, number> => {
    const found = new Map<number, number>()
    for (const advert of componentOf(state, label)) {
      const variant = variantOf(state, advert)
      if (variant >= 0) found.set(variant, (found.get(variant) ?? 0) + 1)
    }
    return found
  }
  const left = texts(a)
  for (const [variant, times] of texts(b)) {
    const others = left.get(variant) ?? 0
    if (times >= 2 && others >= 2 && !isLarger(state, variant, newest, 2 * (times + others))) return true
  }
  return false
}

/** True when a text had more adverts than `most` up to `newest`: a replay must judge by what was there. */
function isLarger(state: LinkState, variant: number, newest: number, most: number): boolean {
  const { advert, nextOfGroup } = state.memberships
  let found = 0
  for (
    let at = state.groups.head.data[state.variantGroup.data[variant]!]!;
    at >= 0 && found <= most;
    at = nextOfGroup.data[at]!
  )
    if (advert.data[at]! <= newest && state.adverts.variant.data[advert.data[at]!] === variant) found++
  return found > most
}

function unite(state: LinkState, a: number, b: number, change: Change): void {
  const { s, sNext, sSize, sOwn, n, nSize } = state.adverts
  let [into, from] = [s.data[a]!, s.data[b]!]
  const [sizeA, sizeB] = [sSize.data[into]!, sSize.data[from]!]
  if (sizeA < sizeB || (sizeA === sizeB && into > from)) [into, from] = [from, into]
  change.unions.push([a, b])
  // A text binds an advert that is alone with its number, a picture one that is alone without, and no longer one that is not.
  for (const side of [into, from]) {
    if (change.replaying || sSize.data[side] !== 1 || nSize.data[n.data[side]!] === 1) continue
    change.rebuild.add(n.data[side]!)
    unfollow(state, side, change)
  }
  const moving = componentOf(state, from)
  // Where one side had no facts of its own, all of it counts as a hand from now on.
  const staying = !change.replaying && sOwn.data[into] === 0 && sOwn.data[from]! > 0 ? componentOf(state, into) : []
  if (!change.replaying) for (const advert of moving) uncount(state, advert, change)
  for (const advert of moving) {
    s.data[advert] = into
    change.moved.add(advert)
  }
  sSize.data[into] = sizeA + sizeB
  sOwn.data[into]! += sOwn.data[from]!
  if (!change.replaying) {
    for (const advert of moving) count(state, advert, change)
    for (const advert of staying) {
      count(state, advert, change)
      change.moved.add(advert)
    }
  }
  // Two circular lists become one by swapping one pair of links.
  const next = sNext.data[into]!
  sNext.data[into] = sNext.data[from]!
  sNext.data[from] = next
}

function makeAlone(state: LinkState, advert: number): void {
  state.adverts.s.data[advert] = advert
  state.adverts.sNext.data[advert] = advert
  state.adverts.sSize.data[advert] = 1
  state.adverts.sOwn.data[advert] = isLive(state, advert) ? state.adverts.own.data[advert]! : 0
}

/** Adverts reachable from the seeds by evidence that may join, refused joins included, and by components as they are now. */
function gather(state: LinkState, seeds: Iterable<number>): Set<number> {
  const all = new Set<number>()
  const values = new Set<number>()
  const queue: number[] = []
  const add = (advert: number): void => {
    if (all.has(advert)) return
    all.add(advert)
    queue.push(advert)
  }
  for (const seed of seeds) add(seed)
  for (let advert = queue.pop(); advert !== undefined; advert = queue.pop()) {
    add(state.adverts.sNext.data[advert]!)
    for (const other of state.people.sames.get(advert)?.keys() ?? []) add(other)
    for (let m = state.adverts.mentionHead.data[advert]!; m >= 0; m = state.mentions.nextOfAdvert.data[m]!) {
      const value = state.mentions.value.data[m]!
      if (!isLiveMention(state, m) || !joins(state, value)) continue
      const use = useOf(state, value, advert)
      const key = value * 64 + Math.min(use, 63)
      if (use >= strangerUse || values.has(key)) continue
      values.add(key)
      for (let o = state.values.head.data[value]!; o >= 0; o = state.mentions.nextOfValue.data[o]!) {
        const other = state.mentions.advert.data[o]!
        if (isLiveMention(state, o) && useOf(state, value, other) === use) add(other)
      }
    }
  }
  return all
}

function nearVeto(state: LinkState, adverts: readonly number[]): boolean {
  const labels = new Set(adverts.map((advert) => state.adverts.s.data[advert]))
  for (const advert of state.people.vetoes.keys()) if (labels.has(state.adverts.s.data[advert])) return true
  return false
}

/**
 * Joins under vetoes: strongest evidence first, so that what is left out between two vetoed adverts is the weakest bridge.
 * First links with a second reason (two shared values, or a value and a text), then single values from rare to common.
 */
function joinUnderVeto(state: LinkState, links: readonly Link[], change: Change): void {
  const reasons = new Map<string, number>()
  const keyOf = (link: Link): string => `${link.other}:${link.advert}`
  for (const link of links) reasons.set(keyOf(link), (reasons.get(keyOf(link)) ?? 0) + 1)
  const strength = (link: Link): number => {
    if (link.value < 0) return 0
    const variant = variantOf(state, link.advert)
    const sameText = variant >= 0 && variant === variantOf(state, link.other)
    if (sameText || (reasons.get(keyOf(link)) as number) > 1) return 1
    return 1 + state.values.count.data[link.value]!
  }
  const weighed = links.map((link) => ({ link, strength: strength(link) }))
  const place = (advert: number): number => change.whole?.rank[advert] ?? advert
  weighed.sort(
    (x, y) =>
      x.strength - y.strength ||
      place(x.link.advert) - place(y.link.advert) ||
      place(x.link.other) - place(y.link.other)
  )
  for (const { link } of weighed) {
    if (state.adverts.s.data[link.advert] === state.adverts.s.data[link.other]) continue
    if (!vetoed(state, link.advert, link.other)) unite(state, link.advert, link.other, change)
    else if (link.value >= 0)
      valueEdge(state, 'revoked', link.value, link.advert, link.other, change, 'not the same, says an analyst')
  }
}

/**
 * Links within each value between successive adverts of one text and component: the chain of `replay` may have passed over other
 * texts. What the guard keeps apart stays apart.
 */
function sameTextLinks(state: LinkState, links: readonly Link[]): Link[] {
  const last = new Map<string, number>()
  const found: Link[] = []
  for (const link of links) {
    for (const advert of [link.other, link.advert]) {
      const variant = variantOf(state, advert)
      if (variant < 0 || link.value < 0) continue
      const name = `${link.value}:${variant}:${state.adverts.s.data[advert]}`
      const other = last.get(name)
      if (other !== undefined && other !== advert) found.push({ advert, other, value: link.value })
      last.set(name, advert)
    }
  }
  return found
}

function vetoed(state: LinkState, a: number, b: number): boolean {
  const s = state.adverts.s.data
  const other = s[b]
  for (const advert of componentOf(state, a)) {
    for (const against of state.people.vetoes.get(advert)?.keys() ?? []) if (s[against] === other) return true
  }
  return false
}
