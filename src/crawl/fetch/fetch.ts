/** Fetches one address through the gate and keeps the exchange byte for byte, within limits of size and time. */
import { isUtf8 } from 'node:buffer'
import { canonicalUrl } from '../canonical.ts'
import { refusedPort } from './address.ts'
import { openConnections } from './connections.ts'
import { exchangeOnce, type ExchangeLimits } from './exchange-handler.ts'
import { isHeaderSlip, tolerantExchange } from './tolerant-exchange.ts'
import type { CanonicalResult } from '../canonical.ts'
import type { GateOptions } from './gate.ts'
import type { Exchange, FetchOutcome } from '../../model/exchange.ts'
import type { CanonicalUrl } from '../../model/ids.ts'

export interface FetcherOptions extends GateOptions {
  /** The whole User-Agent line: `Baken/0.1.0 (+https://example.test/contact)`. */
  readonly userAgent: string
  readonly acceptLanguage?: string
  readonly connectionsPerOrigin?: number
  readonly connectionsTotal?: number
  /** No byte for so long ends an answer, within its deadline. */
  readonly idleTimeoutMs?: number
}

export interface FetchRequest {
  /** Of the body as sent over the wire; more is cut and marked `length`. */
  readonly maxBytes: number
  readonly allowPrivate: boolean
  /** Asked for the address itself and, with `follow`, for every redirect target. */
  readonly scope?: (url: CanonicalUrl) => boolean
  /** From sending to the last byte, connecting included; waiting for a free connection is not. */
  readonly deadlineMs: number
  /** No byte for so long ends the answer; default: that of the fetcher. */
  readonly idleTimeoutMs?: number
  /** The value of a `Cookie` line; absent: none is sent. */
  readonly cookie?: string | null
  readonly conditional?: { readonly etag?: string | null; readonly lastModified?: string | null }
  /** Redirects to follow (default 0: the target is for the queue; robots.txt uses 5). */
  readonly follow?: number
}

export interface Fetcher {
  /**
   * One outcome per hop, at least one; the last is the final one. Without `follow` always exactly one: a redirect is an
   * exchange as any other, its target is `redirectTarget`. Never rejects for anything that a server does.
   */
  fetch(url: CanonicalUrl, request: FetchRequest): Promise<FetchOutcome[]>
  close(): Promise<void>
}

/** An answer's headers, all together; browsers take 256 KiB, no honest site needs 64. */
const headerBytes = 65_536
/** Origins of which this is remembered. */
const mostSlipping = 10_000

export function createFetcher(options: FetcherOptions): Fetcher {
  const connections = openConnections(options, {
    perOrigin: options.connectionsPerOrigin ?? 6,
    total: options.connectionsTotal ?? 256,
    headerBytes,
    keepAliveMs: 4_000
  })
  const ownHeaders = fixedHeaders(options)
  /** Origins whose header lines only the tolerant reader takes. */
  const slipping = new Set<string>()

  async function once(url: CanonicalUrl, request: FetchRequest): Promise<FetchOutcome> {
    const parsed = new URL(url)
    if (parsed.port !== '' && refusedPort(Number(parsed.port))) {
      return { kind: 'refused', reason: 'port', detail: `port ${parsed.port} speaks another protocol` }
    }
    if (request.scope !== undefined && !request.scope(url))
      return { kind: 'refused', reason: 'out-of-scope', detail: url }
    const headers = conditionalHeaders(ownHeaders, request)
    const limits = limitsOf(options, request)
    const tolerant = async (): Promise<FetchOutcome> =>
      (
        await tolerantExchange(options, {
          parsed,
          url,
          headers,
          limits,
          headerBytes,
          allowPrivate: request.allowPrivate
        })
      ).outcome
    if (slipping.has(parsed.origin)) return tolerant()
    for (let retried = false; ; retried = true) {
      const connection = await connections.acquire(parsed.origin, request.allowPrivate)
      const reused = connection.requests++ > 0
      const { outcome, clean, answered } = await exchangeOnce(connection, parsed, url, headers, limits)
      connections.release(connection, clean)
      if (isHeaderSlip(outcome)) {
        // Asked again at once, and its other pages so from the start: one request more for a host, not for each page.
        if (slipping.size < mostSlipping) slipping.add(parsed.origin)
        return tolerant()
      }
      // A kept connection that the server had closed meanwhile says nothing about the page (RFC 9112, 9.3.1).
      const stale = reused && !answered && outcome.kind === 'failed' && outcome.reason === 'reset'
      if (!stale || retried) return outcome
    }
  }

  return {
    async fetch(url, request) {
      const outcomes: FetchOutcome[] = []
      const seen = new Set<string>()
      let at = url
      for (let hops = 0; ; hops++) {
        seen.add(at)
        const outcome = await once(at, request)
        outcomes.push(outcome)
        const target = outcome.kind === 'exchange' ? redirectTarget(outcome.exchange) : null
        if (target === null || (request.follow ?? 0) === 0) return outcomes
        if (target.kind === 'refused') return [...outcomes, target]
        if (seen.has(target.url) || hops >= (request.follow ?? 0)) {
          const detail = seen.has(target.url) ? `back to ${target.url}` : `more than ${request.follow} redirects`
          return [...outcomes, { kind: 'failed', reason: 'redirect-loop', detail, retryAfterMs: null }]
        }
        at = target.url
      }
    },
    close: () => connections.close()
  }
}

