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
  const head = text.slice(0, 4000).replace(/<!--[\s\S]{0,2000}?-->/g, '')
  if (/<(?:\w+:)?(?:urlset|sitemapindex|rss|feed|rdf)[\s>]/i.test(head) && !/<html[\s>]/i.test(head)) return true
  return /sitemap[^/]*\.txt$/i.test(url) && /^\s*https?:\/\/\S+\s/i.test(head)
}

/** Reads links; `<loc>`, `<link>` and `<link href>`, in order, each once. Unknown entities stay as written. */
export function readFeed(text: string, url: string, canonical: Canonicalise): FeedRead {
  const found: { href: string; title: string }[] = []
  const notes: string[] = []
  let format = 'sitemap' as 'sitemap' | 'feed'
  let title = ''
  if (!/^\s*</.test(text)) {
    for (const match of text.slice(0, maxChars).matchAll(/^[ \t]*(https?:\/\/\S{1,2000})/gim)) {
      if (found.length < maxLinks) found.push({ href: match[1] as string, title: '' })
    }
  } else {
    const state = { tag: '', text: '', itemTitle: '', depth: 0, inItem: false }
    const parser = new Parser(
      {
        onopentag(name, attributes) {
          const tag = name.replace(/^(?!image:|video:)\w+:/, '').toLowerCase()
          if (++state.depth > maxDepth) notes[0] = `nesting over ${maxDepth}`
          state.tag = tag
          state.text = ''
          if (tag === 'rss' || tag === 'feed' || tag === 'rdf') format = 'feed'
          if (tag === 'item' || tag === 'entry') {
            state.inItem = true
            state.itemTitle = ''
          }
          const rel = attributes['rel'] ?? 'alternate'
          if (tag === 'link' && attributes['href'] && (rel === 'alternate' || rel === 'next'))
            add(attributes['href'], state.itemTitle)
        },
        ontext(piece) {
          if (state.text.length < 4000) state.text += piece
        },
        onclosetag(name) {
          const tag = name.replace(/^(?!image:|video:)\w+:/, '').toLowerCase()
          const value = state.text.trim()
          state.depth--
          if (tag === state.tag) {
            if (tag === 'title') {
              if (state.inItem) state.itemTitle = value.slice(0, 300)
              else title ||= value.slice(0, 300)
            } else if (tag === 'loc' || (tag === 'link' && value !== ''))
              add(value, state.inItem ? state.itemTitle : '')
          }
          if (tag === 'item' || tag === 'entry') state.inItem = false
          state.tag = ''
          state.text = ''
        }
      },
      { xmlMode: true, decodeEntities: true }
    )
    const add = (href: string, label: string): void => {
      if (found.length < maxLinks) found.push({ href, title: label })
      else notes[0] = `more than ${maxLinks} addresses, the rest not read`
    }
    feed(parser, text)
  }
  const from = format === 'feed' ? 'feed' : 'sitemap'
  const links = new Map<CanonicalUrl, PageLink>()
  for (const one of found) {
    const target = canonical(one.href, url)
    if (target && !links.has(target)) links.set(target, { url: target, text: one.title, rel: '', from })
  }
  return { links: [...links.values()], title, format, notes: notes.filter((note) => note) }
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
