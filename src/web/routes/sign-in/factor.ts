/** Routes of the second factor: showing it at sign-in, and setting up or removing one's own. */
import { None } from '../../../contract/fields.ts'
import {
  FactorBody,
  OwnPasswordBody,
  RecoveryCodes,
  SecondFactor,
  Session,
  TotpSecret
} from '../../../contract/session.ts'
import { isOwnPassword } from '../../../accountability/accounts/own-password.ts'
import {
  beginTotp,
  confirmTotp,
  readFactor,
  removeFactor,
  renewRecoveryCodes,
  showFactor,
  type FactorOwner
} from '../../../accountability/sign-in/second-factor.ts'
import { findSession } from '../../../accountability/sign-in/sessions.ts'
import { problem, type ProblemAnswer } from '../../problems.ts'
import { route, type Route, type RouteContext } from '../../route.ts'
import { shown } from './session.ts'

const write = { method: 'POST', access: 'step-enrolment', params: None, query: None } as const

export const factorRoutes: readonly Route[] = [
  route({
    ...write,
    access: 'step-factor',
    path: '/api/session/factor',
    summary: 'Show the second factor: a code of the app, or a recovery code; the session goes on under a new cookie',
    body: FactorBody,
    answer: Session,
    run: async (context, { body }) => {
      if (context.session?.due !== 'factor') return problem('wrong-state')
      const outcome = await showFactor(ownerOf(context), body.code)
      if (outcome.kind === 'refused') return refused(outcome)
      const session = await findSession(context.store.pool, outcome.token)
      return { status: 200, body: shown(session, context.demo), cookie: outcome.token }
    }
  }),
  route({
    method: 'GET',
    path: '/api/second-factor',
    access: 'step-enrolment',
    summary: 'Which second factor the own account has',
    params: None,
    query: None,
    body: None,
    answer: SecondFactor,
    run: async ({ store, ground }) => ({ status: 200, body: await readFactor(store, ground.user) })
  }),
  route({
    ...write,
    path: '/api/second-factor/totp',
    summary: 'Begin with an authenticator app: its secret, which counts once a code of it was shown',
    body: OwnPasswordBody,
    answer: TotpSecret,
    run: async (context, { body }) => {
      if (!(await isOwnPassword(context.store, context.ground.user, body.password))) return problem('wrong-password')
      const secret = await beginTotp(ownerOf(context))
      return secret === null ? problem('wrong-state') : { status: 200, body: secret }
    }
  }),
  route({
    ...write,
    path: '/api/second-factor/totp/confirm',
    summary: 'Show the first code of the app; other sessions end, and recovery codes are shown once',
    body: FactorBody,
    answer: RecoveryCodes,
    run: async (context, { body }) => {
      const outcome = await confirmTotp(ownerOf(context), body.code)
      if (outcome.kind === 'refused') return refused(outcome)
      return { status: 200, body: { codes: outcome.codes }, cookie: outcome.token }
    }
  }),
  route({
    ...write,
    access: 'signed-in',
    path: '/api/second-factor/recovery-codes',
    summary: 'New recovery codes in the place of the old ones, shown once',
    body: OwnPasswordBody,
    answer: RecoveryCodes,
    run: async (context, { body }) => {
      const { store, ground } = context
      if (!(await isOwnPassword(store, ground.user, body.password))) return problem('wrong-password')
      const codes = await renewRecoveryCodes(ownerOf(context))
      return codes === null ? problem('wrong-state') : { status: 200, body: codes }
    }
  }),
  route({
    ...write,
    access: 'signed-in',
    path: '/api/second-factor/remove',
    summary: 'Take the own second factor away; other sessions end. Refused where the role needs one',
    body: OwnPasswordBody,
    answer: null,
    run: async (context, { body }) => {
      const { store, ground } = context
      if (!(await isOwnPassword(store, ground.user, body.password))) return problem('wrong-password')
      const token = await removeFactor(ownerOf(context))
      return token === null ? problem('factor-required') : { status: 204, body: null, cookie: token }
    }
  })
]

/** The owner of the session as what changes its second factor needs it. */
export function ownerOf({ store, vault, ground, token, session }: RouteContext): FactorOwner {
  if (token === null || session === null) throw new Error('A route for signed-in users ran without a session.')
  return { store, keyring: vault.keyring, user: ground.user, token, mandate: session.mandate?.id ?? null }
}

function refused(
  outcome: { readonly reason: 'wrong-code' } | { readonly reason: 'throttled'; readonly retryAfterSeconds: number }
): ProblemAnswer {
  return outcome.reason === 'throttled'
    ? problem('throttled', { seconds: outcome.retryAfterSeconds })
    : problem('wrong-code')
}
