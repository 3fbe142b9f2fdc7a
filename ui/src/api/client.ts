/** The cache of answers. Every read is a line in the ledger, so nothing is read again merely because a window got the focus. */
import { QueryCache, QueryClient, MutationCache } from '@tanstack/react-query'
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
  if (isRefusal(error) && error.status === 401 && client.getQueryData(['session']) != null) {
    leave()
    client.setQueryData(['session-ended'], true)
  }
}

/** Forgets everything that was read. The session itself stays in the cache, as nobody's: the screen listens to it. */
export function leave(): void {
  client.setQueryData(['session'], null)
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
}
