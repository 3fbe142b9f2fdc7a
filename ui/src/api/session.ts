/** Session: who is signed in, under which mandate. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { OwnSessions, Session } from '../../../src/contract/session.ts'
import { client, leave } from './client.ts'
import { isRefusal, read, send } from './http.ts'

/** Users of the practice instance with their published passwords; the server answers 404 anywhere else. */
export interface DemoUser {
  readonly id: string
  readonly name?: string
  readonly role: string
  readonly password: string
}

/** The session, or null when nobody is signed in. */
export function useSession() {
  return useQuery({ queryKey: ['session'], queryFn: readSession, staleTime: Infinity })
}

export function useDemoUsers() {
  return useQuery({ queryKey: ['demo'], queryFn: readDemo, staleTime: Infinity, retry: false })
}

export function useSignIn() {
  return useMutation({
    mutationFn: (body: { user: string; password: string }) => send<Session>('POST', '/api/session', body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['session'] })
  })
}

/** Puts another mandate in force. What was read under the former one leaves the screen and the cache. */
export function useChooseMandate() {
  return useMutation({
    mutationFn: (body: { mandate: string; reason: string }) => send<Session>('PUT', '/api/session/mandate', body),
    onSuccess: async () => {
      const session = await readSession()
      client.removeQueries({
        predicate: (query) => query.queryKey[0] !== 'session' && query.queryKey[0] !== 'progress'
      })
      client.setQueryData(['mandate-ended'], false)
      client.setQueryData(['session'], session)
    }
  })
}

/** Changes the own password; other sessions of this user end, this one goes on. */
export function useChangePassword() {
  return useMutation({
    mutationFn: (body: { old: string; password: string }) => send<null>('POST', '/api/session/password', body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['session'] })
  })
}

/** Where this person is signed in now. */
export function useOwnSessions() {
  return useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => read<OwnSessions>('/api/sessions', {}, signal)
  })
}

/** Ends another session by its id, or all others. */
export function useEndSessions() {
  return useMutation({
    mutationFn: (id: string) => send<null>('DELETE', `/api/sessions/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] })
  })
}

export function useSignOut() {
  return useMutation({
    mutationFn: () => send<null>('DELETE', '/api/session'),
    onSuccess: leave
  })
}

async function readSession(): Promise<Session | null> {
  try {
    return await read<Session>('/api/session')
  } catch (error) {
    if (isRefusal(error) && error.status === 401) return null
    throw error
  }
}

async function readDemo(): Promise<readonly DemoUser[]> {
  try {
    const answer = await read<{ users?: readonly DemoUser[] } | null>('/api/demo')
    return answer?.users ?? []
  } catch (error) {
    if (isRefusal(error)) return []
    throw error
  }
}
