/** The clock of files of minors: who must be told that nobody said whether a child is safe. */
import { act } from '../../accountability/acts.ts'
import { withGround, type LedgerEntry } from '../../store/ground.ts'
import { safeHours } from '../../model/minors/minor-track.ts'
import type { Desk } from '../adverts/vault.ts'
import { noteInFile } from './file-acts.ts'

const mostAtOnce = 200
const hourMs = 3_600_000
/** A question that was asked after a look is due a day later: a look at most so often is soon enough, also for a line that came into force since. */
const lookEveryMs = 10 * 60_000

/**
 * The clock of the service over all lines in force: `alarmMinors` under each, when the question that waits longest is due. Where none is it asks the
 * database one thing in ten minutes, however many lines there are.
 */
export function minorsClock(
  parts: Pick<Desk, 'pool' | 'vault'>
): (lines: readonly string[], now: Date) => Promise<void> {
  let nextMs = Number.NEGATIVE_INFINITY
  return async (lines, now) => {
    if (now.getTime() < nextMs) return
    const first = await withGround(parts.pool, { user: 'pipeline', mandate: null }, async (tx) => {
      const { rows } = await tx.query<{ at: string | null }>('select safe_asked_first($1::text[]) as at', [lines])
      return rows[0]?.at ?? null
    })
    const dueMs = first === null ? Number.POSITIVE_INFINITY : Date.parse(first) + safeHours * hourMs
    if (dueMs > now.getTime()) {
      nextMs = Math.min(dueMs, now.getTime() + lookEveryMs)
      return
    }
    for (const mandate of lines) await alarmMinors(parts, mandate, now)
  }
}

/** Files under one mandate whose question on safety stands open at `now` for longer than a day: noted in each, once. Returns who is told, by file. */
export async function alarmMinors(
  { pool, vault }: Pick<Desk, 'pool' | 'vault'>,
  mandate: string,
  now: Date
): Promise<readonly { readonly id: string; readonly people: readonly string[] }[]> {
  const ground = { user: 'pipeline', mandate }
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ id: string; people: string[] }>(
      `update minor_file set safe_told_at = $1 where id in (select id from minor_file where state = 'open' and (safe is null or safe = 'unknown')
         and safe_told_at is null and safe_asked_at + make_interval(hours => $2) <= $1 order by opened_at limit $3 for update skip locked)
       returning id, array(select user_id from minor_member m where m.file_id = minor_file.id and removed_at is null order by 1) as people`,
      [now, safeHours, mostAtOnce]
    )
    for (const { id } of rows)
      await noteInFile(tx, ground, vault, { id, name: 'safe-late', about: null, words: { reason: `${safeHours} h` } })
    const entries = rows.map(({ id, people }): LedgerEntry => {
      return { act: 'minor.safe-late', subject: `minor:${id}`, detail: { told: people } }
    })
    return { result: rows, entry: null, entries }
  })
}
