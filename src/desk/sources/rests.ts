/** What was spent on each source today, and which of them rest: by the rule of the crawl. */
import { mandateInForce } from '../../accountability/mandates/mandates.ts'
import type { SourceRow } from '../../contract/desk/sources.ts'
import { budgetDay, restOf } from '../../crawl/sources/rest.ts'
import { nothingSpent, sumSpent } from '../../model/source.ts'
import { activeSources } from '../../store/sources.ts'
import { spentOn } from '../../store/counts/spending.ts'
import type { Ground, Tx } from '../../store/ground.ts'

/** By the id of a source. Of one that is not crawled only what was spent is told. */
export async function restsIn(tx: Tx, ground: Ground): Promise<(id: string) => Pick<SourceRow, 'rest' | 'today'>> {
  const mandate = await mandateInForce(tx, ground.mandate ?? '')
  if (mandate === null) return () => ({ rest: null, today: nothingSpent })
  const atMs = Date.now()
  const spent = await spentOn(tx, budgetDay(mandate, atMs))
  const all = [...spent.values()].reduce(sumSpent, nothingSpent)
  const active = new Map((await activeSources(tx)).map(({ source }) => [source.id as string, source]))
  return (id) => {
    const source = active.get(id)
    const today = spent.get(id) ?? nothingSpent
    const spending = { source: today, mandate: all }
    return {
      today,
      rest: source === undefined ? null : restOf({ source, mandate, today: spending, run: null, atMs })
    }
  }
}
