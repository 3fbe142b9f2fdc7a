/** Slips of header lines: what browsers take is taken, asked for once more at most, and named. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createFetcher, redirectTarget, type FetchRequest } from '../../src/crawl/fetch/fetch.ts'
import { tolerantReader } from '../../src/crawl/fetch/tolerant-reader.ts'
import { answers } from './hostile-answers.ts'
import { rawServer, urlOf, type RawServer } from './servers.ts'
import type { Exchange, FetchOutcome } from '../../src/model/exchange.ts'

const request: FetchRequest = { maxBytes: 1_000_000, allowPrivate: true, deadlineMs: 20_000 }
const text = (exchange: Exchange): string => Buffer.from(exchange.body).toString('latin1')
let server: RawServer

describe('slips of header lines', () => {
  before(async () => {
    server = await rawServer((path, socket) => answers[path]?.(socket))
  })
  after(() => server.close())

  async function createFetcherOnce(path: string): Promise<FetchOutcome[]> {
    const own = createFetcher({ userAgent: 'Baken/test', idleTimeoutMs: 800 })
    try {
      return await own.fetch(urlOf(`http://127.0.0.1:${server.port}${path}`), request)
    } finally {
      await own.close()
    }
  }

  test('C6 slips of header lines that browsers take are taken and named, and what could be two answers is not', async (t) => {
    const told: Record<string, RegExp | null> = {
      '/slip-lf': /carriage return/,
      '/slip-no-reason': null,
      '/slip-colon': /before the colon of Content-Type/,
      '/slip-control': /control byte in the value of X-Naam/,
      '/slip-name': /left out: X Naam: ja/,
      '/slip-lengths': /stated more than once/,
      '/slip-chunk': /carriage return/
    }
    for (const [path, words] of Object.entries(told)) {
      // Each time a fetcher that knows nothing of the site.
      const own = createFetcher({ userAgent: 'Baken/test', idleTimeoutMs: 800 })
      t.after(() => own.close())
      const asked = server.requests.length
      for (let round = 0; round < 2; round++) {
        const outcome = (await own.fetch(urlOf(`http://127.0.0.1:${server.port}${path}`), request))[0]
        assert.ok(outcome?.kind === 'exchange', `${path}: ${JSON.stringify(outcome)}`)
        assert.deepEqual([text(outcome.exchange), outcome.exchange.truncated], ['slip', null], path)
        const oddities = (outcome.exchange.oddities ?? []).join('; ')
        assert.ok(words === null ? oddities === '' : words.test(oddities), `${path}: ${oddities}`)
      }
      // The second page of the site is asked once only.
      if (words !== null) assert.equal(server.requests.length - asked, 3, path)
      for (const refused of [
        '/both-lengths',
        '/two-lengths',
        '/bad-chunk',
        '/nul-header',
        '/many-headers',
        '/huge-header'
      ]) {
        const outcome = (await own.fetch(urlOf(`http://127.0.0.1:${server.port}${refused}`), request))[0]
        assert.equal(outcome?.kind === 'failed' && outcome.reason, 'bad-http', `${refused} after ${path}`)
      }
    }
    const shorts = (await createFetcherOnce('/slip-short'))[0]
    assert.ok(shorts?.kind === 'exchange')
    const short = shorts.exchange
    assert.deepEqual([text(short), short.truncated], ['slip', 'disconnect'])
  })

  test('C18 a redirect target with one-byte letters is asked with those bytes, one in UTF-8 with its own', () => {
    const target = (location: string): string => {
      const found = redirectTarget({
        url: urlOf('http://site.example/'),
        status: 302,
        responseHeaders: [['location', location]]
      } as unknown as Exchange)
      return found?.kind === 'url' ? found.url : ''
    }
    assert.equal(target('/caf\u00e9?n=Zo\u00eb'), 'http://site.example/caf%E9?n=Zo%EB')
    assert.equal(target(Buffer.from('/caf\u00e9').toString('latin1')), 'http://site.example/caf%C3%A9')
  })

  test('C6 an answer that switches protocols, that goes on where nobody waits, or that is announced for ever is none', () => {
    const faultOf = (text: string): string | null => {
      const reader = tolerantReader({ headerBytes: 8_192, bodyBytes: 8_192 })
      reader.take(Buffer.from(text))
      return reader.fault()
    }
    const answer = 'HTTP/1.1 200 OK\nContent-Length: 2\n\nja'
    assert.equal(faultOf(`HTTP/1.1 103 Early Hints\n\n${answer}`), null)
    assert.equal(faultOf(`HTTP/1.1 101 Switching Protocols\n\n${answer}`), 'an answer 101 that nobody asked for')
    assert.equal(faultOf(`HTTP/1.1 100 Continue\n\n${answer}`), 'an answer 100 that nobody asked for')
    assert.equal(faultOf(`${'HTTP/1.1 103 Early Hints\n\n'.repeat(11)}${answer}`), 'endless interim answers')
  })
})
