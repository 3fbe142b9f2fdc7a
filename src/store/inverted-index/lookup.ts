/** Looks terms up: opens the one bucket of each segment that can hold them, and says which adverts have them and how often. */
import type { Keyring } from '../../evidence/keys.ts'
import type { Tx } from '../ground.ts'
import { addAdvert, emptySet, hasAdvert, type AdvertSet } from './advert-set.ts'
import { eachDocument, eachPlaces, readTerms, type BucketBytes, type Slice } from './bucket.ts'
import { livingDocuments, type Living } from './living.ts'
import { bucketsOf, listSegments, openBucket, openSegment, type OpenSegment } from './segment.ts'

/** The index of a mandate as it is now, with the keys that are left. */
export interface Index {
  readonly segments: readonly OpenSegment[]
  readonly living: Living
}

/** A term as it was found: where it lies in each segment that has it. */
export interface Found {
  readonly term: string
  readonly parts: readonly Part[]
}

interface Part {
  readonly segment: number
  readonly bytes: BucketBytes
  readonly slice: Slice
}

/** Merging takes segments away between two statements: the look-up is then taken again. */
const mostAttempts = 5

/** Opens the index and looks terms up. `withPlaces`: their places are wanted too (phrases). */
export async function lookUp(
  tx: Tx,
  keyring: Keyring,
  mandate: string,
  terms: readonly string[],
  withPlaces: ReadonlySet<string>
): Promise<{ readonly index: Index; readonly found: ReadonlyMap<string, Found> }> {
  for (let attempt = 1; ; attempt++) {
    const rows = await listSegments(tx)
    const segments = rows.flatMap((row) => openSegment(keyring, row) ?? [])
    const living = await livingDocuments(tx, mandate, segments)
    const found = await find(tx, segments, terms, withPlaces)
    if (found !== null) return { index: { segments, living }, found }
    if (attempt === mostAttempts) throw new Error('The index changed at each attempt to read it: search again.')
  }
}

/** Adverts whose newest version has the term; `anyVersion`: or an earlier one. */
export function advertsWith(index: Index, found: Found, anyVersion: boolean): AdvertSet {
  const { living } = index
  const set = emptySet(living.adverts)
  for (const { segment, bytes, slice } of found.parts) {
    const { advert } = living.documents[segment]
    eachDocument(bytes.postings, slice, (no) => {
      if (anyVersion ? living.isCurrent(segment, no) : living.isNewest(segment, no)) addAdvert(set, advert[no])
    })
  }
  return set
}

/** Adverts whose newest version has these words one after the other. Places are read of those documents only that have all words. */
export function advertsWithPhrase(index: Index, words: readonly Found[]): AdvertSet {
  const { living } = index
  const set = emptySet(living.adverts)
  for (let segment = 0; segment < index.segments.length; segment++) {
    const parts = words.flatMap((word) => word.parts.find((part) => part.segment === segment) ?? [])
    if (parts.length < words.length) continue
    const { advert } = living.documents[segment]
    const having = documentsWithAll(parts, advert.length)
    for (const no of phraseDocuments(parts, having)) if (living.isNewest(segment, no)) addAdvert(set, advert[no])
  }
  return set
}

/** How often the terms stand in the newest versions of some adverts, in all. */
export function countsOf(
  index: Index,
  found: readonly Found[],
  adverts: readonly number[]
): ReadonlyMap<number, number> {
  const { living } = index
  const counts = new Map<number, number>()
  if (adverts.length === 0) return counts
  const wanted = emptySet(living.adverts)
  for (const advert of adverts) if (advert < living.adverts) addAdvert(wanted, advert)
  for (const { parts } of found) {
    for (const { segment, bytes, slice } of parts) {
      const { advert } = living.documents[segment]
      eachDocument(bytes.postings, slice, (no, count) => {
        if (hasAdvert(wanted, advert[no]) && living.isNewest(segment, no))
          counts.set(advert[no], (counts.get(advert[no]) ?? 0) + count)
      })
    }
  }
  return counts
}

/** Null when a bucket is missing: its segment was merged into another meanwhile. */
async function find(
  tx: Tx,
  segments: readonly OpenSegment[],
  terms: readonly string[],
  withPlaces: ReadonlySet<string>
): Promise<Map<string, Found> | null> {
  const found = new Map(terms.map((term) => [term, { term, parts: [] as Part[] }]))
  const wanted = segments.flatMap((segment, no) => wantedBuckets(segment, no, terms, withPlaces))
  if (wanted.length === 0) return found
  const { rows } = await tx.query<{ at: number; postings: Buffer; positions: Buffer | null }>({
    name: 'index-lookup',
    text: `select w.at::int, b.postings, case when w.places then b.positions end as positions
           from unnest($1::uuid[], $2::int[], $3::boolean[]) with ordinality as w(segment_id, bucket, places, at)
           join index_bucket b on b.segment_id = w.segment_id and b.bucket = w.bucket`,
    values: [
      wanted.map((one) => segments[one.segment].id),
      wanted.map((one) => one.bucket),
      wanted.map((one) => one.places)
    ]
  })
  if (rows.length < wanted.length) return null
  for (const row of rows) {
    const { segment, bucket, names } = wanted[row.at - 1]
    const postings = openBucket(segments[segment], 'postings', bucket, row.postings)
    const positions =
      row.positions === null ? nothing : openBucket(segments[segment], 'positions', bucket, row.positions)
    readTerms(
      postings,
      (name) => names.some((one) => one.equals(name)),
      (name, slice) => found.get(name)?.parts.push({ segment, bytes: { postings, positions }, slice })
    )
  }
  return found
}

const nothing = Buffer.alloc(0)

interface Wanted {
  readonly segment: number
  readonly bucket: number
  readonly names: readonly Buffer[]
  readonly places: boolean
}

function wantedBuckets(
  segment: OpenSegment,
  no: number,
  terms: readonly string[],
  withPlaces: ReadonlySet<string>
): Wanted[] {
  const bucketOf = bucketsOf(segment)
  return [...Map.groupBy(new Set(terms), bucketOf)].map(([bucket, some]) => ({
    segment: no,
    bucket,
    names: some.map((term) => Buffer.from(term)),
    places: some.some((term) => withPlaces.has(term))
  }))
}

/** For each document of a segment how many of the terms it has, counted as far as it had all before. */
function documentsWithAll(parts: readonly Part[], documents: number): Uint8Array {
  const having = new Uint8Array(documents)
  parts.forEach(({ bytes, slice }, before) =>
    eachDocument(bytes.postings, slice, (no) => {
      if (having[no] === before) having[no]++
    })
  )
  return having.map((terms) => (terms === parts.length ? 1 : 0))
}

/** Documents in which the words stand one after the other, of those marked. */
function phraseDocuments(parts: readonly Part[], marked: Uint8Array): Iterable<number> {
  let ends = new Map<number, readonly number[]>()
  parts.forEach((part, at) => {
    const next = new Map<number, readonly number[]>()
    eachPlaces(part.bytes, part.slice, marked, (no, places) => {
      const before = ends.get(no)
      if (at === 0) next.set(no, places)
      else if (before !== undefined) {
        const after = places.filter((place) => before.includes(place - 1))
        if (after.length > 0) next.set(no, after)
      }
    })
    ends = next
  })
  return ends.keys()
}
