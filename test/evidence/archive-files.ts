/** Makes WARC and zip files for tests, byte by byte, so that they can be as wrong as a test needs. */
import { crc32 } from 'node:zlib'

export interface RecordParts {
  readonly type?: string
  readonly uri?: string
  readonly id?: string
  readonly block: string | Buffer
  readonly length?: number
  readonly more?: readonly string[]
  readonly version?: string
  readonly eol?: string
}

export function warcText({
  type = 'response',
  uri = 'http://shop.example/',
  id = 'r1',
  block,
  length,
  more = [],
  version = 'WARC/1.0',
  eol = '\r\n'
}: RecordParts): Buffer {
  const bytes = Buffer.from(block)
  const lines = [
    version,
    `WARC-Type: ${type}`,
    `WARC-Record-ID: <urn:test:${id}>`,
    'WARC-Date: 2024-05-06T07:08:09Z',
    `WARC-Target-URI: ${uri}`
  ]
  // Every revisit states in which way its content is that of another.
  const profile = type === 'revisit' && !more.some((line) => line.startsWith('WARC-Profile')) ? [sameContent] : []
  const head = [
    ...lines,
    'Content-Type: application/http',
    ...profile,
    ...more.filter((line) => line !== noProfile),
    `Content-Length: ${length ?? bytes.length}`
  ]
  return Buffer.concat([Buffer.from(head.join(eol) + eol + eol), bytes, Buffer.from(eol + eol)])
}

const sameContent = 'WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest'

/** Among `more`: the record states no profile. */
export const noProfile = 'WARC-Profile: none'

export function httpText(body: string, headers: readonly string[] = ['Content-Type: text/html']): string {
  return `HTTP/1.1 200 OK\r\n${headers.join('\r\n')}\r\n\r\n${body}`
}

export async function* once(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts
}

/** In pieces of a size that cuts everything somewhere. */
export async function* inPieces(bytes: Uint8Array, sizeBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += sizeBytes) yield bytes.subarray(at, at + sizeBytes)
}

export interface ZipPart {
  readonly name: string
  readonly data: Buffer
  /** Unix mode; a link is 0o120777. */
  readonly mode?: number
  /** What the list claims instead of the truth. */
  readonly sizeBytes?: number
  readonly flags?: number
  /** 8: `data` is deflated. */
  readonly method?: number
  readonly offset?: number
}

/** A zip file of entries that are stored, or were deflated before. `count`: what the end record claims. */
export function zipFile(parts: readonly ZipPart[], count = parts.length): Buffer {
  const out: Buffer[] = []
  const list: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const { name, data, mode = 0o100644, sizeBytes = data.length, flags = 0x800, method = 0, offset: claimed } = part
    const file = Buffer.from(name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(flags, 6)
    local.writeUInt16LE(method, 8)
    local.writeUInt32LE(crc32(data), 14)
    local.writeUInt32LE(data.length, 18)
    local.writeUInt32LE(sizeBytes, 22)
    local.writeUInt16LE(file.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(0x031e, 4)
    entry.writeUInt16LE(20, 6)
    local.copy(entry, 8, 6, 30)
    entry.writeUInt16LE(0, 12)
    entry.writeUInt32LE(mode * 65536, 38)
    entry.writeUInt32LE(claimed ?? offset, 42)
    out.push(local, file, data)
    list.push(entry, file)
    offset += 30 + file.length + data.length
  }
  const listBytes = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(count, 0xfffe), 8)
  end.writeUInt16LE(Math.min(count, 0xfffe), 10)
  end.writeUInt32LE(listBytes.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...out, listBytes, end])
}
