/** One HTTP exchange as fetched, and the outcomes of asking for an address. */
import type { CanonicalUrl } from './ids.ts'

export interface Exchange {
  readonly url: CanonicalUrl
  readonly method: 'GET'
  /** Request header lines as sent, without the request line; empty when the request is not known (an import without one). */
  readonly requestHeaders: readonly (readonly [string, string])[]
  readonly status: number
  readonly statusText: string
  readonly httpVersion: '1.1'
  /** Response header lines in order and case as received. */
  readonly responseHeaders: readonly (readonly [string, string])[]
  /** The body as received after transfer coding (still content-coded), up to the byte limit. */
  readonly body: Uint8Array
  /** Why the body is not whole: `length` (size limit), `time`, `disconnect`; null when whole. WARC-Truncated. */
  readonly truncated: 'length' | 'time' | 'disconnect' | null
  readonly remoteAddress: string
  /** ISO 8601 UTC, own clock, when the request was sent. */
  readonly startedAt: string
  readonly durationMs: number
  /** The `Date` header of the server, unjudged. */
  readonly serverDate: string | null
  /** What was seen of TLS (protocol, certificate digest, authorised or why not); null for plain HTTP. */
  readonly tls: Readonly<Record<string, string>> | null
  /** What was odd about its header lines, in words; absent when nothing was. */
  readonly oddities?: readonly string[]
  /** What its scripts made of the page; absent where it was not rendered. */
  readonly rendering?: Rendering
  /** Why it was not rendered although its source asks for it, in words; not kept as a part of the exchange. */
  readonly unrendered?: string
}

/** A page as it stood in a browser after its scripts had run. */
export interface Rendering {
  /** The document as HTML, UTF-8. */
  readonly document: Uint8Array
  /** The page as PNG; null where no picture was made. */
  readonly picture: Uint8Array | null
  /** The name and version of the browser. */
  readonly browser: string
  /** ISO 8601 UTC, own clock. */
  readonly startedAt: string
  readonly durationMs: number
  /** False: the page was still at work when its time was over. */
  readonly settled: boolean
  /** Buttons that were pressed. */
  readonly pressed: number
  /** What the page asked for, in order, and what became of it. */
  readonly requests: readonly RenderRequest[]
}

export interface RenderRequest {
  /** At most 2,048 characters of it. */
  readonly url: string
  /** As the browser names what asks: `Script`, `XHR`, `Fetch`, `Document`, `WebSocket`. */
  readonly kind: string
  /** `answered`, or why it was not: `out-of-scope`, `robots`, `private-address`, `method`, `kind`, `limit`. */
  readonly outcome: string
  readonly status: number | null
  readonly bytes: number
}

export type FetchOutcome =
  | { readonly kind: 'exchange'; readonly exchange: Exchange }
  /** A rule of ours says no: never asked, or stopped at a redirect or connect. */
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly detail: string }
  /** Asked, and no usable answer came. */
  | {
      readonly kind: 'failed'
      readonly reason: FailureReason
      readonly detail: string
      readonly retryAfterMs: number | null
    }

export type RefusalReason =
  | 'private-address'
  | 'scheme'
  | 'ambiguous-url'
  | 'out-of-scope'
  | 'robots'
  | 'robots-unavailable'
  | 'trap'
  | 'depth'
  | 'page-limit'
  | 'port'
  | 'wall'

export type FailureReason =
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'reset'
  | 'bad-http'
  | 'redirect-loop'
  | 'status'
  | 'decode'
  | 'too-large'
