/** Numbers beside the door of files of minors: whoever is a member of none is told nothing but zeros. */
import { act } from '../../accountability/acts.ts'
import type { MinorCounts } from '../../contract/minors/minor-counts.ts'
import { safeHours } from '../../model/minors/minor-track.ts'
import type { Desk } from '../adverts/vault.ts'

/** Files of the reader, those whose question on safety is late, and questions that an expert may answer; polled, and no act. */
export async function minorCounts({ pool, ground }: Omit<Desk, 'vault'>): Promise<MinorCounts> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<MinorCounts>(
      `select count(*)::int as files,
         count(*) filter (where f.state = 'open' and (f.safe is null or f.safe = 'unknown')
           and f.safe_asked_at + make_interval(hours => $1) <= now())::int as late,
         (select count(*)::int from expert_question where advice is null and length(sealed) > 0 and by <> ground_user()) as questions
       from minor_file f join minor_member m on m.file_id = f.id and m.user_id = ground_user() and m.removed_at is null
       where f.erased_at is null`,
      [safeHours]
    )
    return { result: rows[0] ?? { files: 0, late: 0, questions: 0 }, entry: null }
  })
}
