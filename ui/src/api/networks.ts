/** Networks and links: one network now and then, merges that wait, hubs, why two adverts belong together, and judgements on them. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type { Explanation, Hubs, Merges } from '../../../src/contract/desk/links.ts'
import type { Folding, NetworkPicture } from '../../../src/contract/desk/network-picture.ts'
import type { Network } from '../../../src/contract/desk/networks.ts'
import { client } from './client.ts'
import { dayEnd } from './day.ts'
import { read, send } from './http.ts'

/** `day`: also how it was at the end of that day; empty for now only. */
export function useNetwork(id: number, day = '') {
  return useQuery({
    queryKey: ['network', id, day],
    queryFn: ({ signal }) => read<Network>(`/api/networks/${id}`, { at: dayEnd(day) }, signal),
    placeholderData: keepPreviousData
  })
}

/** The network as a picture; the one before stays while another folding is read. */
export function usePicture(id: number, by: Folding) {
  return useQuery({
    queryKey: ['network', 'picture', id, by],
    queryFn: ({ signal }) => read<NetworkPicture>(`/api/networks/${id}/picture`, { by }, signal),
    placeholderData: keepPreviousData
  })
}

export function useMerges(enabled = true) {
  return useQuery({
    queryKey: ['merges'],
    queryFn: ({ signal }) => read<Merges>('/api/merges', {}, signal),
    enabled
  })
}

/** `network`: only the hubs that its members carry. */
export function useHubs(network: number | null) {
  return useQuery({
    queryKey: ['hubs', network],
    queryFn: ({ signal }) => read<Hubs>('/api/hubs', { network }, signal)
  })
}

export function useExplanation(network: number, a: number, b: number) {
  return useQuery({
    queryKey: ['explain', network, a, b],
    queryFn: ({ signal }) => read<Explanation>(`/api/networks/${network}/explain`, { a, b }, signal)
  })
}

/** What a person is about to say; the reason is still to come. */
export type Saying =
  | { readonly kind: 'different' | 'same'; readonly a: number; readonly b: number }
  | { readonly kind: 'hub' | 'own'; readonly valueKind: string; readonly key: string; readonly value: string | null }
  | { readonly kind: 'undo'; readonly judgement: number }

export function useJudge() {
  return useMutation({
    mutationFn: ({ saying, reason }: { saying: Saying; reason: string }) => {
      if (saying.kind === 'undo') return send<unknown>('POST', `/api/judgements/${saying.judgement}/undo`, { reason })
      if (!('key' in saying)) return send<unknown>('POST', '/api/judgements', { ...saying, reason })
      const { kind, valueKind, key } = saying
      return send<unknown>('POST', '/api/judgements', { kind, valueKind, key, reason })
    },
    onSuccess: async () => {
      await Promise.all(['network', 'merges', 'hubs'].map((name) => client.invalidateQueries({ queryKey: [name] })))
      for (const name of ['explain', 'signals', 'signal', 'advert']) void client.invalidateQueries({ queryKey: [name] })
    }
  })
}
