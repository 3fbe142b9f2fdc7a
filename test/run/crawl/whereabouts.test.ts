/** What becomes of adverts on a live site: edited, gone by each way, and placed anew. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { demoMandate } from '../../../src/accountability/demo.ts'
import { goneBy, repostOf } from '../../../src/desk/adverts/whereabouts.ts'
import { openApp, type App } from '../../../src/run/app.ts'
import { withGround } from '../../../src/store/ground.ts'
import { advertPlaces } from '../../../src/store/adverts/advert-places.ts'
import { baken, endAll, scratch, sourceFiles } from '../../support/baken.ts'

let folder: ReturnType<typeof scratch>
let round = 1
/** Rounds in which each page was asked for. */
const asked = new Map<string, number[]>()
const server = createServer((request, response) => {
  const url = request.url ?? '/'
  asked.set(url, [...(asked.get(url) ?? []), round])
  const html = (text: string, status = 200): void => {
    response
      .writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><html lang="nl">${text}`)
  }
  if (url === '/robots.txt') return void response.writeHead(404).end()
  if (url === '/') {
    const known = ['een', 'twee', 'drie', 'vier', 'vijf'].map((name) => `/advert/${name}`)
    return html(
      `<title>Lijst</title>${[...known, ...(round > 1 ? ['/advert/zes'] : [])].map((one) => `<a href="${one}">Advertentie</a>`).join(' ')}`
    )
  }
  const name = url.split('/').at(-1) ?? ''
  if (round > 1 && name === 'een') return html('<title>Weg</title><h1>Weg</h1>', 404)
  if (round > 1 && name === 'twee') return html('<title>Weg</title><h1>Weg</h1>', 410)
  if (round > 1 && name === 'drie') return html('<title>Advertentie</title><h1>Deze advertentie is verwijderd</h1>')
  if (round > 1 && name === 'vier') return void response.writeHead(302, { location: '/' }).end()
  return html(advert(name === 'zes' ? 'een' : name, round > 1 && name === 'vijf' ? 60 : 80))
})

function advert(name: string, price: number): string {
  return `<title>Kamer ${name}</title><h1>Kamer ${name} vrij in Zwolle</h1><p>Ruime kamer met uitzicht bij ${name}, per direct beschikbaar voor wie rust zoekt, ${price} euro. Bel voor een afspraak.</p><dl><dt>Prijs</dt><dd>&euro; ${price}</dd><dt>Telefoon</dt><dd>06 48 15 16 2${name.length}</dd></dl>`
}

before(async () => {
  folder = scratch('whereabouts')
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
after(async () => {
  await endAll()
  server.closeAllConnections()
  server.close()
  folder.remove()
})

test('B10 adverts that are gone by 404, 410, a page that says so or redirects are told apart, after two looks; edits and new placings too', async () => {
  await crawl()
  round = 2
  await again()
  // One redirect may be a gate or a slip.
  assert.deepEqual((await afterRound())['vier'], { gone: null, looks: 0, versions: 1, repostOf: null })
  round = 3
  await again()
  assert.deepEqual(await afterRound(), {
    een: { gone: 'not-found', looks: 2, versions: 1, repostOf: null },
    twee: { gone: 'taken-away', looks: 2, versions: 1, repostOf: null },
    drie: { gone: 'says-so', looks: 2, versions: 1, repostOf: null },
    vier: { gone: 'redirect', looks: 2, versions: 1, repostOf: null },
    vijf: { gone: null, looks: 0, versions: 2, repostOf: null },
    zes: { gone: null, looks: 0, versions: 1, repostOf: 'een' }
  })
})

async function afterRound(): Promise<Record<string, object>> {
  const opened = await openApp(
    { dataDir: folder.folder, databaseUrl: undefined, allowPrivate: true, userAgent: 'test' },
    'hold'
  )
  assert.equal(opened.kind, 'app')
  if (opened.kind !== 'app') return {}
  try {
    return await whereabouts(opened.app)
  } finally {
    await opened.app.close()
  }
}

async function whereabouts(app: App): Promise<Record<string, object>> {
  return withGround(app.store.pool, { user: 'pipeline', mandate: demoMandate }, async (tx) => {
    const { rows } = await tx.query<{ id: number; versions: number }>('select id, versions from advert order by id')
    const places = await advertPlaces(
      tx,
      app.keyring,
      rows.map((row) => row.id)
    )
    const nameOf = (id: number): string => places.get(id)?.url.split('/').at(-1) ?? ''
    const found: Record<string, object> = {}
    for (const { id, versions } of rows) {
      const { goneBecause: gone, goneLooks: looks } = await goneBy(tx, id)
      const before = await repostOf(tx, id)
      found[nameOf(id)] = { gone, looks, versions, repostOf: before === null ? null : nameOf(before) }
    }
    return found
  })
}

async function crawl(): Promise<void> {
  const { port } = server.address() as AddressInfo
  const source = {
    id: 'wonen',
    start: [`http://127.0.0.1:${port}/`],
    allow_private: true,
    politeness: { delay_ms: 0 },
    mandate: 'oefening'
  }
  const files = sourceFiles(folder.folder, [source])
  const ran = await baken(['crawl', ...files, '--once', '--demo', '--data', folder.folder], {
    BAKEN_ALLOW_PRIVATE: '1'
  })
  assert.equal(ran.code, 0, ran.stderr)
}

async function again(): Promise<void> {
  const ran = await baken(['source', 'look-again', 'wonen', '--reason', 'test', '--data', folder.folder])
  assert.equal(ran.code, 0, ran.stderr)
  await crawl()
}
