/** Obstacles of the expert group: what stands in the way of helping, whose it is to take it away, how long it waits, and what came of it. */
import Type from 'typebox'
import { closed, flag, maybeText, reason, text, user, whole, type Shape } from '../fields.ts'

const words = Type.String({ minLength: 1, maxLength: 4_000 })

export const Obstacle = Type.Object(
  {
    key: text,
    text,
    owner: text,
    /** The reader may answer it now, or give it another owner. */
    mine: flag,
    mayGive: flag,
    by: text,
    at: text,
    /** Days from when it was recorded until it was answered, or until today. */
    ageDays: whole,
    answer: maybeText,
    answeredBy: maybeText,
    answeredAt: maybeText
  },
  closed
)
export type Obstacle = Shape<typeof Obstacle>

/** GET /api/obstacles: what waits longest first, then what was answered, the newest first; at most 500. */
export const Obstacles = Type.Object({ obstacles: Type.Array(Obstacle), waiting: whole }, closed)
export type Obstacles = Shape<typeof Obstacles>

/** POST /api/obstacles: it names nobody. */
export const ObstacleBody = Type.Object({ text: words, owner: user }, closed)
export type ObstacleBody = Shape<typeof ObstacleBody>
export const ObstacleParameter = Type.Object({ key: Type.String({ maxLength: 64 }) }, closed)
/** POST /api/obstacles/{key}/owner */
export const ObstacleOwnerBody = Type.Object({ owner: user, reason }, closed)
export type ObstacleOwnerBody = Shape<typeof ObstacleOwnerBody>
/** POST /api/obstacles/{key}/answer */
export const ObstacleAnswerBody = Type.Object({ answer: words }, closed)
export type ObstacleAnswerBody = Shape<typeof ObstacleAnswerBody>
