/** One request on one connection: collects the answer, cuts it at its limits, and names what went wrong. */
import type { Dispatcher } from 'undici'
import type { Connection } from './connections.ts'
import { GateError } from './gate.ts'
import { retryAfterMs } from '../retry.ts'
import type { Exchange, FailureReason, FetchOutcome } from '../../model/exchange.ts'
import type { CanonicalUrl } from '../../model/ids.ts'

export interface ExchangeLimits {
  readonly maxBytes: number
  readonly deadlineMs: number
  readonly idleTimeoutMs: number
}

export interface ExchangeResult {
  readonly outcome: FetchOutcome
  /** The connection may be used again. */
  readonly clean: boolean
  /** The server had begun to answer. */
  readonly answered: boolean
}

type HeaderLine = readonly [string, string]

const maxHeaderLines = 1_000
/** Interim answers (102, 103) before the real one. */
const maxInterim = 10

/** Sends a GET and resolves when the answer is whole, cut, or impossible; never rejects. */
export function exchangeOnce(
  connection: Connection,
  parsed: URL,
  url: CanonicalUrl,
  headers: readonly HeaderLine[],
  limits: ExchangeLimits
): Promise<ExchangeResult> {
  return new Promise((resolve) => {
    const request: Running = {
      connection,
      url,
      requestHeaders: [['host', parsed.host], ['connection', 'keep-alive'], ...headers],
      limits,
      started: performance.now(),
      startedAt: new Date().toISOString(),
      timer: setTimeout(
        () => cut(request, 'time', 'timeout', `not done in ${limits.deadlineMs} ms`),
        limits.deadlineMs
      ),
      resolve,
      chunks: [],
      size: 0,
      interim: 0,
      head: null,
      settled: false
    }
    try {
      connection.client.dispatch(
        {
          path: parsed.pathname + parsed.search,
          method: 'GET',
          headers: headers.flat(),
          headersTimeout: limits.idleTimeoutMs,
          bodyTimeout: limits.idleTimeoutMs
        },
        handlerOf(request)
      )
    } catch (error) {
      settle(request, failureOf(error instanceof Error ? error : new Error(String(error))), false)
    }
  })
}

interface Running {
  readonly connection: Connection
  readonly url: CanonicalUrl
  readonly requestHeaders: readonly HeaderLine[]
  readonly limits: ExchangeLimits
  readonly started: number
  readonly startedAt: string
  readonly timer: NodeJS.Timeout
  readonly resolve: (result: ExchangeResult) => void
  readonly chunks: Uint8Array[]
  size: number
  interim: number
  head: { readonly status: number; readonly statusText: string; readonly lines: readonly HeaderLine[] } | null
  settled: boolean
}

function settle(request: Running, outcome: FetchOutcome, clean: boolean): void {
  if (request.settled) return
  request.settled = true
  clearTimeout(request.timer)
  request.resolve({ outcome, clean, answered: request.head !== null })
}

/** Ends with what has come: the whole answer, or a marked part of it. */
function whole(request: Running, truncated: Exchange['truncated'], clean: boolean): void {
  const { head, connection } = request
  if (head === null || request.settled) return
  const exchange: Exchange = {
    url: request.url,
    method: 'GET',
    requestHeaders: request.requestHeaders,
    status: head.status,
    statusText: head.statusText,
    httpVersion: '1.1',
    responseHeaders: head.lines,
    body: joined(request.chunks, request.size),
    truncated,
    remoteAddress: connection.facts.remoteAddress,
    startedAt: request.startedAt,
    durationMs: Math.round((performance.now() - request.started) * 1_000) / 1_000,
    serverDate: find(head.lines, 'date'),
    tls: connection.facts.tls
  }
  settle(request, { kind: 'exchange', exchange }, clean)
}

/** Ends early: what has come is kept once the headers are there, else it is a failure. The caller closes the socket. */
function cut(request: Running, truncated: Exchange['truncated'], reason: FailureReason, detail: string): void {
  if (request.head !== null) whole(request, truncated, false)
  else settle(request, { kind: 'failed', reason, detail, retryAfterMs: null }, false)
}

