/** Reads sitemaps, sitemap indexes, RSS and Atom: links only. No DTD, no entities but the five of XML (FAULTS B7). */
import { Parser } from 'htmlparser2'
import type { CanonicalUrl } from '../../model/ids.ts'
import type { PageLink } from '../../model/page.ts'
import type { Canonicalise } from './links.ts'

export interface FeedRead {
  readonly links: readonly PageLink[]
  readonly title: string
  readonly format: 'sitemap' | 'feed'
  readonly notes: readonly string[]
}

/** Links of one sitemap (the protocol allows 50,000). */
const maxLinks = 50_000
const maxChars = 60 * 1024 * 1024
const maxDepth = 64

/** True when a text is a sitemap or feed by its root element, or a plain list of addresses under a sitemap's name. */
export function looksLikeFeed(text: string, url: string): boolean {
  // A comment of any length may stand before the root: it is passed over from its beginning to its end.
  let at = 0
  for (let open = opening(text, at); open >= 0; open = opening(text, at)) {
    const end = text.indexOf('-->', open)
    if (end < 0) break
    at = end + 3
  }
  const head = text.slice(at, at + 4000).replace(/<!--[\s\S]{0,2000}?-->/g, '')
  if (/<(?:\w+:)?(?:urlset|sitemapindex|rss|feed|rdf)[\s>]/i.test(head) && !/<html[\s>]/i.test(head)) return true
  if (isJsonFeed(head)) return true
  return isAddressList(head, url)
}

/** Where a comment begins with nothing but blanks and a declaration before it; -1 where none does. */
function opening(text: string, from: number): number {
  const match = /^\ufeff?\s*(?:<\?xml[^>]{0,200}\?>)?\s*<!--/.exec(text.slice(from, from + 400))
  return match === null ? -1 : from + match[0].length - 4
}

