/** The second person of every act that takes two: neither the same account nor one that the same person may stand behind. */
import type { Tx } from '../store/ground.ts'

/** What waits for a second person: who proposed or asked it, and when. */
export interface Proposed {
  readonly by: string | null
  readonly at: string | Date
}

/**
 * Whether `user` may decide on what another proposed. Not who proposed it; nor whoever made, opened or let in that account, or was
 * let in by it, or both by a third, also by way of accounts between them: from seven days before the proposal until now
 * (`same_hands` of migration 0180), so that waiting makes nobody a second person. Call it in the transaction that decides.
 */
export async function isSecondPerson(tx: Tx, proposed: Proposed, user: string): Promise<boolean> {
  if (proposed.by === null || proposed.by === user) return false
  const { rows } = await tx.query<{ same: boolean }>('select same_hands($1, $2, $3) as same', [
    proposed.by,
    user,
    proposed.at
  ])
  return rows[0]?.same === false
}
