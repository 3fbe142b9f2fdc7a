/** Pages that show adverts which are not open: such a page is neither shown nor given, whichever way it would leave (decision 658). */
import type { Tx } from '../../store/ground.ts'

/** Of these captures, those that show an advert which is not open. */
export async function closedBeside(tx: Tx, captures: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ id: string }>(
    `select distinct s.capture_id as id from sighting s join advert a on a.id = s.advert_id
     where s.capture_id = any($1::uuid[]) and a.state <> 'open'`,
    [captures]
  )
  return new Set(rows.map(({ id }) => id))
}
