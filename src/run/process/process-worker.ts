/** The process role of one mandate: reads captures in order, extracts, links and writes, each batch in one transaction. */
import type { ValueKind } from '../../model/value-kind.ts'
import { blind } from '../../link/fingerprint.ts'
import type { Mandate } from '../../model/mandate.ts'
import type { SiteProfile } from '../../model/page.ts'
import { extractContacts, extractVersion, readVersion } from '../../pipeline.ts'
import { settleGone } from '../../store/adverts/adverts.ts'
import { markRead, reopenReading, unreadCaptures, type ReadCapture, type UnreadCapture } from '../../store/captures.ts'
import { addAddresses, type FoundAddress } from '../../store/frontier/found-addresses.ts'
import { record, withGround, type Tx } from '../../store/ground.ts'
import { openReading } from '../../store/sealed/readings.ts'
import { saveProfile, saveUseful } from '../../store/sources.ts'
import { writeAdverts } from './advert-writer.ts'
import { fingerprintKey, type App } from '../app.ts'
import type { FreshCapture } from '../evidence/capture-writer.ts'
import { bySourceId } from '../crawl/host-session.ts'
import type { PatternName } from '../../crawl/trap.ts'
import { patternName } from '../../store/sealed/address-mac.ts'
import { addressKeys, type AddressKeys } from '../../store/sealed/sealed-address.ts'
import { countUseful, loadSources, settle, type KnownSource } from './known-sources.ts'
import { createIndexMerger, type IndexMerger } from './index-merger.ts'
import { keptEntry } from './keep-opened.ts'
import type { LinkerHost } from '../link/linker-host.ts'
import { createLinkerSeat, type LinkerSeat } from '../link/linker-mutex.ts'
import { readCapture, zoneOf, type PageResult } from './page-reader.ts'
import type { FoundAdvert } from './version-writer.ts'
import { postedInstant } from '../../text/calendar.ts'
import { createStatistics, type Statistics } from '../../store/statistics.ts'
import { createSiteLearner, type SiteLearner } from './site-learner.ts'
import { createWaitingCaptures, type WaitingCaptures } from './waiting-captures.ts'

export interface ProcessWorker {
  /** Call it once this process holds the linking of the mandate: what another one left half read is taken up. */
  begin(): Promise<void>
  /** Holds a fresh capture in memory until it is read (bounded; what does not fit is opened from the evidence). */
  fresh(id: string, capture: FreshCapture): void
  /** Reads what waits; resolves to true when there was something. */
  step(): Promise<boolean>
  /** The site profiles that are still open are learned from what there is: nothing more comes. Resolves to true when any was. */
  learnNow(): Promise<boolean>
  /** Runs judgements and other events through the linker, in a transaction of `user`. Resolves to the networks that changed. */
  linkEvents(user: string, work: (tx: Tx, host: LinkerHost) => Promise<Set<number>>): Promise<Set<number>>
  /** Looks at the linker as it stands, without a turn; null while it is not loaded. `work` only reads. */
  peek<T>(work: (host: LinkerHost) => T): T | null
  close(): Promise<void>
}

export interface ProcessHooks {
  /** Networks whose members changed. */
  readonly networksChanged: (networks: ReadonlySet<number>) => void
  /** Adverts were erased from the links, here or by another process: networks may have changed. */
  readonly linksErased: () => void
  /** New addresses are due. */
  readonly foundAddresses: () => void
}

/** Captures in one transaction: few, so that the first adverts show soon; more when that many wait, since each statement has its price. */
const smallBatch = 40
const largeBatch = 200

/** Everything the steps of one mandate share. */
interface State {
  readonly app: App
  readonly mandate: Mandate
  /** For keyed fingerprints. */
  readonly key: Uint8Array
  /** For addresses. */
  readonly addresses: AddressKeys
  readonly patternName: PatternName
  readonly hooks: ProcessHooks
  readonly seat: LinkerSeat
  readonly captures: WaitingCaptures
  readonly learner: SiteLearner
  readonly statistics: Statistics
  readonly merger: IndexMerger
  sources: Map<string, KnownSource>
  /** The last batch was full: how much is taken at once, and nothing else, rests on it. */
  behind: boolean
}

