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
      for (let rest = count; rest > 0; ) {
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
    skipTo: async (needle) => {
      for (;;) {
        const at = buffer.indexOf(needle)
        if (at >= 0) {
          cut(at)
          return true
        }
        cut(Math.max(0, buffer.length - needle.length + 1))
        const before = buffer.length
        await fill(before + 1)
        if (buffer.length === before) {
          cut(before)
          return false
        }
      }
    },
    find: async (needle, limit) => {
      for (let from = 0; ; ) {
        const at = buffer.indexOf(needle, from)
        if (at >= 0) return at + needle.length <= limit ? at : -1
        from = Math.max(0, buffer.length - needle.length + 1)
        const before = buffer.length
        if (before >= limit) return -1
        await fill(before + 1)
        if (buffer.length === before) return -1
      }
    }
  }
  return reader
}
