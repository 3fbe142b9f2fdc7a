/** From a capture to what is to be written of it: page, links for the frontier, adverts with facts. No database in here. */
import { Readable } from 'node:stream'
import { canonicalOrNull } from '../../crawl/canonical.ts'
import { decodeBody } from '../../crawl/fetch/decode.ts'
import { redirectTarget } from '../../crawl/fetch/fetch.ts'
import type { Exchange } from '../../model/exchange.ts'
import type { CanonicalUrl } from '../../model/ids.ts'
import { advertOfLine, readAdverts, type ImportedAdvert } from '../../evidence/archives/advert-jsonl.ts'
import { localTime, readEpoch, zoneOfRegion } from '../../text/calendar.ts'
import { postingDate } from '../../text/dates.ts'
import { extractFacts } from '../../extract/advert-facts.ts'
import { beginPage } from '../../read/read.ts'
import { boilerplateEntries, withoutBoilerplateText } from '../../read/site/boilerplate.ts'
import type { ExtractContext } from '../../model/fact.ts'
import { looksLikeFeed } from '../../read/page/feed.ts'
import { feedBytes } from '../../read/page/parsed-page.ts'
import { pageLinks } from '../../read/page/page-links.ts'
import type { AdvertReading, DateValue, PageInput, PageLink, SiteProfile } from '../../model/page.ts'
import type { SealedReading } from '../../model/reading.ts'
import type { Source } from '../../model/source.ts'
import type { FoundAddress } from '../../store/frontier/found-addresses.ts'
import { hostOf, linksOf, redirectAddress, type LinkWork } from './identity/page-addresses.ts'
import { isAdvertLine } from '../import/known-imports.ts'

export interface PageWork extends LinkWork {
  readonly profile: SiteProfile | null
  /** False: take the links only; the adverts wait until the site is known. */
  readonly withAdverts: boolean
}

export interface PageResult {
  readonly pageKind: string
  /** Named outcome of bad input; null when none. */
  readonly problem: string | null
  readonly found: readonly FoundAddress[]
  readonly adverts: readonly PageAdvert[]
  /** What extraction has to know of the page beside its adverts. */
  readonly context: ExtractContext
  /** What the page adds to the profile of its site; empty unless its adverts wait for that. */
  readonly blocks: readonly string[]
  /** What the page says, where its address has parameters to learn of; null where not. */
  readonly content: string | null
  /** What the page names as its own address; null when it names none or itself. */
  readonly canonical: CanonicalUrl | null
  /** Where the adverts wait for the profile of their site: gives them once it is known. Call it once. */
  readonly later?: (profile: SiteProfile | null) => Pick<PageResult, 'adverts' | 'context'>
}

export interface PageAdvert {
  readonly advert: AdvertReading
  readonly site: string
}

/** An advert with what its text states. */
export interface ExtractedAdvert extends PageAdvert {
  readonly reading: SealedReading
}

/** The extract step on what `readCapture` made of a page. */
export function extractAdverts({ adverts, context }: Pick<PageResult, 'adverts' | 'context'>): ExtractedAdvert[] {
  return adverts.map((one) => ({ ...one, reading: extractFacts(one.advert, context) }))
}

/** A 50 MB page is cut at this many bytes of text for reading; the evidence keeps what was fetched. */
const mostReadBytes = 4 * 1024 * 1024

/** The read step on one capture. */
export async function readCapture(work: PageWork): Promise<PageResult> {
  const { exchange, source } = work
  // "Today" is a day of the source, not of UTC and not of this machine.
  const seenAt = localTime(exchange.startedAt, zoneOf(source))
  const context = { region: source.region, seenAt }
  const redirect = readRedirect(work)
  if (redirect !== null) return { ...bare, pageKind: 'redirect', ...redirect, context }
  if (isAdvertLine(exchange)) return readAdvertLine(work, context)
  const input = await pageInput(exchange)
  if ('problem' in input) return { ...bare, pageKind: 'error', problem: input.problem, context }
  const page = beginPage(
    { ...input, selectors: source.pages },
    { seenAt, canonical: canonicalOrNull, full: false, collectBlocks: !work.withAdverts }
  )
  const advertsOf = (profile: SiteProfile | null): Pick<PageResult, 'adverts' | 'context'> => {
    const { language, adverts } = page.finish(profile)
    const site = hostOf(exchange.url)
    return { adverts: adverts.map((advert) => ({ advert, site })), context: { ...context, language } }
  }
  const begun = {
    pageKind: page.kind,
    problem: null,
    found: linksOf(page.links, work),
    blocks: page.blocks,
    content: work.parameters !== undefined && exchange.url.includes('?') ? page.content() : null,
    canonical: canonicalLink(page.links, exchange.url)
  }
  if (work.withAdverts) return { ...begun, ...advertsOf(work.profile) }
  // What is no advert without the profile of its site is none with it.
  return {
    ...begun,
    adverts: [],
    context,
    later: page.kind === 'advert' ? advertsOf : () => ({ adverts: [], context })
  }
}

const bare = { found: [], adverts: [], blocks: [], content: null, canonical: null }

function canonicalLink(links: readonly PageLink[], url: string): CanonicalUrl | null {
  const named = links.filter((link) => link.from === 'canonical')
  // Two that say different things say nothing.
  return named.length === 1 && named[0]?.url !== url ? (named[0]?.url ?? null) : null
}

