/** The process role of one mandate: reads captures in order, extracts, links and writes, each batch in one transaction. */
import { patternKeys } from '../crawl/trap.ts'
import { readSealed, openCapture } from '../evidence/read-segment.ts'
import { segmentPath } from '../evidence/segment-head.ts'
import type { ValueKind } from '../link/event.ts'
import { blind } from '../link/fingerprint.ts'
import type { MandateId } from '../model/ids.ts'
import type { Mandate } from '../model/mandate.ts'
import type { SiteProfile } from '../model/page.ts'
import type { Source } from '../model/source.ts'
import { extractContacts, extractVersion, readVersion } from '../pipeline.ts'
import { markGone } from '../store/adverts.ts'
import { markRead, unreadCaptures, type ReadCapture, type UnreadCapture } from '../store/captures.ts'
import { addAddresses, type FoundAddress } from '../store/frontier.ts'
import { withGround, type Tx } from '../store/ground.ts'
import { forgetEvents, numbersOf } from '../store/links.ts'
import { dataKeyOf } from '../store/readings.ts'
import { activeSources, saveProfile, saveUseful } from '../store/sources.ts'
import { writeAdverts, type FoundAdvert } from './advert-writer.ts'
import type { App } from './app.ts'
import type { FreshCapture } from './capture-writer.ts'
import { bySourceId } from './host-session.ts'
import { loadLinker, type LinkerHost } from './linker-host.ts'
import { readCapture, pageInput, type PageResult } from './page-reader.ts'
import { createSiteLearner } from './site-learner.ts'

export interface ProcessWorker {
  /** Holds a fresh capture in memory until it is read (bounded; what does not fit is opened from the evidence). */
  fresh(id: string, capture: FreshCapture): void
  /** Reads what waits; resolves to true when there was something. */
  step(): Promise<boolean>
  /** Captures known to wait, or a batch under way. */
  busy(): boolean
  /** The site profiles that are still open are learned from what there is: nothing more comes. Resolves to true when any was. */
  learnNow(): Promise<boolean>
  /** Tells the linker that these adverts were erased: they link nothing any more, and the log forgets their fingerprints. */
  withdraw(adverts: readonly number[]): Promise<void>
  /** Runs judgements and other events through the linker, in their own transaction with `also`. */
  linkEvents(user: string, work: (tx: Tx, host: LinkerHost) => Promise<Set<number>>): Promise<Set<number>>
  close(): Promise<void>
}

export interface ProcessHooks {
  /** Networks whose members changed. */
  readonly networksChanged: (networks: ReadonlySet<number>) => void
  /** New addresses are due. */
  readonly foundAddresses: () => void
  readonly advertsSeen: (count: number) => void
}

const batch = 40
const mostFreshBytes = 128 * 1024 * 1024
const mostSettled = 200_000

interface KnownSource {
  readonly source: Source
  readonly profile: SiteProfile | null
  /** Pages that gave an advert, per address pattern. */
  readonly useful: Record<string, number>
  readonly settled: Set<string>
}

/** One capture with what reading made of it. */
interface Done {
  readonly row: UnreadCapture
  readonly dataKey: Buffer
  readonly result: PageResult
  readonly source: Source
  readonly withAdverts: boolean
}

