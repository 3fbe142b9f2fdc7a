/** Small sites whose pages turn between two runs: an alarm with what changed, never "no adverts today". */
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { progressLine } from '../../../src/cli/commands/crawl.ts'
import { baken, startBaken, endAll, jsonLines, scratch, sourceFiles } from '../../support/baken.ts'

let folder: ReturnType<typeof scratch>
const servers: Server[] = []
let turned = false
let asked = 0
let pages = 0

before(() => {
  folder = scratch('turned')
})
after(async () => {
  await endAll()
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  folder.remove()
})

const range = Array.from({ length: 8 }, (_, nth) => nth + 1)
const advert = (nth: number): string =>
  `<title>Kamer ${nth}</title><h1>Kamer ${nth} vrij in Zwolle</h1><p>Ruime kamer met uitzicht ${nth}, per direct beschikbaar voor wie rust zoekt. Bel voor een afspraak in de avond.</p><dl><dt>Prijs</dt><dd>&euro; ${400 + nth}</dd><dt>Telefoon</dt><dd>06 48 15 16 2${nth}</dd></dl>`

/** What each site shows of an advert once it turned. */
const turns: Record<string, (nth: number) => { status: number; html: string }> = {
  opmaak: (nth) => ({
    status: 200,
    html: `<title>Welkom</title><h1>Welkom bij onze vernieuwde site</h1><p>Wij zijn verhuisd naar een nieuwe omgeving, waarin alles anders staat dan u gewend bent. Pagina ${nth}.</p>`
  }),
  muur: () => ({
    status: 200,
    html: '<title>Just a moment...</title><h1>Verify you are human</h1><p>Please complete the captcha to continue.</p><form><div class="g-recaptcha"></div></form>'
  }),
  weg: () => ({ status: 404, html: '<title>404</title><h1>Niet gevonden</h1>' }),
  gelijk: (nth) => ({ status: 200, html: advert(nth) })
}

test('A23 A24 pages of a small site that gave adverts and give none raise an alarm with what changed, on the console and in the list; pages that went do not', async () => {
  const sources = await Promise.all(Object.keys(turns).map(serve))
  const first = await crawl(sources, '--demo')
  assert.doesNotMatch(first, /ALARM/)
  turned = true
  for (const { id } of sources) {
    const ran = await baken(['source', 'look-again', id, '--reason', 'test', '--data', folder.folder])
    assert.equal(ran.code, 0, ran.stderr)
  }
  const second = await crawl(sources, '--demo')
  const told = second.split('\n').filter((line) => line.includes('ALARM'))
  assert.deepEqual(
    told.map((line) => line.slice(0, line.indexOf(' ('))),
    [
      'muur: ALARM, wall: 8 of 8 pages that gave an advert before give none now',
      'opmaak: ALARM, layout-changed: 8 of 8 pages that gave an advert before give none now'
    ]
  )
  const running = startBaken(['start', '--roles', 'crawl', '--port', '0', '--data', folder.folder], {
    BAKEN_ALLOW_PRIVATE: '1'
  })
  let log = ''
  await new Promise<void>((resolve) => {
    running.child.stderr?.on('data', (chunk: Buffer) => {
      log += chunk.toString()
      if (log.includes('opmaak: ALARM')) resolve()
    })
    void running.ended.then(() => resolve())
  })
  running.child.kill('SIGTERM')
  await running.ended
  for (const line of told) assert.ok(log.includes(line), `a running service logs: ${line}`)
  const listed = await baken(['source', 'list', '--json', '--data', folder.folder])
  assert.deepEqual(Object.fromEntries(jsonLines(listed).map((one) => [one['id'], one['alarms']])), {
    gelijk: [],
    muur: ['wall'],
    opmaak: ['layout-changed'],
    weg: []
  })
})

