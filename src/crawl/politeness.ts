/** How fast one host may be asked: the source's own pace, what robots.txt asks, and what the host's answers show. */
import { backoffMs } from './retry.ts'

/** What is remembered of a host; plain data, one row per host for all crawlers together. */
export interface HostState {
  /** Answers 429 or 503, or no answer at all, in a row. */
  readonly failures: number
  /** From Retry-After: not before, in milliseconds since 1970; 0 when none. */
  readonly notBeforeMs: number
  /** Factor on the delay after being told to slow down, 1 and up; falls back slowly. */
  readonly slowdown: number
}

export interface HostPace {
  /** Between the starts of two requests to the host, whoever makes them. */
  readonly delayMs: number
  readonly concurrency: number
  /** Milliseconds since 1970 before which nothing may be asked. */
  readonly notBeforeMs: number
  readonly because: string
}

export type HostEvent =
  | { readonly kind: 'answer' }
  | { readonly kind: 'busy'; readonly retryAfterMs: number | null }
  | { readonly kind: 'no-answer' }

export const freshHost: HostState = { failures: 0, notBeforeMs: 0, slowdown: 1 }

const maxSlowdown = 64
const maxDelayMs = 10 * 60_000

/**
 * The pace of a host. The longest of the stated delays wins; a host that said 429 or 503 gets a multiple of it (of at
 * least a second) and one request at a time. `robotsDelayMs` is null when robots.txt says nothing or is not obeyed.
 */
export function hostDelay(
  politeness: { readonly delayMs: number; readonly concurrency: number },
  robotsDelayMs: number | null,
  state: HostState
): HostPace {
  const stated = Math.max(politeness.delayMs, robotsDelayMs ?? 0)
  const slowed = state.slowdown > 1
  const delayMs = slowed ? Math.min(maxDelayMs, Math.max(stated, 1_000) * state.slowdown) : stated
  const because = slowed
    ? `host asked to slow down (${state.slowdown} times)`
    : (robotsDelayMs ?? 0) > politeness.delayMs
      ? 'Crawl-delay of robots.txt'
      : 'delay of the source'
  // A Crawl-delay means one after another: several at once would ask for several pages a delay.
  const concurrency = slowed || (robotsDelayMs ?? 0) > 0 ? 1 : politeness.concurrency
  return { delayMs, concurrency, notBeforeMs: state.notBeforeMs, because }
}

/** The state after one exchange ended at `nowMs`. `jitter` is 0 to 1, from the caller. */
export function afterExchange(state: HostState, event: HostEvent, nowMs: number, jitter: number): HostState {
  switch (event.kind) {
    case 'answer':
      // Back to full pace in steps, so that one good answer does not undo a warning.
      return { failures: 0, notBeforeMs: 0, slowdown: state.slowdown <= 1.1 ? 1 : Math.max(1, state.slowdown * 0.9) }
    case 'busy': {
      const failures = state.failures + 1
      const waitMs = event.retryAfterMs ?? backoffMs(failures, jitter)
      return { failures, notBeforeMs: nowMs + waitMs, slowdown: Math.min(maxSlowdown, state.slowdown * 2) }
    }
    case 'no-answer': {
      const failures = state.failures + 1
      // A lost connection happens; only the third in a row looks like a host in trouble.
      return {
        failures,
        notBeforeMs: failures < 3 ? state.notBeforeMs : nowMs + backoffMs(failures - 2, jitter),
        slowdown: state.slowdown
      }
    }
  }
}