export async function createProcessWorker(app: App, mandate: Mandate, hooks: ProcessHooks): Promise<ProcessWorker> {
  const ground = { user: 'pipeline', mandate: mandate.id }
  const inGround = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => withGround(app.store.pool, ground, work)
  const blindOutcome = app.keyring.blindKey(mandate.id as MandateId, true)
  if (blindOutcome.kind !== 'key') throw new Error(`The key for fingerprints of mandate ${mandate.id} cannot be had (${blindOutcome.kind}): restore the keys folder from its backup.`)
  const key = blindOutcome.key.bytes
  const freshOnes = new Map<string, FreshCapture>()
  let freshBytes = 0
  let host: LinkerHost | null = null
  let sources = new Map<string, KnownSource>()
  const learner = createSiteLearner()
  let waiting = true
  let lock: Promise<unknown> = Promise.resolve()

  /** One at a time: batches and judgements both move the linker. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const run = lock.then(work, work)
    lock = run.catch(() => {})
    return run
  }

  const theHost = async (): Promise<LinkerHost> => (host ??= await inGround((tx) => loadLinker(tx, mandate.id)))

  const refreshSources = async (): Promise<void> => {
    const stored = await inGround(activeSources)
    sources = new Map(stored.map((one) => [one.source.id, { source: one.source, profile: one.profile, useful: sources.get(one.source.id)?.useful ?? { ...one.useful }, settled: new Set() }]))
  }

  const open = async (row: UnreadCapture): Promise<FreshCapture | string> => {
    const held = freshOnes.get(row.id)
    if (held !== undefined) {
      freshOnes.delete(row.id)
      freshBytes -= held.exchange.body.length
      return held
    }
    const dataKey = dataKeyOf(app.keyring, { capture_id: row.id, kek: row.kek, wrapped: row.wrapped })
    if (dataKey === null) return 'its key is gone'
    const sealed = await readSealed(segmentPath(app.evidenceDir, row.segment), row.seg_offset, row.seg_length)
    if (sealed.kind === 'damaged') return `evidence: ${sealed.cause}`
    const opened = openCapture(sealed.bytes, dataKey)
    return opened.kind === 'capture' ? { exchange: opened.exchange, dataKey } : `evidence: ${opened.detail}`
  }

  const step = async (): Promise<boolean> => {
    const learning = [...sources.values()].filter((one) => one.profile === null && learner.wants(one.source.id)).map((one) => one.source.id)
    const rows = await inGround((tx) => unreadCaptures(tx, batch, learning))
    waiting = rows.length > 0
    if (rows.length === 0) return false
    if (rows.some((row) => row.source_id !== null && !sources.has(row.source_id))) await refreshSources()
    const done: Done[] = []
    const broken: ReadCapture[] = []
    for (const row of rows) {
      const opened = await open(row)
      const site = sources.get(row.source_id ?? '')
      if (typeof opened === 'string' || site === undefined) {
        broken.push(unread(row, typeof opened === 'string' ? opened : 'its source is not active'))
        continue
      }
      const withAdverts = site.profile !== null || row.imported_adverts || !learner.wants(site.source.id)
      try {
        const work = { exchange: opened.exchange, source: site.source, profile: site.profile, depth: row.depth ?? 0, addressId: row.address_id, withAdverts, settled: site.settled }
        const result = await readCapture(work)
        if (!withAdverts) {
          const input = await pageInput(opened.exchange)
          if (!('problem' in input)) learner.see(site.source.id, input)
        }
        done.push({ row, dataKey: opened.dataKey, result, source: site.source, withAdverts })
      } catch (error) {
        // A page that breaks the reader is named and left; the run goes on, and the evidence is there for a mended version.
        broken.push(unread(row, `reader: ${(error as Error).message}`))
      }
      // Let answers, screens and signals in between: a page takes about 2 ms.
      await new Promise((resolve) => setImmediate(resolve))
    }
    await write(done, broken)
    for (const sourceId of learner.ripe()) await learn(sourceId)
    return true
  }

  const write = async (done: readonly Done[], broken: readonly ReadCapture[]): Promise<void> => {
    const linker = await theHost()
    try {
      const outcome = await inGround(async (tx) => {
        const fresh = mergeFound(done)
        const found = await addAddresses(tx, mandate.id, fresh)
        await markGone(tx, goneOf(done))
        const context = { mandate: mandate.id, key, state: mandate.keep, linker } as const
        const networks = await writeAdverts(tx, done.flatMap(foundAdverts), context)
        for (const one of [...countUseful(done, sources)].sort(bySourceId)) await saveUseful(tx, one.source.id, one.useful)
        await markRead(tx, [...broken, ...done.map(readOf)])
        await linker.snapshotWhenDue(tx, false)
        return { found, networks, fresh }
      })
      remember(sources, outcome.fresh)
      if (outcome.found > 0) hooks.foundAddresses()
      if (outcome.networks.size > 0) hooks.networksChanged(outcome.networks)
      hooks.advertsSeen(done.reduce((sum, one) => sum + one.result.adverts.length, 0))
    } catch (error) {
      host = null // It may be ahead of the store: load it again.
      throw error
    }
  }

  /** Saves what the site repeats, and makes its contacts hubs from the first advert on. */
  const learn = async (sourceId: string): Promise<void> => {
    const profile = learner.learn(sourceId)
    const known = sources.get(sourceId)
    if (known === undefined || profile === null) return
    const linker = await theHost()
    const seeds = siteContacts(profile, known.source.region, key)
    try {
      await inGround(async (tx) => {
        await saveProfile(tx, sourceId, profile)
        if (seeds.length > 0) {
          await linker.apply(tx, [{ advertId: null, event: { kind: 'seed-hubs', at: new Date().toISOString(), by: 'pipeline', values: seeds } }])
        }
      })
    } catch (error) {
      host = null
      throw error
    }
    sources.set(sourceId, { ...known, profile })
    waiting = true
  }

  const withdrawAdverts = async (gone: readonly number[]): Promise<void> => {
    if (gone.length === 0) return
    const linker = await theHost()
    try {
      const { networks } = await inGround(async (tx) => {
        const numbers = await numbersOf(tx, gone)
        const at = new Date().toISOString()
        const applied = await linker.apply(tx, numbers.map((one) => ({ advertId: one.advertId, event: { kind: 'withdraw', at, by: 'pipeline', advert: one.linkNo } })))
        // A snapshot that still knows them must not outlive them, nor the log.
        await linker.snapshotWhenDue(tx, true)
        await forgetEvents(tx, mandate.id, gone)
        return applied
      })
      hooks.networksChanged(networks)
    } catch (error) {
      host = null
      throw error
    }
  }

  await refreshSources()
  return {
    fresh(id, capture) {
      waiting = true
      if (freshBytes + capture.exchange.body.length > mostFreshBytes) return
      freshBytes += capture.exchange.body.length
      freshOnes.set(id, capture)
    },
    step: () => alone(step),
    busy: () => waiting,
    learnNow: () =>
      alone(async () => {
        const open = learner.open()
        for (const sourceId of open) await learn(sourceId)
        return open.length > 0
      }),
    withdraw: (gone) => alone(() => withdrawAdverts(gone)),
    linkEvents: (user, work) =>
      alone(async () => {
        const linker = await theHost()
        try {
          const networks = await withGround(app.store.pool, { user, mandate: mandate.id }, (tx) => work(tx, linker))
          hooks.networksChanged(networks)
          return networks
        } catch (error) {
          host = null
          throw error
        }
      }),
    close: () =>
      alone(async () => {
        if (host !== null) await inGround((tx) => (host as LinkerHost).snapshotWhenDue(tx, true))
      })
  }

  function readOf(one: Done): ReadCapture {
    return {
      id: one.row.id,
      readVersion: one.withAdverts || one.result.problem !== null ? readVersion : 0,
      extractVersion: one.withAdverts ? extractVersion : 0,
      pageKind: one.result.pageKind,
      adverts: one.result.adverts.length,
      error: one.result.problem
    }
  }
}

