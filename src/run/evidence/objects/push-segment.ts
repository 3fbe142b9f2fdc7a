/** Brings one closed segment to a store: put once, read back whole, noted; its local file may go only then. */
import { createReadStream, readFileSync } from 'node:fs'
import { sha256Stream, type Digest } from '../../../evidence/digest.ts'
import {
  failure,
  ObjectBroken,
  type ObjectLock,
  type ObjectStore,
  type StoreFailure
} from '../../../evidence/objects/object-store.ts'
import { writeStoredNote } from '../../../evidence/objects/stored-note.ts'
import { segmentPath } from '../../../evidence/segments/segment-head.ts'
import { indexPath, type IndexEntry } from '../../../evidence/segments/segment-index.ts'

/*
 * Steps, in this order; after a kill between any two of them the next round goes on:
 * 1 the local file is read whole, and is what the index closed; 2 put, unless an object is there; 3 read back whole, whoever put it;
 * 4 note beside the segment; 5 row and ledger entry; 6 (later, and only with `local` in evidence.yaml) the local file goes.
 * Up to 3 nothing here changed, and an object that is there is found by 2; from 4 on the object is proven to be what the index closed.
 */

export type ClosedSegment = Extract<IndexEntry, { event: 'close' }>

export type Pushed =
  | { readonly kind: 'pushed'; readonly version: string | null; readonly lock: ObjectLock }
  /** `alarm`: something is not what it was written as. */
  | (StoreFailure & { readonly alarm: boolean })

export interface PushOptions {
  readonly lock: ObjectLock
  readonly at: Date
  /** Called after each step, with its number. */
  readonly reached: (step: number) => Promise<void>
}

/** Steps 1 to 4. */
export async function pushSegment(
  store: ObjectStore,
  evidenceDir: string,
  entry: ClosedSegment,
  { lock, at, reached }: PushOptions
): Promise<Pushed> {
  const { segment, bytes, file } = entry
  const local = segmentPath(evidenceDir, segment)
  const here = await digestOf(createReadStream(local))
  if (here !== file)
    return { ...failure(`${local} is not what the index closed: it is not given away`, false), alarm: true }
  await reached(1)
  const about = { bytes, sha256: file, close: readFileSync(indexPath(evidenceDir, entry.number), 'utf8') }
  const put = await store.put(segment, local, about, lock)
  if (put.kind === 'failed') return { ...put, alarm: false }
  await reached(2)
  const back = await readBack(store, { segment, bytes, file })
  if (back.kind !== 'same') {
    // What it says that it took a moment ago and gives back otherwise is no evidence that is kept.
    return { ...failure(`${store.place}: ${back.cause}`, back.away), alarm: back.alarm }
  }
  const { version } = back
  await reached(3)
  writeStoredNote(evidenceDir, { segment, place: store.place, version, bytes, file, at: at.toISOString() })
  await reached(4)
  return { kind: 'pushed', version, lock: back.lock }
}

interface Whole {
  readonly segment: string
  readonly bytes: number
  readonly file: Digest
}

type ReadBack =
  | { readonly kind: 'same'; readonly version: string | null; readonly lock: ObjectLock }
  | { readonly kind: 'other'; readonly cause: string; readonly away: boolean; readonly alarm: boolean }

/** Reads the object of a segment whole and holds it against what the index closed. */
async function readBack(store: ObjectStore, { segment, bytes, file }: Whole): Promise<ReadBack> {
  const other = (cause: string): ReadBack => ({ kind: 'other', cause, away: false, alarm: true })
  const found = await store.look(segment)
  if (found.kind === 'failed') return { kind: 'other', cause: found.cause, away: found.away, alarm: false }
  if (found.kind === 'missing') return other(`it said that it took segment ${segment}, and does not have it`)
  if (found.bytes !== bytes) return other(`it has ${found.bytes} bytes of segment ${segment}, which has ${bytes}`)
  const all = await store.readAll(segment)
  if (all.kind === 'failed') return { kind: 'other', cause: all.cause, away: all.away, alarm: false }
  if (all.kind === 'missing') return other(`segment ${segment} is gone again`)
  try {
    const sum = await digestOf(all.pieces)
    return sum === file
      ? { kind: 'same', version: found.version, lock: { until: found.until, hold: found.hold } }
      : other(`what it gives as segment ${segment} is other than what was put`)
  } catch (error) {
    if (!(error instanceof ObjectBroken) && (error as NodeJS.ErrnoException).code === undefined) throw error
    return { kind: 'other', cause: (error as Error).message, away: true, alarm: false }
  }
}

/** Whether a store still has an object by its length and what it noted of its digest: asked before a local file goes. */
export async function stillThere(
  store: ObjectStore,
  { segment, bytes, file }: Whole
): Promise<{ readonly kind: 'there' } | { readonly kind: 'not'; readonly cause: string; readonly alarm: boolean }> {
  const found = await store.look(segment)
  if (found.kind === 'failed') return { kind: 'not', cause: found.cause, alarm: false }
  if (found.kind === 'missing')
    return { kind: 'not', cause: `${store.place} does not have segment ${segment} any more`, alarm: true }
  if (found.bytes === bytes && found.sha256 === file) return { kind: 'there' }
  return { kind: 'not', cause: `${store.place} has another object as segment ${segment}`, alarm: true }
}

/** The digest of a stream. */
export async function digestOf(pieces: AsyncIterable<unknown>): Promise<Digest> {
  const sum = sha256Stream()
  for await (const piece of pieces) sum.update(piece as Uint8Array)
  return sum.digest()
}
