/** What ends or breaks under one mandate stops the work of that mandate, and the service goes on for the others. */
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { stringify } from 'yaml'
import {
  addressOf,
  baken,
  endAll,
  jsonLines,
  scratch,
  sourceFiles,
  startBaken,
  type Running
} from '../support/baken.ts'
import { superuserOf } from '../support/superuser.ts'

interface Site {
  readonly origin: string
  readonly server: Server
  requests: number
}

let folder: ReturnType<typeof scratch>
const sites: Site[] = []

before(async () => {
  folder = scratch('mandate-end')
  for (let nth = 0; nth < 3; nth++) sites.push(await endlessSite())
})
after(async () => {
  await endAll()
  for (const { server } of sites) {
    server.closeAllConnections()
    server.close()
  }
  folder.remove()
})

for (const how of ['withdrawn', 'ended by its date'] as const) {
  test(`T6 a mandate that is ${how} in the middle of a crawl stops its own work, and the other mandate is served on`, async () => {
    const data = path.join(folder.folder, how.replaceAll(' ', '-'))
    await addMandate(data, 'stays', '2099-01-01', 1)
    const service = startBaken(['start', '--port', '0', '--data', data])
    await said(service, 'Baken is at')
    await addMandate(data, 'goes', '2099-01-01', 0)
    await moreRequests(0, service)
    await moreRequests(1, service)
    if (how === 'withdrawn') {
      const ran = await baken(['mandate', 'withdraw', 'goes', '--reason', 'proef', '--data', data])
      assert.equal(ran.code, 0, ran.stderr)
    } else await endToday(data, 'goes')
    await said(service, /The mandate "goes" is no longer in force.*others? /)
    await settled(0)
    const asked = sites[0]?.requests
    await moreRequests(1, service)
    await moreRequests(1, service)
    assert.equal(sites[0]?.requests, asked, 'the site of the mandate that ended was asked on')
    assert.equal((await fetch(await addressOf(service))).status, 200)
    assert.equal(service.child.exitCode, null, service.soFar())
    service.child.kill('SIGTERM')
    const ended = await service.ended
    assert.equal(ended.code, 0, ended.stderr)
    assert.doesNotMatch(ended.stderr, /row-level security/)
    const verified = await baken(['verify', '--data', data])
    // The test moves the day of the mandate behind the back of the ledger; a person renews or withdraws it.
    assert.equal(verified.code, how === 'withdrawn' ? 0 : 1, verified.stdout + verified.stderr)
    if (how !== 'withdrawn') assert.match(verified.stdout, /mandate goes/)
    assert.doesNotMatch(verified.stdout, /uncommitted/)
  })
}

test('T6 a mandate whose work rests is stopped as well when it is withdrawn, though nothing of it breaks', async () => {
  const data = path.join(folder.folder, 'at-rest')
  await addMandate(data, 'rests', '2099-01-01', 2, '/one')
  await addMandate(data, 'stays', '2099-01-01', 1)
  const service = startBaken(['start', '--roles', 'crawl,process', '--data', data])
  await moreRequests(1, service)
  await settled(2)
  const ran = await baken(['mandate', 'withdraw', 'rests', '--reason', 'proef', '--data', data])
  assert.equal(ran.code, 0, ran.stderr)
  await said(service, 'The mandate "rests" is no longer in force')
  await moreRequests(1, service)
  assert.doesNotMatch(service.soFar(), /broke off/)
  service.child.kill('SIGTERM')
  assert.equal((await service.ended).code, 0)
})

test('T6 a crawl whose mandate ends meanwhile says so and ends with exit 3, not with a message of the database', async () => {
  const data = path.join(folder.folder, 'crawl')
  await addMandate(data, 'short', '2099-01-01', 0)
  const crawl = startBaken(['crawl', path.join(folder.folder, 'site-of-short.yaml'), '--data', data])
  await moreRequests(0, crawl)
  await endToday(data, 'short')
  const ended = await crawl.ended
  assert.equal(ended.code, 3, ended.stderr)
  assert.match(ended.stderr, /The mandate "short" ended on .*kept/)
  assert.doesNotMatch(ended.stderr, /row-level security/)
})

