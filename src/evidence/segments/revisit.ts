/** A capture whose content is that of an earlier one: a WARC `revisit` record that names its original and holds the key of that content alone. */
import { captureId, type CaptureId } from '../../model/ids.ts'
import { isDigest, sha256, type Digest } from '../digest.ts'
import { cipherKey, openUnder } from '../seal.ts'
import { unpack } from './content.ts'
import { captureContext, splitOwnRecord, type OwnParts } from './outer-record.ts'
import { fieldOf, readOwnHeader, warcHeader, type Field } from './warc-record.ts'

/** The label under which content apart is sealed. */
export const contentLabel = 'content'
const profile = 'http://netpreserve.org/warc/1.1/revisit/identical-payload-digest'

/** The capture whose content another one rests on, where its record stands, and the cipher key of its content. */
export interface Original {
  readonly id: CaptureId
  /** Its `WARC-Date`. */
  readonly date: string
  /** The address of both. */
  readonly url: string
  readonly segment: string
  /** Bytes of its record in the segment file. */
  readonly offset: number
  readonly length: number
  /** Digest of the whole record. */
  readonly record: Digest
  /** 32 bytes: opens the content and nothing else of the original. */
  readonly key: Buffer
}

/** Fields of a revisit record (WARC 1.1, 6.7.2) beside those of a response. */
export function revisitFields({ id, date, url }: Original): Field[] {
  return [
    ['WARC-Profile', profile],
    ['WARC-Refers-To', `<urn:uuid:${id}>`],
    ['WARC-Refers-To-Target-URI', url],
    ['WARC-Refers-To-Date', date]
  ]
}

/** What a revisit holds sealed before its records: one line. The key never leaves the seal: exports begin behind this line. */
export function originalLine({ id, date, url, segment, offset, length, record, key }: Original): Buffer {
  const line = {
    format: 'baken-revisit/1',
    id,
    date,
    url,
    segment,
    offset,
    length,
    record,
    key: key.toString('base64url')
  }
  return Buffer.from(`${JSON.stringify(line)}\n`, 'utf8')
}

/** Reads the line before the records of a revisit, or says what is wrong. */
export function readOriginal(sealed: Buffer): { readonly original: Original; readonly members: Buffer } | string {
  const end = sealed.indexOf(0x0a)
  try {
    const line = JSON.parse(sealed.subarray(0, Math.max(0, end)).toString('utf8')) as Omit<Original, 'key'> & {
      readonly format: unknown
      readonly key: string
    }
    const { id, date, url, segment, offset, length, record } = line
    const key = Buffer.from(line.key, 'base64url')
    if (line.format !== 'baken-revisit/1' || captureId(id) === null || !isDigest(record) || key.length !== 32)
      return 'the line that names its original is not of version 1'
    return { original: { id, date, url, segment, offset, length, record, key }, members: sealed.subarray(end + 1) }
  } catch {
    return 'no line names its original'
  }
}

/** The packed content of an original, from the bytes of its record; or why there is none. */
export function contentUnder(bytes: Buffer, original: Original): Buffer | string {
  if (sha256(bytes) !== original.record) return 'the record of its original is not the one that it rests on'
  const parts = splitOwnRecord(bytes)
  return typeof parts === 'string' ? `its original: ${parts}` : contentIn(parts, original)
}

function contentIn(
  { record, block }: OwnParts,
  { id, date, key }: Pick<Original, 'id' | 'date' | 'key'>
): Buffer | string {
  const { content } = record
  if (content === null || record.id !== id || record.date !== date)
    return 'the record that it names as its original is none'
  const sealed = { nonce: content.nonce, block: block.subarray(block.length - content.bytes) }
  const opened = openUnder(key, contentLabel, captureContext(id, date), sealed)
  return opened.kind === 'opened' ? opened.bytes : `the content of its original does not open: ${opened.detail}`
}

/** Where the record of a capture stands. */
export type RecordAt = Pick<Original, 'segment' | 'offset' | 'length'>

/** A capture as an original for another of the same body: null when its content is not apart, is damaged, or is not that body byte for byte. */
export function originalFor(
  bytes: Buffer,
  at: RecordAt,
  dataKey: Uint8Array,
  same: { readonly url: string; readonly body: Uint8Array }
): Original | null {
  const parts = splitOwnRecord(bytes)
  if (typeof parts === 'string' || parts.record.content === null) return null
  const { id, date } = parts.record
  const { segment, offset, length } = at
  const key = cipherKey(dataKey, contentLabel)
  const packed = contentIn(parts, { id, date, key })
  const body = typeof packed === 'string' ? packed : unpack(packed)
  if (typeof body === 'string' || !body.equals(same.body)) return null
  return { id, date, url: same.url, segment, offset, length, record: sha256(bytes), key }
}

/** The head of a response record that holds a body, from a record sealed without it; null when the record is another. */
export function responseHead(record: Buffer, body: Buffer): Buffer | null {
  const end = record.indexOf('\r\n\r\n', 0, 'latin1') + 4
  const fields = readOwnHeader(record.subarray(0, end))
  const type = fields === null ? null : fieldOf(fields, 'WARC-Type')
  if (fields === null || (type !== 'response' && type !== 'revisit')) return null
  if (type === 'response') return record
  // What a revisit says beside a response goes; digest and length are those of the whole block.
  const http = record.subarray(end, -4)
  const block = Buffer.concat([http, body])
  const whole = fields
    .filter(([name]) => name !== 'WARC-Profile' && !name.startsWith('WARC-Refers-To') && name !== 'Content-Length')
    .map(([name, value]): Field => {
      if (name === 'WARC-Type') return [name, 'response']
      return name === 'WARC-Block-Digest' ? [name, sha256(block)] : [name, value]
    })
  return Buffer.concat([warcHeader([...whole, ['Content-Length', String(block.length)]]), http])
}
