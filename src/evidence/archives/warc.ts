/** Reads the exchanges out of any WARC file for import: one outcome for each record, and nothing passed over in silence. */
import type { Exchange } from '../../model/exchange.ts'
import type { CanonicalUrl } from '../../model/ids.ts'
import { labelledCheck } from './labelled-digest.ts'
import {
  headerOf,
  readHttpRequest,
  readHttpResponse,
  type HeaderLine,
  type HttpRequest,
  type HttpResponse
} from './http-message.ts'
import type { ImportNote } from './import-note.ts'
import { makeBodies, type Bodies } from './warc-bodies.ts'
import { originalOf, readWarcDate, revisitOf, type Revisit } from './warc-revisit.ts'
import { defaultBlockLimitBytes, readRecords, valueOf, type RecordReading, type WarcRecord } from './warc-records.ts'

export type SkipReason =
  | 'warcinfo'
  | 'request'
  | 'metadata'
  | 'conversion'
  | 'continuation'
  | 'resource'
  | 'revisit'
  | 'sealed'
  | 'unknown-type'
  | 'not-http'
  | 'bad-http'
  | 'address'
  | 'date'
  | 'too-large'
  | 'method'

export type WarcOutcome =
  | {
      readonly kind: 'exchange'
      readonly exchange: Exchange
      readonly offset: number
      readonly recordId: string
      /** What was odd about it; empty for a clean record. */
      readonly notes: readonly ImportNote[]
    }
  /** The same content as an original that is not in this file before it: whoever has the original can make the capture whole. */
  | { readonly kind: 'revisit'; readonly revisit: Revisit; readonly offset: number; readonly recordId: string }
  | {
      readonly kind: 'skipped'
      readonly reason: SkipReason
      readonly detail: string
      readonly offset: number
      readonly recordId: string
    }
  | Exclude<RecordReading, WarcRecord>

export interface WarcOptions {
  /** Makes an address canonical, or null when it may not be stored. */
  readonly canonical: (address: string) => CanonicalUrl | null
  /** Records above this are skipped; 64 MiB when absent. */
  readonly blockLimitBytes?: number
}

/**
 * Reads a WARC (1.0, 1.1, 0.17, 0.18; plain or gzip) as a stream, in bounded memory. Requests are joined to the response beside
 * them; a revisit gets the body of its original when that stood in the last 64 MiB of bodies.
 */
export async function* readWarc(source: AsyncIterable<Uint8Array>, options: WarcOptions): AsyncGenerator<WarcOutcome> {
  const reader: Reading = { options, bodies: makeBodies(), requests: new Map() }
  let held = null as Held | null
  for await (const item of readRecords(source, {
    blockLimitBytes: options.blockLimitBytes ?? defaultBlockLimitBytes
  })) {
    if (item.kind !== 'record') {
      yield* release(held)
      held = null
      yield item
      continue
    }
    if (item.type === 'request' && item.block !== null) {
      const request = readHttpRequest(item.block)
      const partners = valuesOf(item, 'warc-concurrent-to')
      if (held !== null && partners.includes(held.outcome.recordId)) held = { ...held, request }
      else remember(reader.requests, [item.id, ...partners], request)
    }
    const outcome = judge(item, reader)
    if (outcome.kind !== 'exchange') {
      yield outcome
      continue
    }
    yield* release(held)
    const near = [item.id, ...valuesOf(item, 'warc-concurrent-to')]
      .map((id) => reader.requests.get(id))
      .find((one) => one !== undefined)
    held = { outcome, request: near ?? null }
  }
  yield* release(held)
}

interface Reading {
  readonly options: WarcOptions
  readonly bodies: Bodies
  /** Requests that came before their response, by the ids of both. */
  readonly requests: Map<string, HttpRequest>
}

type ExchangeOutcome = Extract<WarcOutcome, { readonly kind: 'exchange' }>

/** A response that waits for a request right after it. */
interface Held {
  readonly outcome: ExchangeOutcome
  readonly request: HttpRequest | null
}

/** An answer to anything but GET is no capture of the page at its address: it is told and passed over, never written down as a GET. */
function* release(held: Held | null): Generator<WarcOutcome> {
  if (held === null) return
  const { outcome, request } = held
  const method = methodIn(outcome.exchange.url) ?? request?.method ?? 'GET'
  if (method !== 'GET') {
    const { offset, recordId } = outcome
    yield { kind: 'skipped', reason: 'method', detail: `it answers ${method} and not GET`, offset, recordId }
  } else
    yield request === null
      ? outcome
      : { ...outcome, exchange: { ...outcome.exchange, requestHeaders: request.headers } }
}

/** Browser archives write a POST as a GET whose address says so (pywb, ArchiveWeb.page). */
function methodIn(url: string): string | null {
  return /[?&]__wb_method=([A-Za-z]{1,20})(?:&|$)/.exec(url)?.[1]?.toUpperCase() ?? null
}

function remember(requests: Reading['requests'], ids: readonly string[], request: HttpRequest): void {
  if (requests.size > 256) requests.clear()
  for (const id of ids) if (id !== '') requests.set(id, request)
}

