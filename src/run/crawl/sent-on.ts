/** A site that sends its visitors on: to another name of itself, out of its scope, or through a gate that sets a cookie. */
import { redirectTarget } from '../../crawl/fetch/fetch.ts'
import { isSameSite } from '../../crawl/sources/same-site.ts'
import { hostInScope, inScope } from '../../crawl/sources/scope.ts'
import type { Exchange } from '../../model/exchange.ts'
import type { CanonicalUrl } from '../../model/ids.ts'
import type { Source } from '../../model/source.ts'
import { askAgain } from '../../store/frontier/ask-again.ts'
import { addAddresses, admitAddress, type FoundAddress } from '../../store/frontier/found-addresses.ts'
import type { DueAddress } from '../../store/frontier/frontier.ts'
import { record } from '../../store/ground.ts'
import { addressKeys } from '../../store/sealed/sealed-address.ts'
import { saveSentOn } from '../../store/sources.ts'
import { hostOf } from '../process/identity/page-addresses.ts'
import { inGround, type CrawlState } from './crawl-state.ts'
import type { CrawledSource } from './crawled-source.ts'

/**
 * Before an answer is written down: where a start address sends out of the scope is noted with its source. Another name of the same
 * registrable domain then belongs to a source whose file names no hosts, and what was sent there is due; any other is never asked.
 */
export async function noteSentOn(
  state: CrawlState,
  crawled: CrawledSource,
  address: DueAddress,
  exchange: Exchange
): Promise<void> {
  const { source } = crawled
  const target = address.depth === 0 ? redirectTarget(exchange) : null
  if (target?.kind !== 'url' || hostInScope(source, target.url)) return
  const host = hostOf(target.url)
  const followed = source.scope.given !== true && isSameSite(address.url, target.url)
  const sent = { host, from: hostOf(address.url), followed, at: new Date().toISOString() }
  const isNew = await inGround(state, (tx) => saveSentOn(tx, source.id, sent))
  if (!followed) return
  const wider: Source = { ...source, scope: { ...source.scope, hosts: [...source.scope.hosts, host] } }
  if (inScope(wider, target.url).kind === 'out') return
  await inGround(state, async (tx) => {
    const keys = addressKeys(state.app.keyring, state.mandate)
    const found: FoundAddress = {
      sourceId: source.id,
      host,
      url: target.url,
      depth: 0,
      via: address.id,
      priority: 1,
      refused: null
    }
    await addAddresses(tx, state.mandate.id, [found], keys)
    await admitAddress(tx, keys, found)
    if (!isNew) return
    const detail = { host, from: sent.from }
    await record(
      tx,
      { user: 'pipeline', mandate: state.mandate.id },
      { act: 'source.widen', subject: `source:${source.id}`, detail }
    )
  })
  crawled.source = wider
  state.refreshedAt = 0
  state.options.sourcesChanged?.()
}

/** After an answer was written down: what a gate stood before is asked again, with the cookies that it set. */
export async function passGates(state: CrawlState, crawled: CrawledSource, exchange: Exchange): Promise<void> {
  const passed = await crawled.cookies.take(exchange)
  if (passed === null) return
  if (passed.isNew) crawled.passedAt = new Date().toISOString()
  const isItself = passed.target === (exchange.url as CanonicalUrl)
  const gate = {
    sourceId: crawled.source.id,
    target: passed.target,
    // The gate itself was written down a moment ago.
    at: isItself ? new Date(Date.now() + clockSlackMs).toISOString() : (crawled.passedAt ?? new Date().toISOString()),
    since: state.startedAt,
    all: passed.isNew
  }
  await inGround(state, (tx) => askAgain(tx, addressKeys(state.app.keyring, state.mandate), gate))
}

/** The database may be on another machine. */
const clockSlackMs = 60_000
