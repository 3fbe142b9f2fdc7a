/** What a check of evidence says about one thing. */

export interface VerifyItem {
  readonly kind: 'ok' | 'damaged' | 'warning'
  /** The file, and the capture or entry within it. */
  readonly item: string
  /** Bytes `FIRST-LAST` of the file, or empty when all of it is meant. */
  readonly place: string
  readonly cause: string
  /** What to do next; empty when ok. */
  readonly do: string
  /** Records and bytes that were checked and are whole. */
  readonly records?: number
  readonly bytes?: number
}

export const restoreIt = 'keep the file as it is, and restore it from the backup beside it'

export function damaged(item: string, cause: string, place = '', action = restoreIt): VerifyItem {
  return { kind: 'damaged', item, place, cause, do: action }
}

export function warning(item: string, cause: string, action: string, place = ''): VerifyItem {
  return { kind: 'warning', item, place, cause, do: action }
}

export function ok(item: string, cause: string, records: number, bytes: number): VerifyItem {
  return { kind: 'ok', item, place: '', cause, do: '', records, bytes }
}

/** `FIRST-LAST`, inclusive. */
export function bytePlace(offset: number, bytes: number): string {
  return `bytes ${offset}-${offset + Math.max(bytes, 1) - 1}`
}
