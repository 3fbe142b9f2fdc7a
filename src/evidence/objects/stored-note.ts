/** The note beside a segment that says that a store has it: what allows its file to be absent here. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDigest, type Digest } from '../digest.ts'
import { readStamped, replaceFile, stampedText } from '../stamped-json.ts'

export interface StoredNote {
  readonly segment: string
  /** The store, as people are told of it. */
  readonly place: string
  readonly version: string | null
  readonly bytes: number
  /** SHA-256 of the object, which was read back. */
  readonly file: Digest
  readonly at: string
}

export function storedNotePath(evidenceDir: string, segment: string): string {
  return join(evidenceDir, 'segments', `${segment}.stored.json`)
}

/** Written when the object was read back whole, and before its file may go. */
export function writeStoredNote(evidenceDir: string, { segment, place, version, bytes, file, at }: StoredNote): void {
  const fields = { format: 'baken-stored/1', segment, place, version, bytes, file, at }
  replaceFile(storedNotePath(evidenceDir, segment), stampedText(fields), true)
}

/** The note of a segment; null where there is none, or where it is damaged. */
export function readStoredNote(evidenceDir: string, segment: string): StoredNote | null {
  const path = storedNotePath(evidenceDir, segment)
  if (!existsSync(path)) return null
  const reading = readStamped(readFileSync(path))
  if (reading.kind === 'damaged') return null
  const { place, version, bytes, file, at } = reading.fields
  if (reading.fields['segment'] !== segment || typeof place !== 'string' || typeof bytes !== 'number') return null
  if (!isDigest(file) || typeof at !== 'string') return null
  return { segment, place, version: typeof version === 'string' ? version : null, bytes, file, at }
}
