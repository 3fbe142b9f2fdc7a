/** Small JSON files that carry their own digest and have one spelling only, so that any changed byte shows. */
import { randomBytes } from 'node:crypto'
import { linkSync, openSync, closeSync, fdatasyncSync, renameSync, unlinkSync, writeSync, fsyncSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isDigest, sha256, type Digest } from './digest.ts'

export type Scalar = string | number | boolean | null
export type Stamped = Readonly<Record<string, Scalar>>

/** One line: the fields in the order given, then `digest` over the line without it. */
export function stampedText(fields: Stamped): string {
  return `${JSON.stringify({ ...fields, digest: stamp(fields) })}\n`
}

export function stamp(fields: Stamped): Digest {
  return sha256(Buffer.from(JSON.stringify(fields), 'utf8'))
}

export type StampedReading =
  | { readonly kind: 'stamped'; readonly fields: Stamped; readonly digest: Digest }
  | { readonly kind: 'damaged'; readonly cause: string }

/** Reads a stamped file strictly: same fields, same digest, same spelling, byte for byte. */
export function readStamped(bytes: Uint8Array): StampedReading {
  const text = Buffer.from(bytes).toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { kind: 'damaged', cause: text.trim() === '' ? 'the file is empty' : 'the file is not JSON any more' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { kind: 'damaged', cause: 'the file holds no object' }
  }
  const { digest, ...fields } = value as Record<string, Scalar>
  if (!isDigest(digest)) return { kind: 'damaged', cause: 'the file carries no digest of itself' }
  if (stamp(fields) !== digest || !Buffer.from(stampedText(fields), 'utf8').equals(bytes)) {
    return { kind: 'damaged', cause: 'the content does not match the digest in the file' }
  }
  return { kind: 'stamped', fields, digest }
}

/** Puts a whole new file in the place of another, or none: readers see the old or the new, never a part. `sync`: survives a power cut. */
export function replaceFile(path: string, text: string, sync: boolean): void {
  const temporary = writeTemporary(path, text, 0o640, sync)
  renameSync(temporary, path)
  if (sync) syncFolder(dirname(path))
}

/** Makes a file that must not exist yet; false when it does. Whole or not at all, also between machines (a hard link). */
export function createFile(path: string, content: string | Uint8Array, mode = 0o640): boolean {
  const temporary = writeTemporary(path, content, mode, true)
  try {
    linkSync(temporary, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    unlinkSync(temporary)
  }
  syncFolder(dirname(path))
  return true
}

/** Makes names in a folder survive a power cut. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** Names of files that an interrupted write left behind. */
export const temporaryName = /^\.new-/

/** Writes a file beside `path` that is to be renamed to it, and gives its path. */
export function writeTemporary(path: string, content: string | Uint8Array, mode: number, sync: boolean): string {
  const temporary = join(dirname(path), `.new-${randomBytes(6).toString('hex')}-${basename(path)}`)
  const file = openSync(temporary, 'wx', mode)
  try {
    if (typeof content === 'string') writeSync(file, content)
    else writeSync(file, content)
    if (sync) fdatasyncSync(file)
  } catch (error) {
    unlinkSync(temporary)
    throw error
  } finally {
    closeSync(file)
  }
  return temporary
}