function isJsonFeed(head: string): boolean {
  return /^\ufeff?\s*\{/.test(head) && /"version"\s*:\s*"https?:\\?\/\\?\/jsonfeed\.org\\?\/version/.test(head)
}

/** One address a line and nothing else: one line is enough under the name of a sitemap. */
function isAddressList(head: string, url: string): boolean {
  if (!/^\s*https?:/i.test(head)) return false
  const lines = head
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  // The last line may be cut.
  const whole = head.length < 4000 ? lines : lines.slice(0, -1)
  const least = /sitemap[^/]*\.(?:txt|gz)$|\.txt(?:\.gz)?$/i.test(url) ? 1 : 3
  return whole.length >= least && whole.every((line) => /^\ufeff?https?:\/\/\S+$/i.test(line))
}

/** Reads links; `<loc>`, `<link>` and `<link href>`, in order, each once. Unknown entities stay as written. */
export function readFeed(text: string, url: string, canonical: Canonicalise): FeedRead {
  const notes: string[] = []
  const { found, format, title } = isJsonFeed(text.slice(0, 4000))
    ? { found: jsonItems(text, notes), format: 'feed' as const, title: '' }
    : /^\ufeff?\s*</.test(text)
      ? xmlEntries(text, url, notes)
      : { found: lineEntries(text), format: 'sitemap' as const, title: '' }
  const from = format === 'feed' ? 'feed' : 'sitemap'
  const links = new Map<CanonicalUrl, PageLink>()
  for (const one of found) {
    const target = canonical(one.href, one.base ?? url)
    if (target && !links.has(target)) links.set(target, { url: target, text: one.title, rel: '', from })
  }
  return { links: [...links.values()], title, format, notes: notes.filter((note) => note) }
}

interface Entry {
  readonly href: string
  readonly title: string
  /** What it is relative to, where that is not the list itself. */
  readonly base?: string
}

function lineEntries(text: string): Entry[] {
  const found: Entry[] = []
  for (const match of text.slice(0, maxChars).matchAll(/^[ \t]*(https?:\/\/\S{1,2000})/gim)) {
    if (found.length < maxLinks) found.push({ href: match[1] as string, title: '' })
  }
  return found
}

/** What reading of an XML list has come to. */
interface XmlState {
  readonly found: Entry[]
  readonly notes: string[]
  readonly bases: string[]
  format: 'sitemap' | 'feed'
  title: string
  tag: string
  text: string
  depth: number
  inItem: boolean
  itemTitle: string
  /** The item has an address. */
  named: boolean
  guid: string
}

function xmlEntries(text: string, url: string, notes: string[]): Pick<XmlState, 'found' | 'format' | 'title'> {
  const state: XmlState = {
    found: [],
    notes,
    bases: [url],
    format: 'sitemap',
    title: '',
    tag: '',
    text: '',
    depth: 0,
    inItem: false,
    itemTitle: '',
    named: false,
    guid: ''
  }
  const parser = new Parser(
    {
      onopentag: (name, attributes) => opened(state, localName(name), attributes),
      ontext(piece) {
        if (state.text.length < 4000) state.text += piece
      },
      onclosetag: (name) => closed(state, localName(name))
    },
    { xmlMode: true, decodeEntities: true }
  )
  feed(parser, text)
  return state
}

/** Pictures and films have a `<image:loc>` of their own, which keeps its prefix. */
function localName(name: string): string {
  return name.replace(/^(?!image:|video:)\w+:/, '').toLowerCase()
}

function opened(state: XmlState, tag: string, attributes: Readonly<Record<string, string>>): void {
  if (++state.depth > maxDepth) state.notes[0] = `nesting over ${maxDepth}`
  state.tag = tag
  state.text = ''
  const base = state.bases.at(-1) ?? ''
  state.bases.push(attributes['xml:base'] ? joined(attributes['xml:base'], base) : base)
  if (tag === 'guid') state.guid = /^false$/i.test(attributes['isPermaLink'] ?? '') ? 'none' : ''
  if (tag === 'rss' || tag === 'feed' || tag === 'rdf') state.format = 'feed'
  if (tag === 'item' || tag === 'entry') {
    state.inItem = true
    state.itemTitle = ''
    state.named = false
    state.guid = ''
    // In RDF the item itself has the address.
    if (attributes['rdf:about']) add(state, attributes['rdf:about'], '')
  }
  const rel = attributes['rel'] ?? 'alternate'
  if (tag === 'link' && attributes['href'] && (rel === 'alternate' || rel === 'next'))
    add(state, attributes['href'], state.itemTitle)
}

function closed(state: XmlState, tag: string): void {
  const value = state.text.trim()
  state.depth--
  if (tag === state.tag) {
    if (tag === 'title') {
      if (state.inItem) state.itemTitle = value.slice(0, 300)
      else state.title ||= value.slice(0, 300)
    } else if (tag === 'loc' || (tag === 'link' && value !== '')) add(state, value, state.inItem ? state.itemTitle : '')
    else if (tag === 'guid') state.guid = state.guid === '' && /^https?:/i.test(value) ? value : ''
  }
  // An item without a link is found under its lasting name, where that is an address.
  if (tag === 'item' && !state.named && state.guid !== '') add(state, state.guid, state.itemTitle)
  state.bases.pop()
  if (tag === 'item' || tag === 'entry') state.inItem = false
  state.tag = ''
  state.text = ''
}

function add(state: XmlState, href: string, title: string): void {
  state.named = true
  if (state.found.length < maxLinks) state.found.push({ href, title, base: state.bases.at(-1) ?? '' })
  else state.notes[0] = `more than ${maxLinks} addresses, the rest not read`
}

/** The items of a JSON feed (version 1): `url`, else `external_url`; and the next page of it. */
function jsonItems(text: string, notes: string[]): Entry[] {
  let feed: unknown
  try {
    feed = JSON.parse(text.slice(0, maxChars).replace(/^\ufeff/, ''))
  } catch {
    notes.push('a JSON feed that is no JSON')
    return []
  }
  const { items, next_url: next } = feed as { items?: unknown; next_url?: unknown }
  const found = (Array.isArray(items) ? items.slice(0, maxLinks) : []).flatMap((item: unknown) => {
    const { url, external_url: external, title } = (item ?? {}) as Record<string, unknown>
    const href = typeof url === 'string' ? url : external
    return typeof href === 'string' ? [{ href, title: typeof title === 'string' ? title.slice(0, 300) : '' }] : []
  })
  return typeof next === 'string' ? [...found, { href: next, title: '' }] : found
}

function joined(reference: string, base: string): string {
  try {
    return new URL(reference, base).href
  } catch {
    return base
  }
}

/** Stops where nesting goes beyond what any sitemap has: the parser's own stack is slow when deep. */
function feed(parser: Parser, text: string): void {
  const cut = text.slice(0, maxChars)
  let depth = 0
  for (let at = 0; at < cut.length; at += 65_536) {
    const chunk = cut.slice(at, at + 65_536)
    for (let i = chunk.indexOf('<'); i >= 0; i = chunk.indexOf('<', i + 1))
      depth += chunk.charCodeAt(i + 1) === 47 ? -1 : 1
    parser.write(chunk)
    if (depth > 20_000 + at / 10) break
  }
  parser.end()
}
