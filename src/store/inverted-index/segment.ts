/** Segments in PostgreSQL: sealed under a data key of their own, which is wrapped under the key of the captures that they tell of. */
import { DoesNotOpen } from '../../model/does-not-open.ts'
import { createHash, hash, randomUUID, type Hash } from 'node:crypto'
import { unwrapDataKey, wrapDataKey, type Keyring } from '../../evidence/keys.ts'
import { derive, newDataKey, openBytes, sealBytes } from '../../evidence/seal.ts'
import type { CaptureId } from '../../model/ids.ts'
import { hmac, hmacKey } from '../../model/secret-key.ts'
import type { Tx } from '../ground.ts'
import type { BucketBytes } from './bucket.ts'
import { keyOfRow, openedOr, type Shut } from '../sealed/key-not-here.ts'
import { forgetBuckets, type BucketPart } from './opened-buckets.ts'
import { packDocuments, type Documents } from './documents.ts'
import { groupOf } from './terms.ts'

export interface SegmentRow {
  readonly id: string
  readonly no: number
  readonly kek: string
  readonly wrapped: Buffer
  readonly documents: number
  readonly buckets: number
  readonly tier: number
}

/** A segment whose key is at hand. */
export interface OpenSegment extends SegmentRow {
  readonly key: Buffer
  readonly bucketOf: (term: string) => number
}

export interface NewSegment {
  readonly id: string
  readonly key: Buffer
  readonly kek: string
  readonly wrapped: Buffer
  readonly buckets: number
  /** Of each bucket the SHA-256 of its sealed postings and of its sealed positions, in the order of their writing. */
  readonly parts: Hash
}

/** Postings in a bucket, about: what a search reads and opens for one word and segment. */
const bucketBytes = 4 * 1024
const mostBuckets = 4096
/** Below this a segment is one bucket: fewer rows where little is to be read anyway. */
const smallBytes = 12 * 1024

/** All segments of the mandate in force, oldest first. */
export async function listSegments(tx: Tx): Promise<SegmentRow[]> {
  const { rows } = await tx.query<SegmentRow>({
    name: 'list-index-segments',
    text: 'select id, no, kek, wrapped, documents, buckets, tier from index_segment order by no'
  })
  return rows
}

/** The segment with its key; null when that is destroyed: what it tells of is erased. Throws when the wrapped key was changed. */
export function openSegment(keyring: Keyring, row: SegmentRow): OpenSegment | null {
  const under = keyOfRow(keyring, row.kek)
  if (under === null) return null
  const key = unwrapDataKey(row.wrapped, under, row.id as CaptureId)
  if (key.kind === 'refused') throw new DoesNotOpen(`The key of index segment ${row.id} does not open: ${key.detail}`)
  return { ...row, key: key.bytes, bucketOf: bucketsOf({ key: key.bytes, buckets: row.buckets }) }
}

/**
 * The segments of a mandate whose keys are there. Their keys are kept from one search to the next, because unwrapping and deriving
 * them costs more than reading the buckets; those of segments that left the index, or whose wrapping key was destroyed, are forgotten.
 * With `shut`, one that does not open is told and left out.
 */
export function openSegments(
  keyring: Keyring,
  mandate: string,
  rows: readonly SegmentRow[],
  shut?: Shut
): OpenSegment[] {
  const before = opened.get(mandate)
  const now = new Map<string, OpenSegment>()
  for (const row of rows) {
    const known = before?.get(row.id)
    const same = known?.wrapped.equals(row.wrapped) === true && keyring.byName(row.kek).kind === 'key'
    const segment = same ? known : openedOr(shut, () => openSegment(keyring, row))
    if (segment !== null) now.set(row.id, segment)
  }
  forgetBuckets(new Set([...(before?.keys() ?? [])].filter((id) => !now.has(id))))
  opened.delete(mandate)
  opened.set(mandate, now)
  for (const other of opened.keys()) if (opened.size > mostMandates) opened.delete(other)
  return [...now.values()]
}

