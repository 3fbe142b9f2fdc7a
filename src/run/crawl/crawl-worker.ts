/** The crawl role: leases hosts of one mandate, runs a session per host, and knows when nothing is left to do. */
import { createFetcher } from '../../crawl/fetch/fetch.ts'
import { hurried, patient } from '../../crawl/politeness.ts'
import type { Mandate } from '../../model/mandate.ts'
import type { Source } from '../../model/source.ts'
import {
  dueAddresses,
  leaseHosts,
  releaseHost,
  renewLease,
  reviveAddresses,
  saveRobots,
  type DueAddress,
  type LeasedHost
} from '../../store/frontier/frontier.ts'
import { frontierState } from '../../store/frontier/frontier-state.ts'
import { admitWaiting } from '../../store/frontier/parameter-addresses.ts'
import { addressKeyOf, patternName } from '../../store/sealed/address-mac.ts'
import { fingerprintKey, type App } from '../app.ts'
import { createRest } from '../rest.ts'
import type { CaptureWriter } from '../evidence/capture-writer.ts'
import { addLists } from './add-sources.ts'
import { inGround, mayGoOn, type CrawlOptions, type CrawlState } from './crawl-state.ts'
import { hostSession } from './host-session.ts'
import { noteSentOn, passGates } from './sent-on.ts'
import { renderFetched, startRendering } from './rendering/render-fetched.ts'
import { keepSpending, nothingEverOpens, openSources, restsNow, spend, startSpending, tellRests } from './spending.ts'
import { readUp, refreshSources, saveTraps } from './watch-sources.ts'

export interface CrawlWorker {
  /** Resolves when a `--once` run has nothing due and nothing under way, or after `stop`. Rejects when evidence cannot be written. */
  readonly done: Promise<void>
  /** Addresses are due: look now rather than in a second. */
  wake(): void
  /** Sources were added, changed, paused or resumed: look at them and at what is due of them. */
  sourcesChanged(): void
  stop(): void
}

const leaseMs = 60_000
const mostHosts = 24
/** Taken a few at a time, so that processes that start together share the hosts. */
const hostsPerRound = 4
const batch = 64
const idleMs = 500
/** Where nothing was under way for so long, it looks so seldom: an address or a source wakes it, whoever adds it, and only what becomes due by the clock, or what a broken connection kept from it, waits so long. */
const restingAfterMs = 10_000
const restingMs = 2_000
/** Addresses that wait for a verdict on their parameter, and are asked for when nothing else is left. */
const admittedAtOnce = 8
const admitEveryMs = 5_000
/** A `--once` run with nothing under way looks so soon whether anything came, then ever later while a host rests. */
const shortestRestMs = 25
/** Budgets of address patterns may be this far behind after a crash. */
const saveTrapsEveryMs = 2_000

/** Starts crawling. */
export function startCrawl(app: App, mandate: Mandate, writer: CaptureWriter, options: CrawlOptions): CrawlWorker {
  const fetcher = createFetcher({ userAgent: app.settings.userAgent })
  const state: CrawlState = {
    app,
    mandate,
    writer,
    options,
    fetcher,
    rendering: startRendering(app, fetcher, options.allowPrivate, (sentence) => options.resting?.(sentence)),
    sources: new Map(),
    spending: startSpending(),
    patternName: patternName(addressKeyOf(fingerprintKey(app, mandate))),
    sessions: new Set(),
    listed: new Set(),
    startedAt: new Date(Date.now() - 60_000).toISOString(),
    pagesLeft: options.maxPages ?? Number.POSITIVE_INFINITY,
    refreshedAt: 0,
    savedAt: Date.now(),
    admittedAt: Date.now(),
    stopped: false,
    failure: null,
    rest: createRest()
  }
  return {
    done: run(state),
    wake: () => state.rest.wake(),
    sourcesChanged() {
      state.refreshedAt = 0
      state.rest.wake()
    },
    stop() {
      state.stopped = true
      state.rest.wake()
    }
  }
}

async function run(state: CrawlState): Promise<void> {
  const { options, sessions } = state
  let restMs = shortestRestMs
  let busyAt = Date.now()
  try {
    while (!state.stopped && state.failure === null) {
      if (!options.once) await inGround(state, (tx) => reviveAddresses(tx, 1_000))
      await refreshSources(state)
      const started = mayGoOn(state) && sessions.size < mostHosts ? await lease(state) : 0
      if (started === 0 && (await finished(state))) break
      if (started === 0 && sessions.size === 0 && !options.once && Date.now() - state.admittedAt > admitEveryMs)
        await admitSome(state)
      const idle = started === 0 && sessions.size === 0
      if (!idle) busyAt = Date.now()
      restMs = idle && options.once ? Math.min(2 * restMs, idleMs) : shortestRestMs
      const longMs = state.app.restMs ?? (Date.now() - busyAt > restingAfterMs ? restingMs : idleMs)
      if (await state.rest.take(sessions.size === 0 && options.once ? restMs : longMs)) restMs = shortestRestMs
    }
  } catch (error) {
    state.failure ??= error as Error
  } finally {
    // A fetcher closed under a session would make failures of what it is asking for.
    await Promise.all(sessions)
    await inGround(state, (tx) => saveTraps(tx, state))
    await keepSpending(state)
    tellRests(state)
    await state.fetcher.close()
  }
  if (state.failure !== null) throw state.failure
}