test('A8 a source outside its hours is not asked, and the run ends and says so', async () => {
  const source = await serve('gelijk')
  const hour = new Date(Date.now() + 6 * 3_600_000).getUTCHours()
  const two = (value: number): string => String(value % 24).padStart(2, '0')
  const closed = {
    ...source,
    id: 'dicht',
    timezone: 'Etc/UTC',
    politeness: { delay_ms: 0, hours: `${two(hour)}:00-${two(hour + 2)}:00` }
  }
  const before = asked
  const told = await crawl([closed])
  assert.match(told, /dicht: outside its hours/)
  assert.equal(asked, before)
})

test('A8 budgets of a source and of a mandate end a run at the page, and what waits is told', async () => {
  const source = { ...(await serve('gelijk')), id: 'zuinig', budget: { run: { pages: 3 } } }
  const before = pages
  assert.match(
    await crawl([source]),
    /zuinig: its budget of this run is spent \(3 pages\): it rests until the next run/
  )
  assert.equal(pages - before, 3)
  const file = path.join(folder.folder, 'krap.yaml')
  writeFileSync(
    file,
    'id: krap\nlegal_basis: verzonnen\npurpose: proef\nsources: ["*"]\ngranted_by: proef\nfrom: today\nuntil: 2 days\nbudget: { day: { pages: 4 } }\n'
  )
  const added = await baken(['mandate', 'add', file, '--data', folder.folder])
  assert.equal(added.code, 0, added.stderr)
  const both = await Promise.all(
    ['krap-een', 'krap-twee'].map(async (id) => ({ ...(await serve('gelijk')), id, mandate: 'krap' }))
  )
  const told = await crawl(both)
  for (const { id } of both)
    assert.match(told, new RegExp(`${id}: its mandate's budget of today is spent .4 pages.: it rests until 20`))
  assert.equal(pages - before, 7)
})

test('the progress line tells what is known, done, due and later, what rests until when, and alarms', () => {
  const host = { host: 'traag.example', until: '2026-11-27T15:04:00.000Z', because: 'connect: refused', addresses: 4 }
  const counts = { pages: 20, adverts: 6, bytes: 1, captures: 20, networks: 2, signals: 1, passed: {}, sentOn: [] }
  const now = { ...counts, refused: { robots: 3 }, failed: { dns: 2 }, waiting: [host], seconds: 10 }
  assert.equal(
    progressLine({ ...now, due: 12, done: 20, later: 5 }, [{ id: 'muur', alarm: 'wall', words: '' }]),
    '20 pages (2/s)  37 addresses known: 20 done, 8 due, 5 later  6 adverts  2 networks  1 signals  3 refused  2 failed  1 host rests (4 addresses wait), traag.example until 15:04 UTC (connect: refused)  ALARM: muur wall'
  )
})

async function crawl(sources: readonly { readonly id: string }[], ...options: string[]): Promise<string> {
  const files = sourceFiles(folder.folder, sources)
  const ran = await baken(['crawl', ...files, '--once', ...options, '--data', folder.folder], {
    BAKEN_ALLOW_PRIVATE: '1'
  })
  assert.equal(ran.code, 0, ran.stderr)
  return ran.stderr
}

async function serve(id: string): Promise<{ id: string }> {
  const server = createServer((request, response) => {
    asked++
    if (request.url === '/robots.txt') return void response.writeHead(404).end()
    pages++
    const nth = Number(request.url?.split('/')[2] ?? 0)
    const page =
      nth === 0
        ? {
            status: 200,
            html: `<title>Lijst</title>${range.map((one) => `<a href="/advert/${one}">Kamer</a>`).join(' ')}`
          }
        : turned
          ? turns[id]?.(nth)
          : { status: 200, html: advert(nth) }
    response.writeHead(page?.status ?? 500, { 'content-type': 'text/html; charset=utf-8' })
    response.end(`<!doctype html><html lang="nl">${page?.html ?? ''}`)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const source = {
    id,
    start: [`http://127.0.0.1:${port}/`],
    allow_private: true,
    politeness: { delay_ms: 0 },
    mandate: 'oefening'
  }
  return source
}
