/** Adverts: search, one advert, decisions on its facts, requests to open sealed ones. */
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { Advert, FactDecision } from '../../../src/contract/adverts.ts'
import type { OpenRequest } from '../../../src/contract/requests.ts'
import type { SearchResult } from '../../../src/contract/search.ts'
import { client } from './client.ts'
import { dayEnd, dayStart } from './day.ts'
import { read, send } from './http.ts'

/** The parts of a search, as they stand in the address of the screen. */
export interface SearchQuery {
  readonly q: string
  readonly fact: string
  readonly source: string
  readonly state: string
  readonly from: string
  readonly to: string
}

export function useSearch(query: SearchQuery) {
  return useInfiniteQuery({
    queryKey: ['search', query],
    queryFn: ({ pageParam, signal }) =>
      read<SearchResult>(
        '/api/search',
        { ...query, from: dayStart(query.from), to: dayEnd(query.to), after: pageParam, limit: 25 },
        signal
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: query.q !== '' || query.fact !== '',
    // Coming back from an advert shows the same results at once, in the same place.
    staleTime: 10 * 60_000
  })
}

export function useAdvert(id: number | null) {
  return useQuery({
    queryKey: ['advert', id],
    queryFn: ({ signal }) => read<Advert>(`/api/adverts/${id}`, {}, signal),
    enabled: id !== null
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