const opened = new Map<string, ReadonlyMap<string, OpenSegment>>()
const mostMandates = 20

/** A new segment for about so many bytes of postings; null when the wrapping key is destroyed. */
export function newSegment(keyring: Keyring, kek: string, postingsBytes: number): NewSegment | null {
  const under = keyring.byName(kek)
  if (under.kind !== 'key') return null
  const id = randomUUID()
  const key = newDataKey()
  const wanted = postingsBytes <= smallBytes ? 1 : 2 ** Math.ceil(Math.log2(postingsBytes / bucketBytes))
  return {
    id,
    key,
    kek,
    wrapped: wrapDataKey(key, under.key, id as CaptureId),
    buckets: Math.min(mostBuckets, wanted),
    parts: createHash('sha256')
  }
}

/** Which bucket of a segment holds a term; keyed, so that who knows the words learns nothing from the numbers of buckets. */
export function bucketsOf(segment: { readonly key: Buffer; readonly buckets: number }): (term: string) => number {
  if (segment.buckets === 1) return () => 0
  const secret = hmacKey(derive(segment.key, 'index-bucket'))
  const known = new Map<string, number>()
  return (term) => {
    const group = groupOf(term)
    let bucket = known.get(group)
    if (bucket === undefined) {
      bucket = hmac(secret, group).readUInt32LE(0) % segment.buckets
      if (known.size < 10_000) known.set(group, bucket)
    }
    return bucket
  }
}

/** Writes the segment itself, once all of its buckets are written: the digest of these is bound with it. */
export async function insertSegment(tx: Tx, mandate: string, segment: NewSegment, documents: Documents): Promise<void> {
  await tx.query({
    name: 'insert-index-segment',
    text: `insert into index_segment (id, mandate_id, kek, wrapped, documents, buckets, tier, docs, parts) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      segment.id,
      mandate,
      segment.kek,
      segment.wrapped,
      documents.advert.length,
      segment.buckets,
      tierOf(documents.advert.length),
      packDocuments(documents),
      segment.parts.digest()
    ]
  })
}

/** Writes buckets from `first` on, one row each, empty ones too; call it in the order of their numbers. */
export async function insertBuckets(
  tx: Tx,
  mandate: string,
  segment: NewSegment,
  first: number,
  contents: readonly BucketBytes[]
): Promise<void> {
  const numbers = contents.map((_, at) => first + at)
  const sealed = contents.map((one, at) => ({
    postings: sealBytes(segment.key, 'index-postings', contextOf(segment.id, first + at), one.postings),
    positions: sealBytes(segment.key, 'index-positions', contextOf(segment.id, first + at), one.positions)
  }))
  for (const { postings, positions } of sealed)
    segment.parts.update(hash('sha256', postings, 'buffer')).update(hash('sha256', positions, 'buffer'))
  await tx.query({
    name: 'insert-index-buckets',
    text: `insert into index_bucket (segment_id, bucket, mandate_id, postings, positions)
           select $1, b.no, $2, b.postings, b.positions from unnest($3::int[], $4::bytea[], $5::bytea[]) as b(no, postings, positions)`,
    values: [segment.id, mandate, numbers, sealed.map((one) => one.postings), sealed.map((one) => one.positions)]
  })
}

/** Opens the postings or positions of a bucket. Throws when they are not what was sealed. */
export function openBucket(segment: OpenSegment, part: BucketPart, bucket: number, sealed: Uint8Array): Buffer {
  const opened = openBytes(segment.key, `index-${part}`, contextOf(segment.id, bucket), sealed)
  if (opened.kind === 'refused')
    throw new DoesNotOpen(`Bucket ${bucket} of index segment ${segment.id} does not open: ${opened.detail}`)
  return opened.bytes
}

/** 0 below 400 documents, then one more for each eightfold. */
function tierOf(documents: number): number {
  return Math.max(0, Math.floor(Math.log(documents / 50) / Math.log(8)))
}

function contextOf(segment: string, bucket: number): string {
  return `${segment} ${bucket}`
}
