/** Splits a robots.txt into groups, rules and sitemaps, whatever its line ends, bytes and usual slips. */

export interface RobotsGroup {
  /** Product tokens in lower case, and `*`. */
  readonly agents: readonly string[]
  /** Values with one character per octet. */
  readonly rules: readonly { readonly allow: boolean; readonly value: string }[]
}

export interface RobotsFile {
  readonly groups: readonly RobotsGroup[]
  /** Kept apart from the groups: a delay ends the agents it is for, but may not end a group (see parseRobots). */
  readonly crawlDelays: readonly { readonly agents: readonly string[]; readonly value: string }[]
  readonly sitemaps: readonly string[]
  readonly notes: readonly string[]
}

/** RFC 9309, 2.5: at least 500 KiB must be read. */
const maxBytes = 512_000
/** As large search engines do: eight times the longest address of old browsers; the rest of a line is ignored. */
const maxLineBytes = 2_083 * 8 - 1
const maxSitemaps = 1_000
const maxRules = 20_000
const maxCrawlDelays = 100

interface OpenGroup {
  agents: string[]
  rules: { allow: boolean; value: string }[]
}

/**
 * Never throws. Lines other than user-agent, allow and disallow neither end a group nor begin one (RFC 9309, 2.2.4), so in
 * "user-agent: a, crawl-delay: 5, user-agent: b, disallow: /" the rule is for both, the delay for the first alone.
 */
export function parseRobots(text: string | Uint8Array): RobotsFile {
  const notes: string[] = []
  const octets = asOctets(text, notes)
  if (/^\s*(?:<!doctype\s+html|<html|<head|<\?xml)/i.test(octets))
    notes.push('looks like HTML, not robots.txt: rules read as far as there are any')
  const groups: OpenGroup[] = []
  const sitemaps: string[] = []
  let group: OpenGroup | null = null
  const crawlDelays: { agents: readonly string[]; value: string }[] = []
  let namingAgents = false
  let delayAgents: string[] = []
  let delayStated = false
  let ruleCount = 0
  for (const raw of octets.split(/\r\n|\r|\n/)) {
    const line = keyAndValue(raw.slice(0, maxLineBytes))
    if (line === null) continue
    const { key, value } = line
    if (isUserAgent(key)) {
      if (!namingAgents || group === null) groups.push((group = { agents: [], rules: [] }))
      if (!namingAgents || delayStated) delayAgents = []
      namingAgents = true
      delayStated = false
      const token = agentToken(value)
      group.agents.push(token)
      delayAgents.push(token)
    } else if (key.startsWith('sitemap') || key.startsWith('site-map')) {
      if (sitemaps.length < maxSitemaps && value !== '') sitemaps.push(Buffer.from(value, 'latin1').toString('utf8'))
    } else if (key === 'crawl-delay') {
      delayStated = true
      if (crawlDelays.length < maxCrawlDelays) crawlDelays.push({ agents: delayAgents, value })
    } else {
      const allow = key.startsWith('allow')
      if (!allow && !isDisallow(key)) continue
      namingAgents = false
      // Rules before any group count for nobody.
      if (group !== null && ruleCount++ < maxRules) group.rules.push({ allow, value })
    }
  }
  if (ruleCount > maxRules) notes.push(`more than ${maxRules} rules: the rest ignored`)
  return { groups, crawlDelays, sitemaps, notes }
}

/** One character per octet, so that broken UTF-8 goes through unharmed; without byte order mark. */
function asOctets(text: string | Uint8Array, notes: string[]): string {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : asUtf8(text)
  const whole = bytes.length <= maxBytes
  let octets = bytes.toString('latin1', 0, maxBytes)
  if (!whole) {
    notes.push(`longer than ${maxBytes} bytes: the rest ignored`)
    // A cut rule would forbid more, or allow more, than what was written.
    octets = octets.slice(0, Math.max(octets.lastIndexOf('\n'), octets.lastIndexOf('\r')) + 1)
  }
  // Also a mark that is cut short, as written by broken editors.
  return octets.replace(/^\u00ef(?:\u00bb\u00bf?)?/, '')
}

/** Two bytes a letter, as some editors save it, are told by their mark: rules that nobody reads would forbid nothing. */
function asUtf8(bytes: Uint8Array): Buffer {
  const [first, second] = bytes
  const name = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null
  if (name !== null) return Buffer.from(new TextDecoder(name).decode(bytes.subarray(0, 2 * maxBytes)), 'utf8')
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** `key: value` without comment; `key value` too when these are the only two words, because people forget the colon. */
function keyAndValue(raw: string): { key: string; value: string } | null {
  const hash = raw.indexOf('#')
  const line = trim(hash < 0 ? raw : raw.slice(0, hash))
  const colon = line.indexOf(':')
  if (colon >= 0) {
    const key = trim(line.slice(0, colon)).toLowerCase()
    return key === '' ? null : { key, value: trim(line.slice(colon + 1)) }
  }
  const words = /^([^ \t]+)[ \t]+([^ \t]+)$/.exec(line)
  return words === null ? null : { key: (words[1] ?? '').toLowerCase(), value: words[2] ?? '' }
}

/** By hand: an expression for trailing white space is quadratic on a line of 16 kB. */
function trim(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isSpace(text.charCodeAt(start))) start++
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d)
}

// Keys by their beginning, and the commonest slips, as the open-source parser of the largest crawler reads them.
function isUserAgent(key: string): boolean {
  return key.startsWith('user-agent') || key.startsWith('useragent') || key.startsWith('user agent')
}

function isDisallow(key: string): boolean {
  return /^(?:disallow|dissallow|dissalow|disalow|diasllow|disallaw)/.test(key)
}

/** `*` (also with words after it), else the leading characters that a product token may hold. */
function agentToken(value: string): string {
  if (/^\*(?:\s|$)/.test(value)) return '*'
  return /^[a-z_-]*/i.exec(value)?.[0].toLowerCase() ?? ''
}
