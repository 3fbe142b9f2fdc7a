/** The sessions of a person as that person sees them: which are open, from where, and ending one or all others. */
import type pg from 'pg'
import type { Tx } from '../../store/ground.ts'
import type { OwnSessions } from '../../contract/session.ts'
import { act } from '../acts.ts'
import { tokenDigest } from './token-digest.ts'

/** The open sessions of a user, the newest first. `token`: the one that asks. Ids are beginnings of digests: they open nothing. */
export async function listOwnSessions(pool: pg.Pool, user: string, token: string): Promise<OwnSessions> {
  return act<OwnSessions>(pool, { user, mandate: null }, async (tx) => {
    const { rows } = await tx.query<OwnSessions['sessions'][number]>(
      `select ${sessionId} as id, s.created_at as "startedAt", s.seen_at as "seenAt", s.client, s.token_hash = $2 as here
       from session s join app_user u on u.id = s.user_id and u.generation = s.generation
       where s.user_id = $1 and s.expires_at > now() order by s.created_at desc limit 1000`,
      [user, tokenDigest(token)]
    )
    return { result: { sessions: rows }, entry: null }
  })
}

/** Ends other sessions of the user: one by its id, or all with null. False when there is none; the one that asks is ended by signing out. */
export async function endOwnSessions(
  pool: pg.Pool,
  user: string,
  { token, id }: { readonly token: string; readonly id: string | null }
): Promise<boolean> {
  return act<boolean>(pool, { user, mandate: null }, async (tx) => {
    const { rowCount } = await tx.query(
      `delete from session s where s.user_id = $1 and s.token_hash <> $2 and ($3::text is null or ${sessionId} = $3)`,
      [user, tokenDigest(token), id]
    )
    const ended = rowCount ?? 0
    if (ended === 0) return { result: false, entry: null }
    return { result: true, entry: { act: 'session.end', subject: `user:${user}`, detail: { others: ended } } }
  })
}

/** What a person has open at once: more than that is a program that signs in and never out. The oldest end. */
const mostSessions = 100

export async function keepNewestSessions(tx: Tx, user: string): Promise<void> {
  await tx.query(
    `delete from session where token_hash in
       (select token_hash from session where user_id = $1 order by created_at desc, token_hash offset ${mostSessions})`,
    [user]
  )
}

const sessionId = `left(encode(s.token_hash, 'hex'), 24)`
