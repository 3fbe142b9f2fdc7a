/** Tests of the gate: which addresses a name may lead to, and that every request passes it. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:tls'
import { test } from 'node:test'
import { createFetcher } from '../../src/crawl/fetch/fetch.ts'
import { passGate } from '../../src/crawl/fetch/gate.ts'
import { certificate, listen, rawServer, urlOf } from './servers.ts'
import type { FetcherOptions } from '../../src/crawl/fetch/fetch.ts'
import type { FetchOutcome } from '../../src/model/exchange.ts'

const request = { maxBytes: 1_000_000, allowPrivate: false, deadlineMs: 3_000 }
const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

async function fetchOnce(
  options: Partial<FetcherOptions>,
  url: string,
  overrides: Partial<typeof request> = {}
): Promise<FetchOutcome> {
  const fetcher = createFetcher({ userAgent: 'Baken/test', ...options })
  try {
    const [outcome] = await fetcher.fetch(urlOf(url), { ...request, ...overrides })
    assert.ok(outcome)
    return outcome
  } finally {
    await fetcher.close()
  }
}

test('A1 a name is looked up once a connection, and the socket goes to the address that was judged', async () => {
  const server = await rawServer((_path, socket) => socket.end(ok))
  try {
    // The first answer is allowed here (test network), the next would be another loopback address: it must never be used.
    const answers = [['127.0.0.1'], ['127.0.0.9']]
    let asked = 0
    const options = { publicRanges: ['127.0.0.1/32'], resolve: async () => answers[asked++] ?? [] }
    const fetcher = createFetcher({ userAgent: 'Baken/test', ...options })
    const first = (await fetcher.fetch(urlOf(`http://rebind.example:${server.port}/`), request))[0]
    assert.equal(asked, 1)
    assert.equal(first?.kind === 'exchange' && first.exchange.remoteAddress, '127.0.0.1')
    assert.equal(server.requests.length, 1)
    assert.match(server.requests[0] ?? '', new RegExp(`host: rebind\\.example:${server.port}`, 'i'))
    // The server closed, so this is a new connection with a new lookup: refused, and nothing arrives.
    const second = (await fetcher.fetch(urlOf(`http://rebind.example:${server.port}/`), request))[0]
    assert.equal(asked, 2)
    assert.equal(second?.kind === 'refused' && second.reason, 'private-address')
    assert.equal(server.connections(), 1)
    await fetcher.close()
  } finally {
    await server.close()
  }
})

test('A7 one private record among public ones refuses the name', async () => {
  const server = await rawServer((_path, socket) => socket.end(ok))
  try {
    for (const records of [
      ['127.0.0.1', '10.0.0.5'],
      ['10.0.0.5', '127.0.0.1'],
      ['127.0.0.1', '::1'],
      ['127.0.0.1', 'fe80::1']
    ]) {
      const outcome = await fetchOnce(
        { publicRanges: ['127.0.0.1/32'], resolve: async () => records },
        `http://mixed.example:${server.port}/`
      )
      assert.equal(outcome.kind === 'refused' && outcome.reason, 'private-address', records.join())
    }
    assert.equal(server.connections(), 0)
    const good = await fetchOnce(
      { publicRanges: ['127.0.0.1/32'], resolve: async () => ['127.0.0.1'] },
      `http://mixed.example:${server.port}/`
    )
    assert.equal(good.kind, 'exchange')
  } finally {
    await server.close()
  }
})

test('A5 names that lead inside are refused, wildcard DNS names and localhost included', async () => {
  const server = await rawServer((_path, socket) => socket.end(ok))
  try {
    for (const host of [
      '127.0.0.1',
      '127.1',
      '0x7f000001',
      '2130706433',
      'localhost.',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '0.0.0.0',
      '10.0.0.1.wild.example'
    ]) {
      const outcome = await fetchOnce(
        host.includes('wild') ? { resolve: async () => ['10.0.0.1'] } : {},
        `http://${host}:${server.port}/`
      )
      assert.equal(
        outcome.kind === 'refused' && outcome.reason,
        'private-address',
        `${host}: ${JSON.stringify(outcome)}`
      )
    }
    assert.equal(server.connections(), 0)
  } finally {
    await server.close()
  }
})

test('a connection made with allow_private never serves a fetch without it', async () => {
  const server = await rawServer((_path, socket) => socket.write(ok))
  const fetcher = createFetcher({ userAgent: 'Baken/test' })
  try {
    const url = urlOf(`http://127.0.0.1:${server.port}/`)
    assert.equal((await fetcher.fetch(url, { ...request, allowPrivate: true }))[0]?.kind, 'exchange')
    assert.equal((await fetcher.fetch(url, { ...request, allowPrivate: true }))[0]?.kind, 'exchange')
    assert.equal(server.connections(), 1, 'connections are reused')
    assert.equal((await fetcher.fetch(url, request))[0]?.kind, 'refused')
    assert.equal(server.requests.length, 2)
  } finally {
    await fetcher.close()
    await server.close()
  }
})

test('a name without an answer, a slow resolver and an empty answer are failures of DNS', async () => {
  const failing = await passGate('none.example', false, {
    resolve: async () => {
      throw Object.assign(new Error('no'), { code: 'ENOTFOUND' })
    }
  })
  assert.deepEqual(failing, { kind: 'failed', detail: 'none.example: ENOTFOUND' })
  assert.equal(
    (await passGate('slow.example', false, { connectTimeoutMs: 20, resolve: () => new Promise(() => undefined) })).kind,
    'failed'
  )
  assert.equal((await passGate('empty.example', false, { resolve: async () => [] })).kind, 'failed')
  assert.equal(
    (await passGate('many.example', false, { resolve: async () => Array.from({ length: 100 }, () => '1.1.1.1') })).kind,
    'refused'
  )
  const outcome = await fetchOnce(
    {
      resolve: async () => {
        throw Object.assign(new Error('no'), { code: 'ENOTFOUND' })
      }
    },
    'http://none.example/'
  )
  assert.equal(outcome.kind === 'failed' && outcome.reason, 'dns')
})

test('an address that does not answer gives way to the next one of the name', async () => {
  const server = await rawServer((_path, socket) => socket.end(ok))
  try {
    const outcome = await fetchOnce(
      { resolve: async () => ['127.0.0.77', '127.0.0.1'] },
      `http://two.example:${server.port}/`,
      { allowPrivate: true }
    )
    assert.equal(outcome.kind === 'exchange' && outcome.exchange.remoteAddress, '127.0.0.1')
  } finally {
    await server.close()
  }
})

test('A17 a certificate that does not hold is refused with its digest, or recorded when the policy says so', async () => {
  const cases = [
    { title: 'self-signed', cert: certificate('site.example', 2020, 2090), trusted: false, why: /SELF_SIGNED/ },
    { title: 'expired', cert: certificate('site.example', 2001, 2002), trusted: true, why: /EXPIRED/ },
    { title: 'not yet valid', cert: certificate('site.example', 2080, 2090), trusted: true, why: /NOT_YET/ },
    { title: 'other name', cert: certificate('other.example', 2020, 2090), trusted: true, why: /ALTNAME/ },
    { title: 'good', cert: certificate('site.example', 2020, 2090), trusted: true, why: null }
  ]
  for (const { title, cert, trusted, why } of cases) {
    const server = createServer(cert, (socket) => socket.on('error', () => undefined).end(ok))
    const port = await listen(server)
    const options = { resolve: async () => ['127.0.0.1'], ...(trusted ? { ca: cert.cert } : {}) }
    const url = `https://site.example:${port}/`
    const refusing = await fetchOnce(options, url, { allowPrivate: true })
    const recording = await fetchOnce({ ...options, tls: 'record' }, url, { allowPrivate: true })
    server.close()
    assert.equal(recording.kind, 'exchange', `${title}: ${JSON.stringify(recording)}`)
    const tls = recording.kind === 'exchange' ? recording.exchange.tls : null
    assert.match(tls?.['certificateSha256'] ?? '', /^[0-9a-f]{64}$/, title)
    assert.match(tls?.['protocol'] ?? '', /^TLSv1/, title)
    if (why === null) {
      assert.equal(refusing.kind, 'exchange', `${title}: ${JSON.stringify(refusing)}`)
      assert.equal(tls?.['authorized'], 'yes')
    } else {
      assert.equal(refusing.kind === 'failed' && refusing.reason, 'tls', `${title}: ${JSON.stringify(refusing)}`)
      assert.match(refusing.kind === 'failed' ? refusing.detail : '', why, title)
      assert.match(
        refusing.kind === 'failed' ? refusing.detail : '',
        new RegExp(tls?.['certificateSha256'] ?? 'x'),
        title
      )
      assert.match(tls?.['why'] ?? '', why, title)
    }
  }
})

test('A17 a stalled handshake ends, and plain HTTP on a TLS port is named', async () => {
  const silent = await rawServer(() => undefined)
  const stalled = await fetchOnce({ connectTimeoutMs: 200 }, `https://127.0.0.1:${silent.port}/`, {
    allowPrivate: true,
    deadlineMs: 1_500
  })
  assert.equal(stalled.kind === 'failed' && stalled.reason, 'timeout')
  await silent.close()
  const plain = createServer(certificate('site.example', 2020, 2090))
  plain.on('tlsClientError', () => undefined)
  const port = await listen(plain)
  const outcome = await fetchOnce({}, `http://127.0.0.1:${port}/`, { allowPrivate: true })
  assert.equal(outcome.kind, 'failed')
  plain.close()
})

test('A10 only the gate opens connections: no other part of the crawl uses another way out', () => {
  const waysOut = /from '(?:undici|node:https?|node:http2|node:tls|node:net|node:dgram|axios|got)'|[^.\w]fetch\(/
  const allowed = new Set(
    ['gate', 'connections', 'exchange-handler', 'fetch', 'tolerant-exchange'].map((name) => `crawl/fetch/${name}.ts`)
  )
  const folders = ['crawl', 'read', 'extract', 'link', 'weigh', 'model']
  const root = new URL('../../src/', import.meta.url)
  let files = 0
  const found: string[] = []
  for (const folder of folders) {
    for (const name of readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts')
    )) {
      files++
      const text = readFileSync(new URL(`${folder}/${name}`, root), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      if (waysOut.test(text)) found.push(`${folder}/${name}`)
    }
  }
  assert.ok(files > 150, `saw only ${files} files`)
  assert.ok(
    found.includes('crawl/fetch/gate.ts') && found.includes('crawl/fetch/connections.ts'),
    'the rule no longer sees the gate itself'
  )
  assert.deepEqual(
    found.filter((file) => !allowed.has(file)),
    []
  )
})
