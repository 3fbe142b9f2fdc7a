/** Opened adverts as sides of a comparison: their newest reading without the facts that people called wrong, their site and their day. */
import type { MandateId } from '../../model/ids.ts'
import { templateOf } from '../../store/sealed/value-tokens.ts'
import type { Tx } from '../../store/ground.ts'
import type { Side } from './pair-compare.ts'
import { newestReadings, tokenKeyOf, type Vault } from '../adverts/vault.ts'

export interface OpenSide extends Side {
  readonly network: number | null
  readonly template: number | null
}

/** The sides of those that are open, at most 500. */
export async function sidesOf(tx: Tx, vault: Vault, adverts: readonly number[]): Promise<Map<number, OpenSide>> {
  const readings = await newestReadings(tx, vault, adverts)
  const { rows } = await tx.query<{
    id: number
    site: string
    at: string
    network_id: number | null
    mandate_id: MandateId
    template: string | null
    wrong: number[] | null
  }>(
    `select a.id, a.site, coalesce(a.posted_at, a.first_seen) as at, a.network_id, a.mandate_id, a.template,
       (select array_agg(f.ordinal) from fact f where f.sighting_id = a.sighting_id and f.state = 'rejected') as wrong
     from advert a where a.id = any($1::int[])`,
    [[...readings.keys()]]
  )
  const sides = new Map<number, OpenSide>()
  for (const { id, site, at, network_id: network, mandate_id: mandate, template: token, wrong } of rows) {
    const reading = readings.get(id)
    if (reading === undefined) continue
    const template = templateOf(tokenKeyOf(vault, mandate), token)
    const facts = wrong === null ? reading.facts : reading.facts.filter((_fact, ordinal) => !wrong.includes(ordinal))
    sides.set(id, { site, at, network, template, reading: { ...reading, facts } })
  }
  return sides
}
