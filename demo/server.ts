/** Serves the practice web on loopback: one HTTP server per site, pages rendered once per day and kept. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { siteIds, type SiteId, type World } from './advert.ts'
import { makePictureBook, type PictureBook } from './picture-book.ts'
import { makeRenderer, type Rendered, type Renderer } from './renderer.ts'
import { sourceSpec, type SourceSpec } from './source-spec.ts'
import { sites } from './sites/all.ts'
import { makeWorld, type WorldOptions } from './world.ts'

export interface DemoOptions extends WorldOptions {
  /** First port, further sites count on from it; 0 (default) takes free ones. */
  readonly port?: number
  /** Simulated day, default 0. */
  readonly day?: number
  /** Whether adverts show pictures; default true. */
  readonly pictures?: boolean
  /** `delay_ms` of the sources, default 0. */
  readonly delayMs?: number
  /** Months to either side that the agenda trap goes on; default 24. */
  readonly agendaMonths?: number
  /** Most bytes of rendered pages to keep, default 512 MiB. */
  readonly cacheBytes?: number
  /** "Yesterday" is told by the clock of the machine, as day 0 lies before it; default: by the simulated day. */
  readonly machineClock?: boolean
}

export interface Demo {
  readonly origins: Readonly<Record<SiteId, string>>
  readonly sources: readonly SourceSpec[]
  readonly world: World
  /** Requests answered so far, per site; `forbidden` counts those that robots.txt disallows. */
  readonly counts: () => Readonly<Record<SiteId, { readonly requests: number; readonly forbidden: number }>>
  /** Moves to a simulated day, 0 to 14: adverts of `dagprikker` appear, change and vanish. */
  readonly setDay: (day: number) => void
  readonly close: () => Promise<void>
}

/** Days from day 0 to the date of now, in UTC. */
function dayNow(today: string): number {
  return Math.floor((Date.now() - Date.parse(`${today}T00:00:00Z`)) / 86_400_000)
}

interface Counter {
  requests: number
  forbidden: number
}

const forbidden = /^\/(?:intern\/|zoek|cart|reageer\/)|[?&]sort=/

/** Starts all sites; rejects when a port is taken. Only 127.0.0.1 is listened on. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const world = makeWorld(options)
  const servers: Server[] = []
  const origins = {} as Record<SiteId, string>
  const counters = {} as Record<SiteId, Counter>
  const renderers: Renderer[] = []
  const pictures = options.pictures ?? true
  const pictureBook = pictures ? makePictureBook(world) : null
  try {
    for (const [nth, id] of siteIds.entries()) {
      const server = createServer({ keepAliveTimeout: 30_000 })
      servers.push(server)
      const port = await listen(server, options.port ? options.port + nth : 0)
      origins[id] = `http://127.0.0.1:${port}`
      counters[id] = { requests: 0, forbidden: 0 }
      const renderer = makeRenderer(world, sites[id], origins[id], {
        day: options.day ?? 0,
        pictures,
        agendaMonths: options.agendaMonths ?? 24,
        ...(options.machineClock === true && { clock: () => dayNow(world.today) }),
        cacheBytes: (options.cacheBytes ?? 512 * 1024 * 1024) / siteIds.length
      })
      renderers.push(renderer)
      server.on('request', (request, response) => answer(request, response, id, renderer, pictureBook, counters[id]))
    }
  } catch (error) {
    await Promise.all(servers.map(stop))
    throw error
  }
  return {
    origins,
    world,
    sources: siteIds.map((id) => sourceSpec(sites[id], origins[id], options.delayMs ?? 0)),
    counts: () => structuredClone(counters),
    setDay: (day) => renderers.forEach((renderer) => renderer.setDay(day)),
    close: async () => {
      await Promise.all(servers.map(stop))
    }
  }
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  site: SiteId,
  renderer: Renderer,
  pictures: PictureBook | null,
  counter: Counter
): void {
  const target = request.url ?? '/'
  counter.requests++
  if (forbidden.test(target)) counter.forbidden++
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD', 'content-length': 0 }).end()
    return
  }
  if (pictures && (target.startsWith('/foto/') || target === '/geenfoto.png')) {
    pictures.picture(site, target).then(
      (picture) => send(request, response, picture ?? renderer.missing()),
      () => response.writeHead(500, { 'content-length': 0 }).end()
    )
    return
  }
  const page = renderer.page(target, String(request.headers['accept-encoding'] ?? '').includes('gzip'))
  if (page.delayMs > 0) {
    const timer = setTimeout(() => send(request, response, page), page.delayMs)
    response.on('close', () => clearTimeout(timer))
  } else send(request, response, page)
}

function send(request: IncomingMessage, response: ServerResponse, page: Rendered): void {
  if (page.status === 200 && request.headers['if-none-match'] === page.etag) {
    response.writeHead(304, { etag: page.etag, 'last-modified': page.lastModified }).end()
    return
  }
  response.writeHead(page.status, page.headers)
  response.end(request.method === 'HEAD' ? undefined : page.body)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
