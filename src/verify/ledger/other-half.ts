/** What the database knows of evidence: the ledger, and the tables segment and capture, as a check asks for them. */

/** What `capture.store` entries say of one segment. */
export interface StoredSegment {
  readonly captures: number
  /** By record number: digest of that record as an entry noted it, and the entry. */
  readonly marks: ReadonlyMap<number, { readonly last: string; readonly entry: number }>
}

export interface SegmentRow {
  readonly bytes: number
  readonly records: number
  readonly closed: boolean
}

/** Captures of one segment: how many rows, and SHA-256 over `rowText` of each in the order of their places. */
export interface CaptureSum {
  readonly count: number
  readonly digest: string
}

export interface CaptureRow {
  readonly id: string
  readonly offset: number
  readonly length: number
  /** `sha256:` and hex. */
  readonly digest: string
  /** When it was seen: seconds since 1970 in UTC with six decimals, as text. */
  readonly seen: string
  /** The capture whose content it has. */
  readonly original: string | null
}

/** What a row of the table capture keeps sealed, with its wrapped key. */
export interface SealedRow {
  readonly id: string
  readonly segment: string
  readonly offset: number
  readonly length: number
  readonly mandate: string
  /** The capture whose content it has. */
  readonly original: string | null
  readonly state: string
  readonly urlMac: Buffer | null
  readonly urlSealed: Buffer | null
  /** Name of the wrapping key; null when the table capture_key has no row. */
  readonly kek: string | null
  readonly wrapped: Buffer | null
}

/** The database's half as it was when a check began, and questions about what came since. */
export interface OtherHalf {
  /** Number of the last entry; 0 when there is none. */
  readonly lastEntry: number
  readonly stored: ReadonlyMap<string, StoredSegment>
  /** Entries of the index that ledger entries noted. */
  readonly indexNotes: readonly { readonly number: number; readonly digest: string; readonly entry: number }[]
  /** Segments whose removal stands in the ledger, with the entry. */
  readonly dropped: ReadonlyMap<string, number>
  /** Those among them that a later run of erasing found dropped: their files are gone for good. */
  readonly droppedBefore: ReadonlySet<string>
  readonly segmentRows: ReadonlyMap<string, SegmentRow>
  readonly captureSums: ReadonlyMap<string, CaptureSum>
  /** Hashes (hex) of entries by number, as they are now. */
  hashesOf(entries: readonly number[]): Promise<ReadonlyMap<number, string>>
  /** Rows of one segment as they are now, at most 1,000,000. */
  capturesOf(segment: string): Promise<readonly CaptureRow[]>
  segmentRowOf(segment: string): Promise<SegmentRow | null>
  /** What the entries of one segment say, of those that came since only the ones up to this record. */
  storedOf(segment: string, records: number): Promise<StoredSegment>
}

/** One capture as it goes into the digest of a `CaptureSum`; rows are joined by line feeds. */
export function rowText({ id, offset, length, digest, seen, original }: CaptureRow): string {
  const rested = original === null ? '' : ` ${original}`
  return `${id} ${offset} ${length} ${digest.slice('sha256:'.length)} ${seen}${rested}`
}
