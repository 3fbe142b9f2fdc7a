/** robots.txt by RFC 9309: what a site asks crawlers to leave alone, and how fast they may go. */
import { normalisePercent } from '../canonical.ts'
import { parseRobots } from './robots-parse.ts'
import type { RobotsGroup } from './robots-parse.ts'

export interface RobotsRule {
  readonly allow: boolean
  /** As it stands in the file: `Disallow: /private`. */
  readonly text: string
  /** Normalised; `*` is any characters, a final `$` the end. */
  readonly pattern: string
  /** Octets, which decide between rules. */
  readonly length: number
}

export interface RobotsRules {
  /** Longest first, allow before disallow: the first that matches decides. */
  readonly rules: readonly RobotsRule[]
  /** `Crawl-delay` of the group in milliseconds, at most 60 s; null when not stated. */
  readonly crawlDelayMs: number | null
  /** Addresses of sitemaps as stated, at most 1,000. */
  readonly sitemaps: readonly string[]
  /** What a person should know: HTML in place of rules, a delay cut, a file cut. */
  readonly notes: readonly string[]
}

/**
 * The rules for one crawler. `agent` is its product token (`Baken`), also found in front of a `/`; all groups that name it
 * are merged, else those of `*`. Text or bytes; only the first 500 KiB count, a line cut there not at all.
 */
export function robotsFor(text: string | Uint8Array, agent: string): RobotsRules {
  const file = parseRobots(text)
  const token = (agent.split('/', 1)[0] ?? '').trim().toLowerCase()
  const own = file.groups.filter((group) => token !== '' && group.agents.includes(token))
  const name = own.length > 0 ? token : '*'
  const groups = own.length > 0 ? own : file.groups.filter((group) => group.agents.includes('*'))
  const notes = [...file.notes]
  const rules = groups
    .flatMap((group) => group.rules)
    .flatMap(toRules)
    .sort((a, b) => b.length - a.length || Number(b.allow) - Number(a.allow))
  return {
    rules,
    crawlDelayMs: crawlDelay(
      file.crawlDelays.filter((delay) => delay.agents.includes(name)),
      notes
    ),
    sitemaps: file.sitemaps,
    notes
  }
}

/** Judges an address (absolute, or path and query). `rule` is the rule that decided; null when none applied. */
export function isAllowed(
  rules: RobotsRules,
  url: string
): { readonly allowed: boolean; readonly rule: string | null } {
  const path = robotsPath(url)
  // The file itself is always allowed (RFC 9309, 2.2.2).
  if (path === '/robots.txt') return { allowed: true, rule: null }
  for (const rule of rules.rules) if (matches(path, rule.pattern)) return { allowed: rule.allow, rule: rule.text }
  return { allowed: true, rule: null }
}

/** One line of `inspect robots` per address. */
export function inspectRobots(
  text: string | Uint8Array,
  agent: string,
  urls: readonly string[]
): { url: string; allowed: boolean; rule: string | null }[] {
  const rules = robotsFor(text, agent)
  return urls.map((url) => ({ url, ...isAllowed(rules, url) }))
}

const maxCrawlDelayMs = 60_000

/**
 * Path and query in the form that patterns are compared in. An address without scheme is taken apart by hand, one with
 * scheme by the URL parser, so that dot segments and odd characters are read as they would be fetched.
 */
function robotsPath(url: string): string {
  if (/^https?:\/\//i.test(url)) {
    try {
      const parsed = new URL(url)
      return normaliseForMatch(parsed.pathname + parsed.search)
    } catch {
      // Not an address: taken apart below.
    }
  }
  const bare = (url.split('#', 1)[0] ?? '').replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\//i, '')
  const at = bare.search(/[/?;]/)
  if (at < 0) return '/'
  return normaliseForMatch((bare[at] === '/' ? '' : '/') + bare.slice(at))
}

/** `*` and `$` of an address are characters, those of a pattern are not: in addresses they stand encoded. */
function normaliseForMatch(path: string): string {
  return normaliseOctets(path).replaceAll('*', '%2A').replaceAll('$', '%24')
}

/** RFC 9309, 2.2.2: octets outside ASCII encoded, encoded unreserved ones decoded. */
function normaliseOctets(text: string): string {
  const ascii = nonAscii.test(text)
    ? text.replace(nonAsciiRuns, (run) => Buffer.from(run, 'utf8').reduce((out, byte) => out + hex(byte), ''))
    : text
  return normalisePercent(ascii)
}

const nonAscii = /[^\u0000-\u007f]/
const nonAsciiRuns = /[^\u0000-\u007f]+/g

function hex(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
}

function toRules(line: RobotsGroup['rules'][number]): RobotsRule[] {
  const name = line.allow ? 'Allow' : 'Disallow'
  // The parser hands values over as one character per octet.
  const value = line.value
  const text = `${name}: ${Buffer.from(value, 'latin1').toString('utf8')}`
  const encoded = normalisePercent(value.replace(/[\u0080-\u00ff]/g, (char) => hex(char.charCodeAt(0))))
  const rule = (raw: string): RobotsRule => {
    const anchored = raw.endsWith('$')
    const inner = (anchored ? raw.slice(0, -1) : raw).replaceAll('$', '%24')
    return { allow: line.allow, text, pattern: anchored ? `${inner}$` : inner, length: raw.length }
  }
  // An empty rule matches nothing that any other rule could not have allowed.
  if (encoded === '') return []
  // As large search engines do: allowing the index page allows its directory.
  const slash = encoded.lastIndexOf('/')
  const index = line.allow && slash >= 0 && encoded.startsWith('/index.htm', slash)
  return index ? [rule(encoded), rule(`${encoded.slice(0, slash + 1)}$`)] : [rule(encoded)]
}

/** Anchored at the start; linear in the path for each `*`, without backtracking further than the last one. */
function matches(path: string, pattern: string): boolean {
  const anchored = pattern.endsWith('$')
  const body = anchored ? pattern.slice(0, -1) : pattern
  const star = body.indexOf('*')
  if (star < 0) return anchored ? path === body : path.startsWith(body)
  const first = body.slice(0, star)
  if (!path.startsWith(first)) return false
  const parts = body.split('*')
  let at = first.length
  const last = parts.length - 1
  for (let index = 1; index < (anchored ? last : parts.length); index++) {
    const part = parts[index] ?? ''
    const found = path.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  const tail = parts[last] ?? ''
  return !anchored || (path.length - tail.length >= at && path.endsWith(tail))
}

function crawlDelay(stated: readonly { readonly value: string }[], notes: string[]): number | null {
  let delayMs: number | null = null
  for (const { value: text } of stated) {
    const seconds = /^(?:\d+(?:\.\d*)?|\.\d+)(?:e\+?\d{1,3})?$/i.test(text) ? Number(text) : Number.NaN
    if (Number.isNaN(seconds)) notes.push(`Crawl-delay "${text.slice(0, 40)}" is not a number: ignored`)
    else delayMs = Math.max(delayMs ?? 0, Math.round(seconds * 1_000))
  }
  if (delayMs === null || delayMs <= maxCrawlDelayMs) return delayMs
  notes.push(`Crawl-delay of ${delayMs / 1_000} s cut to ${maxCrawlDelayMs / 1_000} s`)
  return maxCrawlDelayMs
}
