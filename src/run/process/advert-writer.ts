/** Writes what reading and extraction made of adverts: identity, versions, facts, the index of words and facts, and the events for the linker. */
import type { Keyring } from '../../evidence/keys.ts'
import { isValueKind } from '../../model/value-kind.ts'
import { blind } from '../../link/fingerprint.ts'
import { blindFacts, linkAdvert, type BlindFact } from '../../link/link-advert.ts'
import { stepVersions } from '../../pipeline.ts'
import { saveAdvertAddresses } from '../../store/adverts/advert-addresses.ts'
import { noteGrave } from '../../store/adverts/grave-adverts.ts'
import * as adverts from '../../store/adverts/adverts.ts'
import { atOnce, type Tx } from '../../store/ground.ts'
import { noteRows } from '../../store/row-log.ts'
import { countForCases } from '../../desk/case-watch/case-arrivals.ts'
import { countArrived, type ArrivedVersion } from '../../desk/search/watches.ts'
import { termsOf } from '../../store/inverted-index/terms.ts'
import { addToIndex, type IndexedVersion } from '../../store/inverted-index/write.ts'
import { valueKey } from '../../store/sealed/value-tokens.ts'
import { touchNetworks } from '../../store/adverts/versions.ts'
import { addressesOf, identifyAdverts, type IdentifiedAdvert } from './identity/advert-identity.ts'
import { graveSigns, isGrave } from '../../weigh/grave/grave.ts'
import { keepWithOpened } from './keep-opened.ts'
import type { LinkerHost, NewLinkEvent } from '../link/linker-host.ts'
import {
  writeVersions,
  type AdvertGroup,
  type FoundAdvert,
  type VersionContext,
  type WrittenVersion,
  type WrittenVersions
} from './version-writer.ts'

export interface WriteContext extends VersionContext {
  readonly state: 'sealed' | 'open'
  readonly linker: LinkerHost
  readonly keyring: Keyring
}

/** What sealing wrote, and linking goes on with. */
export interface SealedAdverts {
  readonly groups: readonly AdvertGroup[]
  readonly items: readonly Item[]
  readonly earlier: WrittenVersions['earlier']
  readonly rejected: adverts.RejectedFacts
  /** Facts of sightings before they were read again. */
  readonly before: ReadonlyMap<number, { kind: string; blind: string }[]>
  /** Keys under which the index grew. */
  readonly keks: readonly string[]
}

export interface Linked {
  readonly adverts: readonly number[]
  /** Networks that changed. */
  readonly networks: ReadonlySet<number>
  /** Captures that were opened because they show an opened advert again: by advert, for the ledger. */
  readonly kept: ReadonlyMap<string, number>
}

interface Item extends WrittenVersion {
  readonly facts: readonly BlindFact[]
}

/** The seal step: writes adverts, their sealed readings, facts and index entries in the transaction of their captures. */
export async function sealAdverts(
  tx: Tx,
  found: readonly FoundAdvert[],
  context: WriteContext
): Promise<SealedAdverts> {
  const identified = await identifyAdverts(tx, context.mandate, found, context.addressKey)
  const byAdvert = [...Map.groupBy(eachOnce(identified), identityOf).values()]
  if (byAdvert.length === 0)
    return { groups: [], items: [], earlier: [], rejected: new Map(), before: new Map(), keks: [] }
  const rows = await adverts.upsertAdverts(
    tx,
    context.mandate,
    byAdvert.map((list) => seenAdvert(list, context.state))
  )
  const tokens = valueKey(context.key)
  const known = rows.filter((row) => row.sightingId !== null).map((row) => row.id)
  const rejected = await adverts.rejectedFacts(tx, tokens, known)
  const groups = rows.map((row, at) => ({ row, found: (byAdvert[at] ?? []).map((one) => one.found) }))
  await saveAdvertAddresses(
    tx,
    context.mandate,
    rows.flatMap(({ id }, at) => addressesOf(byAdvert[at] ?? [], id))
  )
  const { written, earlier, touched: versions } = await writeVersions(tx, groups, context)
  const items: Item[] = written.map((one) => ({ ...one, facts: blindFacts(one.found.reading, context.key) }))
  const before = await adverts.factsOf(
    tx,
    tokens,
    items.filter((one) => one.again).map((one) => one.sightingId)
  )
  const renewed = items.filter((one) => !one.isNew).map((one) => one.sightingId)
  await adverts.replaceFacts(
    tx,
    context.mandate,
    tokens,
    renewed,
    items.flatMap((one) => factRows(one, rejected.get(one.row.id), context.key))
  )
  const fresh = rows.filter((row) => row.sightingId === null).map((row) => row.id)
  await atOnce(noteRows(tx, 'reading', versions), noteRows(tx, 'advert', fresh))
  const grave = items.filter((one) => one.present && isGrave(graveSigns(one.found.reading))).map((one) => one.row.id)
  await noteGrave(tx, context.mandate, grave, stepVersions.weigh)
  const indexed = items.map((one) => ({ item: one, version: indexedVersion(one) }))
  const keks = await addToIndex(
    tx,
    context.keyring,
    context.mandate,
    indexed.flatMap((one) => one.version ?? [])
  )
  const arrived = indexed.flatMap(arrivedVersion)
  await countArrived(tx, context.keyring, context.mandate, arrived)
  await countForCases(tx, context.keyring, context.mandate, arrived)
  return { groups, items, earlier, rejected, before, keks }
}

