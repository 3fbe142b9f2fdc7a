/** Server-sent events of `GET /api/events`: `progress` at most once a second, `changed` {what: 'signals' | 'sources' | 'requests' | 'reports' | 'proposals' | 'cases', by}, `colleague`, `mandate-ended`, `session`. */
import Type from 'typebox'
import { closed, flag, number, text, whole, wholes, type Shape } from './fields.ts'

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

/** What of a session is in force at the opening of the line: a screen that shows something else reads its session anew. Later ones say nothing, and are read anew always. */
export interface SessionChange {
  /** Its break-glasses in force, by number. */
  readonly breakGlass?: readonly number[]
}

export type What = 'signals' | 'sources' | 'requests' | 'reports' | 'proposals' | 'cases'

/** What a colleague does with signals now: `read`, an act of weighing, or `left` when the last screen was closed. Told to who may read them under the same mandate. */
export const ColleagueAct = Type.Object({ by: text, act: text, signals: wholes, at: text }, closed)
export type ColleagueAct = Shape<typeof ColleagueAct>
