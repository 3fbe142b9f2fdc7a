/** Behind a proxy: only the proxy connects, only its headers are believed, and cookies are for https. Without one, no such header is believed. */
import assert from 'node:assert/strict'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { networkOf } from '../../src/web/transport.ts'
import { password } from '../support/sample.ts'
import { startInterface, type Running } from './running.ts'

interface Got {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

interface Asked {
  readonly method?: string
  readonly path?: string
  readonly from?: string
  readonly headers?: Record<string, string>
  readonly body?: object
}

function ask(
  base: string,
  { method = 'GET', path = '/', from = '127.0.0.1', headers = {}, body }: Asked
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const address = new URL(base)
    const sent = httpRequest(
      {
        host: address.hostname,
        port: address.port,
        method,
        path,
        localAddress: from,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers }
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => (text += part))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
      }
    )
    sent.on('error', reject)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

const signIn = { method: 'POST', path: '/api/session', body: { user: 'officer', password } }
const wrong = { method: 'POST', path: '/api/session', body: { user: 'officer', password: 'fout' } }

async function clientsOf(at: Running): Promise<string[]> {
  const { rows } = await at.world.store.root.query<{ client: string }>(
    `select detail ->> 'client' as client from ledger where act = 'session.refused' order by no`
  )
  return rows.map((row) => row.client)
}

describe('behind a proxy', () => {
  let at: Running
  before(async () => {
    at = await startInterface({ hosts: ['baken.example'], transport: { proxies: ['127.0.0.8/30'] } })
  })
  after(() => at.close())
  const proxied = { 'x-forwarded-proto': 'https', host: 'baken.example' }

  test('whoever is not one of the proxies is refused, whatever their headers say', async () => {
    for (const from of ['127.0.0.1', '127.0.0.7', '127.0.0.12']) {
      const answer = await ask(at.base, { from, headers: { ...proxied, 'x-forwarded-for': '127.0.0.8' } })
      assert.deepEqual([answer.status, JSON.parse(answer.text).error], [403, 'not-by-proxy'], from)
    }
    for (const from of ['127.0.0.8', '127.0.0.11']) {
      assert.equal((await ask(at.base, { from, headers: proxied })).status, 200, from)
    }
  })

  test('what reached the proxy in the clear is refused; its own health check is answered', async () => {
    const plain = await ask(at.base, {
      from: '127.0.0.8',
      headers: { host: 'baken.example', 'x-forwarded-proto': 'http' }
    })
    assert.deepEqual([plain.status, JSON.parse(plain.text).error], [426, 'plain-http'])
    assert.equal((await ask(at.base, { from: '127.0.0.8', headers: { host: 'baken.example' } })).status, 200)
  })

  test('cookies are for https and this host only, browsers stay on https, and pages of http are another origin', async () => {
    const answer = await ask(at.base, {
      ...signIn,
      from: '127.0.0.9',
      headers: { ...proxied, origin: 'https://baken.example' }
    })
    assert.equal(answer.status, 200, answer.text)
    const [session = '', browser = ''] = answer.headers['set-cookie'] ?? []
    assert.match(session, /^__Host-baken_baken_example=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/)
    assert.match(
      browser,
      /^__Host-baken_baken_example_browser=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict; Secure$/
    )
    assert.equal(answer.headers['strict-transport-security'], 'max-age=63072000; includeSubDomains')
    const cookie = session.split(';')[0] ?? ''
    const whole = { from: '127.0.0.9', path: '/api/session', headers: { ...proxied, cookie } }
    assert.equal((await ask(at.base, whole)).status, 200)
    const other = await ask(at.base, {
      ...signIn,
      from: '127.0.0.9',
      headers: { ...proxied, origin: 'http://baken.example' }
    })
    assert.equal(other.status, 403)
    assert.equal((await ask(at.base, { from: '127.0.0.9', headers: { ...proxied, host: 'evil.example' } })).status, 421)
  })

  test('tries to sign in are counted for the client that the proxy names, not for what that client says of itself', async () => {
    const forwarded = '198.51.100.66, 203.0.113.5'
    await ask(at.base, { ...wrong, from: '127.0.0.8', headers: { ...proxied, 'x-forwarded-for': forwarded } })
    assert.deepEqual(await clientsOf(at), ['203.0.113.5'])
  })
})

test('without a proxy, a client that names another address is itself, and nothing is said of https', async () => {
  const at = await startInterface()
  try {
    await ask(at.base, { ...wrong, headers: { 'x-forwarded-for': '203.0.113.5', 'x-forwarded-proto': 'https' } })
    assert.deepEqual(await clientsOf(at), ['127.0.0.1'])
    const answer = await ask(at.base, { ...signIn, headers: { 'x-forwarded-proto': 'https' } })
    assert.equal(answer.headers['strict-transport-security'], undefined)
    assert.doesNotMatch(answer.headers['set-cookie']?.[0] ?? '', /__Host-|Secure/)
    const named = await ask(at.base, { headers: { host: 'evil.example', 'x-forwarded-host': '127.0.0.1' } })
    assert.equal(named.status, 421)
  } finally {
    await at.close()
  }
})

test('a proxy is an address or a network, and nothing else', () => {
  assert.deepEqual(networkOf('10.1.0.0/16'), { address: '10.1.0.0', bits: 16 })
  assert.deepEqual(networkOf('2001:db8::/32'), { address: '2001:db8::', bits: 32 })
  assert.deepEqual(networkOf('127.0.0.1'), { address: '127.0.0.1', bits: 32 })
  for (const odd of ['', 'proxy.example', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0', '0.0.0.0/-1', '::/129'])
    assert.equal(networkOf(odd), null, odd)
})