/** Counts pages that gave adverts, or links on a first reading, towards the budget of their address patterns. Returns the sources concerned. */
function countUseful(done: readonly Done[], sources: ReadonlyMap<string, KnownSource>): Set<KnownSource> {
  const touched = new Set<KnownSource>()
  for (const one of done) {
    const known = sources.get(one.source.id)
    if (known === undefined || one.row.address_id === null || one.result.adverts.length === 0) continue
    for (const pattern of patternKeys(one.row.url)) known.useful[pattern] = (known.useful[pattern] ?? 0) + 1
    touched.add(known)
  }
  return touched
}

function unread(row: UnreadCapture, error: string): ReadCapture {
  return { id: row.id, readVersion: 0, extractVersion: 0, pageKind: 'error', adverts: 0, error }
}

function foundAdverts(one: Done): FoundAdvert[] {
  return one.result.adverts.map((found) => ({
    ...found,
    sourceId: one.source.id,
    captureId: one.row.id,
    seenAt: one.row.seen_at,
    dataKey: one.dataKey
  }))
}

function mergeFound(done: readonly Done[]): FoundAddress[] {
  const all = new Map<string, FoundAddress>()
  for (const one of done) for (const found of one.result.found) all.set(`${found.sourceId} ${found.url}`, all.get(`${found.sourceId} ${found.url}`) ?? found)
  return [...all.values()]
}

/** A page has sixty links, and nearly all were seen before: what is committed is not looked at again. */
function remember(sources: ReadonlyMap<string, KnownSource>, found: readonly FoundAddress[]): void {
  for (const one of found) {
    const settled = sources.get(one.sourceId)?.settled
    if (settled === undefined) continue
    if (settled.size > mostSettled) settled.clear()
    settled.add(one.url)
  }
}

function goneOf(done: readonly Done[]): { sourceId: string; url: string; at: string }[] {
  return done.filter((one) => one.result.pageKind === 'gone').map((one) => ({ sourceId: one.source.id, url: one.row.url, at: one.row.seen_at }))
}

function siteContacts(profile: SiteProfile, region: string, key: Uint8Array): { kind: ValueKind; key: string }[] {
  return extractContacts(profile.contacts.join('\n'), region).map((fact) => ({ kind: fact.kind, key: blind(fact.kind, fact.value, key) }))
}
