/** What operators try and add on their screen: practice hosts only beside the public web, and one source for one id however many ask at once. */
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { demoMandate, makeDemo } from '../../src/accountability/demo.ts'
import type { SourceDesk } from '../../src/desk/sources/source-acts.ts'
import { openApp, type App } from '../../src/run/app.ts'
import type { MandateId } from '../../src/model/ids.ts'
import { addressKey, urlMac } from '../../src/store/sealed/address-mac.ts'
import { createSourceDesk } from '../../src/run/crawl/source-desk.ts'
import { withGround } from '../../src/store/ground.ts'
import { scratch } from '../support/baken.ts'

let folder: ReturnType<typeof scratch>
let app: App
let desk: SourceDesk
let practice: Site
let other: Site
const ground = { user: 'operator', mandate: demoMandate }

interface Site {
  readonly server: Server
  readonly host: string
  readonly asked: string[]
}

/** A site on loopback: a front page, and `/weg`, which leads elsewhere. */
async function site(elsewhere: () => string): Promise<Site> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/weg') return void response.writeHead(302, { location: elsewhere() }).end()
    if (request.url === '/robots.txt') return void response.writeHead(404).end()
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end('<!doctype html><html lang="nl"><title>Tuinen</title><body><main><h1>Tuinen</h1></main></body></html>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, host: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

before(async () => {
  folder = scratch('source-desk')
  const settings = { dataDir: folder.folder, databaseUrl: undefined, allowPrivate: false, userAgent: 'test' }
  const opened = await openApp(settings, 'hold')
  assert.equal(opened.kind, 'app')
  app = (opened as Extract<typeof opened, { kind: 'app' }>).app
  await makeDemo(app.store)
  other = await site(() => '/')
  practice = await site(() => `http://${other.host}/`)
  desk = createSourceDesk(app, [practice.host])
})
after(async () => {
  for (const one of [practice, other]) one.server.close()
  await app.close()
  folder.remove()
})

/** What came of each page, and what was said of robots.txt, which is asked first. */
const tried = async (url: string, at = desk): Promise<{ pages: string[]; robots: string }> => {
  const answer = await at.look(ground, { url, pages: {}, reason: 'proef' })
  if (answer.kind !== 'done') return assert.fail(answer.message)
  return { pages: answer.value.pages.map((page) => page.outcome), robots: answer.value.robots.because }
}

const refusedAsPrivate = async (url: string, at = desk): Promise<void> => {
  const { pages, robots } = await tried(url, at)
  assert.deepEqual(pages, ['private-address'])
  assert.match(robots, /private/)
}

test('the address that was tried stands nowhere in clear, and is found in the ledger by whoever knows it', async () => {
  const url = `http://${practice.host}/kamer/verzonnen-anna-0612345678`
  await tried(url)
  const { owner } = app.store
  const { rows } = await owner.query<{ entry: string; detail: object }>(
    `select entry, detail from ledger where act = 'source.try' order by no desc limit 1`
  )
  const [entry] = rows
  assert.ok(entry !== undefined && !/anna|0612345678|kamer/.test(entry.entry), entry?.entry)
  const address = urlMac(addressKey(app.keyring, demoMandate as MandateId), url).toString('hex')
  assert.deepEqual(entry.detail, { host: practice.host, address, reason: 'proef' })
})

test('S12 a practice host can be tried though it is private; every other private address stays refused, also by way of it', async () => {
  assert.deepEqual((await tried(`http://${practice.host}/`)).pages, ['read'])
  await refusedAsPrivate(`http://${other.host}/`)
  await refusedAsPrivate('http://127.0.0.1/')
  assert.deepEqual((await tried(`http://${practice.host}/weg`)).pages, ['read', 'out-of-scope'])
  assert.deepEqual(other.asked, [])
})

test('S12 without practice hosts nothing private can be tried, and a source may not mix them with others', async () => {
  const bare = createSourceDesk(app)
  await refusedAsPrivate(`http://${practice.host}/`, bare)
  const start = [`http://${practice.host}/`, `http://${other.host}/`]
  const mixed = { id: 'gemengd', name: 'Gemengd', start, delaySeconds: 1, pages: {}, reason: 'proef' }
  await desk.add(ground, mixed)
  assert.deepEqual(await allowed('gemengd'), [false])
})

test('O1 one id added by several at once becomes one source, and the others are told so', async () => {
  const asked = (nth: number) => ({
    id: 'samen',
    name: `Samen ${nth}`,
    start: [`http://${practice.host}/${nth}`],
    delaySeconds: 1,
    pages: {},
    reason: `poging ${nth}`
  })
  const answers = await Promise.all([1, 2, 3, 4, 5, 6].map((nth) => desk.add(ground, asked(nth))))
  assert.deepEqual(answers.filter((one) => one.kind === 'done').length, 1)
  assert.deepEqual(
    [...new Set(answers.flatMap((one) => (one.kind === 'refused' ? [one.message] : [])))],
    ['There is a source "samen" already: give this one another id.']
  )
  assert.deepEqual(await allowed('samen'), [true])
  const { rows } = await app.store.owner.query<{ n: number }>(
    `select count(*)::int as n from ledger where act = 'source.add' and subject = 'source:samen'`
  )
  assert.equal(rows[0]?.n, 1)
})

test('O1 a removed source can be added again under its id', async () => {
  await withGround(app.store.pool, ground, (tx) => tx.query(`update source set state = 'removed' where id = 'samen'`))
  const again = {
    id: 'samen',
    name: 'Weer',
    start: [`http://${practice.host}/`],
    delaySeconds: 2,
    pages: {},
    reason: 'terug'
  }
  assert.equal((await desk.add(ground, again)).kind, 'done')
})

async function allowed(id: string): Promise<unknown[]> {
  const { rows } = await withGround(app.store.pool, ground, (tx) =>
    tx.query<{ allowed: boolean }>(`select (spec->>'allowPrivate')::boolean as allowed from source where id = $1`, [id])
  )
  return rows.map((row) => row.allowed)
}
