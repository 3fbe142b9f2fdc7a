/** Saved searches: mine and those that colleagues share, what came in for the followed ones, and the acts on them. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { SavedSearch, SearchNews } from '../../../src/contract/desk/saved-searches.ts'
import { client } from './client.ts'
import { read, send } from './http.ts'

export function useSavedSearches() {
  return useQuery({
    queryKey: ['searches'],
    queryFn: ({ signal }) => read<{ searches: readonly SavedSearch[] }>('/api/searches', {}, signal)
  })
}

/** What came in since one looked; asked for when it is opened. */
export function useSearchNews(id: number) {
  return useQuery({
    queryKey: ['searches', id, 'news'],
    queryFn: ({ signal }) => read<SearchNews>(`/api/searches/${id}/news`, {}, signal)
  })
}

export interface NewSearch {
  readonly name: string
  readonly terms: Readonly<Record<string, string>>
  readonly shared: boolean
  /** A day; empty: not followed. */
  readonly watchUntil: string
}

export function useSaveSearch() {
  return useMutation({
    mutationFn: ({ watchUntil, ...rest }: NewSearch) =>
      send<SavedSearch>('POST', '/api/searches', { ...rest, ...(watchUntil !== '' && { watchUntil }) }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['searches'] })
  })
}

export type SavedAct = 'share' | 'unshare' | 'watch' | 'stop' | 'seen' | 'remove'

export function useChangeSearch() {
  return useMutation({
    mutationFn: ({ id, act }: { readonly id: number; readonly act: SavedAct }) =>
      send<{ id: number }>('POST', `/api/searches/${id}/${act}`),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['searches'] })
      void client.invalidateQueries({ queryKey: ['home'] })
    }
  })
}
