/** Which addresses a page names for its source: in scope, without sessions, and none that a rule turns down. */
import { sessionNames, undecided, without, type ParameterState } from '../../../crawl/parameters.ts'
import { inScope } from '../../../crawl/sources/scope.ts'
import { trapShape } from '../../../crawl/trap.ts'
import type { Exchange } from '../../../model/exchange.ts'
import type { CanonicalUrl } from '../../../model/ids.ts'
import type { PageLink } from '../../../model/page.ts'
import type { Source } from '../../../model/source.ts'
import type { FoundAddress } from '../../../store/frontier/found-addresses.ts'
import { waitsForParameter } from '../../../store/frontier/parameter-addresses.ts'

/** A capture whose links are taken. */
export interface LinkWork {
  readonly exchange: Exchange
  readonly source: Source
  readonly depth: number
  readonly addressId: number | null
  /** Addresses of this source that need no further look: in the frontier for certain, or out of scope. Added to here. */
  readonly settled: Set<string>
  /** What the site told of its query parameters; absent where nobody learns them. */
  readonly parameters?: ParameterState
  /** Values under which each address was found while a parameter is undecided. Added to here. */
  readonly tried?: Map<string, Set<string>>
  /** Where links that are passed over are counted by reason; absent where nobody asks. */
  readonly passed?: Map<string, number>
}

/** Links in scope, once each; the rest is no business of this source and is not even stored. An import is not crawled on. */
export function linksOf(links: readonly PageLink[], work: LinkWork): FoundAddress[] {
  if (work.addressId === null) return []
  const found = new Map<string, FoundAddress>()
  const sessions = sessionNames(work.parameters ?? {})
  for (const named of links) {
    const link = { url: without(named.url, sessions) as CanonicalUrl, rel: named.rel }
    if (work.settled.has(link.url) || found.has(link.url) || link.url === work.exchange.url) continue
    const scope = inScope(work.source, link.url)
    if (scope.kind === 'out') {
      work.settled.add(link.url)
      passOver(work, scope.rule === 'host' ? 'other host' : 'rule of the source')
      continue
    }
    if (/(?:^|\s)nofollow(?:\s|$)/i.test(link.rel)) {
      // Without this mark another page may name it, and then it is no longer passed over.
      if (!work.settled.has(`nofollow ${link.url}`)) passOver(work, 'nofollow')
      work.settled.add(`nofollow ${link.url}`)
      continue
    }
    const address = foundAddress(link.url, work, work.depth + 1)
    found.set(link.url, address.refused === null ? (waiting(address, work) ?? address) : address)
  }
  return [...found.values()]
}

/** So many values of a parameter that may be a session are asked for at one address, until the pages tell what it is. */
const mostTried = 2
const mostTriedAddresses = 20_000

/** The address as one that waits; null when it is asked for. */
function waiting(found: FoundAddress, { parameters, tried }: LinkWork): FoundAddress | null {
  const open = parameters === undefined || tried === undefined ? null : undecided(found.url, parameters)
  if (open === null || tried === undefined) return null
  if (tried.size >= mostTriedAddresses) tried.clear()
  const place = `${open.name} ${open.rest}`
  const values = tried.get(place) ?? new Set()
  tried.set(place, values)
  if (values.has(open.value) || values.size < mostTried) {
    values.add(open.value)
    return null
  }
  return { ...found, refused: { reason: waitsForParameter, detail: `parameter ${open.name.slice(0, 60)}` } }
}

function passOver({ passed }: LinkWork, reason: string): void {
  passed?.set(reason, (passed.get(reason) ?? 0) + 1)
}

/** Where a page sends its visitors. Out of scope it is kept as refused, so that the operator sees where the site went, and never asked. */
export function redirectAddress(url: CanonicalUrl, work: LinkWork): FoundAddress {
  const scope = inScope(work.source, url)
  const found = foundAddress(url, work, work.depth)
  return scope.kind === 'in' ? found : { ...found, refused: { reason: 'out-of-scope', detail: `rule: ${scope.rule}` } }
}

function foundAddress(url: CanonicalUrl, work: LinkWork, depth: number): FoundAddress {
  const { limits } = work.source
  const shape = trapShape(url)
  const refused =
    depth > limits.depth
      ? { reason: 'depth', detail: `depth ${depth}, limit ${limits.depth}` }
      : shape === null
        ? null
        : { reason: 'trap', detail: shape }
  return { sourceId: work.source.id, host: hostOf(url), url, depth, via: work.addressId, priority: 0, refused }
}

/** `host` or `host:port` of a canonical address. */
export function hostOf(url: string): string {
  const start = url.indexOf('//') + 2
  const end = url.indexOf('/', start)
  return end < 0 ? url.slice(start) : url.slice(start, end)
}

/** The addresses that captures name, each once for its source, as the first of them names it. */
export function mergeFound(lists: readonly (readonly FoundAddress[])[]): FoundAddress[] {
  const all = new Map<string, FoundAddress>()
  for (const found of lists.flat()) {
    const name = `${found.sourceId} ${found.url}`
    if (!all.has(name)) all.set(name, found)
  }
  return [...all.values()]
}
