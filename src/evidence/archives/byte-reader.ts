/** Pulls bytes from a stream in pieces of the size that a format asks for, with bounded memory and a known place. */

export interface ByteReader {
  /** Bytes taken so far. */
  offset(): number
  /** Up to `count` bytes without taking them; fewer only at the end. */
  peek(count: number): Promise<Buffer>
  /** Takes up to `count` bytes; fewer only at the end. */
  take(count: number): Promise<Buffer>
  /** Takes up to `count` bytes in the pieces as they come, for blocks larger than memory should hold. */
  pieces(count: number): AsyncGenerator<Buffer>
  /** Gives back bytes that were taken last. */
  giveBack(bytes: Buffer): void
  /** Takes everything before the next `needle`; false when it does not come (all is taken then). */
  skipTo(needle: Buffer): Promise<boolean>
  /** Where the next `needle` starts, as a count from here, looking no further than `limit` bytes; -1 when not there. */
  find(needle: Buffer, limit: number): Promise<number>
}

export function makeByteReader(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): ByteReader {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
  let buffer: Buffer = Buffer.alloc(0)
  let taken = 0
  let ended = false

  const fill = async (count: number): Promise<void> => {
    if (buffer.length >= count || ended) return
    const parts = [buffer]
    let length = buffer.length
    while (length < count && !ended) {
      const next = await iterator.next()
      if (next.done === true) ended = true
      else {
        parts.push(Buffer.from(next.value.buffer, next.value.byteOffset, next.value.length))
        length += next.value.length
      }
    }
    buffer = Buffer.concat(parts)
  }
  const cut = (count: number): Buffer => {
    const bytes = buffer.subarray(0, count)
    buffer = buffer.subarray(bytes.length)
    taken += bytes.length
    return bytes
  }
  const reader: ByteReader = {
    offset: () => taken,
    peek: async (count) => {
      await fill(count)
      return buffer.subarray(0, count)
    },
    take: async (count) => {
      await fill(count)
      return cut(count)
    },
    pieces: async function* (count) {
      for (let rest = count; rest > 0;) {
        await fill(1)
        const piece = cut(rest)
        if (piece.length === 0) return
        rest -= piece.length
        yield piece
      }
    },
    giveBack: (bytes) => {
      buffer = Buffer.concat([bytes, buffer])
      taken -= bytes.length
    },
    skipTo: (needle) => skipTo(reader, needle),
    find: (needle, limit) => find(reader, needle, limit)
  }
  return reader
}

const stepBytes = 64 * 1024

async function skipTo(reader: ByteReader, needle: Buffer): Promise<boolean> {
  for (;;) {
    const ahead = await reader.peek(stepBytes)
    const at = ahead.indexOf(needle)
    // The end of what is seen may be the beginning of the needle: it stays.
    await reader.take(at >= 0 ? at : ahead.length < stepBytes ? ahead.length : stepBytes - needle.length + 1)
    if (at >= 0) return true
    if (ahead.length < stepBytes) return false
  }
}

async function find(reader: ByteReader, needle: Buffer, limit: number): Promise<number> {
  for (let seen = Math.min(1024, limit); ; seen = Math.min(seen * 4, limit)) {
    const ahead = await reader.peek(seen)
    const at = ahead.indexOf(needle)
    if (at >= 0 || seen === limit || ahead.length < seen) return at
  }
}
