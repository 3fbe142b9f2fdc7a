/** The clocks of the track for minors: which files, questions and pages of knowledge are due, what holds some of them, and their erasing: words go; numbers, times and who did what stay. */
import type { MandateId } from '../../model/ids.ts'
import type { Store } from '../../store/connect.ts'
import type { Tx } from '../../store/ground.ts'
import { oweRewriting } from '../../store/rewrite-tables.ts'
import { act } from '../acts.ts'
import { keptAfterEndDays } from './close-ended.ts'
import { asRetention, eraseInBatches } from './due.ts'

/** Days for which a page of knowledge is kept after the next version of it, or after the day on which somebody was to look at it again. */
export const knowledgeKeptDays = 365

const batchOf = 200

/** Files of minors, questions to the expert group, versions of pages of knowledge. */
export type MinorKind = 'minors' | 'questions' | 'knowledge'

export interface DueOfMinors {
  readonly what: MinorKind
  /** The id of a file, the key of a question, `ID/VERSION` of a page. */
  readonly id: string
  /** `court`, `dossier` (a person at the console said so), `prosecutor`, `transition`; null: nothing, it goes. */
  readonly heldBy: string | null
}

/** What is due at `on`, what nothing holds first; at most so many. */
export async function dueOfMinors(tx: Tx, line: MandateId, on: Date, most: number): Promise<DueOfMinors[]> {
  const { rows } = await tx.query<DueOfMinors>(
    `select what, id, held_by as "heldBy" from minor_clocks($1, $2, $3, $4) where due <= $4
     order by held_by is not null, due, what, id limit $5`,
    [line, keptAfterEndDays, knowledgeKeptDays, on, most]
  )
  return rows
}

/**
 * Erases what is due at `now` under all mandates, also those that ended. Interrupted anywhere it can be run again; run twice it changes nothing.
 * Returns how many files, questions and pages.
 */
export function eraseMinors(store: Store, now: Date): Promise<number> {
  return eraseInBatches(store, (line) => eraseBatch(store, line, now))
}

async function eraseBatch(store: Store, line: MandateId, now: Date): Promise<number> {
  return act<number>(store.pool, { user: 'pipeline', mandate: null }, async (tx) => {
    await asRetention(tx, line)
    const due = await goingOf(tx, line, now)
    if (due.length === 0) return { result: 0, entry: null }
    // Whoever answers a transition, or gives advice, at this moment goes first.
    await tx.query('select 1 from minor_file where id = any($1::uuid[]) order by id for update', [idsOf(due, 'minors')])
    await tx.query('select 1 from expert_question where key = any($1::uuid[]) order by key for update', [
      idsOf(due, 'questions')
    ])
    const still = new Set((await goingOf(tx, line, now)).map(nameOf))
    const going = due.filter((one) => still.has(nameOf(one)))
    if (going.length === 0) return { result: 0, entry: null }
    const [files, questions, pages] = [
      idsOf(going, 'minors'),
      idsOf(going, 'questions'),
      idsOf(going, 'knowledge')
    ] as const
    await tx.query('select erase_minors($1::uuid[], $2::uuid[], $3::text[], $4)', [files, questions, pages, now])
    await oweRewriting(tx)
    const detail = {
      files: files.length,
      questions: questions.length,
      pages: pages.length,
      ids: files,
      dueBefore: now.toISOString()
    }
    return { result: going.length, entry: { act: 'retention.minors', subject: `mandate:${line}`, detail } }
  })
}

async function goingOf(tx: Tx, line: MandateId, now: Date): Promise<DueOfMinors[]> {
  return (await dueOfMinors(tx, line, now, batchOf)).filter((one) => one.heldBy === null)
}

const nameOf = ({ what, id }: DueOfMinors): string => `${what} ${id}`

function idsOf(due: readonly DueOfMinors[], what: MinorKind): string[] {
  return due.flatMap((one) => (one.what === what ? [one.id] : []))
}
