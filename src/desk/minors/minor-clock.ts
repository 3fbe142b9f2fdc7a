/** The clocks of files of minors: who must be told that nobody said whether a child is safe, and files whose words go half a year after their end. */
import { act } from '../../accountability/acts.ts'
import type { LedgerEntry } from '../../store/ground.ts'
import { safeHours } from '../../model/minors/minor-track.ts'
import type { Desk } from '../adverts/vault.ts'
import { noteInFile } from './file-acts.ts'

const mostAtOnce = 200

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
