/** A small world for tests of desk and web: mandates, users and sealed adverts with real keys and real evidence, all invented. */
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { hashPassword } from '../../src/accountability/sign-in/passwords.ts'
import { epochDay, openKeyring, wrapDataKey, type Keyring } from '../../src/evidence/keys.ts'
import { openSegment, type SegmentWriter } from '../../src/evidence/segments/segment.ts'
import { blind } from '../../src/link/fingerprint.ts'
import type { CaptureId, MandateId, SourceId } from '../../src/model/ids.ts'
import { roles, type Role } from '../../src/model/mandate.ts'
import type { SealedReading } from '../../src/model/reading.ts'
import { addressKeyOf, urlMac } from '../../src/store/sealed/address-mac.ts'
import { replaceFacts, upsertAdverts } from '../../src/store/adverts/adverts.ts'
import { insertSightings, saveAdvertCaptures } from '../../src/store/adverts/versions.ts'
import { sealTraits } from '../../src/store/phenomena/sealed-traits.ts'
import { traitsOf } from '../../src/run/process/counting/advert-traits.ts'
import { commitSegment, insertCaptures } from '../../src/store/captures.ts'
import { record, withGround, type Tx } from '../../src/store/ground.ts'
import { termsOf } from '../../src/store/inverted-index/terms.ts'
import { addToIndex } from '../../src/store/inverted-index/write.ts'
import { placeKeys, sealPlaces, type SealedPlaces } from '../../src/store/signal-places.ts'
import { valueKey } from '../../src/store/sealed/value-tokens.ts'
import { sealReading } from '../../src/store/sealed/readings.ts'
import { sealPlace, sealUrl } from '../../src/store/sealed/sealed-address.ts'
import type { TestStore } from './database.ts'
import { exchangeOf, readingOf } from './sample-page.ts'

export interface World {
  readonly store: TestStore
  readonly keyring: Keyring
  readonly evidenceDir: string
  readonly dataDir: string
  close(): Promise<void>
}

export interface SampleAdvert {
  readonly title: string
  readonly body: string
  readonly mandate?: string
  readonly source?: string
  readonly site?: string
  readonly url?: string
  readonly seenAt?: string
  readonly postedAt?: string
  readonly network?: number
  readonly eraseAt?: string
}

export const password = 'geheim genoeg voor een proef'

/** Keys and an evidence folder beside the database; call `close` at the end. */
export function sampleWorld(store: TestStore): World {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'baken-sample-'))
  const opened = openKeyring(dataDir)
  if (opened.kind !== 'keyring') throw new Error(opened.detail)
  const evidenceDir = path.join(dataDir, 'evidence')
  return {
    store,
    keyring: opened.keyring,
    evidenceDir,
    dataDir,
    async close() {
      await store.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
  }
}

/** Mandates `een` and `twee`; one user for each role and `analyst-2`, under `een`; `elders` under `twee`. One password for all. */
export async function samplePeople(world: World): Promise<void> {
  const { owner } = world.store
  const hash = await (sharedHash ??= hashPassword(password))
  for (const id of ['een', 'twee']) {
    await owner.query(
      `insert into mandate (id, legal_basis, purpose, forms, sources, granted_by, valid_from, valid_until, keep, erase_after_days)
       values ($1, 'verzonnen', 'proef', '{any}', '{*}', 'test', now() - interval '1 day', now() + interval '1 day', 'sealed', 28)`,
      [id]
    )
  }
  const people: [string, Role, string][] = [
    ...roles.map((role): [string, Role, string] => [role, role, 'een']),
    ['analyst-2', 'analyst', 'een'],
    ['elders', 'analyst', 'twee']
  ]
  for (const [id, role, mandate] of people) {
    await owner.query('insert into app_user (id, name, role, password_hash) values ($1, $2, $3, $4)', [
      id,
      `Proef ${id}`,
      role,
      hash
    ])
    await owner.query('insert into user_mandate (user_id, mandate_id) values ($1, $2)', [id, mandate])
  }
}

let sharedHash: Promise<string> | undefined