test('T6 a mandate whose key is lost is told with what to do, tried again later, and holds up nobody', async () => {
  const data = path.join(folder.folder, 'key-lost')
  await addMandate(data, 'broken', '2099-01-01', 2)
  await addMandate(data, 'whole', '2099-01-01', 1)
  const first = startBaken(['start', '--roles', 'crawl,process', '--data', data])
  await moreRequests(2, first)
  first.child.kill('SIGTERM')
  assert.equal((await first.ended).code, 0)
  const key = path.join(data, 'keys', 'blind', 'broken.key')
  renameSync(key, path.join(folder.folder, 'kept.key'))
  const asked = sites[2]?.requests
  const service = startBaken(['start', '--roles', 'crawl,process', '--data', data])
  await said(service, /The work under mandate "broken" broke off: .*fingerprints.*\n?.*started again in 5 seconds/)
  await moreRequests(1, service)
  assert.equal(sites[2]?.requests, asked, 'a mandate without its key was worked for')
  renameSync(path.join(folder.folder, 'kept.key'), key)
  await moreRequests(2, service)
  service.child.kill('SIGTERM')
  const ended = await service.ended
  assert.equal(ended.code, 0, ended.stderr)
  const under = ['--mandate', 'broken', '--reason', 'proef']
  const captured = jsonLines(await baken(['export', 'captures', ...under, '--data', data]))
  assert.ok(captured.some((row) => String(row.url).startsWith(sites[2]?.origin ?? '?')))
})

async function addMandate(data: string, id: string, until: string, nth: number, page = '/p/0'): Promise<void> {
  const file = path.join(folder.folder, `${id}.yaml`)
  const from = '2020-01-01'
  writeFileSync(
    file,
    stringify({ id, legal_basis: 'proef', purpose: 'proef', sources: ['*'], granted_by: 'proef', from, until })
  )
  const added = await baken(['mandate', 'add', file, '--data', data])
  assert.equal(added.code, 0, added.stderr)
  const start = [`${sites[nth]?.origin ?? ''}${page}`]
  const source = { id: `site-of-${id}`, start, politeness: { delay_ms: 40 }, allow_private: true }
  const ran = await baken(['source', 'add', ...sourceFiles(folder.folder, [source]), '--mandate', id, '--data', data])
  assert.equal(ran.code, 0, ran.stderr)
}

/** What the calendar does to a mandate, without waiting for it. */
async function endToday(data: string, mandate: string): Promise<void> {
  const root = superuserOf(data)
  const { rowCount } = await root.query('update baken.mandate set valid_until = now() where id = $1', [mandate])
  await root.end()
  assert.equal(rowCount, 1)
}

async function said(service: Running, what: string | RegExp): Promise<void> {
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error(`not said: ${String(what)}\n${service.soFar()}`)), 60_000).unref()
  )
  await Promise.race([service.said(what), late])
}

/** Resolves when a site was asked for three more pages. */
async function moreRequests(nth: number, service: Running): Promise<void> {
  const before = sites[nth]?.requests ?? 0
  for (let waited = 0; (sites[nth]?.requests ?? 0) < before + 3; waited += 20) {
    assert.ok(waited < 60_000, `site ${nth} is asked no more:\n${service.soFar()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Resolves when a site was not asked for half a second. */
async function settled(nth: number): Promise<void> {
  for (let last = -1, tries = 0; last !== sites[nth]?.requests; tries++) {
    assert.ok(tries < 20, 'it is asked on and on')
    last = sites[nth]?.requests ?? 0
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** Each page links to the next, without end; `/one` is a page alone. */
async function endlessSite(): Promise<Site> {
  const server = createServer((request, response) => {
    site.requests++
    if (request.url === '/robots.txt') return void response.writeHead(404).end()
    const nth = Number(request.url?.split('/').at(-1)) || 0
    const links = (request.url === '/one' ? [] : [1, 2, 3])
      .map((step) => `<a href="/p/${nth * 3 + step}">verder</a>`)
      .join(' ')
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        `<!doctype html><html lang="nl"><title>${nth}</title><body><h1>Kamer ${nth}</h1><p>Bel 06 4815 16${String(nth % 100).padStart(2, '0')} voor een afspraak.</p>${links}</body></html>`
      )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const site: Site = { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, requests: 0 }
  return site
}
