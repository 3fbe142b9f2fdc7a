/** What a rendered page asks for: each request is judged and answered by our own fetching, or refused; the browser itself reaches nothing. */
import type { RenderRequest } from '../../model/exchange.ts'
import type { DevTools, Fields } from './devtools.ts'

/** A request of a page that is to be answered. */
export interface PageAsk {
  readonly url: string
  readonly kind: string
}

/** Its answer as the page gets it: the body without its content coding. */
export interface PageAnswer {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
}

export type PageReply =
  | { readonly kind: 'answer'; readonly answer: PageAnswer }
  | { readonly kind: 'refused'; readonly reason: string }

export interface RequestLimits {
  readonly requests: number
  readonly bytes: number
}

export interface PageRequests {
  readonly list: readonly RenderRequest[]
  /** Requests that wait for their answer. */
  underWay(): number
  /** Takes one that the browser holds. */
  paused(params: Fields, session: string): void
  /** Notes what the page tried by ways on which nothing is answered. */
  note(url: string, kind: string, outcome: string): void
}

/** What a page needs to show its text. Pictures, fonts, films, beacons, and what is fetched beforehand it does without. */
const needed: ReadonlySet<string> = new Set(['Document', 'Script', 'XHR', 'Fetch'])
/** With a picture of the page, what it looks like too. */
const looks: ReadonlySet<string> = new Set([...needed, 'Stylesheet'])
const mostNoted = 500

/** Lines that say how the bytes came, or would make the browser keep or ask something. */
const droppedHeaders =
  /^(?:content-encoding|content-length|transfer-encoding|connection|keep-alive|set-cookie2?|link|refresh|alt-svc|strict-transport-security|report-to|reporting-endpoints|nel|clear-site-data)$/i

/** `first` answers the page itself, once; every other document in its place is refused. `mainFrame` says which frame it is. */
export function takeRequests(
  tools: DevTools,
  given: {
    readonly url: string
    readonly first: PageAnswer
    readonly limits: RequestLimits
    readonly withLooks: boolean
    readonly ask: (asked: PageAsk) => Promise<PageReply>
    readonly mainFrame: () => string
  }
): PageRequests {
  const list: RenderRequest[] = []
  let underWay = 0
  let asked = 0
  let bytes = 0
  let isGiven = false

  function note(url: string, kind: string, outcome: string, status: number | null = null, size = 0): void {
    if (list.length < mostNoted) list.push({ url: url.slice(0, 2_048), kind, outcome, status, bytes: size })
  }

  async function reply(params: Fields): Promise<PageReply | 'first' | 'own'> {
    const { url } = params['request'] as { readonly url: string }
    const kind = String(params['resourceType'])
    const isMain = kind === 'Document' && params['frameId'] === given.mainFrame()
    const isPage = isMain && !isGiven && withoutFragment(url) === withoutFragment(given.url)
    isGiven ||= isPage
    const refusal = isPage ? 'first' : refusalOf(params, isMain, given.withLooks ? looks : needed)
    if (refusal === 'first' || refusal === 'own') return refusal
    if (refusal !== null) return { kind: 'refused', reason: refusal }
    if (asked >= given.limits.requests || bytes >= given.limits.bytes) return { kind: 'refused', reason: 'limit' }
    asked++
    return given.ask({ url, kind })
  }

  async function settle(params: Fields, session: string): Promise<void> {
    const { requestId } = params
    const { url } = params['request'] as { readonly url: string }
    const kind = String(params['resourceType'])
    const got = await reply(params)
    if (got === 'own') {
      await tools.send('Fetch.continueRequest', { requestId }, session)
      return
    }
    if (got === 'first' || got.kind === 'answer') {
      const answer = got === 'first' ? given.first : got.answer
      bytes += answer.body.length
      if (got !== 'first') note(url, kind, 'answered', answer.status, answer.body.length)
      await tools.send('Fetch.fulfillRequest', { requestId, ...fulfilment(answer) }, session)
      return
    }
    note(url, kind, got.reason)
    // A document that is refused so leaves the page that is there as it is.
    const errorReason = kind === 'Document' ? 'Aborted' : 'BlockedByClient'
    await tools.send('Fetch.failRequest', { requestId, errorReason }, session)
  }

  return {
    list,
    underWay: () => underWay,
    note,
    paused(params, session) {
      underWay++
      settle(params, session)
        // A frame that went away meanwhile, or a browser that ended: its own end is told elsewhere.
        .catch(() => {})
        .finally(() => underWay--)
    }
  }
}

/** Why a request is not even judged by the gate; `own` for bytes that the page carries with it, null for what goes there. */
function refusalOf(params: Fields, isMain: boolean, kinds: ReadonlySet<string>): string | null {
  const { url, method } = params['request'] as { readonly url: string; readonly method: string }
  if (/^(?:data|blob):/i.test(url)) return 'own'
  if (!/^https?:/i.test(url)) return 'scheme'
  // Another document in the place of the page.
  if (isMain) return 'leaves-page'
  if (method !== 'GET') return 'method'
  return kinds.has(String(params['resourceType'])) ? null : 'kind'
}

function fulfilment({ status, headers, body }: PageAnswer): Fields {
  return {
    responseCode: status,
    responseHeaders: headers
      .filter(([name]) => !droppedHeaders.test(name))
      .map(([name, value]) => ({ name, value: value.replace(/[\r\n\0]/g, ' ') })),
    body: Buffer.from(body).toString('base64')
  }
}

function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? ''
}
