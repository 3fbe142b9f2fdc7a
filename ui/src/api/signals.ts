/** Signals: the queue, one signal, and the acts on it. */
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { Signal, SignalList, SignalRow, WeighAct } from '../../../src/contract/signals.ts'
import { client } from './client.ts'
import { read, send } from './http.ts'

export interface QueueFilter {
  readonly state: string
  readonly mine: boolean
  /** Empty: any. */
  readonly form: string
  readonly age: string
  readonly region: string
  readonly site: string
}

export function useSignals(filter: QueueFilter) {
  return useInfiniteQuery({
    queryKey: ['signals', filter],
    queryFn: ({ pageParam, signal }) =>
      read<SignalList>('/api/signals', { ...filter, after: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next
  })
}

export function useSignal(id: number | null) {
  return useQuery({
    queryKey: ['signal', id],
    queryFn: ({ signal }) => read<Signal>(`/api/signals/${id}`, {}, signal),
    enabled: id !== null
  })
}

export interface ActOnSignal {
  readonly id: number
  readonly act: WeighAct
  readonly version: number
  readonly reason?: string
}

/** Performs an act; queue and signal are read again afterwards, also when it was refused because something changed. */
export function useActOnSignal() {
  return useMutation({
    mutationFn: ({ id, act, version, reason }: ActOnSignal) =>
      send<SignalRow>('POST', `/api/signals/${id}/${act}`, { version, ...(reason !== undefined && { reason }) }),
    onSettled: (_row, _error, { id }) => refreshSignal(id)
  })
}

export async function refreshSignal(id: number): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['signal', id] }),
    client.invalidateQueries({ queryKey: ['signals'] }),
    client.invalidateQueries({ queryKey: ['counts'] })
  ])
}
