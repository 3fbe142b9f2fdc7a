/** Counts of weak groups: which strong components ("hands") are in a template or picture group, and with how many adverts. */
import type { Change } from '../change.ts'
import { advertFlag, weakKind, type LinkState } from '../state.ts'

/** Bits of a group's mode: what it may join. */
export const mode = {
  /** Adverts without own facts join (the main hand, if there are hands). */
  bare: 1,
  /** Adverts alone with a value that nobody else has join the main hand: mistyped numbers. */
  lone: 2,
  /** Hands with several adverts each join one another. */
  hands: 4,
  /** A text that two adverts or more have: their pictures do not lead them elsewhere. */
  shared: 8
} as const

/** Adverts that a hand must have in a template before the template joins it to another hand. */
export const leastOfHand = 3

/** Mean adverts per hand from which a text that three or more hands use is one hand's after all. */
const leastMean = 4

/** True when the advert's component has facts of its own. */
export function isHand(state: LinkState, advert: number): boolean {
  return state.adverts.sOwn.data[state.adverts.s.data[advert]!]! > 0
}

/** Counts a live advert in its groups as part of its component, when that is a hand. */
export function count(state: LinkState, advert: number, change: Change): void {
  const flags = state.adverts.flags.data
  if ((flags[advert]! & advertFlag.counted) !== 0) return
  const hand = isHand(state, advert)
  if (hand) flags[advert] = flags[advert]! | advertFlag.counted
  visitGroups(state, advert, (group) => {
    change.groups.add(group)
    if (hand) bump(state, group, state.adverts.s.data[advert]!, 1)
  })
}

/** Takes back `count`. */
export function uncount(state: LinkState, advert: number, change: Change): void {
  const flags = state.adverts.flags.data
  const was = (flags[advert]! & advertFlag.counted) !== 0
  flags[advert] = flags[advert]! & ~advertFlag.counted
  visitGroups(state, advert, (group) => {
    change.groups.add(group)
    if (was) bump(state, group, state.adverts.s.data[advert]!, -1)
  })
}

/** How many adverts of a component are in a group. */
function countIn(state: LinkState, group: number, s: number): number {
  return state.pairs.get(group, s, 0)
}

export function visitGroups(state: LinkState, advert: number, visit: (group: number) => void): void {
  const { group, nextOfAdvert } = state.memberships
  for (let at = state.adverts.groupHead.data[advert]!; at >= 0; at = nextOfAdvert.data[at]!) {
    const g = group.data[at]!
    if (g >= 0) visit(g)
  }
}

/** Members of a group; those whose membership was rejected are passed over (their `group` is the complement). */
export function visitMembers(state: LinkState, group: number, visit: (advert: number) => void): void {
  const { advert, nextOfGroup, group: of } = state.memberships
  for (let at = state.groups.head.data[group]!; at >= 0; at = nextOfGroup.data[at]!) {
    if (of.data[at] === group) visit(advert.data[at]!)
  }
}

/** The first member that fits, or -1. */
export function firstMember(state: LinkState, group: number, fits: (advert: number) => boolean): number {
  const { advert, nextOfGroup, group: of } = state.memberships
  for (let at = state.groups.head.data[group]!; at >= 0; at = nextOfGroup.data[at]!) {
    if (of.data[at] === group && fits(advert.data[at]!)) return advert.data[at]!
  }
  return -1
}

/** Works out the mode and main hand of a group anew; true when either differs from before. */
export function settleMode(state: LinkState, group: number): boolean {
  const { groups } = state
  const total = groups.total.data[group]!
  const before = groups.mode.data[group]
  const mainBefore = groups.main.data[group]
  if (groups.bestCount.data[group] === unknownCount) recountBest(state, group)
  const best = groups.bestCount.data[group]!
  const main = best * 2 > total ? groups.best.data[group]! : -1
  groups.main.data[group] = main
  const now = modeOf(state, group, main < 0 ? 0 : best)
  groups.mode.data[group] = now
  return now !== before || main !== mainBefore
}