/** One capture with what reading made of it. */
interface Done {
  readonly row: UnreadCapture
  readonly url: string
  readonly dataKey: Buffer
  readonly result: PageResult
  readonly sourceId: string
  readonly zone: string
  readonly withAdverts: boolean
}

export function createProcessWorker(app: App, mandate: Mandate, hooks: ProcessHooks): ProcessWorker {
  const addresses = addressKeys(app.keyring, mandate)
  const state: State = {
    app,
    mandate,
    key: fingerprintKey(app, mandate),
    addresses,
    patternName: patternName(addresses.mac),
    hooks,
    seat: createLinkerSeat(app, mandate.id, hooks.linksErased),
    captures: createWaitingCaptures(app),
    learner: createSiteLearner(),
    sources: new Map(),
    statistics: createStatistics(app.store.pool),
    merger: createIndexMerger(app, mandate.id),
    behind: false
  }
  const { seat } = state
  return {
    begin: () => seat.alone(() => begin(state)),
    fresh: (id, capture) => state.captures.hold(id, capture),
    step: () => seat.alone(() => step(state)),
    learnNow: () => seat.alone(() => learnAll(state, state.learner.open())),
    async linkEvents(user, work) {
      const networks = await seat.alone(() => seat.transact(user, work))
      hooks.networksChanged(networks)
      return networks
    },
    peek: (work) => seat.peek(work),
    close: () => seat.close()
  }
}

function inGround<T>(app: App, mandate: Mandate, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withGround(app.store.pool, { user: 'pipeline', mandate: mandate.id }, work)
}

async function begin(state: State): Promise<void> {
  state.sources = await inGround(state.app, state.mandate, (tx) => loadSources(tx, new Map()))
  await inGround(state.app, state.mandate, (tx) => reopenReading(tx, { read: readVersion, extract: extractVersion }))
}

async function step(state: State): Promise<boolean> {
  const learning = [...state.sources.values()]
    .filter((one) => one.profile === null && state.learner.wants(one.source.id))
    .map((one) => one.source.id)
  const most = state.behind ? largeBatch : smallBatch
  const rows = await inGround(state.app, state.mandate, (tx) => unreadCaptures(tx, most, learning))
  await state.app.pause?.('unread-listed')
  state.behind = rows.length === most
  if (rows.length === 0) return false
  if (rows.some((row) => row.source_id !== null && !state.sources.has(row.source_id))) {
    state.sources = await inGround(state.app, state.mandate, (tx) => loadSources(tx, state.sources))
  }
  const done: Done[] = []
  const broken: ReadCapture[] = []
  for (const row of rows) {
    const one = await readOne(state, row)
    if (typeof one === 'string')
      broken.push({ id: row.id, readVersion: 0, extractVersion: 0, pageKind: 'error', adverts: 0, error: one })
    else done.push(one)
    // Let answers, screens and signals in between: a page takes about a millisecond.
    await new Promise((resolve) => setImmediate(resolve))
  }
  await write(state, done, broken)
  await state.statistics.wrote(rows.length)
  await learnAll(state, state.learner.ripe())
  return true
}

