/** One act: work and its ledger entry in one transaction, so that what cannot be logged is neither done nor shown. */
import type pg from 'pg'
import { patiently, record, withGround, type Ground, type LedgerEntry, type Tx } from '../store/ground.ts'

/** The ledger did not take the entry: the act was rolled back and its result withheld (fail closed). */
export class LedgerUnavailable extends Error {}
/** The mandate ended, was withdrawn, or the user lost it, between the request and its transaction. */
export class GroundEnded extends Error {}

/** Who acts, and why. */
export interface GivenBy {
  readonly user: string
  readonly reason: string
}

export interface Done<T> {
  readonly result: T
  /** Null: nothing was read or changed that needs an entry (a refusal that its caller records). */
  readonly entry: LedgerEntry | null
  /** Entries of several acts in one transaction, written before `entry`. */
  readonly entries?: readonly LedgerEntry[]
}

/**
 * Runs `work` under the mandate of `ground` and writes its entry last, together with the commit. The entry comes last because its lock
 * (numbers follow the order of commits) is held to the commit: taken first, a search of seconds would stop everybody's acts,
 * and two acts on one signal could wait for each other. Nothing leaves this function before the commit.
 */
export async function act<T>(pool: pg.Pool, ground: Ground, work: (tx: Tx) => Promise<Done<T>>): Promise<T> {
  // The pipeline writes its entry first: where it and a person meet on one row, the database ends one of the two, which starts over.
  const { result } = await patiently(() =>
    withGround(
      pool,
      ground,
      async (tx) => {
        if (ground.mandate !== null) await requireGround(tx)
        return work(tx)
      },
      (tx, { entry, entries = [] }) =>
        Promise.all([...entries, ...(entry === null ? [] : [entry])].map((one) => entered(tx, ground, one)))
    )
  )
  return result
}

/** An entry alone, for what happens outside of a transaction of its own (a refusal, the end of an export). */
export async function note(pool: pg.Pool, ground: Ground, entry: LedgerEntry): Promise<void> {
  await withGround(pool, ground, (tx) => entered(tx, ground, entry))
}

export interface CountsTold {
  /** The act of looking at them on the screen. */
  readonly act: string
  /** What it is when they are taken along: `export:NAME`. */
  readonly subject: string
  readonly lines: number
  readonly rows: number
}

/** The entry of an auditor's look at counts, or of taking them along. */
export async function noteCounts(
  pool: pg.Pool,
  by: string,
  as: 'screen' | 'export',
  { act: read, subject, lines, rows }: CountsTold
): Promise<void> {
  const entry =
    as === 'screen' ? { act: read, detail: { lines, rows } } : { act: 'audit.export', subject, detail: { rows } }
  await note(pool, { user: by, mandate: null }, entry)
}

async function entered(tx: Tx, ground: Ground, entry: LedgerEntry): Promise<number> {
  try {
    return await record(tx, ground, entry)
  } catch (cause) {
    throw new LedgerUnavailable('The ledger cannot be written: nothing was done.', { cause })
  }
}

async function requireGround(tx: Tx): Promise<void> {
  const { rows } = await tx.query<{ mandate: string | null }>({
    name: 'ground',
    text: 'select ground_mandate() as mandate'
  })
  if (rows[0]?.mandate == null) throw new GroundEnded('The mandate is no longer in force.')
}
