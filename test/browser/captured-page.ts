/** A desk with an advert that was captured as a page of a live site, for pictures of captured pages: the screens over imported lines have none. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import sharp from 'sharp'
import type { SearchResult } from '../../src/contract/desk/search.ts'
import { addressOf, baken, scratch, sourceFiles, startBaken } from '../support/baken.ts'
import { openAdverts, personAt } from '../support/desk-person.ts'

export interface CapturedPage {
  readonly address: string
  readonly advert: number
  stop(): Promise<void>
}

const looks = `<style>body{font:16px/1.5 sans-serif;margin:0;background:#f4efe6}header{background:#25476b;color:#fff;padding:12px 24px}header a{color:#fff}
  main{max-width:760px;margin:20px auto;padding:18px 24px;background:#fff;border:1px solid #d8cfbf}h1{margin:0 0 4px}.place{color:#666}img{float:right;margin:0 0 12px 18px}</style>`

async function picture(): Promise<string> {
  const drawing = `<svg width="240" height="180" xmlns="http://www.w3.org/2000/svg"><rect width="240" height="180" fill="#cfe3f2"/><rect y="120" width="240" height="60" fill="#7a9a5a"/>
    <rect x="60" y="60" width="120" height="80" fill="#b5673c"/><path d="M50 62L120 20L190 62z" fill="#6d3b22"/><rect x="80" y="85" width="25" height="25" fill="#fff"/></svg>`
  return `data:image/png;base64,${(await sharp(Buffer.from(drawing)).png().toBuffer()).toString('base64')}`
}

async function pageOf(title: string, body: string): Promise<string> {
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${title}</title>${looks}<script src="/tel.js"></script></head><body><header><a href="/">Klusbord</a></header>
    <main><article class="ad"><img src="${await picture()}" alt="huis"><img src="/niet-vastgelegd.png" alt="kaart" width="80"><h1>${title}</h1><time datetime="2026-03-02">2026-03-02</time>
    <p class="place">Rotterdam</p><p class="body">${body}</p></article></main></body></html>`
}

/** Crawls the site, serves it, and has its advert opened by two people. */
export async function startCapturedPage(): Promise<CapturedPage> {
  const { folder, remove } = scratch('captured-page')
  const title = 'Stukadoors gezocht, onderdak geregeld'
  const text =
    'Wij zoeken stukadoors, Roemeense mannen met ervaring. Kamer en busje zijn geregeld, de huur gaat van het loon af. 80 euro per dag, zes dagen per week. Bel 06 10 10 12 12.'
  const site = createServer((request, response) => {
    const found = request.url === '/ad/stukadoors'
    const status = found || request.url === '/' ? 200 : 404
    const list = `<h1>Advertenties</h1><ul><li><a href="/ad/stukadoors">${title}</a></li></ul>`
    void (found ? pageOf(title, text) : Promise.resolve(list)).then((body) => {
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
      response.end(status === 200 ? body : '')
    })
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(site.address() as AddressInfo).port}`
  const source = { id: 'klusbord', name: 'Klusbord', start: [`http://${host}/`], scope: { hosts: [host] } }
  const files = sourceFiles(folder, [{ ...source, politeness: { delay_ms: 0 }, allow_private: true }])
  const data = path.join(folder, 'data')
  const crawled = await baken(['crawl', ...files, '--once', '--demo', '--data', data])
  assert.equal(crawled.code, 0, crawled.stderr)
  const running = startBaken(['start', '--data', data, '--port', '0'])
  const address = await addressOf(running)
  const analyst = await personAt(address, 'analyst')
  const { results } = await analyst.ask<SearchResult>('GET', '/api/search?q=stukadoors')
  const advert = results[0]?.advert ?? assert.fail('the advert is not found')
  await openAdverts(address, [advert])
  return {
    address,
    advert,
    async stop() {
      running.child.kill('SIGTERM')
      await running.ended
      site.close()
      remove()
    }
  }
}
