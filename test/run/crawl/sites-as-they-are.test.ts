/** Sites as they are: slips of headers, labels that are not so, old character sets, and addresses that hang off lists and headers. */
import assert from 'node:assert/strict'
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { baken, endAll, lastJson, scratch, sourceFiles } from '../../support/baken.ts'

/** Bytes of the whole answer to a path; null is a 404. */
type Answer = (path: string, origin: string) => Buffer | null

interface Site {
  readonly origin: string
  readonly asked: string[]
}

let folder: ReturnType<typeof scratch>
const servers: Server[] = []

before(() => {
  folder = scratch('sites')
})
after(async () => {
  await endAll()
  for (const server of servers) server.close()
  folder.remove()
})

const advert = (nth: number | string): string =>
  `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Kamer ${nth} vrij</title></head><body><h1>Kamer ${nth} vrij in Zwolle</h1><p>Ruime kamer met uitzicht, nummer ${nth}, per direct beschikbaar voor wie rust zoekt. Bel voor een afspraak in de avond.</p><dl><dt>Prijs</dt><dd>&euro; 450</dd><dt>Telefoon</dt><dd>06 48 15 16 2${String(nth).slice(-1)}</dd></dl></body></html>`
const list = (links: readonly string[], head = ''): string =>
  `<!doctype html><html lang="nl"><head><title>Overzicht</title>${head}</head><body><h1>Overzicht</h1><p>Kies uit het aanbod.</p>${links.map((one, i) => `<a href="${one}">Advertentie ${i}</a>`).join(' ')}</body></html>`
const ok = (body: string | Buffer, ...lines: string[]): Buffer =>
  Buffer.concat([
    Buffer.from(
      `HTTP/1.1 200 OK\r\n${(lines.length > 0 ? lines : ['Content-Type: text/html; charset=utf-8']).join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n`,
      'latin1'
    ),
    Buffer.from(body)
  ])
const numberOf = (at: string): number => Number(/\d+$/.exec(at)?.[0])

test('C6 pages behind slips of header lines are read, and the slip stands with the capture', async () => {
  const heads = [
    'HTTP/1.1 200 OK\nContent-Type: text/html\n\n',
    'HTTP/1.1 200 OK\r\nContent-Type : text/html\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Naam: Zo\u0001\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX Naam: ja\r\n\r\n',
    `HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(advert(5))}\r\nContent-Length: ${Buffer.byteLength(advert(5))}\r\n\r\n`,
    'HTTP/1.1 200\r\nContent-Type: text/html\r\n\r\n'
  ]
  const site = await serve((at) =>
    at === '/'
      ? ok(list(heads.map((_, i) => `/advert/${i + 1}`)))
      : at.startsWith('/advert/')
        ? Buffer.from(`${heads[numberOf(at) - 1]}${advert(numberOf(at))}`)
        : null
  )
  const data = path.join(folder.folder, 'slips')
  const summary = await crawl('slips', site, data)
  assert.deepEqual([summary.pages, summary.adverts, summary.failed], [7, 6, {}])
  const exported = await baken(['export', 'captures', '--data', data])
  assert.equal(exported.stdout.split('header-slip').length - 1, 5, exported.stdout.slice(0, 600))
})

test('C9 C11 C12 labels that are none, or not so, are judged by the content as browsers judge them', async () => {
  const labels: readonly (readonly string[])[] = [
    ['Content-Type: text/html', 'Content-Encoding: utf-8'],
    ['Content-Type: text/html', 'Content-Encoding: none'],
    ['Content-Type: text/html', 'Content-Encoding: br'],
    ['Content-Type: text/html', 'Content-Encoding: deflate'],
    ['Content-Type: html'],
    ['Content-Type: text/html; charset=utf-8, text/html; charset=utf-8'],
    ['Content-Type: */*'],
    ['Content-Type: application/x-httpd-php'],
    ['Content-Type: httpd/unix-directory'],
    ['X-None: yes']
  ]
  const site = await serve((at) => {
    if (at === '/') return ok(list([...labels, 0, 0].map((_, i) => `/advert/${i}`)))
    if (!at.startsWith('/advert/')) return null
    const nth = numberOf(at)
    if (nth === labels.length) return ok(gzipSync(advert(nth)), 'Content-Type: text/html')
    // What a label of another kind says is believed: a script that looks like a page is none.
    if (nth > labels.length) return ok(advert(nth), 'Content-Type: text/javascript')
    return ok(advert(nth), ...(labels[nth] ?? []))
  })
  const summary = await crawl('labels', site)
  assert.deepEqual([summary.pages, summary.adverts, summary.failed], [labels.length + 3, labels.length + 1, {}])
})

