/** Reading evidence: the bytes of one record of a segment, and with its data key the exchange inside. */
import { open as openFile } from 'node:fs/promises'
import type { Exchange } from '../../model/exchange.ts'
import type { CaptureId } from '../../model/ids.ts'
import { sha256, type Digest } from '../digest.ts'
import { readInner, type InnerRecord } from './inner-read.ts'
import type { CaptureMeta } from './inner-records.ts'
import { captureContext, headerLimitBytes, readOwnRecord, type OwnRecord } from './outer-record.ts'
import { open } from '../seal.ts'
import { recordEnd } from './warc-record.ts'

export type SealedReading =
  | { readonly kind: 'record'; readonly bytes: Buffer; readonly digest: Digest }
  | { readonly kind: 'damaged'; readonly cause: string }

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

export interface OpenedCapture {
  readonly kind: 'capture'
  readonly id: CaptureId
  readonly date: string
  /** The gzip members as they were sealed: standard WARC records, ready for an export. */
  readonly members: Buffer
  readonly records: readonly InnerRecord[]
  readonly exchange: Exchange
  readonly meta: CaptureMeta
}

export type CaptureOpening =
  | OpenedCapture
  | { readonly kind: 'refused'; readonly reason: 'wrong-key' | 'changed' | 'format'; readonly detail: string }

/** Opens one sealed record with its data key. `changed`: header, ciphertext or inside is not what was written. */
export function openCapture(recordBytes: Buffer, dataKey: Uint8Array): CaptureOpening {
  const parts = splitOwnRecord(recordBytes)
  if (typeof parts === 'string') return { kind: 'refused', reason: 'changed', detail: parts }
  const { record, block } = parts
  if (record.seal === null) return { kind: 'refused', reason: 'format', detail: 'this record is not sealed' }
  const opened = open(dataKey, 'capture', captureContext(record.id, record.date), { ...record.seal, block })
  if (opened.kind === 'refused') return opened
  const inner = readInner(opened.bytes)
  if (inner.kind === 'refused') return inner
  const { records, exchange, meta } = inner
  return { kind: 'capture', id: record.id, date: record.date, members: opened.bytes, records, exchange, meta }
}

function splitOwnRecord(bytes: Buffer): { readonly record: OwnRecord; readonly block: Buffer } | string {
  const end = bytes.subarray(0, headerLimitBytes).indexOf('\r\n\r\n', 0, 'latin1')
  if (end < 0) return 'the record has no header'
  const record = readOwnRecord(bytes.subarray(0, end + 4))
  if (typeof record === 'string') return record
  const block = bytes.subarray(end + 4, -4)
  if (block.length !== record.blockBytes || !bytes.subarray(-4).equals(recordEnd))
    return 'the record has another length'
  return sha256(block) === record.blockDigest ? { record, block } : 'the ciphertext does not match its digest'
}
