/** The head of a segment: how far it is committed, so that a cut tail and a killed writer are told apart. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDigest, type Digest } from './digest.ts'
import { readStamped, replaceFile, stampedText } from './stamped-json.ts'

/** A place between two records of a segment. */
export interface SegmentMark {
  readonly records: number
  readonly bytes: number
  /** Digest of the last record before it. */
  readonly last: Digest
}

export type HeadReading =
  | { readonly kind: 'head'; readonly mark: SegmentMark }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged'; readonly cause: string }

export function segmentPath(evidenceDir: string, segment: string): string {
  return join(evidenceDir, 'segments', `${segment}.warc`)
}

export function headPath(evidenceDir: string, segment: string): string {
  return join(evidenceDir, 'segments', `${segment}.head.json`)
}

/** Puts the head at a mark. Without `sync` a power cut may bring an older head back, never a newer one: recovery follows the database. */
export function writeHead(evidenceDir: string, segment: string, mark: SegmentMark, sync: boolean): void {
  const { records, bytes, last } = mark
  replaceFile(
    headPath(evidenceDir, segment),
    stampedText({ format: 'baken-head/1', segment, records, bytes, last }),
    sync
  )
}

export function readHead(evidenceDir: string, segment: string): HeadReading {
  let bytes: Buffer
  try {
    bytes = readFileSync(headPath(evidenceDir, segment))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'missing' }
    throw error
  }
  const reading = readStamped(bytes)
  if (reading.kind === 'damaged') return reading
  const { records, bytes: sizeBytes, last, segment: name, format } = reading.fields
  if (format !== 'baken-head/1' || name !== segment || !isDigest(last))
    return { kind: 'damaged', cause: 'it is the head of something else' }
  if (typeof records !== 'number' || typeof sizeBytes !== 'number')
    return { kind: 'damaged', cause: 'it holds no lengths' }
  return { kind: 'head', mark: { records, bytes: sizeBytes, last } }
}