test('C10 links on pages in old character sets are asked in the bytes of the page', async () => {
  const words: Record<string, string> = {
    'windows-1252': 'Renée',
    'windows-1251': 'Ольга',
    'koi8-r': 'Ольга',
    'windows-1253': 'Ελένη',
    'windows-1254': 'Ayşe',
    gbk: '丽丽',
    shift_jis: 'はな'
  }
  const escaped = (set: string, word: string): string =>
    [...iconv.encode(word, set)]
      .map((byte) =>
        /[\w.~-]/.test(String.fromCharCode(byte)) && byte < 128
          ? String.fromCharCode(byte)
          : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
      )
      .join('')
  const site = await serve((at) => {
    if (at === '/') return ok(list(Object.keys(words).map((set) => `/${set}`)))
    const word = words[at.slice(1)]
    if (word === undefined) return ok(advert(1))
    const body = `<html><head><title>Namen</title></head><body><h1>Namen</h1><p>${word}</p><a href="/x/${at.slice(1)}?naam=${word}&amp;euro=1">${word}</a></body></html>`
    return ok(iconv.encode(body, at.slice(1)), `Content-Type: text/html; charset=${at.slice(1)}`)
  })
  await crawl('sets', site)
  const wanted = Object.entries(words).map(([set, word]) => `/x/${set}?naam=${escaped(set, word)}&euro=1`)
  assert.deepEqual(site.asked.filter((one) => one.startsWith('/x/')).sort(), wanted.sort())
})

test('C3 C9 C20 lists that robots.txt names lead to their pages: index, packed, text, RSS, Atom, RDF, JSON; none out of scope is asked', async () => {
  const other = await serve(() => ok(advert(99)))
  const xml = ['Content-Type: application/xml']
  const lists: Record<string, (origin: string) => Buffer> = {
    '/index.xml': (at) => ok(`<sitemapindex><sitemap><loc>${at}/packed.xml.gz</loc></sitemap></sitemapindex>`, ...xml),
    '/packed.xml.gz': (at) =>
      ok(gzipSync(`<urlset><url><loc>${at}/advert/1</loc></url></urlset>`), 'Content-Type: application/x-gzip'),
    '/list.txt': (at) => ok(`${at}/advert/2`, 'Content-Type: text/plain'),
    '/rss': (at) =>
      ok(
        `<?xml version="1.0"?><!-- ${'lang '.repeat(2_000)}--><rss><channel><link>${at}/</link><item><guid>${at}/advert/3</guid></item><item><guid isPermaLink="false">${at}/nooit</guid><link>${at}/advert/4</link></item></channel></rss>`,
        'Content-Type: application/rss+xml'
      ),
    '/atom': (at) =>
      ok(
        `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="${at}/diep/"><entry><link href="../advert/5"/></entry></feed>`,
        'Content-Type: application/atom+xml'
      ),
    '/rdf': (at) =>
      ok(
        `<rdf:RDF xmlns:rdf="x"><item rdf:about="${at}/advert/6"><title>x</title></item></rdf:RDF>`,
        'Content-Type: application/rdf+xml'
      ),
    '/json': (at) =>
      ok(
        JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [{ url: `${at}/advert/7` }] }),
        'Content-Type: application/feed+json'
      )
  }
  const site = await serve((at, origin) => {
    if (at === '/robots.txt')
      return ok(
        `User-agent: *\nDisallow: /intern\n${[...Object.keys(lists).filter((one) => one !== '/packed.xml.gz'), `${other.origin}/elders.xml`].map((one) => `Sitemap: ${one.startsWith('/') ? origin + one : one}\n`).join('')}`,
        'Content-Type: text/plain'
      )
    if (at === '/') return ok('<title>Welkom</title><h1>Welkom</h1><p>Gebruik de zoekbalk om te zoeken.</p>')
    return lists[at]?.(origin) ?? (at.startsWith('/advert/') ? ok(advert(numberOf(at))) : null)
  })
  const summary = await crawl('lists', site)
  assert.deepEqual([summary.adverts, summary.refused], [7, { 'out-of-scope': 1 }])
  assert.deepEqual(other.asked, [])
})

