/** The register of obstacles of the expert group. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type {
  Obstacle,
  ObstacleAnswerBody,
  ObstacleBody,
  ObstacleOwnerBody,
  Obstacles
} from '../../../../src/contract/minors/obstacles.ts'
import { client } from '../client.ts'
import { read, send } from '../http.ts'

const key = ['obstacles']
const again = (): Promise<void> => client.invalidateQueries({ queryKey: key })

export function useObstacles() {
  return useQuery({ queryKey: key, queryFn: ({ signal }) => read<Obstacles>('/api/obstacles', {}, signal) })
}

export function useAddObstacle() {
  return useMutation({
    mutationFn: (body: ObstacleBody) => send<Obstacle>('POST', '/api/obstacles', body),
    onSettled: again
  })
}

export function useGiveObstacle(of: string) {
  return useMutation({
    mutationFn: (body: ObstacleOwnerBody) =>
      send<Obstacle>('POST', `/api/obstacles/${encodeURIComponent(of)}/owner`, body),
    onSettled: again
  })
}

export function useAnswerObstacle(of: string) {
  return useMutation({
    mutationFn: (body: ObstacleAnswerBody) =>
      send<Obstacle>('POST', `/api/obstacles/${encodeURIComponent(of)}/answer`, body),
    onSettled: again
  })
}
