/** Municipalities as areas: the ground nearest to their postcode points (Voronoi cells), to be clipped to the outline of the country. */
import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Delaunay } from 'd3-delaunay'
import type { Voronoi } from 'd3-delaunay'
import type { GeoProjection } from 'd3-geo'
import { geoContains } from 'd3-geo'
import { projectionFor } from './frame.ts'
import type { MapPlace } from './frame.ts'
import address from './municipalities.json?url'
import { homeLand, useOutlines } from './outlines.ts'
import type { Outline } from './outlines.ts'

/** Name, then longitude and latitude by turns. */
export type Municipality = readonly [string, readonly number[]]

export interface Area {
  readonly name: string
  readonly adverts: number
  /** Places that lie in it. */
  readonly places: readonly string[]
  /** Path of its cells. */
  readonly d: string
}

/** Undefined until they are there; a map without them shows points. */
export function useMunicipalities(): readonly Municipality[] | undefined {
  return useQuery({
    queryKey: ['session', 'municipalities'],
    queryFn: async () => (await (await fetch(address)).json()) as readonly Municipality[],
    staleTime: Infinity,
    gcTime: Infinity
  }).data
}

/** The municipality of a place by its name, with all of the places that lie in it; undefined abroad, or until the areas are there. */
export function useMunicipalityOf(places: readonly MapPlace[]): (place: string) => Area | undefined {
  const outlines = useOutlines()
  const municipalities = useMunicipalities()
  return useMemo(() => {
    const sheet = [400, 400] as const
    const land = outlines?.find((one) => one.id === homeLand)
    const { filled } = areasOf(places, municipalities ?? [], land, projectionFor(places, ...sheet), sheet)
    const byPlace = new Map(filled.flatMap((area) => area.places.map((place) => [place, area] as const)))
    return (place) => byPlace.get(place)
  }, [places, outlines, municipalities])
}

export interface Areas {
  /** Those in which the places lie. */
  readonly filled: readonly Area[]
  /** Path of the borders of all. */
  readonly borders: string
}

/** The areas in which the places lie, with their adverts. A place outside of the country's outline has none. */
export function areasOf(
  places: readonly MapPlace[],
  all: readonly Municipality[],
  land: Outline | undefined,
  projection: GeoProjection,
  [width, height]: readonly [number, number]
): Areas {
  const points: [number, number][] = []
  const owners: number[] = []
  for (const [owner, [, coordinates]] of all.entries()) {
    for (let at = 0; at + 1 < coordinates.length; at += 2) {
      const point = projection([coordinates[at] ?? 0, coordinates[at + 1] ?? 0])
      if (point === null) continue
      points.push(point)
      owners.push(owner)
    }
  }
  if (points.length === 0 || land === undefined) return { filled: [], borders: '' }
  const cells = Delaunay.from(points)
  const held = new Map<number, MapPlace[]>()
  for (const place of places) {
    const at = projection([place.lon, place.lat])
    if (at === null || !geoContains(land.shape, [place.lon, place.lat])) continue
    const owner = owners[cells.find(at[0], at[1])] ?? 0
    held.set(owner, [...(held.get(owner) ?? []), place])
  }
  const voronoi = cells.voronoi([-50, -50, width + 50, height + 50])
  const paths = new Map<number, string[]>()
  for (const [at, owner] of owners.entries()) {
    if (!held.has(owner)) continue
    const cell = voronoi.renderCell(at)
    if (cell === null) continue
    paths.set(owner, [...(paths.get(owner) ?? []), cell])
  }
  const filled = [...held].map(([owner, those]) => ({
    name: all[owner]?.[0] ?? '',
    adverts: those.reduce((sum, one) => sum + one.adverts, 0),
    places: those.map((one) => one.place),
    d: (paths.get(owner) ?? []).join('')
  }))
  return { filled, borders: bordersOf(cells, voronoi, owners) }
}

/** The sides of cells that lie between two municipalities. */
function bordersOf(cells: Delaunay<unknown>, voronoi: Voronoi<unknown>, owners: readonly number[]): string {
  const { halfedges, triangles } = cells
  const { circumcenters } = voronoi
  const lines: string[] = []
  for (const [edge, other] of halfedges.entries()) {
    if (other < edge || owners[triangles[edge] ?? 0] === owners[triangles[other] ?? 0]) continue
    const [a, b] = [Math.floor(edge / 3) * 2, Math.floor(other / 3) * 2]
    const [ax = 0, ay = 0, bx = 0, by = 0] = [
      circumcenters[a],
      circumcenters[a + 1],
      circumcenters[b],
      circumcenters[b + 1]
    ]
    lines.push(`M${ax.toFixed(1)} ${ay.toFixed(1)}L${bx.toFixed(1)} ${by.toFixed(1)}`)
  }
  return lines.join('')
}
