/** What opens content: the keys and the evidence folder; and the newest readings of adverts that are open. */
import type { KeyObject } from 'node:crypto'
import type pg from 'pg'
import type { Keyring } from '../../evidence/keys.ts'
import type { MandateId } from '../../model/ids.ts'
import type { SealedReading } from '../../model/reading.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { mandateValueKey } from '../../store/sealed/value-tokens.ts'
import { placeKeys, type PlaceKeys } from '../../store/signal-places.ts'
import { openReading, type ReadingRow } from '../../store/sealed/readings.ts'

export interface Vault {
  readonly keyring: Keyring
  /** `DATA/evidence`. */
  readonly evidenceDir: string
}

/** What an act at the desk works with. */
export interface Desk {
  readonly pool: pg.Pool
  readonly ground: Ground
  readonly vault: Vault
}

/** The mandate of an act at the desk; every act there runs under one. */
export function mandateOf(ground: Ground): MandateId {
  if (ground.mandate === null) throw new Error('An act at the desk needs a mandate.')
  return ground.mandate as MandateId
}

/** The key for blind words and facts of a mandate; null when nothing was ever indexed under it. Throws when it is lost or damaged. */
export function blindKeyOf(vault: Vault, mandate: MandateId): Buffer | null {
  const found = vault.keyring.blindKey(mandate, false)
  if (found.kind === 'key') return found.key.bytes
  if (found.kind === 'missing') return null
  throw new Error(
    `The key for searching under mandate ${mandate} cannot be used: ${found.kind === 'destroyed' ? 'destroyed' : found.detail}`
  )
}

/** The key of the tokens under which values of facts and links stand (store/sealed/value-tokens.ts). */
export function tokenKeyOf(vault: Vault, mandate: MandateId): KeyObject {
  return mandateValueKey(vault.keyring, mandate)
}

/** The keys of the places that signals name (store/signal-places.ts). */
export function placeKeysOf(vault: Vault, ground: Ground): PlaceKeys {
  return placeKeys(vault.keyring, mandateOf(ground))
}

/** The newest reading of each of the given adverts that is open; sealed and erased ones are absent. At most 500 are asked at a time. */
export async function newestReadings(
  tx: Tx,
  vault: Vault,
  adverts: readonly number[]
): Promise<Map<number, SealedReading>> {
  if (adverts.length === 0) return new Map()
  const { rows } = await tx.query<ReadingRow & { advert_id: number }>({
    name: 'newest-readings',
    text: `
      select a.id as advert_id, a.key, s.capture_id, s.reading, k.kek, k.wrapped
      from advert a join sighting s on s.id = a.sighting_id join capture_key k on k.capture_id = s.capture_id
      where a.id = any($1::int[]) and a.state = 'open' and s.reading is not null`,
    values: [adverts.slice(0, 500)]
  })
  const found = new Map<number, SealedReading>()
  for (const row of rows) {
    const reading = openReading(vault.keyring, row)
    if (reading !== null) found.set(row.advert_id, reading)
  }
  return found
}
