/** Routes of administration: accounts, mandates and keys, for administrators only. Each change takes a reason and is an act. */
import type { Static, TSchema } from 'typebox'
import {
  AccountMandateBody,
  AccountParameter,
  AccountsPage,
  IdentityBody,
  KeysPage,
  NewAccountBody,
  OneTimePassword,
  RoleBody,
  RoleParameter,
  RoleRuleBody,
  RoleRules
} from '../../../contract/oversight/accounts.ts'
import { None, ReasonBody } from '../../../contract/fields.ts'
import {
  activateUser,
  deactivateUser,
  oneTimePassword,
  resetFactor,
  resetPassword,
  setRole
} from '../../../accountability/accounts/account-changes.ts'
import type { By, UserOutcome } from '../../../accountability/accounts/account-rules.ts'
import { readAccounts, readKeys } from '../../../accountability/accounts/administration.ts'
import { readRoleRules, setRoleRule } from '../../../accountability/accounts/role-rules.ts'
import { setIdentity } from '../../../accountability/sign-in/single-sign-on.ts'
import { addUser, grantMandate, revokeMandate } from '../../../accountability/accounts/users.ts'
import { problem, type ProblemAnswer } from '../../problems.ts'
import { mandateRoutes } from './mandates.ts'
import { done, givenBy, route, type Route, type RouteContext } from '../../route.ts'

const read = { method: 'GET', access: 'administration', params: None, query: None, body: None } as const

export const accountRoutes: readonly Route[] = [
  route({
    ...read,
    path: '/api/accounts',
    summary: 'All accounts: role, mandates, last use; never a password',
    answer: AccountsPage,
    run: async ({ store, ground }) => ({ status: 200, body: await readAccounts(store, ground.user) })
  }),
  route({
    ...read,
    method: 'POST',
    path: '/api/accounts',
    summary: 'Make an account; it gets a one-time password, which is shown once',
    body: NewAccountBody,
    answer: OneTimePassword,
    run: async (context, { body }) => {
      const by = givenBy(context, body.reason)
      if (by === null) return problem('reason-missing')
      const { password, until } = oneTimePassword()
      const { id, name, role, mandates } = body
      const outcome = await addUser(context.store, { id, name, role, mandates, password, passwordUntil: until }, by)
      return refusalOf(outcome) ?? { status: 200, body: { id, password, until } }
    }
  }),
  route({
    ...read,
    method: 'POST',
    path: '/api/accounts/{id}/reset',
    summary: 'Give an account a one-time password, which is shown once; its sessions end',
    params: AccountParameter,
    body: ReasonBody,
    answer: OneTimePassword,
    run: async (context, { params, body }) => {
      const by = givenBy(context, body.reason)
      if (by === null) return problem('reason-missing')
      const outcome = await resetPassword(context.store, params.id, by)
      if (outcome.kind === 'refused') return refused(outcome)
      return { status: 200, body: { id: params.id, password: outcome.password, until: outcome.until } }
    }
  }),
  change('role', 'Give an account another role; its sessions end', RoleBody, (store, id, by, body) =>
    setRole(store, id, body.role, by)
  ),
  change('grant', 'Let an account work under a mandate', AccountMandateBody, (store, id, by, body) =>
    grantMandate(store, id, body.mandate, by)
  ),
  change('revoke', 'Take a mandate from an account, in open sessions too', AccountMandateBody, (store, id, by, body) =>
    revokeMandate(store, id, body.mandate, by)
  ),
  route({
    ...read,
    method: 'POST',
    path: '/api/accounts/{id}/identity',
    summary: 'Link an account with an identity of the provider of single sign-on; an empty subject unlinks it',
    params: AccountParameter,
    body: IdentityBody,
    answer: null,
    run: async (context, { params, body }) => {
      const by = givenBy(context, body.reason)
      if (by === null) return problem('reason-missing')
      if (context.identities === null) return problem('not-found')
      const subject = body.subject.trim()
      const identity = subject === '' ? null : { issuer: context.identities.issuer, subject }
      return refusalOf(await setIdentity(context.store, params.id, identity, by)) ?? done
    }
  }),
  change('factor-reset', 'Take the second factor from an account; its sessions end', ReasonBody, (store, id, by) =>
    resetFactor(store, id, by)
  ),
  change('deactivate', 'Close an account; its sessions end', ReasonBody, (store, id, by) =>
    deactivateUser(store, id, by)
  ),
  change('activate', 'Open a closed account again', ReasonBody, (store, id, by) => activateUser(store, id, by)),
  route({
    ...read,
    path: '/api/role-rules',
    summary: 'Which roles need a second factor, and how many of their accounts have one',
    answer: RoleRules,
    run: async ({ store }) => ({ status: 200, body: await readRoleRules(store) })
  }),
  route({
    ...read,
    method: 'PUT',
    path: '/api/role-rules/{role}',
    summary: 'Say whether a role needs a second factor; who has none sets one up before anything else',
    params: RoleParameter,
    body: RoleRuleBody,
    answer: null,
    run: async (context, { params, body }) => {
      const by = givenBy(context, body.reason)
      if (by === null) return problem('reason-missing')
      return refusalOf(await setRoleRule(context.store, params.role, body.secondFactor, by)) ?? done
    }
  }),
  route({
    ...read,
    path: '/api/keys',
    summary: 'Which keys there are for each line of mandates; never a key',
    answer: KeysPage,
    run: async ({ store, vault, ground }) => ({ status: 200, body: await readKeys(store, vault.keyring, ground.user) })
  }),
  ...mandateRoutes
]

type Store = RouteContext['store']

/** A change of one account that answers nothing but that it was done. */
function change<B extends TSchema>(
  name: string,
  summary: string,
  body: B,
  run: (store: Store, id: string, by: By, body: Static<B>) => Promise<UserOutcome>
): Route {
  return route({
    ...read,
    method: 'POST',
    path: `/api/accounts/{id}/${name}`,
    summary,
    params: AccountParameter,
    body,
    answer: null,
    run: async (context, { params, body: given }) => {
      const by = givenBy(context, (given as { reason: string }).reason)
      if (by === null) return problem('reason-missing')
      return refusalOf(await run(context.store, params.id, by, given)) ?? done
    }
  })
}

function refusalOf(outcome: UserOutcome): ProblemAnswer | null {
  return outcome.kind === 'refused' ? refused(outcome) : null
}

function refused({ problems: [first] }: Extract<UserOutcome, { kind: 'refused' }>): ProblemAnswer {
  if (first === undefined) return problem('bad-request')
  if (first.code === 'unknown-account') return problem('not-found')
  return problem(first.code, { field: first.field })
}
