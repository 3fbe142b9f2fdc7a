/** Whoever has the database, its write-ahead log and the evidence without the keys finds no address of a living advert in any usual coding. */
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { demoMandate } from '../../../src/accountability/demo.ts'
import { exportRows } from '../../../src/desk/exports/export.ts'
import { listAddresses } from '../../../src/desk/sources/sources.ts'
import type { Vault } from '../../../src/desk/adverts/vault.ts'
import { openApp, type App } from '../../../src/run/app.ts'
import { baken, scratch, sourceFiles } from '../../support/baken.ts'
import { filesIn } from '../../support/files-in.ts'
import { asBefore } from './database-of-before.ts'
import { word } from '../erasing/erasing-world.ts'

/** Paths of the site by what becomes of them, each with a name that stands nowhere else. */
const kinds = ['kamers', 'weg', 'prive', 'stuk', 'elders', 'verdwenen'] as const
const perKind = 4
let folder: ReturnType<typeof scratch>
let data: string
let site: Server
let port: number
let app: App

before(async () => {
  folder = scratch('sealed-addresses')
  data = path.join(folder.folder, 'data')
  site = createServer((request, response) => {
    const [, kind, name] = (request.url ?? '').split('/')
    response.setHeader('content-type', `text/html; charset=utf-8; title="${wordOf(0)}"`)
    response.setHeader('content-disposition', `inline; filename="${wordOf(1)}.html"`)
    response.setHeader('set-cookie', `${wordOf(2)}=${wordOf(3)}; Path=/`)
    response.setHeader('etag', `"${wordOf(4)}"`)
    response.setHeader('link', `</${wordOf(5)}>; rel="canonical-${wordOf(6)}"`)
    response.setHeader(wordOf(7), wordOf(8))
    if (request.url === '/robots.txt') return void response.end('User-agent: *\nDisallow: /prive/\n')
    if (request.url === '/') return void response.end(listPage())
    if (kind === 'weg') return void response.writeHead(301, { location: `/kamers/${name}` }).end()
    if (kind === 'elders') return void response.writeHead(302, { location: `http://elders.example/${name}/` }).end()
    if (kind === 'stuk') return void request.socket.destroy()
    if (kind === 'verdwenen')
      return void response.writeHead(410).end(`<p>Deze advertentie bestaat niet meer: ${wordOf(9)}`)
    response.end(
      `<!doctype html><title>Kamer te huur ${wordOf(10)}</title><meta name="${wordOf(11)}" content="${wordOf(12)}">
       <script type="application/ld+json">{"@type":"Product","name":"${wordOf(13)}"}</script>
       <h1>Kamer te huur</h1><nav><a href="/?bron=${wordOf(14)}#${wordOf(15)}">${wordOf(16)}</a></nav><img alt="${wordOf(17)}" src="/${wordOf(18)}.png">
       <p>Nette kamer in Zwolle bij ${wordOf(19)}, 400 euro. Bel 06 12345678 of mail ${wordOf(20)}@voorbeeldpost.example
       <form action="/"><input name="${wordOf(21)}" placeholder="${wordOf(22)}"></form>`
    )
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const address = site.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
  const [source] = sourceFiles(folder.folder, [
    {
      id: 'kamers',
      start: [`http://127.0.0.1:${port}/`],
      allow_private: true,
      politeness: { delay_ms: 0 },
      scope: { hosts: [`127.0.0.1:${port}`] }
    }
  ])
  const crawled = await baken(['crawl', source ?? '', '--once', '--demo', '--data', data])
  assert.equal(crawled.code, 0, crawled.stderr)
  const file = path.join(folder.folder, 'regels.jsonl')
  const lines = [...imported()].map(([id, url], at) => ({
    id,
    site: 'prikbord.example',
    ...(url !== null && { url }),
    title: `Kamer ${wordOf(23)}`,
    body: `Kamer ${at} in Zwolle, bel 06 87654321, ${wordOf(24)}`,
    seller: wordOf(25),
    account: wordOf(26),
    category: wordOf(27),
    city: wordOf(28),
    posted_at: wordOf(29),
    phone_field: wordOf(30),
    [wordOf(31)]: wordOf(32),
    images: [{ url: `https://prikbord.example/${wordOf(33)}.jpg` }]
  }))
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'))
  const taken = await baken(['import', file, '--mandate', demoMandate, '--data', data])
  assert.equal(taken.code, 0, taken.stderr)
  const opened = await openApp({ dataDir: data, databaseUrl: undefined, allowPrivate: true, userAgent: 'test' }, 'hold')
  if (opened.kind !== 'app') assert.fail(opened.message)
  app = opened.app
})
after(async () => {
  await app?.close()
  site?.close()
  folder?.remove()
})

test('no file of database, log and evidence, and no row, holds an address of a living advert or what came with it, and who may see them sees them all', async () => {
  await app.store.owner.query('checkpoint')
  const all = [...names(), ...Array.from({ length: words }, (_, at) => wordOf(at))]
  assert.deepEqual([[...scanFiles(all)], [...(await scanRows(all))]], [[], []])
  // The site itself does stand there, and a name that is put there is found in both.
  assert.ok(scanFiles([`127.0.0.1:${port}`]).size === 1)
  const [planted] = names()
  await app.store.owner.query('update baken.host set rest_because = $1', [`bron /kamers/${planted}`])
  await app.store.owner.query('checkpoint')
  assert.deepEqual([[...scanFiles(names())], [...(await scanRows(names()))]], [[planted], [planted]])
  const shown = JSON.stringify(await whatIsShown())
  assert.deepEqual(
    names().filter((name) => !shown.includes(name)),
    []
  )
})

test('addresses of a database of before, which stood in clear, are sealed at the next start, and all that can be seen is the same', async () => {
  const told = async (): Promise<unknown[]> => {
    const shown = await whatIsShown()
    for (const kind of ['facts', 'networks', 'links'] as const)
      for await (const row of exportRows(app.store.pool, ground, vaultOf(app), { kind })) shown.push(row)
    return shown
  }
  const before = await told()
  await asBefore(app)
  await app.store.owner.query('update baken.host set rest_because = null')
  await app.store.owner.query('vacuum full baken.host')
  assert.equal((await scanRows(names())).size, names().length)
  await app.close()
  const opened = await openApp({ dataDir: data, databaseUrl: undefined, allowPrivate: true, userAgent: 'test' }, 'hold')
  if (opened.kind !== 'app') assert.fail(opened.message)
  app = opened.app
  assert.deepEqual(await told(), before)
  assert.deepEqual([[...scanFiles(names())], [...(await scanRows(names()))]], [[], []])
})

/** Exports and the list of refused and failed addresses, as people with the right see them. */
async function whatIsShown(): Promise<unknown[]> {
  const vault = vaultOf(app)
  const shown: unknown[] = []
  for (const kind of ['adverts', 'captures'] as const)
    for await (const row of exportRows(app.store.pool, ground, vault, { kind })) shown.push(row)
  for (const state of ['refused', 'failed'] as const) {
    const list = await listAddresses(app.store.pool, ground, app.keyring, 'kamers', { state })
    assert.ok(list.kind === 'done')
    assert.ok(list.value.addresses.length > 0, state)
    shown.push(list.value)
  }
  return shown
}

const ground = { user: 'console', mandate: demoMandate }

function vaultOf({ keyring, evidenceDir }: App): Vault {
  return { keyring, evidenceDir }
}

/** Begins every name: a file without it needs no closer look. */
const mark = 'qxvwzkadres'

function nameOf(kind: number, at: number): string {
  return `${mark}${word(kind * 100 + at)}${word(kind * 100 + at + 50)}`
}

/** What servers and lines say beside addresses: header lines, names of files, cookies and fields, and every part of a page. */
const words = 34
function wordOf(at: number): string {
  return `${mark}${word(5_000 + at)}${word(5_100 + at)}`
}

/** Names in the addresses of the site and in those of imported lines, and their ids. */
function names(): string[] {
  const ofSite = kinds.flatMap((_kind, nth) => Array.from({ length: perKind }, (_, at) => nameOf(nth, at)))
  return [...ofSite, ...[...imported()].flatMap(([id, url]) => [id, ...(url?.split('/').slice(-1) ?? [])])]
}

/** Lines by id; null: no address, so one is made of the id. */
function imported(): Map<string, string | null> {
  return new Map([
    [nameOf(20, 1), `https://prikbord.example/advert/${nameOf(20, 2)}`],
    [nameOf(20, 3), `https://prikbord.example/advert/${nameOf(20, 4)}`],
    [nameOf(20, 5), null]
  ])
}

function listPage(): string {
  const links = kinds.flatMap((kind, nth) =>
    Array.from({ length: perKind }, (_, at) => `<li><a href="/${kind}/${nameOf(nth, at)}">Kamer ${at}</a></li>`)
  )
  return `<!doctype html><title>Kamers</title><h1>Kamers</h1><ul>${links.join('')}</ul>`
}

/** As it is, in two bytes a letter, in hexadecimal, and in base64 at each of three places. */
function codings(name: string): Buffer[] {
  const bytes = Buffer.from(name)
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
    return text.slice(shift === 0 ? 0 : 4, -4)
  })
  const texts = [bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...base64]
  return [
    bytes,
    Buffer.from(name, 'utf16le'),
    Buffer.from([...bytes].toReversed()),
    ...texts.map((text) => Buffer.from(text))
  ]
}

