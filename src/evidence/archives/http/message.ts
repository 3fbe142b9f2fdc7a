/** Reads an HTTP response out of the block of a WARC record, forgiving what archives in the wild contain. */

import type { ImportNote } from './import-note.ts'

export type HeaderLine = readonly [name: string, value: string]

export interface HttpResponse {
  readonly status: number
  readonly statusText: string
  readonly headers: readonly HeaderLine[]
  /** After transfer coding, before content coding. */
  readonly body: Buffer
  /** As stored in the record: some archives digest this one. After an interim answer also all that follows the head of that one. */
  readonly storedBodies: readonly Buffer[]
  /** Fewer bytes than the response itself announced. */
  readonly short: boolean
  readonly notes: readonly ImportNote[]
}

const headLimitBytes = 256 * 1024
const linesLimit = 1000

/** Interim answers before one answer (RFC 9110, 15.2); servers send one or two. */
const mostInterim = 10

/** A response, or why the block is none. Interim answers (`100 Continue`) before it are passed over with a note. */
export function readHttpResponse(block: Buffer): HttpResponse | string {
  const response = readOne(block)
  if (typeof response === 'string') return response
  let last = response
  const [interim, rests]: [number[], Buffer[]] = [[], []]
  while (isInterim(last.status) && interim.length < mostInterim) {
    const [rest = last.body] = last.storedBodies
    const next = /^HTTP\/\d/.test(rest.subarray(0, 8).toString('latin1')) ? readOne(rest) : ''
    if (typeof next === 'string') break
    interim.push(last.status)
    rests.push(rest)
    last = next
  }
  if (interim.length === 0) return response
  const words = `an interim answer ${interim.join(', ')} stands before the answer: the answer was taken`
  const notes: ImportNote[] = [{ kind: 'interim-answer', words }, ...last.notes]
  return { ...last, storedBodies: [...last.storedBodies, ...rests], notes }
}

/** 101 is none: what follows it is no HTTP any more. */
function isInterim(status: number): boolean {
  return status >= 100 && status < 200 && status !== 101
}

function readOne(block: Buffer): HttpResponse | string {
  const head = splitHead(block)
  const match = /^HTTP\/\d(?:\.\d)? +(\d{3})(?: +(.*))?$/.exec(head.first)
  if (match === null) return 'it does not start with an HTTP status line'
  if (head.lines.length > linesLimit) return `it has more than ${linesLimit} header lines`
  const notes: ImportNote[] = []
  const headers = head.lines.flatMap((line): HeaderLine[] => {
    const colon = line.indexOf(':')
    if (colon > 0) return [[clean(line.slice(0, colon)), clean(line.slice(colon + 1))]]
    notes.push({ kind: 'header-left-out', words: 'a header line without a colon was left out' })
    return []
  })
  const stored = head.body
  const { body, broken } = isChunked(headers) ? dechunk(stored, notes) : { body: stored, broken: false }
  const announced = isChunked(headers) ? null : announcedLength(headers)
  const short = broken || (announced !== null && body.length < announced)
  return {
    status: Number(match[1]),
    statusText: clean(match[2] ?? ''),
    headers,
    body,
    storedBodies: [stored],
    short,
    notes
  }
}

export interface HttpRequest {
  /** In capitals; GET when the block states none. */
  readonly method: string
  readonly headers: readonly HeaderLine[]
}

/** The method and header lines of a request block. */
export function readHttpRequest(block: Buffer): HttpRequest {
  const { first, lines } = splitHead(block)
  const headers = lines.slice(0, linesLimit).flatMap((line): HeaderLine[] => {
    const colon = line.indexOf(':')
    return colon > 0 ? [[clean(line.slice(0, colon)), clean(line.slice(colon + 1))]] : []
  })
  return { method: /^([A-Za-z]{1,20}) /.exec(first)?.[1]?.toUpperCase() ?? 'GET', headers }
}

/** First value of a header by its name in lower case, or null. */
export function headerOf(headers: readonly HeaderLine[], name: string): string | null {
  return headers.find((line) => line[0].toLowerCase() === name)?.[1] ?? null
}

function splitHead(block: Buffer): { first: string; lines: string[]; body: Buffer } {
  const window = block.subarray(0, headLimitBytes)
  const [crlf, lf] = [window.indexOf('\r\n\r\n'), window.indexOf('\n\n')]
  const useLf = lf >= 0 && (crlf < 0 || lf < crlf)
  const end = useLf ? lf : crlf
  const text = (end < 0 ? window : window.subarray(0, end)).toString('latin1')
  // A line that starts with a space goes on from the one before (obsolete folding, RFC 9112 5.2).
  const [first = '', ...lines] = text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  return {
    first,
    lines: lines.filter((line) => line !== ''),
    body: end < 0 ? Buffer.alloc(0) : block.subarray(end + (useLf ? 2 : 4))
  }
}

/** No line breaks or NUL within a value: these are what a header may not hold. */
function clean(text: string): string {
  return text.replace(/[\r\n\0]+/g, ' ').trim()
}

function isChunked(headers: readonly HeaderLine[]): boolean {
  return /\bchunked\b/i.test(headerOf(headers, 'transfer-encoding') ?? '')
}

function announcedLength(headers: readonly HeaderLine[]): number | null {
  const text = headerOf(headers, 'content-length')
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}

/** Removes chunked coding (RFC 9112 7.1). Many archives keep the header and store the body without it: then it is left as it is. */
function dechunk(stored: Buffer, notes: ImportNote[]): { body: Buffer; broken: boolean } {
  const parts: Buffer[] = []
  for (let at = 0; ;) {
    const lineEnd = stored.indexOf('\n', at)
    const line = lineEnd < 0 || lineEnd - at > 1024 ? '' : stored.subarray(at, lineEnd).toString('latin1').trim()
    const match = /^([0-9a-f]{1,8})(?:[ \t]*;.*)?$/i.exec(line)
    if (match === null) {
      if (parts.length === 0 && stored.length > 0) {
        notes.push({ kind: 'stored-without-chunks', words: 'marked as chunked and stored without chunks' })
        return { body: stored, broken: false }
      }
      notes.push({ kind: 'chunks-broken', words: 'the chunks of the body break off' })
      return { body: Buffer.concat(parts), broken: true }
    }
    const sizeBytes = Number.parseInt(match[1] ?? '0', 16)
    if (sizeBytes === 0) return { body: Buffer.concat(parts), broken: false }
    const chunk = stored.subarray(lineEnd + 1, lineEnd + 1 + sizeBytes)
    parts.push(chunk)
    if (chunk.length < sizeBytes) {
      notes.push({ kind: 'chunks-broken', words: 'the chunks of the body break off' })
      return { body: Buffer.concat(parts), broken: true }
    }
    at = lineEnd + 1 + sizeBytes
    if (stored[at] === 13) at++
    if (stored[at] === 10) at++
  }
}
