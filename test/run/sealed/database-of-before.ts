/** Turns a database back to what it was before addresses and values were sealed. */
import assert from 'node:assert/strict'
import type { KeyObject } from 'node:crypto'
import type pg from 'pg'
import { demoMandate } from '../../../src/accountability/demo.ts'
import type { CaptureId } from '../../../src/model/ids.ts'
import type { App } from '../../../src/run/app.ts'
import { dataKeyOf, openReading, sealReading, type ReadingRow } from '../../../src/store/sealed/readings.ts'
import { mandateValueKey, nameOf, templateOf } from '../../../src/store/sealed/value-tokens.ts'
import { captureUrls, frontierTexts, places } from '../../support/clear-addresses.ts'

/** The tables as they were before migration 0100: addresses and places in clear, and readings sealed with the place itself. */
export async function asBefore(app: App): Promise<void> {
  const client = await app.store.owner.connect()
  const tables = ['address', 'capture', 'advert', 'sighting', 'capture_key', 'fact', 'link']
  try {
    await client.query('begin')
    for (const table of tables) await client.query(`alter table ${table} no force row level security`)
    const { keyring } = app
    const [ofFrontier, ofCaptures, ofAdverts] = [
      await frontierTexts(client, keyring),
      await captureUrls(client, keyring),
      await places(client, keyring)
    ]
    await client.query('alter table address add column clear_url text, add column clear_detail text')
    await client.query('alter table capture add column clear_url text')
    await client.query('alter table advert add column clear_url text')
    await valuesAsBefore(client, mandateValueKey(keyring, demoMandate))
    for (const [id, text] of ofFrontier)
      await client.query(
        'update address set clear_url = $2, clear_detail = $3, url_mac = null, sealed = null, kek = null where id = $1',
        [id, text.url, text.detail]
      )
    for (const [id, url] of ofCaptures)
      await client.query('update capture set clear_url = $2, url_mac = null, url_sealed = null where id = $1', [
        id,
        url
      ])
    for (const [id, { url, key }] of ofAdverts) {
      const { rows } = await client.query<ReadingRow & { id: number }>(
        `select s.id, s.capture_id, a.key, s.reading, k.kek, k.wrapped from sighting s join advert a on a.id = s.advert_id
         join capture_key k on k.capture_id = s.capture_id where s.advert_id = $1`,
        [id]
      )
      for (const row of rows) {
        const reading = openReading(keyring, row)
        const dataKey = dataKeyOf(keyring, row)
        assert.ok(reading !== null && dataKey !== null)
        await client.query('update sighting set place = null, reading = $2 where id = $1', [
          row.id,
          sealReading(dataKey, row.capture_id as CaptureId, key, reading)
        ])
      }
      await client.query('update advert set clear_url = $2, url_mac = null, key = $3 where id = $1', [id, url, key])
    }
    for (const table of tables) await client.query(`alter table ${table} force row level security`)
    await client.query('commit')
  } finally {
    client.release()
  }
}

/** Values of facts and links, and templates, as they were before migration 0101. */
async function valuesAsBefore(client: pg.PoolClient, key: KeyObject): Promise<void> {
  await client.query('alter table fact add column clear_blind text')
  await client.query('alter table link add column clear_blind text, add column clear_edge text')
  await client.query('alter table advert add column clear_template int')
  const facts = await client.query<{ sighting_id: number; ordinal: number; token: string }>('select * from fact')
  assert.ok(facts.rows.length > 0)
  for (const { sighting_id, ordinal, token } of facts.rows)
    await client.query('update fact set token = null, clear_blind = $3 where sighting_id = $1 and ordinal = $2', [
      sighting_id,
      ordinal,
      nameOf(key, token)
    ])
  const links = await client.query<{ id: number; kind: string; token: string }>('select * from link')
  assert.ok(links.rows.length > 0)
  for (const { id, token } of links.rows)
    await client.query(
      `update link set token = null, edge = null, clear_blind = $2, clear_edge = kind || ' ' || $2 || ' ' || b || ' ' || a where id = $1`,
      [id, nameOf(key, token)]
    )
  const adverts = await client.query<{ id: number; template: string | null }>('select id, template from advert')
  for (const { id, template } of adverts.rows)
    await client.query('update advert set template = null, clear_template = $2 where id = $1', [
      id,
      templateOf(key, template)
    ])
}
