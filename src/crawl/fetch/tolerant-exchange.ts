/** Asks once more, on a connection of its own, for a page whose header lines the strict parser refuses and every browser takes. */
import type { Socket } from 'node:net'
import { gateConnector } from './gate.ts'
import { failureOf, type ExchangeLimits, type ExchangeResult } from './exchange-handler.ts'
import { tolerantReader, type TolerantReader } from './tolerant-reader.ts'
import type { ConnectionFacts, GateOptions } from './gate.ts'
import type { Exchange, FetchOutcome } from '../../model/exchange.ts'
import type { CanonicalUrl } from '../../model/ids.ts'

/** What is asked, and where. */
export interface TolerantRequest {
  readonly parsed: URL
  readonly url: CanonicalUrl
  readonly headers: readonly (readonly [string, string])[]
  readonly limits: ExchangeLimits
  /** All header lines together, in bytes. */
  readonly headerBytes: number
  readonly allowPrivate: boolean
}

/**
 * The refusals of the strict parser that are slips of header lines: a bare line feed, a blank before the colon, a letter that no name
 * holds, a control byte in a value, the same length twice, a blank behind the size of a chunk. All else is no HTTP to a browser either.
 */
export function isHeaderSlip(outcome: FetchOutcome): boolean {
  return outcome.kind === 'failed' && outcome.reason === 'bad-http' && slip.test(outcome.detail)
}

// The parser says these in words, and has no code for them.
const slip =
  /Missing expected|Unexpected space|Invalid header (?:token|value char|field char)|Invalid character in chunk size|UND_ERR_RES_CONTENT_LENGTH_MISMATCH/

/** Sends a GET through the gate and reads the answer as a browser would; the connection is used once. Never rejects. */
export function tolerantExchange(gate: GateOptions, request: TolerantRequest): Promise<ExchangeResult> {
  const facts: ConnectionFacts = { remoteAddress: '', tls: null, broken: false }
  const { hostname, host, protocol, port } = request.parsed
  return new Promise((resolve) => {
    gateConnector(
      gate,
      request.allowPrivate,
      facts
    )(
      { hostname, host, protocol, port: port === '' ? (protocol === 'https:' ? '443' : '80') : port },
      (error, socket) => {
        if (error !== null) resolve({ outcome: failureOf(error), clean: false, answered: false })
        else converse(socket, request, facts, resolve)
      }
    )
  })
}

function converse(
  socket: Socket,
  request: TolerantRequest,
  facts: ConnectionFacts,
  resolve: (result: ExchangeResult) => void
): void {
  const { limits, parsed } = request
  const requestHeaders = [['host', parsed.host], ['connection', 'close'], ...request.headers] as const
  const started = performance.now()
  const startedAt = new Date().toISOString()
  const reader = tolerantReader({ headerBytes: request.headerBytes, bodyBytes: limits.maxBytes })
  const deadline = setTimeout(() => end('time'), limits.deadlineMs)
  let isSettled = false
  const end = (why: 'time' | 'end' | 'error'): void => {
    if (isSettled) return
    isSettled = true
    clearTimeout(deadline)
    socket.destroy()
    const durationMs = Math.round((performance.now() - started) * 1_000) / 1_000
    const outcome = outcomeOf(reader, why, { request, requestHeaders, facts, startedAt, durationMs })
    resolve({ outcome, clean: false, answered: reader.head() !== null })
  }
  socket.setTimeout(limits.idleTimeoutMs, () => end('time'))
  socket.on('data', (chunk: Buffer) => {
    if (reader.take(chunk) !== 'more') end('end')
  })
  socket.on('end', () => end('end'))
  socket.on('error', () => end('error'))
  socket.on('close', () => end('error'))
  const lines = requestHeaders.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.write(`GET ${parsed.pathname}${parsed.search} HTTP/1.1\r\n${lines}\r\n`, 'latin1')
}

interface Circumstances {
  readonly request: TolerantRequest
  readonly requestHeaders: Exchange['requestHeaders']
  readonly facts: ConnectionFacts
  readonly startedAt: string
  readonly durationMs: number
}

function outcomeOf(reader: TolerantReader, why: 'time' | 'end' | 'error', with_: Circumstances): FetchOutcome {
  const head = reader.head()
  const fault = reader.fault()
  if (fault !== null) return { kind: 'failed', reason: 'bad-http', detail: fault, retryAfterMs: null }
  if (head === null) {
    const [reason, detail] =
      why === 'time' ? (['timeout', 'no answer in time'] as const) : (['reset', 'closed before it answered'] as const)
    return { kind: 'failed', reason, detail, retryAfterMs: null }
  }
  const short = why === 'time' ? 'time' : 'disconnect'
  const isWhole = reader.isWhole() || (reader.endsWithConnection() && why === 'end')
  const exchange: Exchange = {
    url: with_.request.url,
    method: 'GET',
    requestHeaders: with_.requestHeaders,
    status: head.status,
    statusText: head.statusText,
    httpVersion: '1.1',
    responseHeaders: head.lines,
    body: reader.body(),
    truncated: reader.isCut() ? 'length' : isWhole ? null : short,
    remoteAddress: with_.facts.remoteAddress,
    startedAt: with_.startedAt,
    durationMs: with_.durationMs,
    serverDate: head.lines.find(([name]) => name.toLowerCase() === 'date')?.[1] ?? null,
    tls: with_.facts.tls,
    oddities: head.oddities
  }
  return { kind: 'exchange', exchange }
}