/** Reads one capture; a text says why it cannot be read. */
async function readOne(state: State, row: UnreadCapture): Promise<Done | string> {
  const opened = await state.captures.take(row)
  const site = state.sources.get(row.source_id ?? '')
  if (typeof opened === 'string') return opened
  if (site === undefined) return 'its source is not known'
  const sourceId = site.source.id
  const withAdverts = site.profile !== null || !state.learner.wants(sourceId)
  try {
    const result = await readCapture({
      exchange: opened.exchange,
      source: site.source,
      profile: site.profile,
      depth: row.depth ?? 0,
      addressId: row.address_id,
      withAdverts,
      settled: site.settled
    })
    if (!withAdverts) state.learner.see(sourceId, result.blocks)
    return {
      row,
      url: opened.exchange.url,
      dataKey: opened.dataKey,
      result,
      sourceId,
      zone: zoneOf(site.source),
      withAdverts
    }
  } catch (error) {
    // A page that breaks the reader is named and left; the run goes on, and the evidence is there for a mended version.
    // Messages quote what they stumbled on: words of the page stay out of the database.
    return `reader: ${(error as Error).message.replace(/["'`].*/s, '…')}`
  }
}

async function write(state: State, done: readonly Done[], broken: readonly ReadCapture[]): Promise<void> {
  const { mandate, key, sources, hooks } = state
  const found = mergeFound(done)
  const pages = done
    .filter((one) => one.row.address_id !== null)
    .map((one) => ({ sourceId: one.sourceId, url: one.url, adverts: one.result.adverts.length }))
  const useful = countUseful(sources, pages, state.patternName).sort(bySourceId)
  const outcome = await state.seat.transact('pipeline', async (tx, linker) => {
    const added = await addAddresses(tx, mandate.id, found, state.addresses)
    const { adverts, networks, keks, kept } = await writeAdverts(tx, done.flatMap(foundAdverts), {
      mandate: mandate.id,
      key,
      addressKey: state.addresses.mac,
      state: mandate.keep,
      linker,
      keyring: state.app.keyring,
      open: (row) => openReading(state.app.keyring, row)
    })
    for (const one of useful) await saveUseful(tx, one.source.id, one.useful)
    await markRead(tx, [...broken, ...done.map(readOf)])
    await settleGone(tx, adverts, goneOf(done))
    await linker.snapshotWhenDue(tx, false)
    if (kept.size > 0) await record(tx, { user: 'pipeline', mandate: mandate.id }, keptEntry(kept))
    return { added, networks, keks }
  })
  await state.app.pause?.('batch-committed')
  await state.merger.wrote(outcome.keks)
  settle(sources, found)
  if (outcome.added > 0) hooks.foundAddresses()
  if (outcome.networks.size > 0) hooks.networksChanged(outcome.networks)
}

/** Saves what sites repeat, and makes their contacts hubs from the first advert on. True when there was any. */
async function learnAll(state: State, ids: readonly string[]): Promise<boolean> {
  for (const sourceId of ids) {
    const profile = state.learner.learn(sourceId)
    const known = state.sources.get(sourceId)
    if (known === undefined || profile === null) continue
    const values = siteContacts(profile, known.source.region, state.key)
    await state.seat.transact('pipeline', async (tx, linker) => {
      await saveProfile(tx, sourceId, profile)
      if (values.length > 0)
        await linker.apply(tx, [
          { advertId: null, event: { kind: 'seed-hubs', at: new Date().toISOString(), by: 'pipeline', values } }
        ])
    })
    state.sources.set(sourceId, { ...known, profile })
  }
  return ids.length > 0
}

/** What is written of a reading: version 0 while its adverts wait for the profile of the site. */
function readOf({ row, result, withAdverts }: Done): ReadCapture {
  return {
    id: row.id,
    readVersion: withAdverts || result.problem !== null ? readVersion : 0,
    extractVersion: withAdverts ? extractVersion : 0,
    pageKind: result.pageKind,
    adverts: result.adverts.length,
    error: result.problem
  }
}

function foundAdverts(one: Done): FoundAdvert[] {
  const { id: captureId, seen_at: seenAt, kek } = one.row
  const where = { sourceId: one.sourceId, captureId, seenAt, dataKey: one.dataKey, kek }
  return one.result.adverts.map((found) => ({
    ...found,
    ...where,
    postedAt: postedInstant(found.reading.postedAt, one.zone)
  }))
}

function mergeFound(done: readonly Done[]): FoundAddress[] {
  const all = new Map<string, FoundAddress>()
  for (const one of done) {
    for (const found of one.result.found) {
      const name = `${found.sourceId} ${found.url}`
      if (!all.has(name)) all.set(name, found)
    }
  }
  return [...all.values()]
}

function goneOf(done: readonly Done[]): { sourceId: string; urlMac: Buffer }[] {
  return done
    .filter((one) => one.result.pageKind === 'gone')
    .map((one) => ({ sourceId: one.sourceId, urlMac: one.row.url_mac }))
}

function siteContacts(profile: SiteProfile, region: string, key: Uint8Array): { kind: ValueKind; key: string }[] {
  return extractContacts(profile.contacts.join('\n'), region).map((fact) => ({
    kind: fact.kind,
    key: blind(fact.kind, fact.value, key)
  }))
}
