/** Sites that send their visitors on: to another name, out of scope, or through a gate that sets a cookie. */
import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { endAll, lastJson, scratch, sourceFiles, startBaken, type Ran } from '../../support/baken.ts'

type Answer = (request: IncomingMessage, response: ServerResponse, port: number) => void

interface Site {
  readonly port: number
  /** Host, path and cookie of each request. */
  readonly asked: { host: string; path: string; cookie: string }[]
}

let folder: ReturnType<typeof scratch>
const servers: Server[] = []
/** Names are looked up as a DNS of the test would answer. */
const names = path.join(import.meta.dirname, 'names-at-home.ts')

before(() => {
  folder = scratch('sent-on')
})
after(async () => {
  await endAll()
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  folder.remove()
})

const advert = (nth: string): string =>
  `<!doctype html><html lang="nl"><head><title>Kamer ${nth} vrij</title></head><body><h1>Kamer ${nth} vrij in Zwolle</h1><p>Ruime kamer met uitzicht, nummer ${nth}, per direct beschikbaar voor wie rust zoekt. Bel voor een afspraak in de avond.</p><dl><dt>Prijs</dt><dd>&euro; 450</dd><dt>Telefoon</dt><dd>06 48 15 16 2${nth}</dd></dl></body></html>`
const list = (links: readonly string[]): string =>
  `<!doctype html><html lang="nl"><title>Overzicht</title><h1>Overzicht</h1>${links.map((one, i) => `<a href="${one}">Advertentie ${i}</a>`).join(' ')}</html>`
const four = [1, 2, 3, 4].map((nth) => `/advert/${nth}`)

test('C8 a start address that sends to another name of its site is followed with a note, whose robots.txt counts too', async () => {
  const site = await serve((request, response, port) => {
    if (request.url === '/robots.txt' && request.headers.host === `www.klus.test:${port}`)
      return void response.end('User-agent: *\nDisallow: /advert/4\n')
    if (request.url === '/robots.txt') return void response.writeHead(404).end()
    if (request.headers.host !== `www.klus.test:${port}`)
      return void response.writeHead(301, { location: `http://www.klus.test:${port}${request.url}` }).end()
    html(response, request.url === '/' ? list(four) : advert(request.url?.slice(-1) ?? ''))
  })
  const data = path.join(folder.folder, 'names')
  const start = [`http://klus.test:${site.port}/`]
  for (const round of [1, 2]) {
    const ran = await crawl('klus', data, { start })
    const { adverts, refused, sentOn } = lastJson(ran)
    assert.deepEqual([adverts, refused], [3, { robots: 1 }], `round ${round}`)
    const from = `klus.test:${site.port}`
    assert.deepEqual(sentOn, [{ source: 'klus', from, host: `www.${from}`, followed: true, add: null }])
    assert.match(
      ran.stderr,
      /klus: klus\.test:\d+ sends its visitors to www\.klus\.test:\d+, another name of the same site/
    )
  }
})

test('C8 any other name, port or host is told with the line to add, and nothing is asked there; so is each where the file names its hosts', async () => {
  const other = await serve((_, response) => void response.end('<h1>Hier mag niemand vragen</h1>'))
  const targets: Record<string, (port: number) => string> = {
    'elders.test': (port) => `http://ander.test:${port}/`,
    'poort.test': () => `http://www.poort.test:${other.port}/`,
    'blog-een.blogspot.com.test': (port) => `http://127.0.0.2:${port}/`,
    'vast.test': (port) => `http://www.vast.test:${port}/`
  }
  const site = await serve((request, response, port) => {
    if (request.url === '/robots.txt') return void response.writeHead(404).end()
    const name = request.headers.host?.split(':')[0] ?? ''
    const to = targets[name]?.(port)
    if (to === undefined) return html(response, advert('1'))
    response.writeHead(302, { location: to }).end()
  })
  const data = path.join(folder.folder, 'others')
  for (const name of Object.keys(targets)) {
    const host = `${name}:${site.port}`
    const to = new URL(targets[name]?.(site.port) ?? '').host
    const scope = name === 'vast.test' ? { scope: { hosts: [host] } } : {}
    const ran = await crawl(name.replaceAll('.', '-'), data, { start: [`http://${host}/`], ...scope })
    const { adverts, refused } = lastJson(ran)
    assert.deepEqual([adverts, refused], [0, { 'out-of-scope': 1 }], name)
    assert.ok(ran.stderr.includes(`scope: { hosts: [${host}, ${to}] }`), ran.stderr)
    assert.ok(!site.asked.some((one) => one.host === to), to)
  }
  assert.deepEqual(other.asked, [])
})

