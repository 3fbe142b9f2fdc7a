/** The inside of a capture: one exchange as the WARC 1.1 records request, response and metadata, each a gzip member of its own. */
import { gzipSync } from 'node:zlib'
import type { Exchange, Rendering } from '../../model/exchange.ts'
import type { CaptureId, MandateId, SourceId } from '../../model/ids.ts'
import { sha256, type Digest } from '../digest.ts'
import { newCaptureId } from '../ids.ts'
import { isCompressed, packBody, packing } from './content.ts'
import { storedMember } from './gzip-members.ts'
import { revisitFields, type Original } from './revisit.ts'
import { warcHeader, warcRecord, type Field } from './warc-record.ts'

/** Under what a capture was made. `attributes`: whatever else must stay with it (file and record of an import). */
export interface CaptureMeta {
  readonly mandate: MandateId
  readonly source: SourceId
  readonly attributes?: Readonly<Record<string, string>>
}

export interface InnerCapture {
  readonly members: Buffer
  /** The body, packed, where it stands apart (`Form`). */
  readonly content: Buffer | null
  readonly payloadDigest: Digest
}

/**
 * How the body stands in a capture: `within` its response record; `apart`, sealed under a key of its own, so that later captures can rest on it; or in
 * another capture (an original), whose content was compared with it byte for byte.
 */
export type Form = 'within' | 'apart' | Original

/** Names of response header lines that no longer describe the stored body get this in front (the convention of Wayback and pywb). */
export const renamedPrefix = 'X-Archive-Orig-'

/** The three records of an exchange. Throws when a header holds a line break, or its name a colon: no HTTP client may hand that over. */
export function innerRecords(
  id: CaptureId,
  exchange: Exchange,
  meta: CaptureMeta,
  form: Form = 'within'
): InnerCapture {
  const timeMs = Date.parse(exchange.startedAt)
  const responseId = `<urn:uuid:${id}>`
  const payloadDigest = sha256(exchange.body)
  const encoding = headEncoding(exchange)
  const renamed: number[] = []
  const responseLines = exchange.responseHeaders.map((line, index): Field => {
    if (line[0].toLowerCase() !== 'transfer-encoding') return line
    renamed.push(index)
    return [renamedPrefix + line[0], line[1]]
  })
  const common: Field[] = [
    ['WARC-Date', exchange.startedAt],
    ['WARC-Target-URI', exchange.url]
  ]
  if (exchange.remoteAddress !== '') common.push(['WARC-IP-Address', exchange.remoteAddress])
  const original = typeof form === 'string' ? null : form
  const head = httpBlock(`HTTP/1.1 ${exchange.status} ${exchange.statusText}`, responseLines, noBody, encoding)
  const facts = captureFacts(exchange, meta, { encoding, renamed, original })
  const metadataId = `<urn:uuid:${newCaptureId(timeMs)}>`
  const members = Buffer.concat([
    requestMember(exchange, common, responseId, encoding),
    answerMember(exchange, form, { id: responseId, common, head, payload: payloadDigest }),
    storedMember(
      warcRecord(
        innerHeader('metadata', metadataId, common, facts, factsType, [['WARC-Concurrent-To', responseId]]),
        facts
      )
    ),
    renderedMember(exchange, responseId)
  ])
  return { members, content: form === 'apart' ? packBody(exchange) : null, payloadDigest }
}

/** The document that scripts made of the response, as a conversion of it; nothing where it was not rendered. */
function renderedMember({ rendering, url }: Exchange, responseId: string): Buffer {
  if (rendering === undefined) return Buffer.alloc(0)
  const common: Field[] = [
    ['WARC-Date', rendering.startedAt],
    ['WARC-Target-URI', url]
  ]
  const id = `<urn:uuid:${newCaptureId(Date.parse(rendering.startedAt))}>`
  const fields = innerHeader('conversion', id, common, rendering.document, renderedType, [
    ['WARC-Refers-To', responseId]
  ])
  return gzipSync(warcRecord(fields, rendering.document), packing)
}

/** The document of a rendering is written in UTF-8, whatever the page says of itself. */
export const renderedType = 'text/html; charset=utf-8'

interface Answer {
  readonly id: string
  readonly common: readonly Field[]
  readonly head: Buffer
  readonly payload: Digest
}

/** The response; without its body where that stands apart; or a revisit in its place. */
function answerMember(exchange: Exchange, form: Form, { id, common, head, payload }: Answer): Buffer {
  const media = httpType('response')
  const more = protocolFields(exchange, payload)
  if (typeof form !== 'string') {
    const fields = innerHeader('revisit', id, common, head, media, [...more, ...revisitFields(form)])
    return storedMember(warcRecord(fields, head))
  }
  const block = Buffer.concat([head, exchange.body])
  const fields = innerHeader('response', id, common, block, media, more)
  if (form === 'within') return responseMember(warcRecord(fields, block), exchange)
  return storedMember(Buffer.concat([warcHeader([...fields, ['Content-Length', String(block.length)]]), head]))
}

