/** Learns from the pages of a site which query parameters change them: one that does not is a session, and leaves the address. */
import { looksLikeSession } from './url-noise.ts'

/** What is known of the parameters of one site, by name; plain data, kept with its source. */
export type ParameterState = Readonly<Record<string, LearnedParameter>>

export interface LearnedParameter {
  /** `page`: its values are pages of their own. `session`: they are not. Null while the pages have not told. */
  readonly verdict: 'page' | 'session' | null
  /** Pairs of pages that differ in the value alone and said the same, and those that did not. */
  readonly same: number
  readonly differs: number
  /** Up to two addresses without the parameter for which pages said the same. */
  readonly rests: readonly string[]
  /** Pages to compare the next one with: address without the parameter, value, content, each by a keyed name. Empty once there is a verdict. */
  readonly seen: readonly (readonly [rest: string, value: string, content: string])[]
}

/** One page that was read. */
export interface SampledPage {
  readonly url: string
  /** Names what it says (title and text of its adverts, or of its list): equal for equal content. */
  readonly content: string
  /** It shows one advert: only such pages tell of a parameter whose values do not look like those of a session. */
  readonly advert: boolean
}

/** Turns a text into a short keyed name: addresses that are erased must not stand in what is kept. */
export type SampleName = (text: string) => string

/** Names of parameters that are kept of one site; further ones are taken as they are. */
const mostNames = 40
/** Pages that are kept to compare with, for each name. */
const mostSeen = 30
/** Pages that say the same under so many values at one address are one page, whatever others there are. */
const sameAtOne = 5
/** Pages that say the same, over two addresses at least. */
const sameAtTwo = 2
/** For one pair of pages that differ (a counter, a clock), so many must not. */
const sameForDiffering = 8
/** Longer names are nobody's session. */
const mostNameChars = 60

/** The state with one page more; the same object where it tells nothing new. */
export function learnParameters(state: ParameterState, page: SampledPage, name: SampleName): ParameterState {
  const pairs = queryPairs(page.url)
  if (pairs.length === 0) return state
  const next: Record<string, LearnedParameter> = { ...state }
  let changed = false
  for (const pair of pairs) {
    const [key, value] = split(pair)
    if (key === '' || key.length > mostNameChars || value === '') continue
    const known = Object.hasOwn(next, key) ? next[key] : undefined
    if (known === undefined ? Object.keys(next).length >= mostNames : known.verdict !== null) continue
    if (!page.advert && !looksLikeSession(value)) continue
    next[key] = withSample(known ?? nothingKnown, [
      name(`rest ${without(page.url, new Set([key]))}`),
      name(`value ${value}`),
      name(`content ${page.content}`)
    ])
    changed ||= next[key] !== known
  }
  return changed ? next : state
}

/** Names of the parameters that do not change pages. */
export function sessionNames(state: ParameterState): ReadonlySet<string> {
  return new Set(Object.entries(state).flatMap(([name, one]) => (one.verdict === 'session' ? [name] : [])))
}

/** What is known of each parameter, to be shown: `undecided` where the pages have not told. */
export function verdictsOf(state: ParameterState): Record<string, 'page' | 'session' | 'undecided'> {
  return Object.fromEntries(Object.entries(state).map(([name, one]) => [name, one.verdict ?? 'undecided']))
}

/** The address without the parameters of these names. */
export function without(url: string, names: ReadonlySet<string>): string {
  const at = url.indexOf('?')
  if (at < 0 || names.size === 0) return url
  const pairs = queryPairs(url)
  const kept = pairs.filter((pair) => !names.has(split(pair)[0]))
  if (kept.length === pairs.length) return url
  return kept.length === 0 ? url.slice(0, at) : `${url.slice(0, at)}?${kept.join('&')}`
}

/** The first parameter of an address whose value looks like a session, where the site has not told yet what it is; with the address without it. */
export function undecided(
  url: string,
  state: ParameterState
): { readonly name: string; readonly value: string; readonly rest: string } | null {
  for (const pair of queryPairs(url)) {
    const [name, value] = split(pair)
    const verdict = Object.hasOwn(state, name) ? (state[name]?.verdict ?? null) : null
    if (verdict === null && looksLikeSession(value)) return { name, value, rest: without(url, new Set([name])) }
  }
  return null
}

const nothingKnown: LearnedParameter = { verdict: null, same: 0, differs: 0, rests: [], seen: [] }

function withSample(
  known: LearnedParameter,
  [rest, value, content]: readonly [string, string, string]
): LearnedParameter {
  const here = known.seen.filter((one) => one[0] === rest)
  if (here.some((one) => one[1] === value)) return known
  const seen = [...known.seen, [rest, value, content] as const].slice(-mostSeen)
  if (here.length === 0) return { ...known, seen }
  const isSame = here.some((one) => one[2] === content)
  const same = known.same + (isSame ? 1 : 0)
  const differs = known.differs + (isSame ? 0 : 1)
  const rests = isSame && !known.rests.includes(rest) ? [...known.rests, rest].slice(0, 2) : known.rests
  const verdict = verdictOf(same, differs, rests.length)
  return { verdict, same, differs, rests, seen: verdict === null ? seen : [] }
}

function verdictOf(same: number, differs: number, rests: number): LearnedParameter['verdict'] {
  if (same < differs * sameForDiffering) return 'page'
  return same >= sameAtOne || (same >= sameAtTwo && rests >= 2) ? 'session' : null
}

function queryPairs(url: string): string[] {
  const at = url.indexOf('?')
  return at < 0 ? [] : url.slice(at + 1).split('&')
}

function split(pair: string): [name: string, value: string] {
  const eq = pair.indexOf('=')
  return eq < 0 ? [pair, ''] : [pair.slice(0, eq), pair.slice(eq + 1)]
}