function judge(record: WarcRecord, reading: Reading): WarcOutcome {
  const skip = (reason: SkipReason, detail: string): WarcOutcome => {
    return { kind: 'skipped', reason, detail, offset: record.offset, recordId: record.id }
  }
  const media = valueOf(record.fields, 'content-type') ?? ''
  if (media === 'application/vnd.baken.sealed')
    return skip('sealed', 'this is sealed evidence of Baken: import the folder that it belongs to with its keys')
  switch (record.type) {
    case 'warcinfo':
    case 'request':
    case 'metadata':
    case 'conversion':
      return skip(record.type, `a ${record.type} record holds no page`)
    case 'continuation':
      return skip('continuation', 'a part of a record that was split over files: join the files first')
    case 'response':
    case 'resource':
    case 'revisit':
      break
    default:
      return skip('unknown-type', `record type ${JSON.stringify(record.type.slice(0, 40))} is not known`)
  }
  const written = (valueOf(record.fields, 'warc-target-uri') ?? '').replace(/^<(.*)>$/, '$1').trim()
  if (!/^https?:/i.test(written)) return skip('not-http', `its address is ${JSON.stringify(written.slice(0, 200))}`)
  // Some writers left spaces in addresses; a browser sends them as %20.
  const url = reading.options.canonical(written.replaceAll(' ', '%20'))
  if (url === null) return skip('address', `the address ${JSON.stringify(written.slice(0, 200))} may not be stored`)
  const startedAt = readWarcDate(valueOf(record.fields, 'warc-date') ?? '')
  if (startedAt === null)
    return skip(
      'date',
      `its WARC-Date ${JSON.stringify((valueOf(record.fields, 'warc-date') ?? '').slice(0, 40))} is no time`
    )
  if (record.block === null) return skip('too-large', `its block of ${record.blockBytes} bytes is above the limit`)
  const response = readResponse(record, record.block, reading.bodies, media)
  if (response === 'elsewhere') {
    const { offset, id: recordId } = record
    const revisit = revisitOf(record, record.block, url, startedAt, reading.options.canonical)
    return { kind: 'revisit', revisit, offset, recordId }
  }
  if (typeof response === 'string')
    return skip(record.type === 'revisit' ? 'revisit' : record.type === 'resource' ? 'resource' : 'bad-http', response)
  return {
    kind: 'exchange',
    ...exchangeOf(record, response, url, startedAt),
    offset: record.offset,
    recordId: record.id
  }
}

function readResponse(record: WarcRecord, block: Buffer, bodies: Bodies, media: string): HttpResponse | string {
  if (record.type === 'resource') {
    const headers: HeaderLine[] = media === '' ? [] : [['Content-Type', media]]
    const words = 'a resource record: the archive kept no HTTP response, status 200 is assumed'
    const notes: ImportNote[] = [{ kind: 'status-assumed', words }]
    return { status: 200, statusText: '', headers, body: block, storedBody: block, short: false, notes }
  }
  const response = readHttpResponse(block)
  const digest = valueOf(record.fields, 'warc-payload-digest')
  if (record.type === 'response') {
    if (typeof response !== 'string' && digest !== null) bodies.keep(digest, response.body)
    return response
  }
  if (typeof response !== 'string' && response.status === 304) return response
  const body = digest === null ? undefined : bodies.get(digest)
  if (body === undefined || typeof response === 'string') return 'elsewhere'
  const words = `revisit: body taken from ${originalOf(record)}`
  const notes: ImportNote[] = [...response.notes, { kind: 'revisit-resolved', words }]
  return { ...response, body, storedBody: body, short: false, notes }
}

function exchangeOf(
  record: WarcRecord,
  response: HttpResponse,
  url: CanonicalUrl,
  startedAt: string
): { exchange: Exchange; notes: ImportNote[] } {
  const notes: ImportNote[] = [...response.notes]
  const stated = valueOf(record.fields, 'warc-truncated')
  const truncated = truncation(stated, response.short)
  if (stated === null && response.short)
    notes.push({ kind: 'missing-bytes', words: 'fewer bytes than the response announced: kept as incomplete' })
  const digest = record.type === 'response' ? valueOf(record.fields, 'warc-payload-digest') : null
  if (digest !== null && payloadCheck(digest, response) === 'different')
    notes.push({ kind: 'payload-digest-differs', words: 'the payload does not match its WARC-Payload-Digest' })
  const exchange: Exchange = {
    url,
    method: 'GET',
    requestHeaders: [],
    status: response.status,
    statusText: response.statusText,
    httpVersion: '1.1',
    responseHeaders: response.headers,
    body: response.body,
    truncated,
    remoteAddress: valueOf(record.fields, 'warc-ip-address') ?? '',
    startedAt,
    durationMs: 0,
    serverDate: headerOf(response.headers, 'date'),
    tls: null
  }
  return { exchange, notes }
}

/** Archives differ in whether the digest covers the body with or without its transfer coding: either one may match. */
export function payloadCheck(label: string, response: HttpResponse): 'same' | 'different' | 'unknown' {
  for (const body of [response.body, response.storedBody]) {
    const check = labelledCheck(label)
    check.update(body)
    const result = check.result()
    if (result !== 'different') return result
  }
  return 'different'
}

function truncation(stated: string | null, short: boolean): Exchange['truncated'] {
  if (stated === 'length' || stated === 'time') return stated
  return stated !== null || short ? 'disconnect' : null
}

function valuesOf(record: WarcRecord, name: string): string[] {
  return record.fields.filter((field) => field[0] === name).map((field) => field[1])
}
