/** How fast one host may be asked: the source's own pace, what robots.txt asks, and what the host's answers show. */
import { backoffMs } from './retry.ts'

/** What is remembered of a host; plain data, one row per host for all crawlers together. */
export interface HostState {
  /** Answers 429 or 503, or no answer at all, in a row. */
  readonly failures: number
  /** Pages in a row that the host spoiled though it was there; one that hung counts for several. */
  readonly faults: number
  /** From Retry-After: not before, in milliseconds since 1970; 0 when none. */
  readonly notBeforeMs: number
  /** How long answers take of late, in milliseconds; 0 while none came. */
  readonly latencyMs: number
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
  | { readonly kind: 'answer'; readonly tookMs?: number }
  | { readonly kind: 'busy'; readonly retryAfterMs: number | null }
  /** Nobody is there: no name, no connection, no TLS. */
  | { readonly kind: 'no-answer' }
  /** The host is there and one page went wrong: a broken connection, a short body, bytes that are no HTTP. */
  | { readonly kind: 'page-fault' }
  /** The host is there and one page never came: as a fault, but each costs a long wait. */
  | { readonly kind: 'page-hang' }

export const freshHost: HostState = { failures: 0, faults: 0, notBeforeMs: 0, latencyMs: 0, slowdown: 1 }

/** How long somebody is ready to wait for a host. */
export interface Patience {
  /** Longest pause before it is asked again. */
  readonly longestPauseMs: number
  /** So many failures in a row, and the host rests as long as it takes, whoever waits. */
  readonly giveUpAfter: number
}

/** A service: it has all day, and looks again within the hour. */
export const patient: Patience = { longestPauseMs: 3_600_000, giveUpAfter: Number.POSITIVE_INFINITY }
/** A person who waits for the end of the run: three short pauses, then the host rests and the run goes on without it. */
export const hurried: Patience = { longestPauseMs: 1_000, giveUpAfter: 4 }

/** Faults in a row after which a host counts as in trouble after all: one page cannot stall a host, all of its pages can. */
const mostFaults = 50
/** A hang costs seconds, a broken connection nothing: eight in a row are as many as fifty faults. */
const hangWeight = 7

const maxSlowdown = 64
const maxDelayMs = 10 * 60_000

/** Answers that take longer show a host under load. */
const slowAnswerMs = 2_000

/** Half of what was known, half of the newest: three slow answers count, one does not. */
function latencyAfter({ latencyMs }: HostState, tookMs: number | undefined): number {
  return tookMs === undefined ? latencyMs : (latencyMs + tookMs) / 2
}

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
  // A host that takes seconds is under load: it gets as long to rest between two answers as one takes.
  const laden = state.latencyMs >= slowAnswerMs && state.latencyMs > stated
  const paced = laden ? Math.min(maxDelayMs, state.latencyMs) : stated
  const delayMs = slowed ? Math.min(maxDelayMs, Math.max(paced, 1_000) * state.slowdown) : paced
  const because = slowed
    ? `host asked to slow down (${state.slowdown} times)`
    : laden
      ? `host answers slowly (${Math.round(state.latencyMs)} ms)`
      : (robotsDelayMs ?? 0) > politeness.delayMs
        ? 'Crawl-delay of robots.txt'
        : 'delay of the source'
  // A Crawl-delay means one after another: several at once would ask for several pages a delay.
  const concurrency = slowed || laden || (robotsDelayMs ?? 0) > 0 ? 1 : politeness.concurrency
  return { delayMs, concurrency, notBeforeMs: state.notBeforeMs, because }
}

/** The state after one exchange ended at `nowMs`. `jitter` is 0 to 1, from the caller. */
export function afterExchange(
  state: HostState,
  event: HostEvent,
  nowMs: number,
  jitter: number,
  patience: Patience = patient
): HostState {
  const failures = state.failures + 1
  const pauseMs = (nth: number): number =>
    failures >= patience.giveUpAfter
      ? backoffMs(nth, jitter)
      : Math.min(patience.longestPauseMs, backoffMs(nth, jitter))
  switch (event.kind) {
    case 'answer':
      // Back to full pace in steps, so that one good answer does not undo a warning.
      return {
        ...freshHost,
        latencyMs: latencyAfter(state, event.tookMs),
        slowdown: state.slowdown <= 1.1 ? 1 : Math.max(1, state.slowdown * 0.9)
      }
    case 'busy': {
      const waitMs = event.retryAfterMs ?? pauseMs(failures)
      const slowdown = Math.min(maxSlowdown, state.slowdown * 2)
      return { ...state, failures, notBeforeMs: nowMs + waitMs, slowdown }
    }
    case 'no-answer':
      // A lost connection happens; only the third in a row looks like a host in trouble.
      return { ...state, failures, notBeforeMs: failures < 3 ? state.notBeforeMs : nowMs + pauseMs(failures - 2) }
    case 'page-fault':
    case 'page-hang': {
      const faults = state.faults + (event.kind === 'page-hang' ? hangWeight : 1)
      if (faults < mostFaults) return { ...state, faults }
      return { ...state, faults, failures, notBeforeMs: nowMs + backoffMs(failures, jitter) }
    }
  }
}
