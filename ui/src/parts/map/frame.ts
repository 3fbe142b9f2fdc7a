/** Where places fall on the map, how large their marks are, and on which side their names stand so that none covers another. Pure. */
import { geoMercator } from 'd3-geo'
import type { GeoProjection } from 'd3-geo'

export interface MapPlace {
  readonly place: string
  readonly lat: number
  readonly lon: number
  /** Adverts there. */
  readonly adverts: number
}

export interface Spot extends MapPlace {
  readonly x: number
  readonly y: number
  readonly r: number
  /** Null where there is no room for the name; the table has it. */
  readonly label: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' | 'middle' } | null
}

/** This share of the adverts is always in view; what lies far outside of them is named beside the map. */
const shareInView = 0.9
/** So many times the spread of those, in degrees, is still in view. */
const reach = 1.5
const leastReach = 3

/**
 * Places that the drawing shows, and those too far from nearly all adverts: one town across an ocean would push all others onto one spot.
 * `places` as they are counted; both lists keep their order.
 */
export function inFrame<Place extends MapPlace>(places: readonly Place[]): { inside: Place[]; outside: Place[] } {
  const all = places.reduce((sum, one) => sum + one.adverts, 0)
  const middle = { lat: medianOf(places, (one) => one.lat), lon: medianOf(places, (one) => one.lon) }
  const offOf = (one: MapPlace): number => Math.max(Math.abs(one.lat - middle.lat), Math.abs(one.lon - middle.lon))
  let seen = 0
  let span = 0
  for (const one of places.toSorted((a, b) => offOf(a) - offOf(b))) {
    if (seen >= shareInView * all) break
    seen += one.adverts
    span = offOf(one)
  }
  const inside = places.filter((one) => offOf(one) <= Math.max(leastReach, reach * span))
  return { inside, outside: places.filter((one) => !inside.includes(one)) }
}

/** The middle one when each advert counts. */
function medianOf(places: readonly MapPlace[], of: (place: MapPlace) => number): number {
  const half = places.reduce((sum, one) => sum + one.adverts, 0) / 2
  let seen = 0
  for (const one of places.toSorted((a, b) => of(a) - of(b))) {
    seen += one.adverts
    if (seen >= half) return of(one)
  }
  return 0
}

/** Degrees that are always in view, so that one place is not a blank field. */
const leastSpan = 1.6

/** A projection that shows all places with room around them; the Netherlands where there is none. */
export function projectionFor(places: readonly MapPlace[], width: number, height: number): GeoProjection {
  const lons = places.length === 0 ? [3.4, 7.2] : places.map((one) => one.lon)
  const lats = places.length === 0 ? [50.7, 53.6] : places.map((one) => one.lat)
  const [west, east] = spread(Math.min(...lons), Math.max(...lons), leastSpan)
  const [south, north] = spread(Math.min(...lats), Math.max(...lats), leastSpan * 0.7)
  const pad = Math.min(56, width / 8)
  return geoMercator()
    .fitExtent(
      [
        [pad, pad * 0.7],
        [width - pad, height - pad * 0.7]
      ],
      {
        type: 'MultiPoint',
        coordinates: [
          [west, south],
          [east, north]
        ]
      }
    )
    .clipExtent([
      [0, 0],
      [width, height]
    ])
}

/**
 * The places on the drawing, the one with most adverts first, so that its name gets its place first. The largest mark is `growth` wider than
 * 8 px. Names stand beside the line that joins the places of `route`, where there is room.
 */
export function spotsOf(
  places: readonly MapPlace[],
  projection: GeoProjection,
  [width, height]: readonly [number, number],
  growth = 10,
  route: readonly string[] = []
): Spot[] {
  const sheet = { left: 0, right: width, top: 0, bottom: height }
  const most = Math.max(1, ...places.map((one) => one.adverts))
  const taken: Box[] = []
  const round = places
    .toSorted((a, b) => b.adverts - a.adverts || (a.place < b.place ? -1 : 1))
    .flatMap((one) => {
      const at = projection([one.lon, one.lat])
      if (at === null) return []
      const r = 8 + growth * Math.sqrt(one.adverts / most)
      taken.push({ left: at[0] - r, right: at[0] + r, top: at[1] - r, bottom: at[1] + r })
      return [{ ...one, x: at[0], y: at[1], r }]
    })
  const line = lineOf(route.flatMap((place) => round.find((one) => one.place === place) ?? []))
  return round.map((spot) => ({ ...spot, label: labelFor(spot, taken, line, sheet) }))
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

interface Point {
  readonly x: number
  readonly y: number
}

/** The line through points, as small boxes. */
function lineOf(points: readonly Point[]): Box[] {
  return points.slice(1).flatMap((to, at) => {
    const from = points[at] ?? to
    const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 6)
    return Array.from({ length: steps }, (_, step) => {
      const [x, y] = [from.x + ((to.x - from.x) * step) / steps, from.y + ((to.y - from.y) * step) / steps]
      return { left: x - 1, right: x + 1, top: y - 1, bottom: y + 1 }
    })
  })
}

/** The first side where the name is whole on the sheet and over nothing else; over the line where no side is free of it. */
function labelFor(spot: Omit<Spot, 'label'>, taken: Box[], line: readonly Box[], sheet: Box): Spot['label'] {
  const width = spot.place.length * 7.2 + 6
  const tries = [
    { x: spot.x + spot.r + 5, y: spot.y + 4, anchor: 'start', left: spot.x + spot.r + 4 },
    { x: spot.x - spot.r - 5, y: spot.y + 4, anchor: 'end', left: spot.x - spot.r - 4 - width },
    { x: spot.x, y: spot.y - spot.r - 5, anchor: 'middle', left: spot.x - width / 2 },
    { x: spot.x, y: spot.y + spot.r + 13, anchor: 'middle', left: spot.x - width / 2 }
  ] as const
  const free = tries
    .map(({ x, y, anchor, left }) => ({
      label: { x, y, anchor },
      box: { left, right: left + width, top: y - 11, bottom: y + 3 }
    }))
    .filter(({ box }) => within(box, sheet) && !taken.some((other) => overlap(box, other)))
  const best = free.find(({ box }) => !line.some((other) => overlap(box, other))) ?? free[0]
  if (best === undefined) return null
  taken.push(best.box)
  return best.label
}

function within(box: Box, sheet: Box): boolean {
  return box.left >= sheet.left && box.right <= sheet.right && box.top >= sheet.top && box.bottom <= sheet.bottom
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

function spread(from: number, to: number, least: number): readonly [number, number] {
  const missing = Math.max(0, least - (to - from)) / 2
  return [from - missing, to + missing]
}
