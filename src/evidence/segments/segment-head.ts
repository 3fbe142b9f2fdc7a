/** The head of a segment: how far it is committed, so that a cut tail and a killed writer are told apart. */
import { join } from 'node:path'
import type { Digest } from '../digest.ts'
import { replaceFile, stampedText } from '../stamped-json.ts'

/** A place between two records of a segment. */
export interface SegmentMark {
  readonly records: number
  readonly bytes: number
  /** Digest of the last record before it. */
  readonly last: Digest
}

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
