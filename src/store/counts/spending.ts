/** What was spent on asking the sites of sources, by day, for budgets. */
import { nothingSpent, type Spent } from '../../model/source.ts'
import { addTally, tallyKey } from './tally.ts'
import type { Tx } from '../ground.ts'

const kinds = { pages: 'day-pages', bytes: 'day-bytes', ms: 'day-ms' } as const
const names = { 'day-pages': 'pages', 'day-bytes': 'bytes', 'day-ms': 'ms' } as const
/** Days of which it is remembered. */
const keptDays = 35

/** Adds to what was spent on a day (2026-12-31), by source. */
export async function addSpent(tx: Tx, mandate: string, day: string, spent: ReadonlyMap<string, Spent>): Promise<void> {
  const counts = new Map<string, number>()
  for (const [source, one] of spent)
    for (const name of ['pages', 'bytes', 'ms'] as const)
      if (one[name] > 0) counts.set(tallyKey(source, kinds[name], day), Math.round(one[name]))
  await addTally(tx, mandate, counts)
}

/** What was spent on a day under the mandate in force, by source; sources on which nothing was are not in it. */
export async function spentOn(tx: Tx, day: string): Promise<Map<string, Spent>> {
  const { rows } = await tx.query<{ source_id: string; kind: keyof typeof names; n: number }>({
    name: 'spent-on',
    text: `select source_id, kind, n from tally where reason = $1 and kind in ('day-pages', 'day-bytes', 'day-ms')`,
    values: [day]
  })
  const spent = new Map<string, Spent>()
  for (const { source_id: id, kind, n } of rows)
    spent.set(id, { ...(spent.get(id) ?? nothingSpent), [names[kind]]: Number(n) })
  return spent
}

/** Forgets what was spent on days long past. */
export async function forgetSpent(tx: Tx, today: string): Promise<void> {
  const since = new Date(Date.parse(`${today}T00:00:00Z`) - keptDays * 86_400_000).toISOString().slice(0, 10)
  await tx.query({
    name: 'forget-spent',
    text: `delete from tally where kind in ('day-pages', 'day-bytes', 'day-ms') and reason < $1`,
    values: [since]
  })
}
