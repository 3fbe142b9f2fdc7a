/** Routes of the register of obstacles of the expert group. */
import { None } from '../../../contract/fields.ts'
import {
  Obstacle,
  ObstacleAnswerBody,
  ObstacleBody,
  ObstacleOwnerBody,
  ObstacleParameter,
  Obstacles
} from '../../../contract/minors/obstacles.ts'
import { addObstacle, answerObstacle, giveObstacle, listObstacles } from '../../../desk/minors/obstacles.ts'
import { answerOf, route, type Route, type RouteContext } from '../../route.ts'
import { deskOf } from '../cases/told.ts'

const roleOf = ({ session }: RouteContext): string => session?.user.role ?? ''

export const obstacleRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/obstacles',
    access: 'cases',
    summary: 'Obstacles that the expert group meets, what waits longest first',
    params: None,
    query: None,
    body: None,
    answer: Obstacles,
    run: async (context) => ({ status: 200, body: await listObstacles(deskOf(context), roleOf(context)) })
  }),
  route({
    method: 'POST',
    path: '/api/obstacles',
    access: 'cases',
    summary: 'Record what stands in the way of helping, with who is to take it away; it names nobody',
    params: None,
    query: None,
    body: ObstacleBody,
    answer: Obstacle,
    run: async (context, { body }) => answerOf(await addObstacle(deskOf(context), roleOf(context), body))
  }),
  route({
    method: 'POST',
    path: '/api/obstacles/{key}/owner',
    access: 'cases',
    summary: 'Give an obstacle another owner, as its owner or a coordinator',
    params: ObstacleParameter,
    query: None,
    body: ObstacleOwnerBody,
    answer: Obstacle,
    run: async (context, { params, body }) =>
      answerOf(await giveObstacle(deskOf(context), roleOf(context), params.key, body))
  }),
  route({
    method: 'POST',
    path: '/api/obstacles/{key}/answer',
    access: 'cases',
    summary: 'Say what came of an obstacle, as its owner; it names nobody',
    params: ObstacleParameter,
    query: None,
    body: ObstacleAnswerBody,
    answer: Obstacle,
    run: async (context, { params, body }) =>
      answerOf(await answerObstacle(deskOf(context), roleOf(context), params.key, body))
  })
]
