/** Writes what reading and extraction made of adverts: identity, version, facts, blind words, and the event for the linker. */
import { createHmac } from 'node:crypto'
import { wrapDataKey, type Keyring } from '../evidence/keys.ts'
import { isValueKind } from '../model/value-kind.ts'
import type { CaptureId, MandateId } from '../model/ids.ts'
import type { AdvertReading } from '../model/page.ts'
import type { SealedReading } from '../model/reading.ts'
import { secretKeyOf } from '../model/secret-key.ts'
import { blindFacts, extractVersion, linkAdvert, readVersion, type BlindFact } from '../pipeline.ts'
import * as adverts from '../store/adverts.ts'
import { keptKeyOf, openCaptures, saveWrapped } from '../store/capture-keys.ts'
import type { Tx } from '../store/ground.ts'
import { sealReading } from '../store/readings.ts'
import { blindWords } from '../store/words.ts'
import type { LinkerHost, NewLinkEvent } from './linker-host.ts'

/** An advert as found in one capture. */
export interface FoundAdvert {
  readonly advert: AdvertReading
  readonly reading: SealedReading
  readonly site: string
  readonly sourceId: string
  readonly captureId: string
  readonly seenAt: string
  readonly dataKey: Uint8Array
}

export interface WriteContext {
  readonly mandate: string
  /** Key of the mandate for keyed fingerprints. */
  readonly key: Uint8Array
  readonly state: 'sealed' | 'open'
  readonly linker: LinkerHost
  readonly keyring: Keyring
}

export interface Written {
  /** Networks that changed. */
  readonly networks: ReadonlySet<number>
  /** Captures that were opened because they show an opened advert again: by advert, for the ledger. */
  readonly kept: ReadonlyMap<string, number>
}

interface Item {
  readonly found: FoundAdvert
  readonly row: adverts.UpsertedAdvert
  readonly facts: readonly BlindFact[]
  readonly textMac: Buffer
  readonly sealed: Buffer
  /** The version that says the same, or that this capture gave before; null: a new version. */
  readonly same: adverts.KnownSighting | null
  readonly version: number
}

/** Writes adverts in the transaction of their captures. */
export async function writeAdverts(tx: Tx, found: readonly FoundAdvert[], context: WriteContext): Promise<Written> {
  const latest = latestOnly(found)
  if (latest.length === 0) return { networks: new Set(), kept: new Map() }
  const rows = await adverts.upsertAdverts(
    tx,
    context.mandate,
    latest.map((one) => ({
      sourceId: one.sourceId,
      site: one.site,
      url: one.advert.url,
      key: one.advert.key,
      seenAt: one.seenAt,
      postedAt: postedAt(one.reading),
      state: context.state
    }))
  )
  const known = await adverts.sightingsById(
    tx,
    rows.flatMap((row) => (row.sightingId === null ? [] : [row.sightingId]))
  )
  const rejected = await adverts.rejectedFacts(
    tx,
    rows.map((row) => row.id)
  )
  const items = latest.map((one, at) => itemOf(one, rows[at], known, context.key))
  const sightings = await writeSightings(tx, context.mandate, items)
  const renewed = items.flatMap((one) => (one.same === null ? [] : [one.same.id]))
  const before = await adverts.factsOf(
    tx,
    items.flatMap((one) => (isSameCapture(one) ? [one.same?.id ?? 0] : []))
  )
  await adverts.replaceFacts(
    tx,
    context.mandate,
    renewed,
    items.flatMap((one, at) => factRows(one, sightings[at] ?? 0, rejected))
  )
  await adverts.saveWords(
    tx,
    context.mandate,
    items.map((one) => ({ advertId: one.row.id, words: blindWords(one.found.reading.text, context.key) }))
  )
  // The same text again links nothing new; a reading by a newer version may.
  const events = items.flatMap((one) => {
    if (one.same !== null && !isSameCapture(one)) return []
    return [linkEvent(one, rejected, context), ...droppedValues(one, before, context)]
  })
  const { networks } = await context.linker.apply(tx, events)
  const states = new Map(latest.map((one, at) => [identityOf(one), rows[at]]))
  return { networks, kept: await keepWithOpened(tx, found, states, context) }
}

/**
 * What shows an opened advert again is opened as it arrives: a new version, or the same text in a newer capture, which its sighting
 * moves to. Sealed, it would be erased on its day with all that the advert still says. Returns the captures with their advert.
 */
async function keepWithOpened(
  tx: Tx,
  found: readonly FoundAdvert[],
  rows: ReadonlyMap<string, adverts.UpsertedAdvert | undefined>,
  context: WriteContext
): Promise<Map<string, number>> {
  const open = found.flatMap((one) => {
    const row = rows.get(identityOf(one))
    return row?.state === 'open' ? [{ found: one, advert: row.id }] : []
  })
  if (open.length === 0 || context.state === 'open') return new Map()
  const under = keptKeyOf(context.keyring, context.mandate as MandateId)
  const byCapture = new Map(open.map((one) => [one.found.captureId, one]))
  const kept = await openCaptures(
    tx,
    [...byCapture].map(([id, one]) => ({ id, because: `advert:${one.advert}` }))
  )
  const known = kept.flatMap((id) => byCapture.get(id) ?? [])
  await saveWrapped(
    tx,
    under,
    known.map(({ found: { captureId: id, dataKey } }) => ({
      id,
      wrapped: wrapDataKey(dataKey, under, id as CaptureId)
    }))
  )
  return new Map(known.map((one) => [one.found.captureId, one.advert]))
}

