/** Writing evidence: one process appends sealed captures to a segment of its own, and makes them durable in groups. */
import { constants, mkdirSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Exchange } from '../../model/exchange.ts'
import type { CaptureId } from '../../model/ids.ts'
import type { Digest } from '../digest.ts'
import { makeGroupWriter, writeFailure, type Flushed, type GroupWriter, type WriteFailure } from './group-writer.ts'
import { newCaptureId, newSegmentId } from '../ids.ts'
import { innerRecords, type CaptureMeta, type Form } from './inner-records.ts'
import { captureContext, ownRecord, sealedRecord } from './outer-record.ts'
import { packHeads } from './content.ts'
import { contentLabel, originalLine } from './revisit.ts'
import { newDataKey, seal } from '../seal.ts'
import { segmentPath, writeHead, type SegmentMark } from './segment-head.ts'
import { appendIndex, noDigest, type IndexHead } from './segment-index.ts'
import { syncFolder } from '../stamped-json.ts'

/*
 * The way of one capture: append (in memory, sealed) -> flush (written and fdatasync) -> the caller's database commit, with the
 * wrapped key -> commitHead. kill -9 before the commit leaves a tail that recoverSegment cuts off; after it, nothing is lost.
 */

export interface SegmentOptions {
  /** The segment that this writer closed before, if any. */
  readonly previous: { readonly segment: string; readonly last: Digest } | null
  /** Where the ledger stood: number and hash of its newest entry. */
  readonly ledgerAnchor: { readonly number: number; readonly hash: string } | null
  /** `baken/0.1.0`. */
  readonly software: string
  readonly nowMs?: () => number
}

export interface Appended {
  readonly kind: 'appended'
  readonly captureId: CaptureId
  /** 32 bytes; wrap it and let it go. */
  readonly dataKey: Buffer
  readonly segment: string
  /** Bytes of the record in the segment file. */
  readonly offset: number
  readonly length: number
  readonly number: number
  readonly recordDigest: Digest
  /** SHA-256 of the body as received. Store it sealed or keyed: on its own it confirms a guess of the content. */
  readonly payloadDigest: Digest
}

export interface SegmentWriter {
  readonly segment: string
  /** Bytes appended, durable or not. Turning to a new segment (at 1 GiB) is the caller's decision. */
  bytes(): number
  /** Seals one exchange into memory. Failed after an earlier failure, when closed, and when 256 MiB wait for a flush (`full`). */
  append(exchange: Exchange, meta: CaptureMeta, form?: Form): Appended | WriteFailure
  /** Makes durable what was appended before the call; calls at once share one fdatasync. After a failure the segment takes nothing more. */
  flush(): Promise<Flushed>
  /** After the database commit of everything before the mark. */
  commitHead(mark: SegmentMark): void
  /** Flushes, and ends the segment; everything appended must be committed in the database. */
  close(): Promise<{ readonly kind: 'closed'; readonly mark: SegmentMark; readonly index: IndexHead } | WriteFailure>
  /** Lets go of the file and leaves the segment unclosed, for recovery: what to call after a failure. */
  release(): Promise<void>
}

export type SegmentOpening =
  | { readonly kind: 'open'; readonly writer: SegmentWriter; /** Its entry in the index. */ readonly index: IndexHead }
  | WriteFailure

/** Makes a new segment with its warcinfo record, durable and listed in the index before the first capture. */
export async function openSegment(evidenceDir: string, options: SegmentOptions): Promise<SegmentOpening> {
  const nowMs = options.nowMs ?? Date.now
  const segment = newSegmentId(nowMs())
  const path = segmentPath(evidenceDir, segment)
  try {
    mkdirSync(join(evidenceDir, 'segments'), { recursive: true, mode: 0o750 })
    const file = await openFile(
      path,
      constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND,
      0o640
    )
    const group = makeGroupWriter(file, path, { records: 0, bytes: 0, last: noDigest })
    group.add(warcinfo(segment, options, nowMs()))
    const flushed = await group.flush()
    if (flushed.kind === 'failed') {
      await group.end(flushed)
      return flushed
    }
    syncFolder(join(evidenceDir, 'segments'))
    writeHead(evidenceDir, segment, flushed.mark, true)
    const added = appendIndex(evidenceDir, { event: 'open', segment, warcinfo: flushed.mark.last }, isoTime(nowMs()))
    if (added.kind === 'added')
      return { kind: 'open', writer: makeWriter(evidenceDir, segment, group, nowMs), index: added.head }
    const refused: WriteFailure = { kind: 'failed', reason: 'index', detail: added.detail }
    await group.end(refused)
    return refused
  } catch (error) {
    return writeFailure(error, path)
  }
}