/** Leases free hosts and starts a session on each. Returns how many. */
async function lease(state: CrawlState): Promise<number> {
  const { app, sessions } = state
  const hosts = await inGround(state, (tx) =>
    leaseHosts(
      tx,
      app.session.worker(),
      Math.min(hostsPerRound, mostHosts - sessions.size),
      leaseMs,
      openSources(state)
    )
  )
  await app.pause?.('hosts-leased')
  for (const leased of hosts) {
    const running: Promise<void> = session(state, leased)
      .catch((error: Error) => void (state.failure ??= error))
      .finally(() => {
        sessions.delete(running)
        state.rest.wake()
      })
    sessions.add(running)
  }
  return hosts.length
}

/** The due addresses of a host; a source that was added since the last look is looked up first. */
async function dueOf(state: CrawlState, host: string): Promise<DueAddress[]> {
  const due = await inGround(state, (tx) =>
    dueAddresses(tx, state.app.keyring, {
      worker: state.app.session.worker(),
      host,
      most: batch,
      forMs: leaseMs,
      sources: openSources(state)
    })
  )
  await state.app.pause?.('due-read')
  if (due.some((one) => !state.sources.has(one.sourceId))) state.refreshedAt = 0
  await refreshSources(state)
  return due.filter((one) => state.sources.has(one.sourceId))
}

/** Adds the lists that a robots.txt names, once in a run for each source and host; one out of scope is kept as refused, and never asked. */
async function named(state: CrawlState, source: Source, host: string, references: readonly string[]): Promise<void> {
  const name = `${source.id} ${host}`
  if (state.listed.has(name)) return
  state.listed.add(name)
  await addLists(state.app, state.mandate, source, { host, references })
}

async function session(state: CrawlState, leased: LeasedHost): Promise<void> {
  const { app, options } = state
  // Sixty-four addresses at a second each outlast a lease: it is renewed beside the work, and a lost one ends the work.
  let held = true
  const renewing = setInterval(() => {
    inGround(state, (tx) => renewLease(tx, app.session.worker(), leased.host, leaseMs)).then(
      (still) => (held &&= still), // An answer that comes late never takes a loss back.
      () => {}
    )
  }, leaseMs / 4)
  const end = await hostSession(leased, {
    fetcher: state.fetcher,
    writer: state.writer,
    sources: state.sources,
    patternName: state.patternName,
    allowPrivate: options.allowPrivate,
    agent: 'Baken',
    tries: options.once ? 2 : 3,
    patience: options.once ? hurried : patient,
    longestWaitMs: options.once ? 1_000 : 15 * 60_000,
    mayGoOn: () => held && mayGoOn(state),
    halted: () => !held || state.stopped || state.failure !== null,
    rests: (crawled) => restsNow(state, crawled.source) !== null,
    spend: (crawled, spent) => spend(state, crawled.source.id, spent),
    takePage: () => state.pagesLeft > 0 && state.pagesLeft-- > 0,
    returnPage: () => void state.pagesLeft++,
    readUp: (crawled, url) => readUp(state, crawled, url),
    sentOn: (crawled, address, exchange) => noteSentOn(state, crawled, address, exchange),
    passGates: (crawled, exchange) => passGates(state, crawled, exchange),
    rendered: (crawled, outcome, robots, turns) =>
      renderFetched(state.rendering, crawled.source, outcome, robots, turns),
    named: (source, host, references) => named(state, source, host, references),
    more: () => dueOf(state, leased.host),
    saveRobots: (robots) => inGround(state, (tx) => saveRobots(tx, leased.host, robots))
  }).finally(() => clearInterval(renewing))
  await app.pause?.('session-ending')
  await inGround(state, async (tx) => {
    if (Date.now() - state.savedAt > saveTrapsEveryMs) await saveTraps(tx, state)
    await releaseHost(tx, app.session.worker(), leased.host, end)
  })
}

/** Asks for some addresses whose parameter the pages have not told of, when nothing else is left: they may be pages of their own. */
async function admitSome(state: CrawlState): Promise<number> {
  state.admittedAt = Date.now()
  return inGround(state, (tx) => admitWaiting(tx, openSources(state) ?? [...state.sources.keys()], admittedAtOnce))
}

/**
 * True when a run has no source left that it may ask again, or a `--once` run is over: nothing under way here, and the database knows of nothing due and nothing unread. Without
 * sessions no page can come in, so what one statement sees at one moment decides; a flag that parts set for each other once
 * lost the last pages of a site.
 */
async function finished(state: CrawlState): Promise<boolean> {
  if (state.sessions.size > 0) return false
  if (nothingEverOpens(state)) return true
  if (!state.options.once) return false
  if (!mayGoOn(state)) return true
  const left = await inGround(state, (tx) => frontierState(tx, openSources(state)))
  await state.app.pause?.('frontier-read')
  if (left.due > 0 || left.unread > 0 || (left.retryInMs !== null && left.retryInMs <= 5_000)) return false
  return (await admitSome(state)) === 0
}
