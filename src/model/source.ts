/** A source: a site or collection, as its source file states it, after parsing; every field filled. */
import type { MandateId, SourceId } from './ids.ts'
import type { PageSelectors } from './page.ts'

export interface Source {
  readonly id: SourceId
  readonly name: string
  readonly start: readonly string[]
  readonly scope: {
    /** `host` or `host:port`, lower case. */
    readonly hosts: readonly string[]
    /** Path prefixes, or /regex/; empty: all. */
    readonly include: readonly string[]
    readonly exclude: readonly string[]
    /** The file names its hosts: no other joins them, whatever the site says. Absent: they are those of the start addresses. */
    readonly given?: boolean
  }
  readonly politeness: {
    readonly delayMs: number
    readonly concurrency: number
    readonly robots: 'obey' | 'ignore'
    /** `08:00-20:00`, by the clock of its time zone; absent: at any hour. */
    readonly hours?: string
  }
  readonly revisit: { readonly minMs: number; readonly maxMs: number }
  /** Whether pages are shown to a browser before they are read; `auto`: those that leave everything to their scripts. */
  readonly render: 'never' | 'auto' | 'always'
  /** What rendering a page may do beside what its source is; absent: nothing more. */
  readonly rendering?: RenderingRules
  readonly limits: { readonly pages: number; readonly depth: number; readonly bytes: number }
  /** What may be spent on it in a day and in a run; absent: as much as its pace allows. */
  readonly budget?: Budget
  readonly pages: PageSelectors
  readonly allowPrivate: boolean
  readonly mandate: MandateId | null
  /** ISO 3166 country, for numbers without a country code. */
  readonly region: string
  /** IANA time zone of the site, for times without one; absent in sources of before: that of the region. */
  readonly timezone?: string
}

/** What pages of a source may do while they are rendered. */
export interface RenderingRules {
  /** Hosts of which pages may load scripts and data, and that are not crawled. */
  readonly hosts: readonly string[]
  /** CSS selectors of buttons that show what a page holds back. */
  readonly press: readonly string[]
  /** The most buttons that are pressed on one page. */
  readonly presses: number
}

/** What was spent: pages asked for, bytes of their answers, and how long the sites were being asked, pauses between requests included. */
export interface Spent {
  readonly pages: number
  readonly bytes: number
  readonly ms: number
}

/** The most that may be spent; what is null has no limit. */
export type Limits = { readonly [Name in keyof Spent]: number | null }

export interface Budget {
  /** In a day of the time zone of the mandate. */
  readonly day: Limits
  /** In one run of `baken crawl`. */
  readonly run: Limits
}

export const nothingSpent: Spent = { pages: 0, bytes: 0, ms: 0 }

export function sumSpent(one: Spent, more: Spent): Spent {
  return { pages: one.pages + more.pages, bytes: one.bytes + more.bytes, ms: one.ms + more.ms }
}
