/** The demo mandate and demo users: for a fresh store only, so that public passwords never meet real work. */
import { roles, type Role } from '../model/mandate.ts'
import type { MandateId } from '../model/ids.ts'
import type { Store } from '../store/connect.ts'
import { act } from './acts.ts'
import { dayIn, endOfDay } from './days.ts'
import { insertMandate, practises, terms } from './mandates/mandates.ts'
import { hashPassword } from './sign-in/passwords.ts'
import { insertUser, type NewUser } from './accounts/users.ts'
import { lockClass } from '../store/locks.ts'
import { noteStanding } from '../store/standing.ts'

export const demoMandate = 'oefening' as MandateId

/** One user for each role and a second analyst, for the two-person rule. The passwords are no secret: `oefenen-` and the id. */
export const demoUsers: readonly NewUser[] = [
  ...roles.map((role) => demoUser(role, demoNames()[role], role)),
  demoUser('analyst-2', 'Bente Bakker', 'analyst')
]

export type DemoOutcome =
  | { readonly kind: 'made' | 'there-already'; readonly mandate: MandateId; readonly users: readonly NewUser[] }
  | { readonly kind: 'refused'; readonly reason: 'real-data'; readonly detail: string }

/** Makes the demo mandate and users. Refused on a store that has any mandate or user of its own. Twice changes nothing. */
export async function makeDemo(store: Store, now = new Date()): Promise<DemoOutcome> {
  // Nine passwords take a second of work: not for a store that has them or may not have them.
  const fresh = !(await hasDemo(store))
  const hashed = await Promise.all(
    (fresh ? demoUsers : []).map(async (user) => ({ user, hash: await hashPassword(user.password) }))
  )
  return act<DemoOutcome>(store.owner, { user: 'console', mandate: null }, async (tx) => {
    // Two starts at once: the second waits and finds the demo there.
    await tx.query('select pg_advisory_xact_lock($1, 0)', [lockClass.demo])
    const { rows } = await tx.query<{ mandates: number; users: number; demo: boolean }>(
      `select (select count(*) from mandate where not demo) as mandates, (select count(*) from app_user where not demo and role <> 'system') as users,
         exists (select 1 from mandate where demo) as demo`
    )
    const { mandates = 0, users = 0, demo = false } = rows[0] ?? {}
    // Accounts that were made on the practice instance practise too: they work under its mandate only.
    if (mandates > 0 || (users > 0 && !demo)) {
      const detail = `this data folder has ${mandates} real mandates and ${users} real users: use another folder for the demo`
      return { result: { kind: 'refused', reason: 'real-data', detail }, entry: null }
    }
    if (demo) return { result: { kind: 'there-already', mandate: demoMandate, users: demoUsers }, entry: null }
    const lastDay = new Date(now)
    lastDay.setUTCFullYear(lastDay.getUTCFullYear() + 1)
    const until = endOfDay(dayIn(lastDay, mandate.zone), mandate.zone)
    const made = { ...mandate, from: new Date(now.getTime() - 86_400_000).toISOString(), until }
    await insertMandate(tx, made, { demo: true, persons: null })
    for (const { user, hash } of hashed) {
      await insertUser(tx, user, hash, true)
      for (const id of user.mandates ?? [])
        await tx.query('insert into user_mandate (user_id, mandate_id) values ($1, $2)', [user.id, id])
    }
    await noteStanding(
      tx,
      'account',
      hashed.map(({ user }) => user.id)
    )
    return {
      result: { kind: 'made', mandate: demoMandate, users: demoUsers },
      entry: {
        act: 'demo.make',
        subject: `mandate:${demoMandate}`,
        detail: { users: demoUsers.map((user) => user.id), mandates: [{ id: made.id, ...terms(made), demo: true }] }
      }
    }
  })
}

/** Whether this store holds the demo. */
export async function hasDemo(store: Store): Promise<boolean> {
  return practises(store.pool)
}

/** What every mandate of the demo says. */
export const demoTerms = {
  legalBasis: 'Oefening op verzonnen gegevens (geen wettelijke grondslag nodig)',
  forms: ['any'],
  sources: ['*'],
  grantedBy: 'Baken',
  keep: 'sealed',
  eraseAfterDays: 28,
  withdrawnAt: null,
  zone: 'Europe/Amsterdam',
  succeeds: null
} as const

const mandate = {
  ...demoTerms,
  id: demoMandate,
  purpose: 'Oefenen met het herkennen van signalen van mensenhandel op een verzonnen web'
} as const

/** A user of the demo, under its mandate unless others are named. An administrator and an auditor see no content and need none. */
export function demoUser(
  id: string,
  name: string,
  role: Role,
  mandates: readonly MandateId[] = role === 'administrator' || role === 'auditor' ? [] : [demoMandate]
): NewUser {
  return { id, name, role, password: `oefenen-${id}`, mandates }
}

/** Invented people. A function, because the list above is made before constants below it exist. */
function demoNames(): Record<Role, string> {
  return {
    analyst: 'Anouk Aarts',
    detective: 'Daan de Wit',
    coordinator: 'Carla Claassen',
    prosecutor: 'Olga Overmars',
    expert: 'Evert Evenboer',
    officer: 'Otto Okkema',
    partner: 'Paula Prins',
    auditor: 'Ada Admiraal',
    operator: 'Olaf Otten',
    administrator: 'Bram Beheer'
  }
}
