/** Who is already on a signal, as far as the reader may know: cases of the reader, proposals, and reports that were linked. */
import type { Signal } from '../../contract/desk/signals.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import type { Vault } from '../adverts/vault.ts'
import { caseRow, storedCases } from '../cases/case-rows.ts'

type AlreadyOn = NonNullable<Signal['already']>

const most = 50

/**
 * A case counts that holds the signal, its network or an advert of it, and only for who is in it: to everybody else row-level security
 * shows what they would see without it (CHAIN.md, rule 1). The same holds for reports with a possible minor.
 */
export async function alreadyOn(
  tx: Tx,
  ground: Ground,
  vault: Vault,
  { id, network }: Pick<Signal, 'id' | 'network'>
): Promise<AlreadyOn> {
  const held = await tx.query<{ id: string }>(
    `select distinct i.case_id as id from case_item i
     where i.kind = 'signal' and i.ref = $1::text or $2::int is not null and (i.kind = 'network' and i.ref = $2::text
       or i.adverts && array(select a.id from advert a where a.network_id = $2 order by a.id limit 10000))
     order by 1 limit $3`,
    [String(id), network, most]
  )
  const cases: AlreadyOn['cases'][number][] = []
  for (const one of held.rows) {
    for (const row of await storedCases(tx, one.id)) {
      const { title, lead, state } = caseRow(vault, ground, row)
      cases.push({ id: one.id, title, lead, state })
    }
  }
  const proposals = await tx.query<AlreadyOn['proposals'][number]>(
    'select id, state, made_by as by from proposal where $1::bigint = any(signals) order by id desc limit $2',
    [id, most]
  )
  const reports = await tx.query<AlreadyOn['reports'][number]>(
    `select id, state from report where (signal_id = $1 or network_id = $2) and mandate_id = $3 and state <> 'draft' order by sent_at desc limit $4`,
    [id, network, ground.mandate, most]
  )
  return { cases, proposals: proposals.rows, reports: reports.rows }
}
