/** What was asked of a browser or a provider at sign-in and has not been answered: kept for some minutes, taken once. */
import type pg from 'pg'
import { tokenDigest } from './token-digest.ts'

type Kind = 'passkey' | 'passkey-new' | 'identity'

const minutes = 10
/** Anybody may begin to sign in: more than this at once is a flood. */
const most = 10_000

/** Keeps a challenge under its secret; false when too many wait. */
export async function keepChallenge(
  pool: pg.Pool,
  secret: string,
  { kind, user = null, data = {} }: { readonly kind: Kind; readonly user?: string | null; readonly data?: object }
): Promise<boolean> {
  await pool.query('delete from sign_in_challenge where expires_at < now()')
  const { rowCount } = await pool.query(
    `insert into sign_in_challenge (id, kind, user_id, data, expires_at)
     select $1, $2, $3, $4, now() + make_interval(mins => ${minutes})
     where (select count(*) from (select 1 from sign_in_challenge limit ${most}) c) < ${most} on conflict do nothing`,
    [tokenDigest(secret), kind, user, JSON.stringify(data)]
  )
  return rowCount === 1
}

/** Takes a challenge away and returns what was kept with it; null when there is none of this kind and user, or its time is over. */
export async function takeChallenge(
  pool: pg.Pool,
  secret: string,
  kind: Kind,
  user: string | null = null
): Promise<Readonly<Record<string, string>> | null> {
  const { rows } = await pool.query<{ data: Record<string, string> }>(
    `delete from sign_in_challenge where id = $1 and kind = $2 and user_id is not distinct from $3 and expires_at > now() returning data`,
    [tokenDigest(secret), kind, user]
  )
  return rows[0]?.data ?? null
}
