/** `import` and `crawl` beside a Baken that runs: they work on its database, its screens show what came in, and whoever is killed loses nothing. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Demo } from '../../demo/server.ts'
import type { SearchResult } from '../../src/contract/desk/search.ts'
import {
  addressOf,
  baken,
  endAll,
  jsonLines,
  lastJson,
  postmasterOf,
  scratch,
  smallWeb,
  sourceFiles,
  startBaken,
  type Ran,
  type Running
} from '../support/baken.ts'
import { personAt } from '../support/desk-person.ts'

const mainFile = path.join(import.meta.dirname, '../../src/cli/main.ts')
let web: Demo
let folder: ReturnType<typeof scratch>
let site: string[]
const lines = 900

before(async () => {
  web = await smallWeb({ adverts: 60 })
  folder = scratch('joining')
  site = sourceFiles(
    folder.folder,
    web.sources.filter((one) => one.id === 'oefen-werkhal')
  )
})
after(async () => {
  await endAll()
  await web.close()
  folder.remove()
})

test('import beside a service with all its roles ends as it does alone, the running screens show the adverts, and a growing log verifies all the while', async () => {
  const [data, alone] = [place('service'), place('alone')]
  const file = advertFile('service')
  const service = await startService(data, [])
  const importing = startBaken(['import', file, '--demo', '--data', data])
  const checks = verifyUntil(data, importing.ended)
  const ran = await importing.ended
  assert.equal(ran.code, 0, ran.stderr)
  assert.match(ran.stderr, new RegExp(`Working beside the Baken that runs here \\(process ${service.child.pid}\\b`))
  const expected = await baken(['import', file, '--demo', '--data', alone])
  const counts = ({ added, adverts, captures, failed }: Record<string, unknown>): unknown => ({
    added,
    adverts,
    captures,
    failed
  })
  assert.deepEqual(counts(lastJson(ran)), counts(lastJson(expected)), 'beside a service it counts otherwise')
  assert.equal(lastJson(ran).adverts, lines)
  for (const check of await checks) assert.equal(check.code, 0, check.stdout + check.stderr)
  assert.ok((await checks).length > 1, 'nothing was checked while it grew')
  assert.equal(await foundOnScreen(service, 'service7'), 1, 'the running desk does not show what came in')
  const again = await baken(['import', file, '--demo', '--data', data])
  assert.deepEqual([again.code, lastJson(again).added, lastJson(again).captures], [0, 0, lines], again.stderr)
  await ended(service)
  const whole = await baken(['verify', '--data', data])
  assert.equal(whole.code, 0, whole.stdout)
})

test('crawl beside a service that does not link reads and links itself, and both imports and crawls may join at once', async () => {
  const data = place('jobs')
  const service = await startService(data, ['--roles', 'jobs'])
  const [crawled, one, two] = await Promise.all([
    baken(['crawl', ...site, '--once', '--demo', '--data', data]),
    baken(['import', advertFile('one', 200), '--demo', '--data', data]),
    baken(['import', advertFile('two', 200), '--demo', '--data', data])
  ])
  for (const ran of [crawled, one, two]) assert.equal(ran.code, 0, ran.stderr)
  assert.ok(Number(lastJson(crawled).pages) > 10, 'the crawl saw nothing')
  const adverts = jsonLines(await baken(['export', 'adverts', '--data', data]))
  const imported = adverts.filter((advert) => /\.example/.test(String(advert.url)))
  assert.equal(imported.length, 400)
  assert.ok(adverts.length > 405, 'no adverts of the crawl')
  assert.equal(new Set(adverts.map((advert) => advert.id)).size, adverts.length)
  assert.equal(service.child.exitCode, null, service.soFar())
  await ended(service)
  const whole = await baken(['verify', '--data', data])
  assert.equal(whole.code, 0, whole.stdout)
})

test('an import that is killed beside a service, and one whose service is stopped, lose nothing, and the next one takes in the rest once', async () => {
  const data = place('killed')
  const file = advertFile('killed')
  const service = await startService(data, [])
  const killed = startBaken(['import', file, '--demo', '--data', data])
  await evidenceGrew(data, killed, 600_000)
  killed.child.kill('SIGKILL')
  await killed.ended
  const cut = startBaken(['import', file, '--demo', '--data', data])
  await evidenceGrew(data, cut)
  await ended(service)
  const told = await cut.ended
  assert.equal(told.code, 1, told.stderr)
  assert.match(told.stderr, /The Baken beside which this command worked has ended.*kept[^]*run the same command again/)
  assert.doesNotMatch(told.stderr, /\n\s+at /, 'a stack is no message')
  const rest = await baken(['import', file, '--demo', '--data', data])
  assert.equal(rest.code, 0, rest.stderr)
  const { added, known, captures, adverts } = lastJson(rest)
  assert.deepEqual([Number(added) + Number(known), captures, adverts], [lines, lines, lines])
  assert.ok(Number(known) > 0, 'nothing was taken in before: nothing is proven')
  const whole = await baken(['verify', '--data', data])
  assert.equal(whole.code, 0, whole.stdout)
})

test('an import whose service is killed with SIGKILL goes on, and the next start takes the folder over', async () => {
  const data = place('orphaned')
  const file = advertFile('orphaned')
  const service = await startService(data, [])
  const importing = startBaken(['import', file, '--demo', '--data', data])
  await evidenceGrew(data, importing)
  service.child.kill('SIGKILL')
  await service.ended
  const orphan = postmasterOf(data)
  const ran = await importing.ended
  assert.deepEqual([ran.code, lastJson(ran).adverts, lastJson(ran).captures], [0, lines, lines], ran.stderr)
  assert.equal(postmasterOf(data), orphan, 'a command that works beside another stopped its server')
  const next = await startService(data, ['--roles', 'jobs'])
  assert.notEqual(postmasterOf(data), orphan)
  await ended(next)
  const whole = await baken(['verify', '--data', data])
  assert.equal(whole.code, 0, whole.stdout)
})

test('a crawl that holds the folder waits with its server for an import that joined it', async () => {
  const data = place('waits')
  const file = advertFile('waits')
  const source = { ...web.sources[0], id: 'slow', politeness: { delay_ms: 100, concurrency: 1, robots: 'obey' } }
  const crawl = startBaken([
    'crawl',
    ...sourceFiles(folder.folder, [source]),
    '--max-pages',
    '40',
    '--demo',
    '--data',
    data
  ])
  await evidenceGrew(data, crawl, 1)
  const importing = baken(['import', file, '--demo', '--data', data])
  const first = await crawl.ended
  assert.equal(first.code, 0, first.stderr)
  const ran = await importing
  assert.deepEqual([ran.code, lastJson(ran).added], [0, lines], ran.stderr)
})

test('import joins from another container; where the socket is out of reach it is refused with exit 3, as start is', async (t) => {
  const data = place('container')
  const service = await startService(data, ['--roles', 'jobs'])
  const tried = spawnSync('unshare', ['--pid', '--ipc', '--fork', '--mount-proc', 'true'], { encoding: 'utf8' })
  const refusal = tried.status === 0 ? null : `no namespaces may be made here: ${String(tried.error ?? tried.stderr)}`
  if (refusal === null) {
    const ran = await inContainer(['import', advertFile('container', 50), '--demo', '--data', data])
    assert.equal(ran.code, 0, ran.stderr)
    assert.match(ran.stderr, /in another container or process namespace/)
  } else t.diagnostic(refusal)
  const socket = path.join(data, 'postgres', 'socket')
  renameSync(socket, `${socket}.aside`)
  const [apart, second] = await Promise.all([
    baken(['import', advertFile('apart', 5), '--demo', '--data', data]),
    baken(['start', '--roles', 'jobs', '--data', data])
  ])
  renameSync(`${socket}.aside`, socket)
  assert.equal(apart.code, 3, apart.stderr)
  assert.match(apart.stderr, /already runs on .*\n.*does not answer here.*\nStop that one first/)
  assert.equal(second.code, 3, second.stderr)
  await ended(service)
})

function place(name: string): string {
  return path.join(folder.folder, name)
}

async function startService(data: string, options: readonly string[]): Promise<Running> {
  const service = startBaken(['start', ...options, '--port', '0', '--data', data])
  await service.said(/Running: |Baken is at/)
  return service
}

async function ended(service: Running): Promise<void> {
  service.child.kill('SIGTERM')
  const ran = await service.ended
  assert.equal(ran.code, 0, ran.stderr)
}

/** A file of adverts that have nothing in common, each with a word of its own. */
function advertFile(name: string, count = lines): string {
  const file = path.join(folder.folder, `${name}.jsonl`)
  const texts = Array.from({ length: count }, (_, nth) =>
    JSON.stringify({
      id: `${name}-${nth}`,
      url: `https://${name}.example/advert/${nth}`,
      title: `Aanbod ${name}${nth}`,
      body: [...`${nth * 7_919 + 104_729}`]
        .map((digit, at) => `${words[(Number(digit) + at * 3) % words.length]}${nth}`)
        .join(' '),
      posted_at: '2026-03-01T10:00:00Z'
    })
  )
  writeFileSync(file, `${texts.join('\n')}\n`)
  return file
}

