/** What each role must do to sign in: whether a password is enough. Set by administrators, with a reason. */
import type { RoleRules } from '../../contract/oversight/accounts.ts'
import { roles, type Role } from '../../model/mandate.ts'
import type { Store } from '../../store/connect.ts'
import { noteStanding } from '../../store/standing.ts'
import { changing, type By, type UserOutcome } from './account-rules.ts'

/** The rule of each role, with how many open accounts it has and how many of them have a second factor. */
export async function readRoleRules(store: Store): Promise<RoleRules> {
  const { rows } = await store.owner.query<RoleRules['roles'][number]>(
    `select r.role, coalesce((select second_factor from role_rule x where x.role = r.role), false) as "secondFactor",
       count(u.id)::int as accounts, count(u.factor_since)::int as "withFactor"
     from unnest($1::text[]) with ordinality r(role, at) left join app_user u on u.role = r.role and u.active group by r.role, r.at order by r.at`,
    [roles]
  )
  return { roles: rows }
}

/** Sets whether a role needs a second factor. Who has none sets one up at the next thing that they ask; nobody is signed out. */
export async function setRoleRule(store: Store, role: Role, secondFactor: boolean, by: By): Promise<UserOutcome> {
  return changing(store, by, { user: '', takesAdministrator: false }, async (tx) => {
    await tx.query(
      `insert into role_rule (role, second_factor) values ($1, $2) on conflict (role) do update set second_factor = $2`,
      [role, secondFactor]
    )
    await noteStanding(tx, 'role-rule', [role])
    return { kind: 'changed', act: 'role.rule', subject: `role:${role}`, detail: { secondFactor } }
  })
}
