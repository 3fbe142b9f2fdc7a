/** Tests of rendering as a part of crawling: what a page asks for is held to scope, robots.txt, pace and addresses, and `source try` proposes it. */
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test, type TestContext } from 'node:test'
import { createFetcher } from '../../../src/crawl/fetch/fetch.ts'
import { createRenderer } from '../../../src/crawl/render/chromium.ts'
import { robotsOutcome } from '../../../src/crawl/robots/robots-outcome.ts'
import { sourceFromObject } from '../../../src/crawl/sources/source-file.ts'
import type { Exchange } from '../../../src/model/exchange.ts'
import { openSlot } from '../../../src/run/crawl/host-slot.ts'
import { createPageGate } from '../../../src/run/crawl/rendering/page-gate.ts'
import { renderingTold, renderSource, rulesFor } from '../../../src/run/crawl/rendering/render-source.ts'
import { baken, jsonLines, lastJson, scratch, sourceFiles } from '../../support/baken.ts'
import { renderingBrowser } from '../../support/browser.ts'
import { urlOf } from '../../crawl/servers.ts'

let folder: ReturnType<typeof scratch>
let browser: { file: string; reason: string | null }
const sites: Server[] = []

before(async () => {
  folder = scratch('rendering')
  browser = await renderingBrowser(folder.folder)
})
after(() => {
  for (const one of sites) one.close()
  folder.remove()
})

interface Site {
  readonly host: string
  /** Paths that were asked for, and when, in milliseconds. */
  readonly asked: { readonly path: string; readonly atMs: number }[]
}

type Pages = Readonly<Record<string, readonly [type: string, body: string]>>

