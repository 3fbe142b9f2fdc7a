/** Signals: the queue, one signal, and the acts on one or many. */
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type {
  BulkReport,
  Colleagues,
  Signal,
  SignalList,
  SignalMerge,
  SignalRow,
  WeighAct
} from '../../../src/contract/desk/signals.ts'
import { client } from './client.ts'
import { read, send } from './http.ts'

export interface QueueFilter {
  readonly state: string
  readonly mine: boolean
  /** Empty: any. */
  readonly form: string
  readonly class: string
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

/** Who may take a signal; asked when somebody is about to assign one. */
export function useColleagues() {
  return useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => read<Colleagues>('/api/colleagues', {}, signal)
  })
}

/** A signal and the version that the person saw. */
export interface Seen {
  readonly id: number
  readonly version: number
}

export interface ActOnSignal extends Seen {
  readonly act: WeighAct | 'assign'
  /** The colleague, for `assign`. */
  readonly to?: string
  readonly reason?: string
}

/** Performs an act; queue and signal are read again afterwards, also when it was refused because something changed. */
export function useActOnSignal() {
  return useMutation({
    mutationFn: ({ id, act, ...body }: ActOnSignal) => send<SignalRow>('POST', `/api/signals/${id}/${act}`, body),
    onSettled: (_row, _error, { id }) => refreshSignals([id])
  })
}

export interface ActOnMany {
  readonly act: WeighAct | 'assign'
  readonly to?: string
  readonly reason?: string
  readonly signals: readonly Seen[]
}

/** What was done, and what was not and why; nothing is left. */
export type ManyReport = Pick<BulkReport, 'done' | 'failed'>

/** One act on many, each for itself: asked again with the rest until nothing is left. */
export function useActOnMany() {
  return useMutation({
    mutationFn: async (asked: ActOnMany): Promise<ManyReport> => {
      const seen = new Map(asked.signals.map((one) => [one.id, one]))
      const report = { done: [] as number[], failed: [] as BulkReport['failed'][number][] }
      for (let rest: readonly Seen[] = asked.signals; rest.length > 0;) {
        const answer = await send<BulkReport>('POST', '/api/signals/bulk', { ...asked, signals: rest })
        report.done.push(...answer.done)
        report.failed.push(...answer.failed)
        if (answer.left.length === rest.length) throw new Error('The server took none of the signals that were left.')
        rest = answer.left.flatMap((id) => seen.get(id) ?? [])
      }
      return report
    },
    onSettled: (_report, _error, { signals }) => refreshSignals(signals.map((one) => one.id))
  })
}

export function useMerge() {
  return useMutation({
    mutationFn: (asked: { readonly into: Seen; readonly signals: readonly Seen[]; readonly reason: string }) =>
      send<SignalMerge>('POST', '/api/signals/merge', asked),
    onSettled: (_merge, _error, { into, signals }) => refreshSignals([into, ...signals].map((one) => one.id))
  })
}

export function useUndoMerge() {
  return useMutation({
    mutationFn: ({ merge, reason }: { readonly merge: number; readonly reason: string }) =>
      send<SignalMerge>('POST', `/api/signal-merges/${merge}/undo`, { reason }),
    onSuccess: ({ into, signals }) => refreshSignals([into, ...signals])
  })
}

async function refreshSignals(ids: readonly number[]): Promise<void> {
  await Promise.all([
    ...ids.map((id) => client.invalidateQueries({ queryKey: ['signal', id] })),
    client.invalidateQueries({ queryKey: ['signals'] }),
    client.invalidateQueries({ queryKey: ['counts'] })
  ])
}
