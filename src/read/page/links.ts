/** Resolves the links of a page: canonical addresses, each once, and which shape an address has. */
import iconv from 'iconv-lite'
import type { CanonicalUrl } from '../../model/ids.ts'
import type { PageLink } from '../../model/page.ts'
import type { HtmlDocument } from '../html/document.ts'
import { isContactHref } from '../html/html-tags.ts'

/** Makes the canonical address of a reference on a page, or null when it must not or cannot be fetched. */
export type Canonicalise = (reference: string, base: string) => CanonicalUrl | null

/**
 * The same, for a page in another character set than UTF-8: the query of a reference is written in that set, as browsers send it
 * (URL Standard, query state). One function for each set, so that what is remembered of a site holds for it.
 */
export function inEncoding(canonical: Canonicalise, encoding: string): Canonicalise {
  if (/^(?:utf-|replacement$|ascii$|x-user)/.test(encoding) || !iconv.encodingExists(encoding)) return canonical
  const made = encoded.get(canonical) ?? new Map<string, Canonicalise>()
  encoded.set(canonical, made)
  const known = made.get(encoding)
  if (known !== undefined) return known
  const one: Canonicalise = (reference, base) => canonical(withQueryIn(reference, encoding), base)
  made.set(encoding, one)
  return one
}

const encoded = new WeakMap<Canonicalise, Map<string, Canonicalise>>()

function withQueryIn(reference: string, encoding: string): string {
  const at = reference.indexOf('?')
  if (at < 0 || !beyondAscii.test(reference)) return reference
  const end = reference.indexOf('#', at)
  const query = reference.slice(at, end < 0 ? undefined : end)
  return reference.slice(0, at) + query.replace(lettersBeyondAscii, (letter) => bytesOf(letter, encoding))
}

/** A letter that the set does not hold goes as its number in HTML, as browsers send it. */
function bytesOf(letter: string, encoding: string): string {
  const bytes = iconv.encode(letter, encoding)
  if (iconv.decode(bytes, encoding) !== letter) return `%26%23${letter.codePointAt(0)}%3B`
  return [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}

const beyondAscii = /[^\0-\x7f]/
const lettersBeyondAscii = /[^\0-\x7f]/gu

export interface ResolvedLinks {
  readonly links: readonly PageLink[]
  /** Canonical address by index of the document's links; null where there is none. */
  readonly targets: readonly (CanonicalUrl | null)[]
}

/** Resolves against `<base>` when that is a usable address itself. Each reference is made canonical once. */
export function resolveLinks(document: HtmlDocument, url: CanonicalUrl, canonical: Canonicalise): ResolvedLinks {
  const base = baseOf(document, url)
  const known = knownTargets(canonical, base)
  const here = new Map<string, CanonicalUrl | null>()
  const byUrl = new Map<string, number>()
  const links: PageLink[] = []
  const targets = document.links.map((link): CanonicalUrl | null => {
    const cache = isRooted(link.href) ? known : here
    let target = cache.get(link.href)
    if (target === undefined) {
      target = isContactHref(link.href) || link.href.startsWith('#') ? null : canonical(link.href, base)
      cache.set(link.href, target)
    }
    if (target === null) return null
    const key = link.from === 'a' ? target : `${link.from} ${target}`
    const seen = byUrl.get(key)
    if (seen === undefined) {
      byUrl.set(key, links.length)
      links.push({ url: target, text: link.text, rel: link.rel, from: link.from })
    } else if ((links[seen] as PageLink).text === '' && link.text !== '') {
      links[seen] = { url: target, text: link.text, rel: link.rel, from: link.from }
    }
    return target
  })
  return { links, targets }
}

/** `/path`: means the same on all pages of a site. */
function isRooted(href: string): boolean {
  return href.charCodeAt(0) === 47 && href.charCodeAt(1) !== 47
}

/** Sites and addresses per site that are remembered; beyond it all are forgotten, so that memory stays bounded. */
const maxSites = 64
const maxTargets = 4_000
const remembered = new WeakMap<Canonicalise, Map<string, Map<string, CanonicalUrl | null>>>()

/**
 * What rooted references of a site came to, kept between its pages: menus and lists repeat them. Only while the caller hands
 * in the same function; a reading is the same with and without.
 */
function knownTargets(canonical: Canonicalise, base: string): Map<string, CanonicalUrl | null> {
  let sites = remembered.get(canonical)
  if (!sites || sites.size > maxSites)
    remembered.set(canonical, (sites = new Map<string, Map<string, CanonicalUrl | null>>()))
  const pathAt = base.indexOf('/', base.indexOf('//') + 2)
  const origin = pathAt < 0 ? base : base.slice(0, pathAt)
  let targets = sites.get(origin)
  if (!targets || targets.size > maxTargets) sites.set(origin, (targets = new Map<string, CanonicalUrl | null>()))
  return targets
}

/** The address that references are relative to. */
export function baseOf(document: HtmlDocument, url: string): string {
  if (document.base === null) return url
  try {
    const base = new URL(document.base, url)
    return base.protocol === 'http:' || base.protocol === 'https:' ? base.href : url
  } catch {
    return url
  }
}

/** True when an address looks like that of one item: a number or a slug at its end, or an id in its query. */
export function looksLikeItem(url: string): boolean {
  const found = /^[a-z]+:\/\/[^/?#]*([^?#]*)(?:\?([^#]*))?/i.exec(url)
  const last =
    (found?.[1] ?? '')
      .split('/')
      .filter((segment) => segment !== '')
      .pop() ?? ''
  if (/\d{2,}|[-_][^-_]+[-_]/.test(last.replace(/\.[a-z]{2,5}$/i, ''))) return true
  return /(?:^|&)(?:id|ad|aid|item|nr|pid|advert|post|p|t|v|view|job)=[\w-]*\d/i.test(found?.[2] ?? '')
}

/** True when the path is `/` or the like. */
export function isFrontPage(url: string): boolean {
  const found = /^[a-z]+:\/\/[^/?#]*([^?#]*)(\?[^#]*)?/i.exec(url)
  return /^\/?(?:index\.\w+|home|nl|en|de|fr)?\/?$/i.test(found?.[1] ?? '') && !found?.[2]
}
