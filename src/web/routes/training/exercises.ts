/** Routes of exercises: invented situations with known answers, for everybody who is signed in. */
import { None } from '../../../contract/fields.ts'
import {
  Exercise,
  ExerciseBody,
  ExerciseFeedback,
  ExerciseParameters,
  Exercises
} from '../../../contract/training/exercises.ts'
import { answerExercise, listExercises, openExercise } from '../../../desk/exercises/exercises.ts'
import { answerOf, route, type Route } from '../../route.ts'

export const exerciseRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/exercises',
    access: 'signed-in',
    summary: 'The exercises, those that this person did not do yet first',
    params: None,
    query: None,
    body: None,
    answer: Exercises,
    run: async ({ store, ground }) => ({ status: 200, body: await listExercises(store.pool, ground) })
  }),
  route({
    method: 'GET',
    path: '/api/exercises/{id}',
    access: 'signed-in',
    summary: 'An exercise, without its answers',
    params: ExerciseParameters,
    query: None,
    body: None,
    answer: Exercise,
    run: async ({ store, ground }, { params }) => answerOf(await openExercise(store.pool, ground, params.id))
  }),
  route({
    method: 'POST',
    path: '/api/exercises/{id}/answer',
    access: 'signed-in',
    summary: 'What is said to an answer: of each passage what it was, why, and on what source',
    params: ExerciseParameters,
    query: None,
    body: ExerciseBody,
    answer: ExerciseFeedback,
    run: async ({ store, ground }, { params, body }) =>
      answerOf(await answerExercise(store.pool, ground, params.id, body))
  })
]
