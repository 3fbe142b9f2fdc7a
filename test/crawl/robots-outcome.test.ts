/** Tests of what an answer to the request for robots.txt means, against a server. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { createFetcher } from '../../src/crawl/fetch/fetch.ts'
import { isAllowed } from '../../src/crawl/robots/robots.ts'
import { maxRobotsRedirects, robotsMaxBytes, robotsOutcome, robotsUrl } from '../../src/crawl/robots/robots-outcome.ts'
import { rawServer, urlOf } from './servers.ts'
import type { Fetcher } from '../../src/crawl/fetch/fetch.ts'
import type { RobotsOutcome } from '../../src/crawl/robots/robots-outcome.ts'
import type { CanonicalUrl } from '../../src/model/ids.ts'

const answer = (status: string, body: string, extra = ''): string =>
  `HTTP/1.1 ${status}\r\nContent-Length: ${body.length}\r\n${extra}\r\n${body}`
const rules = 'User-agent: *\nDisallow: /private\n'

/** As the frontier does it: ask, follow, conclude. */
async function conclude(fetcher: Fetcher, url: CanonicalUrl): Promise<RobotsOutcome> {
  let at = robotsUrl(url)
  for (let hops = 0; ; hops++) {
    const [outcome] = await fetcher.fetch(at, { maxBytes: robotsMaxBytes, allowPrivate: true, deadlineMs: 1_000 })
    assert.ok(outcome)
    const result = await robotsOutcome(outcome, 'Baken', hops, Date.now())
    if (result.kind !== 'redirect') return result
    assert.ok(hops <= maxRobotsRedirects)
    at = result.to
  }
}

test('A19 every answer has a careful meaning, which is told', async (t) => {
  let reply = ''
  let binary: Buffer | null = null
  let cut = false
  const server = await rawServer((path, socket) => {
    const hop = /^\/hop(\d+)$/.exec(path)
    if (hop !== null && Number(hop[1]) > 0)
      socket.write(answer('301 Moved', '', `Location: /hop${Number(hop[1]) - 1}\r\n`))
    else if (hop !== null) socket.write(answer('200 OK', rules))
    else if (binary !== null) socket.write(binary)
    else if (cut) socket.end(reply)
    else socket.write(reply)
  })
  const fetcher = createFetcher({ userAgent: 'Baken/test' })
  t.after(() => Promise.all([fetcher.close(), server.close()]))
  const url = urlOf(`http://127.0.0.1:${server.port}/some/page`)
  const cases: readonly (readonly [string, string, RobotsOutcome['kind'], RegExp])[] = [
    ['rules', answer('200 OK', rules), 'rules', /1 rules/],
    ['nothing in it', answer('200 OK', ''), 'rules', /0 rules/],
    ['HTML', answer('200 OK', '<!doctype html><p>welcome'), 'rules', /HTML/],
    ['404', answer('404 Not Found', 'x'), 'allow-all', /404/],
    ['403', answer('403 Forbidden', ''), 'allow-all', /403/],
    ['410', answer('410 Gone', ''), 'allow-all', /410/],
    ['500', answer('500 Oops', rules), 'disallow-all', /500/],
    ['503', answer('503 Busy', '', 'Retry-After: 7200\r\n'), 'disallow-all', /503/],
    ['429', answer('429 Slow', ''), 'disallow-all', /429/],
    ['five redirects', answer('302 Found', '', 'Location: /hop4\r\n'), 'rules', /1 rules/],
    ['six redirects', answer('302 Found', '', 'Location: /hop5\r\n'), 'allow-all', /more than 5/],
    [
      'redirect to a file',
      answer('302 Found', '', 'Location: file:///etc/passwd\r\n'),
      'disallow-all',
      /never fetched/
    ],
    ['not HTTP', 'hello\r\n\r\n', 'disallow-all', /bad-http/]
  ]
  for (const [title, bytes, kind, because] of cases) {
    reply = bytes
    const result = await conclude(fetcher, url)
    assert.equal(result.kind, kind, `${title}: ${JSON.stringify(result)}`)
    assert.match(result.kind === 'redirect' ? '' : result.because, because, title)
    if (result.kind === 'disallow-all')
      assert.equal(result.retryAfterMs, title === '503' ? 7_200_000 : 1_800_000, title)
  }
  cut = true
  reply = `HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n${rules}`
  assert.equal((await conclude(fetcher, url)).kind, 'disallow-all', 'a body that ends too early may have lost rules')
  const packed = gzipSync(rules)
  binary = Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`),
    packed
  ])
  const unpacked = await conclude(fetcher, url)
  assert.equal(unpacked.kind === 'rules' && isAllowed(unpacked.rules, `${url}/../../private`).allowed, false)
  const huge = Buffer.from(`${rules}${'# filler\n'.repeat(300_000)}`)
  binary = Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${huge.length}\r\n\r\n`), huge])
  const first = await conclude(fetcher, url)
  assert.ok(first.kind === 'rules' && first.rules.rules.length === 1, 'the first 500 KiB count')
})

test('A19 a redirect to another host is followed, its rules count for the host first asked', async (t) => {
  const other = await rawServer((path, socket) => socket.write(answer('200 OK', path === '/shared.txt' ? rules : '')))
  const server = await rawServer((_path, socket) =>
    socket.write(answer('301 Moved', '', `Location: http://127.0.0.1:${other.port}/shared.txt\r\n`))
  )
  const fetcher = createFetcher({ userAgent: 'Baken/test' })
  t.after(() => Promise.all([fetcher.close(), server.close(), other.close()]))
  const result = await conclude(fetcher, urlOf(`http://127.0.0.1:${server.port}/`))
  assert.equal(result.kind === 'rules' && isAllowed(result.rules, '/private').allowed, false)
})

test('the address of robots.txt is that of the origin', () => {
  assert.equal(robotsUrl(urlOf('https://example.test:8443/a/b?c')), 'https://example.test:8443/robots.txt')
})
