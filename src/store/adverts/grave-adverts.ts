/** The short queue of adverts that show grave signs by themselves. */
import type { Tx } from '../ground.ts'

/** Puts adverts into the queue; those that are in it, or were set aside, stay as they are. `version`: of weighing. */
export async function noteGrave(tx: Tx, mandate: string, adverts: readonly number[], version: number): Promise<void> {
  if (adverts.length === 0) return
  await tx.query({
    name: 'note-grave',
    text: `insert into grave_advert (advert_id, mandate_id, weigh_version) select a, $1, $3 from unnest($2::int[]) as a on conflict do nothing`,
    values: [mandate, [...new Set(adverts)].toSorted((a, b) => a - b), version]
  })
}
