/** One request on one connection: collects the answer, cuts it at its limits, and names what went wrong. */
import type { Dispatcher } from 'undici'
import type { Connection } from './connections.ts'
import { GateError } from './gate.ts'
import { retryAfterMs } from './retry.ts'
import type { Exchange, FailureReason, FetchOutcome } from '../model/exchange.ts'
import type { CanonicalUrl } from '../model/ids.ts'

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
  return new Promise(resolve => {
    const started = performance.now()
    const startedAt = new Date().toISOString()
    const chunks: Uint8Array[] = []
    let size = 0
    let interim = 0
    let head: { status: number; statusText: string; lines: HeaderLine[] } | null = null
    let settled = false
    const timer = setTimeout(() => cut('time', 'timeout', `not done in ${limits.deadlineMs} ms`), limits.deadlineMs)

    function settle(outcome: FetchOutcome, clean: boolean): void {
      if (settled) return
      settled = true
      clearTimeout(timer)
      resolve({ outcome, clean, answered: head !== null })
    }

    function whole(truncated: Exchange['truncated'], clean: boolean): void {
      if (head === null) return
      const exchange: Exchange = {
        url,
        method: 'GET',
        requestHeaders: [['host', parsed.host], ['connection', 'keep-alive'], ...headers],
        status: head.status,
        statusText: head.statusText,
        httpVersion: '1.1',
        responseHeaders: head.lines,
        body: joined(chunks, size),
        truncated,
        remoteAddress: connection.facts.remoteAddress,
        startedAt,
        durationMs: Math.round((performance.now() - started) * 1_000) / 1_000,
        serverDate: find(head.lines, 'date'),
        tls: connection.facts.tls
      }
      settle({ kind: 'exchange', exchange }, clean)
    }

    /** Ends early: what has come is kept once the headers are there; else it is a failure. The socket is closed by release. */
    function cut(truncated: Exchange['truncated'], reason: FailureReason, detail: string): void {
      if (head !== null) whole(truncated, false)
      else settle({ kind: 'failed', reason, detail, retryAfterMs: null }, false)
    }

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart() {},
      onResponseStart(controller, status, _parsed, statusText) {
        if (settled) return
        if (status < 200) {
          if (++interim > maxInterim) cut(null, 'bad-http', 'endless interim answers')
          return
        }
        const lines = headerLines(controller.rawHeaders)
        if (lines === null) {
          cut(null, 'bad-http', `more than ${maxHeaderLines} header lines`)
          return
        }
        head = { status, statusText: statusText ?? '', lines }
        if (limits.maxBytes === 0) whole('length', false)
      },
      onResponseData(_controller, chunk) {
        if (settled) return
        const room = limits.maxBytes - size
        chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk)
        size += Math.min(chunk.length, room)
        if (chunk.length > room) whole('length', false)
      },
      onResponseEnd() {
        whole(connection.facts.broken ? 'disconnect' : null, !connection.facts.broken)
      },
      onResponseError(_controller, error) {
        if (settled) return
        if (head !== null) {
          // Headers came, then the body broke: kept with its mark, except when it was no HTTP at all.
          // An end in the middle of a chunk is a short body, not bad HTTP.
          if (isParserError(error) && !error.message.includes('Invalid EOF state')) settle({ kind: 'failed', reason: 'bad-http', detail: error.message, retryAfterMs: null }, false)
          else whole(codeOf(error) === 'UND_ERR_BODY_TIMEOUT' ? 'time' : 'disconnect', false)
          return
        }
        settle(failureOf(error), false)
      }
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
        handler
      )
    } catch (error) {
      settle(failureOf(error instanceof Error ? error : new Error(String(error))), false)
    }
  })
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

function failureOf(error: Error): FetchOutcome {
  if (error instanceof GateError) {
    if (error.reason === 'private-address') return { kind: 'refused', reason: 'private-address', detail: error.message }
    return { kind: 'failed', reason: error.reason, detail: error.message, retryAfterMs: null }
  }
  const code = codeOf(error)
  return { kind: 'failed', reason: failureReason(error, code), detail: `${code} ${error.message}`.trim().slice(0, 300), retryAfterMs: null }
}

function failureReason(error: Error, code: string): FailureReason {
  // Before the headers are through, a length that does not fit is a length stated twice or beside chunks.
  if (isParserError(error) || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return 'bad-http'
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'ETIMEDOUT') return 'timeout'
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_DESTROYED') return 'reset'
  return 'connect'
}

/** Bytes that are not HTTP/1.1, too many of them, or an answer where none may be. */
function isParserError(error: Error): boolean {
  const code = codeOf(error)
  if (error.name === 'HTTPParserError' || code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'UND_ERR_INVALID_ARG') return true
  return code === 'UND_ERR_SOCKET' && /^bad (?:response|upgrade)$/.test(error.message)
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