test('C17 C19 pages named by select lists, data attributes, clicks, drawings, alternates and headers are asked; what is passed over is counted', async () => {
  const other = await serve(() => ok(advert(99)))
  const site = await serve((at) => {
    if (at === '/')
      return ok(
        `<!doctype html><html lang="nl"><head><title>Overzicht</title><link rel="alternate" hreflang="en" href="/advert/1"></head><body><h1>Overzicht</h1>
        <!-- <option value="/nooit"> --><script>var x = '<option value="/nooit">'</script>
        <select><option value="alle">alle</option><option value="/advert/2?a=1&amp;b=2">twee</option></select>
        <div data-href="/advert/3">drie</div><div onclick="window.location.href='/advert/4'">vier</div>
        <svg><a xlink:href="/advert/5"><text>vijf</text></a></svg><a rel="nofollow" href="/advert/9">negen</a>
        <a href="${other.origin}/x">elders</a><a href="/weg/1">weg</a><div data-href="${other.origin}/y">elders</div></body></html>`,
        'Content-Type: text/html; charset=utf-8',
        'Link: </advert/6>; rel="next", </stijl.css>; rel=preload',
        'Link: </advert/7>; rel=alternate',
        'Refresh: 5; url=/advert/8'
      )
    return at.startsWith('/advert/') ? ok(advert(at.slice(8, 9))) : null
  })
  const summary = await crawl('links', site, undefined, { exclude: ['/weg/'] })
  assert.deepEqual(site.asked.filter((one) => one.startsWith('/advert/')).sort(), [
    '/advert/1',
    '/advert/2?a=1&b=2',
    ...[3, 4, 5, 6, 7, 8].map((one) => `/advert/${one}`)
  ])
  assert.ok(!site.asked.some((one) => /nooit|stijl|alle|weg/.test(one)), String(site.asked))
  assert.deepEqual(summary.passed, { 'other host': 2, nofollow: 1, 'rule of the source': 1 })
  assert.deepEqual(other.asked, [])
})

interface Summary {
  readonly pages: number
  readonly adverts: number
  readonly failed: object
  readonly refused: object
  readonly passed?: object
}

async function crawl(
  id: string,
  site: Site,
  data = path.join(folder.folder, 'data'),
  scope?: object
): Promise<Summary> {
  const files = sourceFiles(folder.folder, [
    {
      id,
      start: [`${site.origin}/`],
      politeness: { delay_ms: 0 },
      allow_private: true,
      mandate: 'oefening',
      ...(scope && { scope })
    }
  ])
  const ran = await baken(['crawl', ...files, '--once', '--demo', '--data', data])
  assert.equal(ran.code, 0, ran.stderr)
  return lastJson(ran) as unknown as Summary
}

async function serve(answer: Answer): Promise<Site> {
  const asked: string[] = []
  const server = createServer((socket: Socket) => {
    socket.on('error', () => {})
    socket.once('data', (data) => {
      const at = /^GET (\S+)/.exec(data.toString('latin1'))?.[1] ?? '/'
      asked.push(at)
      const { port } = server.address() as AddressInfo
      socket.end(
        answer(at, `http://127.0.0.1:${port}`) ??
          'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
      )
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}
