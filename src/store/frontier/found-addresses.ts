/** Adds to the frontier what pages and start lists name. */
import { addressMac } from '../sealed/address-mac.ts'
import type { Tx } from '../ground.ts'
import { wakeWorkers } from '../server/wake-ups.ts'
import { sealAddress, type AddressKeys } from '../sealed/sealed-address.ts'

/** An address that a page (or the start list) names. `refused` keeps what a rule turned down, with the rule. */
export interface FoundAddress {
  readonly sourceId: string
  readonly host: string
  readonly url: string
  readonly depth: number
  readonly via: number | null
  readonly priority: number
  readonly refused: { readonly reason: string; readonly detail: string } | null
}

/**
 * Adds what is new and leaves what is known, in one order for everybody: two crawls that find the same never deadlock. An address of
 * which all was erased is there anew and keeps its visits. Returns how many are due that were not there.
 */
export async function addAddresses(
  tx: Tx,
  mandate: string,
  found: readonly FoundAddress[],
  keys: AddressKeys
): Promise<number> {
  if (found.length === 0) return 0
  const hosts = [...new Set(found.filter((one) => one.refused === null).map((one) => one.host))].sort()
  if (hosts.length > 0) {
    await tx.query({
      name: 'add-hosts',
      text: 'insert into host (host) select h from unnest($1::text[]) h where not exists (select 1 from host x where x.host = h) on conflict do nothing',
      values: [hosts]
    })
  }
  const under = keys.under()
  const macs = found.map((one) => addressMac(keys.mac, one.sourceId, one.url))
  const values = [
    mandate,
    under.name,
    found.map((one) => one.sourceId),
    found.map((one) => one.host),
    macs,
    found.map(({ url, refused }, at) =>
      sealAddress(under, macs[at] ?? Buffer.alloc(0), { url, detail: refused?.detail ?? null })
    ),
    found.map((one) => one.depth),
    found.map((one) => one.via),
    found.map((one) => one.priority),
    found.map((one) => one.refused?.reason ?? null)
  ]
  const recalled = await recallAddresses(tx, values)
  const { rows } = await tx.query<{ state: string }>({
    name: 'add-addresses',
    text: `
        insert into address (mandate_id, kek, source_id, host, url_mac, sealed, depth, via, priority, state, reason)
        select $1, $2, f.source_id, f.host, f.url_mac, f.sealed, f.depth, f.via, f.priority, case when f.reason is null then 'due' else 'refused' end,
          f.reason
        from ${foundRows}
        order by f.source_id, f.url_mac
        on conflict (source_id, url_mac) do nothing
        returning state`,
    values
  })
  const due = recalled + rows.filter((row) => row.state === 'due').length
  if (due > 0) await wakeWorkers(tx, 'addresses', mandate)
  return due
}

/** Makes an address due that a scope of before turned down. */
export async function admitAddress(tx: Tx, keys: AddressKeys, { sourceId, url }: FoundAddress): Promise<void> {
  await tx.query({
    name: 'admit-address',
    text: `update address set state = 'due', due_at = now(), reason = null
           where source_id = $1 and url_mac = $2 and state = 'refused' and reason = 'out-of-scope' and sealed is not null`,
    values: [sourceId, addressMac(keys.mac, sourceId, url)]
  })
}

/** Found addresses as rows, from the third parameter on. */
const foundRows = `unnest($3::text[], $4::text[], $5::bytea[], $6::bytea[], $7::int[], $8::bigint[], $9::smallint[], $10::text[])
  as f(source_id, host, url_mac, sealed, depth, via, priority, reason)`

/**
 * Addresses of which all was erased are there anew, and keep their visits. A statement of its own: an insert that may update locks
 * every row that it meets, and two crawls would wait for each other.
 */
async function recallAddresses(tx: Tx, values: readonly unknown[]): Promise<number> {
  const { rowCount: any } = await tx.query({
    name: 'any-erased-address',
    text: 'select 1 from address where sealed is null limit 1'
  })
  if (any === 0) return 0
  const { rows } = await tx.query<{ state: string }>({
    name: 'recall-addresses',
    text: `
        update address a set kek = $2, sealed = f.sealed, depth = f.depth, via = f.via, priority = f.priority, due_at = now(), attempts = 0,
          state = case when f.reason is null then 'due' else 'refused' end, reason = f.reason, last_status = null, last_capture = null
        from ${foundRows}
        where a.mandate_id = $1 and a.sealed is null and a.source_id = f.source_id and a.url_mac = f.url_mac and a.host = f.host
        returning a.state`,
    values: [...values]
  })
  return rows.filter((row) => row.state === 'due').length
}
