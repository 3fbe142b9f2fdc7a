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
  'networks-taken': true,
  'networks-asked': true,
  'hosts-leased': true
}
let folder: ReturnType<typeof scratch>
let server: Server
let app: App
let mandate: Mandate
let wide: Gap | null = null
let widened = 0
/** What happens in the gap, where it is not to last. */
let meanwhile: (() => Promise<void>) | null = null

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
    if (meanwhile !== null) return meanwhile()
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
    await addSite(id, 0)
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

/** Adds a source that begins at this page. */
async function addSite(id: string, page: number): Promise<void> {
  const made = sourceFromObject({
    id,
    start: [`http://127.0.0.1:${(server.address() as AddressInfo).port}/p/${page}`],
    politeness: { delay_ms: 0 },
    allow_private: true
  })
  assert.ok(made.kind === 'source')
  const added = await addSources(app, mandate, [made.source], true)
  assert.notEqual(added.kind, 'refused')
}

test('a source that is added while a service looks for hosts, or rests, is crawled without its looking by the clock', async () => {
  const resting = { ...app, session: app.session, restMs: 3_600_000 }
  const crawl = { once: false, maxPages: null, sources: null, allowPrivate: true, endless: true }
  const engine = await startEngine(resting, mandate, { crawl, process: true })
  const crawled = async (id: string): Promise<void> => {
    for (let tries = 0; tries < 1_200; tries++) {
      if ((await summaryOf(app, mandate.id, [id], 0)).pages > 0) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    assert.fail(`${id} waits`)
  }
  /** Until it has not looked for half a second: it rests. */
  const rests = async (): Promise<void> => {
    for (let before = -1; before !== widened; await new Promise((resolve) => setTimeout(resolve, 500))) before = widened
  }
  const nothing = async (): Promise<void> => {}
  try {
    widened = 0
    meanwhile = nothing
    wide = 'hosts-leased'
    await rests()
    const added = new Promise<void>((resolve, reject) => {
      meanwhile = async () => {
        meanwhile = nothing
        const heard = new Promise<void>((told) => {
          const deaf = app.session.hear(mandate.id, () => (deaf(), told()))
        })
        await addSite('rest-round', pages - 1).then(resolve, reject)
        await Promise.race([heard, new Promise((later) => setTimeout(later, 2_000))])
      }
    })
    engine.wake()
    await added
    await crawled('rest-round')
    await rests()
    await addSite('rest-rest', pages - 2)
    await crawled('rest-rest')
  } finally {
    wide = null
    meanwhile = null
    await engine.stop()
  }
})
