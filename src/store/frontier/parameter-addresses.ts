/** Addresses with a query parameter that may be a session: they wait until the pages tell, then are asked for or leave it out. */
import type { Keyring } from '../../evidence/keys.ts'
import type { Tx } from '../ground.ts'
import { openAddress } from '../sealed/sealed-address.ts'

/** Why such an address is not asked for yet. */
export const waitsForParameter = 'parameter'

/** One of them, opened. */
export interface OpenedAddress {
  readonly id: number
  readonly url: string
  readonly host: string
  readonly depth: number
  readonly via: number | null
}

/** Most addresses that are looked at when a parameter turns out to be a session; further ones are asked for and read as what they are. */
const mostOpened = 20_000

/** Addresses of a source that nobody asked for yet, those that wait included. */
export async function unaskedAddresses(tx: Tx, keyring: Keyring, sourceId: string): Promise<OpenedAddress[]> {
  const { rows } = await tx.query<Omit<OpenedAddress, 'url'> & { url_mac: Buffer; sealed: Buffer; kek: string }>({
    name: 'unasked-addresses',
    text: `select id, host, depth, via, url_mac, sealed, kek from address
           where source_id = $1 and visits = 0 and sealed is not null and (state = 'due' or (state = 'refused' and reason = '${waitsForParameter}'))
           order by id limit ${mostOpened}`,
    values: [sourceId]
  })
  return rows.flatMap(({ url_mac: mac, sealed, kek, ...row }) => {
    const opened = openAddress(keyring, kek, mac, sealed)
    return opened === null ? [] : [{ ...row, url: opened.url }]
  })
}

/** These are never asked for: without their session they are other addresses. */
export async function refuseSessions(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await tx.query({
    name: 'refuse-sessions',
    text: `update address set state = 'refused', reason = 'session', due_at = 'infinity' where id = any($1::bigint[]) and visits = 0`,
    values: [ids]
  })
}

/** Asks for addresses that waited, of the given sources: up to `most` (null: all). Returns how many. */
export async function admitWaiting(tx: Tx, sources: readonly string[], most: number | null): Promise<number> {
  if (sources.length === 0) return 0
  const { rowCount } = await tx.query({
    name: 'admit-waiting',
    text: `update address set state = 'due', due_at = now(), reason = null where id in (
             select id from address where source_id = any($1::text[]) and state = 'refused' and reason = '${waitsForParameter}' and sealed is not null
             order by id limit $2 for update skip locked)`,
    values: [sources, most]
  })
  return rowCount ?? 0
}
