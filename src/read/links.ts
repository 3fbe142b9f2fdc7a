/** Resolves the links of a page: canonical addresses, each once, and which shape an address has. */
import type { CanonicalUrl } from '../model/ids.ts'
import type { PageLink } from '../model/page.ts'
import type { HtmlDocument } from './document.ts'
import { contactHref } from './html-tags.ts'

/** Makes the canonical address of a reference on a page, or null when it must not or cannot be fetched. */
export type Canonicalise = (reference: string, base: string) => CanonicalUrl | null

export interface ResolvedLinks {
  readonly links: readonly PageLink[]
  /** Canonical address by index of the document's links; null where there is none. */
  readonly targets: readonly (CanonicalUrl | null)[]
}

/** Resolves against `<base>` when that is a usable address itself. Each reference is made canonical once. */
export function resolveLinks(document: HtmlDocument, url: CanonicalUrl, canonical: Canonicalise): ResolvedLinks {
  const base = baseOf(document, url)
  const known = new Map<string, CanonicalUrl | null>()
  const byUrl = new Map<string, number>()
  const links: PageLink[] = []
  const targets = document.links.map((link): CanonicalUrl | null => {
    let target = known.get(link.href)
    if (target === undefined) {
      target = contactHref.test(link.href) || link.href.startsWith('#') ? null : canonical(link.href, base)
      known.set(link.href, target)
    }
    if (target === null) return null
    const key = `${link.from === 'a' ? 'a' : link.from} ${target}`
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
  const last = (found?.[1] ?? '').split('/').filter((segment) => segment !== '').pop() ?? ''
  if (/\d{2,}|[-_][^-_]+[-_]/.test(last.replace(/\.[a-z]{2,5}$/i, ''))) return true
  return /(?:^|&)(?:id|ad|aid|item|nr|pid|advert|post|p|t|v|view|job)=[\w-]*\d/i.test(found?.[2] ?? '')
}

/** True when the path is `/` or the like. */
export function isFrontPage(url: string): boolean {
  const found = /^[a-z]+:\/\/[^/?#]*([^?#]*)(\?[^#]*)?/i.exec(url)
  return /^\/?(?:index\.\w+|home|nl|en|de|fr)?\/?$/i.test(found?.[1] ?? '') && !found?.[2]
}
