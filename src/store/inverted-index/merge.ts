/** Makes one segment of several: small ones become large, erased versions leave, and what was opened moves under its present key. */
import { setImmediate as turn } from 'node:timers/promises'
import type { Keyring } from '../../evidence/keys.ts'
import type { Tx } from '../ground.ts'
import { bucketWriter, eachPlaces, readTerms, type BucketBytes, type Slice } from './bucket.ts'
import { emptyDocuments, unpackDocuments, type Documents } from './documents.ts'
import {
  bucketsOf,
  insertBuckets,
  insertSegment,
  newSegment,
  openBucket,
  openSegment,
  type NewSegment,
  type OpenSegment,
  type SegmentRow
} from './segment.ts'
import { lockClass, lockUntilCommit } from '../locks.ts'
import { hasPositions } from './terms.ts'

/** Where a document goes: the name of a wrapping key, or null when it leaves the index. */
export type Destination = (sighting: number) => string | null

/** Sealed bytes in one insert, about. */
const insertBytes = 2 * 1024 * 1024

/**
 * Replaces segments by one for each destination, in the caller's transaction, which holds `lockIndex`. Segments whose key is gone are
 * dropped with all that they hold. Lets others in between buckets: a hundred thousand documents take about a second.
 */
export async function replaceSegments(
  tx: Tx,
  keyring: Keyring,
  mandate: string,
  rows: readonly SegmentRow[],
  destination: Destination
): Promise<void> {
  const inputs: Input[] = []
  for (const row of rows) {
    const segment = openSegment(keyring, row)
    if (segment !== null) inputs.push(await load(tx, segment))
  }
  const stale = staleDocuments(inputs)
  const targets = inputs.map((one) =>
    Array.from(one.documents.sighting, (sighting, at) => (stale.has(keyOf(one, at)) ? null : destination(sighting)))
  )
  for (const kek of new Set(targets.flat())) {
    if (kek !== null) await writeMerged(tx, keyring, mandate, kek, { inputs, targets })
  }
  await dropSegments(
    tx,
    rows.map((row) => row.id)
  )
}

/** Takes turns with others that merge or clean the index of the mandate, to the end of the transaction. */
export async function lockIndex(tx: Tx, mandate: string): Promise<void> {
  await lockUntilCommit(tx, lockClass.indexMerge, mandate)
}

export async function dropSegments(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.query('delete from index_bucket where segment_id = any($1::uuid[])', [ids])
  await tx.query('delete from index_segment where id = any($1::uuid[])', [ids])
}

/** The documents of segments, by id. */
export async function documentsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Documents>> {
  if (ids.length === 0) return new Map()
  const { rows } = await tx.query<{ id: string; no: number; docs: Buffer }>({
    name: 'index-documents',
    text: 'select id, no, docs from index_segment where id = any($1::uuid[])',
    values: [ids]
  })
  return new Map(rows.map((row) => [row.id, unpackDocuments(row.docs, row.no)]))
}

interface Input {
  readonly segment: OpenSegment
  readonly documents: Documents
  readonly buckets: readonly BucketBytes[]
}

async function load(tx: Tx, segment: OpenSegment): Promise<Input> {
  const documents = (await documentsOf(tx, [segment.id])).get(segment.id) ?? emptyDocuments(0)
  const { rows } = await tx.query<{ bucket: number; postings: Buffer; positions: Buffer }>({
    name: 'index-buckets',
    text: 'select bucket, postings, positions from index_bucket where segment_id = $1 order by bucket',
    values: [segment.id]
  })
  return {
    segment,
    documents,
    buckets: rows.map((row) => ({
      postings: openBucket(segment, 'postings', row.bucket, row.postings),
      positions: openBucket(segment, 'positions', row.bucket, row.positions)
    }))
  }
}