/** Where an exchange redirects to, canonical or why refused; null when it does not (301, 302, 303, 307, 308 with Location). */
export function redirectTarget(exchange: Exchange): CanonicalResult | null {
  if (![301, 302, 303, 307, 308].includes(exchange.status)) return null
  const location = headerValue(exchange, 'location')
  if (location === null) return null
  return canonicalUrl(headerAddress(location), exchange.url)
}

/** An address out of a header: kept as one letter a byte. More than ASCII is UTF-8, or else bytes that go back as they came. */
export function headerAddress(value: string): string {
  const bytes = Buffer.from(value, 'latin1')
  if (isUtf8(bytes)) return bytes.toString('utf8')
  return value.replace(/[\u0080-\u00ff]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** First value of a response header, whatever its case; null when absent. */
export function headerValue(exchange: Exchange, name: string): string | null {
  const wanted = name.toLowerCase()
  for (const [key, value] of exchange.responseHeaders) {
    if (key.length === wanted.length && key.toLowerCase() === wanted) return value
  }
  return null
}

function limitsOf(options: FetcherOptions, { maxBytes, deadlineMs, idleTimeoutMs }: FetchRequest): ExchangeLimits {
  return { maxBytes, deadlineMs, idleTimeoutMs: Math.min(idleTimeoutMs ?? options.idleTimeoutMs ?? 15_000, deadlineMs) }
}

function fixedHeaders(options: FetcherOptions): (readonly [string, string])[] {
  return [
    ['User-Agent', options.userAgent],
    ['Accept', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
    ['Accept-Language', options.acceptLanguage ?? 'nl,en;q=0.8'],
    ['Accept-Encoding', 'gzip, br, deflate']
  ]
}

function conditionalHeaders(
  own: readonly (readonly [string, string])[],
  request: FetchRequest
): readonly (readonly [string, string])[] {
  const { etag, lastModified } = request.conditional ?? {}
  const extra: (readonly [string, string])[] = []
  // Both come from an earlier answer of the site: only what may stand in a header goes back.
  if (etag != null && /^[\x21-\x7e]{1,512}$/.test(etag)) extra.push(['If-None-Match', etag])
  if (lastModified != null && /^[\x20-\x7e]{1,64}$/.test(lastModified)) extra.push(['If-Modified-Since', lastModified])
  if (request.cookie != null && /^[\x20-\x7e]{1,8192}$/.test(request.cookie)) extra.push(['Cookie', request.cookie])
  return extra.length === 0 ? own : [...own, ...extra]
}
