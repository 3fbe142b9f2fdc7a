/** Undoes content coding (gzip, br, deflate, zstd, several) within bounds of output and ratio. */
import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib'
import type { Transform } from 'node:stream'
import type { Exchange } from '../../model/exchange.ts'

export interface DecodeLimits {
  /** Of the result, and of every layer between. */
  readonly maxBytes: number
  /** Result over input, judged above 1 MB of result; text reaches 20, a page of repetition 100, a bomb 1,000. */
  readonly maxRatio: number
}

export type DecodeResult =
  /** `partial`: the coded body was cut or damaged at the end, and this is what came out before. */
  | { readonly kind: 'body'; readonly body: Uint8Array; readonly partial: boolean }
  | { readonly kind: 'failed'; readonly reason: 'decode' | 'too-large'; readonly detail: string }

export const defaultDecodeLimits: DecodeLimits = { maxBytes: 50_000_000, maxRatio: 200 }

/**
 * The body of an exchange without its content coding, character set untouched. Synchronous zlib in one call: no thread hop
 * for the small pages that nearly all are. Codings in the order of the header are undone last first (RFC 9110, 8.4). What is
 * no coding (`utf-8`, `none`) codes nothing, as in browsers, and a body that is plain text although the header names a coding
 * comes out as it is. gzip that no header names is known by its bytes. A truncated exchange gives what can still be read,
 * marked partial.
 */
export async function decodeBody(
  exchange: Pick<Exchange, 'responseHeaders' | 'body' | 'truncated'>,
  limits: DecodeLimits = defaultDecodeLimits
): Promise<DecodeResult> {
  const codings = contentCodings(exchange.responseHeaders)
  if (codings.length > maxLayers)
    return { kind: 'failed', reason: 'decode', detail: `${codings.length} content codings` }
  let body = exchange.body
  let partial = false
  // Last first; and gzip that nobody announced is inside all that was announced.
  for (const [at, coding] of [...codings.reverse(), 'gzip'].entries()) {
    const decoder = body.length === 0 ? null : decoderFor(coding, body)
    if (decoder === null || !decoder.looksRight(body)) continue
    const step = await decodeLayer(decoder, body, exchange.truncated !== null, limits)
    if (step.kind === 'failed') {
      // Bytes that only look like gzip, or text under the name of a coding, stay as they are.
      if (step.reason === 'decode' && (at === codings.length || isPlainText(body))) continue
      return step
    }
    const ratio = step.body.length / exchange.body.length
    if (step.body.length > 1_000_000 && ratio > limits.maxRatio)
      return { kind: 'failed', reason: 'too-large', detail: `${coding} unpacks ${Math.round(ratio)} times` }
    body = step.body
    partial ||= step.partial
  }
  return { kind: 'body', body, partial: partial || exchange.truncated !== null }
}

interface Decoder {
  /** False when the first bytes cannot be this coding. */
  readonly looksRight: (body: Uint8Array) => boolean
  readonly sync: (body: Uint8Array, options: { maxOutputLength: number; finishFlush?: number }) => Uint8Array
  readonly stream: () => Transform
  /** The flush that ends without asking for the end of the stream: gives what a cut body holds. */
  readonly flush: number
}

const maxLayers = 5

const always = (): boolean => true
const zlibFlush = constants.Z_SYNC_FLUSH
const gzip: Decoder = {
  // The third byte is the method, of which there is one (RFC 1952, 2.3.1).
  looksRight: (body) => body[0] === 0x1f && (body.length < 2 || body[1] === 0x8b) && (body.length < 3 || body[2] === 8),
  sync: gunzipSync,
  stream: () => createGunzip(),
  flush: zlibFlush
}
const zlib: Decoder = { looksRight: always, sync: inflateSync, stream: () => createInflate(), flush: zlibFlush }
const rawDeflate: Decoder = {
  looksRight: always,
  sync: inflateRawSync,
  stream: () => createInflateRaw(),
  flush: zlibFlush
}
const brotli: Decoder = {
  looksRight: always,
  sync: brotliDecompressSync,
  stream: () => createBrotliDecompress(),
  flush: constants.BROTLI_OPERATION_FLUSH
}
const zstd: Decoder = {
  looksRight: (body) => body[0] === 0x28 && body[1] === 0xb5 && body[2] === 0x2f && body[3] === 0xfd,
  sync: zstdDecompressSync,
  stream: () => createZstdDecompress(),
  flush: constants.ZSTD_e_flush
}

