/** Gzip members (RFC 1952) put together by hand: what is not deflated stands in stored blocks (RFC 1951, 3.2.4), so that a member can be cut and joined without packing anew. */
import { crc32 } from 'node:zlib'

const memberHead = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff)
const mostStoredBytes = 0xffff

/** A gzip member of stored blocks alone. */
export function storedMember(bytes: Buffer): Buffer {
  return Buffer.concat([memberHead, storedBlocks(bytes, true), memberTail(crc32(bytes), bytes.length)])
}

/**
 * A gzip member of three pieces that follow each other: `head` and `tail` as they are, and between them what `deflated` unpacks to
 * (`body`), a raw deflate stream that ends at a byte and without a last block.
 */
export function joinedMember(head: Buffer, deflated: Buffer, body: Buffer, tail: Buffer): Buffer {
  const check = crc32(tail, crc32(body, crc32(head)))
  return Buffer.concat([
    memberHead,
    storedBlocks(head, false),
    deflated,
    storedBlocks(tail, true),
    memberTail(check, head.length + body.length + tail.length)
  ])
}

/** Bytes as stored blocks; without `last` others follow. */
export function storedBlocks(bytes: Buffer, last: boolean): Buffer {
  const parts: Uint8Array[] = []
  for (let at = 0; at === 0 || at < bytes.length; at += mostStoredBytes) {
    const piece = bytes.subarray(at, at + mostStoredBytes)
    const head = Buffer.alloc(5)
    head[0] = last && at + mostStoredBytes >= bytes.length ? 1 : 0
    head.writeUInt16LE(piece.length, 1)
    head.writeUInt16LE(~piece.length & 0xffff, 3)
    parts.push(head, piece)
  }
  return Buffer.concat(parts)
}

/** The contents of members that hold stored blocks alone, each with where its member ends; null when these are others. At most 16. */
export function storedContents(members: Buffer): { readonly bytes: Buffer; readonly end: number }[] | null {
  const found: { bytes: Buffer; end: number }[] = []
  for (let at = 0; at < members.length;) {
    if (found.length === 16 || !members.subarray(at, at + memberHead.length).equals(memberHead)) return null
    at += memberHead.length
    const pieces: Buffer[] = []
    for (let last = false; !last;) {
      if (at + 5 > members.length || (members[at] ?? 2) > 1) return null
      last = members[at] === 1
      const size = members.readUInt16LE(at + 1)
      if (at + 5 + size > members.length) return null
      pieces.push(members.subarray(at + 5, at + 5 + size))
      at += 5 + size
    }
    const bytes = Buffer.concat(pieces)
    if (at + 8 > members.length || members.readUInt32LE(at) !== crc32(bytes)) return null
    at += 8
    found.push({ bytes, end: at })
  }
  return found
}

function memberTail(check: number, sizeBytes: number): Buffer {
  const tail = Buffer.alloc(8)
  tail.writeUInt32LE(check, 0)
  tail.writeUInt32LE(sizeBytes >>> 0, 4)
  return tail
}
