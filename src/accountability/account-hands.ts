/** Through whose hands an account went lately: who can sign in to two accounts is no second person. */
import type { Tx } from '../store/ground.ts'
import { atConsole } from './account-rules.ts'

/** What was done with an account before so many days counts no longer. */
const accountRestsDays = 7
/** Acts after which the one who did them may be the one who signs in to the account. */
const handedOver: readonly string[] = [
  'user.add',
  'user.role',
  'user.activate',
  'user.reset',
  'user.password',
  'user.identity'
]

/**
 * Whether one person may stand behind both accounts: one of them was made, opened or let in by the other within the week, or both by a
 * third, also by way of accounts between them. What was done at the console counts for nobody: whoever owns the machine needs no accounts.
 */
export async function sameHands(tx: Tx, one: string, other: string): Promise<boolean> {
  const { rows } = await tx.query<{ same: boolean }>(
    `with recursive hand(account, id) as (
       select account, account from unnest($1::text[]) as account
       union
       select h.account, l.actor from hand h join ledger l on l.subject = 'user:' || h.id
       where l.act = any($2) and l.at > now() - interval '${accountRestsDays} days' and l.actor <> $3)
     select exists (select 1 from hand a join hand b using (id) where a.account = $4 and b.account = $5) as same`,
    [[one, other], handedOver, atConsole.user, one, other]
  )
  return rows[0]?.same ?? true
}
