/** The addresses of a database in clear, for tests: whoever has the keys can read them. */
import type pg from 'pg'
import type { Keyring } from '../../src/evidence/keys.ts'
import {
  openAddress,
  placeOf,
  urlOf,
  type AdvertPlace,
  type FrontierText
} from '../../src/store/sealed/sealed-address.ts'

type Reading = Pick<pg.ClientBase, 'query'>

/** Address of each capture that is not erased, by its id. `db` sees all rows. */
export async function captureUrls(db: Reading, keyring: Keyring): Promise<Map<string, string>> {
  const { rows } = await db.query<Parameters<typeof urlOf>[1]>(
    `select c.id as capture_id, c.url_sealed, k.kek, k.wrapped from baken.capture c join baken.capture_key k on k.capture_id = c.id`
  )
  return new Map(rows.map((row) => [row.capture_id, urlOf(keyring, row) ?? '']))
}

/** Where each advert stands that is not erased, by its number. */
export async function places(db: Reading, keyring: Keyring): Promise<Map<number, AdvertPlace>> {
  const { rows } = await db.query<Parameters<typeof placeOf>[1] & { advert_id: number }>(
    `select s.advert_id, s.capture_id, s.place, k.kek, k.wrapped from baken.sighting s join baken.capture_key k on k.capture_id = s.capture_id
     where s.place is not null order by s.version`
  )
  return new Map(
    rows.flatMap((row) => {
      const place = placeOf(keyring, row)
      return place === null ? [] : [[row.advert_id, place] as const]
    })
  )
}

/** Addresses of the frontier by their number, with what was told about them; those of which only the keyed hash is left are absent. */
export async function frontierTexts(db: Reading, keyring: Keyring): Promise<Map<number, FrontierText>> {
  const { rows } = await db.query<{ id: number; url_mac: Buffer; sealed: Buffer; kek: string }>(
    'select id::int as id, url_mac, sealed, kek from baken.address where sealed is not null'
  )
  return new Map(
    rows.flatMap((row) => {
      const text = openAddress(keyring, row.kek, row.url_mac, row.sealed)
      return text === null ? [] : [[row.id, text] as const]
    })
  )
}
