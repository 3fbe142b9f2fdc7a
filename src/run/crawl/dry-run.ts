/** A dry run of an address: robots.txt, the page and a few of its links by all the rules, and what would be made of them. Keeps nothing. */
import { createFetcher, redirectTarget, type Fetcher } from '../../crawl/fetch/fetch.ts'
import { isAllowed } from '../../crawl/robots/robots.ts'
import { robotsMaxBytes, robotsOutcome, robotsUrl, type RobotsOutcome } from '../../crawl/robots/robots-outcome.ts'
import { hostInScope, inScope } from '../../crawl/sources/scope.ts'
import { patternKeys } from '../../crawl/trap.ts'
import type { Renderer } from '../../crawl/render/chromium.ts'
import type { Exchange, FetchOutcome } from '../../model/exchange.ts'
import type { CanonicalUrl } from '../../model/ids.ts'
import type { Source } from '../../model/source.ts'
import { extractAdverts, readCapture, type ExtractedAdvert, type PageResult } from '../process/page-reader.ts'
import { renderingTold, renderSource, rulesFor, saysNothing, type SourceRendering } from './rendering/render-source.ts'

/** One line of the report. */
export type DryRunLine = Readonly<Record<string, unknown>> & { readonly what: 'robots' | 'page' }

/** How far a dry run goes. */
export interface DryRunLimits {
  readonly pages: number
  readonly deadlineMs: number
}

/** Who asks, and from where. */
export interface DryRunPlace {
  readonly allowPrivate: boolean
  readonly userAgent: string
  /** Absent: nothing is rendered. */
  readonly renderer?: Renderer
}

const usual: DryRunLimits = { pages: 10, deadlineMs: 30_000 }

/** A line, and what was read of its page; null where nothing was. */
export interface DryRunStep {
  readonly line: DryRunLine
  readonly adverts: readonly ExtractedAdvert[] | null
}

/**
 * Yields what happens, step by step; the last value is true when the first page itself could not be had. With a renderer, a page that leaves all to
 * its scripts is shown to a browser too, and its line says what that gives.
 */
export async function* dryRun(
  url: CanonicalUrl,
  source: Source,
  { allowPrivate, userAgent, renderer }: DryRunPlace,
  limits: DryRunLimits = usual
): AsyncGenerator<DryRunStep, boolean> {
  const fetcher = createFetcher({ userAgent })
  const request = {
    maxBytes: source.limits.bytes,
    allowPrivate: source.allowPrivate && allowPrivate,
    deadlineMs: limits.deadlineMs
  }
  const scripts =
    renderer === undefined
      ? null
      : renderSource({ renderer, fetcher, allowPrivate, agent: 'Baken', deadlineMs: limits.deadlineMs })
  try {
    const { answer, robots } = await robotsOf(url, source, fetcher, request)
    const because = robots.kind === 'redirect' ? 'redirects too often' : robots.because
    yield { line: { what: 'robots', outcome: robots.kind, because }, adverts: null }
    const waiting: CanonicalUrl[] = [url]
    const seen = new Set<string>(waiting)
    const makes = new Set<string>()
    let lost = false
    for (let pages = 0; pages < limits.pages && waiting.length > 0; pages++) {
      const at = waiting.shift() as CanonicalUrl
      if (pages > 0) await new Promise((resolve) => setTimeout(resolve, source.politeness.delayMs))
      // A host that gave no robots.txt because it cannot be reached is not asked for pages: they have its fault, and no rule refused them.
      const page =
        answer.kind === 'exchange' || inScope(source, at).kind === 'out'
          ? await tryPage(at, { robots, source, fetcher, request, scripts })
          : nothing({ what: 'page', url: at, outcome: answer.kind, reason: answer.reason, detail: answer.detail })
      lost ||= pages === 0 && page.line.outcome !== 'exchange'
      yield { line: page.line, adverts: page.adverts }
      for (const next of page.next) {
        // One page of each make: five lists in a row would show no advert.
        const [make = next] = patternKeys(next)
        if (seen.has(next) || makes.has(make)) continue
        seen.add(next)
        makes.add(make)
        waiting.unshift(next)
      }
    }
    return lost
  } finally {
    await fetcher.close()
  }
}

type Request = Parameters<Fetcher['fetch']>[1]