const waitingLimitBytes = 256 * 1024 * 1024

function makeWriter(evidenceDir: string, segment: string, group: GroupWriter, nowMs: () => number): SegmentWriter {
  return {
    segment,
    bytes: () => group.mark().bytes,
    append: (exchange, meta, form = 'within') => {
      const failure = group.failure()
      if (failure !== null) return failure
      if (group.waitingBytes() > waitingLimitBytes) {
        return { kind: 'failed', reason: 'full', detail: 'too much waits to be written: flush first' }
      }
      const id = newCaptureId(nowMs())
      const { members, content, payloadDigest } = innerRecords(id, exchange, meta, form)
      const dataKey = newDataKey()
      const date = exchange.startedAt
      const context = captureContext(id, date)
      const original = typeof form === 'string' ? null : form
      const inside = original === null ? members : Buffer.concat([originalLine(original), members])
      const before = group.mark()
      const record = sealedRecord(
        { id, date, number: before.records + 1, previous: before.last },
        seal(dataKey, 'capture', context, form === 'within' ? inside : packHeads(inside)),
        { content: content === null ? null : seal(dataKey, contentLabel, context, content), original }
      )
      const place = { segment, offset: before.bytes, length: record.length, number: before.records + 1 }
      return { kind: 'appended', captureId: id, dataKey, ...place, recordDigest: group.add(record), payloadDigest }
    },
    flush: group.flush,
    commitHead: (committed) => writeHead(evidenceDir, segment, committed, false),
    close: () => closeSegment(evidenceDir, segment, group, nowMs),
    release: async () =>
      void (await group.end({ kind: 'failed', reason: 'closed', detail: `segment ${segment} was released` }))
  }
}

async function closeSegment(
  evidenceDir: string,
  segment: string,
  group: GroupWriter,
  nowMs: () => number
): ReturnType<SegmentWriter['close']> {
  const flushed = await group.flush()
  const file = await group.end({ kind: 'failed', reason: 'closed', detail: `segment ${segment} is closed` })
  if (flushed.kind === 'failed') return flushed
  const { mark } = flushed
  try {
    writeHead(evidenceDir, segment, mark, true)
    const added = appendIndex(
      evidenceDir,
      { event: 'close', segment, ...mark, file, recovered: false },
      isoTime(nowMs())
    )
    if (added.kind === 'added') return { kind: 'closed', mark, index: added.head }
    return { kind: 'failed', reason: 'index', detail: added.detail }
  } catch (error) {
    return writeFailure(error, segmentPath(evidenceDir, segment))
  }
}

function warcinfo(segment: string, options: SegmentOptions, timeMs: number): Buffer {
  const lines = [
    ['software', options.software],
    ['format', 'WARC File Format 1.1'],
    ['conformsTo', 'http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/'],
    ['baken-format', '1'],
    [
      'baken-previous-segment',
      options.previous === null ? 'none' : `${options.previous.segment} ${options.previous.last}`
    ],
    [
      'baken-ledger',
      options.ledgerAnchor === null ? 'none' : `${options.ledgerAnchor.number} ${options.ledgerAnchor.hash}`
    ]
  ]
  const block = Buffer.from(lines.map(([name, value]) => `${name}: ${value}\r\n`).join(''), 'utf8')
  const place = { id: newCaptureId(timeMs), date: isoTime(timeMs), number: 1, previous: noDigest }
  return ownRecord('warcinfo', place, block, 'application/warc-fields', [['WARC-Filename', `${segment}.warc`]])
}

function isoTime(timeMs: number): string {
  return new Date(timeMs).toISOString()
}
