/** What the read step makes of a capture: a page of some kind, its links, and the adverts that it publishes. */
import type { CanonicalUrl } from './ids.ts'

export interface PageInput {
  readonly url: CanonicalUrl
  readonly status: number
  /** Names lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The body after content decoding (gzip, br, deflate), still in its own character set. */
  readonly body: Uint8Array
  readonly selectors?: PageSelectors
  readonly site?: SiteProfile
}

/** Optional `pages:` of a source file: simple CSS selectors; absent parts are recognised. */
export interface PageSelectors {
  readonly advert?: string
  readonly title?: string
  readonly body?: string
  readonly price?: string
  readonly place?: string
  readonly posted?: string
  readonly account?: string
  readonly contact?: string
}

/** What a site repeats on its pages, learned from its first pages: plain data, so that a reading can be made again. */
export interface SiteProfile {
  readonly version: number
  /** Pages it was learned from. */
  readonly pages: number
  /** Hashes of text blocks that the site repeats (menu, footer, legal text): never advert text. */
  readonly boilerplate: readonly string[]
  /** Contacts in headers and footers: candidates for hubs from the first advert on. */
  readonly contacts: readonly string[]
}

export type PageKind =
  | 'advert'
  | 'list'
  | 'other'
  | 'sitemap'
  | 'wall' // captcha, cookie or login wall, geo block, suspended account: never an advert
  | 'gone' // 404, 410, or a page that says that the advert is gone
  | 'error'
  | 'empty'
  | 'not-html'

export interface PageLink {
  readonly url: CanonicalUrl
  readonly text: string
  readonly rel: string
  readonly from:
    | ('a' | 'frame' | 'area' | 'next' | 'sitemap' | 'canonical' | 'refresh' | 'feed')
    | ('option' | 'data' | 'click' | 'drawing' | 'alternate' | 'header')
}

/** A date as far as the text tells it. */
export interface DateValue {
  /** ISO 8601 as precise as known: `2026-03-04T14:05+01:00`, `2026-03-04`, `2026-03`. */
  readonly value: string
  readonly precision: 'minute' | 'day' | 'month' | 'year'
  /** How it was known: `structured`, `absolute`, `relative`, `no-year`, `day-month-order`, `no-zone`. */
  readonly basis: string
  readonly raw: string
}

export interface AdvertReading {
  /** Stable on its page: `page` for a detail page, else an anchor, id or digest of the block. */
  readonly key: string
  readonly url: CanonicalUrl
  readonly title: string
  readonly body: string
  /** Text of contact elements outside the body, links such as tel: and wa.me written out. */
  readonly contact: string
  readonly account?: string
  readonly category?: string
  readonly seller?: string
  readonly city?: string
  readonly phoneField?: string
  readonly price?: string
  readonly postedAt?: DateValue
  readonly images: readonly AdvertImage[]
  /** How the advert was found: `selectors`, `json-ld`, `microdata`, `page-state`, `blocks`, `jsonl`. */
  readonly method: string
}

export interface AdvertImage {
  readonly url: string
  /** 64 hex digits; null while the picture was not fetched. */
  readonly pdq: string | null
  /** PDQ quality 0 to 100. */
  readonly quality: number | null
}

export interface PageReading {
  readonly version: number
  readonly kind: PageKind
  /** Why the page got its kind, in words for `inspect page`. */
  readonly because: string
  readonly charset: { readonly name: string; readonly basis: string; readonly certain: boolean }
  readonly title: string
  /** Text of the whole page, for `inspect page` and profiles. */
  readonly text: string
  /** Main text without menus, frames and panels: the article, the items, the posts. Empty where `text` is. */
  readonly main: string
  readonly language: string
  readonly links: readonly PageLink[]
  readonly dates: readonly DateValue[]
  readonly adverts: readonly AdvertReading[]
  /** What the page adds to its site's profile (see `learnSite`); only when asked for. */
  readonly blocks?: readonly string[]
  /** Limits that were hit, in words: `nesting over 512, deeper elements read as flat`. */
  readonly notes: readonly string[]
}
