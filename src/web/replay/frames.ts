/** The second origin, from which captured pages are shown: each is held for a minute under an address that is signed, good once, and dies with the session. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Where the second origin is: a port of the same host, or another name at the same port. */
export type FramePlace = { readonly kind: 'port'; port(): number } | { readonly kind: 'name'; readonly name: string }

export interface HeldPage {
  readonly html: string
  /** The origin whose screen may frame it. */
  readonly framedBy: string
  /** What the address is bound to: the session's token and the capture. */
  readonly session: string
  readonly capture: string
  /** Whether the session still holds, under the same ground. */
  alive(): Promise<boolean>
}

export interface Frames {
  readonly place: FramePlace
  /** The second origin for a browser that sees the service at this one. */
  originFor(site: { readonly origin: string; readonly name: string }): string
  /** The path under which the page can be had once. */
  hold(page: HeldPage): string
  /** The page of a path, and the last time it is given; null for anything else. */
  take(path: string): Promise<HeldPage | null>
}

const goodForMs = 60_000
/** Of more pages that wait, the oldest are let go. */
const mostHeld = 24

export function createFrames(place: FramePlace, now: () => number = Date.now): Frames {
  const key = randomBytes(32)
  const held = new Map<string, { readonly page: HeldPage; readonly until: number }>()
  const signed = (id: string, { session, capture }: HeldPage, until: number): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([id, session, capture, until]))
      .digest('base64url')
  const drop = (): void => {
    for (const [id, { until }] of held) if (until <= now()) held.delete(id)
    for (const id of held.keys()) if (held.size > mostHeld) held.delete(id)
  }
  return {
    place,
    originFor({ origin, name }) {
      const { protocol, port } = new URL(origin)
      if (place.kind === 'port') return `${protocol}//${name}:${place.port()}`
      return `${protocol}//${place.name}${port === '' ? '' : `:${port}`}`
    },
    hold(page) {
      const id = randomBytes(18).toString('base64url')
      const until = now() + goodForMs
      held.set(id, { page, until })
      drop()
      setTimeout(drop, goodForMs + 1_000).unref()
      return `/${id}.${signed(id, page, until)}`
    },
    async take(path) {
      drop()
      const [, id = '', given = ''] = /^\/([\w-]{24})\.([\w-]{43})$/.exec(path) ?? []
      const found = held.get(id)
      if (found === undefined) return null
      const right = signed(id, found.page, found.until)
      if (given.length !== right.length || !timingSafeEqual(Buffer.from(given), Buffer.from(right))) return null
      // Gone before anything is awaited: two that come at once do not both get it.
      held.delete(id)
      return (await found.page.alive()) ? found.page : null
    }
  }
}

/** Of every answer of the second origin. Its pages run nothing, ask for nothing, and belong to no origin at all. */
const frameHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'referrer-policy': 'no-referrer',
  'origin-agent-cluster': '?1',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), clipboard-read=(), clipboard-write=()'
}

function policy(framedBy: string): string {
  return (
    `default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; ` +
    `frame-ancestors ${framedBy}; sandbox`
  )
}

/** Answers a request at the second origin: a held page to the frame that asks for it, and the same few bytes to everything else. */
export async function answerFrame(frames: Frames, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { 'sec-fetch-dest': into, 'sec-fetch-mode': mode } = request.headers
  const asked = request.method === 'GET' && into === 'iframe' && mode === 'navigate'
  const page = asked ? await frames.take(request.url) : null
  reply.headers(frameHeaders)
  if (page === null)
    return reply
      .code(404)
      .header('content-security-policy', policy(`'none'`))
      .type('text/plain; charset=utf-8')
      .send('Not here.\n')
  return reply.header('content-security-policy', policy(page.framedBy)).type('text/html; charset=utf-8').send(page.html)
}

/** At a server of its own every request is for the second origin; at the service's own server those that name it. */
export function addFrames(server: FastifyInstance, frames: Frames): void {
  const { place } = frames
  server.addHook('onRequest', async (request, reply) => {
    const name = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '')
    return place.kind === 'port' || name === place.name ? answerFrame(frames, request, reply) : undefined
  })
}
