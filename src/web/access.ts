/** Who may use which route: decided before anything is read, from role and mandate alone. */
import type { SessionState } from '../accountability/sign-in/sessions.ts'
import { caseRoles, contentRoles, type Role } from '../model/mandate.ts'
import type { ProblemKey } from './problems.ts'

/**
 * `public`: no session. `session`: any session, also one in which a step is still due. `step-…`: any session in which that step or none
 * is due: who has shown a password only does not change it before the second factor. `signed-in`: any role.
 * `content`: content roles under a mandate. `operation`: those and operators, under a mandate. `administration`: administrators.
 * `reports`: officers and partners with or without a mandate chosen, and content roles under one.
 * `coordination`: coordinators under a mandate. `cases`: roles that may be members of cases, under a mandate.
 * `partners`: partners under a mandate, who see what was disclosed to them.
 * `sources`: operators under a mandate, who alone change what is crawled.
 * `audit`: auditors.
 */
type Step = NonNullable<SessionState['due']>

export type Access =
  | 'public'
  | 'session'
  | `step-${Step}`
  | 'signed-in'
  | 'content'
  | 'reports'
  | 'coordination'
  | 'cases'
  | 'partners'
  | 'operation'
  | 'sources'
  | 'administration'
  | 'audit'

const operationRoles: readonly Role[] = [...contentRoles, 'operator']
const senders: readonly Role[] = ['officer', 'partner']
const rolesOf: Readonly<Partial<Record<Access, readonly Role[]>>> = {
  content: contentRoles,
  reports: contentRoles,
  coordination: ['coordinator'],
  cases: caseRoles,
  partners: ['partner'],
  sources: ['operator']
}

/** Why this session may not use a route, or null when it may. The same for every id: nothing is told about what exists. */
export function accessProblem(access: Access, session: SessionState | null): ProblemKey | null {
  if (access === 'public') return null
  if (session === null) return 'signed-out'
  if (access === 'session') return null
  if (session.due !== null) return access === `step-${session.due}` ? null : `${session.due}-due`
  if (access === 'signed-in' || access.startsWith('step-')) return null
  if (access === 'audit') return session.user.role === 'auditor' ? null : 'no-content-role'
  if (access === 'administration') return session.user.role === 'administrator' ? null : 'no-content-role'
  if (access === 'reports' && senders.includes(session.user.role)) return null
  const allowed = rolesOf[access] ?? operationRoles
  if (!allowed.includes(session.user.role)) return 'no-content-role'
  if (session.mandateEnded) return 'mandate-ended'
  return session.mandate === null ? 'no-mandate' : null
}
