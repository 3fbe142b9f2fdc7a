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

/** Of each kind: whoever has many addresses takes no person's place. */
const mostBuckets = 10_000

interface Bucket {
  readonly left: number
  readonly atMs: number
  readonly refused: boolean
}

const admittedNow: Admission = { waitSeconds: 0, first: false }

/** Counts requests by the id of a person, or by the network address of a client without a session. `now` in milliseconds. */
export function createRates(rates: Rates, now = (): number => performance.now()) {
  const kept = { person: new Map<string, Bucket>(), stranger: new Map<string, Bucket>() }
  return (kind: keyof Rates, who: string): Admission => {
    const { burst, perSecond } = rates[kind]
    const buckets = kept[kind]
    const atMs = now()
    const known = buckets.get(who) ?? { left: burst, atMs, refused: false }
    const left = Math.min(burst, known.left + ((atMs - known.atMs) / 1_000) * perSecond)
    // Anew at the end: the one that was not used for longest stands first, and is full again when it is forgotten.
    buckets.delete(who)
    for (const old of buckets.keys()) {
      if (buckets.size < mostBuckets) break
      buckets.delete(old)
    }
    const admitted = left >= 1
    buckets.set(who, { left: admitted ? left - 1 : left, atMs, refused: !admitted })
    if (admitted) return admittedNow
    return { waitSeconds: Math.ceil((1 - left) / perSecond), first: !known.refused }
  }
}
