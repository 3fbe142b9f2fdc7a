/** New identifiers of captures and segments: time first, then random, so that processes and machines never meet. */
import type { CaptureId } from '../model/ids.ts'
import { randomBytesPooled } from './seal.ts'

/** The latest time that fits the 48 bits of an identifier, in ms. */
const latestMs = 2 ** 48 - 1

/** A UUID of version 7 (RFC 9562): milliseconds, then 74 random bits. A time outside its 48 bits counts as the first or the last. */
export function newCaptureId(timeMs: number): CaptureId {
  const bytes = randomBytesPooled(16)
  bytes.writeUIntBE(Math.min(Math.max(Math.trunc(timeMs), 0), latestMs), 0, 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as CaptureId
}

/** `YYYYMMDDTHHMMSSmmm-` and 12 random hex digits: sorts by time, fits a file name. */
export function newSegmentId(timeMs: number): string {
  const time = new Date(timeMs).toISOString().replace(/[-:.Z]/g, '')
  return `${time}-${randomBytesPooled(6).toString('hex')}`
}
