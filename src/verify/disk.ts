/** Reads what stands on the disk without trusting it: only plain files are opened, and nothing can make a check wait. */
import { createHash, hash } from 'node:crypto'
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, type Stats } from 'node:fs'

export type Place =
  | { readonly kind: 'file'; readonly bytes: number }
  | { readonly kind: 'folder' }
  | { readonly kind: 'missing' }
  /** Something that is no file and no folder, or that cannot be looked at: said in words. */
  | { readonly kind: 'odd'; readonly what: string }

/** What stands at a path; links are not followed. */
export function placeAt(path: string): Place {
  let stats: Stats
  try {
    stats = lstatSync(path)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { kind: 'missing' }
      : { kind: 'odd', what: `unreadable: ${message}` }
  }
  if (stats.isFile()) return { kind: 'file', bytes: stats.size }
  if (stats.isDirectory()) return { kind: 'folder' }
  if (stats.isSymbolicLink()) return { kind: 'odd', what: 'a symbolic link, which is not followed' }
  if (stats.isFIFO()) return { kind: 'odd', what: 'a named pipe' }
  if (stats.isSocket()) return { kind: 'odd', what: 'a socket' }
  return { kind: 'odd', what: 'a device' }
}

/** How a place that should be a file is told; null for a file. */
export function notFile(place: Place): string | null {
  if (place.kind === 'file') return null
  if (place.kind === 'missing') return 'the file is missing'
  return place.kind === 'folder' ? 'a folder stands in place of the file' : `in place of the file stands ${place.what}`
}

/** Opens a plain file for reading; a link or a pipe that was put there since is refused, and nothing waits. */
export function openPlain(path: string): number {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  if (fstatSync(file).isFile()) return file
  closeSync(file)
  throw Object.assign(new Error(`${path} is no plain file`), { code: 'EINVAL' })
}

/** A small file whole, or why not; more than `limitBytes` is refused. */
export function readSmall(path: string, limitBytes: number): Buffer | string {
  const wrong = notFile(placeAt(path))
  if (wrong !== null) return wrong
  try {
    const file = openPlain(path)
    try {
      const { size } = fstatSync(file)
      if (size > limitBytes) return `it has ${size} bytes, which no such file has`
      const bytes = Buffer.alloc(size)
      let read = 0
      for (let n = -1; n !== 0 && read < size; read += n) n = readSync(file, bytes, read, size - read, read)
      return bytes.subarray(0, read)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    return unreadable(error)
  }
}

/** Names in a folder, sorted; a text when it is none. */
export function namesIn(folder: string): readonly string[] | string {
  const place = placeAt(folder)
  if (place.kind === 'missing') return []
  if (place.kind !== 'folder')
    return place.kind === 'file'
      ? 'a file stands in place of the folder'
      : `in place of the folder stands ${place.what}`
  try {
    return readdirSync(folder).sort()
  } catch (error) {
    return unreadable(error)
  }
}

/** A system error in words; anything else is a defect and thrown on. */
export function unreadable(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === undefined) throw error
  return `it cannot be read: ${message}`
}

export const digestText = /^sha256:[0-9a-f]{64}$/

/** `sha256:` and 64 hex digits. */
export function sha256(bytes: Uint8Array): string {
  return `sha256:${hash('sha256', bytes, 'hex')}`
}

export const emptyDigest = sha256(new Uint8Array(0))

/** A running SHA-256. */
export function running(): { update(bytes: Uint8Array | string): void; digest(): string } {
  const sum = createHash('sha256')
  return { update: (bytes) => void sum.update(bytes), digest: () => `sha256:${sum.digest('hex')}` }
}

/** A running SHA-256 of a text that comes in short pieces: they are hashed together, since each call costs more than their bytes. */
export function runningText(): { update(text: string): void; digest(): string } {
  const sum = createHash('sha256')
  let waiting = ''
  return {
    update(text) {
      waiting += text
      if (waiting.length < 64 * 1024) return
      sum.update(waiting)
      waiting = ''
    },
    digest: () => `sha256:${sum.update(waiting).digest('hex')}`
  }
}

export interface ByteWindow {
  /** Bytes taken so far. */
  offset(): number
  /** Up to `count` bytes without taking them, valid until the next call; fewer only at the end. */
  peek(count: number): Buffer
  /** Takes up to `count` bytes, valid until the next call. */
  take(count: number): Buffer
  /** SHA-256 of all bytes read so far; of the whole file at its end. */
  digest(): string
}

const chunkBytes = 1024 * 1024

/** Reads an open file from its start to `limitBytes` in one pass, with a window that grows to what is asked at once. */
export function windowOn(file: number, limitBytes: number): ByteWindow {
  const whole = running()
  // No larger than the file asks for: most files of a check are small.
  const sizeBytes = fstatSync(file).size
  let buffer: Buffer = Buffer.allocUnsafe(Math.min(4 * chunkBytes, sizeBytes + 4096))
  let [start, end, read, taken, ended] = [0, 0, 0, 0, false]
  const fill = (count: number): void => {
    if (end - start >= count || ended) return
    if (Math.max(start + count, end + Math.min(chunkBytes, sizeBytes - read)) > buffer.length) {
      const next = count + chunkBytes > buffer.length ? Buffer.allocUnsafe(count + 2 * chunkBytes) : buffer
      buffer.copy(next, 0, start, end)
      buffer = next
      ;[start, end] = [0, end - start]
    }
    while (end - start < count && !ended) {
      const most = Math.min(chunkBytes, buffer.length - end, limitBytes - read)
      const n = most <= 0 ? 0 : readSync(file, buffer, end, most, read)
      if (n === 0) ended = true
      else {
        whole.update(buffer.subarray(end, end + n))
        end += n
        read += n
      }
    }
  }
  const peek = (count: number): Buffer => {
    fill(count)
    return buffer.subarray(start, Math.min(end, start + count))
  }
  return {
    offset: () => taken,
    peek,
    take: (count) => {
      const bytes = peek(count)
      start += bytes.length
      taken += bytes.length
      return bytes
    },
    digest: () => whole.digest()
  }
}
