/** Fills in what a source file leaves out, and checks what a schema cannot: addresses, rules, durations, sizes. */
import { shownAddress } from '../../model/addresses/userinfo.ts'
import { canonicalUrl } from '../canonical.ts'
import { parseBudget } from './budget.ts'
import { parseDurationMs, parseSizeBytes } from '../quantity.ts'
import { compileRule } from './scope.ts'
import { mandateId, sourceId } from '../../model/ids.ts'
import { isZone, zoneOfRegion } from '../../text/calendar.ts'
import type { SourceFile } from './source-schema.ts'
import type { Source } from '../../model/source.ts'

export type Completion =
  | { readonly kind: 'source'; readonly source: Source }
  | {
      readonly kind: 'problems'
      readonly problems: readonly { readonly path: readonly string[]; readonly problem: string }[]
    }

/** Defaults: one page a second, robots obeyed, revisits between an hour and a week, 10 MB a page, Dutch numbers. */
export function completeSource(file: SourceFile): Completion {
  const problems: { path: string[]; problem: string }[] = []
  const complain = (path: string[], problem: string): void => {
    if (problems.length < 50) problems.push({ path, problem })
  }
  const start = file.start.flatMap((ref, index) => {
    const result = canonicalUrl(ref)
    if (result.kind === 'url') return [result.url]
    complain(['start', String(index)], `${shownAddress(ref, 80)}: ${result.detail}`)
    return []
  })
  const hosts =
    file.scope?.hosts === undefined
      ? [...new Set(start.map((url) => new URL(url).host))]
      : scopeHosts(file.scope.hosts, ['scope', 'hosts'], complain)
  const rendering = file.rendering && {
    hosts: scopeHosts(file.rendering.hosts ?? [], ['rendering', 'hosts'], complain),
    press: file.rendering.press ?? [],
    presses: file.rendering.presses ?? 5
  }
  for (const key of ['include', 'exclude'] as const) {
    for (const [index, rule] of (file.scope?.[key] ?? []).entries()) {
      const compiled = compileRule(rule)
      if (compiled.kind === 'invalid')
        complain(['scope', key, String(index)], `${rule.slice(0, 80)}: ${compiled.problem}`)
    }
  }
  const revisit = revisitLimits(file, complain)
  const bytes = parseSizeBytes(String(file.limits?.bytes ?? '10MB'))
  if (bytes === null || bytes < 1_000 || bytes > 1_000_000_000)
    complain(['limits', 'bytes'], `${file.limits?.bytes}: not a size from 1kB to 1GB`)
  if (file.timezone !== undefined && !isZone(file.timezone))
    complain(['timezone'], `${file.timezone.slice(0, 64)}: not a time zone that is known here`)
  const budget = file.budget === undefined ? undefined : parseBudget(file.budget)
  if (budget === null) complain(['budget'], 'a limit in it is no number of pages, size or duration, or there is none')
  const id = sourceId(file.id)
  const mandate = file.mandate === undefined ? null : mandateId(file.mandate)
  if (problems.length > 0 || id === null) return { kind: 'problems', problems }
  const source: Source = {
    id,
    name: file.name ?? file.id,
    start,
    scope: {
      hosts,
      include: file.scope?.include ?? [],
      exclude: file.scope?.exclude ?? [],
      ...(file.scope?.hosts !== undefined && { given: true })
    },
    politeness: {
      delayMs: file.politeness?.delay_ms ?? 1_000,
      concurrency: file.politeness?.concurrency ?? 1,
      robots: file.politeness?.robots ?? 'obey',
      ...(file.politeness?.hours !== undefined && { hours: file.politeness.hours })
    },
    revisit,
    render: file.render ?? 'never',
    ...(rendering !== undefined && { rendering }),
    limits: { pages: file.limits?.pages ?? 100_000, depth: file.limits?.depth ?? 20, bytes: bytes ?? 0 },
    ...(budget != null && { budget }),
    pages: file.pages ?? {},
    allowPrivate: file.allow_private ?? false,
    mandate,
    region: file.region ?? 'NL',
    timezone: file.timezone ?? zoneOfRegion(file.region ?? 'NL')
  }
  return { kind: 'source', source }
}

/** Hosts in the form of `URL.host`: lower case, punycode. */
function scopeHosts(
  hosts: readonly string[],
  at: readonly string[],
  complain: (path: string[], problem: string) => void
): string[] {
  return hosts.flatMap((host, index) => {
    const result = /[/?#@]/.test(host) ? null : canonicalUrl(`http://${host}/`)
    if (result?.kind === 'url') {
      const { hostname } = new URL(result.url)
      // The port as written: which port is the default depends on the scheme of the address asked about.
      const port = /:(\d+)$/.exec(host)?.[1]
      return [port === undefined ? hostname : `${hostname}:${Number(port)}`]
    }
    complain([...at, String(index)], `${host.slice(0, 80)}: not a host`)
    return []
  })
}

function revisitLimits(file: SourceFile, complain: (path: string[], problem: string) => void): Source['revisit'] {
  const minMs = parseDurationMs(String(file.revisit?.min ?? '1h'))
  const maxMs =
    file.revisit?.max === undefined
      ? Math.max(parseDurationMs('7d') ?? 0, minMs ?? 0)
      : parseDurationMs(String(file.revisit.max))
  if (minMs === null) complain(['revisit', 'min'], `${file.revisit?.min}: not a duration`)
  if (maxMs === null) complain(['revisit', 'max'], `${file.revisit?.max}: not a duration`)
  if (minMs !== null && maxMs !== null && minMs > maxMs) complain(['revisit', 'max'], 'shorter than revisit.min')
  return { minMs: minMs ?? 0, maxMs: maxMs ?? 0 }
}
