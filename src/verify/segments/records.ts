/** Walks the records of a segment without a key and judges every byte of them, as docs/evidence-format.md describes them. */
import { emptyDigest, running, sha256, windowOn, type ByteWindow } from '../disk.ts'

export interface RecordHeader {
  readonly type: 'warcinfo' | 'resource'
  /** Capture id; of the description when it is the warcinfo. */
  readonly id: string
  /** `WARC-Date` as it is spelled. */
  readonly date: string
  /** Place in the segment, from 1. */
  readonly number: number
  readonly previous: string
  readonly blockDigest: string
  readonly blockBytes: number
  /** `WARC-Filename` of the warcinfo. */
  readonly fileName: string | null
  /** Its content is sealed apart, and others can rest on it. */
  readonly apart: boolean
  /** The record whose content it has. */
  readonly original: { readonly id: string; readonly segment: string; readonly digest: string } | null
}

export type ScanItem =
  | {
      readonly kind: 'record'
      readonly header: RecordHeader
      readonly offset: number
      readonly bytes: number
      /** Over the whole record: what the next record, the head, the index and the database refer to. */
      readonly digest: string
      /** What is wrong with the record or its place in the chain. */
      readonly faults: readonly string[]
      /** Block of the first record when it is whole: the description of the segment. */
      readonly description: Buffer | null
    }
  /** Bytes that are no record, where record `number` was expected; the walk goes on at the next one that is. */
  | {
      readonly kind: 'unreadable'
      readonly number: number
      readonly offset: number
      readonly bytes: number
      readonly cause: string
      /** The file ends here: a cut, or a write that is under way. */
      readonly atEnd: boolean
    }
  /** Always last. `file`: SHA-256 of everything read. */
  | { readonly kind: 'end'; readonly bytes: number; readonly file: string }

const recordStart = Buffer.from('WARC/1.1\r\nWARC-Type: ', 'latin1')
const headerEnd = Buffer.from('\r\n\r\n', 'latin1')
const headerLimitBytes = 8192
const recordEndBytes = 4
/** Records up to here are held whole; larger ones pass in pieces. */
const heldLimitBytes = 32 * 1024 * 1024

/** What the next record must say of its place: null where a damaged neighbour cannot bear witness. */
interface Expected {
  readonly number: number
  readonly previous: string | null
}

/** Scans an open segment file as far as `limitBytes`. */
export function* scanRecords(file: number, limitBytes = Infinity): Generator<ScanItem> {
  const bytes = windowOn(file, limitBytes)
  let expected: Expected = { number: 1, previous: emptyDigest }
  while (bytes.peek(1).length > 0) {
    const offset = bytes.offset()
    const head = headerAt(bytes)
    if (typeof head === 'string') {
      skipToRecord(bytes)
      const skipped = bytes.offset() - offset
      const atEnd = bytes.peek(1).length === 0
      yield { kind: 'unreadable', number: expected.number, offset, bytes: skipped, cause: head, atEnd }
      expected = { number: expected.number + 1, previous: null }
      continue
    }
    const item = bodyOf(bytes, head.header, head.sizeBytes, expected)
    yield item
    const { number } = head.header
    expected = { number: number + 1, previous: item.kind === 'record' && !item.changed ? item.digest : null }
  }
  yield { kind: 'end', bytes: bytes.offset(), file: bytes.digest() }
}

