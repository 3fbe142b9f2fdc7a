/** The gate of rendered pages: what a page asks for is judged by scope, robots.txt, pace and budget, and fetched by our own fetcher or refused. */
import { decodeBody } from '../../../crawl/fetch/decode.ts'
import { redirectTarget, type Fetcher } from '../../../crawl/fetch/fetch.ts'
import { canonicalUrl } from '../../../crawl/canonical.ts'
import type { PageAnswer, PageAsk, PageReply } from '../../../crawl/render/page-requests.ts'
import { isAllowed } from '../../../crawl/robots/robots.ts'
import { inScope } from '../../../crawl/sources/scope.ts'
import type { CanonicalUrl } from '../../../model/ids.ts'
import type { Source } from '../../../model/source.ts'
import { fetchRobots, type StoredRobots } from '../host-robots.ts'
import { openSlot, type Slot } from '../host-slot.ts'

export interface PageGateDeps {
  readonly fetcher: Fetcher
  readonly allowPrivate: boolean
  /** Product token for the rules of robots.txt. */
  readonly agent: string
}

/** One page that is rendered, and whose it is. */
export interface GatedPage {
  readonly source: Source
  /** The host of the page: what is known of its rules, and its turns. */
  readonly host: string
  readonly robots: StoredRobots
  readonly slot: Slot
  /** Milliseconds between two requests to the host of the page. */
  readonly delayMs: number
  /** The value of a `Cookie` line for an address; null when there is none. */
  cookie(url: string): string | null
  /** True when nothing more may be asked: the run ends, or the source rests. */
  halted(): boolean
  spend(bytes: number, ms: number): void
}

export interface PageGate {
  /** Answers what one page asks for. Never rejects. */
  of(page: GatedPage): (asked: PageAsk) => Promise<PageReply>
}

const deadlineMs = 20_000
const mostHops = 5
/** Scripts are the same on all pages of a site: what is kept of them for the pages of this run. */
const mostKeptBytes = 32_000_000
const keptMs = 60 * 60_000

interface Kept {
  readonly answer: PageAnswer
  readonly untilMs: number
}

/** What a gate remembers over the pages of a run. */
interface Gate extends PageGateDeps {
  /** By host: its rules and turns, of hosts that are none of a page's own. */
  readonly others: Map<string, { robots: Promise<StoredRobots>; untilMs: number; readonly slot: Slot }>
  readonly kept: Map<string, Kept>
  keptBytes: number
}

export function createPageGate(deps: PageGateDeps): PageGate {
  const gate: Gate = { ...deps, others: new Map(), kept: new Map(), keptBytes: 0 }
  return {
    of(page) {
      const { source } = page
      const hosts = [...source.scope.hosts, ...(source.rendering?.hosts ?? [])]
      // Which paths are pages of the source says nothing of scripts and data; what is excluded stays so.
      const wide: Source = { ...source, scope: { ...source.scope, hosts, include: [] } }
      /** A host that says "not now" is asked nothing more for this page. */
      let isBusy = false
      return async ({ url: reference, kind }) => {
        const first = canonicalUrl(reference)
        if (first.kind === 'refused') return refused(first.reason)
        const name = `${source.id} ${first.url}`
        const known = kind === 'Script' ? gate.kept.get(name) : undefined
        if (known !== undefined && known.untilMs > Date.now()) return { kind: 'answer', answer: known.answer }
        let at = first.url
        for (let hops = 0; hops <= mostHops; hops++) {
          if (isBusy || page.halted()) return refused('halted')
          const got = await oneHop(gate, at, page, wide)
          if (typeof got !== 'string') {
            if (got.kind === 'answer' && kind === 'Script') keep(gate, name, got.answer)
            isBusy ||= got.kind === 'answer' && (got.answer.status === 429 || got.answer.status === 503)
            return got
          }
          at = got
        }
        return refused('redirect-loop')
      }
    }
  }
}

/** The rules of the host of an address, and its turns. */
async function rulesOf(
  gate: Gate,
  url: CanonicalUrl,
  page: GatedPage
): Promise<{ readonly robots: StoredRobots; readonly slot: Slot }> {
  const { host } = new URL(url)
  if (host === page.host) return page
  let known = gate.others.get(host)
  if (known === undefined || known.untilMs <= Date.now()) {
    // Asked for once, however many requests wait for it.
    const robots = fetchRobots(url, page.source, { ...gate, saveRobots: async () => {} })
    const asked = { robots, untilMs: Number.POSITIVE_INFINITY, slot: known?.slot ?? openSlot() }
    gate.others.set(host, asked)
    asked.untilMs = (await robots).untilMs
    asked.slot.asked(page.source.politeness.delayMs)
    known = asked
  }
  return { robots: await known.robots, slot: known.slot }
}

/** Asks for one address; gives the address that it sends on to, which is judged anew. */
async function oneHop(gate: Gate, url: CanonicalUrl, page: GatedPage, wide: Source): Promise<PageReply | CanonicalUrl> {
  const scope = inScope(wide, url)
  if (scope.kind === 'out') return refused('out-of-scope')
  const { robots, slot } = await rulesOf(gate, url, page)
  if (page.source.politeness.robots === 'obey') {
    if (robots.kind === 'disallow-all') return refused('robots-unavailable')
    if (robots.rules !== null && !isAllowed(robots.rules, url).allowed) return refused('robots')
  }
  const ownDelayMs = Math.max(page.source.politeness.delayMs, robots.rules?.crawlDelayMs ?? 0)
  await slot.take(slot === page.slot ? page.delayMs : ownDelayMs, () => page.halted())
  if (page.halted()) return refused('halted')
  const outcome = (
    await gate.fetcher.fetch(url, {
      maxBytes: page.source.limits.bytes,
      allowPrivate: page.source.allowPrivate && gate.allowPrivate,
      deadlineMs,
      cookie: page.cookie(url)
    })
  )[0]
  if (outcome?.kind !== 'exchange') return refused(outcome?.reason ?? 'failed')
  const { exchange } = outcome
  page.spend(exchange.body.length, slot.lapMs())
  const target = redirectTarget(exchange)
  if (target !== null) return target.kind === 'url' ? target.url : refused(target.reason)
  const decoded = await decodeBody(exchange, { maxBytes: page.source.limits.bytes, maxRatio: 200 })
  if (decoded.kind === 'failed') return refused(decoded.reason)
  return {
    kind: 'answer',
    answer: { status: exchange.status, headers: exchange.responseHeaders, body: decoded.body }
  }
}

function keep(gate: Gate, name: string, answer: PageAnswer): void {
  if (answer.status !== 200 || gate.keptBytes + answer.body.length > mostKeptBytes) return
  gate.kept.set(name, { answer, untilMs: Date.now() + keptMs })
  gate.keptBytes += answer.body.length
}

function refused(reason: string): PageReply {
  return { kind: 'refused', reason }
}
