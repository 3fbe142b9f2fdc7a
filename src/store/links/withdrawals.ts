/** Adverts that were erased and wait to leave the links of their mandate, and what goes from the tables with them. */
import type { Tx } from '../ground.ts'
import { idOf, noteRows } from '../row-log.ts'

/** True when adverts of the mandate wait to leave its links. */
export async function withdrawalsWait(tx: Tx, mandate: string): Promise<boolean> {
  const { rowCount } = await tx.query('select 1 from link_withdrawal where mandate_id = $1 limit 1', [mandate])
  return rowCount !== 0
}

/** Takes the adverts that wait, by their numbers in the linker; adverts without one were never linked. */
export async function takeWithdrawals(tx: Tx, mandate: string): Promise<number[]> {
  const { rows } = await tx.query<{ link_no: number | null }>(
    `delete from link_withdrawal w using advert a where w.mandate_id = $1 and a.id = w.advert_id returning a.link_no`,
    [mandate]
  )
  return rows.flatMap((row) => row.link_no ?? [])
}

/**
 * Networks that lost adverts to erasing alone are not weighed again for it: the reasons of their signals were counted while the adverts
 * could be read, and the few that carry them are open. What comes next, an advert or a judgement, has them weighed.
 */
export async function keepWeighed(tx: Tx, mandate: string, networks: ReadonlySet<number>): Promise<void> {
  await tx.query(
    `update network n set weighed_at = clock_timestamp() where n.mandate_id = $1 and n.id = any($2::int[]) and n.ended_at is null
       and exists (select 1 from signal s where s.mandate_id = n.mandate_id and s.network_id = n.id and s.state <> 'ended')`,
    [mandate, [...networks]]
  )
}

/** Events and judgements on values that no advert has any more lose the value. */
export async function forgetValues(tx: Tx, mandate: string, values: readonly string[]): Promise<void> {
  if (values.length === 0) return
  const { rows } = await tx.query<{ id: number }>(
    'update judgement set blind = null, salt = null where mandate_id = $1 and blind = any($2::text[]) returning id',
    [mandate, values]
  )
  await noteRows(tx, 'judgement', rows.map(idOf))
  await tx.query(
    `update network_event set detail = jsonb_set(detail, '{key}', '""') where mandate_id = $1 and detail->>'key' = any($2::text[])`,
    [mandate, values]
  )
}

/** A signal that nobody has in hand and whose network has no advert left tells no reasons or places any more. */
export async function forgetSignals(tx: Tx, mandate: string): Promise<void> {
  const { rows } = await tx.query<{ id: number }>(
    `update signal s set reasons = '[]', facets = '{}', version = version + 1, updated_at = now()
     where s.mandate_id = $1 and s.state in ('new', 'dismissed', 'ended') and s.facets <> '{}'
       and not exists (select 1 from advert a where a.mandate_id = s.mandate_id and a.network_id = s.network_id and a.state <> 'erased')
     returning s.id`,
    [mandate]
  )
  await noteRows(tx, 'signal', rows.map(idOf))
}

/** A network of which no advert is left tells no more what kind of hand it was, nor which adverts said so. */
export async function forgetClasses(tx: Tx, mandate: string): Promise<void> {
  await tx.query(
    `update network n set class = null, class_signs = null
     where n.mandate_id = $1 and (n.class is not null or n.class_signs is not null)
       and not exists (select 1 from advert a where a.mandate_id = n.mandate_id and a.network_id = n.id and a.state <> 'erased')`,
    [mandate]
  )
}
