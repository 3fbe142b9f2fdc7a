/** Research on phenomena: what is new, flows, and records of what was asked. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type {
  ResearchAsk,
  ResearchConclusion,
  ResearchRecord,
  ResearchRecords,
  ResearchRerun,
  ResearchReview
} from '../../../../src/contract/research/records.ts'
import type { ResearchFlows, ResearchWording } from '../../../../src/contract/research/wording.ts'
import { client } from '../client.ts'
import { read, send } from '../http.ts'

const key = ['research']
const again = (): Promise<void> => client.invalidateQueries({ queryKey: key })
const addressOf = (of: string): string => `/api/research/records/${encodeURIComponent(of)}`

export function useWording() {
  return useQuery({
    queryKey: [...key, 'wording'],
    queryFn: ({ signal }) => read<ResearchWording>('/api/research/wording', {}, signal)
  })
}

export function useFlows() {
  return useQuery({
    queryKey: [...key, 'flows'],
    queryFn: ({ signal }) => read<ResearchFlows>('/api/research/flows', {}, signal)
  })
}

export function useRecords() {
  return useQuery({
    queryKey: [...key, 'records'],
    queryFn: ({ signal }) => read<ResearchRecords>('/api/research/records', {}, signal)
  })
}

export function useRecord(of: string) {
  return useQuery({
    queryKey: [...key, 'record', of],
    queryFn: ({ signal }) => read<ResearchRecord>(addressOf(of), {}, signal)
  })
}

export function useAsk() {
  return useMutation({
    mutationFn: (body: ResearchAsk) => send<ResearchRecord>('POST', '/api/research/records', body),
    onSettled: again
  })
}

export function useConclude(of: string) {
  return useMutation({
    mutationFn: (body: ResearchConclusion) => send<ResearchRecord>('POST', `${addressOf(of)}/conclude`, body),
    onSettled: again
  })
}

export function useReview(of: string) {
  return useMutation({
    mutationFn: (body: ResearchReview) => send<ResearchRecord>('POST', `${addressOf(of)}/review`, body),
    onSettled: again
  })
}

export function useRerun(of: string) {
  return useMutation({ mutationFn: () => send<ResearchRerun>('POST', `${addressOf(of)}/rerun`) })
}
