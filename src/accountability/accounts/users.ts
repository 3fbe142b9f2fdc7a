/** Users: local accounts with one role each, and the mandates that each may work under. Added at the console and by administrators. */
import { roles, type Role } from '../../model/mandate.ts'
import type { Store } from '../../store/connect.ts'
import type { Tx } from '../../store/ground.ts'
import { atConsole, changing, type AccountProblem, type By, type Refused, type UserOutcome } from './account-rules.ts'
import { passwordFault } from '../sign-in/password-rules.ts'
import { hashPassword, passwordChars } from '../sign-in/passwords.ts'

export interface NewUser {
  /** [a-z0-9.-], 1 to 64 characters: what is typed at sign-in and written in the ledger. */
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly password: string
  /** Mandates to work under. */
  readonly mandates?: readonly string[]
  /** The password is a one-time one, good until then (ISO 8601): its owner changes it at the first sign-in. */
  readonly passwordUntil?: string | null
}

/** Names that the ledger uses for what is not a person. */
const reserved = ['pipeline', 'console', 'visitor', 'system', 'baken']

/** Adds a user. */
export async function addUser(store: Store, user: NewUser, by: By = atConsole): Promise<UserOutcome> {
  const problems = userProblems(user)
  if (problems.length > 0) return { kind: 'refused', problems }
  const hash = await hashPassword(user.password)
  return changing(store, by, { user: user.id, takesAdministrator: false }, async (tx) => {
    const taken = !(await insertUser(tx, user, hash, false))
    const found: AccountProblem[] = taken ? [accountExists(user.id)] : []
    for (const mandate of taken ? [] : (user.mandates ?? [])) found.push(...(await grant(tx, user.id, mandate)))
    if (found.length > 0) return { kind: 'refused', problems: found }
    const detail = { role: user.role, mandates: user.mandates ?? [] }
    return { kind: 'changed', act: 'user.add', subject: `user:${user.id}`, detail }
  })
}

/** Lets a user work under a mandate. Demo users work under demo mandates only: their passwords are public. */
export async function grantMandate(
  store: Store,
  user: string,
  mandate: string,
  by: By = atConsole
): Promise<UserOutcome> {
  return changing(store, by, { user, takesAdministrator: false }, async (tx) => {
    const problems = await grant(tx, user, mandate)
    if (problems.length > 0) return { kind: 'refused', problems }
    return { kind: 'changed', act: 'user.grant', subject: `user:${user}`, detail: { mandate } }
  })
}

/** Takes a mandate from a user, also in open sessions. */
export async function revokeMandate(
  store: Store,
  user: string,
  mandate: string,
  by: By = atConsole
): Promise<UserOutcome> {
  return changing(store, by, { user, takesAdministrator: false }, async (tx) => {
    const { rowCount } = await tx.query('delete from user_mandate where user_id = $1 and mandate_id = $2', [
      user,
      mandate
    ])
    if (rowCount === 0) return unknown('unknown-account', 'user', `${user} has no mandate ${mandate}`)
    return { kind: 'changed', act: 'user.revoke', subject: `user:${user}`, detail: { mandate } }
  })
}

export interface ListedUser {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly active: boolean
  readonly demo: boolean
  readonly mandates: readonly string[]
}

/** Accounts of people, without their passwords. */
export async function listUsers(store: Store): Promise<ListedUser[]> {
  const { rows } = await store.pool.query<ListedUser>(
    `select u.id, u.name, u.role, u.active, u.demo, coalesce(array_agg(m.mandate_id order by m.mandate_id) filter (where m.mandate_id is not null), '{}') as mandates
     from app_user u left join user_mandate m on m.user_id = u.id where u.role <> 'system' group by u.id order by u.id limit 10000`
  )
  return rows
}

/** Inserts an account unless its id is taken; true when it did. For `addUser` and the demo. */
export async function insertUser(tx: Tx, user: NewUser, passwordHash: string, demo: boolean): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into app_user (id, name, role, password_hash, demo, password_until) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [user.id, user.name, user.role, passwordHash, demo, user.passwordUntil ?? null]
  )
  return rowCount === 1
}

async function grant(tx: Tx, user: string, mandate: string): Promise<AccountProblem[]> {
  const { rows } = await tx.query<{ user_demo: boolean | null; mandate_demo: boolean | null }>(
    `select (select demo from app_user where id = $1 and role <> 'system') as user_demo, (select demo from mandate where id = $2) as mandate_demo`,
    [user, mandate]
  )
  const found = rows[0]
  if (found?.user_demo == null) return [...unknown('unknown-account', 'user', `no user ${user}`).problems]
  if (found.mandate_demo === null) return [...unknown('unknown-mandate', 'mandates', `no mandate ${mandate}`).problems]
  if (found.user_demo && !found.mandate_demo) {
    return [
      {
        code: 'demo-account',
        field: 'mandates',
        problem: `${user} is a demo user`,
        remedy: 'demo passwords are public: add a user of its own for real work'
      }
    ]
  }
  await tx.query('insert into user_mandate (user_id, mandate_id) values ($1, $2) on conflict do nothing', [
    user,
    mandate
  ])
  return []
}

function userProblems(user: NewUser): AccountProblem[] {
  const problems: AccountProblem[] = []
  if (!/^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/.test(user.id)) problems.push(badId)
  if (reserved.includes(user.id)) problems.push({ ...accountExists(user.id), problem: `${user.id} is reserved` })
  if (user.name.trim() === '' || user.name.length > 200 || user.name.includes('\0')) {
    problems.push({
      code: 'bad-account-name',
      field: 'name',
      problem: 'not a name of 1 to 200 characters',
      remedy: 'write the name that colleagues know'
    })
  }
  if (!roles.includes(user.role)) problems.push(unknownRole)
  return [...problems, ...passwordProblems(user.password, [user.id, user.name])]
}

const badId: AccountProblem = {
  code: 'bad-account-id',
  field: 'id',
  problem: 'this is not an id',
  remedy: 'use 1 to 64 of a-z, 0-9, "-" and ".", beginning and ending with a letter or digit'
}
export const unknownRole: AccountProblem = {
  code: 'bad-role',
  field: 'role',
  problem: 'unknown role',
  remedy: `choose from ${roles.join(', ')}`
}
/** Why a password is refused for an account with these names; empty when it is taken. */
export function passwordProblems(password: string, own: readonly string[]): AccountProblem[] {
  const fault = passwordFault(password, own)
  return fault === null ? [] : [{ code: 'weak-password', field: 'password', ...passwordWords[fault] }]
}

const passwordWords = {
  length: {
    problem: `it does not have ${passwordChars.least} to ${passwordChars.most} characters`,
    remedy: 'a few words together are easy to keep'
  },
  repeated: {
    problem: 'it is a few characters over and over',
    remedy: 'use a few words that do not belong together'
  },
  common: {
    problem: 'it is made of words, names and rows of keys that are guessed first',
    remedy: 'use a few words that do not belong together'
  }
} as const

/** A refusal that names what does not exist. */
export function unknown(code: AccountProblem['code'], field: string, problem: string): Refused {
  return { kind: 'refused', problems: [{ code, field, problem, remedy: 'list what exists and try again' }] }
}

function accountExists(id: string): AccountProblem {
  return { code: 'account-exists', field: 'id', problem: `the user ${id} exists`, remedy: 'choose another id' }
}
