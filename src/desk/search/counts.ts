/** The counts of a walk in words: sites, sources, languages, places, kinds, classes and weeks, the most common first. Pure. */
import type { SearchResult } from '../../contract/desk/search.ts'
import type { AdvertColumns } from '../../store/adverts/advert-columns.ts'
import type { FacetColumns } from '../../store/inverted-index/facets.ts'
import { facetKinds } from '../../store/inverted-index/terms.ts'
import { pointsOf } from './places.ts'
import type { Walked } from './walk.ts'

interface Counted {
  readonly value: string
  readonly count: number
}

/** Values of one facet that are shown; how many others there are is said. */
const mostValues = 50
/** Weeks that are told one by one: the newest ten years. */
const mostWeeks = 520
const dayMs = 86_400_000

/** Sealed adverts as counts by site, the only thing that they tell. */
export function sealedOf({ sealed, sealedByOrigin }: Walked, { origins }: AdvertColumns): SearchResult['sealed'] {
  const sites = byName(sealedByOrigin, (origin) => origins[origin]!.site)
  return { count: sealed, sites: sites.map(({ value, count }) => ({ site: value, count })) }
}

export function sourcesOf(
  { openByOrigin, sealedByOrigin }: Walked,
  { origins }: AdvertColumns
): SearchResult['sources'] {
  const all = openByOrigin.map((count, at) => count + sealedByOrigin[at]!)
  return byName(all, (origin) => origins[origin]!.source ?? '').map(({ value, count }) => ({ id: value, count }))
}

/** Null where no facets were counted. */
export function facetsOf(walked: Walked, columns: AdvertColumns, facets: FacetColumns): SearchResult['facets'] {
  if (walked.facets === null) return null
  const places = new Map<number, number>()
  walked.facets.placeSets.forEach((count, set) => {
    if (count > 0) for (const place of facets.placeSets[set]!) places.set(place, (places.get(place) ?? 0) + count)
  })
  const counted = sorted([...places].map(([place, count]) => ({ value: facets.places[place]!, count })))
  return {
    site: facet(byName(walked.openByOrigin, (origin) => columns.origins[origin]!.site)),
    place: facet(counted),
    map: pointsOf(counted),
    language: facet(byName(walked.facets.languages, (at) => (at === 0 ? null : facets.languages[at]!))),
    kind: facet(byName(byKind(walked.facets.kindSets), (at) => facetKinds[at]!)),
    class: facet(sorted([...walked.classes].map(([value, count]) => ({ value, count })))),
    weeks: [...walked.weeks]
      .toSorted(([a], [b]) => b - a)
      .slice(0, mostWeeks)
      .reverse()
      .map(([day, count]) => ({
        week: new Date(Date.UTC(2000, 0, 1) + day * dayMs).toISOString().slice(0, 10),
        count
      })),
    undated: walked.undated
  }
}

/** Sets of kinds counted, as counts by kind. */
function byKind(kindSets: Int32Array): Int32Array {
  const counts = new Int32Array(facetKinds.length)
  kindSets.forEach((count, set) => {
    for (let kind = 0; count > 0 && kind < counts.length; kind++) if (((set >>> kind) & 1) === 1) counts[kind]! += count
  })
  return counts
}

function facet(all: readonly Counted[]): { values: Counted[]; others: number } {
  return { values: all.slice(0, mostValues), others: Math.max(0, all.length - mostValues) }
}

function byName(counts: Int32Array, nameOf: (at: number) => string | null): Counted[] {
  const sums = new Map<string, number>()
  counts.forEach((count, at) => {
    const name = count === 0 ? null : nameOf(at)
    if (name !== null) sums.set(name, (sums.get(name) ?? 0) + count)
  })
  return sorted([...sums].map(([value, count]) => ({ value, count })))
}

function sorted(counted: readonly Counted[]): Counted[] {
  return counted.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}
