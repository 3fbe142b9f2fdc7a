/** Refusals before a route runs: who asks too fast has to wait, and a person who is refused anything leaves a trace in the ledger. */
import { note } from '../accountability/acts.ts'
import type { SessionState } from '../accountability/sign-in/sessions.ts'
import type { Store } from '../store/connect.ts'
import type { Declared } from './guards.ts'
import { problem, type ProblemAnswer, type ProblemKey } from './problems.ts'
import type { createRates } from './rates.ts'

export interface Asking {
  readonly session: SessionState | null
  /** Its network address, which is what a client without a session is counted by. */
  readonly client: string
}

/** The answer to one who asks too fast (its first refusal is written down), or null for one who may go on. Counts the request. */
export async function waitProblem(
  store: Store,
  admit: ReturnType<typeof createRates>,
  { session, client }: Asking,
  at: Declared
): Promise<ProblemAnswer | null> {
  const { waitSeconds, first } = session === null ? admit('stranger', client) : admit('person', session.user.id)
  if (waitSeconds === 0) return null
  if (first && session !== null) await noteRefusal(store, session, at, 'too-many-requests')
  return problem('too-many-requests', { seconds: waitSeconds })
}

/** Whoever is refused leaves a trace: who tried what, never on what. */
export async function noteRefusal(
  store: Store,
  session: SessionState,
  at: Declared,
  reason: ProblemKey
): Promise<void> {
  const detail = { route: `${at.method} ${at.path}`, reason, role: session.user.role }
  await note(store.pool, { user: session.user.id, mandate: null }, { act: 'access.refused', detail })
}
