/** Unpacks a file of gzip members (RFC 1952) one by one, knows where each starts, and goes on after a damaged one. */
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import type { ByteReader } from './byte-reader.ts'

/*
 * node:zlib reads concatenated members too, but it takes a damaged member header for trailing garbage and ends without a word: every
 * record after it would be lost unseen. So members are walked here. Small ones (nearly all of a WARC) are unpacked in one call from a
 * look-ahead; larger ones as a stream, in bounded memory.
 */

export interface MemberFault {
  readonly offset: number
  readonly cause: string
  /** False: no member starts there. */
  readonly started: boolean
}

export interface Inflating {
  /** The unpacked bytes; ends early at a damaged member. */
  readonly bytes: AsyncGenerator<Buffer>
  /** What ended it early; null at a good end. */
  fault(): MemberFault | null
  /** File offset of the member that holds this place of the unpacked bytes. */
  memberAt(unpackedOffset: number): number
}

const lookAheadBytes = 256 * 1024
const smallOutputBytes = 8 * 1024 * 1024
const feedBytes = 64 * 1024
/** Beyond this a member may not unpack to more than `bombRatio` times its size; deflate itself ends at 1032. */
const bombFreeBytes = 64 * 1024 * 1024
const bombRatio = 500

/** Unpacks from where the reader stands. `unjudged`: bytes of a member come before its checksum was compared. `isEnd`: what stands where a member may start is none, and no fault. */
export function inflateMembers(
  raw: ByteReader,
  unjudged = false,
  isEnd: (ahead: Buffer) => boolean = () => false
): Inflating {
  let fault: MemberFault | null = null
  let unpacked = 0
  const starts: { unpacked: number; offset: number }[] = []
  async function* run(): AsyncGenerator<Buffer> {
    for (;;) {
      const ahead = await raw.peek(64)
      if (ahead.length === 0 || isEnd(ahead)) return
      const offset = raw.offset()
      starts.push({ unpacked, offset })
      if (starts.length > 4096) starts.splice(0, 2048)
      try {
        for await (const piece of inflateOne(raw, unjudged)) {
          unpacked += piece.length
          yield piece
        }
      } catch (error) {
        if (!(error instanceof MemberError)) throw error
        fault = { offset, cause: error.message, started: error.started }
        return
      }
    }
  }
  return {
    bytes: run(),
    fault: () => fault,
    memberAt: (place) => starts.findLast((start) => start.unpacked <= place)?.offset ?? 0
  }
}

/** Moves on to the next member that unpacks to the start of a WARC record; false when there is none. */
export async function skipToMember(raw: ByteReader): Promise<boolean> {
  const magic = Buffer.of(0x1f, 0x8b, 8)
  for (;;) {
    await raw.take(1)
    if (!(await raw.skipTo(magic))) return false
    const ahead = await raw.peek(lookAheadBytes)
    const header = memberHeaderBytes(ahead)
    if (header !== null && startsRecord(ahead.subarray(header))) return true
  }
}

/** Is not an outcome but a way out of nested generators; never leaves this file. */
class MemberError extends Error {
  readonly started: boolean

  constructor(cause: string, started = true) {
    super(cause)
    this.started = started
  }
}

async function* inflateOne(raw: ByteReader, unjudged: boolean): AsyncGenerator<Buffer> {
  const ahead = await raw.peek(lookAheadBytes)
  const header = memberHeaderBytes(ahead)
  if (header === null) throw new MemberError('no gzip member starts here', false)
  const small = unjudged ? null : inflateSmall(ahead.subarray(header), ahead.length < lookAheadBytes)
  if (small !== null) {
    // Judged before it is handed on or taken: a damaged member may claim bytes of the next ones, which must stay readable.
    const whole = header + small.used + trailerBytes
    checkTrailer((await raw.peek(whole)).subarray(header + small.used), crc32(small.bytes), small.bytes.length)
    await raw.take(whole)
    yield small.bytes
    return
  }
  await raw.take(header)
  let [checksum, sizeBytes] = [0, 0]
  for await (const piece of inflateLong(raw)) {
    checksum = crc32(piece, checksum)
    sizeBytes += piece.length
    yield piece
  }
  checkTrailer(await raw.take(trailerBytes), checksum, sizeBytes)
}

const trailerBytes = 8

function checkTrailer(trailer: Buffer, checksum: number, sizeBytes: number): void {
  if (trailer.length < trailerBytes) throw new MemberError('the file ends within a gzip member')
  if (trailer.readUInt32LE(0) !== checksum) throw new MemberError('a gzip member does not match its checksum')
  if (trailer.readUInt32LE(4) !== sizeBytes % 2 ** 32)
    throw new MemberError('a gzip member does not have the size it states')
}

/** Length of a member header, or null when these bytes are none. */
function memberHeaderBytes(bytes: Buffer): number | null {
  if (bytes.length < 18 || bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return null
  const flags = bytes[3] ?? 0
  if ((flags & 0xe0) !== 0) return null
  let at = 10
  if ((flags & 4) !== 0) at += 2 + bytes.readUInt16LE(at)
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue
    const end = bytes.indexOf(0, at)
    if (end < 0) return null
    at = end + 1
  }
  if ((flags & 2) !== 0) at += 2
  return at < bytes.length ? at : null
}

function inflateSmall(bytes: Buffer, isRest: boolean): { bytes: Buffer; used: number } | null {
  try {
    const result = inflateRawSync(bytes, { info: true, maxOutputLength: smallOutputBytes }) as unknown as Unpacked
    return { bytes: result.buffer, used: result.engine.bytesWritten }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // A member that is larger than the look-ahead, or unpacks to more than is small.
    if (code === 'ERR_BUFFER_TOO_LARGE' || (code === 'Z_BUF_ERROR' && !isRest)) return null
    if (code === 'Z_BUF_ERROR') throw new MemberError('the file ends within a gzip member')
    throw new MemberError('a gzip member does not unpack: its bytes were changed')
  }
}

interface Unpacked {
  readonly buffer: Buffer
  readonly engine: { readonly bytesWritten: number }
}

async function* inflateLong(raw: ByteReader): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 })
  const out: Buffer[] = []
  let [failed, ended, fed, made] = [false, false, 0, 0]
  inflate.on('data', (piece: Buffer) => out.push(piece))
  inflate.on('error', () => (failed = true))
  inflate.on('end', () => (ended = true))
  try {
    for (;;) {
      const piece = await raw.take(feedBytes)
      if (piece.length === 0) throw new MemberError('the file ends within a gzip member')
      fed += piece.length
      await new Promise<void>((resolve) => {
        inflate.once('error', () => resolve())
        inflate.write(piece, () => setImmediate(resolve))
      })
      for (const bytes of out.splice(0)) {
        made += bytes.length
        yield bytes
      }
      if (failed) throw new MemberError('a gzip member does not unpack: its bytes were changed')
      if (made > bombFreeBytes && made > fed * bombRatio)
        throw new MemberError('a gzip member unpacks to far more than its size: a bomb')
      if (ended || inflate.bytesWritten < fed) {
        raw.giveBack(piece.subarray(piece.length - (fed - inflate.bytesWritten)))
        return
      }
    }
  } finally {
    inflate.destroy()
  }
}

function startsRecord(deflated: Buffer): boolean {
  try {
    inflateRawSync(deflated, { maxOutputLength: 65536 })
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // Cut off by the look-ahead or the limit: as far as it goes it is deflate.
    return code === 'ERR_BUFFER_TOO_LARGE' || code === 'Z_BUF_ERROR'
  }
}
