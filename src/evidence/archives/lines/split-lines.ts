/** Cuts bytes into lines in bounded memory. */

/** A line without its end. */
export interface Line {
  readonly bytes: Buffer
  readonly tooLong: boolean
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
    const done = { bytes: whole.at(-1) === 13 ? whole.subarray(0, -1) : whole, tooLong }
    ;[parts, length, tooLong] = [[], 0, false]
    return done
  }
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
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
