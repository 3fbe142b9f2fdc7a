/** Where adverts stand: read from the sealed places of their sightings. Everybody who shows or exports an address of an advert asks here. */
import type { Keyring } from '../../evidence/keys.ts'
import type { Tx } from '../ground.ts'
import { placeOf, type AdvertPlace, type PlaceRow } from '../sealed/sealed-address.ts'

/** Adverts asked for in one statement. */
const batch = 1_000

/** The places of the given adverts; those of erased ones are absent. Needs a ground that may see content. */
export async function advertPlaces(
  tx: Tx,
  keyring: Keyring,
  adverts: readonly number[]
): Promise<Map<number, AdvertPlace>> {
  const found = new Map<number, AdvertPlace>()
  for (let from = 0; from < adverts.length; from += batch) {
    const { rows } = await tx.query<PlaceRow & { advert_id: number }>({
      name: 'advert-places',
      // Any sighting will do, the present one first: the key of its capture may be gone before those of others.
      text: `
        select n.id as advert_id, p.* from unnest($1::int[]) as n(id)
        cross join lateral (
          select s.capture_id, s.place, k.kek, k.wrapped from sighting s join capture_key k on k.capture_id = s.capture_id
          where s.advert_id = n.id and s.place is not null order by s.version desc, s.id desc limit 1) p`,
      values: [adverts.slice(from, from + batch)]
    })
    for (const row of rows) {
      const place = placeOf(keyring, row)
      if (place !== null) found.set(row.advert_id, place)
    }
  }
  return found
}
