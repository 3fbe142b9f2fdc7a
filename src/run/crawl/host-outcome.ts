/** What the outcome of one request says of its page, and what of its host. */
import { busyFailure } from '../../crawl/fetch/exchange-handler.ts'
import type { HostEvent } from '../../crawl/politeness.ts'
import type { Exchange, FetchOutcome } from '../../model/exchange.ts'

/**
 * The failure that an answer really is, or null when it is evidence. "Not now" (429, 503 and the other 5xx) is a failure, and a
 * body that ended too early is one while there are tries left; the last try keeps what came, marked as incomplete.
 */
export function unusable(exchange: Exchange, triesLeft: boolean): FetchOutcome | null {
  const busy = busyFailure(exchange, Date.now())
  if (busy !== null) return busy
  if (exchange.status >= 500) return failure('status', `${exchange.status} ${exchange.statusText}`.trim())
  if (exchange.truncated === 'disconnect' && triesLeft)
    return failure('reset', `the body ended after ${exchange.body.length} bytes, before it was whole`)
  return null
}

function failure(reason: 'status' | 'reset', detail: string): FetchOutcome {
  return { kind: 'failed', reason, detail, retryAfterMs: null }
}

/** What the host showed: only where nobody answers at all is a failure its own, all else is the fault of the page. */
export function hostEvent(outcome: FetchOutcome): HostEvent {
  if (outcome.kind !== 'failed') return { kind: 'answer' }
  switch (outcome.reason) {
    case 'status':
      return /^(?:429|503)/.test(outcome.detail)
        ? { kind: 'busy', retryAfterMs: outcome.retryAfterMs }
        : { kind: 'answer' }
    case 'dns':
    case 'connect':
    case 'tls':
      return { kind: 'no-answer' }
    case 'timeout':
      return /^(?:UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)/.test(outcome.detail)
        ? { kind: 'no-answer' }
        : { kind: 'page-hang' }
    case 'reset':
    case 'bad-http':
    case 'redirect-loop':
    case 'decode':
    case 'too-large':
      return { kind: 'page-fault' }
  }
}
