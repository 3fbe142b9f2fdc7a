/** Networks: one network, and the judgement "not the same hand" with its undoing. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Network } from '../../../src/web/contract.ts'
import { client } from './client.ts'
import { read, send } from './http.ts'

export function useNetwork(id: number) {
  return useQuery({
    queryKey: ['network', id],
    queryFn: ({ signal }) => read<Network>(`/api/networks/${id}`, {}, signal)
  })
}

export type Judge =
  | { readonly kind: 'different'; readonly a: number; readonly b: number; readonly reason: string }
  | { readonly kind: 'undo'; readonly judgement: number; readonly reason: string }

export function useJudge() {
  return useMutation({
    mutationFn: (judge: Judge) =>
      judge.kind === 'undo'
        ? send<unknown>('POST', `/api/judgements/${judge.judgement}/undo`, { reason: judge.reason })
        : send<unknown>('POST', '/api/judgements', judge),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['network'] })
      void client.invalidateQueries({ queryKey: ['signals'] })
      void client.invalidateQueries({ queryKey: ['signal'] })
      void client.invalidateQueries({ queryKey: ['advert'] })
    }
  })
}
