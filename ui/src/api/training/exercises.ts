/** Exercises: which there are, one of them, and what is said to an answer. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type {
  Exercise,
  ExerciseBody,
  ExerciseFeedback,
  Exercises
} from '../../../../src/contract/training/exercises.ts'
import { client } from '../client.ts'
import { read, send } from '../http.ts'

export function useExercises() {
  return useQuery({
    queryKey: ['exercises'],
    queryFn: ({ signal }) => read<Exercises>('/api/exercises', {}, signal)
  })
}

export function useExercise(id: string) {
  return useQuery({
    queryKey: ['exercises', id],
    queryFn: ({ signal }) => read<Exercise>(`/api/exercises/${id}`, {}, signal),
    staleTime: Infinity
  })
}

export function useAnswerExercise(id: string) {
  return useMutation({
    mutationFn: (body: ExerciseBody) => send<ExerciseFeedback>('POST', `/api/exercises/${id}/answer`, body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['exercises'], exact: true })
  })
}
