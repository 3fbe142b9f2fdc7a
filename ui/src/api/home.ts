/** The first screen, and the numbers beside the doors, which are asked often and are no act. */
import { useQuery } from '@tanstack/react-query'
import type { Home, ScreenCounts } from '../../../src/contract/home.ts'
import { read } from './http.ts'

const countsAgainMs = 60_000

export function useHome() {
  return useQuery({ queryKey: ['home'], queryFn: ({ signal }) => read<Home>('/api/home', {}, signal) })
}

export function useCounts(enabled: boolean) {
  return useQuery({
    queryKey: ['counts'],
    queryFn: ({ signal }) => read<ScreenCounts>('/api/counts', {}, signal),
    refetchInterval: countsAgainMs,
    enabled
  })
}