/** True when the advert's component is joined by the group. */
export function isBound(state: LinkState, group: number, advert: number): boolean {
  const now = state.groups.mode.data[group]!
  if (now === 0) return false
  const s = state.adverts.s.data[advert]!
  if (!isHand(state, advert)) {
    if ((now & mode.bare) === 0 || state.apart.get(group, s, 0) !== 0) return false
    if (state.groups.kind.data[group] !== weakKind.picture) return true
    return state.adverts.sSize.data[s] === 1 && leadsBare(state, advert, group)
  }
  if (s === state.groups.main.data[group]) return true
  if ((now & mode.lone) !== 0 && state.adverts.sSize.data[s] === 1) return true
  if ((now & mode.hands) === 0) return false
  if (state.groups.kind.data[group] === weakKind.both) return true
  return countIn(state, group, s) >= leastOfHand && state.apart.get(group, s, 0) === 0
}

/**
 * The rules. A group is *public* (an example text, a stock picture) when three or more hands use it little: it joins nothing.
 * Otherwise adverts without own facts join the main hand; a text joins hands that each use it often; text and picture together
 * are two reasons and join hands unless many use both.
 */
function modeOf(state: LinkState, group: number, most: number): number {
  const kind = state.groups.kind.data[group]
  const hands = state.groups.hands.data[group]!
  const total = state.groups.total.data[group]!
  const perHand = hands === 0 ? 0 : total / hands
  const majority = most * 2 > total
  const shared = kind === weakKind.text && state.groups.count.data[group]! > 1 ? mode.shared : 0
  if (hands >= 3 && perHand < leastMean && !majority) return kind === weakKind.both && hands === 3 ? mode.hands : shared
  const bare = hands === 0 || majority ? mode.bare : 0
  if (kind === weakKind.picture) return bare
  if (kind === weakKind.both) return bare | mode.hands
  const lone = most >= 3 && most >= 0.7 * total ? mode.lone : 0
  const joined = hands >= 2 && perHand >= (hands === 2 ? leastOfHand : leastMean) ? mode.hands | mode.bare : 0
  return bare | lone | joined | shared
}

/**
 * An advert without own facts follows a picture only when it is alone and its text is its own, and then only the first of its pictures:
 * else it would be a bridge between two hands, one by text, account or link and one by picture. (One advert of a campaign with a picture
 * taken from somebody brought the whole campaign to that person.)
 */
function leadsBare(state: LinkState, advert: number, picture: number): boolean {
  let leads = true
  visitGroups(state, advert, (group) => {
    const now = state.groups.mode.data[group]!
    if (state.groups.kind.data[group] === weakKind.text) leads &&= (now & mode.shared) === 0
    else if (state.groups.kind.data[group] === weakKind.picture && group < picture && (now & mode.bare) !== 0)
      leads = false
  })
  return leads
}

/** The edges of pictures that an advert without own facts followed while it was alone are written anew. */
export function unfollow(state: LinkState, advert: number, change: Change): void {
  if (isHand(state, advert)) return
  visitGroups(state, advert, (group) => {
    if (state.groups.kind.data[group] !== weakKind.picture || !isBound(state, group, advert)) return
    change.groups.add(group)
    change.apart.add(group)
  })
}

function bump(state: LinkState, group: number, s: number, by: number): void {
  const now = state.pairs.bump(group, s, by)
  const { hands, total, best, bestCount } = state.groups
  total.data[group] = total.data[group]! + by
  if (by > 0 && now === 1) hands.data[group] = hands.data[group]! + 1
  if (by < 0 && now === 0) hands.data[group] = hands.data[group]! - 1
  if (by < 0) bestCount.data[group] = unknownCount
  else if (bestCount.data[group] !== unknownCount && now > bestCount.data[group]!) {
    best.data[group] = s
    bestCount.data[group] = now
  }
}

/** `bestCount` after something was taken away: any hand may be the largest now. */
const unknownCount = -1

/**
 * Finds the hand with more than half of the counted adverts (Boyer and Moore's vote, then checked). Where there is none, half
 * of the total is kept as the bound that a hand has to pass to become it.
 */
function recountBest(state: LinkState, group: number): void {
  let candidate = -1
  let votes = 0
  visitMembers(state, group, (advert) => {
    if ((state.adverts.flags.data[advert]! & advertFlag.counted) === 0) return
    const s = state.adverts.s.data[advert]!
    if (votes === 0) candidate = s
    votes += s === candidate ? 1 : -1
  })
  const most = candidate < 0 ? 0 : countIn(state, group, candidate)
  const half = Math.floor(state.groups.total.data[group]! / 2)
  state.groups.best.data[group] = most > half ? candidate : -1
  state.groups.bestCount.data[group] = Math.max(most, half)
}
