/** When to come back: Retry-After, waiting longer after each failure, and how often an address is worth a visit. */

/** No server may send us away for longer: after it, we look again. */
const maxRetryAfterMs = 24 * 3_600_000
const minRetryAfterMs = 1_000

/**
 * Milliseconds to wait by a `Retry-After` header (RFC 9110, 10.2.3: seconds or a date), from 1 s to 24 h; null when there
 * is none or it says nothing (negative, not a number, no date). A date in the past means the least wait.
 */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null
  const text = header.trim()
  if (/^\d+$/.test(text)) return clamp(Number(text) * 1_000)
  // Only the three HTTP date forms start with a day name; Date.parse alone also takes "-5" and "12".
  if (!/^(?:mon|tue|wed|thu|fri|sat|sun)/i.test(text) || text.length > 64) return null
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : clamp(date - nowMs)
}

function clamp(ms: number): number {
  return Math.min(maxRetryAfterMs, Math.max(minRetryAfterMs, ms))
}

/**
 * Milliseconds to wait before try `failures + 1` of a host or address that failed `failures` times in a row: 30 s doubled
 * each time, at most 6 h; spread by `jitter` (0 to 1, from the caller) over the upper half, so that hosts do not return in step.
 */
export function backoffMs(failures: number, jitter: number): number {
  const full = Math.min(6 * 3_600_000, 30_000 * 2 ** Math.max(0, Math.min(failures, 30) - 1))
  return Math.round(full / 2 + (full / 2) * Math.min(1, Math.max(0, jitter)))
}

/** What visits of an address have shown so far. */
export interface VisitsSoFar {
  /** Between the last two visits, in milliseconds; null at the first one. */
  readonly lastMs: number | null
  /** The page had changed at the last visit. */
  readonly changed: boolean
  /** Visits in all, and those that found a change. */
  readonly visits: number
  readonly changes: number
}

/** A new page is looked at again so soon: most changes come early. */
const firstMs = 8 * 3_600_000
/** What is seen daily is noticed within a day, whatever the hour. */
const dailyMs = 23.5 * 3_600_000
/** A page that stays as it is is asked for so much later each time. */
const growth = 1.1

/**
 * Milliseconds until the next visit, within `minMs` to `maxMs`. The first comes soon. A page that changed is seen daily at the latest, and twice as
 * often each time while three of four visits find it changed; one that did not is seen daily, and then ever later. `baken bench
 * revisit` holds it against a fixed daily visit.
 */
export function revisitAfterMs(
  { lastMs, changed, visits, changes }: VisitsSoFar,
  limits: { readonly minMs: number; readonly maxMs: number }
): number {
  const within = (ms: number): number => Math.round(Math.min(limits.maxMs, Math.max(limits.minMs, ms)))
  if (lastMs === null)
    return within(Math.min(firstMs, Math.sqrt(Math.max(1, limits.minMs) * Math.max(1, limits.maxMs))))
  if (changed) return within(Math.min(lastMs, dailyMs) / (visits >= 4 && changes * 4 >= visits * 3 ? 2 : 1))
  return within(lastMs < dailyMs ? dailyMs : lastMs * growth)
}
