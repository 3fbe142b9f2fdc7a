/** The one form of an address: what may be stored, queued, compared and fetched, and what is refused as ambiguous. */
import type { RefusalReason } from '../model/exchange.ts'
import type { CanonicalUrl } from '../model/ids.ts'
import { isSessionOrTracking, sessionPathParameter } from './url-noise.ts'

export type CanonicalResult =
  | { readonly kind: 'url'; readonly url: CanonicalUrl }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly detail: string }

/** The longest address taken, in characters: the limit of the sitemap protocol, and what old servers accept. */
export const maxUrlChars = 2_048

/**
 * Makes the canonical form of a reference as it stands in a page, a header or a file, relative to `base` (a canonical address).
 *
 * The parser is WHATWG URL and no other; what another parser could read differently (RFC 3986, IDNA 2003) is refused
 * instead of guessed: backslash, userinfo, tab or line end or control character inside, missing or extra slashes after
 * the scheme, a host with percent signs or with characters that only look like ASCII. Then: fragment, default port and
 * trailing dot of the host dropped, percent-encoding as RFC 3986 section 6.2.2, tracking and session parameters dropped,
 * order of the others kept. Odd IPv4 spellings come out in dotted form, to be judged by `judgeAddress`.
 * Applying it to its own result changes nothing.
 */
export function canonicalUrl(ref: string, base?: string): CanonicalResult {
  const text = trimAscii(ref)
  if (text.length > maxUrlChars * 2) return refused('trap', `address longer than ${maxUrlChars} characters`)
  const hash = text.indexOf('#')
  const bare = hash < 0 ? text : text.slice(0, hash)
  const ambiguity = ambiguousSpelling(bare)
  if (ambiguity !== null) return ambiguity
  let parsed: URL
  try {
    // Before a fragment a blank belongs to the address; at its end it does not.
    parsed = new URL(bare === text ? bare : `${bare}#`, base)
    if (bare !== text) parsed.hash = ''
  } catch {
    return refused('ambiguous-url', base === undefined && !schemePart.test(bare) ? 'no scheme' : 'not an address')
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    return refused('scheme', `${parsed.protocol} is never fetched`)
  }
  if (parsed.username !== '' || parsed.password !== '') return refused('ambiguous-url', 'user name in address')
  return normalise(parsed)
}

/** The canonical address, or null where the reason does not matter. */
export function canonicalOrNull(ref: string, base?: string): CanonicalUrl | null {
  const result = canonicalUrl(ref, base)
  return result.kind === 'url' ? result.url : null
}

/**
 * Percent-encoding of RFC 3986: unreserved characters decoded, hex digits upper case, a stray `%` and characters that
 * no RFC 3986 path or query may hold encoded. Takes ASCII text; leaves reserved characters as they are.
 */
export function normalisePercent(text: string): string {
  if (!needsPercentWork.test(text)) return text
  return text.replace(percentWork, (match, hex: string | undefined) => {
    if (match.charCodeAt(0) !== 0x25) return percentEncode(match)
    if (hex === undefined) return '%25'
    const char = String.fromCharCode(Number.parseInt(hex, 16))
    return unreserved.test(char) ? char : `%${hex.toUpperCase()}`
  })
}

const schemePart = /^([a-z][a-z0-9+.-]*):/i
const oneSchemeSlashes = /^https?:\/\/[^/]/i
const unreserved = /^[A-Za-z0-9._~-]$/
const needsPercentWork = /[%"<>\\^`{|} ]/
const percentWork = /%([0-9a-fA-F]{2})?|["<>\\^`{|} ]/g
const forbidden = /[\u0000-\u001f\u007f\\]/
// Dots that IDNA maps to "." without NFKC seeing them, and what IDNA drops silently.
const hostLookalike =
  /[\u3002\uff0e\uff61\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2126\u212a\u212b\ufe00-\ufe0f\ufeff%]/

function refused(reason: RefusalReason, detail: string): CanonicalResult {
  return { kind: 'refused', reason, detail }
}

/** HTML strips ASCII white space around an attribute's address; so do we, and only there. */
function trimAscii(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isAsciiSpace(text.charCodeAt(start))) start++
  while (end > start && isAsciiSpace(text.charCodeAt(end - 1))) end--
  return start === 0 && end === text.length ? text : text.slice(start, end)
}

function isAsciiSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0c || code === 0x0d
}

/** Spellings that two parsers read as two addresses; null when there is none. */
function ambiguousSpelling(ref: string): CanonicalResult | null {
  const scheme = schemePart.exec(ref)?.[1]?.toLowerCase()
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https')
    return refused('scheme', `${scheme}: is never fetched`)
  const bad = forbidden.exec(ref)
  if (bad !== null) {
    return refused('ambiguous-url', bad[0] === '\\' ? 'backslash in address' : 'control character in address')
  }
  if (scheme !== undefined && !oneSchemeSlashes.test(ref))
    return refused('ambiguous-url', 'not exactly two slashes after the scheme')
  if (ref.startsWith('///')) return refused('ambiguous-url', 'more than two slashes at the start')
  if (scheme === undefined && !ref.startsWith('//')) return null
  const authority = ref.slice(ref.indexOf('//') + 2).split(/[/?]/, 1)[0] ?? ''
  if (authority.includes('@')) return refused('ambiguous-url', 'user name (@) in address')
  if (hostLookalike.test(authority))
    return refused('ambiguous-url', 'host with invisible, encoded or look-alike characters')
  if (authority.normalize('NFKC') !== authority.normalize('NFC')) {
    return refused('ambiguous-url', 'host with compatibility characters (full width, circled, ligatures)')
  }
  return null
}

function normalise(parsed: URL): CanonicalResult {
  let host = parsed.hostname
  if (host.endsWith('.')) {
    host = host.slice(0, -1)
    // "127.0.0.1.." and the like: more than one trailing dot names nothing.
    if (host === '' || host.endsWith('.')) return refused('ambiguous-url', 'empty label in host')
    parsed.hostname = host
    if (parsed.hostname !== host) return refused('ambiguous-url', 'host changes when its trailing dot is dropped')
  }
  const href = parsed.href
  const pathAt = href.indexOf('/', parsed.protocol.length + 2)
  const origin = href.slice(0, pathAt)
  const queryAt = href.indexOf('?', pathAt)
  const rawPath = queryAt < 0 ? href.slice(pathAt) : href.slice(pathAt, queryAt)
  let path = normalisePercent(rawPath)
  if (path.includes(';')) {
    const stripped = path.replace(sessionPathParameter, '')
    // "/.;jsessionid=1/" leaves a dot segment behind.
    if (stripped !== path) path = new URL(origin + stripped).pathname
  }
  const query = queryAt < 0 ? '' : cleanQuery(normalisePercent(href.slice(queryAt + 1)))
  const url = query === '' ? origin + path : `${origin}${path}?${query}`
  if (url.length > maxUrlChars) return refused('trap', `address longer than ${maxUrlChars} characters`)
  return { kind: 'url', url: url as CanonicalUrl }
}

function cleanQuery(query: string): string {
  if (query === '') return ''
  const kept = query.split('&').filter((pair) => pair !== '' && !isSessionOrTracking(pair))
  return kept.join('&')
}

function percentEncode(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
