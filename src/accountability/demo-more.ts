/** What the practice instance has beside its mandate and users: colleagues who act by themselves, and other mandates; for a store that holds the demo only. */
import type { Mandate } from '../model/mandate.ts'
import type { MandateId } from '../model/ids.ts'
import type { Store } from '../store/connect.ts'
import { lockClass } from '../store/locks.ts'
import { noteStanding } from '../store/standing.ts'
import { act } from './acts.ts'
import { insertUser, type NewUser } from './accounts/users.ts'
import { demoMandate, demoTerms, demoUser } from './demo.ts'
import { findMandate, insertMandate, terms } from './mandates/mandates.ts'
import { hashPassword } from './sign-in/passwords.ts'

export const workMandate = 'oefening-werk' as MandateId

/** Who acts in the story of the demo: nobody is told to sign in as one of them, so that first steps are ticked by what a person did alone. */
export const colleague = {
  analyst: 'collega-1',
  coordinator: 'collega-2',
  detective: 'collega-3',
  administrator: 'collega-4'
} as const

const colleagues: readonly NewUser[] = [
  demoUser(colleague.analyst, 'Cas Coenen', 'analyst', [demoMandate, workMandate]),
  demoUser(colleague.coordinator, 'Dina Dekker', 'coordinator', [demoMandate, workMandate]),
  demoUser(colleague.detective, 'Eefje Evers', 'detective'),
  demoUser(colleague.administrator, 'Frits Fontein', 'administrator')
]

/** Users of the demo who may work under its second mandate, too. */
const alsoAtWork = ['analyst', 'coordinator', 'operator']

/** Makes colleagues, a second mandate and one that ended. Twice changes nothing; false when it was there already. */
export async function makeDemoColleagues(store: Store, now = new Date()): Promise<boolean> {
  // Four passwords take half a second of work: not at each start of a store that has them.
  if ((await findMandate(store, workMandate)) !== null) return false
  const hashed = await Promise.all(colleagues.map(async (user) => ({ user, hash: await hashPassword(user.password) })))
  return act<boolean>(store.owner, { user: 'console', mandate: null }, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1, 0)', [lockClass.demo])
    const { rows } = await tx.query<{ demo: boolean; made: boolean }>(
      `select exists (select 1 from mandate where id = $1 and demo) as demo, exists (select 1 from mandate where id = $2) as made`,
      [demoMandate, workMandate]
    )
    const [found] = rows
    if (found?.demo !== true || found.made) return { result: false, entry: null }
    const mandates = mandatesAt(now)
    for (const mandate of mandates) await insertMandate(tx, mandate, { demo: true, persons: null })
    for (const { user, hash } of hashed) await insertUser(tx, user, hash, true)
    const grants = [
      ...colleagues.flatMap(({ id, mandates = [] }) => mandates.map((mandate) => [id, mandate])),
      ...alsoAtWork.map((id) => [id, workMandate])
    ]
    for (const [user, mandate] of grants)
      await tx.query('insert into user_mandate (user_id, mandate_id) values ($1, $2) on conflict do nothing', [
        user,
        mandate
      ])
    await noteStanding(tx, 'account', [...new Set([...colleagues.map(({ id }) => id), ...alsoAtWork])])
    const detail = {
      users: colleagues.map((user) => user.id),
      mandates: mandates.map((mandate) => ({ id: mandate.id, ...terms(mandate), demo: true }))
    }
    return { result: true, entry: { act: 'demo.make', subject: `mandate:${workMandate}`, detail } }
  })
}

function mandatesAt(now: Date): Omit<Mandate, 'line'>[] {
  const day = (days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString()
  return [
    {
      ...demoTerms,
      id: workMandate,
      purpose: 'Oefenen met het herkennen van signalen van arbeidsuitbuiting in verzonnen vacatures',
      forms: ['labour'],
      from: day(-1),
      until: day(24)
    },
    {
      ...demoTerms,
      id: 'oefening-proef' as MandateId,
      purpose: 'Proef met een verzonnen web; afgelopen',
      from: day(-120),
      until: day(-30)
    }
  ]
}
