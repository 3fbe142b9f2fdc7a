/** The text that the opened members of a network share, with its slots: aligned on reading, never stored. */
import { alignTemplate } from '../../link/templates/slots.ts'
import type { SealedReading } from '../../model/reading.ts'
import type { MandateId } from '../../model/ids.ts'
import type { Tx } from '../../store/ground.ts'
import { templateOf } from '../../store/sealed/value-tokens.ts'
import { tokenKeyOf, type Vault } from '../adverts/vault.ts'
import type { Network } from '../../contract/desk/networks.ts'
import { maskedBody } from './network-template.ts'

/** Bounds of the alignment, which takes the time of members² × words²: 12 texts of 300 words took 0.2 s, this a fifth of that. */
const bounds = { members: 8, words: 200 }

/** The shared text of the template that most opened members have; null when fewer than two of them are open. */
export async function sharedText(
  tx: Tx,
  { vault, mandate }: { readonly vault: Vault; readonly mandate: MandateId },
  network: number,
  readings: ReadonlyMap<number, SealedReading>
): Promise<Network['template']> {
  if (readings.size < 2) return null
  const { rows } = await tx.query<{ id: number; template: string }>(
    'select id, template from advert where mandate_id = $1 and network_id = $2 and template is not null and id = any($3::int[])',
    [mandate, network, [...readings.keys()]]
  )
  const key = tokenKeyOf(vault, mandate)
  const byTemplate = Map.groupBy(rows, (row) => templateOf(key, row.template))
  const largest = [...byTemplate.values()].sort((a, b) => b.length - a.length)[0] ?? []
  const texts = largest
    .flatMap((row) => {
      const reading = readings.get(row.id)
      return reading === undefined ? [] : [maskedBody(reading)]
    })
    .slice(0, bounds.members)
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
