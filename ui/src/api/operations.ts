/** Sources with their addresses, and the ledger. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { AddressRow, SourceRow } from '../../../src/contract/sources.ts'
import type { LedgerPage } from '../../../src/contract/ledger.ts'
import { dayEnd, dayStart } from './day.ts'
import { read } from './http.ts'

export function useSources() {
  return useQuery({ queryKey: ['sources'], queryFn: readSources })
}

export interface AddressFilter {
  readonly source: string
  readonly state: 'refused' | 'failed'
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
  readonly act: string
  /** What `value` names. */
  readonly about: 'fact' | 'advert' | 'network' | 'signal' | 'person' | 'case' | 'capture'
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

/** The list comes bare or under `sources`. */
async function readSources(): Promise<readonly SourceRow[]> {
  const answer = await read<readonly SourceRow[] | { sources: readonly SourceRow[] }>('/api/sources')
  return 'sources' in answer ? answer.sources : answer
}

interface AddressPage {
  readonly addresses: readonly AddressRow[]
  readonly next: string | number | null
}