const noBody = new Uint8Array(0)

/** The request as it was sent; nothing where it is not known (an import without one): a request that nobody saw is not written down. */
function requestMember(
  exchange: Exchange,
  common: readonly Field[],
  responseId: string,
  encoding: 'latin1' | 'utf8'
): Buffer {
  if (exchange.requestHeaders.length === 0) return Buffer.alloc(0)
  const first = `GET ${requestTarget(exchange.url)} HTTP/1.1`
  const block = httpBlock(first, exchange.requestHeaders, noBody, encoding)
  const id = `<urn:uuid:${newCaptureId(Date.parse(exchange.startedAt))}>`
  const more: Field[] = [['WARC-Concurrent-To', responseId]]
  return storedMember(warcRecord(innerHeader('request', id, common, block, httpType('request'), more), block))
}

export const factsType = 'application/vnd.baken.capture+json'

/** What a response record, or a revisit in its place, says of how the answer came. */
function protocolFields(exchange: Exchange, payload: Digest): Field[] {
  const more: Field[] = [
    ['WARC-Payload-Digest', payload],
    ['WARC-Protocol', 'http/1.1']
  ]
  const tls = /^TLSv(1(?:\.[0-3])?)$/.exec(exchange.tls?.['protocol'] ?? '')?.[1]
  if (tls !== undefined) more.push(['WARC-Protocol', `tls/${tls}`])
  if (exchange.truncated !== null) more.push(['WARC-Truncated', exchange.truncated])
  return more
}

function innerHeader(
  type: string,
  id: string,
  common: readonly Field[],
  block: Uint8Array,
  media: string,
  more: readonly Field[]
): Field[] {
  return [
    ['WARC-Type', type],
    ['WARC-Record-ID', id],
    ...common,
    ...more,
    ['WARC-Block-Digest', sha256(block)],
    ['Content-Type', media]
  ]
}

function httpType(kind: 'request' | 'response'): string {
  return `application/http; msgtype=${kind}`
}

interface HeadFacts {
  readonly encoding: 'latin1' | 'utf8'
  readonly renamed: readonly number[]
  readonly original: Original | null
}

/** How a document was made, and what the page asked for meanwhile. */
function renderingFacts({ browser, startedAt, durationMs, settled, pressed, requests }: Rendering): unknown {
  return { browser, startedAt, durationMs, settled, pressed, requests }
}

/** What WARC fields cannot carry, or carry less exactly. */
function captureFacts(exchange: Exchange, meta: CaptureMeta, { encoding, renamed, original }: HeadFacts): Buffer {
  const facts = {
    format: 'baken-capture/1',
    mandate: meta.mandate,
    source: meta.source,
    attributes: meta.attributes ?? {},
    startedAt: exchange.startedAt,
    durationMs: exchange.durationMs,
    serverDate: exchange.serverDate,
    remoteAddress: exchange.remoteAddress,
    tls: exchange.tls,
    transferCoding: renamed.length === 0 ? 'none' : 'removed',
    renamed,
    headEncoding: encoding,
    ...(exchange.rendering !== undefined && { rendering: renderingFacts(exchange.rendering) }),
    ...(original !== null && { original: { id: original.id, date: original.date, record: original.record } })
  }
  return Buffer.from(`${JSON.stringify(facts)}\n`, 'utf8')
}

/** HTTP heads are bytes: latin1 as every HTTP client here hands them over, UTF-8 only when a character does not fit. */
function headEncoding(exchange: Exchange): 'latin1' | 'utf8' {
  const text = [...exchange.requestHeaders, ...exchange.responseHeaders].flat().join('') + exchange.statusText
  if (/[\r\n\0]/.test(text)) throw new Error('a line break in an HTTP header')
  const named = [...exchange.requestHeaders, ...exchange.responseHeaders].some(([name]) => name.includes(':'))
  if (named) throw new Error('a colon in the name of an HTTP header')
  if (/^[\x00-\xff]*$/.test(text)) return 'latin1'
  if (!text.isWellFormed()) throw new Error('half a surrogate pair in an HTTP header')
  return 'utf8'
}

function httpBlock(first: string, lines: readonly Field[], body: Uint8Array, encoding: 'latin1' | 'utf8'): Buffer {
  let head = `${first}\r\n`
  for (const [name, value] of lines) head += `${name}: ${value}\r\n`
  return Buffer.concat([Buffer.from(`${head}\r\n`, encoding), body])
}

function requestTarget(url: string): string {
  const parsed = URL.parse(url)
  return parsed === null ? url : parsed.pathname + parsed.search
}

/** Records below 1 kB are stored: deflate would cost 20 µs to win nothing or 200 bytes. */
function responseMember(record: Buffer, exchange: Exchange): Buffer {
  if (record.length < 1024 || isCompressed(exchange)) return storedMember(record)
  return gzipSync(record, packing)
}
