/** The keyed hash of an address, all that stays of one when everything there was erased. */
import { createHmac } from 'node:crypto'
import type { Keyring } from '../evidence/keys.ts'
import { derive } from '../evidence/seal.ts'
import type { MandateId } from '../model/ids.ts'
import { secretKeyOf } from '../model/secret-key.ts'
import type { Tx } from './ground.ts'

/** The key for addresses of a mandate: a sub-key of its key for fingerprints, made on first use. Throws when that cannot be had. */
export function addressKey(keyring: Keyring, mandate: MandateId): Buffer {
  const found = keyring.blindKey(mandate, true)
  if (found.kind !== 'key')
    throw new Error(
      `The key for fingerprints of mandate ${mandate} cannot be had (${found.kind}): restore the keys folder from its backup.`
    )
  return addressKeyOf(found.key.bytes)
}

/** The same sub-key, from the mandate's key for fingerprints. */
export function addressKeyOf(blindKey: Uint8Array): Buffer {
  return derive(blindKey, 'address')
}

/** 16 bytes of HMAC-SHA256 over source and address. */
export function addressMac(key: Buffer, source: string, url: string): Buffer {
  return createHmac('sha256', secretKeyOf(key)).update(`${source}\0${url}`).digest().subarray(0, 16)
}

/** Names patterns of addresses (crawl/trap.ts) by 12 bytes of HMAC-SHA256, in base64url: words of addresses that are erased stand in them. */
export function patternName(key: Buffer): (pattern: string) => string {
  const own = secretKeyOf(derive(key, 'pattern'))
  return (pattern) => createHmac('sha256', own).update(pattern).digest('base64url').slice(0, 16)
}

/** Addresses that are new in the store and were known before everything there was erased: they take over their visits. Returns how many. */
export async function recallAddresses(
  tx: Tx,
  key: Buffer,
  made: readonly { readonly id: number; readonly sourceId: string; readonly url: string }[]
): Promise<number> {
  if (made.length === 0) return 0
  const { rowCount: any } = await tx.query({
    name: 'any-erased-address',
    text: 'select 1 from address where url is null limit 1'
  })
  if (any === 0) return 0
  const { rows } = await tx.query<{ id: number }>({
    name: 'recall-addresses',
    text: `
      with known as (
        delete from address a using unnest($1::bigint[], $2::text[], $3::bytea[]) as m(id, source_id, mac)
        where a.url is null and a.source_id = m.source_id and a.url_mac = m.mac
        returning m.id, a.visits, a.changes, a.last_at)
      update address a set visits = k.visits, changes = k.changes, last_at = k.last_at from known k where a.id = k.id returning a.id`,
    values: [
      made.map((one) => one.id),
      made.map((one) => one.sourceId),
      made.map((one) => addressMac(key, one.sourceId, one.url))
    ]
  })
  return rows.length
}
