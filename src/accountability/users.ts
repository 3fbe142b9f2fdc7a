/** Users: local accounts with one role each, and the mandates that each may work under. Changed at the console and by administrators. */
import { roles, type Role } from '../model/mandate.ts'
import type { Store } from '../store/connect.ts'
import type { LedgerEntry, Tx } from '../store/ground.ts'
import { act } from './acts.ts'
import type { FieldProblem } from './mandate-file.ts'
import { passwordFault } from './password-rules.ts'
import { hashPassword, passwordChars } from './passwords.ts'

export interface NewUser {
  /** [a-z0-9.-], 1 to 64 characters: what is typed at sign-in and written in the ledger. */
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly password: string
  /** Mandates to work under. */
  readonly mandates?: readonly string[]
}

export type UserOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly problems: readonly FieldProblem[] }

/** Names that the ledger uses for what is not a person. */
const reserved = ['pipeline', 'console', 'visitor', 'system', 'baken']

/** Adds a user; `by` is who works at the console. */
export async function addUser(store: Store, user: NewUser, by = 'console'): Promise<UserOutcome> {
  const problems = userProblems(user)
  if (problems.length > 0) return { kind: 'refused', problems }
  const hash = await hashPassword(user.password)
  return act<UserOutcome>(store.owner, { user: by, mandate: null }, async (tx) => {
    await tx.query('savepoint adding')
    const taken = !(await insertUser(tx, user, hash, false))
    const found: FieldProblem[] = taken
      ? [{ field: 'id', problem: `the user ${user.id} exists`, remedy: 'choose another id' }]
      : []
    for (const mandate of taken ? [] : (user.mandates ?? [])) found.push(...(await grant(tx, user.id, mandate)))
    if (found.length > 0) {
      await tx.query('rollback to savepoint adding')
      return { result: { kind: 'refused', problems: found }, entry: null }
    }
    const detail = { role: user.role, mandates: user.mandates ?? [] }
    return { result: { kind: 'done' }, entry: { act: 'user.add', subject: `user:${user.id}`, detail } }
  })
}

/** Lets a user work under a mandate. Demo users work under demo mandates only: their passwords are public. */
export async function grantMandate(store: Store, user: string, mandate: string, by = 'console'): Promise<UserOutcome> {
  return act<UserOutcome>(store.owner, { user: by, mandate: null }, async (tx) => {
    const problems = await grant(tx, user, mandate)
    if (problems.length > 0) return { result: { kind: 'refused', problems }, entry: null }
    return { result: { kind: 'done' }, entry: { act: 'user.grant', subject: `user:${user}`, detail: { mandate } } }
  })
}

/** Takes a mandate from a user, also in open sessions. */
export async function revokeMandate(store: Store, user: string, mandate: string, by = 'console'): Promise<UserOutcome> {
  return act<UserOutcome>(store.owner, { user: by, mandate: null }, async (tx) => {
    const { rowCount } = await tx.query('delete from user_mandate where user_id = $1 and mandate_id = $2', [
      user,
      mandate
    ])
    if (rowCount === 0) return { result: unknown('user', `${user} has no mandate ${mandate}`), entry: null }
    return { result: { kind: 'done' }, entry: { act: 'user.revoke', subject: `user:${user}`, detail: { mandate } } }
  })
}

/** Ends an account: its sessions end with it, its name stays in the ledger. */
export async function deactivateUser(store: Store, user: string, by = 'console'): Promise<UserOutcome> {
  return changeUser(
    store,
    by,
    `select id from app_user where id = $1 and active and role <> 'system' for update`,
    user,
    {
      none: `no active user ${user}`,
      change: async (tx) => {
        await tx.query('update app_user set active = false where id = $1', [user])
        await endSessions(tx, user)
        return { act: 'user.deactivate', subject: `user:${user}` }
      }
    }
  )
}

/** Opens a closed account again. Its password stays as it was. */
export async function activateUser(store: Store, user: string, by = 'console'): Promise<UserOutcome> {
  return changeUser(
    store,
    by,
    `select id from app_user where id = $1 and not active and role <> 'system' for update`,
    user,
    {
      none: `no closed account ${user}`,
      change: async (tx) => {
        await tx.query('update app_user set active = true where id = $1', [user])
        return { act: 'user.activate', subject: `user:${user}` }
      }
    }
  )
}

/** Gives a user another role. Sessions end: what was open was open for the former one. */
export async function setRole(store: Store, user: string, role: Role, by = 'console'): Promise<UserOutcome> {
  if (!roles.includes(role)) return { kind: 'refused', problems: [unknownRole] }
  return changeUser(store, by, `select id, role from app_user where id = $1 and role <> 'system' for update`, user, {
    none: `no user ${user}`,
    change: async (tx, from) => {
      await tx.query('update app_user set role = $2 where id = $1', [user, role])
      await endSessions(tx, user)
      return { act: 'user.role', subject: `user:${user}`, detail: { from, to: role } }
    }
  })
}

