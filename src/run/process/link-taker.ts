/** Takes the links of captures and leaves their adverts to a later run: what `crawl --no-process` has instead of the process role. */
import type { Mandate } from '../../model/mandate.ts'
import { patternName } from '../../store/sealed/address-mac.ts'
import { markLinked, markRead, unlinkedCaptures, type UnreadCapture } from '../../store/captures.ts'
import { addTally } from '../../store/counts/tally.ts'
import { addAddresses, type FoundAddress } from '../../store/frontier/found-addresses.ts'
import { patiently, withGround, type Tx } from '../../store/ground.ts'
import { addressKeys, type AddressKeys } from '../../store/sealed/sealed-address.ts'
import { saveUseful } from '../../store/sources.ts'
import type { PatternName } from '../../crawl/trap.ts'
import { fingerprintKey, type App } from '../app.ts'
import { createRest, type Rest } from '../rest.ts'
import type { FreshCapture } from '../evidence/capture-writer.ts'
import { bySourceId } from '../crawl/crawled-source.ts'
import { eachOf, whyBroken } from './capture-steps.ts'
import { mergeFound } from './identity/page-addresses.ts'
import { countUseful, keepUseful, loadSources, settle, takePassed, type KnownSource } from './known-sources.ts'
import { readLinks } from './page-reader.ts'
import { createWaitingCaptures, type WaitingCaptures } from './waiting-captures.ts'

export interface LinkTaker {
  /** Holds a fresh capture in memory until its links are taken (bounded; what does not fit is opened from the evidence). */
  fresh(id: string, capture: FreshCapture): void
  /** Ends after `stop`; rejects with the first failure. */
  readonly running: Promise<void>
  /** The scope of a source grew: the next captures are taken by it. */
  sourcesChanged(): void
  stop(): void
  /** Resolves when no capture waits for its links to be taken. */
  drain(): Promise<void>
}

const mostTaken = 200
/** Captures of a process that was killed wait for anybody: so often they are looked for. */
const othersEveryMs = 2_000
/** Changed settings of a source hold from then on. */
const sourcesEveryMs = 1_000
/** Hashes of text remembered for a source; beyond it all are forgotten, and pages count as new once more. */
const mostProse = 500_000

/** What the functions below share. */
interface State {
  readonly app: App
  readonly mandate: Mandate
  readonly addresses: AddressKeys
  readonly patternName: PatternName
  readonly captures: WaitingCaptures
  /** Own captures whose links are not taken yet. */
  readonly waiting: Set<string>
  /** Hashes of the text that pages of a source said, by source. */
  readonly said: Map<string, Set<number>>
  readonly found: () => void
  sources: Map<string, KnownSource>
  /** When they were last looked at. */
  sourcesAt: number
  lookedAt: number
  stopped: boolean
  readonly rest: Rest
}

/** One capture with the addresses that it names. */
interface Taken {
  readonly id: string
  readonly sourceId: string
  readonly url: string
  readonly found: readonly FoundAddress[]
  readonly isNew: boolean
}

/**
 * Starts taking links; `found` is told when addresses became due. Several processes may do so at once, and a process role beside them:
 * addresses are added once, and a capture that was read whole stays so.
 */
export function startLinkTaker(app: App, mandate: Mandate, found: () => void): LinkTaker {
  const addresses = addressKeys(app.keyring, mandate)
  const state: State = {
    app,
    mandate,
    addresses,
    patternName: patternName(addresses.mac),
    captures: createWaitingCaptures(app),
    waiting: new Set(),
    said: new Map(),
    found,
    sources: new Map(),
    sourcesAt: 0,
    lookedAt: 0,
    stopped: false,
    rest: createRest()
  }
  const running = run(state)
  return {
    running,
    fresh(id, capture) {
      state.captures.hold(id, capture)
      state.waiting.add(id)
      state.rest.wake()
    },
    sourcesChanged: () => void (state.sourcesAt = 0),
    stop() {
      state.stopped = true
      state.rest.wake()
    },
    async drain() {
      state.stopped = true
      state.rest.wake()
      await running
      while ((await step(state, null)) > 0);
    }
  }
}

