/** Who outside keeps or stamps the log over the ledger, and what waits for each, as auditors read it. */
import type pg from 'pg'
import type { LogKeepers } from '../../contract/oversight/audit.ts'
import type { Ground } from '../../store/ground.ts'
import { placeStates } from '../../store/proof/outside-turns.ts'
import { act } from '../acts.ts'

/** For the ground of an auditor, who sees the whole ledger: what waits is counted in it. */
export async function readLogKeepers(pool: pg.Pool, ground: Ground): Promise<LogKeepers> {
  return act(pool, ground, async (tx) => {
    const places = await placeStates(tx)
    return { result: { places }, entry: { act: 'log.read', detail: { places: places.length } } }
  })
}
