/** Routes of passkeys: signing in with one, and making or forgetting one's own. */
import { None } from '../../../contract/fields.ts'
import {
  NewPasskeyBody,
  OwnPasswordBody,
  PasskeyBody,
  PasskeyOptions,
  PasskeyParameter,
  RecoveryCodes,
  Session
} from '../../../contract/session.ts'
import { isOwnPassword } from '../../../accountability/accounts/own-password.ts'
import {
  keepPasskey,
  passkeyOptions,
  passkeySignInOptions,
  removePasskey,
  signInByPasskey
} from '../../../accountability/sign-in/passkeys.ts'
import { findSession } from '../../../accountability/sign-in/sessions.ts'
import { problem } from '../../problems.ts'
import { route, type Route } from '../../route.ts'
import { ownerOf } from './factor.ts'
import { shown } from './session.ts'

const write = { method: 'POST', access: 'step-enrolment', params: None, query: None } as const

export const passkeyRoutes: readonly Route[] = [
  route({
    ...write,
    access: 'public',
    path: '/api/session/passkey/options',
    summary: 'Begin to sign in with a passkey',
    body: None,
    answer: PasskeyOptions,
    run: async ({ store, site }) => {
      const options = await passkeySignInOptions(store, site)
      return options === null ? problem('busy') : { status: 200, body: options }
    }
  }),
  route({
    ...write,
    access: 'public',
    path: '/api/session/passkey',
    summary: 'Sign in with a passkey: it stands for password and second factor',
    body: PasskeyBody,
    answer: Session,
    run: async ({ store, site, demo }, { body }) => {
      const token = await signInByPasskey(store, site, body.answer)
      const session = token === null ? null : await findSession(store.pool, token)
      if (token === null || session === null) return problem('wrong-passkey')
      return { status: 200, body: shown(session, demo), cookie: token }
    }
  }),
  route({
    ...write,
    path: '/api/passkeys/options',
    summary: 'Begin to make a passkey for the own account',
    body: OwnPasswordBody,
    answer: PasskeyOptions,
    run: async (context, { body }) => {
      const { store, ground, session, site } = context
      if (!(await isOwnPassword(store, ground.user, body.password))) return problem('wrong-password')
      const options = await passkeyOptions(ownerOf(context), site, session?.user.name ?? ground.user)
      return options === null ? problem('busy') : { status: 200, body: options }
    }
  }),
  route({
    ...write,
    path: '/api/passkeys',
    summary: 'Keep a passkey that the browser made; other sessions end, and recovery codes come with the first one',
    body: NewPasskeyBody,
    answer: RecoveryCodes,
    run: async (context, { body }) => {
      const made = await keepPasskey(ownerOf(context), context.site, body.answer, body.name.trim() || 'passkey')
      if (made.kind === 'refused') return problem('wrong-passkey')
      return { status: 200, body: { codes: made.codes }, cookie: made.token }
    }
  }),
  route({
    ...write,
    access: 'signed-in',
    path: '/api/passkeys/{id}/remove',
    summary: 'Forget one of the own passkeys; other sessions end',
    params: PasskeyParameter,
    body: OwnPasswordBody,
    answer: null,
    run: async (context, { params, body }) => {
      if (!(await isOwnPassword(context.store, context.ground.user, body.password))) return problem('wrong-password')
      const outcome = await removePasskey(ownerOf(context), params.id)
      if (outcome.kind === 'removed') return { status: 204, body: null, cookie: outcome.token }
      return problem(outcome.kind === 'unknown' ? 'not-found' : 'factor-required')
    }
  })
]