/** The link step: hands what is new to the linker, in the same transaction. */
export async function linkAdverts(tx: Tx, sealed: SealedAdverts, context: WriteContext): Promise<Linked> {
  const { groups, items, earlier, rejected, before } = sealed
  if (groups.length === 0) return { adverts: [], networks: new Set(), kept: new Map() }
  // The same text again links nothing new; a reading by a newer version may.
  const events = items
    .filter((one) => one.isNew || one.again)
    .flatMap((one) => [linkEvent(one, rejected, context), ...droppedValues(one, before, context)])
  for (const { found, row } of earlier) {
    const facts = blindFacts(found.reading, context.key)
    events.push(linkEvent({ found, row, facts, firstMs: Date.parse(found.seenAt) }, rejected, context))
  }
  const applied = await context.linker.apply(tx, events)
  const changed = items.filter((one) => one.present && (one.isNew || one.again) && one.row.sightingId !== null)
  const touched = await touchNetworks(
    tx,
    context.mandate,
    changed.map((one) => one.row.id)
  )
  return {
    adverts: groups.map(({ row }) => row.id),
    networks: new Set([...applied.networks, ...touched]),
    kept: await keepWithOpened(tx, groups, context)
  }
}

/** The same advert twice in one capture is one: the later place on the page counts. */
function eachOnce(found: readonly IdentifiedAdvert[]): IdentifiedAdvert[] {
  return [...new Map(found.map((one) => [`${one.found.captureId}\n${identityOf(one)}`, one])).values()]
}

function identityOf({ found, urlMac, key }: IdentifiedAdvert): string {
  return `${found.sourceId}\n${urlMac.toString('base64')}\n${key}`
}

function seenAdvert(identified: readonly IdentifiedAdvert[], state: WriteContext['state']): adverts.SeenAdvert {
  const times = identified.map((one) => one.found.seenAt).toSorted((a, b) => Date.parse(a) - Date.parse(b))
  const posted = identified.flatMap((one) => one.found.postedAt ?? []).toSorted()
  const [one] = identified
  if (one === undefined) throw new Error('an advert without a capture')
  return {
    sourceId: one.found.sourceId,
    site: one.found.site,
    urlMac: one.urlMac,
    key: one.key,
    firstSeen: times[0] ?? one.found.seenAt,
    lastSeen: times.at(-1) ?? one.found.seenAt,
    postedAt: posted[0] ?? null,
    state,
    marks: one.marks
  }
}

/** A version that was only seen again is in the index already; one that is read again by a newer step is not. */
function indexedVersion({ found, row, sightingId, isNew, again }: Item): IndexedVersion | null {
  if (!isNew && !again) return null
  const { reading, seenAt, kek } = found
  return { advertId: row.id, sightingId, seenAt, kek, terms: termsOf(reading.text, reading.facts) }
}

/** What followed searches are held against: a text that was not there before. What is read again by a newer step is no news. */
function arrivedVersion({ item, version }: { item: Item; version: IndexedVersion | null }): ArrivedVersion[] {
  if (version === null || !item.isNew || !item.present) return []
  const { site, sourceId, seenAt, postedAt } = item.found
  const from = { site, sourceId, seenAt, postedAt, sighting: item.sightingId }
  return [{ terms: version.terms, ...from, fresh: item.row.sightingId === null }]
}

function linkEvent(
  item: Pick<Item, 'found' | 'row' | 'facts' | 'firstMs'>,
  rejected: adverts.RejectedFacts,
  context: WriteContext
): { advertId: number; event: NewLinkEvent } {
  const { row, found } = item
  const firstMs = found.postedAt === null ? item.firstMs : Date.parse(found.postedAt)
  const advert = linkAdvert(found.reading, item.facts, {
    linkNo: context.linker.numberOf(row.id, row.linkNo),
    site: found.site,
    day: Math.floor(firstMs / 86_400_000),
    key: context.key,
    rejected: new Set(rejected.get(row.id)?.keys())
  })
  return { advertId: row.id, event: { kind: 'advert', at: found.seenAt, by: 'pipeline', advert } }
}

/** Values that an older version read in this very capture and the present one does not: the links that rest on them go. */
function droppedValues(
  item: Item,
  before: ReadonlyMap<number, { kind: string; blind: string }[]>,
  context: WriteContext
): { advertId: number; event: NewLinkEvent }[] {
  if (!item.again) return []
  const now = new Set(item.facts.map((fact) => `${fact.kind} ${fact.blind}`))
  const dropped = new Map((before.get(item.sightingId) ?? []).map((fact) => [`${fact.kind} ${fact.blind}`, fact]))
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

/** A fact that can be looked for has a row. Any other has one only where a person rejected it (desk/facts/fact-decision.ts). */
function factRows(
  { sightingId, row, facts, found: { reading } }: Item,
  rejected: ReadonlyMap<string, adverts.Rejection> | undefined,
  key: Uint8Array
): adverts.NewFact[] {
  const rowOf = ({ ordinal, kind, blind: name, confidence }: BlindFact): adverts.NewFact => {
    return {
      sightingId,
      advertId: row.id,
      ordinal,
      kind,
      blind: name,
      confidence,
      rejected: rejected?.get(`${kind} ${name}`)
    }
  }
  const rows = facts.map(rowOf)
  if (rejected === undefined) return rows
  const searched = new Set(facts.map((fact) => fact.ordinal))
  const others = reading.facts
    .map(({ kind, value, confidence }, ordinal) => ({ ordinal, kind, value, confidence }))
    .filter(({ ordinal }) => !searched.has(ordinal))
    .map(({ value, ...fact }) => rowOf({ ...fact, blind: blind(fact.kind, value, key) }))
  return [...rows, ...others.filter((one) => one.rejected !== undefined)]
}
