/** One walk over the adverts that match: which pass the filters, how many there are of each thing, and which come first. Pure. */
import { openState, sealedState, type AdvertColumns } from '../../store/adverts/advert-columns.ts'
import type { AdvertSet } from '../../store/inverted-index/advert-set.ts'
import type { FacetColumns } from '../../store/inverted-index/facets.ts'
import { facetKinds } from '../../store/inverted-index/terms.ts'
import { placesAsked } from './places.ts'

export const sorts = ['newest', 'posted', 'relevance', 'shared'] as const
export type Sort = (typeof sorts)[number]

/** Times are microseconds since 2000, as the columns have them. */
export interface Filters {
  readonly site?: string | undefined
  readonly source?: string | undefined
  readonly state?: 'sealed' | 'open' | undefined
  /** Seen at or after; first seen before. */
  readonly from?: number | undefined
  readonly to?: number | undefined
  /** Posted at or after, and before: of opened adverts that say so. */
  readonly postedFrom?: number | undefined
  readonly postedTo?: number | undefined
  readonly language?: string | undefined
  readonly place?: string | undefined
  readonly kind?: string | undefined
  readonly class?: string | undefined
}

export interface Walked {
  readonly open: number
  readonly sealed: number
  /** By index of `origins`. */
  readonly openByOrigin: Int32Array
  readonly sealedByOrigin: Int32Array
  /** By index of `languages`, of `placeSets`, and of `facetKinds`; null where facets were not asked for. */
  readonly facets: { readonly languages: Int32Array; readonly placeSets: Int32Array; readonly kinds: Int32Array } | null
  /** Opened adverts in a network, by its class. */
  readonly classes: ReadonlyMap<string, number>
  /** Opened adverts by the Monday of the week in which they were posted, in days since 2000. */
  readonly weeks: ReadonlyMap<number, number>
  /** Opened adverts of which the site does not say when they were posted. */
  readonly undated: number
  /** The first ones in order. */
  readonly first: readonly Ranked[]
}

export interface Ranked {
  readonly id: number
  readonly key: number
}

export interface Asked {
  readonly columns: AdvertColumns
  /** Null where no facet is counted and none is filtered by. */
  readonly facets: FacetColumns | null
  /** Class by network. */
  readonly classes: ReadonlyMap<number, string>
  /** Null: all adverts. */
  readonly set: AdvertSet | null
  readonly filters: Filters
  /** Sealed ones are counted and not listed. */
  readonly openOnly: boolean
  readonly sort: Sort
  /** Only what comes after this place is listed; counts are over all. */
  readonly after: Ranked | undefined
  readonly most: number
}

const dayMicros = 86_400_000_000
/** 2000-01-03 was a Monday. */
const firstMonday = 2

export function walk(asked: Asked): Walked {
  const { columns, facets, classes, openOnly, after } = asked
  const passes = passing(asked)
  const keyOf = keyBy(asked)
  const top = topOf(asked.most)
  const counted = emptyCounts(asked)
  eachAdvert(asked.set, columns.size, (id) => {
    const state = columns.state[id]
    if (state === 0 || !passes(id, state)) return
    if (state === sealedState) {
      counted.sealed++
      counted.sealedByOrigin[columns.origin[id]]++
    } else countOpen(counted, id, columns, facets, classes)
    if (openOnly && state !== openState) return
    const key = keyOf(id)
    if (after === undefined || key < after.key || (key === after.key && id < after.id)) top.offer(id, key)
  })
  return { ...counted, first: top.done() }
}

/** All that match, in rising order of id: what an export gives is what the walk counts. */
export function matchingIds(asked: Pick<Asked, 'columns' | 'facets' | 'classes' | 'set' | 'filters'>): number[] {
  const passes = passing(asked)
  const ids: number[] = []
  eachAdvert(asked.set, asked.columns.size, (id) => {
    const state = asked.columns.state[id]
    if (state !== 0 && passes(id, state)) ids.push(id)
  })
  return ids.reverse()
}

type Counted = Omit<{ -readonly [Key in keyof Walked]: Walked[Key] }, 'first' | 'classes' | 'weeks'> & {
  readonly classes: Map<string, number>
  readonly weeks: Map<number, number>
}

function countOpen(
  counted: Counted,
  id: number,
  columns: AdvertColumns,
  facets: FacetColumns | null,
  classes: ReadonlyMap<number, string>
): void {
  counted.open++
  counted.openByOrigin[columns.origin[id]]++
  if (counted.facets === null || facets === null) return
  counted.facets.languages[facets.language[id]]++
  counted.facets.placeSets[facets.placeSet[id]]++
  for (let kinds = facets.kinds[id], at = 0; kinds !== 0; kinds >>>= 1, at++)
    if ((kinds & 1) === 1) counted.facets.kinds[at]++
  const posted = columns.posted[id]
  if (posted === 0) counted.undated++
  else {
    const day = Math.floor(posted / dayMicros)
    const monday = day - ((((day - firstMonday) % 7) + 7) % 7)
    counted.weeks.set(monday, (counted.weeks.get(monday) ?? 0) + 1)
  }
  const kind = columns.network[id] === 0 ? undefined : classes.get(columns.network[id])
  if (kind !== undefined) counted.classes.set(kind, (counted.classes.get(kind) ?? 0) + 1)
}

