/** Erasing addresses: of which nothing is left, only a keyed hash stays, by which the crawl knows them when a page names them again. */
import { addressKey, addressMac } from '../store/address-mac.ts'
import type { Keyring } from '../evidence/keys.ts'
import type { MandateId } from '../model/ids.ts'
import type { Tx } from '../store/ground.ts'

/**
 * Takes the address from every row whose newest capture is among the erased, and from rows that were found there and never
 * captured (refused, failed). Start addresses stay: they stand in the source file. What has its address no more is not visited again
 * by itself.
 */
export async function eraseAddresses(
  tx: Tx,
  keyring: Keyring,
  mandate: MandateId,
  captures: readonly string[]
): Promise<number> {
  if (captures.length === 0) return 0
  const key = addressKey(keyring, mandate)
  const { rows } = await tx.query<{ id: number; source_id: string; url: string }>(
    `with gone as (
       select a.id, a.source_id, a.url from capture c join address a on a.id = c.address_id and a.last_capture = c.id
       where c.id = any($1::uuid[]) and a.url is not null and a.depth > 0)
     select * from gone
     union select f.id, f.source_id, f.url from address f join capture c on c.id = any($1::uuid[]) and f.via = c.address_id
     where f.state in ('refused', 'failed') and f.last_capture is null and f.url is not null and f.depth > 0`,
    [captures]
  )
  await tx.query(
    `delete from address a using unnest($1::text[], $2::bytea[]) as m(source_id, mac)
     where a.url is null and a.source_id = m.source_id and a.url_mac = m.mac`,
    [rows.map((row) => row.source_id), rows.map((row) => addressMac(key, row.source_id, row.url))]
  )
  await tx.query(
    `update address a set url = null, url_mac = m.mac, detail = null, reason = null, due_at = 'infinity',
       state = case when a.state = 'due' then 'done' else a.state end
     from unnest($1::bigint[], $2::bytea[]) as m(id, mac) where a.id = m.id`,
    [rows.map((row) => row.id), rows.map((row) => addressMac(key, row.source_id, row.url))]
  )
  return rows.length
}