/** A site on an address of loopback; what it does not have it sends where `elsewhere` says, or answers with 404. */
async function site(address: string, pages: Pages, elsewhere: Readonly<Record<string, string>> = {}): Promise<Site> {
  const asked: { path: string; atMs: number }[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push({ path, atMs: performance.now() })
    const [type, body] = pages[path] ?? []
    if (elsewhere[path] !== undefined) response.writeHead(302, { location: elsewhere[path] }).end()
    else if (type === undefined) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': type }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  sites.push(server)
  return { host: `${address}:${(server.address() as AddressInfo).port}`, asked }
}

function rendering(title: string, body: (t: TestContext) => Promise<void>): void {
  test(title, { timeout: 120_000 }, async (t) => {
    if (browser.reason === null) await body(t)
    else t.skip(browser.reason)
  })
}

const html = 'text/html; charset=utf-8'
const json = 'application/json'

rendering(
  'A9 what a page asks for passes scope, robots.txt, the gate for addresses and the pace of its host',
  async () => {
    // One address counts as public here; 127.0.0.2 is inside, and so is that of a cloud, though the source names both.
    const inside = await site('127.0.0.2', { '/data': [json, '"binnen"'] })
    const other = await site('127.0.0.1', { '/data': [json, '"elders"'] })
    const cdn = await site('127.0.0.1', { '/lib.js': ['text/javascript', 'window.lib = 1'] })
    const asking = [
      '/open/data',
      '/secret/data',
      '/login/data',
      `http://${inside.host}/data`,
      `http://${other.host}/data`,
      'http://169.254.169.254/latest',
      '/to-inside',
      '/to-cloud'
    ]
    const script = `const all = ${JSON.stringify(asking)}
    Promise.all(all.map((one) => fetch(one).then((answer) => answer.text()).catch(() => '-')))
      .then((texts) => { document.querySelector('main').textContent = texts.join(' ') + ' ' + window.lib })`
    const pages: Pages = {
      '/robots.txt': ['text/plain', 'User-agent: *\nDisallow: /secret'],
      '/open/data': [json, '"open"'],
      '/secret/data': [json, '"geheim"'],
      '/login/data': [json, '"inlog"']
    }
    const own = await site('127.0.0.1', pages, {
      '/to-inside': `http://${inside.host}/data`,
      '/to-cloud': 'http://169.254.169.254/latest'
    })
    const parsed = sourceFromObject({
      id: 'a',
      start: [`http://${own.host}/page`],
      scope: { hosts: [own.host, inside.host, '169.254.169.254'], include: ['/page'], exclude: ['/login'] },
      politeness: { delay_ms: 300 },
      rendering: { hosts: [cdn.host] }
    })
    assert.equal(parsed.kind, 'source')
    if (parsed.kind !== 'source') return
    const userAgent = 'Baken/test'
    const fetcher = createFetcher({ userAgent, publicRanges: ['127.0.0.1/32'] })
    const asked = { maxBytes: 1e6, allowPrivate: false, deadlineMs: 10_000 }
    const [robots] = await fetcher.fetch(urlOf(`http://${own.host}/robots.txt`), asked)
    assert.ok(robots !== undefined)
    const exchange: Exchange = {
      url: urlOf(`http://${own.host}/page`),
      method: 'GET',
      requestHeaders: [],
      status: 200,
      statusText: 'OK',
      httpVersion: '1.1',
      responseHeaders: [['Content-Type', html]],
      body: Buffer.from(`<main></main><script src="http://${cdn.host}/lib.js"></script><script>${script}</script>`),
      truncated: null,
      remoteAddress: '127.0.0.1',
      startedAt: new Date().toISOString(),
      durationMs: 1,
      serverDate: null,
      tls: null
    }
    const spent: number[] = []
    const scripts = renderSource({
      renderer: createRenderer({ chromium: browser.file, userAgent }),
      fetcher,
      allowPrivate: false,
      agent: 'Baken'
    })
    const turns = { spend: (bytes: number) => void spent.push(bytes) }
    const rules = rulesFor(await robotsOutcome(robots, 'Baken', 0, Date.now()))
    const made = await scripts.render(exchange, parsed.source, rules, turns)
    // Where robots.txt is not asked for, the gate for addresses refuses the request itself.
    const source = { ...parsed.source, politeness: { ...parsed.source.politeness, robots: 'ignore' as const } }
    const slot = openSlot()
    const page = { source, host: own.host, robots: rules, slot, delayMs: 0, cookie: () => null, spend: () => {} }
    const ask = createPageGate({ fetcher, allowPrivate: false, agent: 'Baken' }).of({ ...page, halted: () => false })
    for (const url of [`http://${inside.host}/data`, 'http://169.254.169.254/latest'])
      assert.deepEqual(await ask({ url, kind: 'Fetch' }), { kind: 'refused', reason: 'private-address' })
    await fetcher.close()
    assert.ok(made.rendering !== null, JSON.stringify(made.failed))
    assert.match(Buffer.from(made.rendering.document).toString(), /<main>"open" - - - - - - - 1<\/main>/)
    assert.deepEqual(renderingTold(made.rendering)['refused'], {
      robots: 1,
      'out-of-scope': 2,
      // Of hosts inside the gate lets not even robots.txt through.
      'robots-unavailable': 4
    })
    assert.deepEqual([inside.asked, other.asked], [[], []])
    const own2 = own.asked.slice(1)
    assert.deepEqual(own2.map(({ path }) => path).toSorted(), ['/open/data', '/to-cloud', '/to-inside'])
    const gaps = own2.slice(1).map(({ atMs }, at) => atMs - (own2[at]?.atMs ?? 0))
    // A request may arrive late and the next one in time: the two gaps together are what the clock of the host gives.
    assert.ok(gaps.reduce((sum, gap) => sum + gap, 0) > 450, gaps.join(' '))
    assert.equal(spent.length, own2.length + 1)
  }
)

const app = `fetch('/api/adverts').then((answer) => answer.json()).then(({ title, text, place }) => {
  document.querySelector('#app').innerHTML = '<article><h1>' + title + '</h1><p>' + text + '</p><p>' + place + '</p></article>' })`
const adverts = {
  title: 'Tuinman voor al uw klussen',
  text: 'Ik snoei heggen en bomen, leg terrassen aan en maai uw gras. Bel of app 06 19876543 voor een afspraak, ook in het weekend. Prijs 35 euro per uur.',
  place: 'Utrecht'
}

/** A site of which every page is filled by its scripts. */
const scripted = (): Promise<Site> =>
  site('127.0.0.1', {
    '/tuinman-123456': [
      html,
      '<!doctype html><html lang="nl"><title>Klussen</title><div id="app"></div><script src="/app.js"></script></html>'
    ],
    '/app.js': ['text/javascript', app],
    '/api/adverts': [json, JSON.stringify(adverts)]
  })

rendering('source try says that a page is filled by its scripts, what they give, and proposes to render', async () => {
  const { host, asked } = await scripted()
  const ran = await baken(['source', 'try', `http://${host}/tuinman-123456`], { BAKEN_CHROMIUM: browser.file })
  const page = jsonLines(ran).find((line) => line['what'] === 'page')
  const told = page?.['rendering'] as Record<string, unknown>
  assert.deepEqual([told['outcome'], told['answered'], told['proposal']], ['rendered', 2, 'render: auto'], ran.stdout)
  assert.match(JSON.stringify(page?.['adverts']), /Tuinman voor al uw klussen.*31619876543/)
  assert.deepEqual(
    asked.map(({ path }) => path),
    ['/robots.txt', '/tuinman-123456', '/app.js', '/api/adverts']
  )
})

test('A27 source try reads a page plainly where there is no Chromium, and says so in one sentence', async () => {
  const { host, asked } = await scripted()
  const ran = await baken(['source', 'try', `http://${host}/tuinman-123456`], { BAKEN_CHROMIUM: '/nowhere/chromium' })
  const page = jsonLines(ran).find((line) => line['what'] === 'page')
  assert.equal(ran.code, 0)
  const told = page?.['rendering'] as Record<string, unknown>
  assert.match(String(told['detail']), /^There is no Chromium at \/nowhere\/chromium: .*BAKEN_CHROMIUM\.$/)
  assert.deepEqual([told['outcome'], asked.length], ['failed', 2])
})

rendering(
  'a crawl renders where the source says auto: what its scripts wrote is sealed beside the answer, read from there, and verified',
  async () => {
    const { host, asked } = await scripted()
    const given = { id: 'klussen', start: [`http://${host}/tuinman-123456`], render: 'auto', allow_private: true }
    const files = sourceFiles(folder.folder, [{ ...given, politeness: { delay_ms: 0 } }])
    const data = path.join(folder.folder, 'data')
    const args = ['crawl', ...files, '--once', '--demo', '--data', data]
    const fetched = await baken([...args, '--no-process'], { BAKEN_CHROMIUM: browser.file })
    assert.equal(fetched.code, 0, fetched.stderr)
    const before = asked.length
    // Read in another process, which fetches nothing and has no browser: from the evidence alone.
    const read = await baken(args, { BAKEN_CHROMIUM: '/nowhere/chromium' })
    assert.equal(read.code, 0, read.stderr)
    assert.deepEqual([lastJson(read)['adverts'], asked.length], [1, before], read.stdout)
    const verified = await baken(['verify', '--data', data])
    assert.equal(verified.code, 0, verified.stdout + verified.stderr)
  }
)

test('A27 a crawl without a browser reads the page as it is and says so, once for a source', async () => {
  const { host } = await scripted()
  const given = { id: 'zonder', start: [`http://${host}/tuinman-123456`], render: 'always', allow_private: true }
  const files = sourceFiles(folder.folder, [{ ...given, politeness: { delay_ms: 0 } }])
  const data = path.join(folder.folder, 'plain')
  const ran = await baken(['crawl', ...files, '--once', '--demo', '--data', data], {
    BAKEN_CHROMIUM: '/nowhere/chromium'
  })
  assert.equal(ran.code, 0, ran.stderr)
  assert.equal(lastJson(ran)['adverts'], 0)
  const said = `${ran.stdout}${ran.stderr}`.match(
    /zonder: ALARM, its pages are read without their scripts\. There is no Chromium/g
  )
  assert.equal(said?.length, 1, ran.stderr)
})
