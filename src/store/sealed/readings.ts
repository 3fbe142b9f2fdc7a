/** Sealed readings: what an advert says, encrypted under a sub-key of the data key of the capture that shows it. */
import { DoesNotOpen } from '../../model/does-not-open.ts'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { unwrapDataKey, type Keyring } from '../../evidence/keys.ts'
import { openBytes, sealBytes } from '../../evidence/seal.ts'
import type { CaptureId } from '../../model/ids.ts'
import type { SealedReading } from '../../model/reading.ts'
import { keyOfRow } from './key-not-here.ts'

/** What must be selected to open a reading: sighting joined with capture_key. */
export interface ReadingRow {
  readonly capture_id: string
  /** `advert.key`, the name of its place: part of what is authenticated. */
  readonly key: string
  readonly kek: string
  readonly wrapped: Buffer
  readonly reading: Buffer
}

/** Seals a reading (61 bytes more than its deflated JSON). */
export function sealReading(
  dataKey: Uint8Array,
  capture: CaptureId,
  advertKey: string,
  reading: SealedReading
): Buffer {
  const plain = deflateRawSync(JSON.stringify(reading), deflating)
  return sealBytes(dataKey, 'reading', `${capture} ${advertKey}`, plain)
}

/** Readings have some kilobytes, which become as small in a small window, whose tables cost less to make. */
const deflating = { level: 1, windowBits: 12, memLevel: 5 } as const

/** Readings have some kilobytes: chunks of Node's own size cost more to make than a reading to inflate. */
const inflating = { maxOutputLength: 16 * 1024 * 1024, chunkSize: 4096 }

/** Opens a reading; null when its key is gone (erased). Throws when bytes or key were changed: evidence is damaged then. */
export function openReading(keyring: Keyring, row: ReadingRow): SealedReading | null {
  const dataKey = dataKeyOf(keyring, row)
  return dataKey === null ? null : readingUnder(dataKey, row)
}

/** As `openReading`, with the data key at hand. */
export function readingUnder(
  dataKey: Uint8Array,
  row: Pick<ReadingRow, 'capture_id' | 'key' | 'reading'>
): SealedReading {
  const opened = openBytes(dataKey, 'reading', `${row.capture_id} ${row.key}`, row.reading)
  if (opened.kind === 'refused')
    throw new DoesNotOpen(`The reading of capture ${row.capture_id} does not open: ${opened.detail}`)
  return JSON.parse(inflateRawSync(opened.bytes, inflating).toString('utf8')) as SealedReading
}

/** The data key of a capture; null when its wrapping key is destroyed. Throws DoesNotOpen when that cannot be had, or the wrapped key was changed. */
export function dataKeyOf(
  keyring: Keyring,
  row: { readonly capture_id: string; readonly kek: string; readonly wrapped: Buffer }
): Buffer | null {
  const under = keyOfRow(keyring, row.kek)
  if (under === null) return null
  const dataKey = unwrapDataKey(row.wrapped, under, row.capture_id as CaptureId)
  if (dataKey.kind === 'refused')
    throw new DoesNotOpen(`The key of capture ${row.capture_id} does not open: ${dataKey.detail}`)
  return dataKey.bytes
}
