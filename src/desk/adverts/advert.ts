/** One advert: its versions with facts where they stand, its links, and the custody of every capture that shows it. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import { blind } from '../../link/fingerprint.ts'
import type { SealedReading } from '../../model/reading.ts'
import { addressCounts } from '../../store/adverts/advert-addresses.ts'
import { advertPlaces } from '../../store/adverts/advert-places.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { openReading } from '../../store/sealed/readings.ts'
import type { Advert, AdvertVersion, FactRow } from '../../contract/desk/adverts.ts'
import { custodyOf, type CustodyRow } from './custody.ts'
import type { LinkRow } from '../../contract/desk/links.ts'
import { carrierCounts, linksOf, namedLinks } from '../networks/members.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import { goneBy, repostOf } from './whereabouts.ts'
import { blindKeyOf, mandateOf, tokenKeyOf, type Vault } from './vault.ts'

/** Of more versions than this the newest are shown. */
export const mostVersions = 50

/** Reads an advert. A sealed one has versions with custody and without text; an erased one as well, without its address. */
export async function readAdvert(pool: pg.Pool, ground: Ground, vault: Vault, id: number): Promise<Outcome<Advert>> {
  return act<Outcome<Advert>>(pool, ground, async (tx) => {
    const value = await advertIn(tx, ground, vault, id)
    if (value === null) return refusedAct('not-found')
    const { state, versions } = value
    const detail = { state, versions: versions.filter((one) => one.reading !== null).map((one) => one.version) }
    return { result: { kind: 'done', value }, entry: { act: 'advert.read', subject: `advert:${id}`, detail } }
  })
}

/** The advert as it stands in this transaction, or null; whoever asks writes the entry. */
export async function advertIn(tx: Tx, ground: Ground, vault: Vault, id: number): Promise<Advert | null> {
  const row = await advertRow(tx, id)
  if (row === null) return null
  const stored = await versionRows(tx, id)
  const places = await advertPlaces(tx, vault.keyring, [id])
  const readings = stored.map((one) => (row.state === 'open' ? readingOf(vault, row.key, one) : null))
  const versions: AdvertVersion[] = []
  for (const [index, one] of stored.entries()) {
    const reading = readings[index] ?? null
    const shown = reading === null ? null : shownReading(reading, await factRows(tx, vault, ground, one.id, reading))
    versions.push({ version: one.version, seenAt: one.seen_at, reading: shown, custody: await custodyOf(vault, one) })
  }
  const newest = readings.findLast((one) => one !== null)
  const links = await linksOf(tx, vault, mandateOf(ground), [id], new Map(newest == null ? [] : [[id, newest]]))
  return {
    id,
    state: row.state,
    site: row.site,
    source: row.source_id,
    url: places.get(id)?.url ?? null,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    gone: row.gone_at !== null,
    goneAt: row.gone_at,
    ...(await goneBy(tx, id)),
    repostOf: await repostOf(tx, id),
    elsewhere: await addressCounts(tx, id),
    network: row.network_id,
    signal: row.signal,
    openedBecause: row.opened_because,
    openedBy: row.opened_by,
    openedAt: row.opened_at,
    versions,
    links,
    linked: await linkedTo(tx, id, links)
  }
}

/** Where the adverts at the other end of the links stood, in the order of their numbers. */
async function linkedTo(tx: Tx, id: number, links: readonly LinkRow[]): Promise<Advert['linked']> {
  const others = [...new Set(links.flatMap(({ a, b }) => [a, b]))].filter((one) => one !== id)
  if (others.length === 0) return []
  const { rows } = await tx.query<Advert['linked'][number]>(
    `select id as advert, state, site, coalesce(posted_at, first_seen) as "postedAt" from advert where id = any($1::int[]) order by id`,
    [others]
  )
  return rows
}

/** A fact of one version of an opened advert, with the sighting that it stands in: what a decision on it is about. */
export interface FoundFact {
  readonly sighting: number
  readonly fact: FactRow
  /** Whether it has a row of its own (kinds that can join or be searched, and whatever was decided on). */
  readonly indexed: boolean
}

