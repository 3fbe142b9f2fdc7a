/** What one record of a WARC says, as an outcome: an exchange, a revisit, or why it is neither. */
import type { Exchange } from '../../model/exchange.ts'
import type { CanonicalUrl } from '../../model/ids.ts'
import { shownAddress } from '../../model/addresses/userinfo.ts'
import { headerOf, readHttpResponse, type HeaderLine, type HttpResponse } from './http/message.ts'
import type { ImportNote } from './import-note.ts'
import { allOf, labelledCheck, type LabelledCheck } from './labelled-digest.ts'
import { dateNotes, digestNotes, headerNotes, missingFields, profileNotes, type RecordIds } from './warc-oddities.ts'
import type { Partner } from './warc-requests.ts'
import { originalOf, readWarcDate, revisitOf, type Bodies, type Revisit } from './warc-revisit.ts'
import type { Joined, Segment } from './warc-segments.ts'
import { valueOf, valuesOf, type RecordReading, type WarcRecord } from './warc-records.ts'

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
  | {
      readonly kind: 'revisit'
      readonly revisit: Revisit
      readonly offset: number
      readonly recordId: string
      readonly notes: readonly ImportNote[]
    }
  /** A piece of a record: the others may stand in another file (`makeSegments`, `exchangeOfJoined`). */
  | { readonly kind: 'segment'; readonly segment: Segment; readonly offset: number; readonly recordId: string }
  /** Something odd about a record that gives no exchange of its own. */
  | { readonly kind: 'note'; readonly place: string; readonly note: ImportNote; readonly passedOver?: true }
  | {
      readonly kind: 'skipped'
      readonly reason: SkipReason
      readonly detail: string
      readonly offset: number
      readonly recordId: string
    }
  | Exclude<RecordReading, WarcRecord | { readonly kind: 'mixed' }>

export interface WarcOptions {
  /** Makes an address canonical, or null when it may not be stored. */
  readonly canonical: (address: string) => CanonicalUrl | null
  /** Records above this are skipped; 64 MiB when absent. */
  readonly blockLimitBytes?: number
  /** Ids of records that other files of the same import had; of this file only when absent. */
  readonly ids?: RecordIds
}

/** What judging needs to know beside the record. */
export interface Judging {
  readonly canonical: WarcOptions['canonical']
  readonly bodies: Bodies
}

/** Judges one record; `before`: what was found odd about it already. */
export function judgeRecord(record: WarcRecord, judging: Judging, before: readonly ImportNote[]): WarcOutcome {
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
      return skip('continuation', 'a part of a record that does not say of which')
    case 'response':
    case 'resource':
    case 'revisit':
      break
    default:
      return skip('unknown-type', `record type ${JSON.stringify(record.type.slice(0, 40))} is not known`)
  }
  const written = (valueOf(record.fields, 'warc-target-uri') ?? '').replace(/^<(.*)>$/, '$1').trim()
  if (!/^https?:/i.test(written)) return skip('not-http', `its address is ${JSON.stringify(shownAddress(written))}`)
  // Some writers left spaces in addresses; a browser sends them as %20.
  const url = judging.canonical(written.replaceAll(' ', '%20'))
  if (url === null) return skip('address', `the address ${JSON.stringify(shownAddress(written))} may not be stored`)
  const startedAt = readWarcDate(valueOf(record.fields, 'warc-date') ?? '')
  if (startedAt === null)
    return skip(
      'date',
      `its WARC-Date ${JSON.stringify((valueOf(record.fields, 'warc-date') ?? '').slice(0, 40))} is no time`
    )
  if (record.block === null) return skip('too-large', `its block of ${record.blockBytes} bytes is above the limit`)
  const response = readResponse(record, record.block, judging.bodies, media)
  if (response === 'elsewhere') {
    const { offset, id: recordId } = record
    const revisit = revisitOf(record, record.block, url, startedAt, judging.canonical)
    return { kind: 'revisit', revisit, offset, recordId, notes: [...before, ...dateNotes(record.fields)] }
  }
  if (typeof response === 'string')
    return skip(record.type === 'revisit' ? 'revisit' : record.type === 'resource' ? 'resource' : 'bad-http', response)
  const made = exchangeOf(record, response, url, startedAt)
  return {
    kind: 'exchange',
    exchange: made.exchange,
    notes: [...before, ...dateNotes(record.fields), ...made.notes],
    offset: record.offset,
    recordId: record.id
  }
}

