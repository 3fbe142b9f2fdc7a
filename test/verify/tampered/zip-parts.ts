/** Reads and writes zip files and WARC members for the stranger who tampers: nothing of what writes ours. */
import { crc32, gunzipSync, gzipSync, inflateRawSync } from 'node:zlib'

export type Members = readonly (readonly [name: string, content: Buffer])[]

/** Members of a zip file by its list, whatever stands in it. */
export function membersOf(zip: Buffer): Members {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  const found: [string, Buffer][] = []
  let at = zip.readUInt32LE(end + 16)
  for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
    const [method, packed, nameBytes] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28)
    ]
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const bytes = zip.subarray(from, from + packed)
    found.push([zip.toString('utf8', at + 46, at + 46 + nameBytes), method === 8 ? inflateRawSync(bytes) : bytes])
    at += 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return found
}

/** A zip file of these members, in this order, stored; a name may stand twice. */
export function zipOf(members: Members, comment = ''): Buffer {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let offset = 0
  for (const [name, content] of members) {
    const called = Buffer.from(name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(0x0800, 2)
    shared.writeUInt16LE(0x5c42, 8)
    shared.writeUInt32LE(crc32(content), 10)
    shared.writeUInt32LE(content.length, 14)
    shared.writeUInt32LE(content.length, 18)
    shared.writeUInt16LE(called.length, 22)
    parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), shared, called, content)
    const entry = Buffer.alloc(46)
    entry.write('PK\u0001\u0002', 'latin1')
    entry.writeUInt16LE(20, 4)
    shared.copy(entry, 6)
    entry.writeUInt32LE(offset, 42)
    list.push(entry, called)
    offset += 30 + called.length + content.length
  }
  const listed = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(Buffer.byteLength(comment), 20)
  return Buffer.concat([...parts, listed, end, Buffer.from(comment)])
}

/** The gzip members of a WARC, each a record. */
export function recordsOf(warc: Buffer): Buffer[] {
  const found: Buffer[] = []
  let from = 0
  for (let at = 1; at <= warc.length; at++) {
    const ends = at === warc.length || (warc[at] === 0x1f && warc[at + 1] === 0x8b && warc[at + 2] === 8)
    if (!ends) continue
    try {
      gunzipSync(warc.subarray(from, at))
    } catch {
      continue
    }
    found.push(warc.subarray(from, at))
    from = at
  }
  return found
}

/** The same records, packed otherwise. */
export function packedAnew(record: Buffer, level: number): Buffer {
  return gzipSync(gunzipSync(record), { level })
}
