/** A server of DATABASE_URL: a crawl against it, two crawlers at once on it, and what is said when it is not fit. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { connectionPool } from '../../src/store/connect.ts'
import { startOwnServer, type OwnServer } from '../../src/store/server/server.ts'
import { whyNotStopped } from '../../src/store/server/server-hold.ts'
import { baken, endAll, jsonLines, lastJson, scratch, sourceFiles, startBaken } from '../support/baken.ts'

/** Long enough that a second crawler starts while the first one is still at it, on a loaded machine too. */
const delayMs = 120
const pages = 24
let folder: ReturnType<typeof scratch>
let server: OwnServer
const asked = new Map<string, { url: string }[]>()
const hosts: { origin: string; server: Server }[] = []

before(async () => {
  folder = scratch('url')
  mkdirSync(path.join(folder.folder, 'server-data'))
  server = await startOwnServer(path.join(folder.folder, 'server-data'))
  const root = superuser()
  await root.query(`create role operator login createrole password 'geheim'`)
  await root.query(`create role plain login password 'geheim'`)
  await root.query(`grant all on schema public to plain`)
  for (const name of ['one', 'shared']) await root.query(`create database ${name} owner operator`)
  await root.query(`create database poor owner plain`)
  await root.end()
  for (let nth = 0; nth < 10; nth++) hosts.push(await host())
})
after(async () => {
  await endAll()
  for (const one of hosts) {
    one.server.closeAllConnections()
    one.server.close()
  }
  await server.stop()
  folder.remove()
})

test('with DATABASE_URL a crawl, an export and verify use that server and start none of their own', async () => {
  const data = path.join(folder.folder, 'one')
  const environment = { DATABASE_URL: url('operator', 'one') }
  const ran = await baken(
    ['crawl', ...sources('one').slice(0, 1), '--max-pages', '5', '--demo', '--data', data],
    environment
  )
  assert.equal(ran.code, 0, ran.stderr)
  assert.equal(lastJson(ran).captures, 5)
  assert.ok(
    !existsSync(path.join(data, 'postgres')) && !existsSync(path.join(data, 'postgres.json')),
    'a server of its own was made'
  )
  const exported = jsonLines(await baken(['export', 'captures', '--data', data], environment))
  assert.equal(exported.length, 5)
  const verified = await baken(['verify', '--json', '--data', data], environment)
  assert.equal(verified.code, 0, verified.stdout + verified.stderr)
  const { captures, captureRows, ledgerEntries } = (jsonLines(verified).at(-1)?.checked ?? {}) as Record<string, number>
  assert.deepEqual([captures, captureRows], [5, 5])
  assert.ok((ledgerEntries ?? 0) > 5, 'the ledger was not checked')
})

test('A28 two crawlers on one database ask for no address twice and keep one delay for each host', async () => {
  // Two machines: each with a folder of its own, keys and evidence on a shared one.
  const folders = ['left', 'right'].map((name) => {
    const data = path.join(folder.folder, name)
    mkdirSync(data)
    for (const shared of ['keys', 'evidence']) {
      mkdirSync(path.join(folder.folder, 'shared', shared), { recursive: true, mode: 0o700 })
      symlinkSync(path.join(folder.folder, 'shared', shared), path.join(data, shared))
    }
    return data
  })
  const environment = { DATABASE_URL: url('operator', 'shared'), BAKEN_DEBUG: '1' }
  const files = sources('shared')
  asked.clear()
  const first = await baken(['crawl', ...files, '--max-pages', '1', '--demo', '--data', folders[0] ?? ''], environment)
  assert.equal(first.code, 0, first.stderr)
  const ran = await Promise.all(
    folders.map((data) => baken(['crawl', ...files, '--once', '--demo', '--data', data], environment))
  )
  for (const one of ran) assert.equal(one.code, 0, one.stderr)
  for (const [origin, requests] of asked) {
    const addresses = requests.map((one) => one.url).filter((one) => one !== '/robots.txt')
    assert.equal(addresses.length, pages, origin)
    assert.equal(new Set(addresses).size, pages, `${origin}: an address was asked for twice`)
  }
  const captures = jsonLines(await baken(['export', 'captures', '--data', folders[0] ?? ''], environment))
  // The promise is about sending, and each capture holds when it was sent: arrivals come as a loaded machine lets them.
  for (const { origin } of hosts) {
    const sent = captures
      .filter((row) => String(row.url).startsWith(`${origin}/`))
      .map((row) => Date.parse(String(row.seen_at)))
      .sort((a, b) => a - b)
    const gaps = sent.slice(1).map((at, nth) => at - (sent[nth] ?? 0))
    assert.equal(gaps.length, pages - 1, origin)
    // The lease keeps the distance, and a busy machine sends some milliseconds after it: twenty are left for that.
    assert.ok(Math.min(...gaps) >= delayMs - 20, `${origin}: two requests were sent within ${Math.min(...gaps)} ms`)
  }
  assert.equal(captures.length, pages * hosts.length, ran.map((one) => one.stdout + one.stderr).join('\n'))
  assert.equal(new Set(captures.map((row) => row.url)).size, captures.length)
  assert.ok(new Set(captures.map((row) => row.segment)).size >= 3, 'only one of the two crawled: nothing is proven')
})

