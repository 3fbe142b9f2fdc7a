/** What guards the interface before any route: name of the host, origin of the request, headers of every answer, the session cookie. */
import type { FastifyRequest } from 'fastify'

export interface GuardOptions {
  /** Host names beside the loopback ones that this server answers to, lower case, without port. */
  readonly hosts: readonly string[]
  /** True behind TLS: cookies are marked Secure. */
  readonly https: boolean
  /** The second origin, which screens may frame; absent where there is none. */
  frameOrigin?(site: { readonly origin: string; readonly name: string }): string
}

const loopback = ['localhost', '127.0.0.1', '[::1]']

/**
 * Whether the request names its host once (RFC 9112, 3.2): of two `Host` lines a proxy may believe the other one. An address with
 * scheme and host in it must name the same.
 */
export function oneHost(request: FastifyRequest): boolean {
  const { rawHeaders, url = '' } = request.raw
  const lines = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length
  const named = /^https?:\/\/([^/]*)/i.exec(url)?.[1]
  return lines <= 1 && (named === undefined || named.toLowerCase() === (request.headers.host ?? '').toLowerCase())
}

/** Whether the request names a host that is ours: any other name is a page that rebound its own name to this address. */
export function knownHost(request: FastifyRequest, options: GuardOptions): boolean {
  const name = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9.-]{1,253})(:\d{1,5})?$/.exec(
    (request.headers.host ?? '').toLowerCase()
  )?.[1]
  return name !== undefined && (loopback.includes(name) || options.hosts.includes(name))
}

/**
 * Whether the request comes from our own pages, or from no page at all (a command line). Other ports of the same machine are
 * another origin: SameSite does not keep those out, this does.
 */
export function ownOrigin(request: FastifyRequest, options: GuardOptions): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const { origin, host } = request.headers
  return origin === undefined || origin === `${options.https ? 'https' : 'http'}://${host ?? ''}`
}

/** Writes carry JSON: a form of another site cannot send that without being asked first. */
export function isJson(request: FastifyRequest): boolean {
  return /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')
}

/** Headers of every answer. Scripts and styles come from files of our own only; the page carries none (ui/index.html says how). */
export const answerHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    `default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; ` +
    `base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()'
}

/** The policy of an answer to this request, where its screen may frame captured pages from the second origin. */
export function policyWithFrames(request: FastifyRequest, options: GuardOptions): string | null {
  const origin = options.frameOrigin?.(siteOf(request, options))
  return origin === undefined ? null : `${answerHeaders['content-security-policy']}; frame-src ${origin}`
}

/** Over TLS: browsers stay on https with this name, and with the names below it, for two years. */
export const httpsHeaders: Readonly<Record<string, string>> = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains'
}

/** The session token of the request, or null. The name has the host in it: cookies do not tell ports apart, instances must. */
export function sessionToken(request: FastifyRequest, options: GuardOptions): string | null {
  return cookieOf(request, cookieName(request, options))
}

/** The token by which this browser is known since somebody signed in with it, or null. */
export function browserToken(request: FastifyRequest, options: GuardOptions): string | null {
  return cookieOf(request, browserCookieName(request, options))
}

function cookieOf(request: FastifyRequest, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value !== undefined) return value
  }
  return null
}

/** `Set-Cookie` that keeps the token (null: forgets it). It ends with the browser; the server ends it earlier. */
export function sessionCookie(request: FastifyRequest, token: string | null, options: GuardOptions): string {
  return token === null
    ? `${cookieName(request, options)}=; Max-Age=0; ${attributes(options)}`
    : `${cookieName(request, options)}=${token}; ${attributes(options)}`
}

/** `Set-Cookie` by which a browser is known for half a year. It opens nothing: it only counts failed sign-ins apart from those of strangers. */
export function browserCookie(request: FastifyRequest, token: string, options: GuardOptions): string {
  return `${browserCookieName(request, options)}=${token}; Max-Age=${180 * 86_400}; ${attributes(options)}`
}

/** The secret that binds a sign-in at a provider to the browser that began it, or null. */
export function identityToken(request: FastifyRequest, options: GuardOptions): string | null {
  return cookieOf(request, `${cookieName(request, options)}_identity`)
}

/** `Set-Cookie` for that secret (null: forgets it). Lax: it must come along when the provider sends the browser back. */
export function identityCookie(request: FastifyRequest, secret: string | null, options: GuardOptions): string {
  const value = secret === null ? '; Max-Age=0' : `${secret}; Max-Age=600`
  return `${cookieName(request, options)}_identity=${value}; ${attributes(options, 'Lax')}`
}

/** The origin and host name under which the browser sees this server. The name was judged by then. */
export function siteOf(
  request: FastifyRequest,
  { https }: GuardOptions
): { readonly origin: string; readonly name: string } {
  const host = (request.headers.host ?? '').toLowerCase()
  return { origin: `${https ? 'https' : 'http'}://${host}`, name: host.replace(/:\d+$/, '') }
}

function attributes({ https }: GuardOptions, sameSite = 'Strict'): string {
  return `Path=/; HttpOnly; SameSite=${sameSite}${https ? '; Secure' : ''}`
}

function browserCookieName(request: FastifyRequest, options: GuardOptions): string {
  return `${cookieName(request, options)}_browser`
}

/** The name of the session's cookie at the address that was asked. Over TLS with the prefix that keeps other hosts from setting it. */
export function cookieName(request: FastifyRequest, { https }: GuardOptions): string {
  return `${https ? '__Host-' : ''}baken_${(request.headers.host ?? '').toLowerCase().replaceAll(/[^a-z0-9]/g, '_')}`
}
