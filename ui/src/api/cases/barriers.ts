/** The barrier model of a case, and barriers of all my cases that wait; they stand below the cases in the cache, and are read anew with them. */
import { useQuery } from '@tanstack/react-query'
import type {
  BarrierEffect,
  CaseBarriers,
  EffectQuery,
  WaitingBarriers
} from '../../../../src/contract/partners/barriers.ts'
import { read } from '../http.ts'

export function useCaseBarriers(id: string) {
  return useQuery({
    queryKey: ['cases', id, 'barriers'],
    queryFn: ({ signal }) => read<CaseBarriers>(`/api/cases/${encodeURIComponent(id)}/barriers`, {}, signal)
  })
}

export function useBarrierEffect(id: string, no: number, asked: EffectQuery) {
  return useQuery({
    queryKey: ['cases', id, 'barriers', no, 'effect', asked],
    queryFn: ({ signal }) =>
      read<BarrierEffect>(`/api/cases/${encodeURIComponent(id)}/barriers/${no}/effect`, { ...asked }, signal)
  })
}

export function useWaitingBarriers() {
  return useQuery({
    queryKey: ['cases', 'barriers'],
    queryFn: ({ signal }) => read<WaitingBarriers>('/api/barriers', {}, signal)
  })
}
