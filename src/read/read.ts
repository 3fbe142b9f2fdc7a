/** The read step: the bytes of one answer in, what kind of page it is, its text, links, dates and adverts out. */
import type { CanonicalUrl } from '../model/ids.ts'
import type {
  AdvertReading,
  DateValue,
  PageInput,
  PageKind,
  PageLink,
  PageReading,
  SiteProfile
} from '../model/page.ts'
import { findAdverts } from './advert/advert.ts'
import type { AdvertsFound } from './advert/adverts-found.ts'
import type { DecodedBody } from './bytes/charset.ts'
import { findDates } from '../text/dates.ts'
import { digest64 } from './hash.ts'
import { joinBlocks } from './html/document.ts'
import type { HtmlDocument } from './html/document.ts'
import { readFeed } from './page/feed.ts'
import { kindOfContent, kindOfNotice, kindOfStatus } from './page/kind.ts'
import type { KindFound } from './page/kind.ts'
import { guessLanguage, languageChars } from '../text/language.ts'
import type { Canonicalise } from './page/links.ts'
import { inEncoding, resolveLinks } from './page/links.ts'
import { allLinks } from './page/page-links.ts'
import { mainText } from './main-text/main-text.ts'
import { readStateList } from './advert/stated/page-state.ts'
import { openPage } from './advert/siblings.ts'
import type { PageContext } from './page/page-context.ts'
import { parsePage, type ParsedPage } from './page/parsed-page.ts'
import { markBoilerplate, profileEntries } from './site/profile.ts'

/** Raised whenever the same bytes may give another reading. */
export const readVersion = 25

export interface ReadContext {
  /** ISO 8601 time of the capture. */
  readonly seenAt: string
  /** `canonicalUrl` of crawl/, handed in: read/ does not import it. */
  readonly canonical: Canonicalise
  /**
   * False: leave `text`, `main` and `dates` of the whole page empty, and its language where it has no adverts to what the page
   * declares. They cost a third of a reading; only a person who inspects a page wants them. Default true.
   */
  readonly full?: boolean
  /** True: give `blocks` for `learnSite`, from the same parse. Default false. */
  readonly collectBlocks?: boolean
}

const maxDates = 50
const maxDateBlocks = 400

/** A page as far as it is read before its site is known: only what the site repeats still stands in its adverts. */
export interface BegunPage {
  readonly kind: PageKind
  readonly links: readonly PageLink[]
  /** With `collectBlocks`: what it adds to the profile of its site (`learnSite`). */
  readonly blocks: readonly string[]
  /** Names what the page says: title and text of its adverts, else its blocks. Equal for equal content, whatever its address and links. */
  content(): string
  /** The reading, without what `site` repeats. Call it once: it marks the document. */
  finish(site: SiteProfile | null | undefined): PageReading
}

/**
 * Reads one page. Pure: the same input and context give the same reading. Never throws on any bytes; what went over a
 * limit stands in `notes`. Adverts of walls, gone and error pages are never given out (FAULTS A24).
 */
export function readPage(input: PageInput, context: ReadContext): PageReading {
  return beginPage(input, context).finish(input.site)
}

/** Begins to read a page whose site may not be known yet: `readPage` in two steps, so that its bytes are parsed once. */
export function beginPage(input: PageInput, context: ReadContext): BegunPage {
  const byStatus = kindOfStatus(input.status)
  const page = parsePage(input)
  switch (page.kind) {
    case 'empty':
      return whole(bare(byStatus?.kind ?? 'empty', byStatus?.because ?? 'no body'))
    case 'not-html': {
      const because = `content is ${input.headers['content-type'] ?? 'not text'}`
      return whole(bare(byStatus?.kind ?? 'not-html', byStatus?.because ?? because))
    }
    case 'feed':
      return whole(feedReading(input.url, page.decoded, context, page.notes))
    case 'html':
      return beginHtml(input, context, page, byStatus)
  }
}

/** Pages with more links than this show their lists themselves. */
const fewLinks = 5

/** The document with the links of a list that stands in its state alone, and how many records that list has. */
function withStateList(document: HtmlDocument): { readonly document: HtmlDocument; readonly listed: number } {
  if (document.states.length === 0 || document.links.length > fewLinks) return { document, listed: 0 }
  const records = readStateList(document)
  const links = records
    .filter(({ href }) => href !== '')
    .map(({ href, title }) => ({ href, text: title, rel: '', from: 'a' as const, element: -1, block: -1, at: 0 }))
  return { document: { ...document, links: [...document.links, ...links] }, listed: records.length }
}

