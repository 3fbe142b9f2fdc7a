/** Proposals for cases, their weighing, and what teams can take on. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type {
  Capacity,
  CapacityBody,
  Proposal,
  ProposalBody,
  ProposalList,
  WeighProposalBody
} from '../../../../src/contract/cases/proposals.ts'
import { client } from '../client.ts'
import { read, send } from '../http.ts'

export function useProposals(state: string) {
  return useQuery({
    queryKey: ['proposals', state],
    queryFn: async ({ signal }) => (await read<ProposalList>('/api/proposals', { state }, signal)).proposals
  })
}

export function useCapacity() {
  return useQuery({
    queryKey: ['proposals', 'capacity'],
    queryFn: async ({ signal }) => (await read<Capacity>('/api/capacity', {}, signal)).teams
  })
}

export function useMakeProposal() {
  return useMutation({
    mutationFn: (body: ProposalBody) => send<Proposal>('POST', '/api/proposals', body),
    onSettled: again
  })
}

export function useOfferProposal() {
  return useMutation({
    mutationFn: ({ id, version }: Pick<Proposal, 'id' | 'version'>) =>
      send<Proposal>('POST', `/api/proposals/${id}/offer`, { version }),
    onSettled: again
  })
}

export function useWeighProposal() {
  return useMutation({
    mutationFn: ({ id, body }: { readonly id: number; readonly body: WeighProposalBody }) =>
      send<Proposal>('POST', `/api/proposals/${id}/weigh`, body),
    onSettled: again
  })
}

export function useSetCapacity() {
  return useMutation({
    mutationFn: (body: CapacityBody) => send<Capacity>('POST', '/api/capacity', body),
    onSettled: again
  })
}

const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['proposals'] })