test('T5 a second start on a folder whose lock file was moved away is refused, another folder is not, and after a kill the next one starts', async () => {
  const [data, other] = [path.join(folder.folder, 'held'), path.join(folder.folder, 'held-too')]
  const environment = { DATABASE_URL: url('operator', 'one') }
  const start = (at: string) => startBaken(['start', '--roles', 'jobs', '--data', at], environment)
  const first = start(data)
  await first.said('Running: jobs')
  for (const name of ['instance.held', 'instance.lock']) rmSync(path.join(data, name), { force: true })
  for (const args of [
    ['start', '--roles', 'jobs'],
    ['crawl', '--demo', ...sources('one').slice(0, 1)]
  ]) {
    const second = await baken([...args, '--data', data], environment)
    assert.equal(second.code, 3, second.stderr)
    assert.match(
      second.stderr,
      /already runs on .*instance\.held.*\n?.*Stop that one first.*pg_terminate_backend\(\d+\)/
    )
  }
  const beside = start(other)
  await beside.said('Running: jobs')
  beside.child.kill('SIGTERM')
  assert.equal((await beside.ended).code, 0)
  // The lock comes back with the session, when an administrator of the database ended that.
  const root = superuser()
  await root.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'one'`)
  await root.end()
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  rmSync(path.join(data, 'instance.held'), { force: true })
  const third = await baken(['start', '--roles', 'jobs', '--data', data], environment)
  assert.equal(third.code, 3, third.stderr)
  assert.equal(first.child.exitCode, null, first.soFar())
  first.child.kill('SIGKILL')
  await first.ended
  const next = start(data)
  await next.said('Running: jobs')
  next.child.kill('SIGTERM')
  assert.equal((await next.ended).code, 0)
})

test('a database user who may make no role, a server that is not there and an address that is none are said in words', async () => {
  const ran = await Promise.all(
    [url('plain', 'poor'), 'postgres://nobody:x@127.0.0.1:1/none', 'no address'].map((one, nth) =>
      baken(['mandate', 'list', '--data', path.join(folder.folder, `poor-${nth}`)], { DATABASE_URL: one })
    )
  )
  for (const one of ran) {
    assert.equal(one.code, 1, one.stderr)
    assert.doesNotMatch(one.stderr, /\n\s+at |geheim/)
  }
  assert.match(ran[0]?.stderr ?? '', /alter role .* createrole/)
  assert.match(ran[1]?.stderr ?? '', /ECONNREFUSED/)
  assert.match(ran[2]?.stderr ?? '', /DATABASE_URL/)
})

test('T5 a server is not stopped while whoever started it lives, though nobody works on it and its sessions were just ended', async () => {
  const living = /a Baken that lives works on it/
  assert.match((await whyNotStopped(server.address, () => false)) ?? 'it may be stopped', living)
  const root = superuser()
  await root.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`
  )
  await root.end()
  assert.match((await whyNotStopped(server.address, () => false)) ?? 'it may be stopped', living)
})

