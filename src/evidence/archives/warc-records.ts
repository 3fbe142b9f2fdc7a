/** Reads the records of any WARC 0.17 to 1.1 file, plain or gzip, as a stream; damaged records are named and the reading goes on. */
import { makeByteReader, type ByteReader } from './byte-reader.ts'
import { labelledChecks } from './labelled-digest.ts'
import { inflateMembers, skipToMember, type MemberFault } from './inflate-members.ts'

export interface WarcRecord {
  readonly kind: 'record'
  /** In the file as it is; of the gzip member when it is packed. */
  readonly offset: number
  readonly type: string
  readonly id: string
  /** Field names in lower case, in order; names may repeat. */
  readonly fields: readonly (readonly [string, string])[]
  /** Null when it is larger than the limit: its digest is checked all the same. */
  readonly block: Buffer | null
  readonly blockBytes: number
  /** A record whose block digest differs is no record but damage. */
  readonly blockDigest: 'same' | 'unknown' | 'none'
}

export type RecordReading =
  | WarcRecord
  | { readonly kind: 'damaged'; readonly offset: number; readonly cause: string }
  /** From here on the file is packed, or is not any more. */
  | { readonly kind: 'mixed'; readonly offset: number; readonly packed: boolean }
  /** The whole file is not what it should be; nothing follows. */
  | { readonly kind: 'refused'; readonly reason: RefusedFile; readonly detail: string; readonly do: string }

type Refusal = Extract<RecordReading, { readonly kind: 'refused' }>

export type RefusedFile = 'empty' | 'arc' | 'zstd' | 'zip' | 'not-warc'

export interface RecordOptions {
  /** Blocks above this are not held in memory. */
  readonly blockLimitBytes: number
}

export const defaultBlockLimitBytes = 64 * 1024 * 1024
const headerLimitBytes = 64 * 1024
const versionStart = Buffer.from('WARC/')

export async function* readRecords(
  source: AsyncIterable<Uint8Array>,
  options: RecordOptions
): AsyncGenerator<RecordReading> {
  const raw = makeByteReader(source)
  const first = await raw.peek(64)
  // One byte of the magic number is enough: the other may be the damage.
  let packed = (first[0] === 0x1f || first[1] === 0x8b) && (first[2] === 8 || (first[0] === 0x1f && first[1] === 0x8b))
  if (!packed) {
    const refused = judgeStart(first)
    if (refused !== null) {
      yield refused
      return
    }
  }
  for (let start = true; ; start = false) {
    if (packed) {
      const outcome = yield* packedRecords(raw, options, start)
      if (outcome === 'end') return
      if (outcome === 'damaged') continue
    } else yield* parseRecords(raw, plainPlace, noFault, options)
    if ((await raw.peek(1)).length === 0) return
    // Two files that somebody put together: each kind is read in its way.
    packed = !packed
    yield { kind: 'mixed', offset: raw.offset(), packed }
  }
}

function plainPlace(offset: number): number {
  return offset
}

function noFault(): null {
  return null
}

/** The records of gzip members in a row: up to the end, to records that are not packed, or (after damage) to the next member. */
async function* packedRecords(
  raw: ByteReader,
  options: RecordOptions,
  start: boolean
): AsyncGenerator<RecordReading, 'end' | 'damaged' | 'plain'> {
  const inflating = inflateMembers(raw, false, startsPlain)
  const reader = makeByteReader(inflating.bytes)
  const refused = start ? judgeStart(await reader.peek(64)) : null
  if (refused !== null && inflating.fault() === null) {
    yield refused
    return 'end'
  }
  yield* parseRecords(reader, inflating.memberAt, inflating.fault, options)
  if (inflating.fault() === null) return 'plain'
  return (await skipToMember(raw)) ? 'damaged' : 'end'
}

function startsPlain(ahead: Buffer): boolean {
  return /^[\r\n]*WARC\//.test(ahead.toString('latin1'))
}

function startsMember(ahead: Buffer): boolean {
  return ahead[0] === 0x1f && ahead[1] === 0x8b && ahead[2] === 8
}

function judgeStart(first: Buffer): Refusal | null {
  const text = first.toString('latin1').replace(/^(?:\u00ef\u00bb\u00bf)?[\r\n]*/, '')
  if (text.startsWith('WARC/')) return null
  const refuse = (reason: RefusedFile, detail: string, action: string): Refusal => ({
    kind: 'refused',
    reason,
    detail,
    do: action
  })
  if (first.length === 0) return refuse('empty', 'the file is empty', 'get the file again from where it came')
  if (text.startsWith('filedesc:'))
    return refuse(
      'arc',
      'this is an ARC file, the format before WARC',
      'convert it first: warcio recompress FILE.arc.gz FILE.warc.gz'
    )
  if (first.length >= 4 && first.readUInt32LE(0) === 0xfd2fb528)
    return refuse('zstd', 'this WARC is packed with zstd', 'unpack it first: zstd -d FILE')
  if (text.startsWith('PK')) return refuse('zip', 'this is a zip file', 'if it is a WACZ, give it the name FILE.wacz')
  const shown = JSON.stringify(text.slice(0, 24))
  return refuse(
    'not-warc',
    `this is no WARC file: it starts with ${shown}`,
    'check that this is the right file; a WARC starts with WARC/1.0 or WARC/1.1'
  )
}

