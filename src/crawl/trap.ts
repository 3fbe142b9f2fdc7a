/** Crawl traps: sites that make addresses without end (calendars, sessions in paths, parameter permutations, /a/a/a/). */

/** What is remembered of a source; plain data, kept per source and changed only through the functions here. */
export interface TrapState {
  /** Per pattern, under the name that it is kept by: pages asked for, and how many of them gave something new. */
  readonly patterns: Readonly<Record<string, readonly [asked: number, useful: number]>>
}

/** How a pattern is named where it is kept: words of addresses stand in it, so what is stored is a keyed hash (store/sealed/address-mac.ts). */
export type PatternName = (pattern: string) => string

export interface TrapLimits {
  /** Pages of one pattern that may be asked for without any of them giving something new. */
  readonly freePages: number
  /** Further pages for each that did. */
  readonly pagesPerUseful: number
  readonly maxPathChars: number
  readonly maxSegments: number
  /** Patterns counted apart; what comes later shares one budget. */
  readonly maxPatterns: number
}

export type TrapResult =
  | { readonly kind: 'ok' }
  /** `alarm`: tell the operator, once per pattern: a budget is spent. */
  | { readonly kind: 'trap'; readonly rule: string; readonly alarm: boolean }

export const defaultTrapLimits: TrapLimits = {
  freePages: 500,
  pagesPerUseful: 20,
  maxPathChars: 1_024,
  maxSegments: 16,
  maxPatterns: 500
}
export const emptyTrapState: TrapState = { patterns: {} }

/**
 * The shape of an address: numbers `N`, ids and hashes `H`, titles in words `S`, and only the names of parameters, sorted
 * (`/ads/N?page&sort`). Two keys when there is a query: the second holds the path alone, so that a budget also holds
 * against parameters in ever new combinations.
 */
export function patternKeys(url: string): readonly string[] {
  const { host, path, query } = split(url)
  const shape = host + path.split('/').map(segmentShape).join('/')
  if (query === '') return [shape]
  const names = [...new Set(query.split('&').map((pair) => segmentShape(pair.split('=', 1)[0] ?? '')))].sort()
  return [`${shape}?${names.join('&')}`.slice(0, 300), `${shape}?*`]
}

