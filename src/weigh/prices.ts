/** Median price per hour per place and currency, over the adverts that were weighed: what "far below the local median" is held against. */
import type { WeighMember } from './member.ts'

export interface PriceMedians {
  /** Counts each sighting once. */
  add(sighting: number, member: WeighMember): void
  /** Medians of places with 20 prices or more, by `EUR Utrecht`; worked out again after every 200 prices. */
  medians(): ReadonlyMap<string, number>
}

const leastPrices = 20
const mostPerPlace = 2_000

export function createPriceMedians(): PriceMedians {
  const prices = new Map<string, number[]>()
  const seen = new Set<number>()
  let known: ReadonlyMap<string, number> = new Map()
  let news = 0
  return {
    add(sighting, member) {
      if (member.pricePerHour === null || member.places[0] === undefined || seen.has(sighting)) return
      if (seen.size > 1_000_000) seen.clear()
      seen.add(sighting)
      const key = `${member.currency} ${member.places[0].name}`
      const list = prices.get(key) ?? []
      if (list.length < mostPerPlace) list.push(member.pricePerHour)
      prices.set(key, list)
      news++
    },
    medians() {
      if (news >= 200 || known.size === 0) {
        known = new Map(
          [...prices].filter(([, list]) => list.length >= leastPrices).map(([key, list]) => [key, median(list)])
        )
        news = 0
      }
      return known
    }
  }
}

function median(list: readonly number[]): number {
  const sorted = list.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}
