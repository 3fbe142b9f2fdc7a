/** What the checks of one segment share: where its files stand, what is known beside them, and what one pass over it found. */
import path from 'node:path'
import type { LedgerNote } from '../anchors.ts'
import type { SegmentEnd } from '../index-list.ts'
import type { VerifyItem } from '../item.ts'
import type { OtherHalf } from '../ledger/other-half.ts'
import type { Originals } from './originals.ts'
import type { Objects } from './object-reader.ts'

export const recover = 'start Baken on this data folder: it recovers what was committed'

export interface SegmentContext {
  readonly evidenceDir: string
  /** A process writes here now. */
  readonly running: boolean
  readonly half: OtherHalf | null
  /** The store of evidence.yaml; absent: none is named. */
  readonly objects?: Objects
  /** Filled with what descriptions of segments note of the ledger. */
  readonly notes: LedgerNote[]
  /** Filled with what captures rest on. */
  readonly originals: Originals
}

export function segmentFile(evidenceDir: string, segment: string): string {
  return path.join(evidenceDir, 'segments', `${segment}.warc`)
}

export function headFile(evidenceDir: string, segment: string): string {
  return path.join(evidenceDir, 'segments', `${segment}.head.json`)
}

/** What index and head say of a segment's beginning and end. */
export interface Expectation {
  readonly end: SegmentEnd | null
  readonly closed: boolean
  readonly warcinfo: string | null
}

/** What one pass over the file found. */
export interface Pass {
  readonly items: VerifyItem[]
  /** Highest record number before the committed end, and its digest. */
  records: number
  last: string
  /** Whole captures before the committed end. */
  captures: number
  /** Bytes of whole records. */
  wholeBytes: number
  /** After the committed end: whole records, and bytes that are none. */
  tailRecords: number
  tornBytes: number
  /** The whole file, when all of it was read. */
  file: string
  /** Over `rowText` of the captures before the committed end. */
  rowDigest: string
}
