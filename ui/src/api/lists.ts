/** Lists of facts that are looked up at once: made, and asked how far they are until they are done. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { BulkList, ListTab } from '../../../src/contract/desk/lists.ts'
import { read, send } from './http.ts'

const againMs = 700

export function useList(id: number | null, tab: ListTab, from: number) {
  return useQuery({
    queryKey: ['list', id, tab, from],
    queryFn: ({ signal }) => read<BulkList>(`/api/lists/${id}`, { tab, from }, signal),
    enabled: id !== null,
    placeholderData: (before) => before,
    refetchInterval: (query) => (query.state.data?.finishedAt === null ? againMs : false)
  })
}

export function useMakeList() {
  return useMutation({
    mutationFn: (body: { readonly lines: readonly string[]; readonly reason: string }) =>
      send<{ id: number }>('POST', '/api/lists', body)
  })
}
