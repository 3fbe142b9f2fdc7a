/** Walks the records of one of our own segments without a key and judges every byte of them. */
import { createReadStream } from 'node:fs'
import { makeByteReader, type ByteReader } from '../archives/byte-reader.ts'
import { sha256, sha256Stream, type Digest } from '../digest.ts'
import { headerLimitBytes, readOwnRecord, type OwnRecord } from './outer-record.ts'
import { noDigest } from './segment-index.ts'
import { recordEnd } from './warc-record.ts'

export type ScanItem =
  | {
      readonly kind: 'record'
      readonly record: OwnRecord
      readonly offset: number
      readonly bytes: number
      /** Over the whole record: what the next record and the head refer to. */
      readonly digest: Digest
      /** Its content is not what was written. */
      readonly changed: boolean
      /** What is wrong with the record or its place in the chain. */
      readonly faults: readonly string[]
    }
  /** Bytes that are no record, where record `number` was expected; the walk goes on at the next one that is. */
  | {
      readonly kind: 'unreadable'
      readonly number: number
      readonly offset: number
      readonly bytes: number
      readonly cause: string
    }
  /** Always last. `file`: plain SHA-256 of everything read. */
  | { readonly kind: 'end'; readonly bytes: number; readonly file: Digest }

/** Starts every record of ours; looked for after bytes that are no record. */
const recordStart = Buffer.from('WARC/1.1\r\nWARC-Type: ', 'latin1')
const headerEnd = Buffer.from('\r\n\r\n', 'latin1')

/** Scans a segment file, as far as `limitBytes`. Memory: one chunk of the file, whatever the size of its records. */
export async function* scanSegment(path: string, limitBytes = Infinity): AsyncGenerator<ScanItem> {
  const file = sha256Stream()
  const reader = makeByteReader(hashed(path, limitBytes, file.update))
  let expected: { number: number; previous: Digest | null } = { number: 1, previous: noDigest }
  while ((await reader.peek(1)).length > 0) {
    const offset = reader.offset()
    const record = await readHeader(reader)
    if (typeof record === 'string') {
      const { number } = expected
      yield { kind: 'unreadable', number, offset, bytes: await skipUnreadable(reader), cause: record }
      expected = { number: number + 1, previous: null }
      continue
    }
    const item = await readBody(reader, record, offset, expected)
    if (item.kind === 'record') {
      // A record that was changed itself cannot bear witness about the next one: one fault, one report.
      expected = { number: item.record.number + 1, previous: item.changed ? null : item.digest }
      yield item
    } else {
      yield item
      expected = { number: record.record.number + 1, previous: null }
    }
  }
  yield { kind: 'end', bytes: reader.offset(), file: file.digest() }
}

async function readHeader(reader: ByteReader): Promise<{ record: OwnRecord; header: Buffer } | string> {
  if (!(await reader.peek(recordStart.length)).equals(recordStart)) return 'no record starts here'
  const end = await reader.find(headerEnd, headerLimitBytes)
  if (end < 0) return 'the header of the record has no end'
  const header = await reader.peek(end + headerEnd.length)
  const record = readOwnRecord(header)
  return typeof record === 'string' ? record : { record, header }
}

async function readBody(
  reader: ByteReader,
  { record, header }: { record: OwnRecord; header: Buffer },
  offset: number,
  expected: { number: number; previous: Digest | null }
): Promise<ScanItem> {
  const sizeBytes = header.length + record.blockBytes + recordEnd.length
  const read =
    sizeBytes <= wholeLimitBytes
      ? await readWhole(reader, header.length, sizeBytes)
      : await readPieces(reader, header.length, record.blockBytes)
  const { bytes, end } = read
  if (bytes < sizeBytes) {
    return {
      kind: 'unreadable',
      number: record.number,
      offset,
      bytes,
      cause: `the file ends within this record (${nameOf(record)})`
    }
  }
  const faults: string[] = []
  if (record.number > expected.number) faults.push(missingText(expected.number, record.number - 1))
  else if (record.number < expected.number && expected.previous === null) {
    // Unreadable bytes stand before it: they took the place of no record.
  } else if (record.number < expected.number) {
    faults.push(`record ${record.number} stands where record ${expected.number} belongs: repeated or moved`)
  } else if (expected.previous !== null && record.previous !== expected.previous) {
    faults.push(`it does not follow the record before it: one of the two was replaced`)
  }
  const [sameBlock, sameEnd] = [read.block === record.blockDigest, end.equals(recordEnd)]
  if (!sameBlock) faults.push('its content does not match its digest')
  if (!sameEnd) faults.push('its last four bytes were changed')
  return { kind: 'record', record, offset, bytes, digest: read.whole, changed: !sameBlock || !sameEnd, faults }
}

/** Digests of a record: all of it, and its block. `bytes` is less than its size when the file ends within it. */
interface ReadRecord {
  readonly bytes: number
  readonly whole: Digest
  readonly block: Digest
  readonly end: Buffer
}

/** Up to here in one piece: a running hash costs three times as much on a record of 6 kB. */
const wholeLimitBytes = 1024 * 1024

async function readWhole(reader: ByteReader, headerBytes: number, sizeBytes: number): Promise<ReadRecord> {
  const bytes = await reader.take(sizeBytes)
  const [block, end] = [bytes.subarray(headerBytes, -recordEnd.length), bytes.subarray(-recordEnd.length)]
  return { bytes: bytes.length, whole: sha256(bytes), block: sha256(block), end }
}

async function readPieces(reader: ByteReader, headerBytes: number, blockBytes: number): Promise<ReadRecord> {
  const [whole, block] = [sha256Stream(), sha256Stream()]
  whole.update(await reader.take(headerBytes))
  let read = 0
  for await (const piece of reader.pieces(blockBytes)) {
    whole.update(piece)
    block.update(piece)
    read += piece.length
  }
  const end = await reader.take(recordEnd.length)
  whole.update(end)
  return { bytes: headerBytes + read + end.length, whole: whole.digest(), block: block.digest(), end }
}

async function skipUnreadable(reader: ByteReader): Promise<number> {
  const offset = reader.offset()
  // At least one byte, or the same place would be judged again.
  await reader.take(1)
  await reader.skipTo(recordStart)
  return reader.offset() - offset
}

/** How a record is named to people. */
export function nameOf(record: OwnRecord): string {
  return record.type === 'warcinfo' ? 'segment description' : `capture ${record.id}`
}

function missingText(first: number, last: number): string {
  return first === last ? `record ${first} is missing before it` : `records ${first} to ${last} are missing before it`
}

async function* hashed(path: string, limitBytes: number, update: (bytes: Uint8Array) => void): AsyncGenerator<Buffer> {
  if (limitBytes === 0) return
  const stream = createReadStream(path, { highWaterMark: 1024 * 1024, end: limitBytes - 1 })
  for await (const chunk of stream) {
    update(chunk as Buffer)
    yield chunk as Buffer
  }
}