function handlerOf(request: Running): Dispatcher.DispatchHandler {
  const { limits, connection } = request
  return {
    onRequestStart() {},
    onResponseStart(controller, status, _headers, statusText) {
      if (request.settled) return
      if (status < 200) {
        if (++request.interim > maxInterim) cut(request, null, 'bad-http', 'endless interim answers')
        return
      }
      const lines = headerLines(controller.rawHeaders)
      if (lines === null) cut(request, null, 'bad-http', `more than ${maxHeaderLines} header lines`)
      else request.head = { status, statusText: statusText ?? '', lines }
    },
    onResponseData(_controller, chunk) {
      if (request.settled) return
      const room = limits.maxBytes - request.size
      request.chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk)
      request.size += Math.min(chunk.length, room)
      if (chunk.length > room) whole(request, 'length', false)
    },
    onResponseEnd() {
      whole(request, connection.facts.broken ? 'disconnect' : null, !connection.facts.broken)
    },
    onResponseError(_controller, error) {
      if (request.head === null) settle(request, failureOf(error), false)
      // An end in the middle of a chunk is a short body, not bad HTTP; anything else that is no HTTP is no evidence.
      else if (isParserError(error) && !error.message.includes('Invalid EOF state')) {
        settle(request, failureOf(error), false)
      } else whole(request, codeOf(error) === 'UND_ERR_BODY_TIMEOUT' ? 'time' : 'disconnect', false)
    }
  }
}

/** Failure of an exchange whose status asks to come back later (429, 503), else null: never evidence of an advert. */
export function busyFailure(exchange: Exchange, nowMs: number): (FetchOutcome & { kind: 'failed' }) | null {
  if (exchange.status !== 429 && exchange.status !== 503) return null
  return {
    kind: 'failed',
    reason: 'status',
    detail: `${exchange.status} ${exchange.statusText}`.trim(),
    retryAfterMs: retryAfterMs(find(exchange.responseHeaders, 'retry-after'), nowMs)
  }
}

function headerLines(raw: Dispatcher.DispatchController['rawHeaders']): HeaderLine[] | null {
  if (!Array.isArray(raw)) return []
  if (raw.length > maxHeaderLines * 2) return null
  const lines: HeaderLine[] = []
  for (let index = 0; index + 1 < raw.length; index += 2) lines.push([latin1(raw[index]), latin1(raw[index + 1])])
  return lines
}

function latin1(part: Buffer | string | undefined): string {
  return typeof part === 'string' ? part : (part?.toString('latin1') ?? '')
}

/** A copy in memory of its own: chunks are views into socket buffers many times their size. */
function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const body = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.length
  }
  return body
}

function find(lines: readonly HeaderLine[], name: string): string | null {
  return lines.find(([key]) => key.length === name.length && key.toLowerCase() === name)?.[1] ?? null
}

/** The outcome that an error of a connection or of the parser stands for. */
export function failureOf(error: Error): FetchOutcome {
  if (error instanceof GateError) {
    if (error.reason === 'private-address') return { kind: 'refused', reason: 'private-address', detail: error.message }
    return { kind: 'failed', reason: error.reason, detail: error.message, retryAfterMs: null }
  }
  const code = codeOf(error)
  if (code === 'ERR_ASSERTION')
    return { kind: 'failed', reason: 'bad-http', detail: 'a status line that is none of HTTP', retryAfterMs: null }
  return {
    kind: 'failed',
    reason: failureReason(error, code),
    detail: `${code} ${error.message}`.trim().slice(0, 300),
    retryAfterMs: null
  }
}

function failureReason(error: Error, code: string): FailureReason {
  // Before the headers are through, a length that does not fit is a length stated twice or beside chunks.
  if (isParserError(error) || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return 'bad-http'
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'ETIMEDOUT') return 'timeout'
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_DESTROYED')
    return 'reset'
  return 'connect'
}

/** Bytes that are not HTTP/1.1, too many of them, or an answer where none may be. */
function isParserError(error: Error): boolean {
  const code = codeOf(error)
  if (error.name === 'HTTPParserError' || code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'UND_ERR_INVALID_ARG')
    return true
  return code === 'UND_ERR_SOCKET' && /^bad (?:response|upgrade)$/.test(error.message)
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
