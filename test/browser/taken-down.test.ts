/** Journey 7, taken down, in a real browser: a live site changes an advert twice and takes it away; its versions stand beside each other, with the time at which it was gone. */
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { Advert } from '../../src/contract/desk/adverts.ts'
import type { SearchResult } from '../../src/contract/desk/search.ts'
import { addressOf, baken, lastJson, scratch, sourceFiles, startBaken, type Running } from '../support/baken.ts'
import { openBrowser } from '../support/browser.ts'
import { assertClean } from '../support/clean.ts'
import { signInAt } from '../support/desk-browser.ts'
import { personAt, type Person } from '../support/desk-person.ts'
import { textThatSays } from '../support/text-that-says.ts'

const asked = ['80 euro', '70 euro', '60 euro']
let folder: ReturnType<typeof scratch>
let site: Server
let running: Running
let browser: Browser
let address: string
/** How often the page of the advert was asked for. */
let visits = 0

function page(title: string, body: string): string {
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${title}</title></head><body><header><a href="/">Kleine site</a></header><main>${body}</main><footer>Kleine site</footer></body></html>`
}

function advert(title: string, text: string, place: string): string {
  return page(
    title,
    `<article class="ad"><h1>${title}</h1><time datetime="2026-03-02">2026-03-02</time><p class="place">${place}</p><p class="body">${text}</p></article>`
  )
}

before(async () => {
  folder = scratch('taken-down')
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
              'Rotterdam'
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
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(site.address() as AddressInfo).port}`
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
  const outside: string[] = []
  screen.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:')) outside.push(request.url())
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
  const day = new Date(found.goneAt ?? '').getDate()
  await textThatSays(
    screen.locator('.advert-head'),
    new RegExp(`verdwenen van de site, gezien op ${day} \\p{L}+\\.? \\d{4}.*\\d\\d:\\d\\d`, 'u')
  )
  await assertClean(screen, 'Verdwenen advertentie')
  assert.deepEqual(outside, [])
})