function identityOf(one: FoundAdvert): string {
  return `${one.sourceId}\n${one.advert.url}\n${one.advert.key}`
}

function itemOf(
  found: FoundAdvert,
  row: adverts.UpsertedAdvert | undefined,
  known: ReadonlyMap<number, adverts.KnownSighting>,
  key: Uint8Array
): Item {
  if (row === undefined) throw new Error(`the advert ${found.advert.url} has no row`)
  const before = row.sightingId === null ? undefined : known.get(row.sightingId)
  const textMac = createHmac('sha256', secretKeyOf(key)).update('text\0').update(found.reading.text).digest()
  const same =
    before !== undefined && (before.text_mac.equals(textMac) || before.capture_id === found.captureId) ? before : null
  return {
    found,
    row,
    facts: blindFacts(found.reading, key),
    textMac,
    sealed: sealReading(found.dataKey, found.captureId as CaptureId, found.advert.key, found.reading),
    same,
    version: (before?.version ?? 0) + 1
  }
}

/** Moves versions that say the same to the new capture, and inserts new ones. Returns the sighting of each item. */
async function writeSightings(tx: Tx, mandate: string, items: readonly Item[]): Promise<number[]> {
  for (const { same, found, textMac, sealed } of items) {
    if (same !== null) await adverts.moveSighting(tx, same.id, found.captureId, found.seenAt, textMac, sealed)
  }
  const fresh = items.filter((one) => one.same === null)
  const ids = await adverts.insertSightings(
    tx,
    mandate,
    fresh.map((one) => ({
      advertId: one.row.id,
      captureId: one.found.captureId,
      version: one.version,
      seenAt: one.found.seenAt,
      textMac: one.textMac,
      reading: one.sealed
    })),
    { read: readVersion, extract: extractVersion }
  )
  const made = new Map(fresh.map((one, at) => [one, ids[at] ?? 0]))
  return items.map((one) => one.same?.id ?? made.get(one) ?? 0)
}

function linkEvent(
  item: Item,
  rejected: ReadonlySet<string>,
  context: WriteContext
): { advertId: number; event: NewLinkEvent } {
  const { row, found } = item
  const prefix = `${row.id} `
  const own = new Set([...rejected].filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length)))
  const day = Math.floor(Date.parse(postedAt(found.reading) ?? found.seenAt) / 86_400_000)
  const advert = linkAdvert(found.reading, item.facts, {
    linkNo: context.linker.numberOf(row.id, row.linkNo),
    site: found.site,
    day,
    key: context.key,
    rejected: own
  })
  return { advertId: row.id, event: { kind: 'advert', at: found.seenAt, by: 'pipeline', advert } }
}

/** The capture was read before, by an older version of a step. */
function isSameCapture(item: Item): boolean {
  return item.same !== null && item.same.capture_id === item.found.captureId
}

/** Values that an older version read in this very capture and the present one does not: the links that rest on them go. */
function droppedValues(
  item: Item,
  before: ReadonlyMap<number, { kind: string; blind: string }[]>,
  context: WriteContext
): { advertId: number; event: NewLinkEvent }[] {
  if (!isSameCapture(item) || item.same === null) return []
  const now = new Set(item.facts.map((fact) => `${fact.kind} ${fact.blind}`))
  const dropped = new Map((before.get(item.same.id) ?? []).map((fact) => [`${fact.kind} ${fact.blind}`, fact]))
  return [...dropped].flatMap(([name, { kind, blind }]) => {
    if (now.has(name) || !isValueKind(kind)) return []
    const advert = context.linker.numberOf(item.row.id, item.row.linkNo)
    return [
      {
        advertId: item.row.id,
        event: { kind: 'reject', at: item.found.seenAt, by: 'pipeline', advert, valueKind: kind, key: blind } as const
      }
    ]
  })
}

/** The same advert twice in a batch: the later capture counts, as it would in two batches. */
function latestOnly(found: readonly FoundAdvert[]): FoundAdvert[] {
  return [...new Map(found.map((one) => [identityOf(one), one])).values()]
}

function factRows(item: Item, sightingId: number, rejected: ReadonlySet<string>): adverts.NewFact[] {
  return item.facts.map((fact) => ({
    sightingId,
    advertId: item.row.id,
    ordinal: fact.ordinal,
    kind: fact.kind,
    blind: fact.blind,
    confidence: fact.confidence,
    state: rejected.has(`${item.row.id} ${fact.kind} ${fact.blind}`) ? 'rejected' : 'proposed'
  }))
}

/** The posting date when it is known to the day, as a UTC time. */
function postedAt(reading: SealedReading): string | null {
  const value = reading.postedAt
  if (value === null || (value.precision !== 'minute' && value.precision !== 'day')) return null
  const time = new Date(value.value.length === 10 ? `${value.value}T00:00:00Z` : value.value)
  return Number.isNaN(time.getTime()) || time.getUTCFullYear() < 1990 ? null : time.toISOString()
}
