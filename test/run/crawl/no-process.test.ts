/** `crawl --no-process` fetches what a whole crawl fetches and seals it unread; a later run reads it to the same adverts. */
import assert from 'node:assert/strict'
import { cpSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Demo } from '../../../demo/server.ts'
import { baken, endAll, jsonLines, lastJson, scratch, smallWeb, sourceFiles } from '../../support/baken.ts'

/** More pages of one make than a trap is given without anything new. */
const many = 530
let web: Demo
let endless: Server
let folder: ReturnType<typeof scratch>
let sites: string[]

before(async () => {
  web = await smallWeb({ adverts: 80 })
  folder = scratch('no-process')
  sites = sourceFiles(
    folder.folder,
    web.sources.filter((one) => ['oefen-werkhal', 'oefen-kompas'].includes(one.id))
  )
  // Pages that each say something of their own, and days of a calendar that say nothing.
  endless = createServer((request, response) => {
    const [, make, number] = /^\/(text|day)\/(\d+)$/.exec(request.url ?? '') ?? []
    const nth = Number(number ?? 0)
    if (request.url !== '/' && (make === undefined || (make === 'text' && nth > many)))
      return void response.writeHead(404).end()
    const links = Array.from({ length: 40 }, (_, i) => `<a href="/${make ?? 'text'}/${nth + i + 1}">${nth + i + 1}</a>`)
    const text = make === 'text' ? `<p>Kamer ${nth} is vrij, met een tafel, een bed en ${nth} stoelen.</p>` : ''
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<title>x</title><h1>${make}</h1>${text}<a href="/day/1">dag</a> ${links.join(' ')}`)
  })
  await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve))
})
after(async () => {
  await endAll()
  await web.close()
  endless.closeAllConnections()
  endless.close()
  folder.remove()
})

test('a crawl without processing keeps the same pages as a whole one, and a later run finds the same adverts in them', async () => {
  const [apart, whole] = [path.join(folder.folder, 'apart'), path.join(folder.folder, 'whole')]
  const fetched = await baken(['crawl', ...sites, '--once', '--no-process', '--demo', '--data', apart])
  assert.equal(fetched.code, 0, fetched.stderr)
  // Which texts are alike is told under the key of the mandate: both crawls have the same.
  cpSync(path.join(apart, 'keys'), path.join(whole, 'keys'), { recursive: true })
  const expected = await baken(['crawl', ...sites, '--once', '--demo', '--data', whole])
  assert.equal(expected.code, 0, expected.stderr)
  const [first, all] = [lastJson(fetched), lastJson(expected)]
  assert.ok(Number(all.adverts) > 20, 'too few adverts to compare')
  assert.deepEqual(counts(first), { ...counts(all), adverts: 0, networks: 0, refused: withoutWalls(all) })
  assert.equal(first.signals, 0)
  assert.deepEqual(await captured(apart), await captured(whole))
  const verified = await baken(['verify', '--data', apart])
  assert.equal(verified.code, 0, verified.stdout)
  const later = await baken(['crawl', ...sites, '--once', '--data', apart])
  assert.equal(later.code, 0, later.stderr)
  assert.deepEqual(counts(lastJson(later)), counts(all))
  assert.deepEqual(await adverts(apart), await adverts(whole))
})

test('a crawl without processing goes on while pages say something new, and stops where they name pages without end', async () => {
  const data = path.join(folder.folder, 'endless')
  const source = {
    id: 'endless',
    start: [`http://127.0.0.1:${(endless.address() as AddressInfo).port}/`],
    politeness: { delay_ms: 0, concurrency: 4 },
    limits: { depth: 1_000 },
    allow_private: true
  }
  const ran = await baken([
    'crawl',
    ...sourceFiles(folder.folder, [source]),
    '--once',
    '--no-process',
    '--demo',
    '--data',
    data
  ])
  assert.equal(ran.code, 0, ran.stderr)
  const urls = await captured(data)
  const texts = urls.filter((url) => Number(/\/text\/(\d+)$/.exec(url)?.[1] ?? many + 1) <= many)
  assert.equal(texts.length, many, 'pages with text of their own')
  assert.equal(urls.filter((url) => url.includes('/day/')).length, 500, 'days of the calendar')
})

type Counted = Record<string, unknown>

function counts({ pages, captures, adverts, networks, refused, failed }: Counted): Counted {
  return { pages, captures, adverts, networks, refused, failed }
}

/** Walls are known once a page is read. */
function withoutWalls({ refused }: Counted): Counted {
  const { wall: _wall, ...others } = refused as Counted
  return others
}

async function captured(data: string): Promise<string[]> {
  return jsonLines(await baken(['export', 'captures', '--jsonl', '--data', data]))
    .map((row) => String(row.url))
    .sort()
}

async function adverts(data: string): Promise<string[]> {
  return jsonLines(await baken(['export', 'adverts', '--jsonl', '--data', data]))
    .map(({ url, site }) => `${String(site)} ${String(url)}`)
    .sort()
}
