/** Brings the file of one closed segment back from its store, when it is gone or is not what the index closed. */
import { createReadStream, createWriteStream, existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { sha256Stream, type Digest } from '../../../evidence/digest.ts'
import type { ObjectStore } from '../../../evidence/objects/object-store.ts'
import { writeStoredNote } from '../../../evidence/objects/stored-note.ts'
import { headPath, segmentPath, writeHead } from '../../../evidence/segments/segment-head.ts'
import { syncFolder, writeTemporary } from '../../../evidence/stamped-json.ts'
import type { Store } from '../../../store/connect.ts'
import { record, withGround, type Tx } from '../../../store/ground.ts'
import { lockSegment } from '../../../store/segments.ts'
import { digestOf, type ClosedSegment } from './push-segment.ts'
import { segmentsOf } from './round-steps.ts'

/*
 * The object comes whole into a file of its own beside the segment and is held against the digest in the index before anything is named like
 * the segment: what the store says of it is believed in nothing. Then the ledger says that it comes back, and only then it stands there, under
 * the lock that dropping takes, so that nothing comes back that was erased meanwhile. After a kill the file of its own is left, whose name holds nothing.
 */

export type Fetched =
  /** The file here is what the index closed: nothing was asked for and nothing written. */
  | { readonly kind: 'good' }
  /** `was`: digest of the file that it replaced; null where there was none. */
  | { readonly kind: 'fetched'; readonly bytes: number; readonly was: Digest | null }
  | { readonly kind: 'refused'; readonly cause: string }

export interface FetchParts {
  readonly store: Store
  readonly evidenceDir: string
  readonly objects: ObjectStore
  /** Called before the file is put in its place, for tests. */
  readonly reached?: (step: 'read' | 'told') => Promise<void>
}

const system = { user: 'pipeline', mandate: null }

export async function fetchSegment(parts: FetchParts, segment: string): Promise<Fetched> {
  const { store, evidenceDir, objects, reached = async () => {} } = parts
  const { closed, dropped } = segmentsOf(evidenceDir)
  const entry = closed.get(segment)
  if (dropped.has(segment)) return refused(`everything in segment ${segment} was erased: it does not come back`)
  if (entry === undefined) return refused(`the index of this folder has no closed segment ${segment}`)
  const local = segmentPath(evidenceDir, segment)
  const was = await fileDigest(local)
  if (was === entry.file && existsSync(headPath(evidenceDir, segment))) return { kind: 'good' }
  const found = await objects.look(segment)
  if (found.kind === 'failed') return refused(found.cause)
  if (found.kind === 'missing') return refused(`${objects.place} does not have segment ${segment}`)
  const temporary = writeTemporary(local, '', 0o640, false)
  try {
    const wrong = await readInto(temporary, objects, entry)
    if (wrong !== null) return await alarmed(store, wrong)
    await reached('read')
    const { bytes, file } = entry
    const detail = { place: objects.place, version: found.version, bytes, file, was }
    await asSystem(store, (tx) => record(tx, system, { act: 'evidence.fetch', subject: segment, detail }))
    await reached('told')
    const placed = await asSystem(store, async (tx) => {
      if (!(await lockSegment(tx, segment))) return false
      // Somebody else may have brought it back meanwhile: a good file is never replaced.
      if ((await fileDigest(local)) !== file) await put(temporary, local)
      writeHead(evidenceDir, segment, entry, true)
      const { place } = objects
      writeStoredNote(evidenceDir, {
        segment,
        place,
        version: found.version,
        bytes,
        file,
        at: new Date().toISOString()
      })
      return true
    })
    return placed ? { kind: 'fetched', bytes, was } : refused(`everything in segment ${segment} was erased meanwhile`)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    // An error of the local disk; everything else is one of ours.
    if (!/^E[A-Z]+$/.test(code ?? '')) throw error
    return refused(message)
  } finally {
    rmSync(temporary, { force: true })
  }
}

/** Where nothing stands it is made, else what is damaged is replaced; whole or not at all. */
async function put(temporary: string, local: string): Promise<void> {
  if (existsSync(local)) renameSync(temporary, local)
  else linkSync(temporary, local)
  syncFolder(path.dirname(local))
}

/** Why what came is not the segment, or null. No more is written than the segment has. */
async function readInto(
  temporary: string,
  objects: ObjectStore,
  { segment, bytes, file }: ClosedSegment
): Promise<{ readonly cause: string; readonly alarm: boolean } | null> {
  const all = await objects.readAll(segment)
  if (all.kind === 'failed') return { cause: all.cause, alarm: false }
  if (all.kind === 'missing') return { cause: `segment ${segment} is gone again`, alarm: true }
  const sum = sha256Stream()
  let got = 0
  async function* counted(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      got += piece.length
      if (got > bytes) return
      sum.update(piece)
      yield piece
    }
  }
  try {
    await pipeline(counted(all.pieces), createWriteStream(temporary, { flags: 'r+', flush: true }))
  } catch (error) {
    return { cause: `segment ${segment} broke off: ${(error as Error).message}`, alarm: false }
  }
  if (got === bytes && sum.digest() === file) return null
  return { cause: `what ${objects.place} gives as segment ${segment} is not what the index closed`, alarm: true }
}

/** A store that gives something else is told to everybody; one that is away is not. */
async function alarmed(
  store: Store,
  { cause, alarm }: { readonly cause: string; readonly alarm: boolean }
): Promise<Fetched> {
  if (alarm) {
    const detail = { count: 1, found: [cause.slice(0, 300)] }
    await asSystem(store, (tx) => record(tx, system, { act: 'evidence.alarm', detail }))
  }
  return refused(cause)
}

/** Null where there is no file. */
async function fileDigest(file: string): Promise<Digest | null> {
  return existsSync(file) ? digestOf(createReadStream(file)) : null
}

function asSystem<T>({ pool }: Store, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withGround(pool, system, work)
}

function refused(cause: string): Fetched {
  return { kind: 'refused', cause }
}
