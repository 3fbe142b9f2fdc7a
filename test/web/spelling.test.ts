/** Every route by every spelling of its address, every method and hostile headers: what a guard lets through by spelling shows here. */
import assert from 'node:assert/strict'
import { Agent, request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { routes } from '../../src/web/routes/routes.ts'
import { startInterface, type Running } from './running.ts'

interface Raw {
  readonly status: number
  readonly head: string
  readonly body: string
}

/** Every method of the table, and one that no address has. */
const methods = [...new Set(routes.map((one) => one.method)), 'PATCH']
const json = { 'content-type': 'application/json' }
const hostile: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'another origin': { origin: 'http://evil.test', ...json },
  'another site': { 'sec-fetch-site': 'cross-site', ...json },
  'another port': { 'sec-fetch-site': 'same-site', ...json },
  'no JSON': { 'content-type': 'text/plain' },
  'no type': {}
}

describe('the guards, whatever the spelling', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
  })
  after(() => at.close())

  test('A1 no spelling of an address passes the guards, for any route, method and origin', async () => {
    const cookie = (await at.as('analyst')).cookie
    const addresses = [...new Set([...routes.map((one) => one.path), '/api/events', '/api/openapi.json'])]
    const reached = new Set<string>()
    const tries = addresses
      .flatMap((path) => spellings(path.replaceAll(/\{\w+\}/g, '1')))
      .flatMap((address) => methods.map((method) => ({ method, address })))
      .filter(({ method, address }, index) => address.startsWith('/api/') || method === 'GET' || index % 3 === 0)
      .flatMap((one) => Object.entries(hostile).map(([title, headers]) => ({ ...one, title, headers })))
      .filter(({ method, title }) => !(title.startsWith('no ') && (method === 'GET' || method === 'HEAD')))
    const agent = new Agent({ keepAlive: true, maxSockets: 8 })
    const one = async ({ method, address, title, headers }: (typeof tries)[number]): Promise<void> => {
      const answer = await kept(agent, at, method, address, { cookie, ...headers })
      const what = `${method} ${address} (${title}): ${answer.status} ${answer.body.slice(0, 80)}`
      assert.ok([400, 403, 404, 405, 415].includes(answer.status), what)
      assert.ok(!/set-cookie/i.test(answer.head), what)
      assert.ok(answer.status === 400 || /cache-control: no-store/i.test(answer.head), what)
      if (answer.body.includes('cross-site')) reached.add(address)
    }
    for (let from = 0; from < tries.length; from += 100) await Promise.all(tries.slice(from, from + 100).map(one))
    agent.destroy()
    assert.ok(tries.length > 5_000, `${tries.length}`)
    // The attempt must be real: the router took odd spellings for addresses of the interface, and the guard stopped them there.
    assert.ok(reached.has('/%61pi/session') && reached.has('/api/sess%69on'), [...reached].join(' '))
    assert.deepEqual(at.faults, [])
  })

  test('A1 an odd spelling of our own page is answered as the plain one, and not kept by the browser', async () => {
    const cookie = (await at.as('analyst')).cookie
    const answer = await raw(at, 'GET /%61pi/session HTTP/1.1', [`Cookie: ${cookie}`])
    assert.equal(answer.status, 200)
    assert.match(answer.head, /cache-control: no-store/i)
  })

  test('A2 odd addresses of files, and HEAD, are no fault of ours', async () => {
    const wanted: readonly [string, readonly number[]][] = [
      ['HEAD /', [200]],
      ['HEAD /index.html', [200]],
      ['HEAD /search', [404]],
      ['HEAD /assets/a-1.js', [200]],
      ['HEAD /api/session', [401]],
      ['GET /assets/', [404]],
      ['GET /assets', [404]],
      ['GET //', [404]],
      ['GET /.', [400, 404]],
      ['GET /..', [400, 404]],
      ['GET /assets/%00', [400, 404]],
      ['GET /%', [400, 404]],
      ['GET /%zz', [400, 404]],
      ['GET /%c0%ae%c0%ae/', [400, 404]],
      ['GET /assets/..%5c..%5cx', [400, 404]],
      [`GET /${'a'.repeat(5_000)}`, [400, 404, 414]],
      ['GET http://evil.test/', [400]],
      ['GET \\api\\session', [400]],
      ['OPTIONS *', [400, 404, 405]]
    ]
    for (const [line, statuses] of wanted) {
      const { status, body } = await raw(at, `${line} HTTP/1.1`)
      assert.ok(statuses.includes(status), `${line.slice(0, 80)}: ${status} ${body}`)
    }
    const ranged = await raw(at, 'GET /assets/a-1.js HTTP/1.1', ['Range: bytes=999-'])
    assert.ok(ranged.status === 416 || ranged.status === 400, `${ranged.status}`)
    assert.deepEqual(at.faults, [])
  })

  test('A7 an address says which methods it has, before anything else is asked', async () => {
    const allowed = async (line: string): Promise<string> => {
      const { status, head } = await raw(at, `${line} HTTP/1.1`, ['Content-Type: text/plain'], 'x')
      return `${status} ${/^allow: (.*)$/im.exec(head)?.[1] ?? ''}`.trim()
    }
    assert.deepEqual(
      await Promise.all([
        allowed('PATCH /api/session'),
        allowed('OPTIONS /api/session'),
        allowed('TRACE /api/signals/1'),
        allowed('GET /api/judgements'),
        allowed('POST /api/events'),
        allowed('POST /'),
        allowed('POST /api/nothing')
      ]),
      [
        '405 DELETE, GET, HEAD, POST',
        '405 DELETE, GET, HEAD, POST',
        '405 GET, HEAD',
        '405 POST',
        '405 GET, HEAD',
        '405 GET, HEAD',
        '404'
      ]
    )
  })

  test('A7 a request that names two hosts, or another one in its address, is refused', async () => {
    const { host } = new URL(at.base)
    const status = async (line: string, headers: readonly string[]): Promise<number> =>
      (await raw(at, line, headers)).status
    assert.equal(await status('GET /api/demo HTTP/1.1', [`Host: ${host}`]), 400)
    assert.equal(await status('GET /api/demo HTTP/1.1', ['hOST: evil.test']), 400)
    assert.equal(await status(`GET http://${host}/api/demo HTTP/1.1`, []), 404)
    assert.equal(await status('GET http://evil.test/api/demo HTTP/1.1', []), 400)
  })

  test('A7 signing out needs no body', async () => {
    const user = at.browser()
    await user.ask('POST', '/api/session', { user: 'partner', password: 'geheim genoeg voor een proef' })
    const line = 'DELETE /api/session HTTP/1.1'
    const answer = await raw(at, line, [`Cookie: ${user.cookie}`, 'Content-Type: application/json'])
    assert.equal(answer.status, 204, answer.body)
    assert.equal((await user.ask('GET', '/api/session')).status, 401)
  })

  test('A6 a body is taken as it is: what is no text is no reason', async () => {
    const user = await at.as('analyst')
    for (const reason of [false, null, 5, ['x'], {}]) {
      const { status } = await user.ask('POST', `/api/adverts/${at.ids[1]}/request`, { reason })
      assert.equal(status, 400, JSON.stringify(reason))
    }
    assert.equal((await user.ask('POST', `/api/signals/${at.signal}/take`, { version: '1' })).status, 400)
    assert.equal((await user.ask('POST', `/api/signals/${at.signal}/take`, '')).status, 400)
    assert.equal((await user.ask('GET', '/api/signals?limit=5')).status, 200)
  })

  test('A3 one person has a few live streams, and others still get theirs', async () => {
    const [one, other] = [await at.as('analyst'), await at.as('detective')]
    const stop = new AbortController()
    const open = async (cookie: string): Promise<number> => {
      const answer = await fetch(`${at.base}/api/events`, { headers: { cookie }, signal: stop.signal })
      if (answer.status !== 200) await answer.text()
      return answer.status
    }
    const statuses: number[] = []
    for (let n = 0; n < 14; n++) statuses.push(await open(one.cookie))
    assert.deepEqual([statuses.filter((status) => status === 200).length, statuses.at(-1)], [12, 429])
    assert.equal(await open(other.cookie), 200)
    stop.abort()
    await new Promise((resolve) => setTimeout(resolve, 200))
    const after = new AbortController()
    const { status } = await fetch(`${at.base}/api/events`, { headers: { cookie: one.cookie }, signal: after.signal })
    after.abort()
    assert.equal(status, 200)
  })
})

