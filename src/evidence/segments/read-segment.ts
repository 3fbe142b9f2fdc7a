/** Reading evidence: the bytes of one record of a segment, and with its data key the exchange inside. */
import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Exchange } from '../../model/exchange.ts'
import type { CaptureId } from '../../model/ids.ts'
import { sha256, type Digest } from '../digest.ts'
import { readInner, type InnerRecord } from './inner-read.ts'
import type { CaptureMeta } from './inner-records.ts'
import { captureContext, splitOwnRecord, type OwnRecord } from './outer-record.ts'
import { open } from '../seal.ts'
import { membersWith, unpack } from './content.ts'
import { contentLabel, contentUnder, readOriginal, responseHead, type Original, type RecordAt } from './revisit.ts'
import { segmentPath } from './segment-head.ts'
import { openObjectStore } from '../objects/read-settings.ts'
import { readStoredNote } from '../objects/stored-note.ts'

export type SealedReading =
  | { readonly kind: 'record'; readonly bytes: Buffer; readonly digest: Digest }
  | { readonly kind: 'damaged'; readonly cause: string }

export type StoredReading =
  | SealedReading
  /** Neither file nor object is there. */
  | { readonly kind: 'missing'; readonly cause: string }
  /** Only the store has it, and does not answer now: nothing is said about the record. */
  | { readonly kind: 'away'; readonly cause: string }

/** Reads a record out of the file of its segment or, where a store has that alone, out of its object; no more than the record comes over. */
export async function readStored(evidenceDir: string, { segment, offset, length }: RecordAt): Promise<StoredReading> {
  const path = segmentPath(evidenceDir, segment)
  if (existsSync(path)) {
    const read = await readSealed(path, offset, length)
    // It may have gone to the store in this moment.
    if (read.kind === 'record' || existsSync(path)) return read
  }
  const opening = openObjectStore(dirname(evidenceDir))
  const note = readStoredNote(evidenceDir, segment)
  if (opening.kind === 'none')
    return {
      kind: 'missing',
      cause: `${path} is missing${note === null ? '' : `: ${note.place} has it, and evidence.yaml names no store`}`
    }
  if (opening.kind === 'refused') return { kind: 'away', cause: opening.cause }
  const { store } = opening
  const read = await store.read(segment, offset, length)
  if (read.kind === 'bytes') return { kind: 'record', bytes: read.bytes, digest: sha256(read.bytes) }
  if (read.kind === 'failed') return { kind: read.away ? 'away' : 'damaged', cause: read.cause }
  const other = note === null || note.place === store.place ? '' : `; it was given to ${note.place}`
  return { kind: 'missing', cause: `neither ${path} nor ${store.place} has segment ${segment}${other}` }
}

