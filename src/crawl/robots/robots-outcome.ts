/** What the answer to a request for robots.txt means: rules, everything, nothing for now, or look elsewhere. */
import { canonicalUrl } from '../canonical.ts'
import { decodeBody } from '../fetch/decode.ts'
import { headerValue, redirectTarget } from '../fetch/fetch.ts'
import { retryAfterMs } from '../retry.ts'
import { robotsFor } from './robots.ts'
import type { RobotsRules } from './robots.ts'
import type { FetchOutcome } from '../../model/exchange.ts'
import type { CanonicalUrl } from '../../model/ids.ts'

export type RobotsOutcome =
  | { readonly kind: 'rules'; readonly rules: RobotsRules; readonly because: string }
  | { readonly kind: 'allow-all'; readonly because: string }
  | { readonly kind: 'disallow-all'; readonly because: string; readonly retryAfterMs: number }
  /** Ask there next, at most `maxRobotsRedirects` times, other hosts included; the rules found count for the host first asked. */
  | { readonly kind: 'redirect'; readonly to: CanonicalUrl }

/** RFC 9309, 2.3.1.2. */
export const maxRobotsRedirects = 5
/** Read from the wire; a bit above the 500 KiB that count, so that a file of exactly that size comes whole. */
export const robotsMaxBytes = 600_000
/** RFC 9309, 2.4: not kept longer than this. */
export const robotsKeepMs = 24 * 3_600_000

const retryMs = 30 * 60_000

/** The address of the robots.txt that governs an address. */
export function robotsUrl(url: CanonicalUrl): CanonicalUrl {
  const result = canonicalUrl('/robots.txt', url)
  // A canonical base and a fixed path always give an address.
  if (result.kind === 'refused') throw new Error(`no robots.txt address for ${url}: ${result.detail}`)
  return result.url
}

/**
 * RFC 9309, 2.3.1: 2xx gives rules, 4xx allows all, 5xx and no answer disallow all until a later try. Beyond it and on the
 * careful side: 429 counts as no answer, as does a body that ended too early, since a rule may have been lost.
 * `hops` is how many redirects were followed before this outcome; after five the file counts as unavailable.
 */
export async function robotsOutcome(
  outcome: FetchOutcome,
  agent: string,
  hops: number,
  nowMs: number
): Promise<RobotsOutcome> {
  if (outcome.kind !== 'exchange') {
    const wait = outcome.kind === 'failed' ? outcome.retryAfterMs : null
    return {
      kind: 'disallow-all',
      because: `robots.txt not reached: ${outcome.reason} (${outcome.detail})`,
      retryAfterMs: wait ?? retryMs
    }
  }
  const { exchange } = outcome
  const { status } = exchange
  const later = (because: string): RobotsOutcome => ({
    kind: 'disallow-all',
    because,
    retryAfterMs: retryAfterMs(headerValue(exchange, 'retry-after'), nowMs) ?? retryMs
  })
  const target = redirectTarget(exchange)
  if (target !== null) {
    if (hops >= maxRobotsRedirects)
      return { kind: 'allow-all', because: `robots.txt redirects more than ${maxRobotsRedirects} times` }
    return target.kind === 'url'
      ? { kind: 'redirect', to: target.url }
      : later(`robots.txt redirects to what is never fetched: ${target.detail}`)
  }
  if (status === 429 || status >= 500) return later(`robots.txt answers ${status}`)
  if (status >= 300) return { kind: 'allow-all', because: `robots.txt answers ${status}` }
  if (exchange.truncated === 'disconnect' || exchange.truncated === 'time')
    return later('robots.txt came in only in part')
  const decoded = await decodeBody(exchange, { maxBytes: 10_000_000, maxRatio: 200 })
  if (decoded.kind === 'failed') return later(`robots.txt not readable: ${decoded.detail}`)
  const rules = robotsFor(decoded.body, agent)
  return {
    kind: 'rules',
    rules,
    because: [`robots.txt answers ${status}, ${rules.rules.length} rules for ${agent}`, ...rules.notes].join('; ')
  }
}
