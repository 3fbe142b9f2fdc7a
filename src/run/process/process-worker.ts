/** The process role of one mandate: reads captures in order, extracts, links and writes, each batch in one transaction. */
import type { ValueKind } from '../../model/value-kind.ts'
import { blind } from '../../link/fingerprint.ts'
import type { Mandate } from '../../model/mandate.ts'
import type { SiteProfile } from '../../model/page.ts'
import { extractContacts } from '../../extract/advert-facts.ts'
import { processCaptures, stepVersions } from '../../pipeline.ts'
import { reopenReading, unreadCaptures, type UnreadCapture } from '../../store/captures.ts'
import { inForce, withGround, type Tx } from '../../store/ground.ts'
import { sealProfile } from '../../store/sealed/site-profiles.ts'
import { saveProfile } from '../../store/sources.ts'
import { fingerprintKey, type App } from '../app.ts'
import type { FreshCapture } from '../evidence/capture-writer.ts'
import { patternName } from '../../store/sealed/address-mac.ts'
import { addressKeys } from '../../store/sealed/sealed-address.ts'
import { createBegunCaptures } from './begun-captures.ts'
import { keepUseful, loadSources, settle, type KnownSource } from './known-sources.ts'
import { keepParameters } from './identity/parameter-steps.ts'
import { createIndexMerger, type IndexMerger } from './index-merger.ts'
import type { LinkerHost } from '../link/linker-host.ts'
import { createLinkerMutex, type LinkerMutex } from '../link/linker-mutex.ts'
import type { ProcessHooks } from './process-hooks.ts'
import { createStatistics, type Statistics } from '../../store/statistics.ts'
import { createSiteLearner } from './site-learner.ts'
import { createWaitingCaptures } from './waiting-captures.ts'
import {
  extractBatch,
  linkBatch,
  readBatch,
  sealBatch,
  type Batch,
  type BatchWork,
  type CaptureState,
  type ExtractedBatch,
  type LinkedBatch,
  type ReadPage,
  type SealedBatch
} from './capture-steps.ts'

export interface ProcessWorker {
  /** Call it once this process holds the linking of the mandate: what another one left half read is taken up. */
  begin(): Promise<void>
  /** Holds a fresh capture in memory until it is read (bounded; what does not fit is opened from the evidence). */
  fresh(id: string, capture: FreshCapture): void
  /** Resolves when so few captures wait in memory that an import may bring more. */
  room(): Promise<void>
  /** Reads what waits; resolves to true when there was something. */
  step(): Promise<boolean>
  /** The site profiles that are still open are learned from what there is: nothing more comes. Resolves to true when any was. */
  learnNow(): Promise<boolean>
  /** Settles the links, when enough came since the last time (anything with `force`): nothing waits to be read now. */
  settleLinks(force: boolean): Promise<boolean>
  /** Runs judgements and other events through the linker, in a transaction of `user`. Resolves to the networks that changed. */
  linkEvents(user: string, work: (tx: Tx, host: LinkerHost) => Promise<Set<number>>): Promise<Set<number>>
  /** Looks at the linker as it stands, without a turn; null while it is not loaded. `work` only reads. */
  peek<T>(work: (host: LinkerHost) => T): T | null
  /** The scope of a source grew: the next captures are read by it. */
  sourcesChanged(): void
  close(): Promise<void>
}

/** Captures in one transaction: few, so that the first adverts show soon; more when that many wait, since each statement has its price. */
const smallBatch = 40
const largeBatch = 200
/** Changed settings of a source hold from then on. */
const sourcesEveryMs = 1_000

/** Everything the steps of one mandate share. */
interface State extends CaptureState {
  readonly hooks: ProcessHooks
  readonly mutex: LinkerMutex
  readonly statistics: Statistics
  readonly merger: IndexMerger
  sources: Map<string, KnownSource>
  /** When they were last looked at. */
  sourcesAt: number
  /** The last batch was full: how much is taken at once, and nothing else, rests on it. */
  behind: boolean
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
    mutex: createLinkerMutex(app, mandate.id, hooks.linksErased),
    captures: createWaitingCaptures(app),
    begun: createBegunCaptures(),
    learner: createSiteLearner(),
    sources: new Map(),
    sourcesAt: 0,
    statistics: createStatistics(app.store.pool),
    merger: createIndexMerger(app, mandate.id),
    behind: false
  }
  const { mutex } = state
  return {
    begin: () => mutex.alone(() => begin(state)),
    fresh: (id, capture) => state.captures.hold(id, capture),
    room: () => state.captures.room(),
    step: () => mutex.alone(() => step(state)),
    learnNow: () => mutex.alone(() => learnAll(state, state.learner.open())),
    settleLinks: (force) => mutex.alone(() => settleLinks(state, force)),
    async linkEvents(user, work) {
      const networks = await mutex.alone(() => mutex.transact(user, work))
      hooks.networksChanged(networks)
      return networks
    },
    peek: (work) => mutex.peek(work),
    sourcesChanged: () => void (state.sourcesAt = 0),
    close: () => mutex.close()
  }
}

