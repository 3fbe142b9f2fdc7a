/** Custody of a capture: where its evidence lies and whether the bytes on disk are still the ones that were written. */
import { openStoredCapture, readStored, type OpenedCapture } from '../../evidence/segments/read-segment.ts'
import type { RecordAt } from '../../evidence/segments/revisit.ts'
import type { Custody } from '../../contract/desk/adverts.ts'
import { urlOf } from '../../store/sealed/sealed-address.ts'
import type { Vault } from './vault.ts'

/** Columns of `capture`, with `kek` and `wrapped` of `capture_key` beside them. */
export interface CustodyRow {
  readonly capture: string
  readonly url_sealed: Buffer | null
  readonly kek: string | null
  readonly wrapped: Buffer | null
  readonly status: number
  readonly captured_at: string
  readonly bytes: number
  readonly truncated: string | null
  readonly capture_state: 'sealed' | 'open' | 'erased'
  readonly erase_at: string
  readonly segment: string
  readonly seg_offset: number
  readonly seg_length: number
  readonly record_digest: Buffer
  readonly mandate_id: string
  readonly ledger_no: number | null
  readonly origin: 'crawl' | 'import'
  /** Kinds with blanks between. */
  readonly notes: string
}

/** Only the store of evidence.yaml has the segment, and it does not answer: nothing is said about the capture. */
export class StoreAway extends Error {
  readonly code = 'ECONNSTORE'
}

/** Reads the record from disk, or out of the store, and compares its digest with the one in the database. No key is needed. */
export async function custodyOf(vault: Vault, row: CustodyRow): Promise<Custody> {
  const digest = row.record_digest.toString('hex')
  const read = await readStored(vault.evidenceDir, placeOf(row))
  const verdict = read.kind !== 'record' ? read.kind : read.digest === `sha256:${digest}` ? 'intact' : 'damaged'
  return {
    capture: row.capture,
    url: urlOf(vault.keyring, { ...row, capture_id: row.capture }),
    status: row.status,
    seenAt: row.captured_at,
    bytes: row.bytes,
    truncated: row.truncated,
    state: row.capture_state,
    eraseAt: row.capture_state === 'sealed' ? row.erase_at : null,
    segment: row.segment,
    offset: row.seg_offset,
    recordDigest: `sha256:${digest}`,
    mandate: row.mandate_id,
    ledgerNo: row.ledger_no,
    origin: row.origin,
    notes: row.notes.split(' ').filter((kind) => kind !== ''),
    verdict
  }
}

/** Where a capture stands, by its row. */
interface StoredAt {
  readonly segment: string
  readonly seg_offset: number
  readonly seg_length: number
}

/** Opens a capture with its data key, with the record that it rests on; null when the evidence does not give it as it was. Throws `StoreAway`. */
export async function openedCapture(vault: Vault, row: StoredAt, dataKey: Uint8Array): Promise<OpenedCapture | null> {
  const opened = await openStoredCapture(vault.evidenceDir, placeOf(row), dataKey)
  if (opened.kind === 'refused' && opened.reason === 'away')
    throw new StoreAway(`The store of evidence does not answer: ${opened.detail}`)
  return opened.kind === 'capture' ? opened : null
}

/** Segment ids are ours, and checked all the same: they become a path. */
function placeOf({ segment, seg_offset: offset, seg_length: length }: StoredAt): RecordAt {
  if (!/^[\w.-]{1,100}$/.test(segment) || segment.startsWith('.'))
    throw new Error(`${JSON.stringify(segment)} is no segment`)
  return { segment, offset, length }
}
