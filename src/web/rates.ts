/** How fast a person, or a client that is nobody yet, may ask: a bucket of requests each, filled again as time passes. */

interface Rate {
  /** Requests at once. */
  readonly burst: number
  /** Requests that come back each second. */
  readonly perSecond: number
}

export interface Rates {
  readonly person: Rate
  readonly stranger: Rate
}

/** A screen makes some ten requests; what goes beyond these numbers is a program that takes content along, or a flood. */
export const usualRates: Rates = {
  person: { burst: 3_000, perSecond: 100 },
  stranger: { burst: 600, perSecond: 20 }
}

export interface Admission {
  /** Seconds to wait; 0: admitted. */
  readonly waitSeconds: number
  /** The first refusal since this one was admitted: worth an entry in the ledger. */
  readonly first: boolean
}

const mostBuckets = 10_000
const admittedNow: Admission = { waitSeconds: 0, first: false }

/** Counts requests by the id of a person, or by the network address of a client without a session. `now` in milliseconds. */
export function createRates(rates: Rates, now = (): number => performance.now()) {
  const buckets = new Map<string, { left: number; atMs: number; refused: boolean }>()
  return (kind: keyof Rates, who: string): Admission => {
    const { burst, perSecond } = rates[kind]
    const key = `${kind} ${who}`
    const atMs = now()
    const known = buckets.get(key) ?? { left: burst, atMs, refused: false }
    const left = Math.min(burst, known.left + ((atMs - known.atMs) / 1_000) * perSecond)
    // Anew at the end: the one that was not used for longest stands first, and is full again when it is forgotten.
    buckets.delete(key)
    for (const old of buckets.keys()) {
      if (buckets.size < mostBuckets) break
      buckets.delete(old)
    }
    const admitted = left >= 1
    buckets.set(key, { left: admitted ? left - 1 : left, atMs, refused: !admitted })
    if (admitted) return admittedNow
    return { waitSeconds: Math.ceil((1 - left) / perSecond), first: !known.refused }
  }
}
