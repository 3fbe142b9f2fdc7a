/** Changing the own password, with the old one: other sessions end, and guessing in a session that was left open ends it. */
import type { Store } from '../../store/connect.ts'
import { noteStanding } from '../../store/standing.ts'
import { act } from '../acts.ts'
import { passwordFault, type PasswordFault } from '../sign-in/password-rules.ts'
import { hashPassword, verifyPassword } from '../sign-in/passwords.ts'
import { goOn } from '../sign-in/sessions.ts'
import { putPassword } from './account-changes.ts'

export type OwnPasswordOutcome =
  | { readonly kind: 'changed'; readonly token: string }
  | { readonly kind: 'refused'; readonly reason: 'wrong' }
  | { readonly kind: 'refused'; readonly reason: 'password'; readonly fault: PasswordFault | 'demo' | 'same' }

/**
 * Changes one's own password with the old one: every session of the user ends, and one under a new token and the same mandate begins.
 */
export async function changeOwnPassword(
  store: Store,
  user: { readonly id: string; readonly name: string },
  mandate: string | null,
  given: { readonly old: string; readonly password: string }
): Promise<OwnPasswordOutcome> {
  const ground = { user: user.id, mandate: null }
  const { rows } = await store.pool.query<{ demo: boolean }>('select demo from app_user where id = $1 and active', [
    user.id
  ])
  const same = given.old.normalize('NFC') === given.password.normalize('NFC') ? ('same' as const) : null
  const fault = rows[0]?.demo === true ? 'demo' : (same ?? passwordFault(given.password, [user.id, user.name]))
  if (fault !== null) return { kind: 'refused', reason: 'password', fault }
  if (!(await isOwnPassword(store, user.id, given.old))) return { kind: 'refused', reason: 'wrong' }
  const hash = await hashPassword(given.password)
  return act<OwnPasswordOutcome>(store.owner, ground, async (tx) => {
    await putPassword(tx, user.id, hash)
    await noteStanding(tx, 'account', [user.id])
    const token = await goOn(tx, user.id, mandate)
    return { result: { kind: 'changed', token }, entry: { act: 'user.password', subject: `user:${user.id}` } }
  })
}

/** Whether this is the user's password. Five wrong ones end the sessions: who found a screen open cannot go on guessing. */
export async function isOwnPassword(store: Store, user: string, password: string): Promise<boolean> {
  const { rows } = await store.pool.query<{ password_hash: string | null }>(
    'select password_hash from app_user where id = $1 and active',
    [user]
  )
  if (await verifyPassword(password, rows[0]?.password_hash ?? null)) return true
  return act<boolean>(store.owner, { user, mandate: null }, async (tx) => {
    await tx.query('update session set wrong_passwords = wrong_passwords + 1 where user_id = $1', [user])
    await tx.query('delete from session where user_id = $1 and wrong_passwords >= 5', [user])
    return { result: false, entry: { act: 'user.password-refused', subject: `user:${user}` } }
  })
}
