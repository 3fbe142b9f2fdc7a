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
  readonly seenIn: readonly Seen[]
}

export interface WeighContext {
  /** Median price per hour per place and currency (`EUR Utrecht`), over all adverts of the mandate; places with few prices are absent. */
  readonly medianPerHour: ReadonlyMap<string, number>
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

export function examples(list: readonly Seen[]): readonly Seen[] {
  return list.slice(0, mostExamples)
}

export function seenAt(
  members: readonly WeighMember[],
  spans: (member: WeighMember) => Seen['spans']
): readonly Seen[] {
  return examples(members.map((one) => ({ advert: one.advert, spans: spans(one) })))
}

/** One of each kind first, so that the examples show what differs. */
export function spread<K>(members: readonly WeighMember[], kind: (member: WeighMember) => K): WeighMember[] {
  const first = new Map<K, WeighMember>()
  for (const one of members) if (!first.has(kind(one))) first.set(kind(one), one)
  const chosen = new Set(first.values())
  return [...chosen, ...members.filter((one) => !chosen.has(one))]
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
