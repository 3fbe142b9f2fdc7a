/** Bodies of a WARC by payload digest, in bounded memory: what a revisit record after them refers to. */

export interface Bodies {
  keep(digest: string, body: Buffer): void
  get(digest: string): Buffer | undefined
}

const bodiesLimitBytes = 64 * 1024 * 1024

/** Kept by digest, the oldest forgotten first. */
export function makeBodies(): Bodies {
  const bodies = new Map<string, Buffer>()
  let heldBytes = 0
  return {
    keep: (digest, body) => {
      if (bodies.has(digest) || body.length > bodiesLimitBytes) return
      // A copy: a body is a view into its record, and would hold all of that.
      bodies.set(digest, Buffer.from(body))
      heldBytes += body.length
      for (const [oldest, bytes] of bodies) {
        if (heldBytes <= bodiesLimitBytes) return
        bodies.delete(oldest)
        heldBytes -= bytes.length
      }
    },
    get: (digest) => bodies.get(digest)
  }
}
