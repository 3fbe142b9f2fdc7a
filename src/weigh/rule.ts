/** What a rule of weighing is, and what rules have in common: counting over the adverts of a network, in shares, with examples. */
import type { WeighMember } from './member.ts'
import type { InBothLanguages } from './wording.ts'

export interface Seen {
  readonly advert: number
  /** The characters of its text that show it; empty where it is not about words. */
  readonly spans: readonly (readonly [number, number])[]
}

export interface Finding {
  /** 0 to 1: how much of the network shows it. A larger network never shows more by its size alone. */
  readonly rate: number
  readonly sentence: InBothLanguages
  /** All adverts that show it; the few that are kept are chosen afterwards. */
  readonly seenIn: readonly Shown[]
}

export interface WeighContext {
  /** Median price per hour per place and currency (`EUR Utrecht`), over all adverts of the mandate; places with few prices are absent. */
  readonly medianPerHour: ReadonlyMap<string, number>
  /** Adverts that can be read already: reasons are seen in these first. None where it is absent. */
  readonly opened?: ReadonlySet<number>
}

export interface Rule {
  readonly indicator: string
  /** Most points of a sign from practice or against; signs that research supports have the points of their step (points.ts). */
  readonly weight?: number
  measure(members: readonly WeighMember[], context: WeighContext): Finding | null
}

/** Examples kept per reason: enough to look at, little enough to read. */
const mostExamples = 12

/** Share of members with a sign above which the network is said to have it. */
export const someShare = 0.2

/** `seen` of `all`, or null where they are too few to say it of the network. */
export function shareOf(seen: number, all: number, least = 1): number | null {
  return all === 0 || seen < least || seen < all * someShare ? null : seen / all
}

/** What a rule saw, before examples are chosen of it: what tells one advert that shows it from another is its `kind`. */
export interface Shown extends Seen {
  readonly kind?: string | undefined
}

/** The first few of what was seen. */
export function examples(list: readonly Shown[]): readonly Seen[] {
  return list.slice(0, mostExamples).map(({ advert, spans }) => ({ advert, spans }))
}

/** Everything that shows it; `kind` tells what differs, so that the examples show one of each first. */
export function seenAt(
  members: readonly WeighMember[],
  spans: (member: WeighMember) => Seen['spans'],
  kind: (member: WeighMember) => string | undefined = () => undefined
): readonly Shown[] {
  return members.map((one) => ({ advert: one.advert, spans: spans(one), kind: kind(one) }))
}

/** One of each kind first, each in the order in which it comes. */
function spread(list: readonly Shown[]): Shown[] {
  const first = new Map<string, Shown>()
  for (const one of list) if (one.kind !== undefined && !first.has(one.kind)) first.set(one.kind, one)
  const chosen = new Set(first.values())
  return [...chosen, ...list.filter((one) => !chosen.has(one))]
}

/**
 * The examples of a reason: adverts that can be read already, then those that carry most of all that speaks for a look, so that few have
 * to be opened to see all reasons. `rank` is the place of each advert in that order.
 */
export function chosenExamples(
  list: readonly Shown[],
  rank: ReadonlyMap<number, number>,
  opened: ReadonlySet<number>
): readonly Seen[] {
  const placed = list.toSorted((a, b) => (rank.get(a.advert) ?? Infinity) - (rank.get(b.advert) ?? Infinity))
  const readable = placed.filter((one) => opened.has(one.advert))
  return examples([...spread(readable), ...spread(placed.filter((one) => !opened.has(one.advert)))])
}

/** Where an advert states its numbers and its name. */
export function contactSpans(member: WeighMember): Seen['spans'] {
  return [...member.phoneSpans, ...member.nameSpans].toSorted((a, b) => a[0] - b[0])
}

export function groups<K>(
  members: readonly WeighMember[],
  keys: (member: WeighMember) => readonly K[]
): Map<K, WeighMember[]> {
  const map = new Map<K, WeighMember[]>()
  for (const member of members) {
    for (const key of keys(member)) {
      const list = map.get(key)
      if (list === undefined) map.set(key, [member])
      else list.push(member)
    }
  }
  return map
}

export function largest(of: ReadonlyMap<unknown, WeighMember[]>): WeighMember[] {
  let best: WeighMember[] = []
  for (const list of of.values()) if (list.length > best.length) best = list
  return best
}

type Value = string | number | null | undefined

function known(values: readonly Value[]): (string | number)[] {
  return values.filter((value) => value !== null && value !== undefined && value !== '') as (string | number)[]
}

export function distinct(values: readonly Value[]): number {
  return new Set(known(values)).size
}

/** Share of the commonest among values that are there; 0 without any. */
export function commonest(values: readonly Value[]): number {
  const list = known(values)
  const counts = new Map<string | number, number>()
  for (const value of list) counts.set(value, (counts.get(value) ?? 0) + 1)
  return list.length === 0 ? 0 : Math.max(...counts.values()) / list.length
}
