/** Shows a page that was fetched to a browser, where its source says so, before it is written down. */
import { createRenderer, usualChromium } from '../../../crawl/render/chromium.ts'
import type { Fetcher } from '../../../crawl/fetch/fetch.ts'
import type { Exchange, FetchOutcome } from '../../../model/exchange.ts'
import type { Source } from '../../../model/source.ts'
import { readCapture } from '../../process/page-reader.ts'
import type { App } from '../../app.ts'
import type { StoredRobots } from '../host-robots.ts'
import { isPage, renderSource, saysNothing, type SourceRendering, type Turns } from './render-source.ts'

/** Rendering in one run. */
export interface RunRendering {
  readonly scripts: SourceRendering
  /** Reasons that were told already. */
  readonly told: Set<string>
  readonly tell: (sentence: string) => void
}

export function startRendering(
  app: App,
  fetcher: Fetcher,
  allowPrivate: boolean,
  tell: (sentence: string) => void
): RunRendering {
  const { userAgent, chromium = usualChromium } = app.settings
  const renderer = createRenderer({ chromium, userAgent })
  return { scripts: renderSource({ renderer, fetcher, allowPrivate, agent: 'Baken' }), told: new Set(), tell }
}

/** The outcome with what its scripts made of the page; as it was where they are not asked for, or with why they could not be run. */
export async function renderFetched(
  { scripts, told, tell }: RunRendering,
  source: Source,
  outcome: FetchOutcome,
  robots: StoredRobots,
  turns: Turns
): Promise<FetchOutcome> {
  if (outcome.kind !== 'exchange' || !(await isAskedFor(source, outcome.exchange))) return outcome
  const { rendering, failed } = await scripts.render(outcome.exchange, source, robots, turns)
  if (rendering !== null) return { kind: 'exchange', exchange: { ...outcome.exchange, rendering } }
  // What is true of this machine is told once for a source, and stands with each capture.
  const sentence = `${source.id}: ALARM, its pages are read without their scripts. ${failed.detail}`
  if (failed.reason === 'no-browser' && !told.has(source.id)) tell(sentence)
  if (failed.reason === 'no-browser') told.add(source.id)
  return { kind: 'exchange', exchange: { ...outcome.exchange, unrendered: `${failed.reason}: ${failed.detail}` } }
}

async function isAskedFor(source: Source, exchange: Exchange): Promise<boolean> {
  if (source.render === 'never' || !isPage(exchange)) return false
  if (source.render === 'always') return true
  if (!(await saysNothing(exchange, 0))) return false
  const work = {
    exchange,
    source,
    profile: null,
    depth: 0,
    addressId: 0,
    withAdverts: true,
    settled: new Set<string>()
  }
  return (await readCapture(work)).adverts.length === 0
}