function inGround<T>(app: App, mandate: Mandate, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withGround(app.store.pool, { user: 'pipeline', mandate: mandate.id }, work)
}

async function begin(state: State): Promise<void> {
  state.sources = await inGround(state.app, state.mandate, (tx) => loadSources(tx, state.key, new Map()))
  await inGround(state.app, state.mandate, (tx) => reopenReading(tx, stepVersions))
}

async function step(state: State): Promise<boolean> {
  const learning = [...state.sources.values()]
    .filter((one) => one.profile === null && state.learner.wants(one.source.id))
    .map((one) => one.source.id)
  const most = state.behind ? largeBatch : smallBatch
  const heldUntil = state.captures.mark()
  const rows = await inGround(state.app, state.mandate, (tx) => unreadCaptures(tx, most, learning))
  await state.app.pause?.('unread-listed')
  state.behind = rows.length === most
  if (rows.length === 0) {
    state.captures.nothingUnread(heldUntil)
    // What was erased meanwhile is never listed again: with nothing to learn, nothing that is kept parsed waits.
    if (learning.length === 0) state.begun.forget()
    return false
  }
  if (
    Date.now() - state.sourcesAt > sourcesEveryMs ||
    rows.some((row) => row.source_id !== null && !state.sources.has(row.source_id))
  ) {
    state.sourcesAt = Date.now()
    state.sources = await inGround(state.app, state.mandate, (tx) => loadSources(tx, state.key, state.sources))
  }
  const linked = await processCaptures<
    UnreadCapture,
    Batch<ReadPage>,
    ExtractedBatch,
    BatchWork,
    SealedBatch,
    LinkedBatch
  >(rows, {
    read: (captures) => readBatch(state, captures),
    extract: (pages) => extractBatch(state, pages),
    together: (work) => state.mutex.transact('pipeline', (tx, linker) => work({ tx, linker })),
    seal: (work, adverts) => sealBatch(state, work, adverts),
    link: (work, sealed) => linkBatch(state, work, sealed)
  })
  await tell(state, linked)
  await state.statistics.wrote(rows.length)
  await learnAll(state, state.learner.ripe())
  return true
}

/** Goes on with what a batch counted, and tells the others what it changed, once it is committed. */
async function tell({ app, merger, learner, sources, hooks }: State, linked: LinkedBatch): Promise<void> {
  for (const { sourceId, blocks } of linked.teaching) learner.see(sourceId, blocks)
  keepUseful(sources, linked.useful)
  await app.pause?.('batch-committed')
  await merger.wrote(linked.keks)
  settle(sources, linked.found)
  keepParameters(sources, linked.learned)
  if (linked.added > 0) hooks.foundAddresses()
  hooks.readingsWritten(linked.readings)
  if (linked.networks.size > 0) hooks.networksChanged(linked.networks)
}

/** Saves what sites repeat, and makes their contacts hubs from the first advert on. True when there was any. */
async function learnAll(state: State, ids: readonly string[]): Promise<boolean> {
  for (const sourceId of ids) {
    const profile = state.learner.learn(sourceId)
    const known = state.sources.get(sourceId)
    if (known === undefined || profile === null) continue
    const values = siteContacts(profile, known.source.region, state.key)
    await state.mutex.transact('pipeline', async (tx, linker) => {
      await saveProfile(tx, sourceId, sealProfile(state.key, sourceId, profile))
      if (values.length > 0)
        await linker.apply(tx, [
          { advertId: null, event: { kind: 'seed-hubs', at: new Date().toISOString(), by: 'pipeline', values } }
        ])
    })
    state.sources.set(sourceId, { ...known, profile })
  }
  return ids.length > 0
}

async function settleLinks({ app, mandate, mutex, hooks }: State, force: boolean): Promise<boolean> {
  // A linker that was not loaded has linked nothing here.
  if ((mutex.peek((host) => host.linker.unsettled().events) ?? 0) === 0) return false
  if (!(await inGround(app, mandate, inForce))) return false
  const settled = await mutex.transact('pipeline', (tx, host) => host.settleWhenDue(tx, force))
  if (settled === null) return false
  hooks.networksChanged(settled.networks)
  return true
}

function siteContacts(profile: SiteProfile, region: string, key: Uint8Array): { kind: ValueKind; key: string }[] {
  return extractContacts(profile.contacts.join('\n'), region).map((fact) => ({
    kind: fact.kind,
    key: blind(fact.kind, fact.value, key)
  }))
}
