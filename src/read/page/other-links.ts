/** Finds the addresses that a page names beside its `<a href>`: in select lists, data attributes, clicks, drawings, and its headers. */
import type { PageInput, PageLink } from '../../model/page.ts'
import type { CanonicalUrl } from '../../model/ids.ts'
import type { Canonicalise } from './links.ts'

/** A reference with where it stood, before it is made canonical. */
interface Reference {
  readonly href: string
  readonly from: PageLink['from']
  readonly rel: string
}

/** No page lists more in such places. */
const maxOthers = 2_000
/** A page without any of these is not looked through. */
const signs = /<option\b|\bdata-(?:href|url|link|permalink)\b|\bonclick\b|\bhreflang\b|\bxlink:href\b/i

/**
 * What `text` (the page as decoded) and the headers `Link` and `Refresh` name, each address once, none of `links`. An option or a
 * data attribute counts where its value has the form of an address; whether it leads to a page of the source is judged by the caller.
 */
export function otherLinks(
  input: PageInput,
  text: string,
  base: string,
  links: readonly PageLink[],
  canonical: Canonicalise
): PageLink[] {
  const references = [...headerReferences(input), ...(signs.test(text) ? inMarkup(text) : [])]
  if (references.length === 0) return []
  const known = new Set<string>(links.map((one) => one.url))
  const found = new Map<CanonicalUrl, PageLink>()
  for (const { href, from, rel } of references) {
    const url =
      found.size < maxOthers ? canonical(href, from === 'header' || from === 'refresh' ? input.url : base) : null
    if (url !== null && !known.has(url) && !found.has(url)) found.set(url, { url, text: '', rel, from })
  }
  return [...found.values()]
}

/** `Link: <a>; rel="next", <b>; rel=canonical` (RFC 8288) and `Refresh: 0; url=a`. */
function* headerReferences({ headers }: PageInput): Generator<Reference> {
  for (const match of (headers['link'] ?? '').slice(0, 20_000).matchAll(/<([^>]*)>([^<]*)/g)) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(match[2] ?? '')
    const names = (rel?.[1] ?? rel?.[2] ?? '').toLowerCase()
    if (/(?:^|\s)(?:next|prev|canonical|alternate)(?:\s|$)/.test(names))
      yield { href: match[1] ?? '', from: 'header', rel: names }
  }
  const refresh = /^\s*[\d.]*\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(headers['refresh'] ?? '')?.[1]
  if (refresh !== undefined) yield { href: refresh.trim(), from: 'refresh', rel: '' }
}

function* inMarkup(text: string): Generator<Reference> {
  const bare = text.replace(/<!--[\s\S]*?-->|<script\b[\s\S]*?<\/script\s*>|<style\b[\s\S]*?<\/style\s*>/gi, ' ')
  for (const tag of bare.matchAll(/<([a-z][\w:-]*)((?:\s+[^\s=>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]*))?)*)/gi)) {
    const attributes = tag[2] ?? ''
    if (!signs.test(tag[0])) continue
    const name = (tag[1] ?? '').toLowerCase()
    if (name === 'option') yield* addressed(valueIn(attributes, 'value'), 'option')
    if (name === 'link' && /\balternate\b/i.test(valueIn(attributes, 'rel')))
      yield { href: valueIn(attributes, 'href'), from: 'alternate', rel: 'alternate' }
    if (name === 'a') yield* addressed(valueIn(attributes, 'xlink:href'), 'drawing')
    for (const data of ['data-href', 'data-url', 'data-link', 'data-permalink'])
      yield* addressed(valueIn(attributes, data), 'data')
    const click =
      /(?:location(?:\.href)?\s*=|(?:location\.(?:assign|replace)|window\.open)\s*\()\s*["']([^"']+)["']/.exec(
        valueIn(attributes, 'onclick')
      )
    if (click !== null) yield* addressed(click[1] ?? '', 'click')
  }
}

function* addressed(href: string, from: PageLink['from']): Generator<Reference> {
  if (addressLike.test(href)) yield { href, from, rel: '' }
}

/** With a scheme, from the root, from here, or a file's name: a word alone is a value of a form. */
const addressLike =
  /^\s*(?:https?:\/\/|\/(?!\*)|\.{1,2}\/|\?)\S+\s*$|^\s*[\w./-]+\.(?:html?|php|aspx?|jsp)(?:\?\S*)?\s*$/i

/** The value of an attribute, references of letters undone as far as addresses hold them. */
function valueIn(attributes: string, name: string): string {
  const escaped = name.replace(/[-:]/g, '\\$&')
  const match = new RegExp(`(?:^|\\s)${escaped}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]*))`, 'i').exec(attributes)
  const value = match?.[1] ?? match?.[2] ?? match?.[3] ?? ''
  return value
    .replace(/&#(x[0-9a-f]{1,6}|\d{1,7});/gi, (_, code: string) => {
      const point = Number(code.startsWith('x') || code.startsWith('X') ? `0${code}` : code)
      return point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point)
    })
    .replace(/&amp;/gi, '&')
    .trim()
}
