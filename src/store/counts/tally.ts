/** Counts of a source that a restart must not forget, by kind and reason. */
import type { Tx } from '../ground.ts'

/** Adds to the counts of a source. */
export async function addTally(tx: Tx, mandate: string, counts: ReadonlyMap<string, number>): Promise<void> {
  if (counts.size === 0) return
  // Sorted: two crawlers that count the same sources in another order would wait for each other for ever.
  const rows = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, n]) => [...key.split('\t'), n] as [string, string, string, number])
  await tx.query({
    name: 'add-tally',
    text: `insert into tally (mandate_id, source_id, kind, reason, n) select $1, t.* from unnest($2::text[], $3::text[], $4::text[], $5::bigint[]) as t
           on conflict (source_id, kind, reason) do update set n = tally.n + excluded.n`,
    values: [
      mandate,
      rows.map((row) => row[0]),
      rows.map((row) => row[1]),
      rows.map((row) => row[2]),
      rows.map((row) => row[3])
    ]
  })
}

/** What is counted; of `day-…` the reason is the day (store/spending.ts). */
type TallyKind = 'bytes' | 'bad-input' | 'passed' | 'day-pages' | 'day-bytes' | 'day-ms'

/** Key of a count for `addTally`. */
export function tallyKey(sourceId: string, kind: TallyKind, reason: string): string {
  return `${sourceId}\t${kind}\t${reason}`
}
