/** Compares the header before each file of a zip with the list of contents at its end, and finds bytes that belong to no file. */
import { closeSync, fstatSync, readSync } from 'node:fs'
import { openPlain } from '../disk.ts'

export interface HeaderFault {
  /** Name in the list of contents; empty when the whole file is meant. */
  readonly name: string
  readonly cause: string
}

interface Listed {
  readonly name: Buffer
  readonly offset: number
  readonly packedBytes: number
  readonly header: Buffer
}

const listLimitBytes = 64 * 1024 * 1024
const [endSize, entrySize, localSize] = [22, 46, 30]

/**
 * Readers of zip files look at the list only, so that a file could show one name and content to one program and another to the
 * next. Zip64 lists are left to the reader that judged them.
 */
export function localFaults(path: string): HeaderFault[] {
  const file = openPlain(path)
  try {
    const sizeBytes = fstatSync(file).size
    const tail = read(file, Math.max(0, sizeBytes - 65_557), Math.min(sizeBytes, 65_557))
    const at = tail.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
    if (at < 0 || tail.length < at + endSize) return []
    const [listBytes, listOffset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
    if (listOffset === 0xffffffff || listBytes > listLimitBytes) return []
    const listed = entriesOf(read(file, listOffset, listBytes))
    const sorted = listed.toSorted((a, b) => a.offset - b.offset)
    return sorted.flatMap((entry, index) => judge(file, entry, sorted[index + 1]?.offset ?? listOffset))
  } finally {
    closeSync(file)
  }
}

function entriesOf(list: Buffer): Listed[] {
  const entries: Listed[] = []
  for (let at = 0; at + entrySize <= list.length && list.readUInt32LE(at) === 0x02014b50;) {
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((place) => list.readUInt16LE(at + place)) as [
      number,
      number,
      number
    ]
    const header = list.subarray(at, at + entrySize)
    const name = list.subarray(at + entrySize, at + entrySize + nameBytes)
    entries.push({ name, offset: header.readUInt32LE(42), packedBytes: header.readUInt32LE(20), header })
    at += entrySize + nameBytes + extraBytes + commentBytes
  }
  return entries
}

function judge(file: number, { name, offset, packedBytes, header }: Listed, next: number): HeaderFault[] {
  const text = name.toString('utf8')
  // A zip64 entry: its true place and size stand in its extra field.
  if (offset === 0xffffffff || packedBytes === 0xffffffff) return []
  const local = read(file, offset, localSize)
  if (local.length < localSize || local.readUInt32LE(0) !== 0x04034b50)
    return [{ name: text, cause: 'no header of a file stands where the list of contents says' }]
  const flags = local.readUInt16LE(6)
  const later = (flags & 8) !== 0 // Checksum and sizes stand after the data.
  const same =
    local.subarray(4, 14).equals(header.subarray(6, 16)) &&
    (later || local.subarray(14, 26).equals(header.subarray(16, 28)) || local.readUInt32LE(18) === 0xffffffff) &&
    read(file, offset + localSize, local.readUInt16LE(26)).equals(name)
  if (!same) return [{ name: text, cause: 'its own header and the list of contents differ' }]
  const rest = next - (offset + localSize + local.readUInt16LE(26) + local.readUInt16LE(28) + packedBytes)
  const fits = later ? [0, 12, 16, 20, 24].includes(rest) : rest === 0
  return fits ? [] : [{ name: text, cause: `${rest} bytes after it belong to no file` }]
}

function read(file: number, offset: number, count: number): Buffer {
  const bytes = Buffer.alloc(count)
  return bytes.subarray(0, readSync(file, bytes, 0, count, offset))
}
