/** Erasing addresses: of which nothing is left, only a keyed hash stays, by which the crawl knows them when a page names them again. */
import { currentKey, type Keyring } from '../../evidence/keys.ts'
import type { MandateId } from '../../model/ids.ts'
import { forgetAddresses } from '../../store/frontier/frontier.ts'
import { openAddress, sealAddress } from '../../store/sealed/sealed-address.ts'
import type { Tx } from '../../store/ground.ts'

/**
 * Takes the address from every row whose newest capture is among the erased, and from rows that were found there and never
 * captured (refused, failed). Start addresses stay: they stand in the source file. What has its address no more is not visited again
 * by itself.
 */
export async function eraseAddresses(tx: Tx, captures: readonly string[]): Promise<number> {
  if (captures.length === 0) return 0
  const { rows } = await tx.query<{ id: number }>(
    `select a.id from capture c join address a on a.id = c.address_id and a.last_capture = c.id
     where c.id = any($1::uuid[]) and a.sealed is not null and a.depth > 0
     union select f.id from address f join capture c on c.id = any($1::uuid[]) and f.via = c.address_id
     where f.state in ('refused', 'failed') and f.last_capture is null and f.sealed is not null and f.depth > 0`,
    [captures]
  )
  await forgetAddresses(
    tx,
    rows.map((row) => row.id)
  )
  return rows.length
}

const batch = 2_000

/**
 * Seals addresses that live on (waiting, refused, start addresses) under the key of today, so that the key of the day on which they
 * were sealed can be destroyed. Rows that somebody holds wait for the next run; those whose key is destroyed already are forgotten. Where a key
 * cannot be had for another reason its rows stay as they are: it may come back.
 */
export async function renewAddresses(
  tx: Tx,
  round: { readonly keyring: Keyring; readonly mandate: MandateId; readonly now: Date },
  keks: readonly string[]
): Promise<void> {
  const { keyring, mandate, now } = round
  if (keks.length === 0) return
  for (let after = 0; ;) {
    const { rows } = await tx.query<{ id: number; url_mac: Buffer; sealed: Buffer; kek: string }>(
      `select id, url_mac, sealed, kek from address where kek = any($1::text[]) and id > $2 order by id limit $3 for update skip locked`,
      [keks, after, batch]
    )
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
    const today = currentKey(keyring, mandate, now.toISOString())
    if (today.kind !== 'key')
      throw new Error(`The key of today cannot be had (${today.kind}): addresses stay where they are.`)
    const lost: number[] = []
    const renewed: { id: number; sealed: Buffer }[] = []
    for (const row of rows) {
      const kind = keyring.byName(row.kek).kind
      if (kind !== 'key' && kind !== 'destroyed') continue
      const text = openAddress(keyring, row.kek, row.url_mac, row.sealed)
      if (text === null) lost.push(row.id)
      else renewed.push({ id: row.id, sealed: sealAddress(today.key, row.url_mac, text) })
    }
    await forgetAddresses(tx, lost)
    await tx.query(
      'update address a set sealed = n.sealed, kek = $1 from unnest($2::bigint[], $3::bytea[]) as n(id, sealed) where a.id = n.id',
      [today.key.name, renewed.map((one) => one.id), renewed.map((one) => one.sealed)]
    )
  }
}
