/** Cuts bytes into lines in bounded memory. */

/** A line without its end. */
export interface Line {
  readonly bytes: Buffer
  readonly tooLong: boolean
  /** Up to here, some line ended with CR alone. */
  readonly afterCr: boolean
}

/** The lines of a stream; of one that is longer than the limit only that it is. */
export async function* splitLines(source: AsyncIterable<Uint8Array>, limitBytes: number): AsyncGenerator<Line> {
  let parts: Buffer[] = []
  let [length, tooLong] = [0, false]
  const add = (piece: Buffer): void => {
    length += piece.length
    if (length > limitBytes) [tooLong, parts] = [true, []]
    else parts.push(piece)
  }
  const line = (): Line => {
    const whole = Buffer.concat(parts)
    const bytes = whole.at(-1) === 13 ? whole.subarray(0, -1) : whole
    const done = { bytes, tooLong, afterCr: ends.alone }
    ;[parts, length, tooLong] = [[], 0, false]
    return done
  }
  const ends = { alone: false }
  for await (const bytes of crAsLf(source, ends)) {
    let from = 0
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      add(bytes.subarray(from, at))
      yield line()
      from = at + 1
    }
    if (from < bytes.length) add(bytes.subarray(from))
  }
  if (length > 0) yield line()
}

/**
 * The same bytes, with LF where CR alone ends a line: between a `}` and a `{`, which no value of JSON has with blanks alone between them. Once
 * that was seen, every CR without LF ends one.
 */
async function* crAsLf(source: AsyncIterable<Uint8Array>, ends: { alone: boolean }): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0)
  let before = 0
  for await (const chunk of source) {
    const piece = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    let bytes = held.length === 0 ? piece : Buffer.concat([held, piece])
    held = Buffer.alloc(0)
    let copied = false
    for (let at = bytes.indexOf(13); at >= 0; at = bytes.indexOf(13, at + 1)) {
      const next = ends.alone ? at + 1 : wordAfter(bytes, at)
      if (next === bytes.length && next - at < mostBlanks) {
        // What follows decides: it comes with the next piece.
        ;[held, bytes] = [bytes.subarray(at), bytes.subarray(0, at)]
        break
      }
      if (bytes[at + 1] === 10) continue
      ends.alone ||= (lastWord(bytes, at) ?? before) === brace.close && bytes[next] === brace.open
      if (ends.alone) {
        if (!copied) bytes = Buffer.from(bytes)
        copied = true
        bytes[at] = 10
      } else at = next - 1
    }
    before = lastWord(bytes, bytes.length) ?? before
    if (bytes.length > 0) yield bytes
  }
  if (held.length > 0) yield held
}

const brace = { open: 0x7b, close: 0x7d }
const mostBlanks = 1024

function isBlank(byte: number | undefined): boolean {
  return byte === 32 || byte === 9 || byte === 13 || byte === separator
}

/** Begins a text of a JSON text sequence (RFC 7464). */
export const separator = 0x1e

/** Place of the first byte after this one that is no blank. */
function wordAfter(bytes: Buffer, at: number): number {
  let next = at + 1
  while (next < bytes.length && isBlank(bytes[next])) next++
  return next
}

/** The last byte before this place that is no blank. */
function lastWord(bytes: Buffer, at: number): number | null {
  for (let last = at - 1; last >= 0; last--) if (!isBlank(bytes[last])) return bytes[last] ?? null
  return null
}
