/** Notes beside published values: written by a person, in versions of which none is changed, and carried by every export. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { FigureNote, FigureNoteBody } from '../../contract/figures/figures.ts'
import { lockClass, lockUntilCommit } from '../../store/locks.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { refusedAct, type Outcome } from '../outcome.ts'

/** Every version of the notes of some figures that was written up to a state, the oldest first. */
export async function notesOf(tx: Tx, figures: readonly number[], state: number): Promise<FigureNote[]> {
  const { rows } = await tx.query<FigureNote>(
    `select figure, version, text, by, at from figure_note where figure = any($1::int[]) and state <= $2 order by figure, version limit 20000`,
    [figures, state]
  )
  return rows
}

/** The text that stands beside each figure now, by its number; one that was taken away is none. */
export function standingNotes(notes: readonly FigureNote[]): ReadonlyMap<number, string> {
  const newest = new Map(notes.map((one) => [one.figure, one.text]))
  return new Map([...newest].filter(([, text]) => text !== ''))
}

/** Writes the next version of the note beside a figure. `version`: the one that was read, 0 for none; `changed`: somebody wrote in between. */
export async function writeNote(
  pool: pg.Pool,
  ground: Ground,
  figure: number,
  { version, text }: FigureNoteBody
): Promise<Outcome<FigureNote>> {
  return act<Outcome<FigureNote>>(pool, ground, async (tx) => {
    await lockUntilCommit(tx, lockClass.figures, '')
    const { rows } = await tx.query<{ series: string; version: number; state: number }>(
      `select f.series, (select max(id) from figure) as state,
         coalesce((select max(n.version) from figure_note n where n.figure = f.id), 0) as version
       from figure f where f.id = $1`,
      [figure]
    )
    const [now] = rows
    if (now === undefined) return refusedAct('not-found')
    if (now.version !== version) return refusedAct('changed')
    const { rows: written } = await tx.query<FigureNote>(
      `insert into figure_note (figure, version, text, state, by) values ($1, $2, $3, $4, $5) returning figure, version, text, by, at`,
      [figure, version + 1, text.trim(), now.state, ground.user]
    )
    const [value] = written
    if (value === undefined) return refusedAct('changed')
    const entry = { act: 'figures.note', subject: `series:${now.series}`, detail: { figure, version: value.version } }
    return { result: { kind: 'done', value }, entry }
  })
}
