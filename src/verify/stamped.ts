/** Reads the small JSON files of an evidence folder strictly: one spelling, and a digest over it, so that any changed byte shows. */
import { readSmall, sha256 } from './disk.ts'

export type Fields = Readonly<Record<string, unknown>>

export type Reading =
  | { readonly kind: 'fields'; readonly fields: Fields; readonly digest: string }
  | { readonly kind: 'damaged'; readonly cause: string }

const limitBytes = 64 * 1024

/** Reads one stamped file. */
export function readStampedFile(path: string): Reading {
  const bytes = readSmall(path, limitBytes)
  return typeof bytes === 'string' ? { kind: 'damaged', cause: bytes } : readStampedLine(bytes)
}

/** One line with its line feed: the fields as `JSON.stringify` spells them, and last `digest` over the same without it. */
export function readStampedLine(bytes: Buffer): Reading {
  const text = bytes.toString('latin1')
  const ending = /,"digest":"(sha256:[0-9a-f]{64})"\}\n$/.exec(text)
  if (ending === null)
    return { kind: 'damaged', cause: bytes.length === 0 ? 'the file is empty' : 'it carries no digest of itself' }
  const stamped = Buffer.concat([bytes.subarray(0, ending.index), Buffer.from('}')])
  const digest = ending[1] ?? ''
  if (sha256(stamped) !== digest) return { kind: 'damaged', cause: 'the content does not match the digest in the file' }
  try {
    const value: unknown = JSON.parse(stamped.toString('utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      if (JSON.stringify(value) === stamped.toString('utf8')) return { kind: 'fields', fields: value as Fields, digest }
      return { kind: 'damaged', cause: 'it is spelled in another way than such files are' }
    }
  } catch {
    // Told below.
  }
  return { kind: 'damaged', cause: 'the file holds no object' }
}

/** A whole number of 0 or more, or null. */
export function wholeNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
}
