/** The outside of a capture in a segment: what anybody may read and check without a key, and nothing of what was seen. */
import type { CaptureId } from '../../model/ids.ts'
import { captureId } from '../../model/ids.ts'
import { isDigest, sha256, type Digest } from '../digest.ts'
import type { Sealed } from '../seal.ts'
import { fieldOf, readOwnHeader, recordEnd, type Field } from './warc-record.ts'

export const sealedType = 'application/vnd.baken.sealed'
/** Header bytes of our own records; ours have less than 1,000. */
export const headerLimitBytes = 8192

export interface OwnRecord {
  readonly type: 'warcinfo' | 'resource'
  readonly id: CaptureId
  readonly date: string
  /** Place in its segment, from 1 (the warcinfo). */
  readonly number: number
  readonly previous: Digest
  readonly blockDigest: Digest
  readonly blockBytes: number
  readonly seal: { readonly nonce: Uint8Array; readonly commit: Uint8Array } | null
  /** Content that is sealed apart: the last so many bytes of the block, tag included. */
  readonly content: { readonly nonce: Uint8Array; readonly commit: Uint8Array; readonly bytes: number } | null
  /** The capture whose content this one has. */
  readonly original: OriginalNamed | null
}

/** How the outside of a capture names its original. */
export interface OriginalNamed {
  readonly id: CaptureId
  readonly segment: string
  /** Digest of its whole record. */
  readonly record: Digest
}

export interface RecordPlace {
  readonly id: CaptureId
  readonly date: string
  readonly number: number
  readonly previous: Digest
}

/** A sealed capture as record bytes: header, ciphertext (of its records, then of content apart), two line ends. */
export function sealedRecord(
  place: RecordPlace,
  sealed: Sealed,
  {
    content = null,
    original = null
  }: { readonly content?: Sealed | null; readonly original?: OriginalNamed | null } = {}
): Buffer {
  const { nonce, commit } = sealed
  const seal = `v=1; alg=A256GCM; kdf=HKDF-SHA256; nonce=${hex(nonce)}; commit=${hex(commit)}`
  const more: Field[] = [
    ['WARC-Target-URI', `urn:baken:capture:${place.id}`],
    ['Baken-Seal', seal]
  ]
  if (content !== null)
    more.push([
      'Baken-Content',
      `nonce=${hex(content.nonce)}; commit=${hex(content.commit)}; length=${content.block.length}`
    ])
  if (original !== null) more.push(['Baken-Original', `${original.id} ${original.segment} ${original.record}`])
  const block = content === null ? sealed.block : Buffer.concat([sealed.block, content.block])
  return ownRecord('resource', place, block, sealedType, more)
}

/** One of our own records. Its last field is a digest over all header lines above it, so that each record can be judged alone. */
export function ownRecord(
  type: OwnRecord['type'],
  place: RecordPlace,
  block: Uint8Array,
  media: string,
  more: readonly Field[]
): Buffer {
  const fields: Field[] = [
    ['WARC-Type', type],
    ['WARC-Record-ID', `<urn:uuid:${place.id}>`],
    ['WARC-Date', place.date],
    ...more,
    ['Content-Type', media],
    ['Content-Length', String(block.length)],
    ['WARC-Block-Digest', sha256(block)],
    ['Baken-Record', String(place.number)],
    ['Baken-Previous', place.previous]
  ]
  let text = 'WARC/1.1\r\n'
  for (const [name, value] of fields) {
    if (/[\r\n\0]/.test(value)) throw new Error(`a line break in WARC field ${name}`)
    text += `${name}: ${value}\r\n`
  }
  const header = `${text}Baken-Head: ${sha256(Buffer.from(text, 'utf8'))}\r\n\r\n`
  return Buffer.concat([Buffer.from(header, 'utf8'), block, recordEnd])
}

