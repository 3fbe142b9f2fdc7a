/** A crawl to its end fetches every page, however long any gap between two steps of it lasts. */
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { makeDemo } from '../../../src/accountability/demo.ts'
import { findMandate } from '../../../src/accountability/mandates/mandates.ts'
import { sourceFromObject } from '../../../src/crawl/sources/source-file.ts'
import type { Mandate } from '../../../src/model/mandate.ts'
import { addSources } from '../../../src/run/crawl/add-sources.ts'
import { openApp, type App, type Gap } from '../../../src/run/app.ts'
import { startEngine } from '../../../src/run/engine.ts'
import { summaryOf } from '../../../src/run/service.ts'
import { scratch } from '../../support/baken.ts'

const pages = 30
/** Whether each is there on every crawl: only a site that looks endless has its pages counted before they are read. */
const gaps: Record<Gap, boolean> = {
  'group-committing': true,
  'group-committed': true,
  'unread-listed': true,
  'nothing-unread': true,
  'batch-committed': true,
  'due-read': true,
  'unread-counted': false,
  'session-ending': true,
  'frontier-read': true,
  'networks-taken': true
}
let folder: ReturnType<typeof scratch>
let server: Server
let app: App
let mandate: Mandate
let wide: Gap | null = null
let widened = 0

before(async () => {
  folder = scratch('gaps')
  // Two branches of which each page names only the next: the end of one is a late page that still names others.
  server = createServer((request, response) => {
    const nth = Number(request.url?.split('/').at(-1))
    const next = nth === 0 ? [1, 2] : [nth + 2].filter((one) => one < pages)
    const links = next.map((one) => `<a href="/p/${one}">verder</a>`).join(' ')
    if (request.url === '/robots.txt') return void response.writeHead(404).end()
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        `<!doctype html><html lang="nl"><title>${nth}</title><body><h1>Kamer ${nth}</h1><p>Bel 06 48 15 16 23 over ${nth}.</p>${links}</body></html>`
      )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const settings = { dataDir: folder.folder, databaseUrl: undefined, allowPrivate: true, userAgent: 'Baken/test' }
  const opened = await openApp(settings, 'hold')
  assert.ok(opened.kind === 'app')
  const pause = async (at: Gap): Promise<void> => {
    if (at !== wide) return
    widened++
    await new Promise((resolve) => setTimeout(resolve, 250))
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

for (const [gap, always] of Object.entries(gaps) as [Gap, boolean][]) {
  test(`C5 all pages are fetched when the gap "${gap}" lasts a quarter of a second each time`, async () => {
    const id = `gap-${gap}`
    const made = sourceFromObject({
      id,
      start: [`http://127.0.0.1:${(server.address() as AddressInfo).port}/p/0`],
      politeness: { delay_ms: 0 },
      allow_private: true
    })
    assert.ok(made.kind === 'source')
    const added = await addSources(app, mandate, [made.source], true)
    assert.notEqual(added.kind, 'refused')
    widened = 0
    wide = gap
    const crawl = { once: true, maxPages: null, sources: [id], allowPrivate: true }
    const engine = await startEngine(app, mandate, { crawl, process: true })
    await engine.done
    await engine.stop()
    wide = null
    if (always) assert.ok(widened > 0, 'the gap was never there')
    const { due: _due, seconds: _seconds, ...summary } = await summaryOf(app, mandate.id, [id], 0)
    assert.deepEqual([summary.pages, summary.captures, summary.failed, summary.refused], [pages, pages, {}, {}])
  })
}
