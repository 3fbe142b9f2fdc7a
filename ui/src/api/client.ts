/** The cache of answers. Every read is a line in the ledger, so nothing is read again merely because a window got the focus. */
import { QueryCache, QueryClient, MutationCache } from '@tanstack/react-query'
import type { Session } from '../../../src/contract/session.ts'
import { isRefusal } from './http.ts'

const freshMs = 60_000

export const client = new QueryClient({
  queryCache: new QueryCache({ onError: endSession }),
  mutationCache: new MutationCache({ onError: endSession }),
  defaultOptions: {
    queries: {
      staleTime: freshMs,
      gcTime: 10 * freshMs,
      refetchOnWindowFocus: false,
      refetchOnReconnect: true,
      // Offline must be an answer at once, not a promise that hangs: typed text is kept and the person is told.
      networkMode: 'always',
      retry: (failures, error) => isRefusal(error) && error.status === 0 && failures < 2
    },
    mutations: { networkMode: 'always', retry: false }
  }
})

/** A session that ended anywhere ends everywhere: the sign-in screen comes up, the address stays. */
function endSession(error: unknown): void {
  if (isRefusal(error) && error.problem.error === 'mandate-ended') endMandate()
  if (isRefusal(error) && error.status === 401 && client.getQueryData(['session']) != null) {
    leave()
    client.setQueryData(['session-ended'], true)
  }
}

/**
 * The mandate in force ended or was withdrawn: what was read under it leaves the screen and the cache at once, what was written stays in its
 * drafts, and the choice of a mandate comes up.
 */
export function endMandate(): void {
  const session = client.getQueryData<Session | null>(['session'])
  if (session == null || session.mandate === null) return
  const ended = session.mandate.id
  const mandates = session.mandates.filter((one) => one.id !== ended)
  client.setQueryData(['mandate-ended'], true)
  client.setQueryData(['session'], { ...session, mandate: null, mandates })
  client.removeQueries({ predicate: ({ queryKey }) => !kept.has(String(queryKey[0])) })
  void client.invalidateQueries({ queryKey: ['session'] })
}

const kept: ReadonlySet<string> = new Set(['session', 'mandate-ended', 'live'])

/** Forgets everything that was read. The session itself stays in the cache, as nobody's: the screen listens to it. */
export function leave(): void {
  client.setQueryData(['session'], null)
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
}
