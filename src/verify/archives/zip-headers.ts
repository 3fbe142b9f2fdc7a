/** Compares the header before each file of a zip with the list of contents at its end, and finds bytes that belong to no file, and comments. */
import { closeSync, fstatSync, readSync } from 'node:fs'
import { openPlain } from '../disk.ts'

export interface HeaderFault {
  /** Name in the list of contents; empty when the whole file is meant. */
  readonly name: string
  readonly cause: string
}

interface Listed {
  readonly name: Buffer
  readonly commentBytes: number
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
    const end = endOf(file)
    if (end === null || end.listOffset === null) return []
    const { listOffset } = end
    const sorted = entriesOf(read(file, listOffset, end.listBytes)).toSorted((a, b) => a.offset - b.offset)
    return sorted.flatMap((entry, index) => judge(file, entry, sorted[index + 1]?.offset ?? listOffset))
  } finally {
    closeSync(file)
  }
}

/** Comments of the zip file and of files in it: readers show them, and nothing in a package covers them. `name` as in `HeaderFault`. */
export function zipComments(path: string): { readonly name: string; readonly bytes: number }[] {
  const file = openPlain(path)
  try {
    const end = endOf(file)
    if (end === null) return []
    const entries = end.listOffset === null ? [] : entriesOf(read(file, end.listOffset, end.listBytes))
    const comments = entries.map(({ name, commentBytes }) => ({ name: name.toString('utf8'), bytes: commentBytes }))
    return [{ name: '', bytes: end.commentBytes }, ...comments].filter(({ bytes }) => bytes > 0)
  } finally {
    closeSync(file)
  }
}

/** The end of a zip file, where its list of contents is named; `listOffset` null: a zip64 list, or one beyond all measure. Null when there is no end. */
function endOf(
  file: number
): { readonly listBytes: number; readonly listOffset: number | null; readonly commentBytes: number } | null {
  const sizeBytes = fstatSync(file).size
  const tail = read(file, Math.max(0, sizeBytes - 65_557), Math.min(sizeBytes, 65_557))
  const mark = Buffer.from('PK\u0005\u0006', 'latin1')
  for (let at = tail.lastIndexOf(mark); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(mark, at - 1)) {
    // A comment may hold the mark as well: the true one is where the comment ends with the file.
    if (tail.length < at + endSize || at + endSize + tail.readUInt16LE(at + 20) !== tail.length) continue
    const [listBytes, listOffset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
    const usable = listOffset !== 0xffffffff && listBytes <= listLimitBytes
    return { listBytes, listOffset: usable ? listOffset : null, commentBytes: tail.readUInt16LE(at + 20) }
  }
  return null
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
    entries.push({ name, commentBytes, offset: header.readUInt32LE(42), packedBytes: header.readUInt32LE(20), header })
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
