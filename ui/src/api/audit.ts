/** Findings in the ledger and the review of access, for auditors. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type {
  AccessPage,
  FindingsPage,
  LogKeepers,
  RetentionCalendar,
  RetentionDryRun
} from '../../../src/contract/oversight/audit.ts'
import { client } from './client.ts'
import { read, send } from './http.ts'

export function useFindings() {
  return useQuery({
    queryKey: ['audit', 'findings'],
    queryFn: ({ signal }) => read<FindingsPage>('/api/audit/findings', {}, signal)
  })
}

export function useMarkFinding() {
  return useMutation({
    mutationFn: (body: { key: string; state: 'asked' | 'closed'; reason: string }) =>
      send<null>('POST', '/api/audit/findings', body),
    onSuccess: again
  })
}

export function useAccess() {
  return useQuery({
    queryKey: ['audit', 'access'],
    queryFn: ({ signal }) => read<AccessPage>('/api/audit/access', {}, signal)
  })
}

export function useReviewAccess() {
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string; verdict: 'right' | 'revoke'; reason: string }) =>
      send<null>('POST', `/api/audit/access/${encodeURIComponent(id)}`, body),
    onSuccess: again
  })
}

export function useRetention() {
  return useQuery({
    queryKey: ['audit', 'retention'],
    queryFn: ({ signal }) => read<RetentionCalendar>('/api/audit/retention', {}, signal)
  })
}

export function useLogKeepers() {
  return useQuery({
    queryKey: ['audit', 'log'],
    queryFn: ({ signal }) => read<LogKeepers>('/api/audit/log', {}, signal)
  })
}

/** Asked for by hand: it reads all that is due by then. An empty day is today. */
export function useDryRun() {
  return useMutation({ mutationFn: (on: string) => read<RetentionDryRun>('/api/audit/retention/dry-run', { on }) })
}

const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['audit'] })
