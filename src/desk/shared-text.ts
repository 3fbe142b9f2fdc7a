/** The text that the opened members of a network share, with its slots: aligned on reading, never stored. */
import { alignTemplate } from '../link/slots.ts'
import type { SealedReading } from '../model/reading.ts'
import type { Tx } from '../store/ground.ts'
import type { Network } from '../contract/networks.ts'

/** Bounds of the alignment, which takes the time of members² × words²: 12 texts of 300 words took 0.2 s, this a fifth of that. */
const bounds = { members: 8, words: 200 }

/** The shared text of the template that most opened members have; null when fewer than two of them are open. */
export async function sharedText(
  tx: Tx,
  mandate: string,
  network: number,
  readings: ReadonlyMap<number, SealedReading>
): Promise<Network['template']> {
  if (readings.size < 2) return null
  const { rows } = await tx.query<{ id: number; template_id: number }>(
    'select id, template_id from advert where mandate_id = $1 and network_id = $2 and template_id is not null and id = any($3::int[])',
    [mandate, network, [...readings.keys()]]
  )
  const byTemplate = Map.groupBy(rows, (row) => row.template_id)
  const largest = [...byTemplate.values()].sort((a, b) => b.length - a.length)[0] ?? []
  const texts = largest.flatMap((row) => readings.get(row.id)?.body ?? []).slice(0, bounds.members)
  if (texts.length < 2) return null
  const { tokens, members } = alignTemplate(texts, bounds)
  const parts: { text: string; slot: boolean }[] = []
  for (const { text, slot } of tokens) {
    const last = parts.at(-1)
    if (last !== undefined && !last.slot && !slot) last.text += ` ${text}`
    else parts.push({ text, slot })
  }
  return { parts, members: members.length }
}