function headerAt(bytes: ByteWindow): { header: RecordHeader; sizeBytes: number } | string {
  const ahead = bytes.peek(1536)
  if (!ahead.subarray(0, recordStart.length).equals(recordStart))
    return ahead.length < recordStart.length && recordStart.subarray(0, ahead.length).equals(ahead)
      ? 'the file ends within the header of a record'
      : 'no record starts here'
  let end = ahead.indexOf(headerEnd)
  if (end < 0) end = bytes.peek(headerLimitBytes).indexOf(headerEnd)
  if (end < 0)
    return bytes.peek(headerLimitBytes).length < headerLimitBytes
      ? 'the file ends within the header of a record'
      : 'the header of the record has no end'
  const sizeBytes = end + headerEnd.length
  const header = readHeader(bytes.peek(sizeBytes))
  return typeof header === 'string' ? header : { header, sizeBytes }
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const digest = 'sha256:[0-9a-f]{64}'
const common =
  `Content-Length: (?<length>\\d{1,15})\\r\\nWARC-Block-Digest: (?<block>${digest})\\r\\n` +
  `Baken-Record: (?<number>\\d{1,12})\\r\\nBaken-Previous: (?<previous>${digest})\\r\\n$`
const begin = (type: string): string =>
  `^WARC/1\\.1\\r\\nWARC-Type: ${type}\\r\\nWARC-Record-ID: <urn:uuid:(?<id>${uuid})>\\r\\nWARC-Date: (?<date>[^\\r\\n]{20,35})\\r\\n`
const warcinfoHeader = new RegExp(
  `${begin('warcinfo')}WARC-Filename: (?<file>[^\\r\\n]{1,200})\\r\\nContent-Type: application/warc-fields\\r\\n${common}`
)
const captureHeader = new RegExp(
  `${begin('resource')}WARC-Target-URI: urn:baken:capture:(?<uri>${uuid})\\r\\n` +
    `Baken-Seal: v=1; alg=A256GCM; kdf=HKDF-SHA256; nonce=[0-9a-f]{24}; commit=[0-9a-f]{64}\\r\\n` +
    `(?:Baken-Content: nonce=[0-9a-f]{24}; commit=[0-9a-f]{64}; length=(?<apart>\\d{1,12})\\r\\n)?` +
    `(?:Baken-Original: (?<original>${uuid}) (?<segment>[0-9a-zA-Z-]{1,60}) (?<rested>${digest})\\r\\n)?` +
    `Content-Type: application/vnd\\.baken\\.sealed\\r\\n${common}`
)

/** The last line of a header, and the blank one. */
const headLine = new RegExp(`^Baken-Head: (${digest})\\r\\n\\r\\n$`)
const headLineBytes = 'Baken-Head: '.length + emptyDigest.length + headerEnd.length

/** Reads the header bytes of a record, blank line included, or says what is wrong: its last field covers every byte above it. */
function readHeader(header: Buffer): RecordHeader | string {
  const line = header.length - headLineBytes
  const stated = line < 0 ? null : headLine.exec(header.toString('latin1', line))
  if (stated === null) return 'the header has no digest of itself'
  const above = header.subarray(0, line)
  if (sha256(above) !== stated[1]) return 'the header does not match its digest'
  const text = above.toString('utf8')
  const info = warcinfoHeader.exec(text)
  const groups = (info ?? captureHeader.exec(text))?.groups
  if (groups === undefined) return 'the header is not spelled as the format says'
  if (info === null && groups['uri'] !== groups['id']) return 'the header names two captures'
  const { apart, original, segment = '', rested = '' } = groups
  return {
    type: info === null ? 'resource' : 'warcinfo',
    id: groups['id'] ?? '',
    date: groups['date'] ?? '',
    number: Number(groups['number']),
    previous: groups['previous'] ?? '',
    blockDigest: groups['block'] ?? '',
    blockBytes: Number(groups['length']),
    fileName: groups['file'] ?? null,
    apart: apart !== undefined,
    original: original === undefined ? null : { id: original, segment, digest: rested }
  }
}

type Body = Exclude<ScanItem, { kind: 'end' }> & { readonly changed?: boolean }

function bodyOf(bytes: ByteWindow, header: RecordHeader, headerBytes: number, expected: Expected): Body {
  const offset = bytes.offset()
  const sizeBytes = headerBytes + header.blockBytes + recordEndBytes
  const read =
    sizeBytes <= heldLimitBytes
      ? readHeld(bytes, headerBytes, sizeBytes, header.type === 'warcinfo')
      : readPieces(bytes, headerBytes, header.blockBytes)
  if (read.bytes < sizeBytes) {
    const cause = `the file ends within this record (${nameOf(header)})`
    return { kind: 'unreadable', number: header.number, offset, bytes: read.bytes, cause, atEnd: true }
  }
  const faults: string[] = []
  if (header.number > expected.number) faults.push(missingText(expected.number, header.number - 1))
  else if (header.number < expected.number) {
    // After unreadable bytes the number is a guess: those took the place of no record.
    if (expected.previous !== null)
      faults.push(`record ${header.number} stands where record ${expected.number} belongs: repeated or moved`)
  } else if (expected.previous !== null && header.previous !== expected.previous)
    faults.push('it does not follow the record before it: one of the two was replaced')
  const [sameBlock, sameEnd] = [read.block === header.blockDigest, read.end === '\r\n\r\n']
  if (!sameBlock) faults.push('its content does not match its digest')
  if (!sameEnd) faults.push('its last four bytes were changed')
  const changed = !sameBlock || !sameEnd
  const description = changed ? null : read.held
  return { kind: 'record', header, offset, bytes: sizeBytes, digest: read.whole, changed, faults, description }
}

interface ReadBody {
  readonly bytes: number
  readonly whole: string
  readonly block: string
  readonly end: string
  readonly held: Buffer | null
}

/** A record in one piece. `keep`: a small block is handed out, as bytes that stay. */
function readHeld(bytes: ByteWindow, headerBytes: number, sizeBytes: number, keep: boolean): ReadBody {
  const record = bytes.take(sizeBytes)
  if (record.length < sizeBytes) return { bytes: record.length, whole: '', block: '', end: '', held: null }
  const block = record.subarray(headerBytes, -recordEndBytes)
  const held = keep && block.length <= headerLimitBytes ? Buffer.from(block) : null
  const end = record.subarray(-recordEndBytes).toString('latin1')
  return { bytes: record.length, whole: sha256(record), block: sha256(block), end, held }
}

function readPieces(bytes: ByteWindow, headerBytes: number, blockBytes: number): ReadBody {
  const [whole, block] = [running(), running()]
  whole.update(bytes.take(headerBytes))
  let read = 0
  while (read < blockBytes) {
    const piece = bytes.take(Math.min(1024 * 1024, blockBytes - read))
    if (piece.length === 0) break
    whole.update(piece)
    block.update(piece)
    read += piece.length
  }
  const end = bytes.take(recordEndBytes)
  whole.update(end)
  const total = headerBytes + read + end.length
  return { bytes: total, whole: whole.digest(), block: block.digest(), end: end.toString('latin1'), held: null }
}

/** Takes at least one byte, or the same place would be judged again. */
function skipToRecord(bytes: ByteWindow): void {
  bytes.take(1)
  for (;;) {
    const ahead = bytes.peek(1024 * 1024)
    const at = ahead.indexOf(recordStart)
    const atEnd = ahead.length < 1024 * 1024
    bytes.take(at >= 0 ? at : atEnd ? ahead.length : ahead.length - recordStart.length + 1)
    if (at >= 0 || atEnd) return
  }
}

/** How a record is named to people. */
export function nameOf(header: RecordHeader): string {
  return header.type === 'warcinfo' ? 'segment description' : `capture ${header.id}`
}

function missingText(first: number, last: number): string {
  return first === last ? `record ${first} is missing before it` : `records ${first} to ${last} are missing before it`
}
