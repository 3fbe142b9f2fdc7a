/** Single sign-on: identities of a provider are linked with accounts by an administrator, never made into accounts by themselves. */
import type { Store } from '../../store/connect.ts'
import { changing, type By, type UserOutcome } from '../accounts/account-rules.ts'
import { act, note } from '../acts.ts'
import { insertSession } from './sessions.ts'
import { visitor } from './sign-in-limits.ts'
import { unknown } from '../accounts/users.ts'

/** Who somebody is at a provider. */
export interface Identity {
  readonly issuer: string
  readonly subject: string
  /** The provider asked for more than a password. */
  readonly strong: boolean
}

/** Opens a session for the account that is linked with an identity; null when there is none that is open. */
export async function signInByIdentity(store: Store, identity: Identity): Promise<string | null> {
  const { issuer, subject, strong } = identity
  const { rows } = await store.pool.query<{ id: string; generation: number }>(
    'select id, generation from app_user where identity = $1 and active',
    [`${issuer} ${subject}`]
  )
  const [account] = rows
  if (account === undefined) {
    await note(store.pool, visitor, { act: 'session.refused', detail: { by: 'identity', issuer } })
    return null
  }
  return act(store.pool, { user: account.id, mandate: null }, async (tx) => {
    const token = await insertSession(tx, account, { shown: strong, strong })
    const detail = { by: 'identity', issuer, strong }
    return { result: token, entry: { act: 'session.start', subject: `user:${account.id}`, detail } }
  })
}

/** Links an account with an identity of the provider, or with none (null); sessions stay. */
export async function setIdentity(
  store: Store,
  user: string,
  identity: Pick<Identity, 'issuer' | 'subject'> | null,
  by: By
): Promise<UserOutcome> {
  const text = identity === null ? null : `${identity.issuer} ${identity.subject}`
  return changing(store, by, { user, takesAdministrator: false }, async (tx) => {
    const taken = await tx.query('select 1 from app_user where identity = $1 and id <> $2', [text, user])
    if (taken.rowCount !== 0) return { kind: 'refused', problems: [identityTaken] }
    const { rowCount } = await tx.query(`update app_user set identity = $2 where id = $1 and role <> 'system'`, [
      user,
      text
    ])
    if (rowCount !== 1) return unknown('unknown-account', 'user', `no user ${user}`)
    return { kind: 'changed', act: 'user.identity', subject: `user:${user}`, detail: { identity: text } }
  })
}

const identityTaken = {
  code: 'identity-taken',
  field: 'subject',
  problem: 'another account is linked with this identity',
  remedy: 'look who that is'
} as const
