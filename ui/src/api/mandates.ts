/** Mandates that one administrator proposes and another confirms. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { MandateDecision, MandateProposals, NewMandate } from '../../../src/contract/oversight/mandates.ts'
import { client } from './client.ts'
import { read, send } from './http.ts'

export function useProposals() {
  return useQuery({
    queryKey: ['mandates', 'proposals'],
    queryFn: ({ signal }) => read<MandateProposals>('/api/mandates/proposals', {}, signal)
  })
}

export function useProposeMandate() {
  return useMutation({
    mutationFn: (body: { mandate: NewMandate; reason: string }) =>
      send<MandateProposals>('POST', '/api/mandates/proposals', body),
    onSuccess: again
  })
}

export function useDecideProposal() {
  return useMutation({
    mutationFn: ({ id, decision, reason }: { id: number; decision: MandateDecision; reason: string }) =>
      send<null>('POST', `/api/mandates/proposals/${id}/${decision}`, { reason }),
    onSuccess: again
  })
}

async function again(): Promise<void> {
  await Promise.all(['accounts', 'mandates', 'home'].map((name) => client.invalidateQueries({ queryKey: [name] })))
}
