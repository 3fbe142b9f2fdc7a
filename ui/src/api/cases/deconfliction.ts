/** Questions whether a value is known under another mandate. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { AnswerBody, Question, QuestionList } from '../../../../src/contract/cases/deconfliction.ts'
import { client } from '../client.ts'
import { read, send } from '../http.ts'

export function useQuestions() {
  return useQuery({
    queryKey: ['requests', 'deconfliction'],
    queryFn: ({ signal }) => read<QuestionList>('/api/deconfliction', {}, signal)
  })
}

export function useAskElsewhere() {
  return useMutation({
    mutationFn: (body: { readonly value: string; readonly reason: string }) =>
      send<Question>('POST', '/api/deconfliction', body),
    onSettled: again
  })
}

export function useAnswerQuestion() {
  return useMutation({
    mutationFn: ({ id, body }: { readonly id: number; readonly body: AnswerBody }) =>
      send<Question>('POST', `/api/deconfliction/${id}/answer`, body),
    onSettled: again
  })
}

const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['requests', 'deconfliction'] })
