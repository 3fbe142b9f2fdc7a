/** Routes of the session: signing in and out, choosing the mandate, and the users of a demo. */
import { None } from '../../../contract/fields.ts'
import {
  DemoUsers,
  MandateBody,
  OwnSessions,
  PasswordBody,
  Session,
  SessionParameter,
  SignInBody
} from '../../../contract/session.ts'
import { demoUsers } from '../../../accountability/demo.ts'
import {
  chooseMandate,
  findSession,
  signIn,
  signOut,
  type SessionState
} from '../../../accountability/sign-in/sessions.ts'
import { endOwnSessions, listOwnSessions } from '../../../accountability/sign-in/own-sessions.ts'
import { changeOwnPassword } from '../../../accountability/accounts/own-password.ts'
import { reasonGiven } from '../../../desk/outcome.ts'
import { problem } from '../../problems.ts'
import { done, route, type Route } from '../../route.ts'

export const sessionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/session',
    access: 'session',
    summary: 'Who is signed in, and under which mandate',
    params: None,
    query: None,
    body: None,
    answer: Session,
    run: async ({ session, demo }) => ({ status: 200, body: shown(session, demo) })
  }),
  route({
    method: 'POST',
    path: '/api/session',
    access: 'public',
    summary: 'Sign in',
    params: None,
    query: None,
    body: SignInBody,
    answer: Session,
    run: async ({ store, demo, client, browser }, { body }) => {
      const outcome = await signIn(store.pool, body.user, body.password, { client, browser })
      if (outcome.kind === 'signed-in') {
        const known = outcome.browser === null ? {} : { browser: outcome.browser }
        return { status: 200, body: shown(outcome.session, demo), cookie: outcome.token, ...known }
      }
      if (outcome.reason === 'throttled') return problem('throttled', { seconds: outcome.retryAfterSeconds })
      return problem(outcome.reason === 'wrong' ? 'wrong-sign-in' : 'no-users')
    }
  }),
  route({
    method: 'POST',
    path: '/api/session/password',
    access: 'step-password',
    summary: 'Change the own password; every session of the user ends and this one goes on under a new cookie',
    params: None,
    query: None,
    body: PasswordBody,
    answer: null,
    run: async ({ store, session }, { body }) => {
      if (session === null) return problem('signed-out')
      const outcome = await changeOwnPassword(store, session.user, session.mandate?.id ?? null, body)
      if (outcome.kind === 'changed') return { status: 204, body: null, cookie: outcome.token }
      return outcome.reason === 'wrong' ? problem('wrong-password') : problem('weak-password', { fault: outcome.fault })
    }
  }),
  route({
    method: 'DELETE',
    path: '/api/session',
    access: 'session',
    summary: 'Sign out',
    params: None,
    query: None,
    body: None,
    answer: null,
    run: async ({ store, token, ground }) => {
      if (token !== null) await signOut(store.pool, token, ground.user)
      return { status: 204, body: null, cookie: null }
    }
  }),
  route({
    method: 'GET',
    path: '/api/sessions',
    access: 'signed-in',
    summary: 'Where one is signed in now',
    params: None,
    query: None,
    body: None,
    answer: OwnSessions,
    run: async ({ store, token, ground }) => {
      if (token === null) return problem('signed-out')
      return { status: 200, body: await listOwnSessions(store.pool, ground.user, token) }
    }
  }),
  route({
    method: 'DELETE',
    path: '/api/sessions/{id}',
    access: 'signed-in',
    summary: 'End another session of one’s own, or all others',
    params: SessionParameter,
    query: None,
    body: None,
    answer: null,
    run: async ({ store, token, ground }, { params }) => {
      if (token === null) return problem('signed-out')
      const id = params.id === 'others' ? null : params.id
      const ended = await endOwnSessions(store.pool, ground.user, { token, id })
      return ended || id === null ? done : problem('not-found')
    }
  }),
  route({
    method: 'PUT',
    path: '/api/session/mandate',
    access: 'signed-in',
    summary: 'Choose the mandate to work under',
    params: None,
    query: None,
    body: MandateBody,
    answer: Session,
    run: async ({ store, session, token, demo }, { body }) => {
      const reason = reasonGiven(body.reason)
      if (session === null || token === null) return problem('signed-out')
      if (reason === null) return problem('reason-missing')
      const outcome = await chooseMandate(store.pool, token, session, body.mandate, reason)
      if (outcome.kind === 'refused') return problem('not-found')
      return { status: 200, body: shown(await findSession(store.pool, token), demo) }
    }
  }),
  route({
    method: 'GET',
    path: '/api/demo',
    access: 'public',
    summary: 'The users of a demo with their passwords; not found on a real store',
    params: None,
    query: None,
    body: None,
    answer: DemoUsers,
    run: async ({ demo }) => {
      if (!demo) return problem('not-found')
      const users = demoUsers.map(({ id, name, role, password }) => ({ id, name, role, password }))
      return { status: 200, body: { users } }
    }
  })
]

/** A session as the interface answers it. */
export function shown(session: SessionState | null, demo: boolean): Session {
  if (session === null) throw new Error('A route for signed-in users ran without a session.')
  const { user, mandates, mandate, due, breakGlass } = session
  return { user, mandates, mandate, due, breakGlass, demo }
}
