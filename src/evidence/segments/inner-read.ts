/** Reads the inside of an opened capture: the three records, and the exchange as it was appended. */
import { gunzipSync } from 'node:zlib'
import type { Exchange, Rendering } from '../../model/exchange.ts'
import type { CanonicalUrl, MandateId, SourceId } from '../../model/ids.ts'
import { sha256 } from '../digest.ts'
import { renamedPrefix, type CaptureMeta } from './inner-records.ts'
import { fieldOf, readOwnHeader, type Field } from './warc-record.ts'

export interface InnerRecord {
  readonly type: string
  readonly fields: readonly Field[]
  readonly block: Buffer
}

export type InnerReading =
  | {
      readonly kind: 'inner'
      readonly records: readonly InnerRecord[]
      readonly exchange: Exchange
      readonly meta: CaptureMeta
    }
  | { readonly kind: 'refused'; readonly reason: 'format' | 'changed'; readonly detail: string }

/** A capture unpacks to its body and some kilobytes; more than this is not one of ours. */
const unpackedLimitBytes = 1024 * 1024 * 1024

/** Unpacks the gzip members of a capture, checks the digests of its records, and rebuilds the exchange. */
export function readInner(members: Uint8Array): InnerReading {
  let bytes: Buffer
  try {
    bytes = gunzipSync(members, { maxOutputLength: unpackedLimitBytes })
  } catch (error) {
    return { kind: 'refused', reason: 'format', detail: `the inside does not unpack: ${(error as Error).message}` }
  }
  const records = splitRecords(bytes)
  if (typeof records === 'string') return { kind: 'refused', reason: 'format', detail: records }
  const [request, response, metadata] = ['request', 'response', 'metadata'].map((type) =>
    records.find((r) => r.type === type)
  )
  if (response === undefined || metadata === undefined) {
    return { kind: 'refused', reason: 'format', detail: 'a capture holds a response and a metadata record' }
  }
  for (const record of records) {
    if (fieldOf(record.fields, 'WARC-Block-Digest') !== sha256(record.block)) {
      return { kind: 'refused', reason: 'changed', detail: `the ${record.type} record does not match its digest` }
    }
  }
  const facts = readFacts(metadata.block)
  if (facts === null) return { kind: 'refused', reason: 'format', detail: 'the metadata record is not of version 1' }
  // An import without a request has none.
  const sent = request === undefined ? { lines: [] } : splitHead(request.block, facts.headEncoding)
  const received = splitHead(response.block, facts.headEncoding)
  if (sent === null || received === null)
    return { kind: 'refused', reason: 'format', detail: 'an HTTP head has no end' }
  if (fieldOf(response.fields, 'WARC-Payload-Digest') !== sha256(received.body)) {
    return { kind: 'refused', reason: 'changed', detail: 'the body does not match its digest' }
  }
  const document = records.find((record) => record.type === 'conversion')
  if ((document === undefined) !== (facts.rendering === undefined))
    return { kind: 'refused', reason: 'format', detail: 'a rendered page has its document and how it was made' }
  const exchange: Exchange = {
    url: (fieldOf(response.fields, 'WARC-Target-URI') ?? '') as CanonicalUrl,
    method: 'GET',
    requestHeaders: sent.lines,
    status: Number(received.first.slice(9, 12)),
    statusText: received.first.slice(13),
    httpVersion: '1.1',
    responseHeaders: received.lines.map((line, index) =>
      facts.renamed.includes(index) ? [line[0].slice(renamedPrefix.length), line[1]] : line
    ),
    body: received.body,
    truncated: truncation(fieldOf(response.fields, 'WARC-Truncated')),
    remoteAddress: facts.remoteAddress,
    startedAt: facts.startedAt,
    durationMs: facts.durationMs,
    serverDate: facts.serverDate,
    tls: facts.tls,
    ...(facts.rendering !== undefined &&
      document !== undefined && { rendering: { ...facts.rendering, document: document.block, picture: null } })
  }
  const meta: CaptureMeta = { mandate: facts.mandate, source: facts.source, attributes: facts.attributes }
  return { kind: 'inner', records, exchange, meta }
}

interface Facts {
  readonly mandate: MandateId
  readonly source: SourceId
  readonly attributes: Readonly<Record<string, string>>
  readonly startedAt: string
  readonly durationMs: number
  readonly serverDate: string | null
  readonly remoteAddress: string
  readonly tls: Readonly<Record<string, string>> | null
  readonly renamed: readonly number[]
  readonly headEncoding: 'latin1' | 'utf8'
  readonly rendering?: Omit<Rendering, 'document' | 'picture'>
}

function readFacts(block: Buffer): Facts | null {
  try {
    const value = JSON.parse(block.toString('utf8')) as Facts & { readonly format?: unknown }
    // The seal was authenticated before: these bytes are what this program wrote, so the version is all that can differ.
    return value.format === 'baken-capture/1' ? value : null
  } catch {
    return null
  }
}

function truncation(text: string | null): Exchange['truncated'] {
  return text === 'length' || text === 'time' || text === 'disconnect' ? text : null
}

function splitRecords(bytes: Buffer): InnerRecord[] | string {
  const records: InnerRecord[] = []
  for (let at = 0; at < bytes.length;) {
    if (records.length === 16) return 'more records than a capture holds'
    const end = bytes.indexOf('\r\n\r\n', at, 'latin1')
    const fields = end < 0 ? null : readOwnHeader(bytes.subarray(at, end + 4))
    if (fields === null) return `record ${records.length + 1} is no WARC record`
    const blockBytes = Number(fieldOf(fields, 'Content-Length') ?? 'NaN')
    const next = end + 4 + blockBytes + 4
    if (!Number.isSafeInteger(blockBytes) || next > bytes.length) return `record ${records.length + 1} is cut off`
    records.push({ type: fieldOf(fields, 'WARC-Type') ?? '', fields, block: bytes.subarray(end + 4, next - 4) })
    at = next
  }
  return records
}

function splitHead(block: Buffer, encoding: 'latin1' | 'utf8'): { first: string; lines: Field[]; body: Buffer } | null {
  const end = block.indexOf('\r\n\r\n', 0, 'latin1')
  if (end < 0) return null
  const [first = '', ...lines] = block.subarray(0, end).toString(encoding).split('\r\n')
  const pairs = lines.map((line): Field => {
    const colon = line.indexOf(': ')
    return [line.slice(0, colon), line.slice(colon + 2)]
  })
  return { first, lines: pairs, body: block.subarray(end + 4) }
}
