/** Which page is this: parameters that change nothing, and adverts that stand under several addresses. */
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { baken, endAll, jsonLines, lastJson, scratch, sourceFiles, type Ran } from '../../support/baken.ts'

let folder: ReturnType<typeof scratch>
const servers: Server[] = []

before(() => {
  folder = scratch('which-page')
})
after(async () => {
  await endAll()
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  folder.remove()
})

const towns = ['Zwolle', 'Assen', 'Goes', 'Venlo', 'Hoorn', 'Sneek', 'Tiel', 'Weert']
const number = (nth: number): string => `06 48 ${10 + (nth % 80)} ${20 + (nth % 70)} ${30 + (nth % 60)}`
const advert = (nth: number, head = '', same = false): string =>
  `<!doctype html><html lang="nl"><head><title>Kamer ${same ? '' : nth} vrij</title>${head}</head><body><h1>Kamer ${same ? '' : nth} vrij in ${towns[same ? 0 : nth % 8]}</h1><p>Ruime kamer met uitzicht ${same ? '' : `op dag ${nth}`}, per direct beschikbaar voor wie rust zoekt in ${towns[same ? 0 : nth % 8]}. Bel voor een afspraak in de avond.</p><dl><dt>Prijs</dt><dd>&euro; ${same ? 450 : 400 + nth}</dd><dt>Telefoon</dt><dd>${number(same ? 1 : nth)}</dd></dl></body></html>`
const list = (links: readonly string[]): string =>
  `<!doctype html><html lang="nl"><title>Overzicht</title><h1>Overzicht</h1>${links.map((one, i) => `<a href="${one}">Advertentie ${i}</a>`).join(' ')}</html>`
const range = (n: number): number[] => Array.from({ length: n }, (_, nth) => nth + 1)
const token = (nth: number): string =>
  `a${String(nth * 7_919).padStart(6, '0')}f${String(nth).padStart(14, '0')}c${nth % 10}`

test('C13 A4 C14 pages and adverts are told apart by what they say, in one run over sites of each kind', async () => {
  let given = 0
  const sites: Record<string, Site> = {
    // C13: values look like sessions, and each is a page of its own.
    echt: await serve((url) => {
      if (url.pathname === '/') return list(range(12).map((nth) => `/bekijk?sid=${token(nth)}`))
      const nth = range(12).find((one) => token(one) === url.searchParams.get('sid'))
      return nth === undefined ? null : advert(nth)
    }),
    // A4: a session under a name of the site's own, a new one in every answer.
    sessie: await serve((url) => {
      const links = range(6).map((nth) => `/advert/${nth}?toegang=${token(++given)}`)
      if (url.pathname === '/') return list(links)
      const nth = Number(url.pathname.split('/')[2])
      const others = links.filter((_, at) => at + 1 !== nth)
      return advert(nth).replace('</body>', `<nav>${list(others).replace(/^.*<h1>/, '<h1>')}</nav></body>`)
    }),
    // C14: the page names its own address, which ends alike.
    zelf: await serve((url, port) => {
      if (url.pathname === '/')
        return list(range(4).flatMap((nth) => [`/advert/${nth}`, `/advert/${nth}?uit=lijst`, `/nl/advert/${nth}`]))
      const nth = Number(url.pathname.split('/').at(-1))
      return advert(nth, `<link rel="canonical" href="http://127.0.0.1:${port}/advert/${nth}">`)
    }),
    // C14: it ends in words of its own.
    woorden: await serve((url, port) => {
      if (url.pathname === '/') return list(range(4).flatMap((nth) => [`/p?x=${nth}`, `/q?y=${nth + 10}`]))
      const { x, y } = Object.fromEntries(url.searchParams)
      const slug = 'abcdef'.indexOf(url.pathname.at(-1) ?? '')
      const nth = x !== undefined ? Number(x) : y !== undefined ? Number(y) - 10 : slug
      return advert(nth, `<link rel="canonical" href="http://127.0.0.1:${port}/kamer-vrij-${'abcdef'[nth]}">`)
    }),
    // C14: no page names any address; the list overlaps, and its last page repeats itself.
    lijst: await serve((url) => {
      const k = Number(url.searchParams.get('p') ?? 1)
      const shown = range(3).map((i) => Math.min((k - 1) * 2 + i, 12))
      if (url.pathname === '/')
        return list([...shown.map((nth) => `/advert/${nth}?lijst=${k}`), `/?p=${Math.min(k + 1, 30)}`])
      return advert(Number(url.pathname.split('/')[2]))
    }),
    // C14: one number and one text under two paths.
    nummer: await serve((url) => {
      if (url.pathname === '/')
        return list(range(3).flatMap((nth) => [`/kamers/${41_530 + nth}`, `/zwolle/kamer-${41_530 + nth}.html`]))
      return advert(Number(/\d+/.exec(url.pathname)?.[0]) - 41_530)
    }),
    ...(await apart())
  }
  const data = path.join(folder.folder, 'data')
  const ran = await crawl(sites, data)
  const expected = {
    echt: 12,
    sessie: 6,
    zelf: 4,
    woorden: 4,
    lijst: 12,
    nummer: 3,
    eigen: 10,
    voor: 10,
    map: 10,
    gelijk: 5
  }
  const listed = await listedSources(data)
  assert.deepEqual(Object.fromEntries(Object.keys(expected).map((id) => [id, listed[id]?.['adverts']])), expected)
  assert.deepEqual(listed['echt']?.['parameters'], { sid: 'page' })
  assert.deepEqual(listed['sessie']?.['parameters'], { toegang: 'session' })
  const { refused } = lastJson(ran)
  assert.ok(((refused as Record<string, number>)['session'] ?? 0) > 0, JSON.stringify(refused))
  const { asked } = sites['sessie'] as Site
  assert.ok(asked.length <= 40, `${asked.length} pages asked for 6 adverts`)

  assert.deepEqual(await recognised(data, 'woorden'), Array(4).fill('address canonical'))
  const byList = await recognised(data, 'lijst')
  assert.ok(byList.length === 12 && byList.every((one) => /^address( content| parameter)*$/.test(one)), byList.join())
  assert.deepEqual(await recognised(data, 'nummer'), Array(3).fill('address content'))
  assert.deepEqual(await recognised(data, 'eigen'), Array(10).fill('address'))

  // What was learned holds after a restart: nothing new is asked with a session, and no advert comes twice.
  const before = new Set(asked)
  const again = await baken(['source', 'look-again', 'sessie', '--reason', 'test', '--data', data])
  assert.equal(again.code, 0, again.stderr)
  await crawl({ sessie: sites['sessie'] as Site }, data)
  assert.deepEqual(
    asked.filter((one) => !before.has(one) && one.includes('toegang=')),
    []
  )
  assert.equal((await listedSources(data))['sessie']?.['adverts'], 6)
})

