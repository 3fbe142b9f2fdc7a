/** A data folder whose pages are visited again and again, through the writer of a crawl. */
import assert from 'node:assert/strict'
import { sha256 } from '../../../../src/evidence/digest.ts'
import type { Exchange } from '../../../../src/model/exchange.ts'
import type { CanonicalUrl, SourceId } from '../../../../src/model/ids.ts'
import { createCaptureWriter, type CaptureWriter } from '../../../../src/run/evidence/capture-writer.ts'
import { openStored } from '../../../../src/run/process/waiting-captures.ts'
import type { StoredCapture } from '../../../../src/store/captures.ts'
import { addAddresses } from '../../../../src/store/frontier/found-addresses.ts'
import { withGround } from '../../../../src/store/ground.ts'
import { addressKeys } from '../../../../src/store/sealed/sealed-address.ts'
import { sampleExchange } from '../../../evidence/sample.ts'
import { tamperWorld, type TamperWorld } from '../tamper.ts'

export interface Visiting {
  readonly world: TamperWorld
  writer: CaptureWriter
  clockMs: number
}

export async function visitingWorld(): Promise<Visiting> {
  const world = await tamperWorld(1)
  const writer = createCaptureWriter(world.app, world.mandate, () => {})
  return { world, writer, clockMs: Date.parse('2026-03-02T10:00:00Z') }
}

/** Closes the segment; the next visit opens another. */
export async function turn(visiting: Visiting): Promise<void> {
  await visiting.writer.close()
  visiting.writer = createCaptureWriter(visiting.world.app, visiting.world.mandate, () => {})
}

export interface Visited {
  readonly id: string
  readonly exchange: Exchange
}

export interface Site {
  readonly pages: readonly { readonly address: number; readonly url: string }[]
  /** The newest body of each page. */
  readonly bodies: Buffer[]
}

export async function siteOf({ world }: Visiting, name: string, count: number): Promise<Site> {
  const { app, mandate } = world
  const urls = Array.from({ length: count }, (_, n) => `http://${name}.example/${n}`)
  const ground = { user: 'pipeline', mandate: mandate.id }
  const found = urls.map((url) => ({
    sourceId: 'practice-nl',
    host: `${name}.example`,
    url,
    depth: 0,
    via: null,
    priority: 0,
    refused: null
  }))
  await withGround(app.store.pool, ground, (tx) =>
    addAddresses(tx, mandate.id, found, addressKeys(app.keyring, mandate))
  )
  const { rows } = await world.store.root.query<{ id: number }>(
    'select id::int from baken.address where host = $1 order by id',
    [`${name}.example`]
  )
  assert.equal(rows.length, count)
  // In the order of their ids the addresses may stand in another order than they were named in: a page is its address and any body.
  return {
    pages: rows.map(({ id }, n) => ({ address: id, url: urls[n] ?? '' })),
    bodies: urls.map((url) => pageBody(url, 0))
  }
}

/** As large as an advert page, and like no other. */
export function pageBody(url: string, version: number): Buffer {
  const words = Array.from({ length: 700 }, (_, n) => sha256(Buffer.from(`${url} ${version} ${n}`)).slice(7, 15))
  return Buffer.from(
    `<html><body><h1>${url}</h1><p>${words.join(' ')}</p>${'<div class="vak">Proef</div>'.repeat(400)}</body></html>`
  )
}

export async function visit(visiting: Visiting, site: Site, page: number): Promise<Visited> {
  const { world } = visiting
  visiting.clockMs += 60_000
  const { address, url } = site.pages[page] ?? assert.fail()
  const { rows } = await world.store.root.query<{ payload_mac: Buffer | null }>(
    'select c.payload_mac from baken.address a left join baken.capture c on c.id = a.last_capture where a.id = $1',
    [address]
  )
  const at = new Date(visiting.clockMs)
  const exchange = sampleExchange({
    url: url as CanonicalUrl,
    body: site.bodies[page] ?? assert.fail(),
    startedAt: at.toISOString(),
    responseHeaders: [
      ['Content-Type', 'text/html'],
      ['Date', at.toUTCString()]
    ],
    serverDate: at.toUTCString()
  })
  const lastMac = rows[0]?.payload_mac ?? null
  const added = await visiting.writer.add({
    exchange,
    sourceId: 'practice-nl' as SourceId,
    address: { id: address, url, lastMac, dueAt: () => at },
    origin: 'crawl'
  })
  assert.ok(added)
  const { rows: stored } = await world.store.root.query<{ id: string }>(
    'select last_capture as id from baken.address where id = $1',
    [address]
  )
  return { id: stored[0]?.id ?? '', exchange }
}

export interface Row {
  readonly id: string
  readonly segment: string
  readonly seg_length: number
  readonly original: string | null
  readonly state: string
}

export async function rowsOf({ world }: Visiting, visited: readonly Visited[]): Promise<Map<string, Row>> {
  const { rows } = await world.store.root.query<Row>(
    'select id, segment, seg_length, original, state from baken.capture where id = any($1::uuid[])',
    [visited.map((one) => one.id)]
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** What a capture opens to; null when it has no key any more. */
export async function openedOf({ world }: Visiting, id: string): Promise<Exchange | null> {
  const { rows } = await world.store.root.query<StoredCapture>(
    `select c.id, c.source_id, c.address_id, c.url_mac, c.segment, c.seg_offset::int, c.seg_length, c.seen_at, k.kek, k.wrapped
     from baken.capture c join baken.capture_key k on k.capture_id = c.id where c.id = $1`,
    [id]
  )
  if (rows[0] === undefined) return null
  const opened = await openStored(world.app, rows[0])
  return typeof opened === 'string' ? assert.fail(`${id}: ${opened}`) : opened.exchange
}
