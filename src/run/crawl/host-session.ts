/** Works through the due addresses of one leased host, at the host's pace, and hands what came to the capture writer. */
import { afterExchange, freshHost, hostDelay, hurried, type HostState, type Patience } from '../../crawl/politeness.ts'
import { isAllowed } from '../../crawl/robots/robots.ts'
import { robotsKeepMs } from '../../crawl/robots/robots-outcome.ts'
import { hostInScope, inScope } from '../../crawl/sources/scope.ts'
import { countAsked, judgeTrap, type PatternName } from '../../crawl/trap.ts'
import type { Spent } from '../../model/source.ts'
import type { FetchOutcome } from '../../model/exchange.ts'
import type { CanonicalUrl } from '../../model/ids.ts'
import type { Source } from '../../model/source.ts'
import type { DueAddress, LeasedHost, Settled } from '../../store/frontier/frontier.ts'
import type { CrawledSource } from './crawled-source.ts'
import { currentRobots, fetchRobots, type Asking, type StoredRobots } from './host-robots.ts'
import { hostEvent, unusable } from './host-outcome.ts'
import { openSlot, type Slot } from './host-slot.ts'
import type { Turns } from './rendering/render-source.ts'
import { refused, settleOutcome, unreachable, type Settling } from './settle-outcome.ts'

export interface SessionDeps extends Asking, Settling {
  readonly sources: ReadonlyMap<string, CrawledSource>
  readonly patternName: PatternName
  /** How long this run waits for a host in trouble. */
  readonly patience: Patience
  /** False when the run ends (limit reached, stop asked). */
  mayGoOn(): boolean
  /** True when nothing more may be asked at all: stop asked, a failure, or the lease went to another worker. */
  halted(): boolean
  /** True when a source is not to be asked now: outside its hours, or with a budget spent. */
  rests(crawled: CrawledSource): boolean
  /** Counts what was spent on a source. */
  spend(crawled: CrawledSource, spent: Spent): void
  /** Counts a page against `--max-pages`; false when there is none left. */
  takePage(): boolean
  /** Waits until what was fetched from a source is read: pages that nobody looked at yet must not make a trap of the next one. */
  readUp(crawled: CrawledSource, url: string): Promise<void>
  /** Addresses of lists that the robots.txt of a host names for a source; told again, it does nothing. */
  named(source: Source, host: string, references: readonly string[]): Promise<void>
  /** What was fetched, with what its scripts make of it where its source says so; what a page asks for meanwhile takes the turns of its host. */
  rendered(crawled: CrawledSource, outcome: FetchOutcome, robots: StoredRobots, turns: Turns): Promise<FetchOutcome>
  /** Due addresses of the host; empty ends the session. */
  more(): Promise<DueAddress[]>
}

export interface SessionEnd {
  readonly nextAt: Date | null
  readonly failures: number
  /** Why the host rests until `nextAt`; null when only its delay runs. */
  readonly because: string | null
}

const deadlineMs = 60_000
const never = null