const debian = '/usr/lib/postgresql/15/bin'

test(
  'PostgreSQL 15 of Debian serves as well',
  { skip: existsSync(`${debian}/initdb`) ? false : 'PostgreSQL 15 is not installed here' },
  async () => {
    const at = path.join(folder.folder, 'fifteen')
    mkdirSync(at)
    const identity = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
    if (identity.uid !== undefined) chownSync(at, identity.uid, identity.gid)
    chmodSync(at, 0o700)
    const cluster = path.join(at, 'cluster')
    const made = spawnSync(
      `${debian}/initdb`,
      ['-D', cluster, '-U', 'chief', '-A', 'trust', '-E', 'UTF8', '--locale=C'],
      { ...identity, cwd: '/', encoding: 'utf8' }
    )
    assert.equal(made.status, 0, made.stderr)
    const port = await freePort()
    const child = spawn(
      `${debian}/postgres`,
      ['-D', cluster, '-k', '', '-p', String(port), '-c', 'listen_addresses=127.0.0.1'],
      { ...identity, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] }
    )
    try {
      await new Promise<void>((resolve, reject) => {
        let said = ''
        child.stderr
          .setEncoding('utf8')
          .on('data', (text: string) => (said += text).includes('ready to accept connections') && resolve())
        child.once('exit', () => reject(new Error(said)))
      })
      const environment = { DATABASE_URL: `postgres://chief:any@127.0.0.1:${port}/postgres` }
      const data = path.join(folder.folder, 'on-fifteen')
      const ran = await baken(
        ['crawl', ...sources('fifteen').slice(0, 1), '--max-pages', '3', '--demo', '--data', data],
        environment
      )
      assert.equal(ran.code, 0, ran.stderr)
      assert.equal(lastJson(ran).captures, 3)
    } finally {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGINT')
      await gone
    }
  }
)

function superuser(): ReturnType<typeof connectionPool> {
  const { socketDir, port, superuser: user, password } = server.address
  return connectionPool({ host: socketDir, port, user, password, database: 'postgres', max: 1 })
}

function url(user: string, database: string): string {
  return `postgres://${user}:geheim@localhost/${database}?host=${encodeURIComponent(server.address.socketDir)}&port=${server.address.port}`
}

function sources(name: string): string[] {
  const specs = hosts.map(({ origin }, nth) => ({
    id: `${name}-${nth}`,
    name: 'Proef',
    start: [`${origin}/p/0`],
    scope: { hosts: [origin.replace('http://', '')] },
    politeness: { delay_ms: delayMs, concurrency: 4, robots: 'obey' },
    limits: { pages: 1000, depth: 100, bytes: '1MB' },
    allow_private: true,
    mandate: 'oefening'
  }))
  return sourceFiles(folder.folder, specs)
}

/** A host of two dozen pages, each linking to the next few, that writes down when it was asked for what. */
async function host(): Promise<{ origin: string; server: Server }> {
  let origin = ''
  const made = createServer((request, response) => {
    asked.set(origin, [...(asked.get(origin) ?? []), { url: request.url ?? '' }])
    if (request.url === '/robots.txt') return void response.writeHead(404).end()
    const nth = Number(request.url?.split('/').at(-1))
    const links = Array.from({ length: 6 }, (_, step) => nth * 3 + step)
      .filter((to) => to < pages)
      .concat(nth + 1 < pages ? [nth + 1] : [])
    const body = `<h1>Bladzijde ${nth}</h1><p>Een gewone tekst over bladzijde ${nth}.</p>${links.map((to) => `<a href="/p/${to}">${to}</a>`).join(' ')}`
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><html lang="nl"><title>${nth}</title><body>${body}</body></html>`)
  })
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(made.address() as AddressInfo).port}`
  return { origin, server: made }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
