/** Seals the addresses, values and profiles that stood in clear before migrations 0100, 0101 and 0340: in code, since SQL has no keys. Cut short, it goes on at the next start. */
import type { Keyring } from '../../evidence/keys.ts'
import type { CaptureId, MandateId } from '../../model/ids.ts'
import { addressKey, addressMac, fingerprintKeyOf, placeName, urlMac } from './address-mac.ts'
import type { Store } from '../connect.ts'
import { withGround, type Tx } from '../ground.ts'
import { lockClass } from '../locks.ts'
import { dataKeyOf, openReading, sealReading } from './readings.ts'
import { rewriteTables } from '../rewrite-tables.ts'
import { sealProfiles } from './site-profiles.ts'
import { turnValues } from './turn-values.ts'
import { mandateValueKey } from './value-tokens.ts'
import { sealAddress, sealingKey, sealPlace, sealUrl } from './sealed-address.ts'

interface Work {
  readonly keyring: Keyring
  readonly mandate: MandateId
  readonly keep: 'sealed' | 'open'
  readonly key: Buffer
}

const batch = 500

/**
 * Does nothing where nothing stands in clear. Otherwise all are sealed, their columns go, and the tables are written anew, so that
 * no page of them holds the addresses of before. `say` is told before it begins: it takes about a minute for a million rows.
 */
export async function sealAddresses(store: Store, keyring: Keyring, say: (text: string) => void): Promise<void> {
  if ((await columnsInClear(store)).length === 0) return
  const client = await store.owner.connect()
  try {
    // One process does it; the others that start meanwhile wait for it, as for a migration.
    await client.query('select pg_advisory_lock($1, 1)', [lockClass.schema])
    const columns = await columnsInClear(store)
    if (columns.length === 0) return
    const clear = new Set(columns.map((one) => one.column))
    say('What stood in clear before is sealed, once: this may take some minutes.')
    const { rows } = await client.query<{ line: MandateId; keep: 'sealed' | 'open' }>(
      'select line, (array_agg(keep order by valid_from desc))[1] as keep from baken.mandate group by line order by line'
    )
    const has = (column: string): boolean => clear.has(column)
    for (const { line, keep } of rows) {
      const work: Work = { keyring, mandate: line, keep, key: addressKey(keyring, line) }
      if (has('clear_url'))
        for (const step of [sealFrontier, sealCaptures, sealAdverts]) await inBatches(store, work, step)
      if (has('clear_blind')) await inBatches(store, work, (tx) => turnValues(tx, mandateValueKey(keyring, line)))
      if (has('clear_profile')) await inBatches(store, work, (tx) => sealProfiles(tx, fingerprintKeyOf(keyring, line)))
    }
    await client.query('begin')
    for (const { table, column } of columns) await client.query(`alter table baken.${table} drop column ${column}`)
    await client.query('update baken.rewriting set due_since = coalesce(due_since, now()), done_at = null')
    await client.query('commit')
    await rewriteTables(store, new Date())
  } finally {
    await client.query('select pg_advisory_unlock($1, 1)', [lockClass.schema]).catch(() => {})
    client.release()
  }
}

async function columnsInClear(store: Store): Promise<{ readonly table: string; readonly column: string }[]> {
  const { rows } = await store.owner.query<{ table: string; column: string }>(
    `select table_name as "table", column_name as "column" from information_schema.columns
     where table_schema = 'baken' and column_name like 'clear\\_%'`
  )
  return rows
}

/** Each batch is a transaction of its own; a step says how many rows it took, and none ends it. */
async function inBatches(store: Store, work: Work, step: (tx: Tx, work: Work) => Promise<number>): Promise<void> {
  for (;;) {
    const taken = await withGround(store.pool, { user: 'pipeline', mandate: work.mandate }, async (tx) => {
      // As retention: also under mandates that are over.
      await tx.query(`select set_config('baken.retention', 'on', true)`)
      return step(tx, work)
    })
    if (taken === 0) return
  }
}