async function run(state: State): Promise<void> {
  while (!state.stopped) {
    if (state.waiting.size > 0) {
      const ids = [...state.waiting].slice(0, mostTaken)
      await step(state, ids)
      for (const id of ids) {
        state.waiting.delete(id)
        // Still held when another process took its links.
        state.captures.forget(id)
      }
      continue
    }
    if (Date.now() - state.lookedAt > othersEveryMs) {
      const left = await step(state, null)
      if (left < mostTaken) state.lookedAt = Date.now()
      continue
    }
    await state.rest.take(Math.max(1, state.lookedAt + othersEveryMs + 1 - Date.now()))
  }
}

function inGround<T>({ app, mandate }: State, work: (tx: Tx) => Promise<T>): Promise<T> {
  return patiently(() => withGround(app.store.pool, { user: 'pipeline', mandate: mandate.id }, work))
}

/** Takes the links of these captures, or of any that wait (null). Returns how many there were. */
async function step(state: State, ids: readonly string[] | null): Promise<number> {
  const rows = await inGround(state, (tx) => unlinkedCaptures(tx, mostTaken, ids))
  await state.app.pause?.('unread-listed')
  if (rows.length === 0) return 0
  if (
    Date.now() - state.sourcesAt > sourcesEveryMs ||
    rows.some((row) => row.source_id !== null && !state.sources.has(row.source_id))
  ) {
    state.sourcesAt = Date.now()
    state.sources = await inGround(state, (tx) =>
      loadSources(tx, fingerprintKey(state.app, state.mandate), state.sources)
    )
  }
  const batch = await eachOf<UnreadCapture, Taken>(
    rows,
    [],
    (row) => row,
    (row) => takeOne(state, row)
  )
  const taken = batch.done
  const found = mergeFound(taken.map((one) => one.found))
  const pages = taken.map(({ sourceId, url, isNew }) => ({ sourceId, url, adverts: isNew ? 1 : 0 }))
  const useful = countUseful(state.sources, pages, state.patternName).sort(bySourceId)
  const passed = takePassed(state.sources)
  const added = await inGround(state, async (tx) => {
    const due = await addAddresses(tx, state.mandate.id, found, state.addresses)
    await addTally(tx, state.mandate.id, passed)
    for (const one of useful) await saveUseful(tx, one.source.id, one.useful)
    await markLinked(tx, taken.map((one) => one.id).sort())
    await markRead(tx, batch.broken)
    return due
  })
  await state.app.pause?.('batch-committed')
  keepUseful(state.sources, useful)
  settle(state.sources, found)
  if (added > 0) state.found()
  return rows.length
}

/** The links of one capture; a text says why they cannot be taken. */
async function takeOne(state: State, row: UnreadCapture): Promise<Taken | string> {
  const opened = await state.captures.take(row)
  if (typeof opened === 'string') return opened
  const site = state.sources.get(row.source_id ?? '')
  if (site === undefined) return 'its source is not known'
  const { exchange } = opened
  const { source, settled, passed, parameters } = site
  try {
    const { found, prose } = await readLinks({
      exchange,
      source,
      depth: row.depth ?? 0,
      addressId: row.address_id,
      settled,
      passed,
      parameters
    })
    return { id: row.id, sourceId: source.id, url: exchange.url, found, isNew: saysNew(state, source.id, prose) }
  } catch (error) {
    return whyBroken(error)
  }
}

/** Whether a page says anything that no page of its source said before: what stands for an advert in the budgets of address patterns. */
function saysNew({ said }: State, sourceId: string, prose: readonly number[]): boolean {
  let known = said.get(sourceId)
  if (known === undefined || known.size > mostProse) said.set(sourceId, (known = new Set()))
  const before = known.size
  for (const one of prose) known.add(one)
  return known.size > before
}