function beginHtml(
  input: PageInput,
  context: ReadContext,
  parsed: Extract<ParsedPage, { kind: 'html' }>,
  byStatus: KindFound | null
): BegunPage {
  const { decoded, notes } = parsed
  const { document, listed } = withStateList(parsed.document)
  const full = context.full ?? true
  const main = full ? mainText(document, input.url) : '' // Before the adverts are told apart, which cuts blocks.
  const blocks = context.collectBlocks === true ? profileEntries(document) : []
  const canonical = inEncoding(context.canonical, decoded.name)
  const links = resolveLinks(document, input.url, canonical)
  const named = allLinks(input, parsed, links.links, canonical)
  const page = openPage(document, input.url, links, context.seenAt)
  const found: AdvertsFound = byStatus
    ? { adverts: [], isList: false, because: byStatus.because }
    : withListed(findAdverts(page, input.selectors), listed)
  const kind = byStatus ?? kindOfNotice(page, found) ?? kindOfContent(page, found)
  const finish: BegunPage['finish'] = (site) => {
    const adverts = kind.kind === 'advert' ? withoutBoilerplate(found.adverts, page, site, input.selectors) : []
    const text = full ? joinBlocks(document, document.blocks.keys()) : ''
    return {
      version: readVersion,
      kind: kind.kind,
      because: kind.because,
      charset: charsetOf(decoded),
      title: page.title.text || document.title,
      text,
      main,
      language: languageOf(adverts.length > 0 ? sampleOf(adverts) : text, document.language),
      links: named,
      dates: full ? datesOf(document, context.seenAt) : [],
      adverts,
      ...(context.collectBlocks === true && { blocks }),
      notes: [...notes, ...document.notes]
    }
  }
  return { kind: kind.kind, links: named, blocks, content: () => contentOf(document, found.adverts), finish }
}

function contentOf(document: HtmlDocument, adverts: readonly AdvertReading[]): string {
  const texts =
    adverts.length > 0
      ? adverts.map(({ title, body }) => `${title}\n${body}`)
      : [...new Set(document.blocks.map((block) => block.text))].sort()
  return digest64(texts.join('\n').toLowerCase())
}

/** A page without adverts whose state holds a list is a list. */
function withListed(found: AdvertsFound, listed: number): AdvertsFound {
  if (listed < 2 || found.adverts.length > 0 || found.isList) return found
  return { adverts: [], isList: true, because: `${listed} records of a list in the page’s scripts` }
}

/** A reading to which the site adds nothing. */
function whole(reading: PageReading): BegunPage {
  return { kind: reading.kind, links: reading.links, blocks: [], content: () => '', finish: () => reading }
}

/** As much of the first adverts as a guess of their language looks at. */
function sampleOf(adverts: readonly AdvertReading[]): string {
  let sample = ''
  for (const advert of adverts) {
    if (sample.length >= languageChars) break
    sample += `${sample === '' ? '' : ' '}${advert.title} ${advert.body}`
  }
  return sample
}

/** ISO 639-1 of a text; in doubt what the page declares, or `und`. */
function languageOf(text: string, declared: string): string {
  return guessLanguage(text)?.language ?? /^[a-z]{2}/.exec(declared.toLowerCase())?.[0] ?? 'und'
}

function charsetOf(decoded: DecodedBody): PageReading['charset'] {
  return { name: decoded.name, basis: decoded.basis, certain: decoded.certain }
}

function bare(kind: PageKind, because: string): PageReading {
  return {
    version: readVersion,
    kind,
    because,
    charset: { name: 'none', basis: 'not text', certain: false },
    title: '',
    text: '',
    main: '',
    language: 'und',
    links: [],
    dates: [],
    adverts: [],
    notes: []
  }
}

function feedReading(
  url: CanonicalUrl,
  decoded: DecodedBody,
  context: ReadContext,
  notes: readonly string[]
): PageReading {
  const feed = readFeed(decoded.text, url, context.canonical)
  return {
    version: readVersion,
    kind: 'sitemap',
    because: `${feed.format} with ${feed.links.length} addresses`,
    charset: charsetOf(decoded),
    title: feed.title,
    text: '',
    main: '',
    language: 'und',
    links: feed.links,
    dates: [],
    adverts: [],
    notes: [...notes, ...feed.notes]
  }
}

/**
 * The adverts with the site's own text taken out. What kind of page it is and which adverts it has is judged before, without the
 * profile: a profile is made from whichever pages came first, and must not decide what is an advert.
 */
function withoutBoilerplate(
  adverts: readonly AdvertReading[],
  page: PageContext,
  site: SiteProfile | null | undefined,
  selectors: PageInput['selectors']
): readonly AdvertReading[] {
  if (!site) return adverts
  markBoilerplate(page.document, site)
  const again = findAdverts(page, selectors).adverts
  const same = again.length === adverts.length && again.every((advert, nth) => advert.key === adverts[nth]?.key)
  return same ? again : adverts
}

/** Dates in short blocks (meta lines, fields) and in the first blocks of prose; each raw text once. */
function datesOf(document: HtmlDocument, seenAt: string): DateValue[] {
  const dates = new Map<string, DateValue>()
  let tried = 0
  for (const block of document.blocks) {
    if (block.text.length > 300 || (block.digits === 0 && block.text.length > 60)) continue
    if (++tried > maxDateBlocks || dates.size >= maxDates) break
    for (const date of findDates(block.text, seenAt)) if (!dates.has(date.raw)) dates.set(date.raw, date)
  }
  return [...dates.values()]
}
