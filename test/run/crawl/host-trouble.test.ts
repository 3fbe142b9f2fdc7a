/** A host in trouble: each way of failing, in a run to its end, costs its own pages only, ends soon, and is told. */
import assert from 'node:assert/strict'
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { endAll, lastJson, scratch, sourceFiles, startBaken, type Ran } from '../../support/baken.ts'

/** What a server does with a request for a page that goes wrong; `nth` counts the requests for that page from 1. */
type Way = (socket: Socket, nth: number) => void

const html = (body: string): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`
const page = (nth: number): string =>
  `<!doctype html><title>Kamer ${nth}</title><h1>Kamer ${nth}</h1><p>Tekst ${nth}.</p>`
const short = html(page(1)).slice(0, -20)

const ways: Record<string, { readonly way: Way; readonly bad: number; readonly failed: Record<string, number> }> = {
  'break the connection': { way: (socket) => void socket.destroy(), bad: 8, failed: { reset: 8 } },
  'answer with bytes that are no HTTP': {
    way: (socket) => void socket.end('goedendag\r\n\r\n'),
    bad: 8,
    failed: { 'bad-http': 8 }
  },
  'break the connection once': {
    way: (socket, nth) => void (nth === 1 ? socket.destroy() : socket.end(html(page(nth)))),
    bad: 8,
    failed: {}
  },
  'end in the middle of the body once': {
    way: (socket, nth) => void socket.end(nth === 1 ? short : html(page(nth))),
    bad: 4,
    failed: {}
  },
  'say 503 once': {
    way: (socket, nth) =>
      void socket.end(
        nth === 1 ? 'HTTP/1.1 503 Bezig\r\nContent-Length: 0\r\nConnection: close\r\n\r\n' : html(page(nth))
      ),
    bad: 1,
    failed: {}
  },
  'never answer': { way: () => {}, bad: 2, failed: { timeout: 2 } }
}
const good = 4
let folder: ReturnType<typeof scratch>
const servers: Server[] = []

before(() => {
  folder = scratch('trouble')
})
after(async () => {
  await endAll()
  for (const server of servers) server.close()
  folder.remove()
})

for (const [name, { way, bad, failed }] of Object.entries(ways)) {
  test(`C1 C7 pages that ${name} cost only themselves: the run ends, with every healthy page`, async () => {
    const seen = new Map<string, number>()
    const port = await site(bad, way, seen)
    const startedMs = Date.now()
    const ran = await crawl(name, port)
    assert.equal(ran.code, 0, ran.stderr)
    const summary = lastJson(ran)
    const lost = Object.values(failed).reduce((sum, n) => sum + n, 0)
    assert.deepEqual([summary.pages, summary.failed, summary.waiting ?? []], [1 + good + bad - lost, failed, []])
    // Each was tried again, also the one of which half came, and not without end (a kept connection that breaks is opened anew).
    const tries = [...seen].filter(([at]) => at.startsWith('/bad/')).map(([, n]) => n)
    assert.deepEqual([tries.length, tries.every((n) => n >= 2 && n <= 4)], [bad, true], String(tries))
    assert.ok(Date.now() - startedMs < 120_000, 'it took too long')
  })
}

for (const [name, answer] of [
  [
    'asks to come back in an hour',
    'HTTP/1.1 429 Later\r\nRetry-After: 3600\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
  ],
  ['is busy without end', 'HTTP/1.1 503 Bezig\r\nContent-Length: 0\r\nConnection: close\r\n\r\n']
] as const) {
  test(`C1 a host that ${name} is not waited for: the run ends and tells until when it rests, why, and how much waits`, async () => {
    const port = await site(8, (socket) => void socket.end(answer))
    const ran = await crawl(name, port)
    assert.equal(ran.code, 0, ran.stderr)
    const [host, more] = lastJson(ran).waiting as { host: string; until: string; because: string; addresses: number }[]
    assert.equal(more, undefined)
    assert.equal(host?.host, `127.0.0.1:${port}`)
    assert.ok(Date.parse(host?.until ?? '') > Date.now(), host?.until)
    assert.match(host?.because ?? '', /^status: (?:429|503)/)
    assert.ok((host?.addresses ?? 0) >= 4)
    assert.match(ran.stderr, new RegExp(`127\\.0\\.0\\.1:${port} rests until .*addresses wait`))
  })
}

async function crawl(name: string, port: number): Promise<Ran> {
  const id = name.replaceAll(/[^a-z]+/gi, '-').toLowerCase()
  const start = [`http://127.0.0.1:${port}/`]
  const files = sourceFiles(folder.folder, [
    { id, start, politeness: { delay_ms: 0 }, allow_private: true, mandate: 'oefening' }
  ])
  const data = path.join(folder.folder, 'data')
  const running = startBaken(['crawl', ...files, '--once', '--demo', '--data', data])
  const late = setTimeout(() => running.child.kill('SIGKILL'), 150_000)
  const ran = await running.ended
  clearTimeout(late)
  assert.equal(ran.signal, null, `it does not end:\n${ran.stderr}`)
  return ran
}

/** A list that names bad pages first and healthy ones after them. */
async function site(bad: number, way: Way, seen = new Map<string, number>()): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', (data) => {
      const at = /^GET (\S+)/.exec(data.toString('latin1'))?.[1] ?? '/'
      const nth = (seen.get(at) ?? 0) + 1
      seen.set(at, nth)
      if (at === '/robots.txt') socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
      else if (at.startsWith('/bad/')) way(socket, nth)
      else if (at.startsWith('/good/')) socket.end(html(page(Number(at.slice(6)))))
      else socket.end(html(list(bad)))
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

function list(bad: number): string {
  const links = (kind: string, n: number): string =>
    Array.from({ length: n }, (_, nth) => `<a href="/${kind}/${nth}">Lees ${kind} ${nth}</a>`).join(' ')
  return `<!doctype html><title>Lijst</title><h1>Lijst</h1>${links('bad', bad)} ${links('good', good)}`
}
