/** Practice queues: which there are, the signals of one, an advert that is opened, and what is said to an answer. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type {
  PracticeAdvert,
  PracticeBody,
  PracticeFeedback,
  PracticeQueue,
  PracticeQueues
} from '../../../../src/contract/training/practice.ts'
import { client } from '../client.ts'
import { read, send } from '../http.ts'

export function usePracticeQueues() {
  return useQuery({
    queryKey: ['practice'],
    queryFn: ({ signal }) => read<PracticeQueues>('/api/practice', {}, signal)
  })
}

export function usePracticeQueue(id: string) {
  return useQuery({
    queryKey: ['practice', id],
    queryFn: ({ signal }) => read<PracticeQueue>(`/api/practice/${id}`, {}, signal),
    staleTime: Infinity
  })
}

/** Read once, when it is opened. */
export function usePracticeAdvert(id: string, signalNo: number, advertNo: number) {
  return useQuery({
    queryKey: ['practice', id, signalNo, advertNo],
    queryFn: ({ signal }) =>
      read<PracticeAdvert>(`/api/practice/${id}/signals/${signalNo}/adverts/${advertNo}`, {}, signal),
    staleTime: Infinity
  })
}

export function useAnswerPractice(id: string) {
  return useMutation({
    mutationFn: (body: PracticeBody) => send<PracticeFeedback>('POST', `/api/practice/${id}/answer`, body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['practice'], exact: true })
  })
}
