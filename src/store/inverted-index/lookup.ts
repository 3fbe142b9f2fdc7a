/** Looks terms up: opens the one bucket of each segment that can hold them, and says which adverts have them and how often. */
import type { Keyring } from '../../evidence/keys.ts'
import type { Tx } from '../ground.ts'
import { addAdvert, emptySet, hasAdvert, type AdvertSet } from './advert-set.ts'
import { eachDocument, readTerms, type Slice } from './bucket.ts'
import { keepBucket, keptBucket, type BucketPart } from './opened-buckets.ts'
import { eachInRow, haveSome } from './phrase.ts'
import { isNewest, isReplaced, livingDocuments, type Living } from './living.ts'
import type { Shut } from '../sealed/key-not-here.ts'
import { listSegments, openBucket, openSegments, type OpenSegment, type SegmentRow } from './segment.ts'

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
}

/** One term, to the letter. */
export function exactly(term: string): Wanted {
  return { id: term, term, begins: term, takes: (name) => name === term }
}

export interface Asked {
  readonly wanted: readonly Wanted[]
  /** Ids of wanted terms that are asked for in a row: their places are read where all of them stand. */
  readonly phrases: readonly (readonly string[])[]
  /** Segments that do not open are told and left out; without it they end the look-up. */
  readonly shut?: Shut | undefined
}

/** Where the wanted terms lie in each segment that has any. */
export interface Found {
  readonly id: string
  readonly parts: readonly Part[]
}

interface Part {
  readonly segment: number
  readonly bucket: number
  readonly postings: Buffer
  /** Empty where no places were wanted, or no document of the segment has all words of the phrase. */
  positions: Buffer
  readonly slice: Slice
}

/** Merging takes segments away between two statements: the look-up is then taken again. */
const mostAttempts = 5

/** Opens the index and looks terms up. `listed`: its segments as they are now, or were a moment ago. */
export async function lookUp(
  tx: Tx,
  keyring: Keyring,
  mandate: string,
  asked: Asked,
  listed: readonly SegmentRow[]
): Promise<{ readonly index: Index; readonly found: ReadonlyMap<string, Found> }> {
  return untilWhole(tx, listed, async (rows) => {
    const index = await openIndex(tx, keyring, mandate, rows, asked.shut)
    const found = index === null ? null : await find(tx, keyring, index, asked)
    return index === null || found === null ? null : { index, found }
  })
}

/** The segments that there are, and which of their documents count. `listed` as in `lookUp`. */
export async function readIndex(
  tx: Tx,
  keyring: Keyring,
  mandate: string,
  listed: readonly SegmentRow[],
  shut?: Shut
): Promise<Index> {
  return untilWhole(tx, listed, (rows) => openIndex(tx, keyring, mandate, rows, shut))
}

/** Reads with the segments that were listed, and lists them anew while `read` misses one (null). */
async function untilWhole<T>(
  tx: Tx,
  listed: readonly SegmentRow[],
  read: (rows: readonly SegmentRow[]) => Promise<T | null>
): Promise<T> {
  for (let attempt = 1, rows = listed; ; attempt++, rows = await listSegments(tx)) {
    const whole = await read(rows)
    if (whole !== null) return whole
    if (attempt === mostAttempts) throw new Error('The index changed at each attempt to read it: search again.')
  }
}

/** Null when the documents of a segment are missing: it was merged into another meanwhile. */
async function openIndex(
  tx: Tx,
  keyring: Keyring,
  mandate: string,
  rows: readonly SegmentRow[],
  shut: Shut | undefined
): Promise<Index | null> {
  const segments = openSegments(keyring, mandate, rows, shut)
  const living = await livingDocuments(tx, mandate, segments)
  return living.segments.length === segments.length ? { segments, living } : null
}

/** Adverts whose newest version has the term; `anyVersion`: or an earlier one. */
export function advertsWith(index: Index, found: Found, anyVersion: boolean): AdvertSet {
  const { living } = index
  const set = emptySet(living.adverts)
  for (const { segment, postings, slice } of found.parts) {
    const { documents, marks } = living.segments[segment]!
    const { advert } = documents
    const [mask, wanted] = anyVersion ? [isReplaced, 0] : [isNewest, isNewest]
    eachDocument(postings, slice, (no) => {
      if ((marks[no]! & mask) === wanted) addAdvert(set, advert[no]!)
    })
  }
  return set
}

/** Adverts whose newest version has these words one after the other. They were asked for as a phrase. */
export function advertsWithPhrase(index: Index, words: readonly Found[]): AdvertSet {
  const { living } = index
  const set = emptySet(living.adverts)
  for (let segment = 0; segment < index.segments.length; segment++) {
    const parts = partsOf(words, segment)
    if (parts === null) continue
    const { documents, marks } = living.segments[segment]!
    eachInRow(parts, marks, (no) => addAdvert(set, documents.advert[no]!))
  }
  return set
}

