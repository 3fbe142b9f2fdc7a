/** An attack on what erasing left: with all keys that are left, every raw file of database and evidence is searched for what erased adverts were. */
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { endHolds } from '../../../src/accountability/retention/hold-acts.ts'
import { openKeyring } from '../../../src/evidence/keys.ts'
import { blind } from '../../../src/link/fingerprint.ts'
import type { MandateId } from '../../../src/model/ids.ts'
import { openApp, type App } from '../../../src/run/app.ts'
import { createErasing } from '../../../src/run/erasing.ts'
import { addressKeyOf, urlMac } from '../../../src/store/sealed/address-mac.ts'
import { withGround, type Tx } from '../../../src/store/ground.ts'
import { captureUrls, places } from '../../support/clear-addresses.ts'
import { baken, lastJson, scratch, sourceFiles } from '../../support/baken.ts'
import { filesIn } from '../../support/files-in.ts'
import { dayMs, word } from './erasing-world.ts'
import { columnsThatEnd, endedLine, fillWork, needlesIn, valuesNow } from './sealed-copies.ts'

const adverts = 30
/** Adverts whose address ends so are kept: their captures' day never comes. The scan must find these, or it proves nothing. */
const keptFrom = 24
/** Columns with content of which this erasing ends nothing, and why. A new column ends here as well, or says here why not. */
const notEnded: Readonly<Record<string, string>> = {
  'address.url_mac':
    'by this keyed hash the frontier knows an address again, with its visits; of what stands under the key for fingerprints nothing is found',
  'source.profile': 'sealed: how pages of a site are made, over many pages; it stays with its source'
}
let folder: ReturnType<typeof scratch>
let data: string
let site: Server
let port: number

