/** Who stands at the console: a user of Baken, known by a password on stdin, or the user of the machine. */
import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import type { GivenBy } from '../accountability/acts.ts'
import { showFactor } from '../accountability/sign-in/second-factor.ts'
import { signIn, signOut, type SessionState } from '../accountability/sign-in/sessions.ts'
import type { Role } from '../model/mandate.ts'
import type { App } from '../run/app.ts'
import { textOption, UsageError, type CommandContext } from './command.ts'
import { exitCodes, type ExitCode } from './output.ts'

export type SignedIn =
  | { readonly kind: 'person'; readonly session: SessionState }
  | { readonly kind: 'refused'; readonly message: string }

/**
 * The user of `--as`: the password is the first line of stdin, the code of a second factor the second. The session is ended at once: it only
 * says who this is. Who has to choose a password or set up a factor first does that on the screens.
 */
export async function signedInAs(app: App, as: string, stdin = readFileSync(0, 'utf8')): Promise<SignedIn> {
  const [password = '', code = ''] = stdin.split(/\r?\n/)
  const outcome = await signIn(app.store.pool, as, password, { client: `console of ${machineUser()}`, browser: null })
  if (outcome.kind === 'refused') return refused(as, refusals[outcome.reason === 'throttled' ? 'throttled' : 'wrong'])
  const { session } = outcome
  const owner = { store: app.store, keyring: app.keyring, user: session.user.id, token: outcome.token, mandate: null }
  let { token } = outcome
  let why: string | null = session.due !== null && session.due !== 'factor' ? refusals.step : null
  if (session.due === 'factor') {
    const shown = await showFactor(owner, code.trim())
    if (shown.kind === 'shown') token = shown.token
    else why = refusals.factor
  }
  await signOut(app.store.pool, token, session.user.id)
  return why === null ? { kind: 'person', session } : refused(as, why)
}

export type ConsolePerson =
  | {
      readonly kind: 'person'
      readonly user: string
      readonly role: Role | 'system'
      /** The user of the machine, for the ledger. */
      readonly person: string
    }
  | { readonly kind: 'refused'; readonly message: string }

interface Allowed {
  readonly roles: readonly Role[]
  /** What is said of another role: "reads no content". */
  readonly otherwise: string
  /** The lines of the password, where stdin was read already. */
  readonly stdin?: string | undefined
}

/** A user of Baken with one of these roles under all these mandates, known by the password on stdin; without `--as` the console, with the user of the machine. */
export async function personUnder(
  app: App,
  context: CommandContext,
  mandates: readonly string[],
  { roles, otherwise, stdin }: Allowed
): Promise<ConsolePerson> {
  const as = textOption(context, 'as')
  const machine = machineUser()
  if (as === undefined) return { kind: 'person', user: 'console', role: 'system', person: machine }
  const known = await signedInAs(app, as, stdin)
  if (known.kind === 'refused') return known
  const { user, mandates: own } = known.session
  if (!roles.includes(user.role)) return { kind: 'refused', message: `--as ${as}: the role ${user.role} ${otherwise}.` }
  const missing = mandates.find((one) => !own.some((mandate) => mandate.id === one))
  if (missing !== undefined) return { kind: 'refused', message: `--as ${as}: this user may not work under ${missing}.` }
  return { kind: 'person', user: user.id, role: user.role, person: machine }
}

/** Who acts and why, of `--as` and `--reason`: both are wanted before the data folder is opened. */
function personGiven(context: CommandContext): { readonly as: string; readonly reason: string } {
  const as = textOption(context, 'as')
  const reason = textOption(context, 'reason')?.trim().slice(0, 2_000) ?? ''
  if (as === undefined || reason === '')
    throw new UsageError('Say who you are with --as USER (the password is read from stdin), and why with --reason.')
  return { as, reason }
}

/** Does the work as the person of `--as`, and tells what came of it; who is not known is refused. */
export function asPerson<T>(
  context: CommandContext,
  work: (app: App, by: GivenBy) => Promise<T>,
  tell: (outcome: T) => ExitCode
): (app: App) => Promise<ExitCode> {
  const { as, reason } = personGiven(context)
  return async (app) => {
    const known = await signedInAs(app, as)
    if (known.kind === 'person') return tell(await work(app, { user: known.session.user.id, reason }))
    context.output.say(`baken: refused. ${known.message}`)
    return exitCodes.refused
  }
}

const refusals = {
  throttled: 'too many wrong passwords: wait a while (the password is read from the first line of stdin).',
  wrong: 'user or password is not right (the password is read from the first line of stdin).',
  step: 'sign in on the screens first: a password of your own or a second factor is due.',
  factor: 'the code of the second factor is not right (it is read from the second line of stdin).'
} as const

function refused(as: string, why: string): SignedIn {
  return { kind: 'refused', message: `--as ${as}: ${why}` }
}

/** The user of the machine; behind sudo the one who called it. */
export function machineUser(): string {
  const { username } = userInfo()
  const caller = process.env.SUDO_USER
  return caller === undefined || caller === username ? username : `${caller} as ${username}`
}
