/** Says whether an address belongs to a source: its hosts, its include and exclude rules. */
import { compileLinear } from './linear-regex.ts'
import { maxUrlChars } from '../canonical.ts'
import type { Source } from '../../model/source.ts'

export type ScopeResult = { readonly kind: 'in' } | { readonly kind: 'out'; readonly rule: string }

export type CompiledRule =
  | { readonly kind: 'rule'; readonly matches: (pathAndQuery: string) => boolean }
  | { readonly kind: 'invalid'; readonly problem: string }

/**
 * Judges a canonical address. `rule` names what kept it out: `host`, `include` (no include rule matched) or the text of
 * the exclude rule. Rules see path and query (`/ads?page=2`), at most 2,048 characters of it; exclude beats include.
 */
export function inScope(source: Source, url: string): ScopeResult {
  const scope = compiledScope(source)
  if (!hostInScope(source, url)) return { kind: 'out', rule: 'host' }
  const pathAt = url.indexOf('/', url.indexOf('//') + 2)
  const path = pathAt < 0 ? '/' : url.slice(pathAt, pathAt + maxUrlChars)
  for (const rule of scope.exclude) if (rule.matches(path)) return { kind: 'out', rule: rule.text }
  if (scope.include.length === 0 || scope.include.some((rule) => rule.matches(path))) return { kind: 'in' }
  return { kind: 'out', rule: 'include' }
}

/** True when the host of a canonical address is one of the source's, whatever its path: for robots.txt, which rules do not name. */
export function hostInScope(source: Source, url: string): boolean {
  const { hosts } = compiledScope(source)
  const pathAt = url.indexOf('/', url.indexOf('//') + 2)
  const host = url.slice(url.indexOf('//') + 2, pathAt < 0 ? undefined : pathAt)
  return hosts.has(host) || hosts.has(`${host}:${url.startsWith('https:') ? 443 : 80}`)
}

/**
 * Compiles one include or exclude rule. A rule between slashes that holds a character with meaning in a regular
 * expression (`^ $ * + ? ( ) [ ] { } | \`) is a regular expression, `i` may follow; anything else is a prefix, so that
 * `/ads/` stays a prefix. Expressions run in linear time: see linear-regex.ts for what they may hold.
 */
export function compileRule(text: string): CompiledRule {
  const regex = /^\/(.*[\^$*+?()[\]{}|\\].*)\/(i?)$/s.exec(text)
  if (regex !== null) {
    const compiled = compileLinear(regex[1] ?? '', regex[2] === 'i')
    return compiled.kind === 'regex' ? { kind: 'rule', matches: compiled.test } : compiled
  }
  if (!text.startsWith('/')) return { kind: 'invalid', problem: 'a prefix starts with /' }
  return { kind: 'rule', matches: (path) => path.startsWith(text) }
}

interface NamedRule {
  readonly text: string
  readonly matches: (path: string) => boolean
}
interface CompiledScope {
  readonly hosts: ReadonlySet<string>
  readonly include: readonly NamedRule[]
  readonly exclude: readonly NamedRule[]
}

const cache = new WeakMap<Source, CompiledScope>()

function compiledScope(source: Source): CompiledScope {
  let compiled = cache.get(source)
  if (compiled === undefined) {
    const { hosts, include, exclude } = source.scope
    compiled = {
      hosts: new Set(hosts),
      include: include.map((r) => named(r, false)),
      exclude: exclude.map((r) => named(r, true))
    }
    cache.set(source, compiled)
  }
  return compiled
}

/** A rule that does not compile keeps addresses out: sources are checked when read, so this is the second lock. */
function named(text: string, whenInvalid: boolean): NamedRule {
  const rule = compileRule(text)
  return { text, matches: rule.kind === 'rule' ? rule.matches : () => whenInvalid }
}