/** What undoes a coding named in lower case; null for one that is not known. The standard means zlib by `deflate`; servers also send it raw: a zlib header names method 8 and is divisible by 31. */
export function decoderFor(coding: string, body: Uint8Array): Decoder | null {
  const [first = 0, second = 0] = body
  if (coding === 'deflate') return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0 ? zlib : rawDeflate
  return named.get(coding) ?? null
}
const named: ReadonlyMap<string, Decoder> = new Map([
  ['gzip', gzip],
  ['x-gzip', gzip],
  ['br', brotli],
  ['zstd', zstd]
])

/** True for bytes that a person could read as they stand: what says it is coded and is not. */
function isPlainText(body: Uint8Array): boolean {
  const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 512)).toString('latin1')
  return /^[\t\n\f\r\x20-\x7e\x80-\xff]+$/.test(head) && /^\s*(?:\u00ef\u00bb\u00bf)?[<{[]|[a-z]{3,} [a-z]/i.test(head)
}

function contentCodings(headers: Exchange['responseHeaders']): string[] {
  return headers
    .filter(([name]) => name.length === 16 && name.toLowerCase() === 'content-encoding')
    .flatMap(([, value]) => value.split(','))
    .map((value) => value.trim().toLowerCase())
    .filter((value) => value !== '')
}

async function decodeLayer(
  decoder: Decoder,
  body: Uint8Array,
  cut: boolean,
  limits: DecodeLimits
): Promise<DecodeResult> {
  const maxOutputLength = Math.max(
    1,
    Math.min(limits.maxBytes, Math.max(1_000_000, Math.ceil(body.length * limits.maxRatio)))
  )
  const tooLarge: DecodeResult = {
    kind: 'failed',
    reason: 'too-large',
    detail: `unpacks to more than ${maxOutputLength} bytes`
  }
  const tries: (() => DecodeResult)[] = [
    () => ({ kind: 'body', body: decoder.sync(body, { maxOutputLength }), partial: false }),
    // Bytes after the end, which browsers ignore too: the deflate stream knows its own end. Partial, since no checksum was judged.
    () => ({
      kind: 'body',
      body: inflateRawSync(body.subarray(gzipHeaderBytes(body)), { maxOutputLength }),
      partial: true
    }),
    () => ({ kind: 'body', body: decoder.sync(body, { maxOutputLength, finishFlush: decoder.flush }), partial: true })
  ]
  for (const [index, attempt] of tries.entries()) {
    if ((index === 0 && cut) || (index === 1 && (cut || decoder !== gzip))) continue
    try {
      const result = attempt()
      if (result.kind === 'body' && result.body.length > 0) return result
    } catch (error) {
      if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') return tooLarge
    }
  }
  return await salvage(decoder, body, maxOutputLength)
}

/** Length of the header of a gzip member (RFC 1952, 2.3). */
function gzipHeaderBytes(body: Uint8Array): number {
  const flags = body[3] ?? 0
  let at = 10
  if ((flags & 4) !== 0) at += 2 + (body[at] ?? 0) + ((body[at + 1] ?? 0) << 8)
  // File name, then comment, each ended by a zero.
  for (const flag of [8, 16]) if ((flags & flag) !== 0) at = body.indexOf(0, at) + 1
  return (flags & 2) !== 0 ? at + 2 : at
}

/** What a damaged body still gives: fed in pieces, because a failing call loses the output of its whole piece. */
function salvage(decoder: Decoder, body: Uint8Array, maxBytes: number): Promise<DecodeResult> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = []
    let size = 0
    const stream = decoder.stream()
    const finish = (detail: string): void => {
      stream.destroy()
      if (size > maxBytes)
        resolve({ kind: 'failed', reason: 'too-large', detail: `unpacks to more than ${maxBytes} bytes` })
      else if (size === 0) resolve({ kind: 'failed', reason: 'decode', detail })
      else resolve({ kind: 'body', body: Buffer.concat(chunks), partial: true })
    }
    stream.on('data', (chunk: Uint8Array) => {
      size += chunk.length
      if (size > maxBytes) finish('')
      else chunks.push(chunk)
    })
    stream.on('end', () => finish('nothing in it'))
    stream.on('error', (error) => finish(error.message))
    const pieceBytes = Math.max(256, Math.ceil(body.length / 1_000))
    for (let at = 0; at < body.length; at += pieceBytes) stream.write(body.subarray(at, at + pieceBytes))
    stream.end()
  })
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