async function sealFrontier(tx: Tx, { keyring, mandate, keep, key }: Work): Promise<number> {
  const { rows } = await tx.query<{ id: number; source_id: string; clear_url: string; clear_detail: string | null }>(
    'select id, source_id, clear_url, clear_detail from address where clear_url is not null limit $1',
    [batch]
  )
  if (rows.length === 0) return 0
  const under = sealingKey(keyring, { id: mandate, keep }, new Date())
  const macs = rows.map((row) => addressMac(key, row.source_id, row.clear_url))
  await tx.query(
    `delete from address a using unnest($1::text[], $2::bytea[]) as m(source_id, mac)
     where a.clear_url is null and a.sealed is null and a.source_id = m.source_id and a.url_mac = m.mac`,
    [rows.map((row) => row.source_id), macs]
  )
  await tx.query(
    `update address a set clear_url = null, clear_detail = null, url_mac = n.mac, sealed = n.sealed, kek = $1
     from unnest($2::bigint[], $3::bytea[], $4::bytea[]) as n(id, mac, sealed) where a.id = n.id`,
    [
      under.name,
      rows.map((row) => row.id),
      macs,
      rows.map((row, at) => sealAddress(under, macs[at] ?? key, { url: row.clear_url, detail: row.clear_detail }))
    ]
  )
  return rows.length
}

async function sealCaptures(tx: Tx, { keyring, key }: Work): Promise<number> {
  const { rows } = await tx.query<{ id: string; clear_url: string; kek: string | null; wrapped: Buffer | null }>(
    `select c.id, c.clear_url, k.kek, k.wrapped from capture c left join capture_key k on k.capture_id = c.id
     where c.clear_url is not null limit $1`,
    [batch]
  )
  const sealed = rows.map(({ id, clear_url, kek, wrapped }) => {
    const dataKey = kek === null || wrapped === null ? null : dataKeyOf(keyring, { capture_id: id, kek, wrapped })
    return dataKey === null ? null : sealUrl(dataKey, id as CaptureId, clear_url)
  })
  await tx.query(
    `update capture c set clear_url = null, url_mac = n.mac, url_sealed = n.sealed
     from unnest($1::uuid[], $2::bytea[], $3::bytea[]) as n(id, mac, sealed) where c.id = n.id`,
    [rows.map((row) => row.id), rows.map((row) => urlMac(key, row.clear_url)), sealed]
  )
  return rows.length
}

interface ClearAdvert {
  readonly id: number
  readonly clear_url: string
  readonly key: string
}

/** Readings are sealed anew where the name of the place, which is authenticated with them, is another one now. */
async function sealAdverts(tx: Tx, { keyring, key }: Work): Promise<number> {
  const { rows } = await tx.query<ClearAdvert>(
    'select id, clear_url, key from advert where clear_url is not null limit $1',
    [batch]
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const { rows: sightings } = await tx.query<{
    id: number
    advert_id: number
    capture_id: string
    reading: Buffer
    kek: string
    wrapped: Buffer
  }>(
    `select s.id, s.advert_id, s.capture_id, s.reading, k.kek, k.wrapped from sighting s join capture_key k on k.capture_id = s.capture_id
     where s.advert_id = any($1::int[]) and s.reading is not null`,
    [rows.map((row) => row.id)]
  )
  const sealed = sightings.flatMap((row) => {
    const advert = byId.get(row.advert_id)
    const dataKey = dataKeyOf(keyring, row)
    if (advert === undefined || dataKey === null) return []
    const capture = row.capture_id as CaptureId
    const name = placeName(key, advert.key)
    const reading = name === advert.key ? null : openReading(keyring, { ...row, key: advert.key })
    return [
      {
        id: row.id,
        place: sealPlace(dataKey, capture, { url: advert.clear_url, key: advert.key }),
        reading: reading === null ? row.reading : sealReading(dataKey, capture, name, reading)
      }
    ]
  })
  await tx.query(
    'update sighting s set place = n.place, reading = n.reading from unnest($1::bigint[], $2::bytea[], $3::bytea[]) as n(id, place, reading) where s.id = n.id',
    [sealed.map((one) => one.id), sealed.map((one) => one.place), sealed.map((one) => one.reading)]
  )
  await tx.query(
    `update advert a set clear_url = null, url_mac = n.mac, key = n.key
     from unnest($1::int[], $2::bytea[], $3::text[]) as n(id, mac, key) where a.id = n.id`,
    [
      rows.map((row) => row.id),
      rows.map((row) => urlMac(key, row.clear_url)),
      rows.map((row) => placeName(key, row.key))
    ]
  )
  return rows.length
}
