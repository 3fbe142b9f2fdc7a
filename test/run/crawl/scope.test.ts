/** Nothing out of scope is asked: the other server's own log is empty, whichever way a site sends its visitors there. */
import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { baken, endAll, jsonLines, lastJson, scratch, sourceFiles } from '../../support/baken.ts'

interface Site {
  readonly port: number
  readonly asked: string[]
  close(): void
}

let folder: ReturnType<typeof scratch>
let other: Site
let site: Site
/** robots.txt of the site: an address to send to, or null for none. */
let robotsAt: string | null = null

const statuses = [301, 302, 303, 307, 308]

before(async () => {
  folder = scratch('scope')
  other = await serve((_, response) => response.end('<h1>Hier mag niemand vragen</h1>'))
  const away = (way: string): string => `http://127.0.0.1:${other.port}/${way}`
  const ways: Record<string, (response: ServerResponse) => void> = {
    ...Object.fromEntries(
      statuses.map((status) => [
        `/sent/${status}`,
        (response: ServerResponse) => void response.writeHead(status, { location: away(String(status)) }).end()
      ])
    ),
    '/sent/name': (response) => void response.writeHead(302, { location: 'http://elders.invalid/x' }).end(),
    '/refresh': (response) => html(response, '', `<meta http-equiv="refresh" content="0; url=${away('refresh')}">`),
    '/canonical': (response) => html(response, '', `<link rel="canonical" href="${away('canonical')}">`),
    '/base': (response) => html(response, '<a href="based">hier</a>', `<base href="${away('')}">`),
    '/frame': (response) =>
      html(response, `<iframe src="${away('frame')}"></iframe><a href="${away('link')}">elders</a>`),
    '/header': (response) => void response.writeHead(200, { refresh: `0; url=${away('header')}` }).end('<h1>x</h1>')
  }
  site = await serve((request, response) => {
    if (request.url === '/robots.txt' && robotsAt === null) return void response.writeHead(404).end()
    if (request.url === '/robots.txt') return void response.writeHead(301, { location: robotsAt ?? '' }).end()
    const way = ways[request.url ?? '']
    if (way !== undefined) return way(response)
    html(
      response,
      Object.keys(ways)
        .map((to) => `<a href="${to}">${to}</a>`)
        .join(' ')
    )
  })
})
after(async () => {
  await endAll()
  site.close()
  other.close()
  folder.remove()
})

test('C2 a redirect, refresh, canonical link, base, frame or header that leads out of scope asks nothing there, robots.txt included, and is told', async () => {
  robotsAt = null
  const data = path.join(folder.folder, 'pages')
  const [file = ''] = sources('pages')
  for (const rest of [['--once'], ['--once']]) {
    const ran = await baken(['crawl', file, ...rest, '--demo', '--data', data])
    assert.equal(ran.code, 0, ran.stderr)
    const { refused } = lastJson(ran) as { refused: Record<string, number> }
    assert.equal(refused['out-of-scope'], statuses.length + 1, JSON.stringify(refused))
  }
  assert.ok(
    statuses.every((status) => site.asked.includes(`/sent/${status}`)),
    'the redirects were not seen'
  )
  assert.ok(['/refresh', '/canonical', '/base', '/frame', '/header'].every((one) => site.asked.includes(one)))
  assert.deepEqual(other.asked, [])
})

test('C2 a dry run asks nothing out of scope either', async () => {
  robotsAt = null
  const ran = await baken(['source', 'try', `http://127.0.0.1:${site.port}/sent/302`, '--data', folder.folder])
  const lines = jsonLines(ran)
  assert.ok(
    lines.some((line) => line.reason === 'out-of-scope'),
    ran.stdout
  )
  assert.deepEqual(other.asked, [])
})

test('C2 a robots.txt that is kept on a host out of scope is not asked for there: nothing is fetched, and the cure is told', async () => {
  robotsAt = `http://127.0.0.1:${other.port}/robots.txt`
  const data = path.join(folder.folder, 'robots')
  site.asked.length = 0
  const ran = await baken(['crawl', ...sources('robots'), '--once', '--demo', '--data', data])
  assert.equal(ran.code, 0, ran.stderr)
  assert.deepEqual([other.asked, site.asked], [[], ['/robots.txt']])
  assert.deepEqual((lastJson(ran) as { refused: object }).refused, { 'robots-unavailable': 1 })
})

test('C2 scope is judged again when an address is due: a source that was narrowed asks nothing of the host that it lost', async () => {
  robotsAt = null
  const data = path.join(folder.folder, 'narrowed')
  const [wide = ''] = sources('narrowed', [`127.0.0.1:${other.port}`])
  const made = await baken(['crawl', ...sources('made'), '--max-pages', '1', '--demo', '--data', data])
  assert.equal(made.code, 0, made.stderr)
  const added = await baken(['source', 'add', wide, '--data', data])
  assert.equal(added.code, 0, added.stderr)
  const ran = await baken(['crawl', ...sources('narrowed'), '--once', '--demo', '--data', data])
  assert.equal(ran.code, 0, ran.stderr)
  assert.deepEqual(other.asked, [])
  const { refused } = lastJson(ran) as { refused: Record<string, number> }
  assert.ok((refused['out-of-scope'] ?? 0) > statuses.length, JSON.stringify(refused))
})

function sources(id: string, more: readonly string[] = []): string[] {
  const hosts = [`127.0.0.1:${site.port}`, ...more]
  const start = [`http://127.0.0.1:${site.port}/`, ...more.map((host) => `http://${host}/begin`)]
  return sourceFiles(folder.folder, [
    { id, start, scope: { hosts }, politeness: { delay_ms: 0 }, allow_private: true, mandate: 'oefening' }
  ])
}

function html(response: ServerResponse, body: string, head = ''): void {
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(
      `<!doctype html><html lang="nl"><head><title>Proef</title>${head}</head><body><h1>Proef</h1>${body}</body></html>`
    )
}

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Site> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = (): void => {
    server.closeAllConnections()
    server.close()
  }
  return { port: (server.address() as AddressInfo).port, asked, close }
}
