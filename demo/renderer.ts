/** Renders a site's pages for one simulated day and keeps them as bytes with their headers. */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { isoDate, dateOf } from './calendar.ts'
import type { World } from './advert.ts'
import { makeView, type PageResponse, type SiteMake, type SiteView } from './site.ts'

export interface Rendered {
  readonly status: number
  readonly headers: string[]
  readonly body: Buffer
  readonly etag: string
  readonly lastModified: string
  readonly delayMs: number
}

export interface Renderer {
  readonly page: (target: string, gzip: boolean) => Rendered
  readonly missing: () => Rendered
  readonly setDay: (day: number) => void
}

export interface RenderOptions {
  readonly day: number
  readonly pictures: boolean
  readonly agendaMonths: number
  /** The day by the machine's clock (UTC); absent: the simulated day is today. */
  readonly clock?: () => number
  /** Pages beyond this are rendered anew each time. */
  readonly cacheBytes: number
}

/** A renderer of one site; a page costs its rendering once a day, then a map look-up. */
export function makeRenderer(world: World, site: SiteMake, origin: string, options: RenderOptions): Renderer {
  const cache = new Map<string, Rendered>()
  let cachedBytes = 0
  const viewOn = (day: number): SiteView => {
    const view = makeView(world, site.id, origin, day, options.pictures, options.agendaMonths)
    return { ...view, now: Math.max(day, options.clock?.() ?? day) }
  }
  const forget = (): void => {
    cache.clear()
    cachedBytes = 0
  }
  let view = viewOn(options.day)
  const render = (target: string, gzip: boolean): Rendered => {
    const [path = '/', query = ''] = target.split('?', 2)
    const response = site.respond(view, path, new URLSearchParams(query)) ?? notFound(site.name)
    return toBytes(response, site, gzip, view)
  }
  return {
    page: (target, accepted) => {
      // Past midnight what was "yesterday" is two days ago.
      if (options.clock !== undefined && options.clock() > view.now) {
        view = viewOn(view.day)
        forget()
      }
      const gzip = accepted && site.gzip === true
      const key = gzip ? `${target} gzip` : target
      const known = cache.get(key)
      if (known) return known
      const rendered = render(target.slice(0, 2000), gzip)
      if (cachedBytes + rendered.body.length <= options.cacheBytes) {
        cachedBytes += rendered.body.length
        cache.set(key, rendered)
      }
      return rendered
    },
    missing: () => toBytes(notFound(site.name), site, false, view),
    setDay: (day) => {
      view = viewOn(day)
      forget()
    }
  }
}

/** Windows-1252 cannot say every character: the others become numeric references, as the old sites do. */
export function encodeWindows1252(html: string): Buffer {
  const escaped = html.replace(/[^\u0000-\u007f]/gu, (char) => {
    const byte = iconv.encode(char, 'win1252')
    return byte.length === 1 && byte[0] !== 0x3f ? char : `&#${char.codePointAt(0)};`
  })
  return iconv.encode(escaped, 'win1252')
}

function toBytes(response: PageResponse, site: SiteMake, gzip: boolean, view: SiteView): Rendered {
  const plain =
    typeof response.body !== 'string'
      ? Buffer.from(response.body)
      : site.charset && response.type.startsWith('text/html')
        ? encodeWindows1252(response.body)
        : Buffer.from(response.body)
  const compressed = gzip && response.type.startsWith('text/html')
  const body = compressed ? gzipSync(plain, { level: 1 }) : plain
  const etag = `"${createHash('sha1').update(plain).digest('base64url').slice(0, 16)}${compressed ? '-gz' : ''}"`
  const lastModified = new Date(`${isoDate(dateOf(view.world.today, view.day))}T06:00:00Z`).toUTCString()
  const headers = [
    'Content-Type',
    response.type,
    'Content-Length',
    String(body.length),
    'ETag',
    etag,
    'Last-Modified',
    lastModified,
    'Server',
    `${site.id}/1.0`
  ]
  if (compressed) headers.push('Content-Encoding', 'gzip')
  if (site.gzip) headers.push('Vary', 'Accept-Encoding')
  for (const [name, value] of Object.entries(response.headers ?? {})) headers.push(name, value)
  return { status: response.status, headers, body, etag, lastModified, delayMs: response.delayMs ?? 0 }
}

function notFound(name: string): PageResponse {
  return {
    status: 404,
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html><head><meta charset="utf-8"><title>404 - ${name}</title></head><body><h1>Niet gevonden</h1><p>Deze pagina bestaat niet.</p><p><a href="/">${name}</a></p></body></html>`
  }
}
