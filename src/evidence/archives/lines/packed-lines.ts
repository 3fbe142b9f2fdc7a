/** The lines of a file that may be packed with gzip: what comes before damage, and what whole gzip follows it, is read. */
import { makeByteReader, type ByteReader } from '../byte-reader.ts'
import { inflateMembers, skipToMember } from '../inflate-members.ts'
import { splitLines, type Line } from './split-lines.ts'

export interface Broken {
  readonly kind: 'broken'
  readonly cause: string
  /** In the file. */
  readonly offset: number
  /** Bytes after a whole gzip that are none; 0 when a gzip itself is damaged. */
  readonly junkBytes: number
  /** More lines follow. */
  readonly goesOn: boolean
}

/** Known by its first two bytes. */
export async function* packedLines(
  source: AsyncIterable<Uint8Array>,
  limitBytes: number
): AsyncGenerator<({ readonly kind: 'line' } & Line) | Broken> {
  const raw = makeByteReader(source)
  const first = await raw.peek(2)
  if (first[0] !== 0x1f || first[1] !== 0x8b) {
    for await (const line of splitLines(raw.pieces(Number.MAX_SAFE_INTEGER), limitBytes))
      yield { kind: 'line', ...line }
    return
  }
  for (;;) {
    // Not judged before it is handed on: of a file that breaks off, the lines before are wanted.
    const inflating = inflateMembers(raw, true)
    for await (const line of splitLines(inflating.bytes, limitBytes)) yield { kind: 'line', ...line }
    const fault = inflating.fault()
    if (fault === null) return
    const isJunk = !fault.started && fault.offset > 0
    const goesOn = await skipToMember(raw)
    const junkBytes = isJunk ? (await endOf(raw, goesOn)) - fault.offset : 0
    yield { kind: 'broken', cause: fault.cause, offset: fault.offset, junkBytes, goesOn }
    if (!goesOn) return
  }
}

/** Where the junk ends: at the next gzip, or the end of the file. */
async function endOf(raw: ByteReader, atMember: boolean): Promise<number> {
  if (!atMember) for await (const _piece of raw.pieces(Number.MAX_SAFE_INTEGER));
  return raw.offset()
}
