/** Writes a zip file whose every byte follows from names, contents and one moment: nothing is compressed, so that whoever reads it can make it again. Pure. */
import { crc32 } from 'node:zlib'

/** What stands in a zip file in one piece: at most 4 GB in all, or offsets would not fit. */
const mostBytes = 0xffff_ffff
const utf8Names = 0x0800
/** Files in it: more, or their number would not fit either. */
export const mostMembers = 0xffff

/** What is asked for does not fit into one zip file. */
export class ZipFull extends RangeError {}

export interface StoredZip {
  /** Pieces of the file that stand before the content of a member, and the content, which may come in pieces. Throws `ZipFull` when the file would grow past 4 GB or 65,535 members. */
  add(name: string, content: Uint8Array | readonly Uint8Array[]): Buffer[]
  /** The list of contents, with which the file ends. */
  end(): Buffer[]
}

interface Entry {
  readonly name: Buffer
  readonly checksum: number
  readonly size: number
  readonly offset: number
}

/** Starts a file. `at`: the moment that every member bears (ISO 8601, in whole even seconds UTC). */
export function storedZip(at: string): StoredZip {
  const entries: Entry[] = []
  const stamp = dosTime(at)
  let offset = 0
  const grow = (bytes: number): void => {
    offset += bytes
    if (offset > mostBytes) throw new ZipFull('a zip file of more than 4 GB is not written')
  }
  return {
    add(name, content) {
      if (entries.length === mostMembers) throw new ZipFull('a zip file of more than 65,535 members is not written')
      const pieces = content instanceof Uint8Array ? [content] : content
      const size = pieces.reduce((sum, piece) => sum + piece.length, 0)
      const checksum = pieces.reduce((sum, piece) => crc32(piece, sum), 0)
      const entry = { name: Buffer.from(name, 'utf8'), checksum, size, offset }
      entries.push(entry)
      const head = Buffer.alloc(30)
      head.writeUInt32LE(0x0403_4b50, 0)
      fields(head, 4, entry, stamp)
      grow(head.length + entry.name.length + size)
      return [head, entry.name, ...pieces.map((one) => Buffer.from(one.buffer, one.byteOffset, one.byteLength))]
    },
    end() {
      const from = offset
      const list = entries.map((entry) => {
        const head = Buffer.alloc(46)
        head.writeUInt32LE(0x0201_4b50, 0)
        head.writeUInt16LE(20, 4)
        fields(head, 6, entry, stamp)
        head.writeUInt32LE(entry.offset, 42)
        grow(head.length + entry.name.length)
        return Buffer.concat([head, entry.name])
      })
      const tail = Buffer.alloc(22)
      tail.writeUInt32LE(0x0605_4b50, 0)
      tail.writeUInt16LE(entries.length, 8)
      tail.writeUInt16LE(entries.length, 10)
      tail.writeUInt32LE(offset - from, 12)
      tail.writeUInt32LE(from, 16)
      return [...list, tail]
    }
  }
}

/** The fields that the two heads of a member share, from `at` on: version, flags, method, time, checksum, sizes, length of the name. */
function fields(
  head: Buffer,
  at: number,
  { name, checksum, size }: Entry,
  [time, day]: readonly [number, number]
): void {
  head.writeUInt16LE(20, at)
  head.writeUInt16LE(utf8Names, at + 2)
  head.writeUInt16LE(0, at + 4)
  head.writeUInt16LE(time, at + 6)
  head.writeUInt16LE(day, at + 8)
  head.writeUInt32LE(checksum, at + 10)
  head.writeUInt32LE(size, at + 14)
  head.writeUInt32LE(size, at + 18)
  head.writeUInt16LE(name.length, at + 22)
}

function dosTime(at: string): readonly [number, number] {
  const moment = new Date(at)
  const year = Math.min(2107, Math.max(1980, moment.getUTCFullYear()))
  const time = (moment.getUTCHours() << 11) | (moment.getUTCMinutes() << 5) | (moment.getUTCSeconds() >> 1)
  return [time, ((year - 1980) << 9) | ((moment.getUTCMonth() + 1) << 5) | moment.getUTCDate()]
}