/** What the form of an address alone gives away: too long, too deep, or the same segments over and over; null when nothing. */
export function trapShape(url: string, limits: TrapLimits = defaultTrapLimits): string | null {
  const { path, query } = split(url)
  if (path.length > limits.maxPathChars) return `path longer than ${limits.maxPathChars} characters`
  const segments = path.split('/').filter((segment) => segment !== '')
  if (segments.length > limits.maxSegments) return `path deeper than ${limits.maxSegments} segments`
  if (repeats(segments)) return 'path repeats itself'
  const names = query === '' ? [] : query.split('&').map((pair) => pair.split('=', 1)[0] ?? '')
  if (names.length > 30) return 'more than 30 parameters'
  // Lists are written as a[]=1&a[]=2: those may repeat.
  const single = names.filter((name) => !/\[|%5B/i.test(name))
  if (single.length - new Set(single).size > 8) return 'parameters repeat themselves'
  return null
}

/** Judges an address about to be fetched (not one merely found). Ask `countAsked` next when it is. */
export function judgeTrap(
  state: TrapState,
  url: string,
  name: PatternName,
  limits: TrapLimits = defaultTrapLimits
): TrapResult {
  const shape = trapShape(url, limits)
  if (shape !== null) return { kind: 'trap', rule: shape, alarm: false }
  const patterns = counted(state, url, name, limits)
  for (const { pattern, key } of patterns) {
    const [asked, useful] = state.patterns[key] ?? [0, 0]
    const budget =
      (pattern.endsWith('?*') || pattern === overflow ? 4 : 1) * limits.freePages + limits.pagesPerUseful * useful
    if (asked >= budget)
      return {
        kind: 'trap',
        rule: `${asked} pages like ${pattern}, ${useful} of them with anything new`,
        alarm: asked === budget
      }
  }
  return { kind: 'ok' }
}

/** Counts a page that is being fetched. */
export function countAsked(
  state: TrapState,
  url: string,
  name: PatternName,
  limits: TrapLimits = defaultTrapLimits
): TrapState {
  const patterns = { ...state.patterns }
  for (const { key } of counted(state, url, name, limits)) {
    const [asked, useful] = patterns[key] ?? [0, 0]
    patterns[key] = [asked + 1, useful]
  }
  return { patterns }
}

/** The state with the counts of useful pages replaced: they are kept apart by the process that reads the pages. */
export function withUseful(state: TrapState, useful: Readonly<Record<string, number>>): TrapState {
  const patterns: Record<string, readonly [number, number]> = { ...state.patterns }
  for (const [key, count] of Object.entries(useful)) patterns[key] = [patterns[key]?.[0] ?? 0, count]
  return { patterns }
}

const overflow = '*'

interface Counted {
  readonly pattern: string
  readonly key: string
}

/** The patterns under which an address counts: its own while there is room, else the shared one. */
function counted(state: TrapState, url: string, name: PatternName, limits: TrapLimits): readonly Counted[] {
  const all = patternKeys(url).map((pattern) => ({ pattern, key: name(pattern) }))
  const isKnown = ({ key }: Counted): boolean => Object.hasOwn(state.patterns, key)
  if (all.every(isKnown)) return all
  if (Object.keys(state.patterns).length + all.length <= limits.maxPatterns) return all
  const own = all.filter(isKnown)
  return own.length === all.length ? own : [...own, { pattern: overflow, key: overflow }]
}

function split(url: string): { host: string; path: string; query: string } {
  const hostAt = url.indexOf('//') + 2
  const pathAt = url.indexOf('/', hostAt)
  if (pathAt < 0) return { host: url.slice(hostAt), path: '/', query: '' }
  const queryAt = url.indexOf('?', pathAt)
  return {
    host: url.slice(hostAt, pathAt),
    path: queryAt < 0 ? url.slice(pathAt) : url.slice(pathAt, queryAt),
    query: queryAt < 0 ? '' : url.slice(queryAt + 1)
  }
}

function segmentShape(segment: string): string {
  if (segment === '' || /^[a-z]{1,23}$/i.test(segment)) return segment
  if (/^\d+$/.test(segment)) return 'N'
  // UUIDs, hashes and session ids.
  if (/^[0-9a-f-]{8,}$/i.test(segment) && /\d/.test(segment)) return 'H'
  const dot = segment.lastIndexOf('.')
  const extension = dot > 0 && segment.length - dot <= 6 ? segment.slice(dot) : ''
  const stem = extension === '' ? segment : segment.slice(0, dot)
  if (/^[0-9a-z]{16,}$/i.test(stem) && /\d/.test(stem)) return `H${extension}`
  if (stem.length >= 24 || (stem.match(/[-_+,.~]|%20/g) ?? []).length >= 2) return `S${extension}`
  return stem.replace(/\d+/g, 'N') + extension.replace(/\d+/g, 'N')
}

/** The same run of one to four segments three times in a row, or one segment four times anywhere. */
function repeats(segments: readonly string[]): boolean {
  const counts = new Map<string, number>()
  for (const segment of segments) {
    const count = (counts.get(segment) ?? 0) + 1
    if (count > 3 && !/^\d+$/.test(segment)) return true
    counts.set(segment, count)
  }
  for (let length = 1; length <= 4; length++) {
    for (let at = 0; at + length * 3 <= segments.length; at++) {
      // Dates repeat numbers: /2024/03/03/03 is a day and its third page.
      let same = !segments.slice(at, at + length).every((segment) => /^\d+$/.test(segment))
      for (let index = at; same && index < at + length * 2; index++) same = segments[index] === segments[index + length]
      if (same) return true
    }
  }
  return false
}
