/** What holds for every change of an account: who may make it, that nobody changes their own, and that an administrator is left. */
import type { Role } from '../../model/mandate.ts'
import type { Tx } from '../../store/ground.ts'
import type { Store } from '../../store/connect.ts'
import { noteStanding } from '../../store/standing.ts'
import { act } from '../acts.ts'
import type { FieldProblem } from '../mandates/mandate-file.ts'

/** Who changes an account, and why. */
export interface By {
  /** `console`, or the id of an administrator. */
  readonly user: string
  readonly reason?: string | undefined
}

export const atConsole: By = { user: 'console' }

/** Why an account was not changed: a code for screens, beside the words for the console. */
export type AccountFault =
  | 'bad-account-id'
  | 'account-exists'
  | 'bad-account-name'
  | 'bad-role'
  | 'weak-password'
  | 'unknown-account'
  | 'unknown-mandate'
  | 'demo-account'
  | 'own-account'
  | 'last-administrator'
  | 'not-administrator'
  | 'identity-taken'

export interface AccountProblem extends FieldProblem {
  readonly code: AccountFault
}

export interface Refused {
  readonly kind: 'refused'
  readonly problems: readonly AccountProblem[]
}

export type UserOutcome = { readonly kind: 'done' } | Refused

/** A change that was made: its act, on what, and what the ledger says beside the reason. */
export interface Changed {
  readonly kind: 'changed'
  readonly act: string
  readonly subject: string
  readonly detail?: Readonly<Record<string, unknown>>
}

/**
 * One change of accounts or of what is asked of them, by somebody who may make it, in one transaction with its entry and reason. What
 * `work` did before it refused is undone.
 */
export async function changing(
  store: Store,
  by: By,
  change: Change,
  work: (tx: Tx) => Promise<Changed | Refused>
): Promise<UserOutcome> {
  return act<UserOutcome>(store.owner, { user: by.user, mandate: null }, async (tx) => {
    const fault = await changeFault(tx, by, change)
    if (fault !== null) return { result: { kind: 'refused', problems: [fault] }, entry: null }
    await tx.query('savepoint changing')
    const made = await work(tx)
    if (made.kind === 'refused') {
      await tx.query('rollback to savepoint changing')
      return { result: made, entry: null }
    }
    if (change.user !== '') await noteStanding(tx, 'account', [change.user])
    const { act: name, subject, detail } = made
    return { result: { kind: 'done' }, entry: { act: name, subject, detail: { ...detail, ...because(by) } } }
  })
}

/** What a change does: to whom, and whether an administrator is lost by it. */
interface Change {
  /** Empty: to no account of its own. */
  readonly user: string
  readonly takesAdministrator: boolean
}

/**
 * Null when `by` may make the change. The rows of all administrators are locked first, in one order: two who close each other at once
 * are told apart, and one whose account was closed a moment ago changes nothing any more.
 */
export async function changeFault(tx: Tx, by: By, change: Change): Promise<AccountProblem | null> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from app_user where role = 'administrator' and active order by id for update`
  )
  const administrators = rows.map((row) => row.id)
  if (by.user !== atConsole.user) {
    if (!administrators.includes(by.user)) return notAdministrator
    if (by.user === change.user) return ownAccount
  }
  const left = administrators.filter((id) => id !== change.user)
  return change.takesAdministrator && administrators.includes(change.user) && left.length === 0
    ? lastAdministrator
    : null
}

/** The role of a person's open account; null for anything else. Locked, so that an account that is closed at this moment decides nothing any more. */
export async function lockedRole(tx: Tx, user: string): Promise<Role | null> {
  const { rows } = await tx.query<{ role: Role }>(
    `select role from app_user where id = $1 and active and role <> 'system' for share`,
    [user]
  )
  return rows[0]?.role ?? null
}

/** The reason of a change, for its entry in the ledger. */
export function because(by: By): { readonly reason?: string } {
  return by.reason === undefined || by.reason === '' ? {} : { reason: by.reason }
}

const notAdministrator: AccountProblem = {
  code: 'not-administrator',
  field: 'by',
  problem: 'only an administrator changes accounts',
  remedy: 'ask one'
}
const ownAccount: AccountProblem = {
  code: 'own-account',
  field: 'user',
  problem: 'nobody changes their own account',
  remedy: 'ask another administrator'
}
const lastAdministrator: AccountProblem = {
  code: 'last-administrator',
  field: 'user',
  problem: 'this is the last administrator',
  remedy: 'make another one first'
}
