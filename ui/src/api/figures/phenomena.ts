/** Counts for research on phenomena, and their publications. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type {
  Offer,
  OfferedTable,
  Offers,
  PhenomenonQuery,
  PhenomenonTable
} from '../../../../src/contract/phenomena/counts.ts'
import type { SyntheticTable } from '../../../../src/contract/phenomena/synthetic.ts'
import { client } from '../client.ts'
import { read, send } from '../http.ts'

export function usePhenomenonTable(asked: PhenomenonQuery) {
  return useQuery({
    queryKey: ['phenomena', 'counts', asked],
    queryFn: ({ signal }) => read<PhenomenonTable>('/api/phenomena/counts', { ...asked }, signal)
  })
}

export function useSynthetic(asked: PhenomenonQuery) {
  return useQuery({
    queryKey: ['phenomena', 'synthetic', asked],
    queryFn: ({ signal }) => read<SyntheticTable>('/api/phenomena/synthetic', { ...asked }, signal)
  })
}

export function useOffers() {
  return useQuery({
    queryKey: ['phenomena', 'offers'],
    queryFn: ({ signal }) => read<Offers>('/api/phenomena/publications', {}, signal)
  })
}

export function useOffered(id: number) {
  return useQuery({
    queryKey: ['phenomena', 'offers', id],
    queryFn: ({ signal }) => read<OfferedTable>(`/api/phenomena/offers/${id}`, {}, signal)
  })
}

const changed = () => client.invalidateQueries({ queryKey: ['phenomena', 'offers'] })

export function useOffer() {
  return useMutation({
    mutationFn: (body: { readonly title: string; readonly asked: PhenomenonQuery; readonly synthetic?: boolean }) =>
      send<Offer>('POST', '/api/phenomena/publications', body),
    onSuccess: changed
  })
}

export function useDecideOffer(id: number) {
  return useMutation({
    mutationFn: (body: { readonly publish: boolean; readonly reason: string }) =>
      send<Offer>('POST', `/api/phenomena/offers/${id}/decide`, body),
    onSuccess: changed
  })
}
