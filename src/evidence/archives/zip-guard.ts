/** Opens a zip file only when its whole list of contents is harmless: nothing is unpacked before that. */
import type { Readable } from 'node:stream'
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl'

export interface ZipLimits {
  readonly entries: number
  readonly totalBytes: number
  /** Unpacked to packed size, for entries above 64 MiB. */
  readonly ratio: number
}

export const defaultZipLimits: ZipLimits = { entries: 10_000, totalBytes: 200 * 1024 ** 3, ratio: 200 }

export interface SafeZip {
  readonly kind: 'zip'
  /** Names in the order of the list; no folders. */
  readonly names: readonly string[]
  sizeBytes(name: string): number
  /** CRC-32 as the list states it: the reader of a stream compares. */
  checksum(name: string): number
  open(name: string): Promise<Readable>
  close(): void
}

export interface ZipRefusal {
  readonly kind: 'refused'
  readonly reason:
    | 'not-zip'
    | 'too-many'
    | 'unsafe-name'
    | 'link'
    | 'duplicate'
    | 'bomb'
    | 'overlap'
    | 'encrypted'
    | 'method'
  readonly detail: string
  readonly do: string
}

const askAgain = 'ask for another copy; this file was not made by an archiving tool, or was tampered with'

/** Reads the list of contents, of a file by its path or of bytes, and judges it (FAULTS C15): number, names, links, duplicates, sizes, overlaps, encryption. */
export async function openZip(
  file: string | Buffer,
  limits: ZipLimits = defaultZipLimits
): Promise<SafeZip | ZipRefusal> {
  let zip: ZipFile
  const options = { autoClose: false, strictFileNames: true, validateEntrySizes: true }
  try {
    zip = await (typeof file === 'string' ? openPromise(file, options) : fromBufferPromise(file, options))
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code !== undefined
    return refuse(
      'not-zip',
      (error as Error).message,
      missing ? 'check the name of the file' : 'get the file again: it is cut off, or no zip file'
    )
  }
  if (zip.entryCount > limits.entries) {
    zip.close()
    return refuse('too-many', `it lists ${zip.entryCount} entries, more than ${limits.entries}`, askAgain)
  }
  const entries = await readEntries(zip, limits)
  if ('kind' in entries) {
    zip.close()
    return entries
  }
  const byName = new Map(entries.map((entry) => [entry.fileName, entry]))
  const get = (name: string): Entry => {
    const entry = byName.get(name)
    if (entry === undefined) throw new Error(`no entry ${name} in ${typeof file === 'string' ? file : 'the bytes'}`)
    return entry
  }
  return {
    kind: 'zip',
    names: [...byName.keys()],
    sizeBytes: (name) => get(name).uncompressedSize,
    checksum: (name) => get(name).crc32,
    open: (name) => zip.openReadStreamPromise(get(name)),
    close: () => zip.close()
  }
}

function refuse(reason: ZipRefusal['reason'], detail: string, action = askAgain): ZipRefusal {
  return { kind: 'refused', reason, detail, do: action }
}

async function readEntries(zip: ZipFile, limits: ZipLimits): Promise<Entry[] | ZipRefusal> {
  const entries: Entry[] = []
  const seen = new Set<string>()
  let totalBytes = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const refusal = judgeEntry(entry, limits)
      if (refusal !== null) return refusal
      // Two names that differ in case only are one file on some systems.
      const key = entry.fileName.normalize('NFC').toLowerCase()
      if (seen.has(key)) return refuse('duplicate', `${JSON.stringify(entry.fileName)} is listed twice`)
      seen.add(key)
      totalBytes += entry.uncompressedSize
      if (totalBytes > limits.totalBytes) return refuse('bomb', `it unpacks to more than ${limits.totalBytes} bytes`)
      if (!entry.fileName.endsWith('/')) entries.push(entry)
    }
  } catch (error) {
    const { message } = error as Error
    const name = /^(absolute path|invalid relative path|invalid characters in fileName)/.test(message)
    return name
      ? refuse('unsafe-name', message)
      : refuse('not-zip', message, 'get the file again: its list of contents is damaged')
  }
  const placed = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  for (const [index, entry] of placed.entries()) {
    const next = placed[index + 1]
    if (
      next !== undefined &&
      entry.relativeOffsetOfLocalHeader + 30 + entry.compressedSize > next.relativeOffsetOfLocalHeader
    ) {
      return refuse('overlap', `${JSON.stringify(entry.fileName)} and ${JSON.stringify(next.fileName)} share bytes`)
    }
  }
  return entries
}

function judgeEntry(entry: Entry, limits: ZipLimits): ZipRefusal | null {
  const name = JSON.stringify(entry.fileName)
  if (/[\0-\x1f\\]|^[a-z]:/i.test(entry.fileName) || entry.fileName.length > 1024)
    return refuse('unsafe-name', `the name ${name}`)
  const fileType = (entry.externalFileAttributes >>> 16) & 0o170000
  if (fileType !== 0 && fileType !== 0o100000 && fileType !== 0o040000)
    return refuse('link', `${name} is a link or device, not a file`)
  if (entry.isEncrypted()) return refuse('encrypted', `${name} is encrypted`, 'ask for a copy without a password')
  if (!entry.fileName.endsWith('/') && !entry.canDecodeFileData())
    return refuse('method', `${name} is packed in a way that is not known`)
  const bomb = entry.uncompressedSize > 64 * 1024 * 1024 && entry.uncompressedSize > entry.compressedSize * limits.ratio
  return bomb ? refuse('bomb', `${name} unpacks from ${entry.compressedSize} to ${entry.uncompressedSize} bytes`) : null
}

/** The bytes of an entry, unpacked whole: the limits of the zip hold for it too. Rejects as `open` does. */
export async function wholeEntry(zip: SafeZip, name: string): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const piece of await zip.open(name)) parts.push(piece as Buffer)
  return Buffer.concat(parts)
}
