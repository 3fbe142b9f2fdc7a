/** HEAD on every address that can be got (RFC 9110, 9.1): the status and headers of GET, without a body, for whoever asks. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Advert } from '../../src/contract/desk/adverts.ts'
import { routes } from '../../src/web/routes/routes.ts'
import { callOf } from './route-calls.ts'
import { startInterface, type Running } from './running.ts'

/** Headers of an answer that depend on what is answered alone. */
const told = ['content-type', 'cache-control', 'content-security-policy', 'x-content-type-options', 'location', 'allow']

describe('HEAD', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
  })
  after(() => at.close())

  /** Status, headers and body, as who has this cookie gets them. */
  const asked = async (method: string, address: string, cookie: string, accept = '*/*'): Promise<unknown[]> => {
    const headers = { accept, ...(cookie !== '' && { cookie }) }
    // A line of events never ends: what is asked is how it begins.
    const end = new AbortController()
    const answer = await fetch(`${at.base}${address}`, { method, headers, redirect: 'manual', signal: end.signal })
    const body = method === 'HEAD' ? await answer.text() : ''
    end.abort()
    return [answer.status, ...told.map((name) => `${name}: ${answer.headers.get(name)}`), body]
  }

  const addresses = [
    ...routes.filter((one) => one.method === 'GET').map((one) => callOf(one)[1]),
    '/api/openapi.json',
    '/api/events',
    '/api/signals?state=nonsense',
    '/api/nothing',
    '/api',
    '/assets/a-1.js',
    '/'
  ]

  for (const user of [null, 'analyst', 'auditor', 'administrator'])
    test(`A2 answers ${user ?? 'who is not signed in'} on every address as GET does, without a body`, async () => {
      const cookie = user === null ? '' : (await at.as(user)).cookie
      const shown = [...addresses, `/api/adverts/${at.ids[0]}`, `/api/signals/${at.signal}`]
      for (const address of shown) {
        const [head, get] = [await asked('HEAD', address, cookie), await asked('GET', address, cookie)]
        assert.deepEqual(head, get, `${address}: ${head.join('; ')} and ${get.join('; ')}`)
      }
      assert.deepEqual(
        await asked('HEAD', '/signals', cookie, 'text/html'),
        await asked('GET', '/signals', cookie, 'text/html')
      )
      assert.deepEqual(at.faults, [])
    })

  test('C16 whatever ranges a client asks for, a file comes whole: RFC 9110 (14.2) lets a server leave them alone, and half a file is never called whole', async () => {
    const { cookie } = await at.as('analyst')
    const { versions } = (await (
      await fetch(`${at.base}/api/adverts/${at.ids[0]}`, { headers: { cookie } })
    ).json()) as Advert
    const address = `${at.base}/api/evidence/${versions[0]?.custody.capture ?? ''}`
    const whole = (await (await fetch(address, { headers: { cookie } })).arrayBuffer()).byteLength
    const many = Array.from({ length: 1_000 }, (_, nth) => `${nth}-${nth}`).join(',')
    for (const range of ['0-0', '-1', '-99999999', '99999999-', '5-2', '0-9,5-20', '-0', 'a-b', '--', many])
      for (const more of [{}, { 'if-range': '"x"' }]) {
        const answer = await fetch(address, { headers: { cookie, range: `bytes=${range}`, ...more } })
        const told = [answer.status, answer.headers.get('content-range'), (await answer.arrayBuffer()).byteLength]
        assert.deepEqual(told, [200, null, whole], range.slice(0, 40))
      }
  })

  test('A2 says how long the answer of GET would be, takes no place among the lines of events, and is kept in the ledger as GET is', async () => {
    const { cookie } = await at.as('analyst')
    const head = (address: string): Promise<Response> =>
      fetch(`${at.base}${address}`, { method: 'HEAD', headers: { cookie } })
    const document = await (await fetch(`${at.base}/api/openapi.json`)).arrayBuffer()
    assert.equal(Number((await head('/api/openapi.json')).headers.get('content-length')), document.byteLength)
    for (let nth = 0; nth < 20; nth++) assert.equal((await head('/api/events')).status, 200)
    const readings = async (): Promise<number> => {
      const { rows } = await at.world.store.root.query<{ n: number }>(
        `select count(*)::int as n from baken.ledger where act = 'advert.read' and actor = 'analyst'`
      )
      return rows[0]?.n ?? 0
    }
    const before = await readings()
    assert.equal((await head(`/api/adverts/${at.ids[0]}`)).status, 200)
    assert.equal(await readings(), before + 1)
  })
})
