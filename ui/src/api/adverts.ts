/** Adverts: one advert, decisions on its facts, requests to open sealed ones. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Advert, CustodyProof, CustodyStory, FactDecision } from '../../../src/contract/desk/adverts.ts'
import type { Replay, ReplayBody } from '../../../src/contract/replay.ts'
import type { GraveAdvert, Handoff, OpenRequest } from '../../../src/contract/desk/requests.ts'
import { client } from './client.ts'
import { read, send } from './http.ts'

export function useAdvert(id: number | null) {
  return useQuery({
    queryKey: ['advert', id],
    queryFn: ({ signal }) => read<Advert>(`/api/adverts/${id}`, {}, signal),
    enabled: id !== null
  })
}

export function useCustodyStory(id: number) {
  return useQuery({
    queryKey: ['custody', id],
    queryFn: ({ signal }) => read<CustodyStory>(`/api/adverts/${id}/custody`, {}, signal)
  })
}

export function useCustodyProof(id: number, no: number) {
  return useQuery({
    queryKey: ['custody', id, no],
    queryFn: ({ signal }) => read<CustodyProof>(`/api/adverts/${id}/custody/${no}`, {}, signal)
  })
}

export interface ReplayAsked extends ReplayBody {
  readonly advert: number
  readonly version: number
}

/** Asks for the captured page of a version; its address is good once. */
export function useReplay() {
  return useMutation({
    mutationFn: ({ advert, version, ...body }: ReplayAsked) =>
      send<Replay>('POST', `/api/adverts/${advert}/versions/${version}/replay`, body)
  })
}

export interface DecideOnFact {
  readonly advert: number
  readonly version: number
  readonly ordinal: number
  readonly act: 'reject' | 'restore'
  readonly reason: string
}

/** Rejects or restores a fact; links and networks that rest on it change at once, so they are read again. */
export function useDecideOnFact() {
  return useMutation({
    mutationFn: ({ advert, version, ordinal, act, reason }: DecideOnFact) =>
      send<FactDecision>('POST', `/api/adverts/${advert}/versions/${version}/facts/${ordinal}/${act}`, { reason }),
    onSuccess: async (_answer, { advert }) => {
      await client.invalidateQueries({ queryKey: ['advert', advert] })
      void client.invalidateQueries({ queryKey: ['network'] })
      void client.invalidateQueries({ queryKey: ['signals'] })
      void client.invalidateQueries({ queryKey: ['signal'] })
    }
  })
}

export function useAskToOpen() {
  return useMutation({
    mutationFn: ({ advert, reason }: { advert: number; reason: string }) =>
      send<OpenRequest>('POST', `/api/adverts/${advert}/request`, { reason }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['search'] })
      void client.invalidateQueries({ queryKey: ['requests'] })
    }
  })
}

export function useRequests() {
  return useQuery({ queryKey: ['requests'], queryFn: readRequests })
}

export function useDecideOnRequest() {
  return useMutation({
    mutationFn: ({ id, act, reason }: { id: number; act: 'grant' | 'refuse'; reason: string }) =>
      send<OpenRequest>('POST', `/api/requests/${id}/${act}`, { reason }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['requests'] })
      void client.invalidateQueries({ queryKey: ['search'] })
      void client.invalidateQueries({ queryKey: ['advert'] })
    }
  })
}

/** The list comes bare or under `requests`. */
async function readRequests(): Promise<readonly OpenRequest[]> {
  const answer = await read<readonly OpenRequest[] | { requests: readonly OpenRequest[] }>('/api/requests')
  return 'requests' in answer ? answer.requests : answer
}

/** Single adverts whose own signs are grave. */
export function useGraveAdverts() {
  return useQuery({
    queryKey: ['requests', 'grave'],
    queryFn: async ({ signal }) =>
      (await read<{ adverts: readonly GraveAdvert[] }>('/api/grave-adverts', {}, signal)).adverts
  })
}

export function useSetGraveAside() {
  return useMutation({
    mutationFn: ({ advert, reason }: { advert: number; reason: string }) =>
      send<GraveAdvert>('POST', `/api/grave-adverts/${advert}/set-aside`, { reason }),
    onSettled: () => client.invalidateQueries({ queryKey: ['requests', 'grave'] })
  })
}

/** Pages that are handed over by duty. */
export function useHandoffs() {
  return useQuery({
    queryKey: ['requests', 'handoffs'],
    queryFn: async ({ signal }) => (await read<{ handoffs: readonly Handoff[] }>('/api/handoffs', {}, signal)).handoffs
  })
}

export function useHandOver() {
  return useMutation({
    mutationFn: ({ capture, reason }: { capture: string; reason: string }) =>
      send<Handoff>('POST', `/api/handoffs/${capture}/give`, { reason }),
    onSettled: () => client.invalidateQueries({ queryKey: ['requests', 'handoffs'] })
  })
}
