/** Reads the exchanges out of any WARC file for import: one outcome for each record, and nothing passed over in silence. */
import type { Exchange } from '../model/exchange.ts'
import type { CanonicalUrl } from '../model/ids.ts'
import { labelledCheck } from './labelled-digest.ts'
import { headerOf, readHttpRequest, readHttpResponse, type HeaderLine, type HttpResponse } from './http-message.ts'
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

export type WarcOutcome =
  | {
      readonly kind: 'exchange'
      readonly exchange: Exchange
      readonly offset: number
      readonly recordId: string
      /** What was odd about it, in words; empty for a clean record. */
      readonly notes: readonly string[]
    }
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
      const lines = readHttpRequest(item.block)
      const partners = valuesOf(item, 'warc-concurrent-to')
      if (held !== null && partners.includes(held.outcome.recordId)) held = { ...held, request: lines }
      else remember(reader.requests, [item.id, ...partners], lines)
    }
    const outcome = judge(item, reader)
    if (outcome.kind !== 'exchange') {
      yield outcome
      continue
    }
    yield* release(held)
    const near = [item.id, ...valuesOf(item, 'warc-concurrent-to')]
      .map((id) => reader.requests.get(id))
      .find((lines) => lines !== undefined)
    held = { outcome, request: near ?? null }
  }
  yield* release(held)
}

interface Reading {
  readonly options: WarcOptions
  readonly bodies: Bodies
  /** Header lines of requests that came before their response, by the ids of both. */
  readonly requests: Map<string, readonly HeaderLine[]>
}

type ExchangeOutcome = Extract<WarcOutcome, { readonly kind: 'exchange' }>

/** A response that waits for a request right after it. */
interface Held {
  readonly outcome: ExchangeOutcome
  readonly request: readonly HeaderLine[] | null
}

function* release(held: Held | null): Generator<WarcOutcome> {
  if (held === null) return
  const { outcome, request } = held
  yield request === null ? outcome : { ...outcome, exchange: { ...outcome.exchange, requestHeaders: request } }
}

function remember(requests: Reading['requests'], ids: readonly string[], lines: readonly HeaderLine[]): void {
  if (requests.size > 256) requests.clear()
  for (const id of ids) if (id !== '') requests.set(id, lines)
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
  const startedAt = readDate(valueOf(record.fields, 'warc-date') ?? '')
  if (startedAt === null) return skip('date', 'it states no usable WARC-Date')
  if (record.block === null) return skip('too-large', `its block of ${record.blockBytes} bytes is above the limit`)
  const response = readResponse(record, record.block, reading.bodies, media)
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
    const notes = ['a resource record: the archive kept no HTTP response, status 200 is assumed']
    return { status: 200, statusText: '', headers, body: block, storedBody: block, short: false, notes }
  }
  const response = readHttpResponse(block)
  const digest = valueOf(record.fields, 'warc-payload-digest')
  if (record.type === 'response') {
    if (typeof response !== 'string' && digest !== null) bodies.keep(digest, response.body)
    return response
  }
  const original = `${valueOf(record.fields, 'warc-refers-to-target-uri') ?? 'an earlier record'} of ${valueOf(record.fields, 'warc-refers-to-date') ?? 'an unknown time'}`
  if (typeof response === 'string') return `a revisit without HTTP head; its content is in ${original}`
  if (response.status === 304) return response
  const body = digest === null ? undefined : bodies.get(digest)
  if (body === undefined) return `a revisit: the same content as ${original}, which is not in this file before it`
  return {
    ...response,
    body,
    storedBody: body,
    short: false,
    notes: [...response.notes, `revisit: body taken from ${original}`]
  }
}

function exchangeOf(
  record: WarcRecord,
  response: HttpResponse,
  url: CanonicalUrl,
  startedAt: string
): { exchange: Exchange; notes: string[] } {
  const notes = [...response.notes]
  const stated = valueOf(record.fields, 'warc-truncated')
  const truncated = truncation(stated, response.short)
  if (stated === null && response.short) notes.push('fewer bytes than the response announced: kept as incomplete')
  const digest = record.type === 'response' ? valueOf(record.fields, 'warc-payload-digest') : null
  if (digest !== null && payloadCheck(digest, response) === 'different')
    notes.push('the payload does not match its WARC-Payload-Digest')
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

/** WARC-Date as ISO 8601 UTC; 14 digits, as ARC tools wrote them, are read too. */
function readDate(text: string): string | null {
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)
  const iso = digits === null ? text : `${digits[1]}-${digits[2]}-${digits[3]}T${digits[4]}:${digits[5]}:${digits[6]}Z`
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?Z?$/.test(iso)) return null
  const timeMs = Date.parse(iso.endsWith('Z') ? iso : `${iso}Z`)
  return Number.isNaN(timeMs) ? null : new Date(timeMs).toISOString()
}

function valuesOf(record: WarcRecord, name: string): string[] {
  return record.fields.filter((field) => field[0] === name).map((field) => field[1])
}

interface Bodies {
  keep(digest: string, body: Buffer): void
  get(digest: string): Buffer | undefined
}

const bodiesLimitBytes = 64 * 1024 * 1024

/** Bodies by payload digest, the oldest forgotten first. */
function makeBodies(): Bodies {
  const bodies = new Map<string, Buffer>()
  let heldBytes = 0
  return {
    keep: (digest, body) => {
      if (bodies.has(digest) || body.length > bodiesLimitBytes) return
      // A copy: a body is a view into its record, and would hold all of that.
      bodies.set(digest, Buffer.from(body))
      heldBytes += body.length
      for (const [oldest, bytes] of bodies) {
        if (heldBytes <= bodiesLimitBytes) return
        bodies.delete(oldest)
        heldBytes -= bytes.length
      }
    },
    get: (digest) => bodies.get(digest)
  }
}
