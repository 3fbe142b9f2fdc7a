/** A page that breaks the reader is named and left, whoever comes across it: the crawl goes on, at this start and at the next one. */
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { makeDemo } from '../../../src/accountability/demo.ts'
import { findMandate } from '../../../src/accountability/mandates/mandates.ts'
import { sourceFromObject } from '../../../src/crawl/sources/source-file.ts'
import type { Mandate } from '../../../src/model/mandate.ts'
import { addSources } from '../../../src/run/crawl/add-sources.ts'
import { openApp, type App } from '../../../src/run/app.ts'
import { startEngine, type EngineOptions } from '../../../src/run/engine.ts'
import { withGround } from '../../../src/store/ground.ts'
import { scratch } from '../../support/baken.ts'

let folder: ReturnType<typeof scratch>
let server: Server
let app: App
let mandate: Mandate

before(async () => {
  folder = scratch('broken-page')
  server = createServer((request, response) => {
    if (request.url === '/robots.txt') return void response.writeHead(404).end()
    const links = [1, 2, 3].map((nth) => `<a href="/kamer/${nth}">verder</a>`).join(' ')
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><title>x</title><h1>Kamer</h1><p>Bel 06 48 15 16 23 over ${request.url}.</p>${links}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const settings = { dataDir: folder.folder, databaseUrl: undefined, allowPrivate: true, userAgent: 'Baken/test' }
  const opened = await openApp(settings, 'hold')
  assert.ok(opened.kind === 'app')
  app = opened.app
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

for (const process of ['links', true] as const)
  test(`a page that breaks the reader ends no crawl, ${process === true ? 'with' : 'without'} processing`, async () => {
    const [broken, whole] = [`broken-${process}`, `whole-${process}`]
    await addSource(broken)
    await crawl(broken, false)
    // No page is known to break the reader. This one does: the rules by which its links are judged are gone.
    await inGround(
      `update source set spec = jsonb_set(spec, '{scope}', 'null'), state = 'paused' where id = $1`,
      broken
    )
    await addSource(whole)
    await crawl(whole, process)
    assert.deepEqual(await capturesOf(broken), [
      { read: 0, kind: 'error', error: `reader: Cannot destructure property …` }
    ])
    const captures = await capturesOf(whole)
    assert.deepEqual(
      captures.map((one) => one['error']),
      [null, null, null, null]
    )
  })

async function addSource(id: string): Promise<void> {
  const made = sourceFromObject({
    id,
    start: [`http://127.0.0.1:${(server.address() as AddressInfo).port}/`],
    politeness: { delay_ms: 0 },
    allow_private: true
  })
  assert.ok(made.kind === 'source')
  const added = await addSources(app, mandate, [made.source], true)
  assert.notEqual(added.kind, 'refused')
}

async function crawl(source: string, process: EngineOptions['process']): Promise<void> {
  const options = { once: true, maxPages: null, sources: [source], allowPrivate: true }
  const engine = await startEngine(app, mandate, {
    // Without anybody who takes links a crawl would wait for them.
    crawl: process === false ? { ...options, maxPages: 1 } : options,
    process
  })
  await engine.done
  await engine.stop()
}

async function inGround(sql: string, source: string): Promise<Record<string, unknown>[]> {
  const ground = { user: 'pipeline', mandate: mandate.id }
  const { rows } = await withGround(app.store.pool, ground, (tx) => tx.query<Record<string, unknown>>(sql, [source]))
  return rows
}

function capturesOf(source: string): Promise<Record<string, unknown>[]> {
  return inGround(
    'select read_version as read, page_kind as kind, step_error as error from capture where source_id = $1 order by id',
    source
  )
}
