/** The cookies of one source during one run: for gates that anybody passes by a link, which set a cookie and send back. */
import { CookieJar } from 'tough-cookie'
import { canonicalUrl } from '../canonical.ts'
import { decodeBody } from './decode.ts'
import { headerValue, redirectTarget } from './fetch.ts'
import type { Exchange } from '../../model/exchange.ts'
import type { CanonicalUrl } from '../../model/ids.ts'

export interface SourceCookies {
  /** The value of a `Cookie` line for an address; null when there is none. */
  header(url: string): string | null
  /**
   * Keeps what a gate sets. Null when the answer sends nobody on, or the request had all that is held; else where it sends its
   * visitors, who would go there with cookies that this request did not have, and whether this answer brought any.
   */
  take(exchange: Exchange): Promise<PassedGate | null>
}

export interface PassedGate {
  readonly target: CanonicalUrl
  readonly isNew: boolean
}

/** A gate has few words; a page with more is one that visitors came for. */
const mostGateBytes = 20_000
/** A site that sets something new with every answer is no gate. */
const mostTimes = 20
const mostCookies = 50
const mostCookieChars = 4_096

/** Signs of who guards against programs: passing those would be passing a block. */
const guards = /^(?:__?cf|cf_|datadome|incap_|visid_incap|nlbi_|reese84|aws-waf|ak_bmsc|bm_|_abck|_px|kpsdk|ddg|__ddg)/i
/** Where a site asks who somebody is, or whether they are a person. */
const askingPlaces =
  /log-?in|sign-?in|inlog|aanmeld|anmeld|connexion|acceso|captcha|challenge|verify|verif|blocked|geblokkeerd|auth/i

/**
 * Keeps cookies of answers that send on (3xx, or a short page with a refresh) to an address that `mayGo` lets through, and of no other:
 * pages for visitors are read without being recognised. None of logins, captchas and blocks. Attributes of cookies as in RFC 6265.
 */
export function sourceCookies(mayGo: (url: CanonicalUrl) => boolean): SourceCookies {
  const jar = new CookieJar(undefined, { looseMode: false })
  let times = 0
  let isUsed = false
  return {
    header(url) {
      if (!isUsed) return null
      const value = jar.getCookieStringSync(url)
      return value === '' ? null : value
    },
    async take(exchange) {
      const set = exchange.responseHeaders.filter(([name]) => name.toLowerCase() === 'set-cookie').slice(0, mostCookies)
      if (times >= mostTimes || (set.length === 0 && !isUsed)) return null
      const target = await sentTo(exchange)
      if (target === null || askingPlaces.test(target) || !mayGo(target)) return null
      const before = jar.getCookieStringSync(target)
      for (const [, value] of set)
        if (value.length <= mostCookieChars && !guards.test(value.trimStart()))
          jar.setCookieSync(value, exchange.url, { ignoreError: true })
      const now = jar.getCookieStringSync(target)
      if (now !== before) times++
      isUsed ||= now !== ''
      const sent = exchange.requestHeaders.find(([name]) => name.toLowerCase() === 'cookie')?.[1] ?? ''
      return now === sent ? null : { target, isNew: now !== before }
    }
  }
}

/** Where an answer sends its visitors by itself; null where they stay. */
async function sentTo(exchange: Exchange): Promise<CanonicalUrl | null> {
  const redirect = redirectTarget(exchange)
  if (redirect !== null) return redirect.kind === 'url' ? redirect.url : null
  if (exchange.status !== 200) return null
  const reference = refreshIn(headerValue(exchange, 'refresh') ?? '') ?? (await refreshOfPage(exchange))
  const url = reference === null ? null : canonicalUrl(reference, exchange.url)
  return url?.kind === 'url' ? url.url : null
}

async function refreshOfPage(exchange: Exchange): Promise<string | null> {
  if (exchange.body.length > mostGateBytes) return null
  const decoded = await decodeBody(exchange, { maxBytes: 10 * mostGateBytes, maxRatio: 200 })
  if (decoded.kind === 'failed' || decoded.body.length > mostGateBytes) return null
  const tag = /<meta\b[^>]*http-equiv\s*=\s*["']?refresh\b[^>]*>/i.exec(Buffer.from(decoded.body).toString('latin1'))
  const content = tag === null ? null : /\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag[0])
  return refreshIn((content?.[1] ?? content?.[2] ?? '').replaceAll('&amp;', '&'))
}

/** The address in `0; url=/verder`; a refresh without one loads the same page again. */
function refreshIn(text: string): string | null {
  const match = /^\s*(\d+)?[\d.]*\s*(?:[;,]\s*(?:url\s*=\s*)?["']?([^"']*))?$/i.exec(text)
  return match === null || match[1] === undefined || Number(match[1]) > 30 ? null : (match[2] ?? '').trim()
}