/** Finds a fact by advert, version and place; `not-found` for whatever is not there or not open. */
export async function findFact(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  place: { readonly advert: number; readonly version: number; readonly ordinal: number }
): Promise<Outcome<FoundFact>> {
  return act<Outcome<FoundFact>>(pool, ground, async (tx) => {
    const row = await advertRow(tx, place.advert)
    const stored =
      row === null || row.state !== 'open'
        ? undefined
        : (await versionRows(tx, place.advert)).find((one) => one.version === place.version)
    const reading = row === null || stored === undefined ? null : readingOf(vault, row.key, stored)
    if (stored === undefined || reading === null) return refusedAct('not-found')
    const fact = (await factRows(tx, vault, ground, stored.id, reading))[place.ordinal]
    if (fact === undefined) return refusedAct('not-found')
    const indexed =
      (await tx.query('select 1 from fact where sighting_id = $1 and ordinal = $2', [stored.id, place.ordinal]))
        .rowCount === 1
    const detail = { version: place.version, ordinal: place.ordinal }
    return {
      result: { kind: 'done', value: { sighting: stored.id, fact, indexed } },
      entry: { act: 'fact.read', subject: `advert:${place.advert}`, detail }
    }
  })
}

interface AdvertStored {
  readonly key: string
  readonly state: 'sealed' | 'open' | 'erased'
  readonly site: string
  readonly source_id: string | null
  readonly first_seen: string
  readonly last_seen: string
  readonly gone_at: string | null
  readonly network_id: number | null
  readonly signal: number | null
  readonly opened_because: string | null
  readonly opened_by: string | null
  readonly opened_at: string | null
}

async function advertRow(tx: Tx, id: number): Promise<AdvertStored | null> {
  const { rows } = await tx.query<AdvertStored>(
    `select a.key, a.state, a.site, a.source_id, a.first_seen, a.last_seen, a.gone_at, a.network_id, a.opened_because, a.opened_by, a.opened_at,
       (select s.id from signal s where s.mandate_id = a.mandate_id and s.network_id = a.network_id) as signal
     from advert a where a.id = $1`,
    [id]
  )
  return rows[0] ?? null
}

interface VersionStored extends CustodyRow {
  readonly id: number
  readonly version: number
  readonly seen_at: string
  readonly reading: Buffer | null
}

/** The newest versions, the oldest of them first: the order that the contract states. */
async function versionRows(tx: Tx, advert: number): Promise<VersionStored[]> {
  const { rows } = await tx.query<VersionStored>(
    `select s.id, s.version, s.seen_at, s.reading, k.kek, k.wrapped, c.id as capture, c.url_sealed, c.status, c.seen_at as captured_at, c.bytes, c.truncated, c.state as capture_state,
       c.erase_at, c.segment, c.seg_offset, c.seg_length, c.record_digest, c.mandate_id, c.ledger_no, c.origin, c.notes
     from sighting s join capture c on c.id = s.capture_id left join capture_key k on k.capture_id = c.id
     where s.advert_id = $1 order by s.version desc, s.id desc limit $2`,
    [advert, mostVersions]
  )
  return rows.toReversed()
}

function readingOf(vault: Vault, key: string, row: VersionStored): SealedReading | null {
  const { reading, kek, wrapped } = row
  if (reading === null || kek === null || wrapped === null) return null
  return openReading(vault.keyring, { capture_id: row.capture, key, kek, wrapped, reading })
}

function shownReading(reading: SealedReading, facts: FactRow[]): NonNullable<AdvertVersion['reading']> {
  const { title, text, language, account, postedAt } = reading
  return { title, text, language, account, postedAt: postedAt?.value ?? null, facts }
}

/** Facts in the order of the reading: their ordinal is their place in it. Kinds that can neither join nor be searched have no row. */
async function factRows(
  tx: Tx,
  vault: Vault,
  ground: Ground,
  sighting: number,
  reading: SealedReading
): Promise<FactRow[]> {
  const { rows } = await tx.query<{
    ordinal: number
    state: FactRow['state']
    decided_by: string | null
    token: string
  }>('select ordinal, state, decided_by, token from fact where sighting_id = $1', [sighting])
  const mandate = mandateOf(ground)
  const named = namedLinks(tokenKeyOf(vault, mandate), rows)
  const stored = new Map(named.map((row) => [row.ordinal, row]))
  const carriers = await carrierCounts(tx, { vault, mandate }, [...new Set(named.flatMap((row) => row.blind ?? []))])
  const key = blindKeyOf(vault, mandateOf(ground))
  return reading.facts.map((fact, ordinal): FactRow => {
    const row = stored.get(ordinal)
    const known = row?.blind ?? (key === null ? '' : blind(fact.kind, fact.value, key))
    const { kind, value, raw, method, confidence } = fact
    const spans = (fact.spans ?? [fact]).map(({ start, end }) => [start, end] as const)
    return {
      ordinal,
      kind,
      value,
      raw,
      spans,
      method,
      confidence,
      state: row?.state ?? 'proposed',
      decidedBy: row?.decided_by ?? null,
      adverts: carriers.get(known) ?? 1
    }
  })
}
