/** The content of a capture apart from its other records: packed and sealed under a key of its own, so that a later capture of the same content can hold that key. */
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Exchange } from '../../model/exchange.ts'
import { joinedMember, storedBlocks, storedContents } from './gzip-members.ts'
import { recordEnd } from './warc-record.ts'

/** A body below this stays within its record: a second seal and a reference would be as large. */
const apartFromBytes = 1024
/** A body unpacks to no more than this. */
const unpackedLimitBytes = 1024 * 1024 * 1024

/** Whether the content of an exchange is sealed apart from its heads. What is not whole stays within: the rest may differ at the next visit. */
export function isApart({ body, truncated }: Pick<Exchange, 'body' | 'truncated'>): boolean {
  return body.length >= apartFromBytes && truncated === null
}

/**
 * A body as a raw deflate stream that ends at a byte and without a last block. Level 3: on an advert page of 18 kB as good as 6 within
 * 8% at half the time (0.12 against 0.24 ms). Bodies that are coded or compressed by nature are stored.
 */
export function packBody(exchange: Exchange): Buffer {
  const body = Buffer.from(exchange.body.buffer, exchange.body.byteOffset, exchange.body.byteLength)
  if (isCompressed(exchange)) return storedBlocks(body, false)
  return deflateRawSync(body, { ...packing, finishFlush: constants.Z_SYNC_FLUSH })
}

export const packing = { level: 3, windowBits: 14, memLevel: 7 } as const

/** The other records of a capture whose content stands elsewhere: of some 3 kB, which repeat each other, 1 kB is left. */
export function packHeads(inside: Buffer): Buffer {
  return deflateRawSync(inside, { level: 1, windowBits: 12, memLevel: 6 })
}

/** The inverse of `packBody` and `packHeads`, or what is wrong. */
export function unpack(packed: Buffer): Buffer | string {
  try {
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: unpackedLimitBytes })
  } catch (error) {
    return `the content does not unpack: ${(error as Error).message}`
  }
}

/**
 * Puts the content into the members that were sealed without it: the one whose record `wholeHead` makes the head of a response becomes
 * whole. The records that come out are those that a capture with its content within would hold.
 */
export function membersWith(
  members: Buffer,
  packed: Buffer,
  wholeHead: (record: Buffer, body: Buffer) => Buffer | null
): Buffer | string {
  const body = unpack(packed)
  if (typeof body === 'string') return body
  const records = storedContents(members)
  if (records === null) return 'its records are not packed as the format says'
  const parts: Buffer[] = []
  let [start, joined] = [0, 0]
  for (const { bytes, end } of records) {
    const head = wholeHead(bytes, body)
    if (head === null) parts.push(members.subarray(start, end))
    else {
      joined++
      parts.push(joinedMember(head, packed, body, recordEnd))
    }
    start = end
  }
  return joined === 1 ? Buffer.concat(parts) : 'it has no record for its content'
}

export function isCompressed(exchange: Exchange): boolean {
  return exchange.responseHeaders.some(([name, value]) => {
    const lower = name.toLowerCase()
    if (lower === 'content-encoding') return /\b(gzip|br|zstd|deflate|compress)\b/i.test(value)
    return (
      lower === 'content-type' &&
      /^(image\/(?!svg|bmp)|video\/|audio\/|font\/|application\/(zip|gzip|zstd))/i.test(value)
    )
  })
}
