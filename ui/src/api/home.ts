/** The first screen, and the numbers beside the doors, which are asked often and are no act. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Home, ScreenCounts } from '../../../src/contract/desk/home.ts'
import type { MinorCounts } from '../../../src/contract/minors/minor-counts.ts'
import { client } from './client.ts'
import { read, send } from './http.ts'

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

export const minorCountsKey = ['cases', 'minor-counts']

/** Numbers beside the door of files of minors, which is there for their members. A change of cases reads them again. */
export function useMinorCounts(enabled: boolean) {
  return useQuery({
    queryKey: minorCountsKey,
    queryFn: ({ signal }) => read<MinorCounts>('/api/minor-counts', {}, signal),
    refetchInterval: countsAgainMs,
    enabled
  })
}

/** Closes the first steps of the practice instance for this person. */
export function useCloseGuide() {
  return useMutation({
    mutationFn: () => send<null>('POST', '/api/guide/close'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['home'] })
  })
}
