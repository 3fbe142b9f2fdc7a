/** Server-sent events of `GET /api/events`: `progress` at most once a second, and `changed` {what: 'signals' | 'sources' | 'requests'}. */
import Type from 'typebox'
import { closed, flag, number, text, whole, type Shape } from './fields.ts'

export const Progress = Type.Object(
  {
    at: text,
    running: flag,
    pages: whole,
    due: whole,
    adverts: whole,
    networks: whole,
    signals: whole,
    pagesPerSecond: number
  },
  closed
)
export type Progress = Shape<typeof Progress>

export type What = 'signals' | 'sources' | 'requests'