/** Sets a new password and ends the user's sessions. Passwords of demo users are public and stay as they are. */
export async function setPassword(store: Store, user: string, password: string, by = 'console'): Promise<UserOutcome> {
  const { rows } = await store.pool.query<{ name: string; demo: boolean }>(
    'select name, demo from app_user where id = $1',
    [user]
  )
  if (rows[0]?.demo === true) return { kind: 'refused', problems: [demoPassword] }
  const problems = passwordProblems(password, [user, rows[0]?.name ?? ''])
  if (problems.length > 0) return { kind: 'refused', problems }
  const hash = await hashPassword(password)
  return changeUser(store, by, `select id from app_user where id = $1 and role <> 'system' for update`, user, {
    none: `no user ${user}`,
    change: async (tx) => {
      await putPassword(tx, user, hash)
      return { act: 'user.password', subject: `user:${user}` }
    }
  })
}

/** Writes a hash, ends every session of the user, and forgets the browsers that were known. */
export async function putPassword(tx: Tx, user: string, hash: string): Promise<void> {
  await tx.query('update app_user set password_hash = $2 where id = $1', [user, hash])
  await endSessions(tx, user)
  await tx.query('delete from known_browser where user_id = $1', [user])
}

async function endSessions(tx: Tx, user: string): Promise<void> {
  await tx.query('delete from session where user_id = $1', [user])
}

/** One change to one account under its row lock, with its ledger entry; `change` gets the role that the account has. */
async function changeUser(
  store: Store,
  by: string,
  find: string,
  user: string,
  what: { readonly none: string; readonly change: (tx: Tx, role: string | undefined) => Promise<LedgerEntry> }
): Promise<UserOutcome> {
  return act<UserOutcome>(store.owner, { user: by, mandate: null }, async (tx) => {
    const { rows } = await tx.query<{ id: string; role?: string }>(find, [user])
    if (rows.length === 0) return { result: unknown('user', what.none), entry: null }
    return { result: { kind: 'done' }, entry: await what.change(tx, rows[0]?.role) }
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
    'insert into app_user (id, name, role, password_hash, demo) values ($1, $2, $3, $4, $5) on conflict do nothing',
    [user.id, user.name, user.role, passwordHash, demo]
  )
  return rowCount === 1
}

async function grant(tx: Tx, user: string, mandate: string): Promise<FieldProblem[]> {
  const { rows } = await tx.query<{ user_demo: boolean | null; mandate_demo: boolean | null }>(
    `select (select demo from app_user where id = $1 and role <> 'system') as user_demo, (select demo from mandate where id = $2) as mandate_demo`,
    [user, mandate]
  )
  const found = rows[0]
  if (found?.user_demo == null) return unknown('user', `no user ${user}`).problems
  if (found.mandate_demo === null) return unknown('mandates', `no mandate ${mandate}`).problems
  if (found.user_demo && !found.mandate_demo) {
    return [
      {
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

function userProblems(user: NewUser): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (!/^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/.test(user.id)) problems.push(badId)
  if (reserved.includes(user.id))
    problems.push({ field: 'id', problem: `${user.id} is reserved`, remedy: 'choose another id' })
  if (user.name.trim() === '' || user.name.length > 200 || user.name.includes('\0')) {
    problems.push({
      field: 'name',
      problem: 'not a name of 1 to 200 characters',
      remedy: 'write the name that colleagues know'
    })
  }
  if (!roles.includes(user.role)) problems.push(unknownRole)
  return [...problems, ...passwordProblems(user.password, [user.id, user.name])]
}

const badId: FieldProblem = {
  field: 'id',
  problem: 'this is not an id',
  remedy: 'use 1 to 64 of a-z, 0-9, "-" and ".", beginning and ending with a letter or digit'
}
const unknownRole: FieldProblem = { field: 'role', problem: 'unknown role', remedy: `choose from ${roles.join(', ')}` }
const demoPassword: FieldProblem = {
  field: 'password',
  problem: 'passwords of practice users are public and stay as they are',
  remedy: 'add a user of your own'
}

function passwordProblems(password: string, own: readonly string[]): FieldProblem[] {
  const fault = passwordFault(password, own)
  return fault === null ? [] : [{ field: 'password', ...passwordWords[fault] }]
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

function unknown(field: string, problem: string): { kind: 'refused'; problems: FieldProblem[] } {
  return { kind: 'refused', problems: [{ field, problem, remedy: 'list what exists and try again' }] }
}
