/** Judges records that were split into pieces: whether all of them are in the file, and match the length and the payload digest of the whole. */
import { readHttpResponse } from '../../evidence/archives/http/message.ts'
import { labelledCheck } from '../../evidence/archives/labelled-digest.ts'
import type { WarcRecord } from '../../evidence/archives/warc-records.ts'
import { damaged, ok, unchecked, type VerifyItem } from '../item.ts'

/** Bytes of pieces that are held; of what comes after only the number is known. */
const heldLimitBytes = 256 * 1024 * 1024

interface Pieces {
  first: WarcRecord | null
  readonly blocks: Map<number, Buffer | null>
  totalBytes: number | null
  /** Pieces without a digest of their own. */
  bare: number
}

export interface Segmented {
  /** True when the record is a piece: its payload digest is judged with the whole. */
  take(record: WarcRecord): boolean
  end(item: string): VerifyItem[]
}

export function makeSegmented(): Segmented {
  const records = new Map<string, Pieces>()
  let heldBytes = 0
  return {
    take(record) {
      const number = numberOf(record, 'warc-segment-number')
      if (number === null && record.type !== 'continuation') return false
      const origin = number === 1 ? record.id : (fieldOf(record, 'warc-segment-origin-id') ?? '')
      const pieces = records.get(origin) ?? {
        first: null,
        blocks: new Map<number, Buffer | null>(),
        totalBytes: null,
        bare: 0
      }
      records.set(origin, pieces)
      if (number === 1) pieces.first = record
      if (record.blockDigest !== 'same') pieces.bare++
      heldBytes += record.block?.length ?? 0
      pieces.blocks.set(number ?? 0, heldBytes > heldLimitBytes ? null : record.block)
      pieces.totalBytes ??= numberOf(record, 'warc-segment-total-length')
      return true
    },
    end: (item) =>
      [...records].flatMap(([origin, pieces]) => judge(`${item}: record ${origin || '(without id)'}`, pieces))
  }
}

function judge(named: string, { first, blocks, totalBytes, bare }: Pieces): VerifyItem[] {
  const joinThem = 'check it together with the files that hold the other pieces'
  if (first === null)
    return [unchecked(named, 'only later pieces of it are in this file: the whole was not checked', joinThem)]
  const all: Buffer[] = []
  for (let number = 1; number <= blocks.size; number++) {
    const block = blocks.get(number)
    if (block === undefined)
      return [unchecked(named, `its piece ${number} is not in this file: the whole was not checked`, joinThem)]
    if (block === null)
      return [
        unchecked(
          named,
          'its pieces are larger than 64 MiB each or 256 MiB together: the whole was not checked',
          'check it with another tool'
        )
      ]
    all.push(block)
  }
  const whole = Buffer.concat(all)
  if (totalBytes === null)
    return [
      unchecked(named, `only its first ${all.length} pieces are in this file: the whole was not checked`, joinThem)
    ]
  if (whole.length < totalBytes)
    return [
      unchecked(
        named,
        `its last pieces are not all in this file (${whole.length} of ${totalBytes} bytes): the whole was not checked`,
        joinThem
      )
    ]
  if (whole.length > totalBytes)
    return [damaged(named, `its pieces have ${whole.length} bytes together and it states ${totalBytes}`)]
  return judgePayload(named, first, { piece: all[0] ?? whole, whole, bare })
}

/** The digest of the first piece is that of the whole payload; writers that gave it that of the piece alone are believed as well. */
function judgePayload(
  named: string,
  first: WarcRecord,
  { piece, whole, bare }: { readonly piece: Buffer; readonly whole: Buffer; readonly bare: number }
): VerifyItem[] {
  const labels = first.fields.flatMap(([name, value]) => (name === 'warc-payload-digest' ? [value] : []))
  const states = labels.map((label) => [...payloads(whole), ...payloads(piece)].map((bytes) => checkOf(label, bytes)))
  if (states.some((all) => all.every((state) => state === 'different')))
    return [damaged(named, 'the payload of its joined pieces does not match its payload digest')]
  if (bare === 0) return []
  const held = labels.some((label) => payloads(whole).some((bytes) => checkOf(label, bytes) === 'same'))
  return held
    ? [ok(named, 'its joined pieces match its payload digest', { warcRecords: bare })]
    : [
        unchecked(
          named,
          `${bare} of its pieces carry no digest: nothing shows whether they were changed`,
          askForDigests
        )
      ]
}

const askForDigests = 'ask who made the file for its digests'

function payloads(block: Buffer): readonly Buffer[] {
  const response = readHttpResponse(block)
  return typeof response === 'string' ? [block] : [response.body, ...response.storedBodies]
}

function checkOf(label: string, bytes: Buffer): string {
  const check = labelledCheck(label)
  check.update(bytes)
  return check.result()
}

function fieldOf(record: WarcRecord, name: string): string | null {
  return record.fields.find((field) => field[0] === name)?.[1] ?? null
}

function numberOf(record: WarcRecord, name: string): number | null {
  const text = fieldOf(record, name) ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}
