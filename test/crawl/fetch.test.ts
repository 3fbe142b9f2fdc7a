/** Tests of fetching against a hostile server: limits, cuts and marks. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createFetcher, headerValue, redirectTarget } from '../../src/crawl/fetch/fetch.ts'
import { busyFailure } from '../../src/crawl/fetch/exchange-handler.ts'
import { answers, page, redirect } from './hostile-answers.ts'
import { rawServer, urlOf } from './servers.ts'
import type { RawServer } from './servers.ts'
import type { FetchRequest, Fetcher } from '../../src/crawl/fetch/fetch.ts'
import type { Exchange, FetchOutcome } from '../../src/model/exchange.ts'
import type { Socket } from 'node:net'

const request: FetchRequest = { maxBytes: 200_000, allowPrivate: true, deadlineMs: 20_000 }
let server: RawServer
let fetcher: Fetcher
describe('fetching', () => {
  before(async () => {
    server = await rawServer((path, socket) => {
      const hop = /^\/hop\/(\d+)$/.exec(path)
      if (hop !== null) socket.write(redirect(`/hop/${Number(hop[1]) + 1}`, 301))
      else (answers[path] ?? ((s) => s.write(page(path))))(socket)
    })
    fetcher = createFetcher({ userAgent: 'Baken/0.0.0 (+https://example.test/contact)', idleTimeoutMs: 800 })
  })
  after(async () => {
    await fetcher.close()
    await server.close()
  })

  const fetchPath = async (path: string, overrides: Partial<FetchRequest> = {}): Promise<FetchOutcome[]> =>
    await fetcher.fetch(urlOf(`http://127.0.0.1:${server.port}${path}`), { ...request, ...overrides })
  const one = async (path: string, overrides: Partial<FetchRequest> = {}): Promise<FetchOutcome> => {
    const outcomes = await fetchPath(path, overrides)
    assert.equal(outcomes.length, 1)
    return outcomes[0] as FetchOutcome
  }
  async function exchange(path: string, overrides: Partial<FetchRequest> = {}): Promise<Exchange> {
    const outcome = await one(path, overrides)
    assert.equal(outcome.kind, 'exchange', `${path}: ${JSON.stringify(outcome)}`)
    if (outcome.kind !== 'exchange') throw new Error(path)
    return outcome.exchange
  }
  const text = (e: Exchange): string => Buffer.from(e.body).toString('latin1')

  test('an exchange keeps headers in order and case, both ways', async () => {
    const e = await exchange('/ok')
    assert.deepEqual(
      [e.status, e.statusText, text(e), e.truncated, e.remoteAddress, e.tls],
      [200, 'Fine', 'hello', null, '127.0.0.1', null]
    )
    assert.deepEqual(e.responseHeaders.slice(0, 5), [
      ['X-One', '1'],
      ['cOnTent-TYPE', 'text/html'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['X-Raw', 'e']
    ])
    assert.equal(headerValue(e, 'CONTENT-type'), 'text/html')
    // A22: the server's clock is kept beside ours, never instead.
    assert.equal(e.serverDate, 'Tue, 01 Jan 2099 00:00:00 GMT')
    assert.ok(Math.abs(Date.parse(e.startedAt) - Date.now()) < 10_000 && e.durationMs >= 0)
    const sent = (server.requests.at(-1) ?? '').split('\r\n')
    assert.deepEqual(
      e.requestHeaders.map(([k, v]) => `${k}: ${v}`),
      sent.slice(1)
    )
    assert.equal(sent[0], 'GET /ok HTTP/1.1')
    assert.ok(sent.includes('User-Agent: Baken/0.0.0 (+https://example.test/contact)'))
  })

  test('bodies come whole by length, by chunks, by close, and empty', async () => {
    assert.equal(text(await exchange('/chunked')), 'hello world')
    assert.equal(text(await exchange('/until-close')), 'all of it')
    assert.equal(text(await exchange('/early')), 'after')
    assert.equal((await exchange('/no-content')).body.length, 0)
    assert.equal(
      (await exchange('/not-modified', { conditional: { etag: '"a"', lastModified: 'Tue, 01 Jan 2019 00:00:00 GMT' } }))
        .status,
      304
    )
    assert.match(server.requests.at(-1) ?? '', /If-None-Match: "a"\r\nIf-Modified-Since: Tue, 01 Jan 2019/)
    await exchange('/not-modified', { conditional: { etag: 'a\r\nX: y', lastModified: '\u0000' } })
    assert.doesNotMatch(server.requests.at(-1) ?? '', /If-|X: y/)
  })

  test('A2 A8 a redirect inside or to another scheme is stopped and named, the hop is kept', async () => {
    const hop = await exchange('/private')
    assert.deepEqual(redirectTarget(hop), { kind: 'url', url: 'http://10.0.0.1/' })
    const followed = await fetchPath('/private', {
      allowPrivate: true,
      follow: 5,
      scope: (url) => url.includes('127.0.0.1')
    })
    assert.deepEqual(
      followed.map((o) => (o.kind === 'refused' ? o.reason : o.kind)),
      ['exchange', 'out-of-scope']
    )
    const inside = await createFetcherFor(['127.0.0.1/32'], '/private')
    assert.deepEqual(
      inside.map((o) => (o.kind === 'refused' ? o.reason : o.kind)),
      ['exchange', 'private-address']
    )
    const file = redirectTarget(await exchange('/file'))
    assert.equal(file?.kind === 'refused' && file.reason, 'scheme')
  })

  async function createFetcherFor(publicRanges: string[], path: string): Promise<FetchOutcome[]> {
    const own = createFetcher({ userAgent: 'Baken/test', publicRanges })
    try {
      return await own.fetch(urlOf(`http://127.0.0.1:${server.port}${path}`), {
        ...request,
        allowPrivate: false,
        follow: 5
      })
    } finally {
      await own.close()
    }
  }

  test('A11 redirects without end are bounded, each hop kept', async () => {
    const loop = await fetchPath('/loop', { follow: 10 })
    assert.deepEqual(
      loop.map((o) => (o.kind === 'failed' ? o.reason : o.kind)),
      ['exchange', 'redirect-loop']
    )
    const two = await fetchPath('/loop-a', { follow: 10 })
    assert.deepEqual(
      two.map((o) => (o.kind === 'failed' ? o.reason : o.kind)),
      ['exchange', 'exchange', 'redirect-loop']
    )
    const long = await fetchPath('/hop/0', { follow: 5 })
    assert.equal(long.length, 7)
    assert.equal(long.at(-1)?.kind, 'failed')
    const huge = await one('/huge-location')
    assert.equal(huge.kind === 'failed' && huge.reason, 'bad-http')
    const target = redirectTarget(await exchange('/long-location'))
    assert.equal(target?.kind === 'refused' && target.reason, 'trap')
  })

  test('A12 slow answers end at their deadline', async () => {
    const started = performance.now()
    const slow = ['/drip-body', '/drip-headers', '/silent'].map((path) => one(path, { deadlineMs: 1_000 }))
    const [drip, headers, silent] = await Promise.all(slow)
    assert.ok(drip !== undefined && headers !== undefined && silent !== undefined)
    assert.ok(performance.now() - started < 15_000)
    assert.equal(drip.kind === 'exchange' && drip.exchange.truncated, 'time')
    assert.ok(drip.kind === 'exchange' && drip.exchange.body.length > 3)
    assert.equal(headers.kind === 'failed' && headers.reason, 'timeout')
    assert.equal(silent.kind === 'failed' && silent.reason, 'timeout')
  })

  test('A13 an endless body is cut at the limit and marked', async () => {
    for (const path of ['/endless', '/endless-raw']) {
      const e = await exchange(path, { maxBytes: 100_000, deadlineMs: 5_000 })
      assert.equal(e.body.length, 100_000, path)
      assert.equal(e.truncated, 'length', path)
    }
    const exact = await exchange('/ok', { maxBytes: 5 })
    assert.equal(exact.truncated, null)
    const cut = await exchange('/ok', { maxBytes: 4 })
    assert.deepEqual([cut.truncated, text(cut)], ['length', 'hell'])
  })

  test('A15 a body that ends too early is never whole', async () => {
    for (const path of ['/short', '/short-chunk', '/no-last-chunk', '/reset', '/reset-until-close']) {
      const e = await exchange(path)
      assert.equal(e.truncated, 'disconnect', path)
      assert.equal(text(e), 'only this', path)
    }
    for (const path of ['/reset-at-once', '/close-at-once']) {
      const outcome = await one(path)
      assert.equal(outcome.kind === 'failed' && outcome.reason, 'reset', path)
    }
  })

  test('A16 what is not HTTP is an error by name, and the next request works', async () => {
    const paths = [
      '/both-lengths',
      '/two-lengths',
      '/bad-length',
      '/bad-chunk',
      '/huge-chunk',
      '/nul-header',
      '/huge-header',
      '/many-headers',
      '/not-http',
      '/http2',
      '/upgrade',
      '/continue',
      '/interim-forever'
    ]
    for (const path of paths) {
      const outcome = await one(path)
      assert.equal(
        outcome.kind === 'failed' && outcome.reason,
        'bad-http',
        `${path}: ${JSON.stringify(outcome).slice(0, 300)}`
      )
      assert.equal(text(await exchange('/next')), '/next')
    }
  })

  test('A16 bytes after an answer never become the next answer', async () => {
    assert.equal(text(await exchange('/overlong')), 'hello')
    for (let round = 0; round < 5; round++) assert.equal(text(await exchange(`/clean${round}`)), `/clean${round}`)
  })

  test('a kept connection that the server has closed is opened anew without a failure', async (t) => {
    const used = new WeakSet<Socket>()
    const quiet = await rawServer((path, socket) => {
      // Closed only when the second request arrives: the client cannot have seen it coming.
      if (used.has(socket)) socket.destroy()
      else socket.write(page(path))
      used.add(socket)
    })
    t.after(() => quiet.close())
    const own = createFetcher({ userAgent: 'Baken/test' })
    t.after(() => own.close())
    const ask = async (path: string): Promise<FetchOutcome | undefined> =>
      (await own.fetch(urlOf(`http://127.0.0.1:${quiet.port}${path}`), request))[0]
    assert.equal((await ask('/first'))?.kind, 'exchange')
    const second = await ask('/second')
    assert.equal(second?.kind === 'exchange' && text(second.exchange), '/second')
    assert.equal(quiet.connections(), 2)
    assert.equal(quiet.requests.length, 3)
  })

  test('connections to one site stay within their number, and all requests are answered', async (t) => {
    const own = createFetcher({ userAgent: 'Baken/test', connectionsPerOrigin: 3, connectionsTotal: 4 })
    t.after(() => own.close())
    const [a, b] = [
      await rawServer((path, s) => setTimeout(() => s.write(page(path)), 5)),
      await rawServer((path, s) => s.write(page(path)))
    ]
    t.after(() => Promise.all([a.close(), b.close()]))
    const all = await Promise.all(
      Array.from(
        { length: 60 },
        async (_, i) => await own.fetch(urlOf(`http://127.0.0.1:${(i % 2 === 0 ? a : b).port}/${i}`), request)
      )
    )
    assert.ok(all.every(([o], i) => o?.kind === 'exchange' && text(o.exchange) === `/${i}`))
    assert.ok(a.connections() <= 3 && a.connections() > 1, `${a.connections()} connections`)
  })

  test('ports of other protocols and addresses out of scope are never asked', async () => {
    const port = (await fetcher.fetch(urlOf('http://127.0.0.1:25/'), request))[0]
    assert.equal(port?.kind === 'refused' && port.reason, 'port')
    const count = server.requests.length
    const scoped = await one('/ok', { scope: () => false })
    assert.equal(scoped.kind === 'refused' && scoped.reason, 'out-of-scope')
    assert.equal(server.requests.length, count)
  })

  test('nothing listening is a failure to connect, not an exception', async () => {
    const gone = await rawServer(() => undefined)
    await gone.close()
    const outcome = (await fetcher.fetch(urlOf(`http://127.0.0.1:${gone.port}/`), request))[0]
    assert.equal(outcome?.kind === 'failed' && outcome.reason, 'connect')
  })

  test('A18 an answer that asks to come back later is told apart, with the wait', async () => {
    const busy = busyFailure(await exchange('/busy'), 0)
    assert.deepEqual(busy, { kind: 'failed', reason: 'status', detail: '503 Busy', retryAfterMs: 120_000 })
    assert.equal(busyFailure(await exchange('/ok'), 0), null)
  })

  test('closing ends what runs and what waits', async () => {
    const own = createFetcher({ userAgent: 'Baken/test', connectionsPerOrigin: 1 })
    const ask = async (): Promise<FetchOutcome[]> =>
      await own.fetch(urlOf(`http://127.0.0.1:${server.port}/silent`), { ...request, deadlineMs: 60_000 })
    const all = [ask(), ask(), ask()]
    await new Promise((resolve) => setTimeout(resolve, 30))
    await own.close()
    const started = performance.now()
    assert.ok((await Promise.all(all)).every(([outcome]) => outcome?.kind === 'failed'))
    assert.ok(performance.now() - started < 30_000)
  })
})