function readResponse(record: WarcRecord, block: Buffer, bodies: Bodies, media: string): HttpResponse | string {
  if (record.type === 'resource') {
    const headers: HeaderLine[] = media === '' ? [] : [['Content-Type', media]]
    const words = 'a resource record: the archive kept no HTTP response, status 200 is assumed'
    const notes: ImportNote[] = [{ kind: 'status-assumed', words }]
    const made = { status: 200, statusText: '', headers, body: block, storedBodies: [], short: false, notes }
    const labels = valuesOf(record.fields, 'warc-payload-digest')
    if (labels.length > 0 && payloadCheck(labels, made) === 'different') notes.push(payloadNote(labels))
    return made
  }
  const response = readHttpResponse(block)
  const digest = valueOf(record.fields, 'warc-payload-digest')
  if (record.type === 'response') {
    if (typeof response === 'string') return response
    const labels = valuesOf(record.fields, 'warc-payload-digest')
    // A body under a digest that is not its own would become that of every revisit that names the digest.
    const verdict = labels.length === 0 ? 'unknown' : payloadCheck(labels, response)
    if (verdict === 'different') return { ...response, notes: [...response.notes, payloadNote(labels)] }
    for (const label of labels) bodies.keep(label, response.body)
    return response
  }
  const body = digest === null ? undefined : bodies.get(digest)
  // Of an answer 304 nothing is taken from the original: whether that is anywhere is seen when all files were read.
  if (body === undefined || typeof response === 'string' || response.status === 304) return 'elsewhere'
  const words = `revisit: body taken from ${originalOf(record)}`
  const notes: ImportNote[] = [...response.notes, { kind: 'revisit-resolved', words }]
  return { ...response, body, storedBodies: [], short: false, notes }
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
  if (stated !== null && !/^(?:length|time|disconnect|unspecified)$/.test(stated)) {
    const words = `its WARC-Truncated ${JSON.stringify(stated.slice(0, 40))} is no reason that the standard names: kept as cut off`
    notes.push({ kind: 'header-left-out', words })
  } else if (stated !== null) {
    const words = `its WARC-Truncated says ${JSON.stringify(stated)}: whoever made the archive cut it off there`
    notes.push({ kind: 'cut-off', words })
  }
  if (stated === null && response.short)
    notes.push({ kind: 'missing-bytes', words: 'fewer bytes than the response announced: kept as incomplete' })
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

function payloadNote(labels: readonly string[]): ImportNote {
  const which =
    labels.length === 1 ? 'its WARC-Payload-Digest' : `each of its ${labels.length} lines WARC-Payload-Digest`
  return { kind: 'payload-digest-differs', words: `the payload does not match ${which}` }
}

/** Archives differ in whether the digest covers the body with or without its transfer coding: either one may match. */
function payloadCheck(
  labels: readonly string[],
  { body, storedBodies }: Pick<HttpResponse, 'body' | 'storedBodies'>
): LabelledCheck {
  return allOf(
    labels.map((label) => {
      const others = storedBodies.filter((one) => one !== body)
      const own = checkOf(label, body)
      return own === 'different' && others.some((one) => checkOf(label, one) === 'same') ? 'same' : own
    })
  )
}

function checkOf(label: string, body: Buffer): LabelledCheck {
  const check = labelledCheck(label)
  check.update(body)
  return check.result()
}

function truncation(stated: string | null, short: boolean): Exchange['truncated'] {
  if (stated === 'length' || stated === 'time') return stated
  return stated !== null || short ? 'disconnect' : null
}

/** What is odd about a record whatever it holds: its header, and the payload digest of records that give no page. */
export function recordNotes(record: WarcRecord): ImportNote[] {
  const notes = [
    ...headerNotes(record.fields),
    ...missingFields(record),
    ...digestNotes(record),
    ...profileNotes(record)
  ]
  const labels = valuesOf(record.fields, 'warc-payload-digest')
  if (labels.length === 0 || record.block === null || pages.has(record.type)) return notes
  const end = record.block.indexOf('\r\n\r\n')
  // A record that does not say what it is may be a response.
  const http = record.type === 'request' || /^HTTP\/\d/.test(record.block.subarray(0, 8).toString('latin1'))
  const payload = end < 0 || !http ? record.block : record.block.subarray(end + 4)
  if (payloadCheck(labels, { body: payload, storedBodies: [record.block] }) === 'different')
    notes.push(payloadNote(labels))
  return notes
}

/** Records whose payload is judged with the page that they hold, or with the record that it is joined to. */
const pages: ReadonlySet<string> = new Set(['response', 'resource', 'revisit', 'continuation'])

/** The exchange with what was asked for it; an answer to anything but GET is no capture of the page at its address: it is passed over, never written down as a GET. */
export function answered(outcome: WarcOutcome, partner: Partner): WarcOutcome {
  if (outcome.kind !== 'exchange' && outcome.kind !== 'revisit') return outcome
  const { offset, recordId } = outcome
  const url = outcome.kind === 'exchange' ? outcome.exchange.url : outcome.revisit.url
  const method = methodIn(url) ?? partner.request?.method ?? 'GET'
  if (method !== 'GET')
    return { kind: 'skipped', reason: 'method', detail: `it answers ${method} and not GET`, offset, recordId }
  const notes = [...outcome.notes, ...doubtOf(partner)]
  if (outcome.kind === 'revisit') return { ...outcome, notes }
  // A request of another page would be written down as one that asked for this one.
  const requestHeaders = partner.elsewhere === null ? (partner.request?.headers ?? []) : []
  return { ...outcome, exchange: { ...outcome.exchange, requestHeaders }, notes }
}

function doubtOf({ doubt, elsewhere }: Partner): ImportNote[] {
  if (elsewhere !== null) {
    const words = `the request that belongs to it asks for ${JSON.stringify(shownAddress(elsewhere))}, which is another address: its header lines were left out`
    return [{ kind: 'request-differs', words }]
  }
  if (doubt === null) return []
  const words = `the file has a ${doubt} request for its address that names no answer: GET is assumed`
  return [{ kind: 'method-assumed', words }]
}

/** Browser archives write a POST as a GET whose address says so (pywb, ArchiveWeb.page). */
function methodIn(url: string): string | null {
  return /[?&]__wb_method=([A-Za-z]{1,20})(?:&|$)/.exec(url)?.[1]?.toUpperCase() ?? null
}

/** What a record that was split says once it is joined. What is not whole, or contradicts its digest, is marked as cut. */
export function exchangeOfJoined(joined: Joined, judging: Judging): WarcOutcome {
  const { record, numbers, origin } = joined
  if (record === null) {
    const detail = `piece ${numbers.join(', ')} of a record whose first piece is not in these files`
    return { kind: 'skipped', reason: 'continuation', detail, offset: 0, recordId: origin }
  }
  const outcome = answered(judgeRecord(record, judging, joined.notes), joined.partner)
  if (outcome.kind !== 'exchange') return outcome
  const incomplete = outcome.notes.some((note) => note.kind === 'segments-incomplete')
  const differs = outcome.notes.some((note) => note.kind === 'payload-digest-differs')
  if (!incomplete && !differs) return outcome
  // Bytes that are missing are those of the pieces, which is told already.
  const notes = incomplete ? outcome.notes.filter((note) => note.kind !== 'missing-bytes') : outcome.notes
  return { ...outcome, exchange: { ...outcome.exchange, truncated: outcome.exchange.truncated ?? 'disconnect' }, notes }
}
