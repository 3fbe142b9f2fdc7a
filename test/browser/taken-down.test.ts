/** Journey 7, taken down, in a real browser: a live site changes an advert twice and takes it away; its versions stand beside each other, with the time at which it was gone. */
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { Advert } from '../../src/contract/desk/adverts.ts'
import type { SearchResult } from '../../src/contract/desk/search.ts'
import { createFrameServer } from '../../src/web/replay/frame-server.ts'
import { createFrames } from '../../src/web/replay/frames.ts'
import { hostileMarkup } from '../evidence/replay/hostile.ts'
import { addressOf, baken, lastJson, scratch, sourceFiles, startBaken, type Running } from '../support/baken.ts'
import { openBrowser } from '../support/browser.ts'
import { assertClean } from '../support/clean.ts'
import { signInAt } from '../support/desk-browser.ts'
import { personAt, type Person } from '../support/desk-person.ts'
import { textThatSays } from '../support/text-that-says.ts'

const asked = ['80 euro', '70 euro', '60 euro']
let folder: ReturnType<typeof scratch>
let site: Server
/** What the hostile page would reach: counts every connection, whatever is asked over it. */
let outside: Server
let reached = 0
let running: Running
let browser: Browser
let address: string
/** How often the page of the advert was asked for. */
let visits = 0

