/** Sources with their addresses, and the ledger. */
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { EvidenceStore } from '../../../src/contract/oversight/evidence-store.ts'
import type {
  AddressRow,
  SourceAct,
  SourceAdded,
  SourceChange,
  Sources,
  SourceTry
} from '../../../src/contract/desk/sources.ts'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import { dayEnd, dayStart } from './day.ts'
import { client } from './client.ts'
import { read, send } from './http.ts'

export function useSources() {
  return useQuery({ queryKey: ['sources'], queryFn: ({ signal }) => read<Sources>('/api/sources', {}, signal) })
}

/** The store of closed segments, as operators see it. */
export function useEvidenceStore() {
  return useQuery({
    queryKey: ['evidence-store'],
    queryFn: ({ signal }) => read<EvidenceStore>('/api/evidence-store', {}, signal)
  })
}

/** Pauses, resumes or removes a source, or makes all its pages due again. */
export function useChangeSource() {
  return useMutation({
    mutationFn: ({ source, act, reason }: { source: string; act: SourceAct; reason: string }) =>
      send<SourceChange>('POST', `/api/sources/${encodeURIComponent(source)}/${act}`, { reason }),
    onSettled: () => client.invalidateQueries({ queryKey: ['sources'] })
  })
}

type Pointed = Readonly<Record<string, string | undefined>>

/** A dry run of an address; nothing is kept of it. */
export function useTrySource() {
  return useMutation({
    mutationFn: (asked: { url: string; pages: Pointed; reason: string }) =>
      send<SourceTry>('POST', '/api/source-tries', asked)
  })
}

export function useAddSource() {
  return useMutation({
    mutationFn: (asked: {
      id: string
      name: string
      start: readonly string[]
      delaySeconds: number
      pages: Pointed
      reason: string
    }) => send<SourceAdded>('POST', '/api/sources', asked),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sources'] })
  })
}

export interface AddressFilter {
  readonly source: string
  readonly state: 'refused' | 'failed' | 'passed'
  readonly reason: string
}

export function useAddresses({ source, state, reason }: AddressFilter) {
  return useInfiniteQuery({
    queryKey: ['addresses', source, state, reason],
    queryFn: async ({ pageParam, signal }) => {
      const path = `/api/sources/${encodeURIComponent(source)}/addresses`
      const answer = await read<AddressPage | readonly AddressRow[]>(path, { state, reason, after: pageParam }, signal)
      return 'addresses' in answer ? answer : { addresses: answer, next: null }
    },
    initialPageParam: null as string | number | null,
    getNextPageParam: (last) => last.next
  })
}

export interface LedgerFilter {
  readonly mine: boolean
  /** Without what Baken did by itself. */
  readonly people: boolean
  readonly act: string
  /** What `value` names. */
  readonly about: 'fact' | 'advert' | 'network' | 'signal' | 'person' | 'case' | 'capture' | 'report' | 'inCase'
  readonly value: string
  readonly from: string
  readonly to: string
}

export function useLedger(filter: LedgerFilter) {
  return useInfiniteQuery({
    queryKey: ['ledger', filter],
    queryFn: ({ pageParam, signal }) =>
      read<LedgerPage>(
        '/api/ledger',
        {
          mine: filter.mine,
          people: filter.people,
          act: filter.act,
          [filter.about]: filter.value,
          from: dayStart(filter.from),
          to: dayEnd(filter.to),
          after: pageParam
        },
        signal
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next,
    // Every opening shows the latest: one's own acts are looked up right after doing them.
    staleTime: 0
  })
}

interface AddressPage {
  readonly addresses: readonly AddressRow[]
  readonly next: string | number | null
}
