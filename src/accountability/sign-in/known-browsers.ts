/** Browsers in which an account signed in before: they count failed sign-ins apart from those of strangers. */
import type { Tx } from '../../store/ground.ts'

const browsersOfOne = 20

/** Remembers that somebody signed in with this browser (hex digest of its token; null: a browser that is not kept). The longest unused are forgotten. */
export async function knowBrowser(tx: Tx, user: string, digestHex: string | null): Promise<void> {
  if (digestHex === null) return
  await tx.query(
    `insert into known_browser (token_hash, user_id) values (decode($1, 'hex'), $2) on conflict (token_hash) do update set used_at = now()`,
    [digestHex, user]
  )
  await tx.query(
    `delete from known_browser where user_id = $1 and (used_at < now() - interval '180 days' or token_hash not in
       (select token_hash from known_browser where user_id = $1 order by used_at desc limit ${browsersOfOne}))`,
    [user]
  )
}