function page(title: string, body: string): string {
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${title}</title></head><body><header><a href="/">Kleine site</a></header><main>${body}</main><footer>Kleine site</footer></body></html>`
}

function advert(title: string, text: string, place: string, behind = ''): string {
  return page(
    title,
    `<article class="ad"><h1>${title}</h1><time datetime="2026-03-02">2026-03-02</time><p class="place">${place}</p><p class="body">${text}</p></article>${behind}`
  )
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port
const listening = (server: Server): Promise<void> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
/** All tries of a hostile page, each with an address of the listener that counts. */
const tries = (): readonly string[] => hostileMarkup(`http://127.0.0.1:${portOf(outside)}`)

before(async () => {
  folder = scratch('taken-down')
  outside = createServer((_request, response) => void response.end()).on('connection', () => void reached++)
  await listening(outside)
  site = createServer((request, response) => {
    const send = (status: number, body: string): void => {
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
      response.end(body)
    }
    if (request.url === '/robots.txt') return send(404, '')
    if (request.url === '/ad/stukadoors') {
      const price = asked[visits++]
      // After its third version it is taken down.
      return price === undefined
        ? send(410, page('Weg', '<h1>Deze advertentie is weg</h1>'))
        : send(
            200,
            advert(
              'Stukadoors gezocht',
              `Stukadoors gezocht, onderdak en vervoer geregeld, ${price} per dag, zes dagen per week. Bel 06 10 10 12 12.`,
              'Rotterdam',
              tries().join('')
            )
          )
    }
    if (request.url === '/ad/fiets')
      return send(
        200,
        advert(
          'Damesfiets te koop',
          'Damesfiets, weinig gebruikt, af te halen na zessen. 120 euro. Bel 06 10 10 13 13.',
          'Ede'
        )
      )
    const links = [
      ['stukadoors', 'Stukadoors gezocht'],
      ['fiets', 'Damesfiets te koop']
    ].map(([id, title]) => `<li><a href="/ad/${id}">${title}</a></li>`)
    return send(200, page('Advertenties', `<h1>Advertenties</h1><ul>${links.join('')}</ul>`))
  })
  await listening(site)
  const host = `127.0.0.1:${portOf(site)}`
  const [file = ''] = sourceFiles(folder.folder, [
    {
      id: 'kleine-site',
      name: 'Kleine site',
      start: [`http://${host}/`],
      scope: { hosts: [host] },
      politeness: { delay_ms: 0 },
      revisit: { min: '2s', max: '4s' },
      allow_private: true
    }
  ])
  const data = path.join(folder.folder, 'data')
  const crawled = await baken(['crawl', file, '--once', '--demo', '--data', data])
  assert.equal(crawled.code, 0, crawled.stderr)
  assert.ok(Number(lastJson(crawled)['adverts']) >= 2, crawled.stdout)
  running = startBaken(['start', '--data', data, '--port', '0'])
  ;[browser, address] = await Promise.all([openBrowser(), addressOf(running)])
})
after(async () => {
  await browser?.close()
  // In order: a service that is killed leaves its database server behind.
  running?.child.kill('SIGTERM')
  await running?.ended
  site?.close()
  outside?.close()
  folder?.remove()
})

/** The advert once its page was found gone; one person asked to open it, another granted. */
async function takenDown(analyst: Person): Promise<Advert> {
  const { results } = await analyst.ask<SearchResult>('GET', '/api/search?q=stukadoors')
  const id = results[0]?.advert ?? assert.fail('the advert is not found')
  const request = await analyst.ask<{ id: number }>('POST', `/api/adverts/${id}/request`, { reason: 'Browsertest' })
  const colleague = await personAt(address, 'analyst-2')
  await colleague.ask('POST', `/api/requests/${request.id}/grant`, { reason: 'Akkoord' })
  for (;;) {
    const found = await analyst.ask<Advert>('GET', `/api/adverts/${id}`)
    if (found.gone && found.versions.length === asked.length) return found
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

test('Journey 7: an advert that a live site changed twice and took down shows version 1 and 3 side by side, and when it was gone; nothing is asked of the site', async () => {
  const found = await takenDown(await personAt(address, 'analyst'))
  assert.ok(Date.parse(found.goneAt ?? '') > Date.parse(found.lastSeen))
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const screen: Page = await context.newPage()
  const asked: string[] = []
  screen.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:')) asked.push(request.url())
  })
  await signInAt(screen, address, 'analyst')
  await screen.goto(`${address}adverts/${found.id}?tab=versions&before=1&after=3`)
  const sides = screen.locator('.beside .changes')
  await sides.nth(1).waitFor()
  const [left = '', right = ''] = await sides.allInnerTexts()
  assert.match(left, /Versie 1,.*80 euro per dag/s)
  assert.match(right, /Versie 3,.*60 euro per dag/s)
  assert.match((await sides.nth(0).locator('del').allInnerTexts()).join(' '), /80/)
  assert.match((await sides.nth(1).locator('ins').allInnerTexts()).join(' '), /60/)
  await textThatSays(screen.locator('.field-changes tr').filter({ hasText: '80' }), /80.*60/s)
  const day = new Date(found.goneAt ?? '').getDate()
  await textThatSays(
    screen.locator('.advert-head'),
    new RegExp(`verdwenen van de site, gezien op ${day} \\p{L}+\\.? \\d{4}.*\\d\\d:\\d\\d`, 'u')
  )
  await assertClean(screen, 'Verdwenen advertentie')
  assert.deepEqual(asked, [])
  await replays(screen, found, asked)
})

/** C13 and C14 on the screen: version 1 is replayed, alone and beside version 3; whatever its page tries, nobody is asked for anything and nothing runs. */
async function replays(screen: Page, found: Advert, asked: readonly string[]): Promise<void> {
  await screen.goto(`${address}adverts/${found.id}?tab=page&version=1&beside=3`)
  await screen.getByRole('button', { name: 'Beide pagina’s bekijken' }).click()
  const dialog = screen.getByRole('dialog')
  await dialog.getByText('Nagaan wat er op de pagina is veranderd').click()
  await dialog.getByRole('button', { name: 'Bekijken' }).click()
  const frames = screen.locator('iframe.replay-frame')
  await frames.nth(1).waitFor()
  const [first, second] = [frames.nth(0).contentFrame(), frames.nth(1).contentFrame()]
  await textThatSays(first.locator('.body'), /80 euro per dag/)
  await textThatSays(second.locator('.body'), /60 euro per dag/)
  const banner = screen.locator('.replay-banner').first()
  const { custody } = found.versions[0] ?? assert.fail('no version')
  await textThatSays(banner, new RegExp(`Ongeschonden\\..*${custody.recordDigest.replace('sha256:', '')}`, 's'))
  await textThatSays(
    banner,
    /\/ad\/stukadoors.*klok van Baken.*De site zelf zei:.*Door Baken zelf.*scripts zijn weggelaten/s
  )
  await first.getByText('link', { exact: true }).click()
  await first.getByText('x', { exact: true }).first().click()
  await assertClean(screen, 'Vastgelegde pagina')
  const shown = await Promise.all([0, 1].map((at) => frames.nth(at).getAttribute('src')))
  const origins = new Set(shown.map((one) => new URL(one ?? '').origin))
  assert.equal(origins.size, 1)
  assert.ok(!origins.has(new URL(address).origin))
  // Each page was asked for once, from the other origin, and nothing else was: by no document, script, style, picture, ping or hint.
  assert.deepEqual(asked, shown)
  assert.equal(new URL(screen.url()).origin, new URL(address).origin)
  assert.equal(screen.context().pages().length, 1)
  assert.equal(await first.locator('[data-ran]').count(), 0)
  assert.equal(reached, 0)
}

test('C13 C14 the policy of the second origin alone holds a page that nobody rewrote: no script, no request, no way out of its frame', async () => {
  const frames = createFrames({ kind: 'port', port: () => portOf(server.server as Server) })
  const server = createFrameServer(frames, {})
  await server.listen({ host: '127.0.0.1', port: 0 })
  // Hints to connect stand under no policy: those only rewriting takes away.
  const page = tries().filter((one) => !/rel="(?:preconnect|preload|prefetch)/.test(one))
  assert.ok(page.length < tries().length)
  const links = `<a id="away" target="_self" href="http://127.0.0.1:${portOf(outside)}/self">away</a> <a id="top" target="_top" href="http://127.0.0.1:${portOf(outside)}/top">top</a>`
  const html = `<!doctype html><body>${links}${page.join('')}`
  let within = ''
  const host = createServer((_request, response) => {
    response.setHeader('content-security-policy', `default-src 'self'; frame-src ${new URL(within).origin}`)
    response.setHeader('content-type', 'text/html')
    response.end(`<title>host</title><iframe sandbox src="${within}"></iframe>`)
  })
  await listening(host)
  const site = { origin: `http://127.0.0.1:${portOf(host)}`, name: '127.0.0.1' }
  const held = { html, framedBy: site.origin, session: 's', capture: 'c', alive: async () => true }
  within = `${frames.originFor(site)}${frames.hold(held)}`
  const screen = await (await browser.newContext()).newPage()
  await screen.goto(site.origin)
  const frame = screen.locator('iframe').contentFrame()
  await frame.locator('#away').waitFor()
  await frame.locator('#top').click()
  await frame.locator('#away').click()
  await screen.waitForTimeout(1_500)
  assert.equal(await screen.title(), 'host')
  assert.equal(new URL(screen.url()).origin, site.origin)
  assert.equal(screen.context().pages().length, 1)
  assert.equal(reached, 0)
  await server.close()
  host.close()
})