/** Reads `length` bytes at `offset` of a segment file, as an append told. */
export async function readSealed(path: string, offset: number, length: number): Promise<SealedReading> {
  try {
    const file = await openFile(path, 'r')
    try {
      const bytes = Buffer.alloc(length)
      let done = 0
      while (done < length) {
        const { bytesRead } = await file.read(bytes, done, length - done, offset + done)
        if (bytesRead === 0) return { kind: 'damaged', cause: `${path} ends ${length - done} bytes too early` }
        done += bytesRead
      }
      return { kind: 'record', bytes, digest: sha256(bytes) }
    } finally {
      await file.close()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    return { kind: 'damaged', cause: `${path}: ${(error as Error).message}` }
  }
}

/** `readSealed` without waiting: 7 µs of CPU where that takes 115. For records of some kilobytes that a writer needs before it goes on; null when they are not there. */
export function readSealedNow(path: string, offset: number, length: number): Buffer | null {
  try {
    const file = openSync(path, 'r')
    try {
      const bytes = Buffer.alloc(length)
      return readSync(file, bytes, 0, length, offset) === length ? bytes : null
    } finally {
      closeSync(file)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    return null
  }
}

export interface OpenedCapture {
  readonly kind: 'capture'
  readonly id: CaptureId
  readonly date: string
  /** Its records, whole: standard WARC as gzip members, ready for an export. */
  readonly members: Buffer
  readonly records: readonly InnerRecord[]
  readonly exchange: Exchange
  readonly meta: CaptureMeta
  /** The capture whose content it has, and its own records as they were sealed: a WARC `revisit` in place of the response. */
  readonly original: { readonly id: CaptureId; readonly date: string; readonly members: Buffer } | null
}

export type CaptureOpening =
  | OpenedCapture
  | {
      readonly kind: 'refused'
      readonly reason: 'wrong-key' | 'changed' | 'format' | 'original' | 'damaged' | 'away'
      readonly detail: string
    }

/**
 * Opens one sealed record with its data key. `changed`: header, ciphertext or inside is not what was written. A capture that rests on another
 * needs the bytes of the record of that one (`originalBytes`), and opens to what a capture with its content within would: `original` says why not.
 */
export function openCapture(
  recordBytes: Buffer,
  dataKey: Uint8Array,
  originalBytes: Buffer | null = null
): CaptureOpening {
  const outer = openOuter(recordBytes, dataKey)
  if (outer.kind === 'refused') return outer
  const { record, original } = outer
  const whole = wholeMembers(outer, dataKey, originalBytes)
  if (typeof whole === 'string')
    return { kind: 'refused', reason: original === null ? 'changed' : 'original', detail: whole }
  const inner = readInner(whole)
  if (inner.kind === 'refused') return inner
  const { records, exchange, meta } = inner
  const kept = original === null ? null : { id: original.id, date: original.date, members: outer.members }
  return { kind: 'capture', id: record.id, date: record.date, members: whole, records, exchange, meta, original: kept }
}

/** Opens a capture where it stands in the evidence, with the record that it rests on, if any. */
export async function openStoredCapture(
  evidenceDir: string,
  at: RecordAt,
  dataKey: Uint8Array
): Promise<CaptureOpening> {
  const read = await readStored(evidenceDir, at)
  if (read.kind !== 'record')
    return { kind: 'refused', reason: read.kind === 'away' ? 'away' : 'damaged', detail: read.cause }
  // Most have content of their own, and are unsealed once.
  const alone = openCapture(read.bytes, dataKey)
  if (alone.kind === 'capture' || alone.reason !== 'original') return alone
  const outer = openOuter(read.bytes, dataKey)
  if (outer.kind === 'refused' || outer.original === null) return alone
  const original = await readStored(evidenceDir, outer.original)
  if (original.kind !== 'record') {
    const reason = original.kind === 'away' ? 'away' : 'original'
    return { kind: 'refused', reason, detail: `the capture that it rests on: ${original.cause}` }
  }
  return openCapture(read.bytes, dataKey, original.bytes)
}

type Refused = Extract<CaptureOpening, { kind: 'refused' }>

/** A record without its outer seal. */
interface Outer {
  readonly kind: 'outer'
  readonly record: OwnRecord
  /** Its records; with content within, or apart, or elsewhere. */
  readonly members: Buffer
  /** Content apart, sealed. */
  readonly content: Buffer | null
  readonly original: Original | null
}

function openOuter(recordBytes: Buffer, dataKey: Uint8Array): Outer | Refused {
  const parts = splitOwnRecord(recordBytes)
  if (typeof parts === 'string') return { kind: 'refused', reason: 'changed', detail: parts }
  const { record, block } = parts
  if (record.seal === null) return { kind: 'refused', reason: 'format', detail: 'this record is not sealed' }
  const end = block.length - (record.content?.bytes ?? 0)
  const context = captureContext(record.id, record.date)
  const opened = open(dataKey, 'capture', context, { ...record.seal, block: block.subarray(0, end) })
  if (opened.kind === 'refused') return opened
  const content = record.content === null ? null : block.subarray(end)
  if (content === null && record.original === null)
    return { kind: 'outer', record, members: opened.bytes, content, original: null }
  const inside = unpack(opened.bytes)
  if (typeof inside === 'string') return { kind: 'refused', reason: 'format', detail: inside }
  if (record.original === null) return { kind: 'outer', record, members: inside, content, original: null }
  const named = readOriginal(inside)
  if (typeof named === 'string') return { kind: 'refused', reason: 'format', detail: named }
  const { original, members } = named
  const { id, segment, record: digest } = record.original
  if (original.id !== id || original.segment !== segment || original.record !== digest)
    return { kind: 'refused', reason: 'changed', detail: 'its header names another original than it holds sealed' }
  return { kind: 'outer', record, members, content, original }
}

function wholeMembers(outer: Outer, dataKey: Uint8Array, originalBytes: Buffer | null): Buffer | string {
  const { record, members, content, original } = outer
  if (original !== null) {
    if (originalBytes === null) return 'its content stands in the record of another capture'
    const packed = contentUnder(originalBytes, original)
    return typeof packed === 'string' ? packed : membersWith(members, packed, responseHead)
  }
  if (content === null || record.content === null) return members
  const context = captureContext(record.id, record.date)
  const opened = open(dataKey, contentLabel, context, { ...record.content, block: content })
  return opened.kind === 'refused' ? opened.detail : membersWith(members, opened.bytes, responseHead)
}