/** Documents of sightings that were read again by a newer version: the earlier reading leaves. */
function staleDocuments(inputs: readonly Input[]): Set<string> {
  const last = new Map<number, { key: string; order: number }>()
  const stale = new Set<string>()
  for (const input of inputs) {
    input.documents.sighting.forEach((sighting, at) => {
      const mine = { key: keyOf(input, at), order: input.documents.order[at]! }
      const other = last.get(sighting)
      if (other === undefined || other.order <= mine.order) last.set(sighting, mine)
      if (other !== undefined) stale.add(other.order <= mine.order ? other.key : mine.key)
    })
  }
  return stale
}

function keyOf(input: Input, at: number): string {
  return `${input.segment.id} ${at}`
}

interface Merge {
  readonly inputs: readonly Input[]
  /** For each input the destination of each of its documents. */
  readonly targets: readonly (readonly (string | null)[])[]
}

/** Where a term stands in an input. */
interface Part {
  readonly input: number
  readonly bucket: BucketBytes
  readonly slice: Slice
}

async function writeMerged(tx: Tx, keyring: Keyring, mandate: string, kek: string, merge: Merge): Promise<void> {
  const numbers = merge.targets.map((targets) => new Int32Array(targets.length).fill(-1))
  const chosen: { input: Input; at: number }[] = []
  merge.inputs.forEach((input, no) =>
    merge.targets[no]!.forEach((target, at) => {
      if (target === kek) numbers[no]![at] = chosen.push({ input, at }) - 1
    })
  )
  const documents = emptyDocuments(chosen.length)
  chosen.forEach(({ input, at }, to) => {
    for (const field of ['advert', 'seen', 'order', 'sighting'] as const)
      documents[field][to] = input.documents[field][at]!
  })
  const parts = partsOf(merge.inputs)
  const all = merge.inputs.reduce((sum, one) => sum + one.documents.advert.length, 0)
  const bytes = merge.inputs.reduce((sum, one) => sum + one.buckets.reduce((n, two) => n + two.postings.length, 0), 0)
  const segment = newSegment(keyring, kek, (bytes * chosen.length) / Math.max(1, all))
  if (segment === null) return
  await writeBuckets(tx, mandate, segment, parts, numbers)
  await insertSegment(tx, mandate, segment, documents)
}

function partsOf(inputs: readonly Input[]): Map<string, Part[]> {
  const parts = new Map<string, Part[]>()
  inputs.forEach((one, input) => {
    for (const bucket of one.buckets) {
      readTerms(bucket.postings, [Buffer.alloc(0)], (name, slice) => {
        const part = { input, bucket, slice }
        const known = parts.get(name)
        if (known === undefined) parts.set(name, [part])
        else known.push(part)
      })
    }
  })
  return parts
}

async function writeBuckets(
  tx: Tx,
  mandate: string,
  segment: NewSegment,
  parts: ReadonlyMap<string, readonly Part[]>,
  numbers: readonly Int32Array[]
): Promise<void> {
  const bucketOf = bucketsOf(segment)
  const terms: string[][] = Array.from({ length: segment.buckets }, () => [])
  for (const term of parts.keys()) terms[bucketOf(term)]!.push(term)
  let waiting: BucketBytes[] = []
  let waitingBytes = 0
  for (let bucket = 0; bucket < segment.buckets; bucket++) {
    const writer = bucketWriter()
    for (const term of terms[bucket]!) {
      writer.term(term)
      for (const part of parts.get(term) ?? []) copyPart(writer, part, numbers[part.input]!, hasPositions(term))
    }
    const content = writer.done()
    waiting.push(content)
    waitingBytes += content.postings.length + content.positions.length
    if (waitingBytes > insertBytes || bucket === segment.buckets - 1) {
      await insertBuckets(tx, mandate, segment, bucket - waiting.length + 1, waiting)
      waiting = []
      waitingBytes = 0
    }
    if (bucket % 16 === 15) await turn()
  }
}

function copyPart(writer: ReturnType<typeof bucketWriter>, part: Part, numbers: Int32Array, withPlaces: boolean): void {
  eachPlaces(part.bucket, part.slice, null, (no, places, count) => {
    const to = numbers[no]!
    if (to >= 0) writer.document(to, count, withPlaces ? places : null)
  })
}
