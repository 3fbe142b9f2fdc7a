/** The advisory locks of Baken: one class each, so that no two meanings meet. Migrations name the first by number. */

export const lockClass = {
  /** Key 0: changing the schema. Key 1: the chain of the ledger, from an entry to the commit. Key 3: its anchors. */
  schema: 7_267_331,
  /** A living worker, by its number: leases and segments of others are free. */
  worker: 7_267_332,
  /** Making the demo. */
  demo: 7_267_333,
  /** Reading and linking for a mandate, by its id. */
  linker: 7_267_334,
  /** Counting tries to sign in, by what is counted. */
  signIn: 7_267_335,
  /** Merging segments of the index of words and facts, by mandate. */
  indexMerge: 7_267_336
} as const
