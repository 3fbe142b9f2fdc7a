/** The crawl role: leases hosts of one mandate, runs a session per host, and knows when nothing is left to do. */
import { createFetcher } from '../crawl/fetch.ts'
import { emptyTrapState, withUseful } from '../crawl/trap.ts'
import type { Mandate } from '../model/mandate.ts'
import { dueAddresses, frontierState, leaseHosts, releaseHost, reviveAddresses, saveRobots, type LeasedHost } from '../store/frontier.ts'
import { withGround, type Tx } from '../store/ground.ts'
import { activeSources, capturedPages, saveTrap } from '../store/sources.ts'
import type { App } from './app.ts'
import type { CaptureWriter } from './capture-writer.ts'
import { bySourceId, hostSession, type CrawledSource, type SessionDeps } from './host-session.ts'

export interface CrawlOptions {
  /** End when nothing is due; retries wait for seconds, not hours. */
  readonly once: boolean
  readonly maxPages: number | null
  /** Only these sources; null: all active ones of the mandate. */
  readonly sources: readonly string[] | null
  /** Private addresses are allowed for sources that ask for it. */
  readonly allowPrivate: boolean
}

export interface CrawlWorker {
  /** Resolves when a `--once` run has nothing due and nothing under way, or after `stop`. Rejects when evidence cannot be written. */
  readonly done: Promise<void>
  /** New addresses or sources: look now rather than in a second. */
  wake(): void
  stop(): void
}

const leaseMs = 60_000
const mostHosts = 24
const batch = 64
const idleMs = 500

/** Starts crawling. `busyElsewhere` says that pages still wait to be read, which may yet give addresses. */
export function startCrawl(app: App, mandate: Mandate, writer: CaptureWriter, options: CrawlOptions, busyElsewhere: () => boolean): CrawlWorker {
  const ground = { user: 'pipeline', mandate: mandate.id }
  const inGround = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => withGround(app.store.pool, ground, work)
  const fetcher = createFetcher({ userAgent: app.settings.userAgent })
  const sources = new Map<string, CrawledSource>()
  const sessions = new Set<Promise<void>>()
  let pagesLeft = options.maxPages ?? Number.POSITIVE_INFINITY
  let stopped = false
  let wakeUp: () => void = () => {}
  let failure: Error | null = null

  const mayGoOn = (): boolean => !stopped && failure === null && pagesLeft > 0

  const refreshSources = async (): Promise<void> => {
    const stored = await inGround(activeSources)
    for (const { source, trap, useful } of stored) {
      if (options.sources !== null && !options.sources.includes(source.id)) continue
      const known = sources.get(source.id)
      if (known === undefined) {
        const pages = await inGround((tx) => capturedPages(tx, source.id))
        sources.set(source.id, { source, trap: withUseful(trap ?? emptyTrapState, useful), pages, asked: 0, saved: 0 })
      } else Object.assign(known, { source, trap: withUseful(known.trap, useful) })
    }
  }

  const session = async (leased: LeasedHost): Promise<void> => {
    const deps: SessionDeps = {
      fetcher,
      writer,
      sources,
      allowPrivate: options.allowPrivate,
      agent: 'Baken',
      tries: options.once ? 2 : 3,
      longestWaitMs: options.once ? 1_000 : 15 * 60_000,
      mayGoOn,
      takePage: () => pagesLeft-- > 0,
      more: () => inGround((tx) => dueAddresses(tx, app.worker, leased.host, batch, leaseMs, options.sources)),
      saveRobots: (robots) => inGround((tx) => saveRobots(tx, leased.host, robots))
    }
    const end = await hostSession(leased, deps)
    await inGround(async (tx) => {
      // In one order everywhere (and in reading): two transactions that lock sources otherwise deadlock.
      for (const one of [...sources.values()].filter((source) => source.asked !== source.saved).sort(bySourceId)) {
        one.saved = one.asked
        await saveTrap(tx, one.source.id, one.trap)
      }
      await releaseHost(tx, app.worker, leased.host, end.nextAt, end.failures)
    })
  }

  const lease = async (): Promise<number> => {
    await refreshSources()
    const hosts = await inGround((tx) => leaseHosts(tx, app.worker, mostHosts - sessions.size, leaseMs, options.sources))
    for (const leased of hosts) {
      const running: Promise<void> = session(leased)
        .catch((error: Error) => void (failure ??= error))
        .finally(() => {
          sessions.delete(running)
          wakeUp()
        })
      sessions.add(running)
    }
    return hosts.length
  }

  /** True when a `--once` run is over: nothing due, nothing under way, here or in reading. */
  const finished = async (): Promise<boolean> => {
    if (!options.once || sessions.size > 0 || busyElsewhere()) return false
    if (!mayGoOn()) return true
    const state = await inGround((tx) => frontierState(tx, options.sources))
    return state.due === 0 && (state.retryInMs === null || state.retryInMs > 5_000) && !busyElsewhere()
  }

  const run = async (): Promise<void> => {
    try {
      while (!stopped && failure === null) {
        if (!options.once) await inGround((tx) => reviveAddresses(tx, 1_000))
        const started = mayGoOn() && sessions.size < mostHosts ? await lease() : 0
        if (started === 0 && (await finished())) break
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, sessions.size === 0 && options.once ? 50 : idleMs)
          wakeUp = () => (clearTimeout(timer), resolve())
        })
      }
      await Promise.all(sessions)
    } finally {
      await fetcher.close()
    }
    if (failure !== null) throw failure
  }

  return {
    done: run(),
    wake: () => wakeUp(),
    stop() {
      stopped = true
      wakeUp()
    }
  }
}