function emptyCounts({ columns, facets }: Asked): Counted {
  return {
    open: 0,
    sealed: 0,
    openByOrigin: new Int32Array(columns.origins.length),
    sealedByOrigin: new Int32Array(columns.origins.length),
    facets:
      facets === null
        ? null
        : {
            languages: new Int32Array(facets.languages.length),
            placeSets: new Int32Array(facets.placeSets.length),
            kinds: new Int32Array(32)
          },
    classes: new Map(),
    weeks: new Map(),
    undated: 0
  }
}

function passing({
  columns,
  facets,
  classes,
  filters
}: Pick<Asked, 'columns' | 'facets' | 'classes' | 'filters'>): (id: number, state: number) => boolean {
  const { site, source, state, from = -Infinity, to = Infinity, postedFrom, postedTo } = filters
  const origins = columns.origins.map(
    (one) => (site === undefined || one.site === site) && (source === undefined || one.source === source)
  )
  const wantedState = state === undefined ? 0 : state === 'open' ? openState : sealedState
  const content = contentPasses(facets, filters)
  const posted = postedFrom !== undefined || postedTo !== undefined
  return (id, its) => {
    if (wantedState !== 0 && its !== wantedState) return false
    if (!origins[columns.origin[id]] || columns.lastSeen[id] < from || columns.firstSeen[id] >= to) return false
    if (posted) {
      // Of a sealed advert nobody learns when it was posted, not even by asking for a week.
      const at = columns.posted[id]
      if (its !== openState || at === 0 || at < (postedFrom ?? -Infinity) || at >= (postedTo ?? Infinity)) return false
    }
    if (filters.class !== undefined && (its !== openState || classes.get(columns.network[id]) !== filters.class))
      return false
    return content === null || (its === openState && content(id))
  }
}

/** Filters by what opened adverts say; null: none is asked for. Sealed ones never pass them. */
function contentPasses(facets: FacetColumns | null, filters: Filters): ((id: number) => boolean) | null {
  const { language, place, kind } = filters
  if (language === undefined && place === undefined && kind === undefined) return null
  if (facets === null) return () => false
  const languageNumber = language === undefined ? -1 : facets.languages.indexOf(language)
  const asked = new Set(placesAsked(place ?? ''))
  const wanted = new Set(facets.places.flatMap((name, number) => (asked.has(name) ? [number] : [])))
  const sets = facets.placeSets.map((set) => set.some((number) => wanted.has(number)))
  const bit = kind === undefined ? 0 : (1 << facetKinds.indexOf(kind)) >>> 0
  return (id) =>
    (language === undefined || (languageNumber > 0 && facets.language[id] === languageNumber)) &&
    (place === undefined || sets[facets.placeSet[id]]) &&
    (kind === undefined || (facets.kinds[id] & bit) !== 0)
}

/** What the list is sorted by, the highest first. Ranking by words happens among the newest, later. */
function keyBy({ columns, sort }: Asked): (id: number) => number {
  if (sort === 'posted') return (id) => columns.posted[id]
  if (sort !== 'shared') return (id) => columns.lastSeen[id]
  let most = 0
  for (const network of columns.network) if (network > most) most = network
  const sizes = new Int32Array(most + 1)
  for (let id = 0; id < columns.size; id++) if (columns.state[id] !== 0) sizes[columns.network[id]]++
  sizes[0] = 0
  return (id) => sizes[columns.network[id]]
}

/** The highest id first: what is newest comes first then, mostly, and what comes later is soon seen to be none of the first. */
function eachAdvert(set: AdvertSet | null, size: number, visit: (id: number) => void): void {
  if (set === null) {
    for (let id = size - 1; id > 0; id--) visit(id)
    return
  }
  const { bits } = set
  for (let at = Math.min(bits.length, (size >>> 3) + 1) - 1; at >= 0; at--) {
    const byte = bits[at]
    if (byte === 0) continue
    for (let bit = 7; bit >= 0; bit--) if (((byte >>> bit) & 1) === 1 && at * 8 + bit < size) visit(at * 8 + bit)
  }
}

/** Keeps the `most` highest by key, then by id. */
function topOf(most: number): { offer(id: number, key: number): void; done(): Ranked[] } {
  const kept: Ranked[] = []
  return {
    offer(id, key) {
      const last = kept.at(-1)
      if (kept.length === most && last !== undefined && (key < last.key || (key === last.key && id < last.id))) return
      let low = 0
      let high = kept.length
      while (low < high) {
        const middle = (low + high) >>> 1
        const other = kept[middle]
        if (other.key > key || (other.key === key && other.id > id)) low = middle + 1
        else high = middle
      }
      kept.splice(low, 0, { id, key })
      if (kept.length > most) kept.pop()
    },
    done: () => kept
  }
}
