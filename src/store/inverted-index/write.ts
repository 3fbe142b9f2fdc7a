/** Writes the terms of new versions of adverts, one small segment for each wrapping key; `merge.ts` makes larger ones of them. */
import type { Keyring } from '../../evidence/keys.ts'
import type { Tx } from '../ground.ts'
import { bucketWriter, type BucketBytes } from './bucket.ts'
import { emptyDocuments } from './documents.ts'
import { bucketsOf, insertBuckets, insertSegment, newSegment, type NewSegment } from './segment.ts'
import { hasPositions, type Terms } from './terms.ts'

export interface IndexedVersion {
  readonly advertId: number
  readonly sightingId: number
  /** ISO 8601: when the version was seen. */
  readonly seenAt: string
  /** Name of the key that wraps the data key of its capture: the index lives and dies with it. */
  readonly kek: string
  readonly terms: Terms
}

/** Adds versions to the index in the transaction that writes them. Versions whose key is destroyed are not added. Returns the keys written under. */
export async function addToIndex(
  tx: Tx,
  keyring: Keyring,
  mandate: string,
  versions: readonly IndexedVersion[]
): Promise<string[]> {
  const byKey = Map.groupBy(versions, (one) => one.kek)
  for (const [kek, some] of byKey) await addSegment(tx, keyring, mandate, kek, some)
  return [...byKey.keys()]
}

async function addSegment(
  tx: Tx,
  keyring: Keyring,
  mandate: string,
  kek: string,
  versions: readonly IndexedVersion[]
): Promise<void> {
  const documents = emptyDocuments(versions.length)
  const terms = new Map<string, number[]>()
  let postingsBytes = 0
  versions.forEach((one, at) => {
    documents.advert[at] = one.advertId
    documents.seen[at] = Math.max(0, Math.floor(Date.parse(one.seenAt) / 1000))
    documents.sighting[at] = one.sightingId
    for (const term of one.terms.keys()) {
      const list = terms.get(term)
      if (list === undefined) {
        terms.set(term, [at])
        postingsBytes += term.length + 5
      } else list.push(at)
      postingsBytes++
    }
  })
  const segment = newSegment(keyring, kek, postingsBytes)
  if (segment === null) return
  await insertSegment(tx, mandate, segment, documents)
  await insertBuckets(tx, mandate, segment, 0, bucketsFor(segment, terms, versions))
}

function bucketsFor(
  segment: NewSegment,
  terms: ReadonlyMap<string, readonly number[]>,
  versions: readonly IndexedVersion[]
): BucketBytes[] {
  const bucketOf = bucketsOf(segment)
  const writers = Array.from({ length: segment.buckets }, bucketWriter)
  for (const [term, list] of terms) {
    const writer = writers[bucketOf(term)]
    writer.term(term)
    for (const at of list) {
      const places = versions[at].terms.get(term) ?? []
      writer.document(at, places.length, hasPositions(term) ? places : null)
    }
  }
  return writers.map((one) => one.done())
}