/** Runs until nothing is due on the host or the run ends. Resolves when everything fetched is committed. */
export async function hostSession(leased: LeasedHost, deps: SessionDeps): Promise<SessionEnd> {
  let state: HostState = { ...freshHost, failures: leased.failures }
  let robots: StoredRobots | null = currentRobots(leased)
  const commits: Promise<unknown>[] = []
  // When the host may be asked next: kept over batches, and with the host when it is given back, so that the delay holds throughout.
  const slot = openSlot()
  while (deps.mayGoOn()) {
    const all = await deps.more()
    if (all.length === 0) break
    // Before anything is asked of the host, its name and robots.txt included: only what is in scope now gives a reason to ask.
    const due = all.filter((address) => {
      const refusal = outOfScope(address, deps)
      if (refusal !== null) keep(commits, deps.writer.settle(refusal))
      return refusal === null
    })
    if (due.length === 0) {
      await Promise.all(commits.splice(0))
      continue
    }
    const source = sourceOf(due, deps)
    if (source === undefined) break
    if (robots === null || robots.untilMs <= Date.now()) {
      robots = await fetchRobots(due[0]?.url ?? '', source, deps)
      if (source.politeness.robots === 'obey')
        slot.asked(hostDelay(source.politeness, robots.rules?.crawlDelayMs ?? null, state).delayMs)
    }
    await nameSitemaps(leased.host, robots, deps)
    state = await inLanes(due, deps, robots, state, commits, slot)
    // What was found refused or fetched must be settled before the next look, or it would be due again.
    await Promise.all(commits.splice(0))
    if (state.notBeforeMs > Date.now())
      return {
        nextAt: new Date(Math.max(state.notBeforeMs, slot.nextMs())),
        failures: state.failures,
        because: slot.trouble
      }
  }
  const nextAt = slot.nextMs() > Date.now() ? new Date(slot.nextMs()) : null
  return { nextAt, failures: state.failures, because: null }
}

/** What robots.txt names as lists of addresses becomes due for the sources that obey it on this host; told once while it holds. */
async function nameSitemaps(host: string, robots: StoredRobots, deps: SessionDeps): Promise<void> {
  const sitemaps = robots.rules?.sitemaps ?? []
  if (sitemaps.length === 0) return
  for (const { source } of deps.sources.values())
    if (source.politeness.robots === 'obey' && hostInScope(source, `http://${host}/`))
      await deps.named(source, host, sitemaps)
}

/** Collects a commit that is awaited with the batch: one that fails before that must not count as unhandled, which ends the process. */
function keep(commits: Promise<unknown>[], commit: Promise<unknown>): void {
  commit.catch(() => {})
  commits.push(commit)
}

/** The refusal of an address that its source does not hold, as the source is now; null when it does. */
function outOfScope(address: DueAddress, deps: SessionDeps): Settled | null {
  const source = deps.sources.get(address.sourceId)?.source
  if (source === undefined) return null
  const scope = inScope(source, address.url)
  return scope.kind === 'in' ? null : refused(address, 'out-of-scope', `rule: ${scope.rule}`, never)
}

/** The source that the first due address belongs to: its politeness sets the pace of the batch. */
function sourceOf(due: readonly DueAddress[], deps: SessionDeps): Source | undefined {
  return deps.sources.get(due[0]?.sourceId ?? '')?.source
}

/** Fetches a batch with the source's concurrency, starts spaced by the host's delay. */
async function inLanes(
  due: readonly DueAddress[],
  deps: SessionDeps,
  robots: StoredRobots,
  from: HostState,
  commits: Promise<unknown>[],
  slot: Slot
): Promise<HostState> {
  let state = from
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < due.length && deps.mayGoOn()) {
      const address = due[next++]
      if (address === undefined) return
      const crawled = deps.sources.get(address.sourceId)
      if (crawled === undefined) continue
      if (address.visits === 0 && judgeTrap(crawled.trap, address.url, deps.patternName).kind === 'trap')
        await deps.readUp(crawled, address.url)
      const refusal = judge(address, crawled, robots, deps)
      if (refusal === 'stop') return
      if (refusal !== null) {
        keep(commits, deps.writer.settle(refusal))
        continue
      }
      const pace = hostDelay(
        crawled.source.politeness,
        crawled.source.politeness.robots === 'obey' ? (robots.rules?.crawlDelayMs ?? null) : null,
        state
      )
      if (pace.notBeforeMs > Date.now()) return
      await slot.take(pace.delayMs, () => deps.halted())
      if (deps.halted()) return
      crawled.underWay++
      const askedMs = performance.now()
      const fetched = await fetchOne(address, crawled, deps, state)
      const bytes = fetched.kind === 'exchange' ? fetched.exchange.body.length : 0
      deps.spend(crawled, { pages: 0, bytes, ms: slot.lapMs() })
      const event = hostEvent(fetched)
      const timed = event.kind === 'answer' ? { ...event, tookMs: performance.now() - askedMs } : event
      state = afterExchange(state, timed, Date.now(), Math.random(), deps.patience)
      if (fetched.kind === 'failed') slot.trouble = `${fetched.reason}: ${fetched.detail}`
      const outcome = await deps.rendered(crawled, fetched, robots, {
        slot,
        delayMs: pace.delayMs,
        cookie: (url) => crawled.cookies.header(url),
        halted: () => deps.halted() || deps.rests(crawled),
        spend: (more, ms) => deps.spend(crawled, { pages: 0, bytes: more, ms })
      })
      keep(
        commits,
        settleOutcome(address, crawled, outcome, deps).finally(() => crawled.underWay--)
      )
    }
  }
  const pace = hostDelay(
    sourceOf(due, deps)?.politeness ?? { delayMs: 1000, concurrency: 1 },
    robots.rules?.crawlDelayMs ?? null,
    state
  )
  await Promise.all(Array.from({ length: Math.max(1, pace.concurrency) }, lane))
  return state
}

