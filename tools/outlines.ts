/** Makes ui/src/parts/map/outlines.json: the outlines of countries for the offline map, from the npm package world-atlas (Natural Earth). */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

/** Drawn in full detail, since most adverts lie there: the Netherlands, Belgium, Luxembourg, Germany. */
const near = new Set(['528', '056', '442', '276'])
/** West, south, east and north of what the map can show. */
const [west, south, east, north] = [-11, 34, 32, 61] as const

interface Outline {
  /** ISO 3166-1 numeric. */
  readonly id: string
  readonly polygons: number[][][][]
}

const require = createRequire(import.meta.url)
const outlines = [
  ...read(require.resolve('world-atlas/countries-10m.json'), true),
  ...read(require.resolve('world-atlas/countries-50m.json'), false)
]
const file = path.join(import.meta.dirname, '../ui/src/parts/map/outlines.json')
writeFileSync(file, `${JSON.stringify(outlines)}\n`)
process.stderr.write(`${outlines.length} countries in ${file}\n`)

function read(from: string, wantsNear: boolean): Outline[] {
  const atlas = JSON.parse(readFileSync(from, 'utf8')) as Topology<{ countries: GeometryCollection }>
  return feature(atlas, atlas.objects.countries).features.flatMap((country) => {
    const id = String(country.id)
    if (near.has(id) !== wantsNear) return []
    const { geometry } = country
    const all =
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : []
    const polygons = all
      .filter(([outer = []]) => outer.some(inView))
      .map((rings) => rings.map((ring) => rounded(ring, wantsNear)))
    return polygons.length === 0 ? [] : [{ id, polygons }]
  })
}

function inView([lon = 0, lat = 0]: number[]): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north
}

/** To about 100 m near by and 1 km further off; points that fall together are one. */
function rounded(ring: number[][], fine: boolean): number[][] {
  const factor = fine ? 1000 : 100
  const points = ring.map(([lon = 0, lat = 0]) => [
    Math.round(lon * factor) / factor,
    Math.round(lat * factor) / factor
  ])
  return points.filter((point, at) => at === 0 || point[0] !== points[at - 1]?.[0] || point[1] !== points[at - 1]?.[1])
}
