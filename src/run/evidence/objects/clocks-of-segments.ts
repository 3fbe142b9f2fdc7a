/** The clocks of what is in segments, over all mandates, and the lock that follows from them. */
import { eachLine } from '../../../accountability/retention/due.ts'
import type { ObjectLock } from '../../../evidence/objects/object-store.ts'
import type { Store } from '../../../store/connect.ts'
import { segmentClocks, type SegmentClock } from '../../../store/proof/stored-objects.ts'

/** Over all lines of mandates: the latest clock, and whether any of them holds. */
export async function clocksOf(database: Store, segments: readonly string[]): Promise<Map<string, SegmentClock>> {
  const clocks = new Map<string, SegmentClock>()
  const lines = await eachLine(database, (tx) => segmentClocks(tx, segments))
  for (const one of lines.flat()) {
    const { segment, until, hold, unread } = one
    const before = clocks.get(segment)
    clocks.set(segment, {
      segment,
      until: later(before?.until ?? null, until),
      hold: hold || before?.hold === true,
      unread: unread || before?.unread === true
    })
  }
  return clocks
}

export function lockOf(clock: SegmentClock | undefined, now: Date): ObjectLock {
  return { until: inFuture(wholeSecond(clock?.until ?? null), now), hold: clock?.hold ?? false }
}

/** The next whole second: stores keep no parts of one. */
function wholeSecond(time: string | null): string | null {
  return time === null ? null : new Date(Math.ceil(Date.parse(time) / 1000) * 1000).toISOString()
}

/** A store takes no date that is over. */
export function inFuture(until: string | null, now: Date): string | null {
  return until !== null && Date.parse(until) > now.getTime() ? new Date(until).toISOString() : null
}

export function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return Date.parse(a) >= Date.parse(b) ? a : b
}
