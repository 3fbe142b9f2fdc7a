/** Every access to data: one transaction with a user and a mandate in force, and the ledger entry that tells of it. */
import pg from 'pg'
import { withoutPasswords } from '../model/addresses/userinfo.ts'

/** Who acts, and under which mandate (null: acts that need none, such as signing in). */
export interface Ground {
  readonly user: string
  /** The first mandate of its line: what data, keys and evidence stand under. */
  readonly mandate: string | null
  /** The mandate of that line that was chosen, for the ledger; the one in force when absent. */
  readonly under?: string | undefined
}

export interface LedgerEntry {
  /** `noun.verb`, for example `advert.read`; the list is in docs/ledger.md. */
  readonly act: string
  readonly subject?: string | undefined
  readonly detail?: Readonly<Record<string, unknown>>
}

export type Tx = pg.PoolClient

/**
 * Runs `work` in one transaction in which row-level security shows what `ground` may see. Throws what `work` throws,
 * after rolling back. The pipeline's transactions are the hot path: begin and settings travel with the first statement of `work`, and
 * the statements of `last` with the commit. When one of those fails nothing is committed, and `withGround` throws what `last` throws.
 */
export async function withGround<T>(
  pool: pg.Pool,
  ground: Ground,
  work: (tx: Tx) => Promise<T>,
  last?: (tx: Tx, result: T) => Promise<unknown>
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const user = pg.escapeLiteral(ground.user)
    const mandate = pg.escapeLiteral(ground.mandate ?? '')
    const begun = client.query(
      `begin; select set_config('baken.user', ${user}, true), set_config('baken.mandate', ${mandate}, true)`
    )
    // It fails with the connection only, and everything behind it with it: `work` tells of that.
    begun.catch(() => {})
    notes.delete(client)
    const result = await work(client)
    await begun
    const told = last?.(client, result)
    const owed = notes.has(client) ? record(client, ground, { act: 'rows.write' }) : null
    // A commit behind a statement that failed rolls back.
    await Promise.all([told, owed, client.query('commit')])
    return result
  } catch (error) {
    await client.query('rollback').catch((cause: Error) => (broken = cause))
    throw error
  } finally {
    client.release(broken)
  }
}

/**
 * Waits for several pieces of work in one transaction, of which none needs what another answers: their statements travel together. Unlike
 * `Promise.all` it throws only when all have ended, so that none goes on in a connection that another user of the pool has by then. It
 * throws what failed first: the statements behind that one fail since the transaction is broken (25P02), and say nothing of why.
 */
export async function atOnce<const Work extends readonly unknown[]>(
  ...work: Work
): Promise<{ -readonly [At in keyof Work]: Awaited<Work[At]> }> {
  const all = Promise.all(work)
  all.catch(() => {})
  await Promise.allSettled(work)
  return all
}

/** True while the mandate of this transaction is in force: row-level security lets nothing be written without one. */
export async function inForce(tx: Tx): Promise<boolean> {
  const { rows } = await tx.query<{ holds: boolean }>('select ground_mandate() is not null as holds')
  return rows[0]?.holds === true
}

/** What a transaction noted in the log of rows (row-log.ts), as its next ledger entry tells it. */
export interface RowNote {
  readonly no: number
  readonly kind: string
  readonly rows: number
  /** `sha256:` and hex, of the noted bytes. */
  readonly digest: string
}

/** How something that decides on access stands after an act (standing.ts), as the act's ledger entry tells it. */
export interface Standing {
  readonly kind: string
  readonly id: string
  readonly says: Readonly<Record<string, unknown>>
  /** Hex, of what is not said. */
  readonly digest: string
}

/** Notes that no ledger entry of their transaction has told yet. */
const notes = new WeakMap<Tx, { readonly log?: readonly RowNote[]; readonly stands?: readonly Standing[] }>()

/** The next ledger entry of this transaction tells of this note; one is written for it when no other comes. */
export function owe(tx: Tx, note: RowNote): void {
  const owed = notes.get(tx)
  notes.set(tx, { ...owed, log: [...(owed?.log ?? []), note] })
}

/** As `owe`; of one thing the last word counts. */
export function oweStanding(tx: Tx, now: Standing): void {
  const owed = notes.get(tx)
  const others = owed?.stands?.filter(({ kind, id }) => kind !== now.kind || id !== now.id) ?? []
  notes.set(tx, { ...owed, stands: [...others, now] })
}

/** Appends to the ledger in the transaction of the act. When it cannot, the act fails with it. Returns the entry's number. */
export async function record(tx: Tx, ground: Ground, entry: LedgerEntry): Promise<number> {
  const owed = notes.get(tx)
  notes.delete(tx)
  const { rows } = await tx.query<{ no: number }>({
    name: 'ledger-append',
    text: 'insert into ledger (actor, mandate, act, subject, detail) values ($1, coalesce($6, mandate_of_line($2)), $3, $4, $5) returning no',
    values: [
      ground.user,
      ground.mandate,
      entry.act,
      entry.subject === undefined ? null : withoutPasswords(entry.subject),
      withoutPasswords(JSON.stringify({ ...entry.detail, ...owed })),
      ground.under ?? null
    ]
  })
  const no = rows[0]?.no
  if (no === undefined) throw new Error('The ledger did not take the entry: nothing was done.')
  return no
}

/** A step whose transaction lost against another (deadlock, serialization) changed nothing: it is taken again, a few times. */
export async function patiently<T>(step: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step()
    } catch (error) {
      if (attempt >= 5 || !lostToAnother(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt))
    }
  }
}

/** Deadlock or serialization failure, itself or as the cause of what was thrown for it. */
function lostToAnother(error: unknown): boolean {
  const { code, cause } = error as { readonly code?: string; readonly cause?: { readonly code?: string } }
  return [code, cause?.code].some((one) => one === '40P01' || one === '40001')
}