/** Ways to write an address that some part of some server reads as the same. */
function spellings(path: string): readonly string[] {
  const [, api = '', ...rest] = path.split('/')
  const tail = rest.join('/')
  const percent = (text: string): string => text.replaceAll(/[a-z]/g, (letter) => `%${hex(letter)}`)
  const last = tail.slice(-1)
  return [
    path,
    `/%61pi/${tail}`,
    `/${percent(api)}/${percent(tail)}`,
    `/api/${tail.replace('i', '%69')}`,
    `/api/${tail.slice(0, -1)}%${hex(last)}`,
    `/%2561pi/${tail}`,
    `//api/${tail}`,
    `/api//${tail}`,
    `/./api/${tail}`,
    `/api/../api/${tail}`,
    `/x/..%2fapi/${tail}`,
    `/api%2f${tail}`,
    `/API/${tail}`,
    `/Api/${tail.toUpperCase()}`,
    `/api;x=1/${tail}`,
    `/api/${tail};x=1`,
    `${path}/`,
    `${path}%20`,
    `${path}%00`,
    `${path}?`,
    `${path}?a=/../`
  ]
}

function hex(letter: string): string {
  return letter.charCodeAt(0).toString(16)
}

/** One request over a connection that is used again. */
function kept(
  agent: Agent,
  at: Running,
  method: string,
  address: string,
  headers: Record<string, string>
): Promise<Raw> {
  const { hostname, port } = new URL(at.base)
  const body = method === 'GET' || method === 'HEAD' || method === 'TRACE' ? '' : '{}'
  const framed = { ...headers, 'content-length': body.length }
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ agent, hostname, port, method, path: address, headers: framed }, (response) => {
      let text = ''
      response.setEncoding('latin1')
      response.on('data', (more) => (text += more))
      response.on('end', () => {
        const head = Object.entries(response.headers).map(([name, value]) => `${name}: ${String(value)}`)
        resolve({ status: response.statusCode ?? 0, head: head.join('\n'), body: text })
      })
    })
    // The server closes a connection after a request that it could not read: the next one on it begins anew.
    asked.on('error', (error) =>
      asked.reusedSocket ? resolve(kept(agent, at, method, address, headers)) : reject(error)
    )
    asked.end(body)
  })
}

/** One request as written, on a connection of its own. */
function raw(at: Running, line: string, headers: readonly string[] = [], body = ''): Promise<Raw> {
  const { hostname, port, host } = new URL(at.base)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    let text = ''
    socket.setEncoding('latin1')
    socket.on('data', (more) => (text += more))
    socket.on('error', reject)
    socket.on('close', () => {
      const [head = '', ...rest] = text.split('\r\n\r\n')
      resolve({ status: Number(head.slice(9, 12)), head, body: rest.join('') })
    })
    const length = body === '' ? [] : [`Content-Length: ${body.length}`]
    socket.write([line, `Host: ${host}`, ...headers, 'Connection: close', ...length, '', body].join('\r\n'))
  })
}
