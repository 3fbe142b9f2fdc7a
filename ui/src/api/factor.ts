/** The own second factor: showing it at sign-in, setting it up, taking it away; and which roles need one. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { RoleRules } from '../../../src/contract/oversight/accounts.ts'
import type { RecoveryCodes, SecondFactor, Session, TotpSecret } from '../../../src/contract/session.ts'
import { client } from './client.ts'
import { read, send } from './http.ts'

const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['second-factor'] })

export function useFactor() {
  return useQuery({
    queryKey: ['second-factor'],
    queryFn: ({ signal }) => read<SecondFactor>('/api/second-factor', {}, signal)
  })
}

export function useShowFactor() {
  return useMutation({
    mutationFn: (code: string) => send<Session>('POST', '/api/session/factor', { code }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['session'] })
  })
}

export function useBeginTotp() {
  return useMutation({
    mutationFn: (password: string) => send<TotpSecret>('POST', '/api/second-factor/totp', { password })
  })
}

export function useConfirmTotp() {
  return useMutation({
    mutationFn: (code: string) => send<RecoveryCodes>('POST', '/api/second-factor/totp/confirm', { code })
  })
}

export function useRenewCodes() {
  return useMutation({
    mutationFn: (password: string) => send<RecoveryCodes>('POST', '/api/second-factor/recovery-codes', { password }),
    onSuccess: again
  })
}

export function useRemoveFactor() {
  return useMutation({
    mutationFn: (password: string) => send<null>('POST', '/api/second-factor/remove', { password }),
    onSuccess: again
  })
}

/** After the recovery codes were read: what the session may do has changed. */
export async function factorDone(): Promise<void> {
  await Promise.all([again(), client.invalidateQueries({ queryKey: ['session'] })])
}

export function useRoleRules() {
  return useQuery({
    queryKey: ['role-rules'],
    queryFn: ({ signal }) => read<RoleRules>('/api/role-rules', {}, signal)
  })
}

export function useSetRoleRule() {
  return useMutation({
    mutationFn: ({ role, ...body }: { role: string; secondFactor: boolean; reason: string }) =>
      send<null>('PUT', `/api/role-rules/${role}`, body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['role-rules'] })
  })
}