/** The words of a phrase in one segment, in order; null when one does not stand there. */
function partsOf(words: readonly Found[], segment: number): Part[] | null {
  const parts = words.flatMap((word) => word.parts.find((part) => part.segment === segment) ?? [])
  return parts.length < words.length ? null : parts
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
    for (const { segment, postings, slice } of parts) {
      const { documents, marks } = living.segments[segment]!
      const { advert } = documents
      eachDocument(postings, slice, (no, count) => {
        if (marks[no] === isNewest && hasAdvert(wanted, advert[no]!))
          counts.set(advert[no]!, (counts.get(advert[no]!) ?? 0) + count)
      })
    }
  }
  return counts
}

/** Null when a bucket is missing: its segment was merged into another meanwhile. */
async function find(
  tx: Tx,
  keyring: Keyring,
  { segments, living }: Index,
  { wanted, phrases }: Asked
): Promise<Map<string, Found> | null> {
  const found = new Map(wanted.map(({ id }) => [id, { id, parts: [] as Part[] }]))
  const buckets = segments.flatMap((segment, no) => bucketsWanted(segment, no, wanted))
  const postings = await bucketBytes(tx, keyring, segments, 'postings', buckets)
  if (postings === null) return null
  const takes = new Map(wanted.map((one) => [one.id, remembering(one.takes)]))
  buckets.forEach(({ segment, bucket, wanted: here }, at) => {
    const begins = here.map((one) => Buffer.from(one.begins))
    readTerms(postings[at]!, begins, (name, slice) => {
      for (const { id, begins: begin } of here)
        if (name.startsWith(begin) && takes.get(id)?.(name) === true)
          found.get(id)?.parts.push({ segment, bucket, postings: postings[at]!, positions: nothing, slice })
    })
  })
  const wantPlaces = phrases.flatMap((ids) => {
    const words = ids.flatMap((id) => found.get(id) ?? [])
    return segments.flatMap((_, segment) => {
      const parts = partsOf(words, segment)
      return parts !== null && haveSome(parts, living.segments[segment]!.marks) ? parts : []
    })
  })
  const positions = await bucketBytes(tx, keyring, segments, 'positions', wantPlaces)
  if (positions === null) return null
  wantPlaces.forEach((part, at) => (part.positions = positions[at]!))
  return found
}

const nothing = Buffer.alloc(0)

/** The same words stand in all segments: each is judged once. */
function remembering(takes: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>()
  return (name) => {
    let is = known.get(name)
    if (is === undefined) known.set(name, (is = takes(name)))
    return is
  }
}

interface BucketAt {
  readonly segment: number
  readonly bucket: number
}

/** Opened buckets, in order: those that are not kept in memory are read. Null when one is missing. */
async function bucketBytes(
  tx: Tx,
  keyring: Keyring,
  segments: readonly OpenSegment[],
  part: BucketPart,
  buckets: readonly BucketAt[]
): Promise<Buffer[] | null> {
  const bytes = buckets.map(({ segment, bucket }) => keptBucket(segments[segment]!.id, part, bucket))
  const missing = buckets.flatMap((one, at) => (bytes[at] === undefined ? [{ ...one, at }] : []))
  if (missing.length > 0) {
    const { rows } = await tx.query<{ at: number; sealed: Buffer }>({
      name: `index-${part}`,
      text: `select w.at::int, b.${part} as sealed from unnest($1::uuid[], $2::int[]) with ordinality as w(segment_id, bucket, at)
             join index_bucket b on b.segment_id = w.segment_id and b.bucket = w.bucket`,
      values: [missing.map((one) => segments[one.segment]!.id), missing.map((one) => one.bucket)]
    })
    for (const row of rows) {
      const { segment, bucket, at } = missing[row.at - 1]!
      const opened = openBucket(segments[segment]!, part, bucket, row.sealed)
      keepBucket(keyring, segments[segment]!, part, bucket, opened)
      bytes[at] = opened
    }
  }
  const all = bytes.flatMap((one) => one ?? [])
  return all.length < buckets.length ? null : all
}

interface BucketWanted extends BucketAt {
  readonly wanted: readonly Wanted[]
}

function bucketsWanted(segment: OpenSegment, no: number, wanted: readonly Wanted[]): BucketWanted[] {
  const byBucket = Map.groupBy(wanted, (one) => segment.bucketOf(one.term))
  return [...byBucket].map(([bucket, some]) => ({ segment: no, bucket, wanted: some }))
}
