/** One walk over the adverts that match: which pass the filters, how many there are of each thing, and which come first. Pure. */
import { oncePer } from '../../model/once-per.ts'
import { topOf, type Ranked } from './top.ts'
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
  /** By index of `languages`, of `placeSets`, and by set of kinds (bit N is kind N of `facetKinds`); null where facets were not asked for. */
  readonly facets: {
    readonly languages: Int32Array
    readonly placeSets: Int32Array
    readonly kindSets: Int32Array
  } | null
  /** Opened adverts in a network, by its class. */
  readonly classes: ReadonlyMap<string, number>
  /** Opened adverts by the Monday of the week in which they were posted, in days since 2000. */
  readonly weeks: ReadonlyMap<number, number>
  /** Opened adverts of which the site does not say when they were posted. */
  readonly undated: number
  /** The first ones in order. */
  readonly first: readonly Ranked[]
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
const weekMicros = 7 * dayMicros
/** Weeks around 2000 that have a place in the column of counts: 60 years before and 170 after. What is further off counts as the last of them. */
const weeksBefore = 3_200
const weeksInAll = 12_000

/*
 * At a million adverts this loop is what a search of a common word costs: it adds to columns of numbers only, and makes nothing of what
 * it counts until it is done.
 */
export function walk(asked: Asked): Walked {
  const { columns, openOnly, after } = asked
  const passes = passing(asked)
  const keyOf = keyBy(asked)
  const top = topOf(asked.most)
  const counts = emptyCounts(asked)
  const { state, origin } = columns
  eachAdvert(asked.set, columns.size, (id) => {
    const its = state[id]!
    if (its === 0 || (passes !== null && !passes(id, its))) return
    if (its === sealedState) counts.sealedByOrigin[origin[id]!]!++
    else countOpen(counts, id, columns)
    if (openOnly && its !== openState) return
    const key = keyOf[id]!
    if (after === undefined || key < after.key || (key === after.key && id < after.id)) top.offer(id, key)
  })
  return { ...told(counts), first: top.done() }
}

/** All that match, in rising order of id: what an export gives is what the walk counts. */
export function matchingIds(asked: Pick<Asked, 'columns' | 'facets' | 'classes' | 'set' | 'filters'>): number[] {
  const passes = passing(asked)
  const ids: number[] = []
  eachAdvert(asked.set, asked.columns.size, (id) => {
    const state = asked.columns.state[id]!
    if (state !== 0 && (passes === null || passes(id, state))) ids.push(id)
  })
  return ids.reverse()
}

/** Columns of counts while the walk goes on. */
interface Counts {
  readonly openByOrigin: Int32Array
  readonly sealedByOrigin: Int32Array
  readonly content: ContentCounts | null
}

interface ContentCounts extends NonNullable<Walked['facets']> {
  readonly facets: FacetColumns
  /** By network: 1 more than the index into `classNames`, 0 where it has none. */
  readonly classOf: Uint8Array
  readonly classNames: readonly string[]
  /** By class as in `classOf`. */
  readonly classes: Int32Array
  readonly weeks: Int32Array
  undated: number
}

function countOpen(counts: Counts, id: number, columns: AdvertColumns): void {
  counts.openByOrigin[columns.origin[id]!]!++
  const { content } = counts
  if (content === null) return
  const { facets } = content
  content.languages[facets.language[id]!]!++
  content.placeSets[facets.placeSet[id]!]!++
  content.kindSets[facets.kinds[id]! & (kindSetsInAll - 1)]!++
  content.classes[content.classOf[columns.network[id]!] ?? 0]!++
  const posted = columns.posted[id]!
  if (posted === 0) content.undated++
  else content.weeks[weekOf(posted)]!++
}

/** The place of a week in the column of counts. */
function weekOf(posted: number): number {
  const week = Math.floor((posted - firstMonday * dayMicros) / weekMicros) + weeksBefore
  return week < 0 ? 0 : week >= weeksInAll ? weeksInAll - 1 : week
}

/** The Monday of the week at a place, in days since 2000. */
function mondayOf(place: number): number {
  return (place - weeksBefore) * 7 + firstMonday
}

