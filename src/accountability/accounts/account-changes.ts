/** Changes of an account over its life: closed, opened again, another role, another password. Sessions end where rights change. */
import { randomInt } from 'node:crypto'
import { roles, type Role } from '../../model/mandate.ts'
import type { Store } from '../../store/connect.ts'
import type { Tx } from '../../store/ground.ts'
import { atConsole, changing, type AccountProblem, type By, type UserOutcome } from './account-rules.ts'
import { hashPassword } from '../sign-in/passwords.ts'
import { forgetFactor } from '../sign-in/second-factor.ts'
import { endSessions } from '../sign-in/sessions.ts'
import { passwordProblems, unknown, unknownRole } from './users.ts'

/** Ends an account: its sessions end with it, its name stays in the ledger. */
export async function deactivateUser(store: Store, user: string, by: By = atConsole): Promise<UserOutcome> {
  return changeUser(store, by, user, {
    act: 'user.deactivate',
    which: 'active',
    none: `no active user ${user}`,
    takesAdministrator: true,
    async change(tx) {
      await tx.query('update app_user set active = false where id = $1', [user])
      await endSessions(tx, user)
      return {}
    }
  })
}

/** Opens a closed account again. Its password stays as it was. */
export async function activateUser(store: Store, user: string, by: By = atConsole): Promise<UserOutcome> {
  return changeUser(store, by, user, {
    act: 'user.activate',
    which: 'not active',
    none: `no closed account ${user}`,
    takesAdministrator: false,
    async change(tx) {
      await tx.query('update app_user set active = true where id = $1', [user])
      return {}
    }
  })
}

/** Gives a user another role. Sessions end: what was open was open for the former one. */
export async function setRole(store: Store, user: string, role: Role, by: By = atConsole): Promise<UserOutcome> {
  if (!roles.includes(role)) return { kind: 'refused', problems: [unknownRole] }
  return changeUser(store, by, user, {
    act: 'user.role',
    which: 'true',
    none: `no user ${user}`,
    takesAdministrator: role !== 'administrator',
    async change(tx, from) {
      await tx.query('update app_user set role = $2 where id = $1', [user, role])
      await endSessions(tx, user)
      return { from, to: role }
    }
  })
}

/**
 * Sets a new password and ends the user's sessions; with `until` it is a one-time one. Passwords of demo users are public and stay as
 * they are.
 */
export async function setPassword(
  store: Store,
  user: string,
  { password, until = null }: { readonly password: string; readonly until?: string | null },
  by: By = atConsole
): Promise<UserOutcome> {
  const found = await passwordOwner(store, user)
  if (found?.demo === true) return { kind: 'refused', problems: [demoPassword] }
  const problems = passwordProblems(password, [user, found?.name ?? ''])
  if (problems.length > 0) return { kind: 'refused', problems }
  const hash = await hashPassword(password)
  return changeUser(store, by, user, {
    act: 'user.password',
    which: 'true',
    none: `no user ${user}`,
    takesAdministrator: false,
    async change(tx) {
      await putPassword(tx, user, hash, until)
      return until === null ? {} : { until }
    }
  })
}

export interface OneTimePassword {
  readonly password: string
  /** ISO 8601. */
  readonly until: string
}

/** How long a one-time password opens a session. */
const oneTimeMs = 72 * 3_600_000
/** Without letters and digits that are read for one another. */
const readable = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password that nobody chose: five groups of four signs, 99 bits, good for three days and for one sign-in. */
export function oneTimePassword(now = new Date()): OneTimePassword {
  const group = (): string => Array.from({ length: 4 }, () => readable[randomInt(readable.length)]).join('')
  const password = Array.from({ length: 5 }, group).join('-')
  return { password, until: new Date(now.getTime() + oneTimeMs).toISOString() }
}

/** Gives a user a one-time password, to be changed at the first sign-in; sessions end at once. */
export async function resetPassword(
  store: Store,
  user: string,
  by: By
): Promise<Exclude<UserOutcome, { kind: 'done' }> | ({ readonly kind: 'done' } & OneTimePassword)> {
  const found = await passwordOwner(store, user)
  if (found?.demo === true) return { kind: 'refused', problems: [demoPassword] }
  const made = oneTimePassword()
  const hash = await hashPassword(made.password)
  const outcome = await changeUser(store, by, user, {
    act: 'user.reset',
    which: 'active',
    none: `no active user ${user}`,
    takesAdministrator: false,
    async change(tx) {
      await putPassword(tx, user, hash, made.until)
      return { until: made.until }
    }
  })
  return outcome.kind === 'done' ? { kind: 'done', ...made } : outcome
}

/** Takes the second factor from an account whose owner lost it; sessions end. Where the role needs one, it is set up at the next sign-in. */
export async function resetFactor(store: Store, user: string, by: By): Promise<UserOutcome> {
  return changeUser(store, by, user, {
    act: 'user.factor-reset',
    which: 'true',
    none: `no user ${user}`,
    takesAdministrator: false,
    async change(tx) {
      await forgetFactor(tx, user)
      return {}
    }
  })
}

/**
 * Writes a hash, ends every session of the user, and forgets the browsers that were known. `until`: a one-time password, good until
 * then; null for one that its owner chose.
 */
export async function putPassword(tx: Tx, user: string, hash: string, until: string | null = null): Promise<void> {
  await tx.query('update app_user set password_hash = $2, password_until = $3 where id = $1', [user, hash, until])
  await endSessions(tx, user)
  await tx.query('delete from known_browser where user_id = $1', [user])
}

async function passwordOwner(store: Store, user: string): Promise<{ name: string; demo: boolean } | undefined> {
  const { rows } = await store.pool.query<{ name: string; demo: boolean }>(
    'select name, demo from app_user where id = $1',
    [user]
  )
  return rows[0]
}

interface AccountChange {
  readonly act: string
  /** Which accounts can be changed so, beside that they are of a person. */
  readonly which: 'active' | 'not active' | 'true'
  /** What is said when there is none. */
  readonly none: string
  readonly takesAdministrator: boolean
  /** Changes it and returns the detail for the ledger; `role` is the one that the account has. */
  change(tx: Tx, role: string): Promise<Readonly<Record<string, unknown>>>
}

/** One change to one account under its row lock, with its ledger entry. */
async function changeUser(store: Store, by: By, user: string, what: AccountChange): Promise<UserOutcome> {
  return changing(store, by, { user, takesAdministrator: what.takesAdministrator }, async (tx) => {
    const { rows } = await tx.query<{ role: string }>(
      `select role from app_user where id = $1 and ${what.which} and role <> 'system' for update`,
      [user]
    )
    const [row] = rows
    if (row === undefined) return unknown('unknown-account', 'user', what.none)
    return { kind: 'changed', act: what.act, subject: `user:${user}`, detail: await what.change(tx, row.role) }
  })
}

const demoPassword: AccountProblem = {
  code: 'demo-account',
  field: 'password',
  problem: 'passwords of practice users are public and stay as they are',
  remedy: 'add a user of your own'
}
