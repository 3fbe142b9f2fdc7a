/** The cache of answers. Every read is a line in the ledger, so nothing is read again merely because a window got the focus. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import type { InvalidateOptions, InvalidateQueryFilters, QueryKey } from '@tanstack/react-query'
import type { Session } from '../../../src/contract/session.ts'
import { isRefusal } from './http.ts'

const freshMs = 60_000

/**
 * A first reading that is on its way when something changes may have been answered before that: it is taken, and read once more. The
 * library starts no other one while there is nothing to show, and would take the old answer for the new one: what a person just made
 * stayed away from their list.
 */
class Client extends QueryClient {
  override async invalidateQueries<Key extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<Key>,
    options?: InvalidateOptions
  ): Promise<void> {
    const { refetchType, ...which } = filters ?? {}
    const again = (queryKey: QueryKey) => (): Promise<void> =>
      super.invalidateQueries({ queryKey, exact: true, ...(refetchType && { refetchType }) }, options)
    for (const { state, promise, queryKey } of this.getQueryCache().findAll(which as InvalidateQueryFilters))
      if (state.data === undefined && state.fetchStatus === 'fetching') void promise?.then(again(queryKey), () => {})
    return super.invalidateQueries(filters, options)
  }
}

export const client = new Client({
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
