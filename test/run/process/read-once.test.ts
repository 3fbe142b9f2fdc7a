/** The first pages of a site, whose adverts wait until it is known what the site repeats, are opened and parsed once. */
import assert from 'node:assert/strict'
import { readdirSync, renameSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { makeDemo } from '../../../src/accountability/demo.ts'
import { findMandate } from '../../../src/accountability/mandates/mandates.ts'
import { sourceFromObject } from '../../../src/crawl/sources/source-file.ts'
import type { Mandate } from '../../../src/model/mandate.ts'
import { openApp, type App } from '../../../src/run/app.ts'
import { addSources } from '../../../src/run/crawl/add-sources.ts'
import { startEngine } from '../../../src/run/engine.ts'
import { summaryOf } from '../../../src/run/service.ts'
import { scratch } from '../../support/baken.ts'

const pages = 12
let folder: ReturnType<typeof scratch>
let server: Server
let app: App
let mandate: Mandate
let away: (() => void) | null = null
let back = (): void => {}

before(async () => {
  folder = scratch('read-once')
  server = createServer((request, response) => {
    const nth = Number(request.url?.split('/').at(-1))
    if (request.url === '/robots.txt') return void response.writeHead(404).end()
    const next = nth + 1 < pages ? `<a href="/p/${nth + 1}">verder</a>` : ''
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        `<!doctype html><html lang="nl"><title>Kamer ${nth}</title><body><h1>Kamer ${nth}</h1><p>Een lichte kamer aan de gracht met ${nth} ramen en een tafel, te huur per week. Bel 06 48 15 16 ${10 + nth}.</p><p>Prijs: € 1${nth}0</p>${next}<footer>Bemiddeling: bel 020 555 01 99</footer></body></html>`
      )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const settings = { dataDir: folder.folder, databaseUrl: undefined, allowPrivate: true, userAgent: 'Baken/test' }
  const opened = await openApp(settings, 'hold')
  assert.ok(opened.kind === 'app')
  // Between the last page, whose links are taken, and the profile of the site.
  const pause = async (at: string): Promise<void> => {
    if (at === 'frontier-read') away?.()
  }
  app = { ...opened.app, session: opened.app.session, pause }
  const demo = await makeDemo(app.store)
  assert.ok(demo.kind !== 'refused')
  mandate = (await findMandate(app.store, demo.mandate)) ?? assert.fail('no mandate')
})
after(async () => {
  await app.close()
  server.closeAllConnections()
  server.close()
  folder.remove()
})

test('P3 adverts that waited for the profile of their site come from the first opening of their captures', async () => {
  const made = sourceFromObject({
    id: 'once',
    start: [`http://127.0.0.1:${(server.address() as AddressInfo).port}/p/0`],
    politeness: { delay_ms: 0 },
    allow_private: true
  })
  assert.ok(made.kind === 'source')
  assert.notEqual((await addSources(app, mandate, [made.source], true)).kind, 'refused')
  const segments = path.join(folder.folder, 'evidence', 'segments')
  away = () => {
    away = null
    const names = readdirSync(segments).filter((name) => name.endsWith('.warc'))
    assert.ok(names.length > 0, 'nothing was captured yet')
    for (const name of names) renameSync(path.join(segments, name), path.join(segments, `${name}.away`))
    back = () => names.forEach((name) => renameSync(path.join(segments, `${name}.away`), path.join(segments, name)))
  }
  const crawl = { once: true, maxPages: null, sources: ['once'], allowPrivate: true }
  const engine = await startEngine(app, mandate, { crawl, process: true })
  await engine.done
  assert.equal(away, null, 'the evidence was never out of reach')
  back()
  await engine.stop()
  const summary = await summaryOf(app, mandate.id, ['once'], 0)
  assert.deepEqual([summary.pages, summary.adverts, summary.failed], [pages, pages, {}])
})
