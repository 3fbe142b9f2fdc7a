/** Places as a search takes and tells them: several in one filter, and where each lies for a map. */
import { placeNames } from '../../text/places.ts'

/** Stands between the places of one filter: an advert that names any of them passes. No place has it in its name. */
const between = '|'

/** Places that are drawn at once. */
const mostOnMap = 200

export interface PlacePoint {
  readonly place: string
  readonly count: number
  /** Degrees, WGS84. */
  readonly lat: number
  readonly lon: number
}

/** "De Lier|Naaldwijk" as its places. */
export function placesAsked(filter: string): string[] {
  return filter.split(between).filter((place) => place !== '')
}

/**
 * The most common places with where they lie; of places with one name, the one with most people, as extraction does where nothing else
 * tells. `without`: how many places are on no map.
 */
export function pointsOf(counted: readonly { readonly value: string; readonly count: number }[]): {
  readonly points: PlacePoint[]
  readonly without: number
} {
  const known = coordinates()
  const points = counted.flatMap(({ value, count }) => {
    const at = known.get(value)
    return at === undefined ? [] : [{ place: value, count, lat: at.lat, lon: at.lon }]
  })
  const shown = points.slice(0, mostOnMap)
  return { points: shown, without: counted.length - shown.length }
}

interface Lies {
  readonly lat: number
  readonly lon: number
  readonly population: number
}

let made: ReadonlyMap<string, Lies> | null = null

/** By name; made when a map is first asked for. */
function coordinates(): ReadonlyMap<string, Lies> {
  if (made !== null) return made
  const known = new Map<string, Lies>()
  for (const { places } of [...placeNames().values()].flat()) {
    for (const { name, lat, lon, population } of places)
      if ((known.get(name)?.population ?? -1) < population) known.set(name, { lat, lon, population })
  }
  return (made = known)
}
