/** The same or not: the pairs that wait, an answer, and taking it back. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { DuelAnswered, Duels } from '../../../src/contract/desk/duels.ts'
import { client } from './client.ts'
import { read, send } from './http.ts'

export type Answer = 'same' | 'different' | 'unsure'

/** `network`: only its pairs; `held`: also those that one was not sure of. */
export function useDuels(network: number | null, held: boolean) {
  return useQuery({
    queryKey: ['duels', network, held],
    queryFn: ({ signal }) => read<Duels>('/api/duels', { network, held: held ? '1' : null }, signal),
    // What was answered is known here: the list is asked for anew when it is through.
    staleTime: Infinity,
    refetchOnMount: 'always'
  })
}

export function useAnswer() {
  return useMutation({
    mutationFn: (body: { readonly a: number; readonly b: number; readonly answer: Answer; readonly reason: string }) =>
      send<DuelAnswered>('POST', '/api/duels', body),
    onSuccess: forgetNetworks
  })
}

export function useUndoAnswer() {
  return useMutation({
    mutationFn: ({ judgement, reason }: { readonly judgement: number; readonly reason: string }) =>
      send<unknown>('POST', `/api/judgements/${judgement}/undo`, { reason }),
    onSuccess: forgetNetworks
  })
}

/** Networks are read anew when they are looked at; nothing waits for that here. */
function forgetNetworks(): void {
  for (const name of ['network', 'merges', 'signals', 'signal', 'advert'])
    void client.invalidateQueries({ queryKey: [name] })
}
