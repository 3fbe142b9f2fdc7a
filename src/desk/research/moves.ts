/** How networks move from place to place, as flows of at least a number of networks. Pure; the method is told in docs/research.md. */
import type { ByWeek } from './phrase-counts.ts'

/** An advert of a network: when it was placed or seen, in which week from 0, and at which place. */
export interface SeenAt {
  readonly network: number
  readonly atMs: number
  readonly week: number
  readonly place: string
}

/** Weeks over which a flow is counted: the one that is told and those before it. */
export const flowWeeks = 4
/** A network that was not seen for longer did not move from where it was. */
const longestGapMs = 35 * 86_400_000

/** Between the places of a flow. */
export const towards = ' → '

/** Flows that at least `least` networks made within `flowWeeks` weeks up to one of the weeks, each with its networks by week. A network counts once. */
export function countFlows(seen: readonly SeenAt[], weeks: number, least: number): Map<string, ByWeek> {
  const arrivals = new Map<string, Map<number, number[]>>()
  for (const path of Map.groupBy(seen, (one) => one.network).values()) {
    const ordered = path.toSorted((a, b) => a.atMs - b.atMs || (a.place < b.place ? -1 : 1))
    let last = ordered[0]
    for (const one of ordered) {
      if (last !== undefined && last.place !== one.place && one.atMs - last.atMs <= longestGapMs) {
        const flow = `${last.place}${towards}${one.place}`
        const networks = arrivals.get(flow) ?? new Map<number, number[]>()
        networks.set(one.network, [...(networks.get(one.network) ?? []), one.week])
        arrivals.set(flow, networks)
      }
      last = one
    }
  }
  const found = new Map<string, ByWeek>()
  for (const [flow, networks] of arrivals) {
    const counts = Array.from(
      { length: weeks },
      (_, at) => [...networks.values()].filter((of) => of.some((week) => week <= at && week > at - flowWeeks)).length
    )
    if (counts.some((count) => count >= least)) found.set(flow, counts)
  }
  return found
}
