/** `baken start` with a certificate of its own: https only, names from the certificate, another pair while it runs, and what is refused. */
import assert from 'node:assert/strict'
import { renameSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { TLSSocket } from 'node:tls'
import { placeFault, type WebPlace } from '../../src/run/web/web-place.ts'
import { certificate, type TestCertificate } from '../crawl/servers.ts'
import { baken, endAll, scratch, startBaken, type Running } from '../support/baken.ts'

const { folder, remove } = scratch('tls')
const data = path.join(folder, 'data')
const files = { cert: path.join(folder, 'chain.pem'), key: path.join(folder, 'key.pem') }
const given = [
  'start',
  '--data',
  data,
  '--roles',
  'web',
  '--port',
  '0',
  '--tls-cert',
  files.cert,
  '--tls-key',
  files.key
]
const first = certificate('baken.example', 2020, 2090)
let running: Running
let port = 0

before(async () => {
  put(first)
  const added = await baken(
    ['user', 'add', 'ada', '--name', 'Ada', '--role', 'auditor', '--data', data],
    {},
    'een boomhut in mei'
  )
  assert.equal(added.code, 0, added.stderr)
  running = startBaken([...given, '--listen', '0.0.0.0'])
  await running.said(/Baken is at https:\/\/baken\.example:\d+/)
  port = Number(/https:\/\/baken\.example:(\d+)/.exec(running.soFar())?.[1])
})
after(async () => {
  await endAll()
  remove()
})

/** As renewal tools do it: each file is replaced as a whole. */
function put({ cert, key }: Partial<TestCertificate>): void {
  for (const [file, text] of [
    [files.cert, cert],
    [files.key, key]
  ] as const) {
    if (text === undefined) continue
    writeFileSync(`${file}.new`, text)
    renameSync(`${file}.new`, file)
  }
}

interface Got {
  readonly status: number
  readonly cookies: readonly string[]
  readonly hsts: string | undefined
  readonly fingerprint: string
}

function ask(ca: string, options: { method?: string; path?: string; body?: object; host?: string } = {}): Promise<Got> {
  const { method = 'GET', path: where = '/api/demo', body, host = `baken.example:${port}` } = options
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path: where,
        ca,
        servername: 'baken.example',
        agent: false,
        headers: { host, 'content-type': 'application/json' }
      },
      (response) => {
        const { fingerprint256 } = (response.socket as TLSSocket).getPeerCertificate()
        response.resume()
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            cookies: response.headers['set-cookie'] ?? [],
            hsts: response.headers['strict-transport-security'],
            fingerprint: fingerprint256
          })
        )
      }
    )
    sent.on('error', reject)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

test('https is served under the names of the certificate, with cookies for https; nothing is answered in the clear', async () => {
  const body = { user: 'ada', password: 'een boomhut in mei' }
  const answer = await ask(first.cert, { method: 'POST', path: '/api/session', body })
  assert.equal(answer.status, 200)
  assert.match(answer.cookies[0] ?? '', /^__Host-baken_.*; Secure$/)
  assert.match(answer.hsts ?? '', /^max-age=63072000/)
  assert.equal((await ask(first.cert, { host: `other.example:${port}` })).status, 421)
  await assert.rejects(fetch(`http://127.0.0.1:${port}/api/demo`))
})

test('a renewed certificate is taken while it runs; a pair that does not fit is told, and the former one goes on', async () => {
  const before = (await ask(first.cert)).fingerprint
  const second = certificate('baken.example', 2021, 2091)
  put({ cert: second.cert })
  await running.said(/The new certificate is not taken: .*is not the key of the certificate/)
  assert.equal((await ask(first.cert)).fingerprint, before)
  put({ key: second.key })
  await running.said(/A new certificate was taken; it holds until 2091-01-01/)
  const after = (await ask(second.cert)).fingerprint
  assert.notEqual(after, before)
})

test('what would be reached without TLS, or cannot be read, is refused before anything starts', async () => {
  const over = certificate('baken.example', 2020, 2021)
  const old = { cert: path.join(folder, 'over.pem'), key: path.join(folder, 'over-key.pem') }
  writeFileSync(old.cert, over.cert)
  writeFileSync(old.key, over.key)
  const place: WebPlace = { port: 0, host: '127.0.0.1', names: [], tls: null, proxies: [], replay: null }
  const cases: readonly [Partial<WebPlace>, RegExp][] = [
    [{ host: '0.0.0.0' }, /Others would reach 0\.0\.0\.0 without TLS/],
    [{ host: 'localhost' }, /--listen takes an address/],
    [{ tls: { ...files, cert: `${files.cert}.none` } }, /chain\.pem\.none cannot be read \(ENOENT\)/],
    [{ tls: { ...files, cert: files.key } }, /holds no certificate/],
    [{ tls: { ...files, key: files.cert } }, /holds no key that can be read/],
    [{ tls: old }, /ended on 2021/],
    [{ proxies: ['proxy.example'] }, /--proxy takes an address or network/],
    [{ names: ['https://baken.example'] }, /--name takes a host name/],
    [{ replay: { kind: 'port', port: 0 }, proxies: ['10.0.0.7'] }, /captured pages need a name of their own/],
    [{ replay: { kind: 'name', name: 'pages.example:1' } }, /--replay-name takes a host name/],
    [
      { replay: { kind: 'name', name: 'baken.example' }, names: ['baken.example'] },
      /another name than the screens have/
    ]
  ]
  for (const [wrong, says] of cases) assert.match(placeFault({ ...place, ...wrong }, false) ?? '', says)
  for (const right of [
    place,
    { ...place, host: '0.0.0.0', tls: files },
    { ...place, host: '::', proxies: ['10.0.0.7'] }
  ])
    assert.equal(placeFault(right, false), null)
  assert.match(placeFault({ ...place, host: '0.0.0.0', proxies: ['10.0.0.7'] }, true) ?? '', /listens on loopback only/)
  const start = ['start', '--data', path.join(folder, 'other'), '--roles', 'web', '--port', '0']
  for (const options of [
    ['--listen', '0.0.0.0'],
    ['--tls-cert', files.cert]
  ]) {
    const ran = await baken([...start, ...options])
    assert.equal(ran.code, 2, options.join(' '))
    assert.match(ran.stderr, /without TLS|Give both --tls-cert and --tls-key/)
  }
})
