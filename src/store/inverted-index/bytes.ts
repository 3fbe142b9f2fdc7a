/** Bytes that grow, and whole numbers in them as LEB128: seven bits a byte, the high bit says that more follow. */

export interface ByteWriter {
  /** A whole number from 0 to 2^32 - 1. */
  number(value: number): void
  bytes(source: Uint8Array, start: number, end: number): void
  length(): number
  /** A copy of what was written. */
  done(): Buffer
  clear(): void
}

export function byteWriter(sizeBytes = 4096): ByteWriter {
  let buffer = Buffer.allocUnsafe(sizeBytes)
  let at = 0
  const room = (more: number): void => {
    if (at + more <= buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, at + more))
    buffer.copy(larger, 0, 0, at)
    buffer = larger
  }
  return {
    number(value) {
      room(5)
      let rest = value >>> 0
      while (rest > 127) {
        buffer[at++] = (rest & 127) | 128
        rest >>>= 7
      }
      buffer[at++] = rest
    },
    bytes(source, start, end) {
      room(end - start)
      buffer.set(start === 0 && end === source.length ? source : source.subarray(start, end), at)
      at += end - start
    },
    length: () => at,
    done: () => Buffer.from(buffer.subarray(0, at)),
    clear: () => void (at = 0)
  }
}

/** Reads numbers one after the other. Reading past the end gives zeros: the bytes were authenticated before they come here. */
export interface NumberReader {
  readonly bytes: Uint8Array
  at: number
}

export function readNumber(reader: NumberReader): number {
  const { bytes } = reader
  let byte = bytes[reader.at++]!
  if (byte < 128) return byte
  let value = byte & 127
  for (let shift = 7; shift < 35; shift += 7) {
    byte = bytes[reader.at++]!
    value |= (byte & 127) << shift
    if (!(byte >= 128)) break
  }
  return value >>> 0
}

/**
 * Pads with zeros to a size of few significant bits (Padmé: Nikitin and others, Reducing Metadata Leakage, 2019): at most 12 % more,
 * and of a length only its magnitude is told. The smallest size is 1 KiB.
 */
export function padded(content: Buffer): Buffer {
  const length = Math.max(content.length, 1024)
  const exponent = Math.floor(Math.log2(length))
  const kept = Math.floor(Math.log2(exponent)) + 1
  const mask = 2 ** (exponent - kept) - 1
  const size = length + mask - ((length + mask) % (mask + 1))
  return Buffer.concat([content], size)
}
