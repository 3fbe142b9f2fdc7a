/** Break-glass: what was asked and approved, asking, and deciding. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { BreakGlassDecision, BreakGlassList } from '../../../src/contract/oversight/break-glass.ts'
import { client } from './client.ts'
import { read, send } from './http.ts'

export function useBreakGlass() {
  return useQuery({
    queryKey: ['break-glass'],
    queryFn: ({ signal }) => read<BreakGlassList>('/api/break-glass', {}, signal)
  })
}

export function useAskBreakGlass() {
  return useMutation({
    mutationFn: (body: { readonly mandates: readonly string[]; readonly hours: number; readonly reason: string }) =>
      send<BreakGlassList>('POST', '/api/break-glass', body),
    onSuccess: again
  })
}

export function useDecideBreakGlass() {
  return useMutation({
    mutationFn: ({ id, decision, reason }: { id: number; decision: BreakGlassDecision; reason: string }) =>
      send<null>('POST', `/api/break-glass/${id}/${decision}`, { reason }),
    onSuccess: again
  })
}

async function again(): Promise<void> {
  await Promise.all(['break-glass', 'session', 'ledger'].map((name) => client.invalidateQueries({ queryKey: [name] })))
}