test('C4 gates that set a cookie and send back are passed, whether every page, another page or a link of the page does so', async () => {
  const gates: Record<string, Answer> = {
    // The address itself, again.
    self: (request, response) => {
      if (/gezien=ja/.test(request.headers.cookie ?? '')) return content(request, response)
      response.writeHead(302, { 'set-cookie': 'gezien=ja; Path=/', location: request.url ?? '' }).end()
    },
    // A page with a link, which sets it and sends back to what was asked for.
    page: (request, response) => {
      const url = new URL(request.url ?? '', 'http://x.test')
      if (url.pathname === '/ja')
        return void response
          .writeHead(303, { 'set-cookie': 'leeftijd=18; HttpOnly', location: url.searchParams.get('terug') ?? '/' })
          .end()
      if (/leeftijd=18/.test(request.headers.cookie ?? '')) return content(request, response)
      if (url.pathname === '/poort')
        return html(
          response,
          `<title>18+</title><h1>Ben je 18?</h1><a href="/ja?terug=${url.searchParams.get('terug')}">Ja</a>`
        )
      response.writeHead(302, { location: `/poort?terug=${encodeURIComponent(url.pathname)}` }).end()
    },
    // A short page that loads itself again.
    refresh: (request, response) => {
      if (/ok=1/.test(request.headers.cookie ?? '')) return content(request, response)
      response
        .writeHead(200, { 'set-cookie': 'ok=1', 'content-type': 'text/html' })
        .end('<title>Even geduld</title><meta http-equiv="refresh" content="0">')
    }
  }
  for (const [name, gate] of Object.entries(gates)) {
    const site = await serve((request, response, port) =>
      request.url === '/robots.txt' ? void response.writeHead(404).end() : gate(request, response, port)
    )
    const ran = await crawl(`gate-${name}`, path.join(folder.folder, `gate-${name}`), {
      start: [`http://127.0.0.1:${site.port}/`]
    })
    assert.equal(lastJson(ran)['adverts'], 4, `${name}: ${JSON.stringify(lastJson(ran))} ${JSON.stringify(site.asked)}`)
    assert.ok(site.asked.every((one) => one.path !== '/robots.txt' || one.cookie === ''))
    assert.ok(site.asked.length < 30, `${name} was asked ${site.asked.length} times`)
  }
})

test('C4 no cookie of a login, a block, a guard or an ordinary page is kept, and one that changes with every answer ends', async () => {
  const site = await serve((request, response) => {
    const { url = '' } = request
    if (url === '/robots.txt') return void response.writeHead(404).end()
    if (url === '/')
      return void response
        .writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'gewoon=1; Path=/' })
        .end(list(['/een', '/twee', '/drie', '/vier']))
    if (url === '/een')
      return void response.writeHead(302, { 'set-cookie': 'sessie=1; Path=/', location: '/login?terug=een' }).end()
    if (url === '/twee') return void response.writeHead(403, { 'set-cookie': 'blok=1; Path=/' }).end('geblokkeerd')
    if (url === '/drie')
      return void response.writeHead(302, { 'set-cookie': '__cf_bm=1; Path=/', location: '/vijf' }).end()
    if (url === '/vier')
      return void response.writeHead(302, { 'set-cookie': `n=${Math.random()}; Path=/vier`, location: '/vier' }).end()
    html(response, advert('5'))
  })
  const ran = await crawl('none', path.join(folder.folder, 'none'), { start: [`http://127.0.0.1:${site.port}/`] })
  assert.equal(ran.code, 0, ran.stderr)
  const sent = site.asked.filter((one) => one.cookie !== '')
  assert.ok(
    sent.every((one) => one.path === '/vier'),
    JSON.stringify(sent)
  )
  assert.ok(sent.length > 0 && sent.length < 25, `${sent.length} times`)
})

function content(request: IncomingMessage, response: ServerResponse): void {
  html(response, request.url === '/' ? list(four) : advert(request.url?.slice(-1) ?? ''))
}

function html(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body)
}

async function crawl(id: string, data: string, source: object): Promise<Ran> {
  const files = sourceFiles(folder.folder, [
    { id, politeness: { delay_ms: 0 }, allow_private: true, mandate: 'oefening', ...source }
  ])
  const args = ['crawl', ...files, '--once', '--demo', '--data', data]
  const ran = await startBaken(args, { NODE_OPTIONS: `--import ${names}` }).ended
  assert.equal(ran.code, 0, ran.stderr)
  return ran
}

async function serve(answer: Answer): Promise<Site> {
  const asked: Site['asked'] = []
  const server = createServer((request, response) => {
    const { host = '', cookie = '' } = request.headers
    asked.push({ host, path: request.url ?? '', cookie })
    answer(request, response, (server.address() as AddressInfo).port)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, asked }
}
