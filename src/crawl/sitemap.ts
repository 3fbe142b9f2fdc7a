/** Reads sitemaps, sitemap indexes and RSS or Atom feeds: addresses that a site lists itself. */
import { Parser } from 'htmlparser2'
import { canonicalUrl } from './canonical.ts'
import type { RefusalReason } from '../model/exchange.ts'
import type { CanonicalUrl } from '../model/ids.ts'

export interface SitemapEntry {
  readonly url: CanonicalUrl
  /** As stated (W3C or RFC 822 date), unjudged; null when absent. */
  readonly lastModified: string | null
}

export interface SitemapReading {
  /** `index`: the entries are further sitemaps. */
  readonly kind: 'sitemap' | 'index' | 'rss' | 'atom' | 'text' | 'other'
  readonly entries: readonly SitemapEntry[]
  readonly refused: readonly { readonly ref: string; readonly reason: RefusalReason }[]
  readonly notes: readonly string[]
}

/** The sitemap protocol: 50,000 addresses and 50 MB a file. */
const maxEntries = 50_000
const maxChars = 52_428_800
const maxDepth = 50
const maxFieldChars = 4_096
const maxRefused = 1_000

/**
 * Reads the text of a sitemap (already unpacked and decoded) found at `base`. No document type, no entities beside the
 * five of XML, nothing external: the parser knows none, so an entity bomb stays the few bytes that it is (FAULTS B7).
 * Never throws; stops at 50,000 entries, 50 MB, or nesting of 50, and says so. Plain text with one address a line is
 * read too.
 */
export function readSitemap(text: string, base: CanonicalUrl): SitemapReading {
  const notes: string[] = []
  const bounded = text.length > maxChars ? text.slice(0, maxChars) : text
  if (bounded !== text) notes.push(`longer than ${maxChars} characters: the rest ignored`)
  if (/<!(?:DOCTYPE|ENTITY)/i.test(bounded.slice(0, 10_000))) notes.push('document type ignored')
  const collect = collector(base, notes)
  if (!bounded.slice(0, 10_000).trimStart().startsWith('<')) {
    for (const line of firstLines(bounded)) collect.add(line, null)
    return collect.reading(collect.size() > 0 ? 'text' : 'other')
  }
  return readXml(bounded, collect, notes)
}

interface Collector {
  add(ref: string, lastModified: string | null): void
  size(): number
  reading(kind: SitemapReading['kind']): SitemapReading
}

function readXml(text: string, collect: Collector, notes: string[]): SitemapReading {
  let kind: SitemapReading['kind'] = 'other'
  let depth = 0
  let stopped = false
  let field = ''
  let value = ''
  let item: { ref: string; date: string | null } | null = null
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (stopped) return
        const tag = local(name)
        if (++depth > maxDepth) {
          stopped = true
          notes.push(`nesting over ${maxDepth}: the rest ignored`)
          return
        }
        if (depth === 1) kind = rootKinds.get(tag) ?? 'other'
        if (tag === 'url' || tag === 'sitemap' || tag === 'item' || tag === 'entry') item = { ref: '', date: null }
        // Atom: the address is an attribute; alternates beside the first are other forms of the same entry.
        const rel = attributes['rel'] ?? 'alternate'
        if (tag === 'link' && item !== null && kind === 'atom' && rel === 'alternate' && item.ref === '')
          item.ref = attributes['href'] ?? ''
        // Images and videos have a <image:loc> of their own: only names without prefix are ours.
        field = name.includes(':') ? '' : tag
        value = ''
      },
      ontext(data) {
        if (!stopped && value.length < maxFieldChars) value += data.slice(0, maxFieldChars)
      },
      onclosetag(name) {
        if (stopped) return
        depth--
        const tag = local(name)
        if (item !== null && field === tag && !name.includes(':')) {
          if (tag === 'loc' || (tag === 'link' && kind === 'rss')) item.ref = value
          else if (dateTags.has(tag)) item.date = value.trim().slice(0, 64)
        }
        if (item !== null && (tag === 'url' || tag === 'sitemap' || tag === 'item' || tag === 'entry')) {
          if (item.ref !== '') collect.add(item.ref, item.date)
          item = null
          stopped = collect.size() >= maxEntries
        }
        field = ''
      }
    },
    { xmlMode: true, decodeEntities: true }
  )
  // In pieces, so that a stop takes effect before the whole text has been read.
  for (let at = 0; at < text.length && !stopped; at += 65_536) parser.write(text.slice(at, at + 65_536))
  if (!stopped) parser.end()
  return collect.reading(kind)
}

const rootKinds: ReadonlyMap<string, SitemapReading['kind']> = new Map([
  ['urlset', 'sitemap'],
  ['sitemapindex', 'index'],
  ['rss', 'rss'],
  ['rdf', 'rss'],
  ['feed', 'atom']
])
const dateTags: ReadonlySet<string> = new Set(['lastmod', 'pubdate', 'updated', 'date'])

function collector(base: CanonicalUrl, notes: string[]): Collector {
  const entries = new Map<CanonicalUrl, SitemapEntry>()
  const refused: { ref: string; reason: RefusalReason }[] = []
  return {
    add(ref, lastModified) {
      const result = canonicalUrl(ref, base)
      if (result.kind === 'refused') {
        if (refused.length < maxRefused) refused.push({ ref: ref.trim().slice(0, 200), reason: result.reason })
      } else if (entries.size < maxEntries) {
        if (!entries.has(result.url)) entries.set(result.url, { url: result.url, lastModified })
        if (entries.size === maxEntries) notes.push(`${maxEntries} entries: the rest ignored`)
      }
    },
    size: () => entries.size,
    reading: (kind) => ({ kind, entries: [...entries.values()], refused, notes })
  }
}

function firstLines(text: string): string[] {
  return text
    .split('\n', maxEntries)
    .map((line) => line.trim())
    .filter((line) => /^https?:/i.test(line))
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase()
}
