/** The read step on one line: from the bytes of a page to its links and adverts, by the code that reads captures in the service. */
import { readFileSync } from 'node:fs'
import { canonicalUrl } from '../../crawl/canonical.ts'
import type { Exchange } from '../../model/exchange.ts'
import { sourceId, type SourceId } from '../../model/ids.ts'
import type { SiteProfile } from '../../model/page.ts'
import type { Source } from '../../model/source.ts'
import { isZone, readInstant } from '../../text/calendar.ts'
import { hostOf } from '../process/identity/page-addresses.ts'
import { readCapture, zoneOf } from '../process/page-reader.ts'
import type { StepLine } from './step-line.ts'

export const readNeeds = 'a JSON object with a "url", a "seenAt" and a "body" (base64), a "text" or a "file"'

/** What a page says, with the time and place at which it was seen: everything that extraction asks for. */
export async function readStep(line: StepLine): Promise<object[] | string> {
  const { url, seenAt } = line
  if (typeof url !== 'string' || typeof seenAt !== 'string') return `not ${readNeeds}`
  const canonical = canonicalUrl(url)
  if (canonical.kind === 'refused') return `its address is refused: ${canonical.reason} (${canonical.detail})`
  const startedAt = readInstant(seenAt)
  if (startedAt === null)
    return `its "seenAt" ${JSON.stringify(seenAt.slice(0, 40))} is no moment (2026-03-04T14:05:00Z)`
  const body = bodyOf(line)
  if (typeof body === 'string') return body
  const headers = headersOf(line['headers'])
  if (headers === null) return 'its "headers" are no object of texts'
  const status = line['status'] ?? 200
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 599)
    return 'its "status" is none from 100 to 599'
  const exchange: Exchange = {
    url: canonical.url,
    method: 'GET',
    requestHeaders: [],
    status,
    statusText: '',
    httpVersion: '1.1',
    responseHeaders: headers,
    body,
    truncated: null,
    remoteAddress: '',
    startedAt,
    durationMs: 0,
    serverDate: null,
    tls: null
  }
  const source = sourceOf(hostOf(canonical.url), line)
  if (typeof source === 'string') return source
  const page = await readCapture({
    exchange,
    source,
    depth: 0,
    addressId: 0,
    settled: new Set(),
    profile: profileOf(line['profile']),
    withAdverts: true
  })
  return [
    {
      id: line.id ?? null,
      url: canonical.url,
      kind: page.pageKind,
      problem: page.problem,
      links: page.found.filter((found) => found.refused === null).map((found) => found.url),
      seenAt: startedAt,
      zone: zoneOf(source),
      context: page.context,
      adverts: page.adverts
    }
  ]
}

function bodyOf({ body, text, file }: StepLine): Uint8Array | string {
  if (typeof body === 'string') return Buffer.from(body, 'base64')
  if (typeof text === 'string') return Buffer.from(text, 'utf8')
  if (typeof file !== 'string') return `not ${readNeeds}`
  try {
    return readFileSync(file)
  } catch (error) {
    return `the file ${file} cannot be read: ${(error as Error).message}`
  }
}

/** Header lines: an object of texts, or a list of pairs where a name stands more than once. */
function headersOf(given: unknown): (readonly [string, string])[] | null {
  if (given === undefined || given === null) return []
  const pairs: unknown[] = Array.isArray(given) ? given : Object.entries(given)
  const isLine = (pair: unknown): pair is readonly [string, string] =>
    Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string')
  return pairs.every(isLine) ? pairs : null
}

/** A profile as `baken export` or an earlier run gave it; anything else is none. */
function profileOf(given: unknown): SiteProfile | null {
  const profile = given as Partial<SiteProfile> | null | undefined
  return Array.isArray(profile?.boilerplate) && Array.isArray(profile.contacts) ? (profile as SiteProfile) : null
}

/** A source of one host, without limits of its own: which pages are asked for was decided by who crawled. A text says what is wrong. */
export function sourceOf(host: string, { region = 'NL', timezone, pages }: StepLine): Source | string {
  if (typeof region !== 'string' || !/^[A-Z]{2}$/.test(region)) return 'its "region" is no country of two capitals (NL)'
  if (timezone !== undefined && timezone !== null && (typeof timezone !== 'string' || !isZone(timezone)))
    return 'its "timezone" is none that is known here (Europe/Amsterdam)'
  return {
    id: sourceId('step') as SourceId,
    name: host,
    start: [],
    scope: { hosts: [host], include: [], exclude: [] },
    politeness: { delayMs: 0, concurrency: 1, robots: 'obey' },
    revisit: { minMs: 0, maxMs: 0 },
    render: 'never',
    limits: { pages: Number.MAX_SAFE_INTEGER, depth: Number.MAX_SAFE_INTEGER, bytes: Number.MAX_SAFE_INTEGER },
    pages: typeof pages === 'object' && pages !== null ? pages : {},
    allowPrivate: false,
    mandate: null,
    region,
    ...(typeof timezone === 'string' && { timezone })
  }
}
