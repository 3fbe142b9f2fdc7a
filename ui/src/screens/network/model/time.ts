/** Lanes of time: how many adverts stand in which part of the period, a lane a place or site. Pure. */
import type { PictureAdvert } from '../../../../../src/contract/desk/network-picture.ts'

export interface Bin {
  /** Index of the part of the period. */
  readonly at: number
  readonly adverts: readonly PictureAdvert[]
}

export interface TimeLane {
  /** Null: the place is not known; the last lane may stand for all that have no lane of their own. */
  readonly name: string | null
  readonly rest: boolean
  readonly adverts: number
  readonly bins: readonly Bin[]
}

export interface Times {
  readonly lanes: readonly TimeLane[]
  readonly bins: number
  /** First moment and length of a part, in milliseconds. */
  readonly from: number
  readonly stepMs: number
  readonly last: number
}

const dayMs = 86_400_000
const mostBins = 36
const mostLanes = 9

/** `all` gives the period, `shown` what stands in it: so nothing moves when the days are cut. */
export function timesOf(all: readonly PictureAdvert[], shown: readonly PictureAdvert[], by: 'place' | 'site'): Times {
  const times = all.map((one) => Date.parse(one.at)).filter((at) => !Number.isNaN(at))
  if (times.length === 0) return { lanes: [], bins: 1, from: 0, stepMs: dayMs, last: 0 }
  const from = Math.floor(times.reduce((a, b) => Math.min(a, b)) / dayMs) * dayMs
  const last = Math.floor(times.reduce((a, b) => Math.max(a, b)) / dayMs) * dayMs
  const days = (last - from) / dayMs + 1
  const stepMs = Math.ceil(days / mostBins) * dayMs
  const bins = Math.ceil(days / (stepMs / dayMs))
  const nameOf = (one: PictureAdvert): string | null =>
    one.state === 'sealed' || by === 'site' ? (by === 'site' ? one.site : null) : one.place
  const order = [...Map.groupBy(all, nameOf)].toSorted(
    (a, b) => b[1].length - a[1].length || ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)
  )
  const own = new Set(order.slice(0, order.length > mostLanes ? mostLanes - 1 : mostLanes).map(([name]) => name))
  const lanes: TimeLane[] = [...own].map((name) =>
    lane(
      name,
      false,
      shown.filter((one) => nameOf(one) === name)
    )
  )
  if (order.length > mostLanes)
    lanes.push(
      lane(
        null,
        true,
        shown.filter((one) => !own.has(nameOf(one)))
      )
    )
  return { lanes, bins, from, stepMs, last }

  function lane(name: string | null, rest: boolean, adverts: readonly PictureAdvert[]): TimeLane {
    const at = (one: PictureAdvert): number => Math.floor((Date.parse(one.at) - from) / stepMs)
    const of = [...Map.groupBy(adverts, at)]
      .map(([bin, here]) => ({ at: bin, adverts: here }))
      .toSorted((a, b) => a.at - b.at)
    return { name, rest, adverts: adverts.length, bins: of }
  }
}

/** The adverts of a lane (or of all) between two parts of the period, both included. */
export function advertsBetween(times: Times, lane: number | null, a: number, b: number): number[] {
  const [from, to] = [Math.min(a, b), Math.max(a, b)]
  return times.lanes
    .filter((_one, at) => lane === null || at === lane)
    .flatMap((one) =>
      one.bins
        .filter((bin) => bin.at >= from && bin.at <= to)
        .flatMap((bin) => bin.adverts.map((advert) => advert.advert))
    )
}