async function* parseRecords(
  reader: ByteReader,
  place: (offset: number) => number,
  fault: () => MemberFault | null,
  options: RecordOptions
): AsyncGenerator<RecordReading> {
  let reported: MemberFault | null = null
  const broken = (offset: number, cause: string): RecordReading => {
    reported = fault()
    return { kind: 'damaged', offset, cause: reported === null ? cause : `${reported.cause} (byte ${reported.offset})` }
  }
  for (;;) {
    await skipBlankLines(reader)
    const start = reader.offset()
    const ahead = await reader.peek(3)
    // Within a member no other one starts: there it is damage.
    if (ahead.length === 0 || (fault === noFault && startsMember(ahead))) break
    const offset = place(start)
    const header = await readHeader(reader)
    if (typeof header === 'string') {
      await reader.take(1)
      await reader.skipTo(versionStart)
      yield broken(offset, header)
      continue
    }
    const body = await readBlock(reader, header, options.blockLimitBytes)
    const fields = header.fields
    const id = valueOf(fields, 'warc-record-id') ?? ''
    const type = (valueOf(fields, 'warc-type') ?? '').toLowerCase()
    if (body.cause === null) {
      const { block, digest: blockDigest } = body
      yield { kind: 'record', offset, type, id, fields, block, blockBytes: header.blockBytes, blockDigest }
    } else yield broken(offset, `record ${id || '(without id)'}: ${body.cause}`)
  }
  const end = fault()
  if (end !== null && reported === null) yield { kind: 'damaged', offset: end.offset, cause: end.cause }
}

interface Header {
  readonly fields: readonly (readonly [string, string])[]
  readonly blockBytes: number
}

/** First value of a field by its name in lower case, or null. */
export function valueOf(fields: readonly (readonly [string, string])[], name: string): string | null {
  return fields.find((field) => field[0] === name)?.[1] ?? null
}

/** All values of a field by its name in lower case: a header that states a thing twice is odd, and may contradict itself. */
export function valuesOf(fields: readonly (readonly [string, string])[], name: string): string[] {
  return fields.flatMap((field) => (field[0] === name ? [field[1]] : []))
}

async function readHeader(reader: ByteReader): Promise<Header | string> {
  const start = await reader.peek(versionStart.length)
  if (!start.equals(versionStart)) return 'no record starts here'
  let end = headerEnd(await reader.peek(4096))
  if (end === null) end = headerEnd(await reader.peek(headerLimitBytes))
  if (end === null) return 'the header of a record has no end'
  const text = (await reader.take(end.next)).subarray(0, end.at).toString('utf8')
  const [, ...lines] = text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const fields = lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(':')
    return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]]
  })
  const length = valueOf(fields, 'content-length')
  if (length === null || !/^\d{1,15}$/.test(length)) return 'the header of a record states no usable Content-Length'
  return { fields, blockBytes: Number(length) }
}

function headerEnd(bytes: Buffer): { at: number; next: number } | null {
  const [crlf, lf] = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')]
  if (lf >= 0 && (crlf < 0 || lf < crlf)) return { at: lf, next: lf + 2 }
  return crlf < 0 ? null : { at: crlf, next: crlf + 4 }
}

type BlockReading =
  | { readonly cause: null; readonly block: Buffer | null; readonly digest: WarcRecord['blockDigest'] }
  | { readonly cause: string }

async function readBlock(reader: ByteReader, header: Header, limitBytes: number): Promise<BlockReading> {
  const labels = valuesOf(header.fields, 'warc-block-digest')
  const check = labelledChecks(labels)
  const held = await reader.peek(Math.min(header.blockBytes, limitBytes))
  // Held whole, or the file ends within it: only a block that is both too large and really there is passed by.
  const tooLarge = header.blockBytes > limitBytes && held.length === limitBytes
  let read = 0
  let block: Buffer | null = null
  if (tooLarge) {
    for await (const piece of reader.pieces(header.blockBytes)) {
      check.update(piece)
      read += piece.length
    }
  } else {
    block = await reader.take(header.blockBytes)
    check.update(block)
    read = block.length
  }
  const digest = labels.length === 0 ? 'none' : check.result()
  const atEnd = read === header.blockBytes && (await boundaryFollows(reader))
  if (digest === 'same' || (atEnd && digest !== 'different')) return { block, digest, cause: null }
  // Content-Length too large: it swallowed the start of a later record. Go back to that one.
  const next = block === null ? -1 : nextRecordIn(block)
  if (block !== null && next >= 0) {
    reader.giveBack(block.subarray(next))
    return {
      cause: `Content-Length states ${header.blockBytes} bytes and the next record starts after ${next}`
    }
  }
  if (read < header.blockBytes) return { cause: `the file ends after ${read} of ${header.blockBytes} bytes` }
  if (atEnd) return { cause: 'its content does not match its digest' }
  // It may end within the first bytes of the next record.
  if (block !== null) reader.giveBack(block.subarray(-12))
  await reader.skipTo(versionStart)
  return { cause: `Content-Length states ${header.blockBytes} bytes and no record follows there` }
}

function nextRecordIn(block: Buffer): number {
  const at = block.indexOf('\r\n\r\nWARC/1.')
  return at < 0 ? -1 : at + 4
}

/** Whether two line ends and then a record, or the end, come next. */
async function boundaryFollows(reader: ByteReader): Promise<boolean> {
  const text = (await reader.peek(32)).toString('latin1')
  if ('\r\n\r\n'.startsWith(text)) return true
  const rest = /^(?:\r\n\r\n|\n\n)[\r\n]*(.{0,5})/.exec(text)?.[1]
  return rest !== undefined && ('WARC/'.startsWith(rest) || rest.startsWith('\x1f\x8b\x08'))
}

async function skipBlankLines(reader: ByteReader): Promise<void> {
  for (;;) {
    const byte = (await reader.peek(1))[0]
    if (byte !== 13 && byte !== 10) return
    await reader.take(1)
  }
}