/** Stores adverts the way the pipeline does, each on a page of its own; returns their ids in order. */
export async function sampleAdverts(world: World, adverts: readonly SampleAdvert[]): Promise<number[]> {
  const opened = await openSegment(world.evidenceDir, { previous: null, ledgerAnchor: null, software: 'baken/test' })
  if (opened.kind !== 'open') throw new Error(opened.detail)
  const ids: number[] = []
  for (const advert of adverts) ids.push(await storeAdvert(world, opened.writer, advert))
  const closed = await opened.writer.close()
  if (closed.kind !== 'closed') throw new Error(closed.detail)
  return ids
}

async function storeAdvert(world: World, writer: SegmentWriter, advert: SampleAdvert): Promise<number> {
  const mandate = (advert.mandate ?? 'een') as MandateId
  const source = advert.source ?? `bron-${mandate}`
  const site = advert.site ?? 'adverts.example'
  const url = advert.url ?? `http://${site}/${encodeURIComponent(advert.title)}`
  const seenAt = advert.seenAt ?? new Date().toISOString()
  const appended = writer.append(exchangeOf(url, advert, seenAt), { mandate, source: source as SourceId })
  if (appended.kind === 'failed') throw new Error(appended.detail)
  const flushed = await writer.flush()
  if (flushed.kind === 'failed') throw new Error(flushed.detail)
  const epoch = world.keyring.epochKey(mandate, epochDay(new Date().toISOString()), true)
  const key = world.keyring.blindKey(mandate, true)
  if (epoch.kind !== 'key' || key.kind !== 'key') throw new Error('no keys')
  const reading = readingOf(advert)
  const sealed = sealReading(appended.dataKey, appended.captureId, 'page', reading)
  return withGround(world.store.pool, { user: 'pipeline', mandate }, async (tx) => {
    await insertSource(tx, mandate, source, site)
    const no = await record(tx, { user: 'pipeline', mandate }, { act: 'capture.store', subject: writer.segment })
    await commitSegment(tx, writer.segment, 1, flushed.mark.bytes, flushed.mark.records, false)
    await insertCaptures(
      tx,
      mandate,
      [
        {
          id: appended.captureId,
          sourceId: source,
          addressId: null,
          urlMac: urlMac(addressKeyOf(key.key.bytes), url),
          urlSealed: sealUrl(appended.dataKey, appended.captureId, url),
          origin: 'crawl',
          status: 200,
          mediaType: 'text/html',
          bytes: 100,
          truncated: null,
          segment: appended.segment,
          offset: appended.offset,
          length: appended.length,
          recordDigest: Buffer.from(appended.recordDigest.slice(7), 'hex'),
          payloadMac: createHmac('sha256', key.key.bytes).update(advert.body).digest(),
          seenAt,
          state: 'sealed',
          eraseAt: advert.eraseAt ?? new Date(Date.now() + 28 * 86_400_000).toISOString(),
          kek: epoch.key.name,
          wrapped: wrapDataKey(appended.dataKey, epoch.key, appended.captureId),
          readVersion: 1
        }
      ],
      no
    )
    return derive(
      tx,
      {
        mandate,
        source,
        site,
        url,
        dataKey: appended.dataKey,
        seenAt,
        postedAt: advert.postedAt ?? null,
        capture: appended.captureId,
        network: advert.network ?? null,
        key: key.key.bytes,
        index: { kek: epoch.key.name, keyring: world.keyring }
      },
      reading,
      sealed
    )
  })
}

async function insertSource(tx: Tx, mandate: string, source: string, site: string): Promise<void> {
  await tx.query(`insert into source (id, mandate_id, name, spec) values ($1, $2, $1, $3) on conflict do nothing`, [
    source,
    mandate,
    JSON.stringify(specOf(site))
  ])
}

interface Place {
  readonly mandate: string
  readonly source: string
  readonly site: string
  readonly url: string
  readonly dataKey: Uint8Array
  readonly seenAt: string
  readonly postedAt: string | null
  readonly capture: CaptureId
  readonly network: number | null
  readonly key: Buffer
  readonly index: { readonly kek: string; readonly keyring: Keyring }
}

