/** When the role `jobs` counts the weeks of research: once a day for each mandate with new readings, sooner while it grows fast. */
import { linesInForce } from '../../accountability/mandates/mandates.ts'
import { countWeeks } from '../../desk/research/count-weeks.ts'
import type { Keyring } from '../../evidence/keys.ts'
import type { MandateId } from '../../model/ids.ts'
import type { Store } from '../../store/connect.ts'
import { withGround } from '../../store/ground.ts'

export interface ResearchParts {
  readonly store: Store
  readonly keyring: Keyring
  readonly say: (text: string) => void
}

/** A round over the mandates in force; one that fails is told, and counted in the next round. */
export function keepResearch({ store, keyring, say }: ResearchParts): () => Promise<void> {
  return async () => {
    try {
      for (const { id } of await linesInForce(store)) {
        if (await isDue(store, id)) await countWeeks({ store, keyring }, id, new Date())
      }
    } catch (error) {
      say(`The weeks of research could not be counted: ${(error as Error).message}`)
    }
  }
}

/** New readings, and a day since the last count; ten minutes where a tenth of all readings is new. */
async function isDue(store: Store, mandate: MandateId): Promise<boolean> {
  return withGround(store.pool, { user: 'pipeline', mandate }, async (tx) => {
    const { rows } = await tx.query<{ due: boolean }>(
      `select coalesce(s.newest > coalesce(w.upto, 0) and (w.at is null or w.at < now() - interval '1 day'
         or w.at < now() - interval '10 minutes' and s.newest > 1.1 * w.upto), false) as due
       from (select max(id) as newest from sighting where mandate_id = $1) s
       cross join (select max(upto) as upto, max(counted_at) as at from research_week where mandate_id = $1) w`,
      [mandate]
    )
    return rows[0]?.due === true
  })
}