/** Adverts with one text and numbers of their own stay apart, also where all pages name the front page or a list as their address. */
async function apart(): Promise<Record<string, Site>> {
  const heads: Record<string, (port: number) => string> = {
    eigen: () => '',
    voor: (port) => `<link rel="canonical" href="http://127.0.0.1:${port}/">`,
    map: (port) => `<link rel="canonical" href="http://127.0.0.1:${port}/kamers">`
  }
  const sites: Record<string, Site> = {}
  for (const [name, head] of Object.entries(heads))
    sites[name] = await serve((url, port) => {
      if (url.pathname === '/')
        return list([...range(5).map((nth) => `/advert/${nth}`), ...range(5).map((nth) => `/bekijk.php?id=${nth}`)])
      if (url.pathname === '/kamers') return null
      const nth = Number(url.pathname.split('/')[2] ?? Number(url.searchParams.get('id')) + 5)
      // Half of them have one text, word for word.
      return advert(nth, head(port), nth % 2 === 0)
    })
  // No page with another text shows that what they name is no advert's address: their numbers tell them apart.
  sites['gelijk'] = await serve((url, port) => {
    if (url.pathname === '/') return list(range(5).map((nth) => `/advert/${nth}`))
    if (url.pathname === '/kamers') return null
    return advert(1, `<link rel="canonical" href="http://127.0.0.1:${port}/kamers">`, true)
  })
  return sites
}

async function crawl(sites: Record<string, Site>, data: string): Promise<Ran> {
  const sources = Object.entries(sites).map(([id, { port }]) => ({
    id,
    start: [`http://127.0.0.1:${port}/`],
    allow_private: true,
    politeness: { delay_ms: 0 },
    mandate: 'oefening'
  }))
  const ran = await baken(
    ['crawl', ...sourceFiles(folder.folder, sources), '--once', '--demo', '--data', data, '--json'],
    { BAKEN_ALLOW_PRIVATE: '1' }
  )
  assert.equal(ran.code, 0, ran.stderr)
  return ran
}

/** By what the adverts of a source were recognised, as an export says it. */
async function recognised(data: string, source: string): Promise<string[]> {
  const ran = await baken(['export', 'adverts', '--reason', 'test', '--data', data, '--json'])
  return jsonLines(ran)
    .filter((one) => one['source'] === source)
    .map((one) => String(one['recognised']))
}

async function listedSources(data: string): Promise<Record<string, Record<string, unknown>>> {
  const ran = await baken(['source', 'list', '--json', '--data', data])
  return Object.fromEntries(jsonLines(ran).map((one) => [one['id'], one]))
}

interface Site {
  readonly port: number
  readonly asked: string[]
}

async function serve(answer: (url: URL, port: number) => string | null): Promise<Site> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`)
    if (url.pathname === '/robots.txt') return void response.writeHead(404).end()
    asked.push(request.url ?? '')
    const text = answer(url, port)
    if (text === null) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, asked }
}
