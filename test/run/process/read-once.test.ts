/** The first pages of a site are opened and parsed once; later looks tell what changed from what only differs at each look. */
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
import { lookAgain } from '../../../src/store/frontier/frontier.ts'
import { withGround } from '../../../src/store/ground.ts'
import { scratch } from '../../support/baken.ts'

const pages = 12
let folder: ReturnType<typeof scratch>
let server: Server
let app: App
let mandate: Mandate
let away: (() => void) | null = null
let back = (): void => {}

/** What the pages of /k/ show at this look: their bytes differ each time. */
let look = 0
/** Pages of /p/ that were given. */
let given = 0
let price = 95

function ticking(nth: number): string {
  const clock = `<p>Het is nu vrijdag ${1 + look} november 2026, 1${look}:0${look} uur</p>`
  if (nth === 0)
    return `<!doctype html><html lang="nl"><title>Lijst</title>${clock}${[1, 2, 3].map((one) => `<a href="/k/${one}">Kamer ${one}</a>`).join(' ')}`
  return `<!doctype html><html lang="nl"><title>Zolder ${nth}</title><body>${clock}<h1>Zolder ${nth}</h1><p>Een stille zolder met ${nth} dakramen en een bank, te huur per week. Bel 06 48 15 17 ${10 + nth}. Bekeken: ${1_234 + 17 * look} keer, laatst online ${2 + look} minuten geleden.</p><p>Prijs: € ${nth === 1 ? price : 80}</p></body></html>`
}

before(async () => {
  folder = scratch('read-once')
  server = createServer((request, response) => {
    const nth = Number(request.url?.split('/').at(-1))
    if (request.url === '/robots.txt') return void response.writeHead(404).end()
    if (request.url?.startsWith('/k/'))
      return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(ticking(nth))
    given++
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
  // Between the last page, whose links are taken, and the profile of the site: earlier, on a slow machine, what is asked for could not be kept.
  const pause = async (at: string): Promise<void> => {
    if (at === 'frontier-read' && given >= pages) away?.()
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

test('A8 pages whose clocks and counters run on are no changed pages, one with another price is', async () => {
  const made = sourceFromObject({
    id: 'klok',
    start: [`http://127.0.0.1:${(server.address() as AddressInfo).port}/k/0`],
    politeness: { delay_ms: 0 },
    allow_private: true
  })
  assert.ok(made.kind === 'source')
  assert.notEqual((await addSources(app, mandate, [made.source], true)).kind, 'refused')
  const ground = { user: 'pipeline', mandate: mandate.id }
  const visit = async (): Promise<{ changes: number[]; soonestHours: number }> => {
    const engine = await startEngine(app, mandate, {
      crawl: { once: true, maxPages: null, sources: ['klok'], allowPrivate: true },
      process: true
    })
    await engine.done
    await engine.stop()
    return withGround(app.store.pool, ground, async (tx) => {
      const { rows } = await tx.query<{ changes: number; hours: number }>(
        `select changes, extract(epoch from due_at - last_at)::float8 / 3600 as hours from address where source_id = 'klok' order by id`
      )
      await lookAgain(tx, 'klok')
      // Ids follow keyed digests of addresses, whose order is another in each run.
      return { changes: rows.map((row) => row.changes).sort(), soonestHours: Math.min(...rows.map((row) => row.hours)) }
    })
  }
  assert.deepEqual((await visit()).changes, [0, 0, 0, 0])
  look++
  const second = await visit()
  assert.deepEqual(second.changes, [0, 0, 0, 0])
  assert.ok(second.soonestHours > 20, `the next visit comes after ${second.soonestHours} hours`)
  look++
  price = 105
  assert.deepEqual((await visit()).changes, [0, 0, 0, 1])
})