/** What was counted, in the terms of who reads it. */
function told({ openByOrigin, sealedByOrigin, content }: Counts): Omit<Walked, 'first'> {
  const classes = new Map<string, number>()
  const weeks = new Map<number, number>()
  content?.classes.forEach((count, at) => {
    if (at > 0 && count > 0) classes.set(content.classNames[at - 1]!, count)
  })
  content?.weeks.forEach((count, at) => {
    if (count > 0) weeks.set(mondayOf(at), count)
  })
  return {
    open: sumOf(openByOrigin),
    sealed: sumOf(sealedByOrigin),
    openByOrigin,
    sealedByOrigin,
    facets: content,
    classes,
    weeks,
    undated: content?.undated ?? 0
  }
}

function sumOf(counts: Int32Array): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

const kindSetsInAll = 2 ** facetKinds.length

function emptyCounts({ columns, facets, classes }: Asked): Counts {
  const origins = columns.origins.length
  const counts = { openByOrigin: new Int32Array(origins), sealedByOrigin: new Int32Array(origins) }
  if (facets === null) return { ...counts, content: null }
  const { names: classNames, column: classOf } = classColumn(classes)
  return {
    ...counts,
    content: {
      facets,
      languages: new Int32Array(facets.languages.length),
      placeSets: new Int32Array(facets.placeSets.length),
      kindSets: new Int32Array(kindSetsInAll),
      classOf,
      classNames,
      classes: new Int32Array(classNames.length + 1),
      weeks: new Int32Array(weeksInAll),
      undated: 0
    }
  }
}

/** The names of classes, and the class of each network as a column; classes are few, as indicators name them. */
const classColumn = oncePer((classes: ReadonlyMap<number, string>) => {
  const names = [...new Set(classes.values())]
  let most = 0
  for (const network of classes.keys()) most = Math.max(most, network)
  const column = new Uint8Array(most + 1)
  for (const [network, name] of classes) column[network] = names.indexOf(name) + 1
  return { names, column }
})

/** Null: nothing is filtered by. */
function passing({
  columns,
  facets,
  classes,
  filters
}: Pick<Asked, 'columns' | 'facets' | 'classes' | 'filters'>): ((id: number, state: number) => boolean) | null {
  if (Object.values(filters).every((one) => one === undefined)) return null
  const { site, source, state, from = -Infinity, to = Infinity, postedFrom, postedTo } = filters
  const origins = columns.origins.map(
    (one) => (site === undefined || one.site === site) && (source === undefined || one.source === source)
  )
  const wantedState = state === undefined ? 0 : state === 'open' ? openState : sealedState
  const content = contentPasses(facets, filters)
  const posted = postedFrom !== undefined || postedTo !== undefined
  return (id, its) => {
    if (wantedState !== 0 && its !== wantedState) return false
    if (!origins[columns.origin[id]!] || columns.lastSeen[id]! < from || columns.firstSeen[id]! >= to) return false
    if (posted) {
      // Of a sealed advert nobody learns when it was posted, not even by asking for a week.
      const at = columns.posted[id]!
      if (its !== openState || at === 0 || at < (postedFrom ?? -Infinity) || at >= (postedTo ?? Infinity)) return false
    }
    if (filters.class !== undefined && (its !== openState || classes.get(columns.network[id]!) !== filters.class))
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
    (language === undefined || (languageNumber > 0 && facets.language[id]! === languageNumber)) &&
    (place === undefined || sets[facets.placeSet[id]!]!) &&
    (kind === undefined || (facets.kinds[id]! & bit) !== 0)
}

/** By advert what the list is sorted by, the highest first. Ranking by words happens among the newest, later. */
function keyBy({ columns, sort }: Asked): Float64Array | Int32Array {
  if (sort === 'posted') return columns.posted
  if (sort !== 'shared') return columns.lastSeen
  let most = 0
  for (const network of columns.network) if (network > most) most = network
  const sizes = new Int32Array(most + 1)
  for (let id = 0; id < columns.size; id++) if (columns.state[id] !== 0) sizes[columns.network[id]!]!++
  sizes[0] = 0
  return columns.network.map((network) => sizes[network]!)
}

/** The highest id first: what is newest comes first then, mostly, and what comes later is soon seen to be none of the first. */
function eachAdvert(set: AdvertSet | null, size: number, visit: (id: number) => void): void {
  if (set === null) {
    for (let id = size - 1; id > 0; id--) visit(id)
    return
  }
  const { bits } = set
  for (let at = Math.min(bits.length, (size >>> 3) + 1) - 1; at >= 0; at--) {
    for (let byte = bits[at]!; byte !== 0;) {
      const bit = 31 - Math.clz32(byte)
      byte ^= 1 << bit
      if (at * 8 + bit < size) visit(at * 8 + bit)
    }
  }
}
