/** Opens what a capture rests on, as docs/evidence-format.md describes it: whoever has its key must get the content that it found again. */
import { readSync } from 'node:fs'
import { constants, gunzipSync, inflateRawSync } from 'node:zlib'
import { sha256 } from '../disk.ts'
import { sealedText } from '../keys.ts'

/** A file of a segment, opened; null where there is none. */
export type FileOf = (segment: string) => number | null

interface Place {
  readonly segment: string
  readonly offset: number
  readonly length: number
}

/** Larger ones are left to reading: a check holds no gigabyte. */
const mostBytes = 64 * 1024 * 1024
const mostUnpackedBytes = 256 * 1024 * 1024

/** What is wrong with what a capture rests on; null when its content is there, opens, and is what the capture says that was answered. */
export function judgeRested(fileOf: FileOf, place: Place, dataKey: Buffer): string | null {
  const own = recordAt(fileOf, place)
  if (own === null) return null // The segment's check tells it.
  const sealed = sealedText(dataKey, 'capture', own)
  const inside = sealed === null ? null : unpacked(sealed)
  const end = inside?.indexOf(0x0a) ?? -1
  if (inside === null || end < 0) return null // Its key or its record is another, which is told.
  const named = namedIn(inside.subarray(0, end))
  const answered = payloadOf(inside.subarray(end + 1))
  if (named === null || answered === null) return 'what it holds sealed does not say whose content it has'
  if (named.length > mostBytes) return null
  const original = recordAt(fileOf, named)
  if (original === null || original.id !== named.id)
    return `it has the content of capture ${named.id}, and segment ${named.segment} does not hold that: it cannot be shown any more`
  const packed = sealedText(named.key, null, original)
  const body = packed === null ? null : unpacked(packed)
  return body !== null && sha256(body) === answered
    ? null
    : `it has the content of capture ${named.id}, and that does not open to what was answered`
}

interface RecordThere {
  readonly id: string
  readonly date: string
  /** Of the content where that stands apart, else of the records. */
  readonly nonce: Buffer
  readonly block: Buffer
}

function recordAt(fileOf: FileOf, { segment, offset, length }: Place): RecordThere | null {
  const file =
    /^[0-9a-zA-Z-]+$/.test(segment) && offset >= 0 && length > 0 && length <= mostBytes ? fileOf(segment) : null
  if (file === null) return null
  const bytes = Buffer.alloc(length)
  if (readSync(file, bytes, 0, length, offset) < length) return null
  const head = bytes.toString('latin1', 0, bytes.indexOf('\r\n\r\n'))
  const field = (pattern: RegExp): string => pattern.exec(head)?.[1] ?? ''
  const apart = field(/\r\nBaken-Content: ([^\r\n]*)/)
  const whole = bytes.subarray(head.length + 4, -4)
  const block = apart === '' ? whole : whole.subarray(whole.length - Number(/length=(\d+)$/.exec(apart)?.[1]))
  return {
    id: field(/\r\nWARC-Record-ID: <urn:uuid:([0-9a-f-]{36})>/),
    date: field(/\r\nWARC-Date: ([^\r\n]*)/),
    nonce: Buffer.from(
      /nonce=([0-9a-f]{24})/.exec(apart === '' ? field(/\r\nBaken-Seal: ([^\r\n]*)/) : apart)?.[1] ?? '',
      'hex'
    ),
    block
  }
}

function namedIn(line: Buffer): (Place & { readonly id: string; readonly key: Buffer }) | null {
  try {
    const said = JSON.parse(line.toString('utf8')) as Place & { id: string; format: string; key: string }
    const { id, segment, offset, length } = said
    return said.format === 'baken-revisit/1'
      ? { id, segment, offset, length, key: Buffer.from(said.key, 'base64url') }
      : null
  } catch {
    return null
  }
}

/** `WARC-Payload-Digest` of the revisit record. */
function payloadOf(members: Buffer): string | null {
  try {
    const text = gunzipSync(members, { maxOutputLength: mostUnpackedBytes }).toString('latin1')
    const from = text.indexOf('WARC-Type: revisit\r\n')
    return from < 0 ? null : (/\r\nWARC-Payload-Digest: (sha256:[0-9a-f]{64})\r\n/.exec(text.slice(from))?.[1] ?? null)
  } catch {
    return null
  }
}

function unpacked(packed: Buffer): Buffer | null {
  try {
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: mostUnpackedBytes })
  } catch {
    return null
  }
}
