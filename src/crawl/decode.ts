/** Undoes content coding (gzip, br, deflate, zstd, several) within bounds of output and ratio. */
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib'
import type { Transform } from 'node:stream'
import type { Exchange } from '../model/exchange.ts'

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
 * for the small pages that nearly all are. Codings in the order of the header are undone last first (RFC 9110, 8.4); an
 * unknown coding fails, except `identity`. A body that is not coded although the header says so comes out as it is, as in
 * browsers. A truncated exchange gives what can still be read, marked partial.
 */
export async function decodeBody(
  exchange: Pick<Exchange, 'responseHeaders' | 'body' | 'truncated'>,
  limits: DecodeLimits = defaultDecodeLimits
): Promise<DecodeResult> {
  const codings = contentCodings(exchange.responseHeaders)
  if (codings.length > maxLayers) return { kind: 'failed', reason: 'decode', detail: `${codings.length} content codings` }
  let body = exchange.body
  let partial = false
  for (const coding of codings.reverse()) {
    if (coding === 'identity' || body.length === 0) continue
    const decoder = decoders.get(coding)
    if (decoder === undefined) return { kind: 'failed', reason: 'decode', detail: `unknown content coding ${coding.slice(0, 40)}` }
    if (!decoder.looksRight(body)) continue
    const step = await decodeLayer(decoder, body, exchange.truncated !== null, limits)
    if (step.kind === 'failed') return step
    const ratio = step.body.length / exchange.body.length
    if (step.body.length > 1_000_000 && ratio > limits.maxRatio) return { kind: 'failed', reason: 'too-large', detail: `${coding} unpacks ${Math.round(ratio)} times` }
    body = step.body
    partial ||= step.partial
  }
  return { kind: 'body', body, partial: partial || exchange.truncated !== null }
}

interface Decoder {
  /** False when the first bytes cannot be this coding. */
  readonly looksRight: (body: Uint8Array) => boolean
  readonly sync: (body: Uint8Array, options: { maxOutputLength: number }) => Uint8Array
  readonly stream: () => Transform
}

const maxLayers = 5

const gzip: Decoder = {
  looksRight: body => body[0] === 0x1f && (body.length < 2 || body[1] === 0x8b),
  sync: gunzipSync,
  stream: () => createGunzip()
}
// The standard says zlib; servers also send raw deflate. A zlib header is divisible by 31 and names method 8.
const isZlib = (body: Uint8Array): boolean => ((body[0] ?? 0) & 0x0f) === 8 && (((body[0] ?? 0) << 8) | (body[1] ?? 0)) % 31 === 0
const zlib: Decoder = { looksRight: () => true, sync: inflateSync, stream: () => createInflate() }
const rawDeflate: Decoder = { looksRight: () => true, sync: inflateRawSync, stream: () => createInflateRaw() }
const deflate: Decoder = {
  looksRight: () => true,
  sync: (body, options) => (isZlib(body) ? zlib : rawDeflate).sync(body, options),
  stream: () => createInflate()
}
const brotli: Decoder = { looksRight: () => true, sync: brotliDecompressSync, stream: () => createBrotliDecompress() }
const zstd: Decoder = {
  looksRight: body => body[0] === 0x28 && body[1] === 0xb5 && body[2] === 0x2f && body[3] === 0xfd,
  sync: zstdDecompressSync,
  stream: () => createZstdDecompress()
}
const decoders: ReadonlyMap<string, Decoder> = new Map([['gzip', gzip], ['x-gzip', gzip], ['deflate', deflate], ['br', brotli], ['zstd', zstd]])

function contentCodings(headers: Exchange['responseHeaders']): string[] {
  return headers
    .filter(([name]) => name.length === 16 && name.toLowerCase() === 'content-encoding')
    .flatMap(([, value]) => value.split(','))
    .map(value => value.trim().toLowerCase())
    .filter(value => value !== '')
}

async function decodeLayer(decoder: Decoder, body: Uint8Array, cut: boolean, limits: DecodeLimits): Promise<DecodeResult> {
  const maxOutputLength = Math.max(1, Math.min(limits.maxBytes, Math.max(1_000_000, Math.ceil(body.length * limits.maxRatio))))
  if (!cut) {
    try {
      return { kind: 'body', body: decoder.sync(body, { maxOutputLength }), partial: false }
    } catch (error) {
      if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') return { kind: 'failed', reason: 'too-large', detail: `unpacks to more than ${maxOutputLength} bytes` }
    }
  }
  return await salvage(decoder === deflate && !isZlib(body) ? rawDeflate : decoder, body, maxOutputLength)
}

/** What a damaged or cut body still gives, by streaming up to the first error. */
function salvage(decoder: Decoder, body: Uint8Array, maxBytes: number): Promise<DecodeResult> {
  return new Promise(resolve => {
    const chunks: Uint8Array[] = []
    let size = 0
    const stream = decoder.stream()
    const finish = (partial: boolean, detail: string): void => {
      stream.destroy()
      if (size > maxBytes) resolve({ kind: 'failed', reason: 'too-large', detail: `unpacks to more than ${maxBytes} bytes` })
      else if (size === 0) resolve({ kind: 'failed', reason: 'decode', detail })
      else resolve({ kind: 'body', body: Buffer.concat(chunks), partial })
    }
    stream.on('data', (chunk: Uint8Array) => {
      size += chunk.length
      if (size > maxBytes) finish(true, '')
      else chunks.push(chunk)
    })
    stream.on('end', () => finish(false, 'nothing in it'))
    stream.on('error', error => finish(true, error.message))
    stream.end(body)
  })
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