async function derive(tx: Tx, place: Place, reading: SealedReading, sealed: Buffer): Promise<number> {
  const { mandate, source, site, url, seenAt, key } = place
  const [made] = await upsertAdverts(tx, mandate, [
    {
      sourceId: source,
      site,
      urlMac: urlMac(addressKeyOf(key), url),
      key: 'page',
      firstSeen: seenAt,
      lastSeen: seenAt,
      postedAt: place.postedAt,
      state: 'sealed',
      marks: null
    }
  ])
  if (made === undefined) throw new Error('no advert')
  const version = made.sightingId === null ? 1 : made.versions + 1
  const sighting = {
    advertId: made.id,
    captureId: place.capture,
    version,
    versions: version,
    seenAt,
    textMac: Buffer.alloc(32),
    reading: sealed,
    place: sealPlace(place.dataKey, place.capture, { url, key: 'page' }),
    counted: sealTraits(place.dataKey, place.capture, 'page', traitsOf(reading))
  }
  await saveAdvertCaptures(tx, mandate, [{ ...sighting, postedAt: place.postedAt }])
  const [sightingId] = await insertSightings(tx, mandate, [sighting], { read: 1, extract: 1 })
  if (sightingId === undefined) throw new Error('no sighting')
  const facts = reading.facts.flatMap((fact, ordinal) =>
    ['phone', 'email', 'handle', 'url', 'name', 'place'].includes(fact.kind)
      ? [
          {
            sightingId,
            ordinal,
            advertId: made.id,
            kind: fact.kind,
            blind: blind(fact.kind, fact.value, key),
            confidence: fact.confidence
          }
        ]
      : []
  )
  await replaceFacts(tx, mandate, valueKey(key), [], facts)
  const terms = termsOf(reading.text, reading.facts)
  const indexed = { advertId: made.id, sightingId, seenAt, kek: place.index.kek, terms }
  await addToIndex(tx, place.index.keyring, mandate, [indexed])
  if (place.network !== null) await join(tx, mandate, made.id, place.network)
  return made.id
}

async function join(tx: Tx, mandate: string, advert: number, network: number): Promise<void> {
  await tx.query('update advert set network_id = $2 where id = $1', [advert, network])
  await tx.query(
    `insert into network as n (mandate_id, id, adverts, first_seen, last_seen) select $1, $2, count(*), min(first_seen), max(last_seen) from advert
     where mandate_id = $1 and network_id = $2
     on conflict (mandate_id, id) do update set adverts = excluded.adverts, first_seen = excluded.first_seen, last_seen = excluded.last_seen`,
    [mandate, network]
  )
}

/** What the facets of a signal keep of places. */
export function samplePlaces(world: World, network: number, names: readonly string[], mandate = 'een'): SealedPlaces {
  return sealPlaces(placeKeys(world.keyring, mandate as MandateId), network, names)
}

/** A signal on a network, with a reason for and one against; returns its number. */
export async function sampleSignal(world: World, network: number, priority = 5, mandate = 'een'): Promise<number> {
  const words = { nl: 'verzonnen', en: 'invented' }
  const reason = { evidence: 'proef', title: words, sentence: words, caution: null, source: 'test', seenIn: [] }
  const reasons = [
    { ...reason, indicator: 'SX-T10', direction: 'for', points: priority + 1 },
    { ...reason, indicator: 'SX-C01', direction: 'against', points: -1 }
  ]
  return withGround(world.store.pool, { user: 'pipeline', mandate }, async (tx) => {
    const { rows } = await tx.query<{ id: number }>(
      `insert into signal (mandate_id, network_id, priority, reasons, weigh_version, facets) values ($1, $2, $3, $4, 1, $5) returning id`,
      [
        mandate,
        network,
        priority,
        JSON.stringify(reasons),
        JSON.stringify({ sites: ['adverts.example'], ...samplePlaces(world, network, ['Utrecht'], mandate) })
      ]
    )
    return rows[0]?.id ?? 0
  })
}

function specOf(site: string): Record<string, unknown> {
  return {
    scope: { hosts: [site], include: [], exclude: [] },
    politeness: { delayMs: 1000, concurrency: 1, robots: 'obey' }
  }
}
