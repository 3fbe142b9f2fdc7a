/** Routes of single sign-on: sending the browser to the provider, and taking it back with a session. */
import { randomBytes } from 'node:crypto'
import { None } from '../../../contract/fields.ts'
import { IdentityQuery, SignInWays } from '../../../contract/session.ts'
import { keepChallenge, takeChallenge } from '../../../accountability/sign-in/challenges.ts'
import { signInByIdentity } from '../../../accountability/sign-in/single-sign-on.ts'
import { backFromProvider } from '../../identity-provider.ts'
import { problem } from '../../problems.ts'
import { route, type Route, type RouteAnswer } from '../../route.ts'

export const identityRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/sign-in-ways',
    access: 'public',
    summary: 'What stands beside the password at sign-in',
    params: None,
    query: None,
    body: None,
    answer: SignInWays,
    run: async ({ identities }) => ({ status: 200, body: { identity: identities?.name ?? null } })
  }),
  route({
    method: 'GET',
    path: '/api/session/identity',
    access: 'public',
    summary: 'Sign in at the provider: sends the browser there',
    params: None,
    query: None,
    body: None,
    answer: 'text/html',
    run: async ({ store, identities, site, log }) => {
      if (identities === null) return problem('not-found')
      const begun = await identities.begin(`${site.origin}${backFromProvider}`).catch((error: unknown) => {
        log(error as Error)
        return null
      })
      if (begun === null) return home('provider-silent')
      const secret = randomBytes(32).toString('base64url')
      if (!(await keepChallenge(store.pool, secret, { kind: 'identity', data: begun.remember }))) return problem('busy')
      return { status: 302, body: '', headers: { location: begun.to }, pending: secret }
    }
  }),
  route({
    method: 'GET',
    path: backFromProvider,
    access: 'public',
    summary:
      'Where the provider sends the browser back; opens a session for the account that is linked with the identity',
    params: None,
    query: IdentityQuery,
    body: None,
    answer: 'text/html',
    run: async ({ store, identities, pending, site, log }, { query }) => {
      if (identities === null) return problem('not-found')
      const remembered = pending === null ? null : await takeChallenge(store.pool, pending, 'identity')
      if (remembered === null) return home('identity-late')
      const sent = new URLSearchParams(query as Record<string, string>).toString()
      const identity = await identities
        .finish(`${site.origin}${backFromProvider}?${sent}`, remembered)
        .catch((error: unknown) => {
          log(error as Error)
          return null
        })
      if (identity === null) return home('identity-refused')
      const token = await signInByIdentity(store, identity)
      if (token === null) return home('identity-unknown', identity.subject)
      return { ...home(), cookie: token }
    }
  })
]

/**
 * A page that leads home. No redirect: the way began at another site, and browsers would keep the session's cookie (SameSite=Strict)
 * from the request that follows it.
 */
function home(
  failed?: string,
  subject?: string
): Exclude<RouteAnswer, { body: { error: string } }> & { readonly status: 200 } {
  const query = new URLSearchParams({
    ...(failed !== undefined && { failed }),
    ...(subject !== undefined && { subject })
  })
  const to = failed === undefined ? '/' : `/?${query.toString().replaceAll('&', '&amp;')}`
  const body = `<!doctype html><html lang="nl"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${to}"><title>Baken</title><a href="${to}">Baken</a></html>`
  return { status: 200, body, headers: { 'content-type': 'text/html; charset=utf-8' }, pending: null }
}
