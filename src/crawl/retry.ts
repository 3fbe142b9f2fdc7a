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

export interface Visit {
  /** Milliseconds since 1970. */
  readonly atMs: number
  /** The page had changed since the visit before; the first visit counts as changed. */
  readonly changed: boolean
}

/**
 * When to visit an address again, in milliseconds since 1970: halves the interval after a change, makes it half as long
 * again after none, within `minMs` to `maxMs` (Cho and Garcia-Molina 2003 show that such an interval follows the rate of
 * change). `visits` oldest first, any length; the last 20 count.
 */
export function nextVisit(
  visits: readonly Visit[],
  limits: { readonly minMs: number; readonly maxMs: number }
): number {
  const recent = visits.slice(-20)
  const last = recent.at(-1)
  if (last === undefined) return 0
  // Between the limits in the middle (geometric): a new address is neither hot nor cold.
  let intervalMs = Math.sqrt(Math.max(1, limits.minMs) * Math.max(1, limits.maxMs))
  for (const visit of recent.slice(1)) {
    intervalMs = visit.changed ? intervalMs / 2 : intervalMs * 1.5
    intervalMs = Math.min(limits.maxMs, Math.max(limits.minMs, intervalMs))
  }
  return last.atMs + Math.round(Math.min(limits.maxMs, Math.max(limits.minMs, intervalMs)))
}
