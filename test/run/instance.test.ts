/** One Baken per data folder: it survives restarts and kills, refuses a second, and leaves no process behind. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { stringify } from 'yaml'
import type { Demo } from '../../demo/server.ts'
import {
  baken,
  endAll,
  fresh,
  jsonLines,
  lastJson,
  postmasterOf,
  scratch,
  smallWeb,
  sourceFiles,
  startBaken,
  type Ran
} from '../support/baken.ts'

let web: Demo
let folder: ReturnType<typeof scratch>
let site: string[]

before(async () => {
  web = await smallWeb({ adverts: 60 })
  folder = scratch('instance')
  // The smallest site of the practice web: what is tested here is not the crawl.
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

test('data survives a restart: a second crawl of the same folder asks for nothing and counts the same', async () => {
  const data = place('restart')
  const first = await baken(['crawl', ...site, '--once', '--demo', '--data', data])
  assert.equal(first.code, 0, first.stderr)
  const asked = requests()
  const second = await baken(['crawl', ...site, '--once', '--demo', '--data', data])
  assert.equal(second.code, 0, second.stderr)
  assert.equal(requests(), asked, 'pages were fetched again before their time')
  const [one, two] = [lastJson(first), lastJson(second)]
  assert.ok(Number(one.pages) > 10 && Number(one.adverts) > 5, 'the crawl saw nothing')
  assert.deepEqual({ ...two, seconds: 0 }, { ...one, seconds: 0 })
  assert.deepEqual(processesOf(data), [])
})

test('a second instance on a folder is refused with exit 3 and names the process; reading beside it works; SIGTERM ends it in order', async () => {
  const data = place('restart')
  const first = startBaken(['start', '--roles', 'jobs', '--data', data])
  await first.said('Running: jobs')
  assert.ok(postmasterOf(data) !== null && processesOf(data).length >= 2, 'the look at processes sees nothing')
  const [second, beside] = await Promise.all([
    baken(['start', '--roles', 'jobs', '--data', data]),
    baken(['export', 'captures', '--data', data])
  ])
  assert.equal(second.code, 3, second.stderr)
  assert.match(second.stderr, new RegExp(`process ${first.child.pid}\\b`))
  assert.match(second.stderr, /--data/)
  assert.equal(beside.code, 0, beside.stderr)
  assert.ok(jsonLines(beside).length > 10)
  assert.equal(first.child.exitCode, null, 'the first goes on')
  const ended = await endedBy(first, 'SIGTERM')
  assert.equal(ended.code, 0, ended.stderr)
  assert.match(ended.stderr, /Stopping in order/)
  assert.deepEqual(processesOf(data), [])
})

test('SIGINT in the middle of a crawl ends it in order: exit 0, the summary so far, no process left', async () => {
  const data = place('interrupted')
  const running = startBaken(['crawl', ...sourceFiles(folder.folder, slow('interrupted')), '--demo', '--data', data])
  await crawlBegan()
  const ended = await endedBy(running, 'SIGINT')
  assert.equal(ended.code, 0, ended.stderr)
  const summary = lastJson(ended)
  assert.ok(Number(summary.pages) >= 1, 'stopped before it began')
  assert.equal(summary.captures, summary.pages)
  assert.deepEqual(summary.failed, {}, 'what was under way is finished or asked for later, and has not failed')
  assert.deepEqual(processesOf(data), [])
})

test('H13 Ctrl-C twice ends Baken at once, and its database server after it', async () => {
  const data = place('restart')
  const running = startBaken(['start', '--roles', 'jobs', '--data', data])
  await running.said('Running: jobs')
  running.child.kill('SIGINT')
  await running.said('Ctrl-C again')
  running.child.kill('SIGINT')
  await running.ended
  for (let tries = 0; tries < 300 && postmasterOf(data) !== null; tries++)
    await new Promise((resolve) => setTimeout(resolve, 100))
  assert.deepEqual(processesOf(data), [])
})

test('C9 after kill -9 of Baken alone its database server lives on, and the next start takes over', async () => {
  const data = place('orphaned')
  const running = startBaken(['crawl', ...sourceFiles(folder.folder, slow('orphaned')), '--demo', '--data', data])
  await crawlBegan()
  running.child.kill('SIGKILL')
  await running.ended
  const orphan = postmasterOf(data)
  assert.ok(orphan !== null, 'the server went too: nothing is proven')
  const next = await baken([
    'crawl',
    ...sourceFiles(folder.folder, slow('orphaned')),
    '--demo',
    '--max-pages',
    '1',
    '--data',
    data
  ])
  assert.equal(next.code, 0, next.stderr)
  assert.ok(!existsSync(`/proc/${orphan}`))
  assert.deepEqual(processesOf(data), [])
  const verified = await baken(['verify', path.join(data, 'evidence')])
  assert.equal(verified.code, 0, verified.stdout)
})

test('a second start is refused though the lock file of the first was moved away, and the first and its server go on', async () => {
  const data = place('moved-lock')
  const first = startBaken(['start', '--roles', 'jobs', '--data', data])
  await first.said('Running: jobs')
  const server = postmasterOf(data)
  for (const roles of ['jobs', 'web']) {
    rmSync(path.join(data, 'instance.held'))
    rmSync(path.join(data, 'instance.lock'), { force: true })
    const second = await baken(['start', '--roles', roles, '--port', '0', '--data', data])
    assert.equal(second.code, 1, second.stderr)
    assert.match(
      second.stderr,
      /is not stopped: a Baken that lives works on it, .*instance\.held.*\n?.*Stop that Baken/
    )
    assert.equal(postmasterOf(data), server, 'the server of the first was stopped')
    assert.equal(first.child.exitCode, null, first.soFar())
  }
  const beside = await baken(['mandate', 'list', '--data', data])
  assert.equal(beside.code, 0, beside.stderr)
  const ended = await endedBy(first, 'SIGTERM')
  assert.equal(ended.code, 0, ended.stderr)
  const next = startBaken(['start', '--roles', 'jobs', '--data', data])
  await next.said('Running: jobs')
  assert.equal((await endedBy(next, 'SIGTERM')).code, 0)
})

test('two instances with two folders at once never meet', async () => {
  const [a, b] = [place('left'), place('right')]
  const ran = await Promise.all(
    [a, b].map((data) => baken(['crawl', ...site, '--max-pages', '6', '--demo', '--data', data]))
  )
  for (const one of ran) assert.equal(one.code, 0, one.stderr)
  const [left, right] = await Promise.all(
    [a, b].map(async (data) => jsonLines(await baken(['export', 'captures', '--data', data])))
  )
  assert.equal(left?.length, 6)
  assert.equal(right?.length, 6)
  const ids = new Set([...(left ?? []), ...(right ?? [])].map((row) => row.id))
  assert.equal(ids.size, 12, 'a capture is in both')
})

test('T5 a copied data folder has a database of its own, and a moved one takes its database along', async () => {
  const [one, copied, moved] = [place('one'), place('copied'), place('moved')]
  const terms = { legal_basis: 'x', purpose: 'x', sources: ['*'], granted_by: 'x', from: 'today', until: '30 days' }
  for (const id of ['first', 'second'])
    writeFileSync(path.join(folder.folder, `${id}.yaml`), stringify({ ...terms, id }))
  const added = async (id: string, data: string): Promise<void> => {
    const ran = await baken(['mandate', 'add', path.join(folder.folder, `${id}.yaml`), '--data', data])
    assert.equal(ran.code, 0, ran.stderr)
  }
  const listed = async (data: string): Promise<unknown[]> => {
    const ran = await baken(['mandate', 'list', '--json', '--data', data])
    assert.equal(ran.code, 0, ran.stderr)
    return jsonLines(ran).map(({ id }) => id)
  }
  await added('first', one)
  assert.equal(spawnSync('cp', ['-a', one, copied]).status, 0)
  const running = startBaken(['start', '--roles', 'jobs', '--data', one])
  await running.said('Running: jobs')
  const server = postmasterOf(one)
  await added('second', copied) // Beside the running one, which must neither be stopped nor written to.
  const beside = startBaken(['start', '--roles', 'jobs', '--data', copied])
  await beside.said('Running: jobs')
  assert.ok(server !== null && postmasterOf(one) === server, 'the server of the other folder was stopped')
  assert.notEqual(postmasterOf(copied), server)
  assert.deepEqual((await listed(copied)).sort(), ['first', 'second'])
  assert.deepEqual(await listed(one), ['first'])
  await Promise.all([endedBy(running, 'SIGTERM'), endedBy(beside, 'SIGTERM')])
  renameSync(one, moved)
  assert.deepEqual(await listed(moved), ['first'])
  assert.ok(!existsSync(one), 'something was made where the folder was before')
})

test('K2 a port that is taken is said in words before anything is made, and nothing stays behind', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as AddressInfo
  const data = place('port')
  const ran = await baken(['start', '--roles', 'web', '--port', String(port), '--data', data], fresh)
  await new Promise((resolve) => taken.close(resolve))
  assert.equal(ran.code, 1)
  assert.match(ran.stderr, new RegExp(`Port ${port} is taken: give another with --port`))
  assert.doesNotMatch(ran.stderr, /\n\s+at /, 'a stack is no message')
  assert.deepEqual(processesOf(data), [])
  assert.ok(!existsSync(path.join(data, 'postgres')), 'K2 the port was looked at only after a database was made')
})

function place(name: string): string {
  return path.join(folder.folder, name)
}

function requests(): number {
  return Object.values(web.counts()).reduce((sum, one) => sum + one.requests, 0)
}

/** The site at a pace that leaves time to interfere, as a source of its own for each use. */
function slow(name: string): object[] {
  const [source] = web.sources
  return [{ ...source, id: `slow-${name}`, politeness: { delay_ms: 150, concurrency: 1, robots: 'obey' } }]
}

/** Resolves when five more requests came in. */
async function crawlBegan(): Promise<void> {
  const before = requests()
  for (let waited = 0; requests() < before + 5; waited += 20) {
    assert.ok(waited < 60_000, 'no crawl began')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function endedBy(running: ReturnType<typeof startBaken>, signal: NodeJS.Signals): Promise<Ran> {
  const startedMs = Date.now()
  running.child.kill(signal)
  const ended = await running.ended
  assert.ok(Date.now() - startedMs < 60_000, 'stopping took too long')
  return ended
}

/** Command lines of living processes that name the data folder: Baken itself and its postmaster. */
function processesOf(data: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return []
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      return command.includes(data) ? [command] : []
    } catch {
      return [] // It ended in between.
    }
  })
}