/** Names that stand in any file of the data folder or the cluster but those of the keys. */
function scanFiles(wanted: readonly string[]): Set<string> {
  const { clusterDir } = JSON.parse(readFileSync(path.join(data, 'postgres.json'), 'utf8')) as { clusterDir: string }
  const found = new Set<string>()
  const files = new Set([...filesIn(clusterDir), ...filesIn(data)])
  assert.ok(files.size > 500)
  for (const file of files) {
    if (file.startsWith(path.join(data, 'keys'))) continue
    const content = contentOf(file)
    for (const name of within(content, wanted)) found.add(name)
  }
  return found
}

function within(content: Buffer, wanted: readonly string[]): string[] {
  const has = (text: string): boolean => codings(text).some((needle) => content.includes(needle))
  return wanted.every((name) => name.startsWith(mark)) && !has(mark) ? [] : wanted.filter(has)
}

/** Names that stand in any column of any row, also where a page of the table holds the value compressed. */
async function scanRows(wanted: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>()
  const { rows: tables } = await app.store.owner.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'baken' and table_type = 'BASE TABLE'`
  )
  const client = await app.store.owner.connect()
  try {
    for (const { name } of tables) {
      await client.query(`begin; alter table baken."${name}" no force row level security`)
      const { rows } = await client.query<{ text: string }>(`select t::text as text from baken."${name}" t`)
      await client.query('rollback')
      const text = Buffer.from(rows.map((row) => row.text).join('\n'))
      for (const one of within(text, wanted)) found.add(one)
    }
  } finally {
    client.release()
  }
  return found
}

/** A file that the server removes meanwhile has nothing. */
function contentOf(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}
