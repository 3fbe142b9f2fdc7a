/** The blinded values of facts and links, for tests: behind their tokens. */
import type pg from 'pg'
import type { Keyring } from '../../src/evidence/keys.ts'
import type { MandateId } from '../../src/model/ids.ts'
import { mandateValueKey, nameOf } from '../../src/store/sealed/value-tokens.ts'

type Reading = Pick<pg.Pool, 'query'>

/** The live links; `carried`: both adverts state what the link rests on, or it rests on their texts. */
export async function carriedLinks(
  db: Reading,
  keyring: Keyring,
  mandate: MandateId
): Promise<{ a: number; b: number; kind: string; carried: boolean }[]> {
  const key = mandateValueKey(keyring, mandate)
  const facts = await db.query<{ advert_id: number; token: string }>('select advert_id, token from baken.fact')
  const stated = new Set(facts.rows.map((row) => `${row.advert_id} ${nameOf(key, row.token)}`))
  const { rows } = await db.query<{ a: number; b: number; kind: string; token: string }>(
    `select a, b, kind, token from baken.link where state = 'live'`
  )
  return rows.map(({ a, b, kind, token }) => {
    const both = [a, b].every((advert) => stated.has(`${advert} ${nameOf(key, token)}`))
    return { a, b, kind, carried: kind === 'text' || both }
  })
}

/** The blinded number that an advert states. */
export async function factValue(db: Reading, keyring: Keyring, mandate: MandateId, advert: number): Promise<string> {
  const { rows } = await db.query<{ token: string }>(
    `select token from baken.fact where advert_id = $1 and kind = 'phone'`,
    [advert]
  )
  return nameOf(mandateValueKey(keyring, mandate), rows[0]?.token ?? '')
}