const words = [
  'linde',
  'kade',
  'haven',
  'markt',
  'brug',
  'toren',
  'duin',
  'polder',
  'gracht',
  'plein',
  'veld',
  'molen',
  'sluis'
]

/** Resolves when a writer of this folder has sealed more than a few captures in a segment that was not there before. */
async function evidenceGrew(data: string, running: Running, leastBytes = 100_000): Promise<void> {
  const size = (): number =>
    Math.max(
      0,
      ...segmentSizes(data)
        .filter(([name]) => !known.has(name))
        .map(([, bytes]) => bytes)
    )
  const known = new Set(seen)
  for (const began = Date.now(); size() < leastBytes;) {
    assert.ok(Date.now() - began < 60_000 && running.child.exitCode === null, running.soFar())
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  for (const [name] of segmentSizes(data)) seen.add(name)
}
const seen = new Set<string>()

function segmentSizes(data: string): [string, number][] {
  const segments = path.join(data, 'evidence', 'segments')
  try {
    return readdirSync(segments).map((name) => [name, statSync(path.join(segments, name)).size])
  } catch {
    return [] // Not there yet, or just renamed into place.
  }
}

/** Verifies a folder again and again until something has ended. */
async function verifyUntil(data: string, end: Promise<unknown>): Promise<Ran[]> {
  let going = true
  void end.then(() => (going = false))
  const ran: Ran[] = []
  while (going) ran.push(await baken(['verify', '--data', data]))
  return ran
}

/** How many adverts the running desk finds for a question, signed in as a user of the demo. */
async function foundOnScreen(service: Running, question: string): Promise<number> {
  const analyst = await personAt(await addressOf(service), 'analyst')
  const { results } = await analyst.ask<SearchResult>('GET', `/api/search?q=${encodeURIComponent(question)}`)
  return results.length
}

function inContainer(args: readonly string[]): Promise<Pick<Ran, 'code' | 'stderr'>> {
  const child = spawn(
    'unshare',
    [
      '--pid',
      '--ipc',
      '--fork',
      '--mount-proc',
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      mainFile,
      ...args
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe']
    }
  )
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stderr })))
}