/** Everything that keeps an address from being asked; null when nothing does, `stop` when the run has no page left, or the source rests. */
function judge(
  address: DueAddress,
  crawled: CrawledSource,
  robots: StoredRobots,
  deps: SessionDeps
): Settled | 'stop' | null {
  const { source } = crawled
  if (deps.rests(crawled)) return 'stop'
  // Again: the source may have been changed since the batch was taken.
  const scope = outOfScope(address, deps)
  if (scope !== null) return scope
  if (address.depth > source.limits.depth)
    return refused(address, 'depth', `depth ${address.depth}, limit ${source.limits.depth}`, never)
  if (source.politeness.robots === 'obey') {
    if (robots.failure !== null) return unreachable(address, robots, robots.failure)
    if (robots.kind === 'disallow-all')
      return refused(address, 'robots-unavailable', robots.because, new Date(robots.untilMs))
    const verdict = robots.rules === null ? null : isAllowed(robots.rules, address.url)
    if (verdict !== null && !verdict.allowed)
      return refused(address, 'robots', verdict.rule ?? '', new Date(Date.now() + robotsKeepMs))
  }
  if (address.visits === 0) {
    if (crawled.pages >= source.limits.pages)
      return refused(address, 'page-limit', `${source.limits.pages} pages of this source`, never)
    const trap = judgeTrap(crawled.trap, address.url, deps.patternName)
    if (trap.kind === 'trap') return refused(address, 'trap', trap.rule, never)
  }
  if (!deps.takePage()) return 'stop'
  deps.spend(crawled, { pages: 1, bytes: 0, ms: 0 })
  if (address.visits === 0 && address.attempts === 0) {
    crawled.pages++
    crawled.asked++
    crawled.trap = countAsked(crawled.trap, address.url, deps.patternName)
  }
  return null
}

/** After a page hung, the next ones of a run that somebody waits for get less time: eight hangs must not cost two minutes. */
const hurriedIdleMs = 5_000

async function fetchOne(
  address: DueAddress,
  { source, cookies }: CrawledSource,
  deps: SessionDeps,
  state: HostState
): Promise<FetchOutcome> {
  const outcomes = await deps.fetcher.fetch(address.url as CanonicalUrl, {
    maxBytes: source.limits.bytes,
    allowPrivate: source.allowPrivate && deps.allowPrivate,
    deadlineMs,
    cookie: cookies.header(address.url),
    ...(deps.patience === hurried && state.faults >= 7 && { idleTimeoutMs: hurriedIdleMs })
  })
  const last = outcomes.at(-1)
  if (last === undefined) throw new Error(`fetch of ${address.url} gave no outcome`)
  return last.kind === 'exchange' ? (unusable(last.exchange, address.attempts + 1 < deps.tries) ?? last) : last
}
