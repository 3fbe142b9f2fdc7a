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
  const terms = new Map<string, Posting[]>()
  let postingsBytes = 0
  versions.forEach((one, at) => {
    documents.advert[at] = one.advertId
    documents.seen[at] = Math.max(0, Math.floor(Date.parse(one.seenAt) / 1000))
    documents.sighting[at] = one.sightingId
    for (const [term, places] of one.terms) {
      const list = terms.get(term)
      if (list === undefined) {
        terms.set(term, [{ at, places }])
        postingsBytes += term.length + 5
      } else list.push({ at, places })
      postingsBytes++
    }
  })
  const segment = newSegment(keyring, kek, postingsBytes)
  if (segment === null) return
  await insertBuckets(tx, mandate, segment, 0, bucketsFor(segment, terms))
  await insertSegment(tx, mandate, segment, documents)
}

/** A document with the places of a term in it: kept together, since looking each up in the terms of its version took most of the time. */
interface Posting {
  readonly at: number
  readonly places: readonly number[]
}

function bucketsFor(segment: NewSegment, terms: ReadonlyMap<string, readonly Posting[]>): BucketBytes[] {
  const bucketOf = bucketsOf(segment)
  const writers = Array.from({ length: segment.buckets }, bucketWriter)
  for (const [term, list] of terms) {
    const writer = writers[bucketOf(term)]!
    writer.term(term)
    const withPlaces = hasPositions(term)
    for (const { at, places } of list) writer.document(at, places.length, withPlaces ? places : null)
  }
  return writers.map((one) => one.done())
}
