/** Accounts, mandates and keys, as an administrator sees and changes them. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { AccountsPage, KeysPage, MandatesPage, OneTimePassword } from '../../../src/contract/oversight/accounts.ts'
import type { Role } from '../../../src/model/mandate.ts'
import { client } from './client.ts'
import { read, send } from './http.ts'

export function useAccounts() {
  return useQuery({ queryKey: ['accounts'], queryFn: ({ signal }) => read<AccountsPage>('/api/accounts', {}, signal) })
}

export function useMandates() {
  return useQuery({ queryKey: ['mandates'], queryFn: ({ signal }) => read<MandatesPage>('/api/mandates', {}, signal) })
}

export function useKeys() {
  return useQuery({ queryKey: ['keys'], queryFn: ({ signal }) => read<KeysPage>('/api/keys', {}, signal) })
}

export interface NewAccount {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly mandates: readonly string[]
  readonly reason: string
}

/** Makes an account; the answer holds its one-time password. */
export function useMakeAccount() {
  return useMutation({
    mutationFn: (body: NewAccount) => send<OneTimePassword>('POST', '/api/accounts', body),
    onSuccess: again
  })
}

/** A change of an account; resetting it answers a one-time password, the others nothing. */
export interface AccountChange {
  readonly id: string
  readonly act: 'role' | 'grant' | 'revoke' | 'reset' | 'identity' | 'factor-reset' | 'deactivate' | 'activate'
  readonly reason: string
  readonly role?: Role
  readonly mandate?: string
  readonly subject?: string
}

export function useChangeAccount() {
  return useMutation({
    mutationFn: ({ id, act, ...body }: AccountChange) =>
      send<OneTimePassword | null>('POST', `/api/accounts/${encodeURIComponent(id)}/${act}`, body),
    onSuccess: again
  })
}

export function useWithdrawMandate() {
  return useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      send<null>('POST', `/api/mandates/${encodeURIComponent(id)}/withdraw`, { reason }),
    onSuccess: again
  })
}

async function again(): Promise<void> {
  await Promise.all(['accounts', 'mandates', 'home'].map((name) => client.invalidateQueries({ queryKey: [name] })))
}