/** What a run that takes links only keeps of a page. */
export interface LinkResult {
  readonly found: readonly FoundAddress[]
  /** Hashes of its blocks of text of its own: whether a page says anything that the pages before did not. */
  readonly prose: readonly number[]
}

/** The addresses that a capture names, the same as `readCapture` finds, without looking for adverts. Bad input names none. */
export async function readLinks(work: LinkWork): Promise<LinkResult> {
  const redirect = readRedirect(work)
  if (redirect !== null) return { found: redirect.found, prose: [] }
  if (isAdvertLine(work.exchange)) return { found: [], prose: [] }
  const input = await pageInput(work.exchange)
  if ('problem' in input) return { found: [], prose: [] }
  const page = pageLinks(input, canonicalOrNull)
  return { found: linksOf(page.links, work), prose: page.prose }
}

/** Where an exchange sends its visitors; null when it is no redirect. */
function readRedirect(work: LinkWork): Pick<PageResult, 'found' | 'problem'> | null {
  const redirect = redirectTarget(work.exchange)
  if (redirect === null) return null
  const found = redirect.kind === 'url' && work.addressId !== null ? [redirectAddress(redirect.url, work)] : []
  return { found, problem: redirect.kind === 'url' ? null : `redirect refused: ${redirect.detail}` }
}

/** What is read of an exchange: the document that its scripts made where it was rendered, else its body; made ready for reading, or why it cannot be. */
async function pageInput(exchange: Exchange): Promise<PageInput | { readonly problem: string }> {
  if (exchange.rendering !== undefined) {
    const { document } = exchange.rendering
    // What the browser wrote is UTF-8, whatever the page says of itself.
    const headers = { ...headersOf(exchange), 'content-type': 'text/html; charset=utf-8' }
    const body = document.length > mostReadBytes ? document.subarray(0, mostReadBytes) : document
    return { url: exchange.url, status: exchange.status, headers, body }
  }
  const decoded = await decodeBody(exchange)
  if (decoded.kind === 'failed') return { problem: `${decoded.reason}: ${decoded.detail}` }
  const head = Buffer.from(decoded.body.buffer, decoded.body.byteOffset, Math.min(decoded.body.length, 8_192))
  const most = looksLikeFeed(head.toString('latin1'), exchange.url) ? feedBytes : mostReadBytes
  return {
    url: exchange.url,
    status: exchange.status,
    headers: headersOf(exchange),
    body: decoded.body.length > most ? decoded.body.subarray(0, most) : decoded.body
  }
}

/** By name in lower case: the last line of a name counts, except that a page may name several links. */
function headersOf({ responseHeaders }: Exchange): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [line, value] of responseHeaders) {
    const name = line.toLowerCase()
    headers[name] = name === 'link' && headers[name] !== undefined ? `${headers[name]}, ${value}` : value
  }
  return headers
}

/** One line of advert JSONL: its fields are the advert. */
async function readAdvertLine(work: PageWork, context: ExtractContext & { seenAt: string }): Promise<PageResult> {
  const { exchange } = work
  const nothing = { ...bare, context }
  const fields = await fieldsOf(exchange.body)
  if (fields === null) return { ...nothing, pageKind: 'error', problem: 'advert line: not readable' }
  const advertPage = { ...nothing, pageKind: 'advert', problem: null }
  const advertsOf = (profile: SiteProfile | null): PageAdvert[] => [lineAdvert(work, context.seenAt, fields, profile)]
  if (work.withAdverts) return { ...advertPage, adverts: advertsOf(work.profile) }
  const later: PageResult['later'] = (profile) => ({ adverts: advertsOf(profile), context })
  return { ...advertPage, blocks: boilerplateEntries(fields), later }
}

/** The first advert of a body: an import writes one line; an archive of another may hold more. */
async function fieldsOf(body: Uint8Array): Promise<ImportedAdvert | null> {
  if (!body.includes(lineBreak)) return advertOfLine(body)
  for await (const line of readAdverts(Readable.from([body]))) return line.kind === 'advert' ? line.advert : null
  return null
}

const lineBreak = 10

function lineAdvert(
  { exchange }: PageWork,
  seenAt: string,
  fields: ImportedAdvert,
  profile: SiteProfile | null
): PageAdvert {
  const posted = fields.postedAt === '' ? undefined : parsePosted(fields.postedAt, seenAt)
  const advert: AdvertReading = {
    key: fields.id === '' ? 'page' : `id:${fields.id}`,
    url: exchange.url,
    title: fields.title,
    body: withoutBoilerplateText(fields.body, profile),
    contact: '',
    ...(fields.account !== '' && { account: fields.account }),
    ...(fields.category !== '' && { category: fields.category }),
    ...(fields.seller !== '' && { seller: fields.seller }),
    ...(fields.city !== '' && { city: fields.city }),
    ...(fields.phoneField !== '' && { phoneField: fields.phoneField }),
    ...(fields.price !== '' && { price: fields.price }),
    ...(posted !== undefined && { postedAt: posted }),
    images: fields.images,
    method: 'jsonl'
  }
  return { advert, site: fields.site === '' ? hostOf(exchange.url) : fields.site }
}

function parsePosted(text: string, seenAt: string): DateValue | undefined {
  const epoch = readEpoch(text)
  return epoch === null
    ? (postingDate(text, seenAt) ?? undefined)
    : { value: epoch, precision: 'minute', basis: 'absolute', raw: text.trim() }
}

/** The time zone of a source; sources that were stored before there was one have that of their region. */
export function zoneOf(source: Source): string {
  return source.timezone ?? zoneOfRegion(source.region)
}
