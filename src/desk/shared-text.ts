/** The text that the opened members of a network share, with its slots: aligned on reading, never stored. */
import type { SealedReading } from '../model/reading.ts'
import type { Tx } from '../store/ground.ts'
import type { Network } from '../web/contract.ts'

/** Texts that are aligned at most. */
const mostTexts = 24

/** The shared text of the template that most opened members have; null when fewer than two of them are open. */
export async function sharedText(tx: Tx, mandate: string, network: number, readings: ReadonlyMap<number, SealedReading>): Promise<Network['template']> {
  if (readings.size < 2) return null
  const { rows } = await tx.query<{ id: number; template_id: number }>(
    'select id, template_id from advert where mandate_id = $1 and network_id = $2 and template_id is not null and id = any($3::int[])',
    [mandate, network, [...readings.keys()]]
  )
  const byTemplate = Map.groupBy(rows, (row) => row.template_id)
  const largest = [...byTemplate.values()].sort((a, b) => b.length - a.length)[0] ?? []
  const texts = largest.flatMap((row) => readings.get(row.id)?.body ?? []).slice(0, mostTexts)
  return texts.length < 2 ? null : null
}
