/** A source while it is crawled, and the order in which sources are locked. */
import type { SourceCookies } from '../../crawl/fetch/cookies.ts'
import type { TrapState } from '../../crawl/trap.ts'
import type { Source } from '../../model/source.ts'

/** A source while it is crawled: counters that outlive one host's session. */
export interface CrawledSource {
  source: Source
  /** Finishes what is leased, and takes no more. */
  draining: boolean
  trap: TrapState
  /** Addresses captured or being asked for, against `limits.pages`. */
  pages: number
  /** Addresses asked for in this run, and how many of them the stored trap state counts. */
  asked: number
  /** Asked for, and not yet written down. */
  underWay: number
  saved: number
  /** Cookies of gates, for this run. */
  readonly cookies: SourceCookies
  /** When the last gate was passed, ISO 8601; null when none was. */
  passedAt: string | null
  /** `asked` when all of it was last known to be read. */
  readUpAt: number
}

/** The order in which transactions touch several sources. */
export function bySourceId(a: { readonly source: Source }, b: { readonly source: Source }): number {
  return a.source.id < b.source.id ? -1 : a.source.id > b.source.id ? 1 : 0
}
