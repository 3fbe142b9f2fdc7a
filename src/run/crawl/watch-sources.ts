/** Sources as they are while they are crawled: read anew every second, their reading waited for, their budgets kept. */
import { sourceCookies } from '../../crawl/fetch/cookies.ts'
import { inScope } from '../../crawl/sources/scope.ts'
import { emptyTrapState, judgeTrap, withUseful } from '../../crawl/trap.ts'
import { unreadOf } from '../../store/captures.ts'
import type { Tx } from '../../store/ground.ts'
import { capturedPages, endDrained, saveTrap, sourcesToCrawl } from '../../store/sources.ts'
import { inGround, type CrawlState } from './crawl-state.ts'
import { keepSpending, tellRests } from './spending.ts'
import { bySourceId, type CrawledSource } from './crawled-source.ts'

const refreshEveryMs = 1_000

/** Looks which sources are active, and what their reading has come to; at most once a second. */
export async function refreshSources(state: CrawlState): Promise<void> {
  if (Date.now() - state.refreshedAt < refreshEveryMs) return
  state.refreshedAt = Date.now()
  const { options, sources } = state
  const active = await inGround(state, sourcesToCrawl)
  const ids = new Set<string>(active.map((one) => one.source.id))
  for (const id of sources.keys()) if (!ids.has(id)) sources.delete(id)
  if (active.some((one) => one.draining)) {
    const drained = await inGround(state, (tx) => endDrained(tx, { user: 'pipeline', mandate: state.mandate.id }))
    for (const id of drained) options.resting?.(`${id}: drained: what was leased is finished, and it is paused now.`)
  }
  for (const { source, trap, useful, draining } of active) {
    if (options.sources !== null && !options.sources.includes(source.id)) continue
    const known = sources.get(source.id)
    if (known === undefined) {
      const pages = await inGround(state, (tx) => capturedPages(tx, source.id))
      sources.set(source.id, {
        source,
        draining,
        trap: withUseful(trap ?? emptyTrapState, useful),
        pages,
        asked: 0,
        underWay: 0,
        saved: 0,
        readUpAt: -1,
        passedAt: null,
        cookies: sourceCookies((url) => inScope(sources.get(source.id)?.source ?? source, url).kind === 'in')
      })
    } else Object.assign(known, { source, draining, trap: withUseful(known.trap, useful) })
  }
  await keepSpending(state)
  tellRests(state)
}

/** Reading that gets nowhere for so long is not waited for. */
const longestReadingMs = 20_000
const readingPollMs = 150

/** Waits until what was fetched from a source is read, or its trap lets `url` through. */
export async function readUp(state: CrawlState, crawled: CrawledSource, url: string): Promise<void> {
  if (crawled.readUpAt === crawled.asked) return
  let least = Number.POSITIVE_INFINITY
  let fewerAt = Date.now()
  while (!state.stopped && state.failure === null) {
    state.refreshedAt = 0
    await refreshSources(state)
    if (judgeTrap(crawled.trap, url, state.patternName).kind === 'ok') return
    // What was asked for and is not written down yet counts as well: looked at first, since it becomes unread next.
    const unwritten = crawled.underWay
    const unread =
      unwritten + (await inGround(state, (tx) => unreadOf(tx, crawled.source.id, state.options.linksOnly ?? false)))
    await state.app.pause?.('unread-counted')
    if (unread < least) fewerAt = Date.now()
    if (Date.now() - fewerAt > longestReadingMs) return
    least = Math.min(least, unread)
    if (unread === 0) return void (crawled.readUpAt = crawled.asked)
    await new Promise((resolve) => setTimeout(resolve, readingPollMs))
  }
}

/** In one order everywhere (and in reading): two transactions that lock sources otherwise deadlock. */
export async function saveTraps(tx: Tx, state: CrawlState): Promise<void> {
  state.savedAt = Date.now()
  for (const one of [...state.sources.values()].filter((source) => source.asked !== source.saved).sort(bySourceId)) {
    one.saved = one.asked
    await saveTrap(tx, one.source.id, one.trap)
  }
}