/** What robots.txt says, and how the request for it ended. */
async function robotsOf(
  url: CanonicalUrl,
  source: Source,
  fetcher: Fetcher,
  request: Request
): Promise<{ readonly answer: FetchOutcome; readonly robots: RobotsOutcome }> {
  const scope = (at: CanonicalUrl): boolean => hostInScope(source, at)
  const asked = { ...request, maxBytes: robotsMaxBytes, follow: 5, scope }
  const answer = (await fetcher.fetch(robotsUrl(url), asked)).at(-1)
  if (answer === undefined) throw new Error('fetch of robots.txt gave no outcome')
  return { answer, robots: await robotsOutcome(answer, 'Baken', 0, Date.now()) }
}

interface Asking {
  readonly robots: RobotsOutcome
  readonly source: Source
  readonly fetcher: Fetcher
  readonly request: Request
  readonly scripts: SourceRendering | null
}

async function tryPage(
  at: CanonicalUrl,
  { robots, source, fetcher, request, scripts }: Asking
): Promise<DryRunStep & { readonly next: CanonicalUrl[] }> {
  const scope = inScope(source, at)
  if (scope.kind === 'out')
    return nothing({ what: 'page', url: at, outcome: 'refused', reason: 'out-of-scope', detail: scope.rule })
  const refusal =
    robots.kind === 'disallow-all' ? robots.because : robots.kind === 'rules' ? ruleAgainst(robots, at) : null
  if (refusal !== null) return nothing({ what: 'page', url: at, outcome: 'refused', reason: 'robots', detail: refusal })
  const outcome = (await fetcher.fetch(at, request))[0]
  if (outcome?.kind !== 'exchange') {
    const { kind, reason, detail } = outcome ?? {}
    return nothing({ what: 'page', url: at, outcome: kind, reason, detail })
  }
  const { exchange } = outcome
  const redirect = redirectTarget(exchange)
  const plain = await readPage(exchange, source)
  const tried = scripts === null ? null : await tryRendering(exchange, plain, source, robots, scripts)
  const result = tried?.result ?? plain
  const adverts = extractAdverts(result)
  const line: DryRunLine = {
    what: 'page',
    url: at,
    outcome: 'exchange',
    status: exchange.status,
    bytes: exchange.body.length,
    kind: result.pageKind,
    problem: result.problem,
    linksInScope: result.found.length,
    ...(tried !== null && { rendering: tried.told }),
    adverts: adverts.map(({ advert, reading }) => ({
      key: advert.key,
      title: advert.title,
      method: advert.method,
      facts: reading.facts.map(({ kind, value, confidence }) => ({ kind, value, confidence }))
    }))
  }
  const links = result.found.map((found) => found.url as CanonicalUrl)
  return { line, adverts, next: redirect?.kind === 'url' ? [redirect.url, ...links] : links }
}

function readPage(exchange: Exchange, source: Source): Promise<PageResult> {
  return readCapture({
    exchange,
    source,
    profile: null,
    depth: 0,
    addressId: 0,
    withAdverts: true,
    settled: new Set()
  })
}

/** Shows a page that says nothing by itself to a browser; null where that is not needed. `told` proposes what to write in the source file. */
async function tryRendering(
  exchange: Exchange,
  plain: PageResult,
  source: Source,
  robots: RobotsOutcome,
  scripts: SourceRendering
): Promise<{ readonly result: PageResult | null; readonly told: Readonly<Record<string, unknown>> } | null> {
  if (!(await saysNothing(exchange, plain.adverts.length))) return null
  const { rendering, failed } = await scripts.render(exchange, source, rulesFor(robots))
  if (rendering === null) return { result: null, told: { outcome: 'failed', ...failed } }
  const result = await readPage({ ...exchange, rendering }, source)
  const helps = result.adverts.length > plain.adverts.length || result.found.length > plain.found.length
  return { result, told: { ...renderingTold(rendering), proposal: helps ? 'render: auto' : null } }
}

function nothing(line: DryRunLine): DryRunStep & { readonly next: CanonicalUrl[] } {
  return { line, adverts: null, next: [] }
}

function ruleAgainst(robots: RobotsOutcome & { kind: 'rules' }, at: CanonicalUrl): string | null {
  const verdict = isAllowed(robots.rules, at)
  return verdict.allowed ? null : (verdict.rule ?? '')
}
