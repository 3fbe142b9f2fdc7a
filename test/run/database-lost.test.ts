/** Killed sessions and servers of the database: Baken goes on, or ends with a sentence and exit 1; never a hang, a stack or lost evidence. */
import { lockClass } from '../../src/store/locks.ts'
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import {
  baken,
  endAll,
  postmasterOf,
  scratch,
  sourceFiles,
  startBaken,
  type Ran,
  type Running
} from '../support/baken.ts'
import { superuserOf } from '../support/superuser.ts'

let folder: ReturnType<typeof scratch>
let site: Server
let requests = 0

before(async () => {
  folder = scratch('database-lost')
  site = createServer((request, response) => {
    requests++
    if (request.url === '/robots.txt') return void response.writeHead(404).end()
    const nth = Number(request.url?.split('/').at(-1))
    const links = [1, 2, 3].map((step) => `<a href="/p/${nth * 3 + step}">verder</a>`).join(' ')
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        `<!doctype html><html lang="nl"><title>${nth}</title><body><h1>Kamer ${nth}</h1><p>Tekst ${nth}.</p>${links}</body></html>`
      )
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
})
after(async () => {
  await endAll()
  site.closeAllConnections()
  site.close()
  folder.remove()
})

test('T17 a session of the database that is ended, the one with the locks too, and one killed with SIGKILL, leave the service going on', async () => {
  const data = path.join(folder.folder, 'service')
  const made = await baken(['crawl', source('service'), '--demo', '--max-pages', '1', '--data', data])
  assert.equal(made.code, 0, made.stderr)
  const serving = startBaken(['start', '--roles', 'crawl,process', '--data', data])
  await moreRequests(serving)
  // The connection that holds the locks of the process.
  await terminate(data, `select pid from pg_locks where locktype = 'advisory' and classid = ${lockClass.worker}`)
  await moreRequests(serving)
  await terminate(data, `select pid from pg_stat_activity where application_name = 'baken' and usename = 'baken_run'`)
  await moreRequests(serving)
  const [victim] = await sessions(data, `select pid from pg_stat_activity where usename = 'baken_run'`)
  process.kill(victim ?? 0, 'SIGKILL')
  await moreRequests(serving)
  assert.match(serving.soFar(), /broke off: .*\n?.*started again/)
  serving.child.kill('SIGTERM')
  const ended = await endedSoon(serving)
  assert.equal(ended.code, 0, ended.stderr)
  assert.doesNotMatch(ended.stderr, /\n\s+at /)
  await intact(data)
})

for (const what of ['every session of the crawl', 'the server'] as const) {
  test(`T17 a crawl whose database loses ${what} ends with a sentence and exit 1, and the next one goes on`, async () => {
    const data = path.join(folder.folder, what.replaceAll(' ', '-'))
    const crawl = startBaken(['crawl', source('crawl'), '--demo', '--data', data])
    await moreRequests(crawl)
    if (what === 'the server') process.kill(postmasterOf(data) ?? 0, 'SIGKILL')
    else await terminate(data, `select pid from pg_stat_activity where usename = 'baken_run'`)
    const ended = await endedSoon(crawl)
    assert.equal(ended.code, 1, ended.stderr)
    assert.match(ended.stderr, /baken crawl: The database .*Everything committed is kept/)
    assert.doesNotMatch(ended.stderr, /\n\s+at |unsettled/)
    const next = await baken(['crawl', source('crawl'), '--demo', '--max-pages', '3', '--data', data])
    assert.equal(next.code, 0, next.stderr)
    await intact(data)
  })
}

function source(id: string): string {
  const { port } = site.address() as AddressInfo
  const start = [`http://127.0.0.1:${port}/p/0`]
  const spec = { id, start, politeness: { delay_ms: 30 }, allow_private: true, mandate: 'oefening' }
  return sourceFiles(folder.folder, [spec])[0] ?? ''
}

async function sessions(data: string, query: string): Promise<number[]> {
  const root = superuserOf(data)
  const { rows } = await root.query<{ pid: number }>(query)
  await root.end()
  assert.ok(rows.length > 0, 'there was nothing to end: nothing is proven')
  return rows.map((row) => row.pid)
}

async function terminate(data: string, query: string): Promise<void> {
  await sessions(data, `select pg_terminate_backend(pid), pid from (${query}) x`)
}

async function intact(data: string): Promise<void> {
  const verified = await baken(['verify', '--data', data])
  assert.equal(verified.code, 0, verified.stdout + verified.stderr)
}

async function endedSoon(running: Running): Promise<Ran> {
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error(`it hangs:\n${running.soFar()}`)), 60_000).unref()
  )
  return await Promise.race([running.ended, late])
}

/** Resolves when three more pages were asked for. */
async function moreRequests(running: Running): Promise<void> {
  const before = requests
  for (let waited = 0; requests < before + 3; waited += 20) {
    assert.ok(waited < 60_000, `nothing is asked any more:\n${running.soFar()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
