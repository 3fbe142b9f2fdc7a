/** The outlines of countries, fetched once from this machine when a map is first shown. */
import { useQuery } from '@tanstack/react-query'
import type { GeoPath } from 'd3-geo'
import type { MultiPolygon } from 'geojson'
import address from './outlines.json?url'

/** The country whose municipalities are known (ISO 3166-1 numeric). */
export const homeLand = '528'

/** Drawn as the land one looks at; others are its surroundings. */
export const nearLands: ReadonlySet<string> = new Set([homeLand, '056'])

export interface Outline {
  /** ISO 3166-1 numeric. */
  readonly id: string
  readonly shape: MultiPolygon
}

/** Undefined until they are there; a map without them still shows its places. */
export function useOutlines(): readonly Outline[] | undefined {
  return useQuery({
    queryKey: ['session', 'outlines'],
    queryFn: async () => {
      const answer = await fetch(address)
      const rows = (await answer.json()) as readonly { id: string; polygons: MultiPolygon['coordinates'] }[]
      return rows.map(({ id, polygons }) => ({ id, shape: { type: 'MultiPolygon', coordinates: polygons } as const }))
    },
    staleTime: Infinity,
    gcTime: Infinity
  }).data
}

/** The outlines that lie on a sheet, each with its path there. */
export function landsOf(outlines: readonly Outline[] | undefined, path: GeoPath): { id: string; d: string }[] {
  return (outlines ?? []).flatMap(({ id, shape }) => {
    const d = path(shape)
    return d === null ? [] : [{ id, d }]
  })
}
