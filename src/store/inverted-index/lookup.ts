/** Looks terms up: opens the one bucket of each segment that can hold them, and says which adverts have them and how often. */
import type { Keyring } from '../../evidence/keys.ts'
import type { Tx } from '../ground.ts'
import { addAdvert, emptySet, hasAdvert, type AdvertSet } from './advert-set.ts'
import { eachDocument, eachPlaces, readTerms, type BucketBytes, type Slice } from './bucket.ts'
import { isNewest, isReplaced, livingDocuments, type Living } from './living.ts'
import { listSegments, openBucket, openSegments, type OpenSegment } from './segment.ts'

/** The index of a mandate as it is now, with the keys that are left. */
export interface Index {
  readonly segments: readonly OpenSegment[]
  readonly living: Living
}

/** Terms to look for in one bucket of each segment. */
export interface Wanted {
  /** Names it in the answer. */
  readonly id: string
  /** A term that lies in the bucket. */
  readonly term: string
  /** What the names of terms begin with. */
  readonly begins: string
  readonly takes: (name: string) => boolean
  /** The places are wanted too (phrases). */
  readonly places: boolean
}

/** One term, to the letter. */
export function exactly(term: string, places = false): Wanted {
  return { id: term, term, begins: term, takes: (name) => name === term, places }
}

/** Where the wanted terms lie in each segment that has any. */
export interface Found {
  readonly id: string
  readonly parts: readonly Part[]
}

interface Part {
  readonly segment: number
  readonly bytes: BucketBytes
  readonly slice: Slice
}

/** Merging takes segments away between two statements: the look-up is then taken again. */
const mostAttempts = 5

/** Opens the index and looks terms up. */
export async function lookUp(
  tx: Tx,
  keyring: Keyring,
  mandate: string,
  wanted: readonly Wanted[]
): Promise<{ readonly index: Index; readonly found: ReadonlyMap<string, Found> }> {
  for (let attempt = 1; ; attempt++) {
    const index = await readIndex(tx, keyring, mandate)
    const found = await find(tx, index.segments, wanted)
    if (found !== null) return { index, found }
    if (attempt === mostAttempts) throw new Error('The index changed at each attempt to read it: search again.')
  }
}

/** The segments that there are, and which of their documents count. */
export async function readIndex(tx: Tx, keyring: Keyring, mandate: string): Promise<Index> {
  const segments = openSegments(keyring, mandate, await listSegments(tx))
  return { segments, living: await livingDocuments(tx, mandate, segments) }
}

/** Adverts whose newest version has the term; `anyVersion`: or an earlier one. */
export function advertsWith(index: Index, found: Found, anyVersion: boolean): AdvertSet {
  const { living } = index
  const set = emptySet(living.adverts)
  for (const { segment, bytes, slice } of found.parts) {
    const { documents, marks } = living.segments[segment]
    const { advert } = documents
    const [mask, wanted] = anyVersion ? [isReplaced, 0] : [isNewest, isNewest]
    eachDocument(bytes.postings, slice, (no) => {
      if ((marks[no] & mask) === wanted) addAdvert(set, advert[no])
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
    const { documents, marks } = living.segments[segment]
    const having = documentsWithAll(parts, marks)
    for (const no of phraseDocuments(parts, having)) addAdvert(set, documents.advert[no])
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
      const { documents, marks } = living.segments[segment]
      const { advert } = documents
      eachDocument(bytes.postings, slice, (no, count) => {
        if (marks[no] === isNewest && hasAdvert(wanted, advert[no]))
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
  wanted: readonly Wanted[]
): Promise<Map<string, Found> | null> {
  const found = new Map(wanted.map(({ id }) => [id, { id, parts: [] as Part[] }]))
  const buckets = segments.flatMap((segment, no) => bucketsWanted(segment, no, wanted))
  if (buckets.length === 0) return found
  const { rows } = await tx.query<{ at: number; postings: Buffer; positions: Buffer | null }>({
    name: 'index-lookup',
    text: `select w.at::int, b.postings, case when w.places then b.positions end as positions
           from unnest($1::uuid[], $2::int[], $3::boolean[]) with ordinality as w(segment_id, bucket, places, at)
           join index_bucket b on b.segment_id = w.segment_id and b.bucket = w.bucket`,
    values: [
      buckets.map((one) => segments[one.segment].id),
      buckets.map((one) => one.bucket),
      buckets.map((one) => one.wanted.some((term) => term.places))
    ]
  })
  if (rows.length < buckets.length) return null
  for (const row of rows) {
    const { segment, bucket, wanted: here } = buckets[row.at - 1]
    const postings = openBucket(segments[segment], 'postings', bucket, row.postings)
    const positions =
      row.positions === null ? nothing : openBucket(segments[segment], 'positions', bucket, row.positions)
    const begins = here.map((one) => Buffer.from(one.begins))
    readTerms(postings, begins, (name, slice) => {
      for (const one of here)
        if (name.startsWith(one.begins) && one.takes(name))
          found.get(one.id)?.parts.push({ segment, bytes: { postings, positions }, slice })
    })
  }
  return found
}

const nothing = Buffer.alloc(0)

interface BucketWanted {
  readonly segment: number
  readonly bucket: number
  readonly wanted: readonly Wanted[]
}

function bucketsWanted(segment: OpenSegment, no: number, wanted: readonly Wanted[]): BucketWanted[] {
  const byBucket = Map.groupBy(wanted, (one) => segment.bucketOf(one.term))
  return [...byBucket].map(([bucket, some]) => ({ segment: no, bucket, wanted: some }))
}

/** The documents of a segment that are the newest of their advert and have all of the terms, marked with 1. */
function documentsWithAll(parts: readonly Part[], marks: Uint8Array): Uint8Array {
  const having = new Uint8Array(marks.length)
  parts.forEach(({ bytes, slice }, before) =>
    eachDocument(bytes.postings, slice, (no) => {
      if (having[no] === before && marks[no] === isNewest) having[no]++
    })
  )
  for (let no = 0; no < having.length; no++) having[no] = having[no] === parts.length ? 1 : 0
  return having
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