before(async () => {
  folder = scratch('erasing')
  data = path.join(folder.folder, 'data')
  site = createServer((request, response) => {
    const name = /^\/kamers\/([a-z]+)$/.exec(request.url ?? '')?.[1]
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (name !== undefined) return void response.end(pageOf(name))
    if (request.url !== '/') return void response.writeHead(404).end('niets')
    const links = Array.from({ length: adverts }, (_, at) => `<li><a href="/kamers/${slug(at)}">Kamer ${at}</a></li>`)
    response.end(`<!doctype html><title>Kamers</title><h1>Kamers</h1><ul>${links.join('')}</ul>`)
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const address = site.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
  const sources = [
    {
      id: 'kamers',
      start: [`http://127.0.0.1:${port}/`],
      allow_private: true,
      politeness: { delay_ms: 0 },
      scope: { hosts: [`127.0.0.1:${port}`] }
    }
  ]
  const ran = await baken(['crawl', ...sourceFiles(folder.folder, sources), '--once', '--demo', '--data', data])
  assert.equal(ran.code, 0, ran.stderr)
  assert.ok(Number(lastJson(ran)['adverts']) >= adverts, JSON.stringify(lastJson(ran)))
})
after(() => {
  site?.close()
  folder?.remove()
})

test('C18 after erasing, no file tells an address, word, fact or feature of what was erased, in clear or under any key that is left', async () => {
  const opened = await openApp({ dataDir: data, databaseUrl: undefined, allowPrivate: true, userAgent: 'test' }, 'hold')
  assert.ok(opened.kind === 'app')
  const { app } = opened
  let erased = new Map<string, Buffer>()
  try {
    await fillWork(data)
    await app.store.owner.query('checkpoint')
    const stood = await valuesNow(data)
    const words = new Map([...needles(0, keptFrom), ...(await tokensOfErased(app))])
    const first = scan(new Map([...words, ...asNeedles(stood)])).found
    for (const begin of ['hash of address', 'fact token', 'link token'])
      assert.ok(
        [...first].filter((name) => name.startsWith(begin)).length >= 6,
        `${begin}: before ${[...first].join()}`
      )
    await erase(app)
    const stand = await valuesNow(data)
    const gone = new Map([...stood].filter(([hex]) => !stand.has(hex)))
    // What the scan finds before shows that it would find it after: of every column that holds content, at least one value that erasing ended.
    const seen = new Set([...gone].flatMap(([hex, names]) => (first.has(`${names.join()} ${hex}`) ? names : [])))
    const unproven = (await columnsThatEnd(data)).filter((name) => !seen.has(name))
    assert.deepEqual(
      unproven,
      Object.keys(notEnded),
      'columns of which nothing went, or nothing was found before it went'
    )
    erased = new Map([...words, ...asNeedles(gone)])
    assert.deepEqual([...scan(erased).found].sort(), [], 'while it runs')
    // Long values are compressed in the files: what is counted per address pattern is looked at as rows.
    const { rows } = await asPipeline<{ text: string; n: number }>(
      app,
      `select coalesce(trap::text, '') || useful::text as text, (select count(*)::int from jsonb_object_keys(trap->'patterns')) as n from source`
    )
    assert.ok(rows.some((row) => row.n >= adverts))
    for (let at = 0; at < adverts; at++) assert.ok(!rows.some((row) => row.text.includes(slug(at))), `pattern of ${at}`)
  } finally {
    await app.close()
  }
  const last = scan(erased)
  assert.ok(last.bytes > 10_000_000, `only ${last.bytes} bytes were searched`)
  assert.deepEqual([...last.found].sort(), [], 'after the server stopped')
  const kept = scan(needles(keptFrom, adverts)).found
  for (let at = keptFrom; at < adverts; at++)
    assert.deepEqual(
      [kept.has(`address of ${at}`), kept.has(`hash of address of ${at}`)],
      [false, true],
      `address of ${at}`
    )
})

/** Crawls the site once more, on the same data folder. */
function crawlRooms(): ReturnType<typeof baken> {
  const source = path.join(folder.folder, 'kamers.yaml')
  return baken(['crawl', source, '--once', '--mandate', 'oefening', '--data', data])
}

test('C18 an address of which all was erased is found again by the crawl, knows its visits, and its advert is there anew', async () => {
  const ran = await crawlRooms()
  assert.equal(ran.code, 0, ran.stderr)
  const opened = await openApp({ dataDir: data, databaseUrl: undefined, allowPrivate: true, userAgent: 'test' }, 'hold')
  assert.ok(opened.kind === 'app')
  try {
    const { rows } = await asPipeline<{ known: boolean; visits: number }>(
      opened.app,
      'select sealed is not null as known, visits from address where depth > 0'
    )
    assert.equal(rows.length, adverts)
    assert.equal(rows.filter((row) => !row.known).length, keptFrom, 'nothing names them before the list is read again')
    await asPipeline(opened.app, `update address set due_at = now(), state = 'due' where depth = 0`)
  } finally {
    await opened.app.close()
  }
  const again = await crawlRooms()
  assert.equal(again.code, 0, again.stderr)
  const reopened = await openApp(
    { dataDir: data, databaseUrl: undefined, allowPrivate: true, userAgent: 'test' },
    'hold'
  )
  assert.ok(reopened.kind === 'app')
  try {
    const { rows } = await asPipeline<{ known: boolean; visits: number }>(
      reopened.app,
      'select sealed is not null as known, visits from address where depth > 0'
    )
    assert.deepEqual([rows.length, rows.filter((row) => !row.known).length], [adverts, 0])
    assert.equal(rows.filter((row) => row.visits === 2).length, keptFrom)
    const states = await asPipeline<{ state: string; n: number }>(
      reopened.app,
      'select state, count(*)::int as n from advert group by 1 order by 1'
    )
    assert.equal(states.rows.find((row) => row.state === 'erased')?.n, keptFrom)
  } finally {
    await reopened.app.close()
  }
})

async function asPipeline<Row extends object>(app: App, sql: string): Promise<{ rows: Row[] }> {
  return { rows: await inGround(app, async (tx) => (await tx.query<Row>(sql)).rows) }
}

function inGround<T>(app: App, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withGround(app.store.pool, { user: 'pipeline', mandate: 'oefening' }, work)
}

/** The day of most captures comes; a month passes on every clock; the run after destroys the keys. */
async function erase(app: App): Promise<void> {
  const stays = (url: string): boolean =>
    url.endsWith('/') ||
    Array.from({ length: adverts - keptFrom }, (_, at) => slug(keptFrom + at)).some((end) => url.endsWith(end))
  const urls = await inGround(app, (tx) => captureUrls(tx, app.keyring))
  const kept = [...urls].filter(([, url]) => stays(url)).map(([id]) => `'${id}'`)
  await asPipeline(
    app,
    `update capture set erase_at = case when id = any(array[${kept.join()}]::uuid[]) then 'infinity' else now() - interval '1 minute' end`
  )
  let passed = 0
  const run = createErasing({
    ...app,
    say: (text) => assert.fail(text),
    clocks: {
      now: () => new Date(Date.now() + passed),
      monotonicMs: () => performance.now() + passed,
      database: (told) => new Date(told.getTime() + passed)
    }
  })
  await endHolds(app.store, endedLine, 'test')
  const outcome = await run()
  assert.equal(outcome.erased[0]?.captures, keptFrom)
  passed = 40 * dayMs
  await asPipeline(app, `update capture_key set kek = kek`)
  await run()
  await run()
}

function slug(at: number): string {
  return `${word(at)}${word(at + 40)}`
}

function pageOf(name: string): string {
  const at = Array.from({ length: adverts }, (_, one) => one).find((one) => slug(one) === name) ?? 0
  const body = `${[1, 2, 3, 4, 5, 6, 7, 8].map((nth) => word(at * 10 + 2_000 + nth)).join(' ')} in Zwolle. Prijs 50 euro. Bel ${phoneOf(at).replace('+31', '0')} of mail ${mailOf(at)}`
  return `<!doctype html><html><head><title>Kamer ${word(at + 80)}</title></head><body><h1>Kamer ${word(at + 80)}</h1><p class=body>${body}</p><p>Geplaatst 2026-11-20</p></body></html>`
}

function phoneOf(at: number): string {
  return `+3161234${5_000 + Math.floor(at / 2)}`
}

function mailOf(at: number): string {
  return `${word(at + 120)}@voorbeeldpost.example`
}

/** What is searched for, by name: in clear, and as it stands under the mandate's key for fingerprints, which is left. */
function needles(from: number, to: number): Map<string, Buffer> {
  const opened = openKeyring(data)
  assert.ok(opened.kind === 'keyring')
  const found = opened.keyring.blindKey('oefening' as MandateId, false)
  assert.ok(found.kind === 'key')
  const key = found.key.bytes
  const all = new Map<string, Buffer>()
  for (let at = from; at < to; at += at < keptFrom ? 4 : 1) {
    const words = [1, 8].map((nth) => word(at * 10 + 2_000 + nth))
    all.set(`address of ${at}`, Buffer.from(slug(at)))
    all.set(`hash of address of ${at}`, urlMac(addressKeyOf(key), `http://127.0.0.1:${port}/kamers/${slug(at)}`))
    all.set(`title of ${at}`, Buffer.from(word(at + 80)))
    all.set(`mail of ${at}`, Buffer.from(mailOf(at)))
    for (const one of words) all.set(`word of ${at}: ${one}`, Buffer.from(one))
    for (const [kind, value] of [
      ['email', mailOf(at)],
      ['phone', phoneOf(at)]
    ] as const) {
      const hex = blind(kind, value, key)
      const numbers = Buffer.from(hex, 'hex')
      all.set(`${kind} of ${at} as text`, Buffer.from(hex))
      // As the linker keeps it in two columns of its snapshot: each half by itself would be found by chance.
      all.set(`${kind} of ${at} as number`, Buffer.from(numbers).swap32())
    }
  }
  return all
}

/** What stands for values of adverts that will be erased: tokens of their facts, and tokens and names of their links. */
async function tokensOfErased(app: App): Promise<Map<string, Buffer>> {
  const stand = await inGround(app, (tx) => places(tx, app.keyring))
  const gone = [...stand].flatMap(([id, { url }]) =>
    Array.from({ length: keptFrom }, (_, at) => slug(at)).some((end) => url.endsWith(end)) ? [id] : []
  )
  const { rows } = await asPipeline<{ name: string; token: string }>(
    app,
    `select 'fact token' as name, token from fact where advert_id in (${gone.join()})
     union all select 'link token', unnest(array[token, edge]) from link where a in (${gone.join()}) and b in (${gone.join()})`
  )
  return new Map(rows.map(({ name, token }, at) => [`${name} ${at}`, Buffer.from(token)]))
}

/** Values by what they are called: their columns and themselves. */
function asNeedles(values: ReadonlyMap<string, readonly string[]>): [string, Buffer][] {
  return [...values].map(([hex, names]) => [`${names.join()} ${hex}`, Buffer.from(hex, 'hex')])
}

/** Needles that stand in any file of the cluster or of the data folder (segments, index, log, anchors, states), as it lies on disk. */
function scan(wanted: ReadonlyMap<string, Buffer>): { found: Set<string>; bytes: number } {
  const { clusterDir } = JSON.parse(readFileSync(path.join(data, 'postgres.json'), 'utf8')) as { clusterDir: string }
  return needlesIn([...new Set([...filesIn(clusterDir), ...filesIn(data)])], wanted)
}
