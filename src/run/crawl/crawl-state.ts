/** What the parts of the crawl role share while it runs. */
import type { Fetcher } from '../../crawl/fetch/fetch.ts'
import type { PatternName } from '../../crawl/trap.ts'
import type { Mandate } from '../../model/mandate.ts'
import type { Spent } from '../../model/source.ts'
import { patiently, withGround, type Tx } from '../../store/ground.ts'
import type { App } from '../app.ts'
import type { Rest } from '../rest.ts'
import type { CaptureWriter } from '../evidence/capture-writer.ts'
import type { CrawledSource } from './crawled-source.ts'
import type { RunRendering } from './rendering/render-fetched.ts'

export interface CrawlOptions {
  /** End when nothing is due; retries wait for seconds, not hours. */
  readonly once: boolean
  readonly maxPages: number | null
  /** Only these sources; null: all active ones of the mandate. */
  readonly sources: readonly string[] | null
  /** Private addresses are allowed for sources that ask for it. */
  readonly allowPrivate: boolean
  /** Nobody reads the pages in this run, only their links are taken. Default false. */
  readonly linksOnly?: boolean
  /** A service, which has no end: budgets of a run are not kept. Default false. */
  readonly endless?: boolean
  /** Told in a sentence when a source begins to rest: outside its hours, with a budget spent, or drained; and when its pages cannot be rendered as its file says. */
  readonly resting?: (sentence: string) => void
  /** Told when the scope of a source grew. */
  readonly sourcesChanged?: () => void
}

/** What a run spends, by source; `*` stands for all of them together. */
export interface Spending {
  /** The day in the zone of the mandate that `today` counts; empty before the first look. */
  day: string
  /** Of today: what all processes had written down at the last look, and what this one spent since. */
  today: Map<string, Spent>
  unsaved: Map<string, Spent>
  readonly run: Map<string, Spent>
  /** What was told of each source that rests. */
  readonly told: Map<string, string>
}

/** What the parts of the crawl role share. */
export interface CrawlState {
  readonly app: App
  readonly mandate: Mandate
  readonly writer: CaptureWriter
  readonly options: CrawlOptions
  readonly fetcher: Fetcher
  readonly rendering: RunRendering
  readonly sources: Map<string, CrawledSource>
  readonly patternName: PatternName
  readonly spending: Spending
  readonly sessions: Set<Promise<void>>
  /** Sources and hosts whose robots.txt was looked at for lists. */
  readonly listed: Set<string>
  /** ISO 8601, with some slack for the clock of the database. */
  readonly startedAt: string
  pagesLeft: number
  refreshedAt: number
  savedAt: number
  /** When addresses that wait for a verdict were last looked at. */
  admittedAt: number
  stopped: boolean
  failure: Error | null
  /** Between two looks at what is due. */
  readonly rest: Rest
}

/** A transaction on the ground of the mandate that is crawled. */
export function inGround<T>({ app, mandate }: CrawlState, work: (tx: Tx) => Promise<T>): Promise<T> {
  return patiently(() => withGround(app.store.pool, { user: 'pipeline', mandate: mandate.id }, work))
}

/** False when the run ends: stop asked, a failure, or no page left. */
export function mayGoOn(state: CrawlState): boolean {
  return !state.stopped && state.failure === null && state.pagesLeft > 0
}