/** Reads header bytes of an own record, or says what is wrong with them. Every byte of the header is covered by its own digest. */
export function readOwnRecord(header: Buffer): OwnRecord | string {
  const at = header.lastIndexOf('Baken-Head: ')
  const head = header.subarray(at + 12, -4).toString('latin1')
  if (at < 0 || !isDigest(head)) return 'the header has no digest of itself'
  if (head !== sha256(header.subarray(0, at))) return 'the header does not match its digest'
  const fields = readOwnHeader(header)
  if (fields === null) return 'the header is not spelled as ours are'
  const get = (name: string): string => fieldOf(fields, name) ?? ''
  const type = get('WARC-Type')
  const id = captureId(get('WARC-Record-ID').slice(10, -1))
  const [previous, blockDigest] = [get('Baken-Previous'), get('WARC-Block-Digest')]
  if ((type !== 'warcinfo' && type !== 'resource') || id === null) return 'the header names no record of ours'
  if (!isDigest(previous) || !isDigest(blockDigest)) return 'the header carries no digests'
  const seal = readSeal(get('Baken-Seal'))
  if (type === 'resource' && (seal === null || get('Content-Type') !== sealedType))
    return 'the header has no seal of version 1'
  const [number, blockBytes] = [Number(get('Baken-Record')), Number(get('Content-Length'))]
  if (!Number.isSafeInteger(number) || !Number.isSafeInteger(blockBytes)) return 'the header has no number or length'
  const [content, original] = [readContent(get('Baken-Content')), readNamed(get('Baken-Original'))]
  if (content === undefined || original === undefined || (content !== null && content.bytes > blockBytes))
    return 'the header says of its content what the format does not know'
  return { type, id, date: get('WARC-Date'), number, previous, blockDigest, blockBytes, seal, content, original }
}

export interface OwnParts {
  readonly record: OwnRecord
  readonly block: Buffer
}

/** Header and block of the bytes of one record, or what is wrong with them. */
export function splitOwnRecord(bytes: Buffer): OwnParts | string {
  const end = bytes.subarray(0, headerLimitBytes).indexOf('\r\n\r\n', 0, 'latin1')
  if (end < 0) return 'the record has no header'
  const record = readOwnRecord(bytes.subarray(0, end + 4))
  if (typeof record === 'string') return record
  const block = bytes.subarray(end + 4, -4)
  if (block.length !== record.blockBytes || !bytes.subarray(-4).equals(recordEnd))
    return 'the record has another length'
  return sha256(block) === record.blockDigest ? { record, block } : 'the ciphertext does not match its digest'
}

/** What is authenticated beside the ciphertext. */
export function captureContext(id: CaptureId, date: string): string {
  return `${id} ${date}`
}

const sealText = /^v=1; alg=A256GCM; kdf=HKDF-SHA256; nonce=([0-9a-f]{24}); commit=([0-9a-f]{64})$/

function readSeal(text: string): OwnRecord['seal'] {
  const match = sealText.exec(text)
  if (match === null) return null
  return { nonce: Buffer.from(match[1] ?? '', 'hex'), commit: Buffer.from(match[2] ?? '', 'hex') }
}

const contentText = /^nonce=([0-9a-f]{24}); commit=([0-9a-f]{64}); length=(\d{1,12})$/

/** Null when there is none, undefined when it is spelled in another way. */
function readContent(text: string): OwnRecord['content'] | undefined {
  if (text === '') return null
  const [, nonce = '', commit = '', bytes] = contentText.exec(text) ?? []
  if (bytes === undefined) return undefined
  return { nonce: Buffer.from(nonce, 'hex'), commit: Buffer.from(commit, 'hex'), bytes: Number(bytes) }
}

function readNamed(text: string): OwnRecord['original'] | undefined {
  if (text === '') return null
  const [name = '', segment = '', record, ...more] = text.split(' ')
  const id = captureId(name)
  return id === null || segment === '' || !isDigest(record) || more.length > 0 ? undefined : { id, segment, record }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
