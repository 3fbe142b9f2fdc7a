/** Renders pages of sources: which ones, with whose rules and turns, and what is told of it. */
import { decodeBody } from '../../../crawl/fetch/decode.ts'
import { headerValue, type Fetcher } from '../../../crawl/fetch/fetch.ts'
import type { Renderer } from '../../../crawl/render/chromium.ts'
import { leavesToScripts } from '../../../crawl/render/leaves-to-scripts.ts'
import type { RobotsOutcome } from '../../../crawl/robots/robots-outcome.ts'
import type { Exchange, Rendering } from '../../../model/exchange.ts'
import type { Source } from '../../../model/source.ts'
import { zoneOf } from '../../process/page-reader.ts'
import type { StoredRobots } from '../host-robots.ts'
import { openSlot, type Slot } from '../host-slot.ts'
import { createPageGate, type GatedPage } from './page-gate.ts'

export interface RenderSourceDeps {
  readonly renderer: Renderer
  readonly fetcher: Fetcher
  readonly allowPrivate: boolean
  readonly agent: string
  /** For one page in all; default: that of the renderer. */
  readonly deadlineMs?: number
}

/** What a rendering needs of the session that fetched the page; each has a default for a page by itself. */
export type Turns = Partial<Pick<GatedPage, 'slot' | 'delayMs' | 'cookie' | 'halted' | 'spend'>>

export interface SourceRendering {
  /** Never rejects for anything that a page does. */
  render(exchange: Exchange, source: Source, robots: StoredRobots, turns?: Turns): Promise<Rendered>
}

export type Rendered =
  | { readonly rendering: Rendering; readonly failed: null }
  | { readonly rendering: null; readonly failed: { readonly reason: string; readonly detail: string } }

export function renderSource(deps: RenderSourceDeps): SourceRendering {
  const gate = createPageGate(deps)
  return {
    async render(exchange, source, robots, turns = {}) {
      const verdict = await deps.renderer.ready()
      if (verdict.kind === 'refused')
        return { rendering: null, failed: { reason: 'no-browser', detail: verdict.message } }
      const decoded = await decodeBody(exchange)
      if (decoded.kind === 'failed') return { rendering: null, failed: decoded }
      const slot: Slot = turns.slot ?? openSlot()
      if (turns.slot === undefined) slot.asked(source.politeness.delayMs)
      const ask = gate.of({
        source,
        host: new URL(exchange.url).host,
        robots,
        slot,
        delayMs: turns.delayMs ?? source.politeness.delayMs,
        cookie: turns.cookie ?? (() => null),
        halted: turns.halted ?? (() => false),
        spend: turns.spend ?? (() => {})
      })
      const { press = [], presses = 0 } = source.rendering ?? {}
      const outcome = await deps.renderer.render({
        url: exchange.url,
        page: { status: exchange.status, headers: exchange.responseHeaders, body: decoded.body },
        ask,
        timezone: zoneOf(source),
        ...(press.length > 0 && { press: { selectors: press, most: presses } }),
        limits: {
          documentBytes: source.limits.bytes,
          ...(deps.deadlineMs !== undefined && { deadlineMs: deps.deadlineMs })
        }
      })
      if (outcome.kind === 'rendered') return { rendering: outcome.rendering, failed: null }
      return { rendering: null, failed: { reason: outcome.reason, detail: outcome.detail } }
    }
  }
}

/** True for a page of which nothing was read, that brings scripts and hardly a word. `adverts`: how many were read of it as it was fetched. */
export async function saysNothing(exchange: Exchange, adverts: number): Promise<boolean> {
  if (adverts > 0 || !isPage(exchange)) return false
  const decoded = await decodeBody(exchange)
  return decoded.kind === 'body' && leavesToScripts(Buffer.from(decoded.body).toString('utf8'))
}

/** True for an answer that a browser would show as a page. */
export function isPage(exchange: Exchange): boolean {
  const type = headerValue(exchange, 'content-type') ?? ''
  return exchange.status === 200 && /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(type)
}

/** What was learned of robots.txt as a session of a host would keep it. */
export function rulesFor(robots: RobotsOutcome): StoredRobots {
  return {
    kind: robots.kind === 'redirect' ? 'allow-all' : robots.kind,
    rules: robots.kind === 'rules' ? robots.rules : null,
    because: robots.kind === 'redirect' ? '' : robots.because,
    failure: null,
    untilMs: Number.POSITIVE_INFINITY
  }
}

/** A rendering in a few figures, and the hosts that it was refused because no line names them. */
export function renderingTold(rendering: Rendering): Readonly<Record<string, unknown>> {
  const refused: Record<string, number> = {}
  const hosts = new Set<string>()
  for (const { outcome, url } of rendering.requests) {
    if (outcome === 'answered') continue
    refused[outcome] = (refused[outcome] ?? 0) + 1
    const host = outcome === 'out-of-scope' ? URL.parse(url)?.host : undefined
    if (host !== undefined) hosts.add(host)
  }
  const answered = rendering.requests.filter((one) => one.outcome === 'answered').length
  const { durationMs, settled, pressed, browser } = rendering
  return {
    outcome: 'rendered',
    browser,
    durationMs,
    settled,
    pressed,
    answered,
    refused,
    hosts: [...hosts].slice(0, 20)
  }
}
