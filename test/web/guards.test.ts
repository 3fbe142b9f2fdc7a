/** Sessions and guards: cookies, mandates that end, other sites, other names, other files. */
import assert from 'node:assert/strict'
import { request as httpRequest } from 'node:http'
import { after, before, describe, test } from 'node:test'
import type { Session } from '../../src/contract/session.ts'
import { password } from '../support/sample.ts'
import { errorOf, json, startInterface, type Running } from './running.ts'

describe('a session', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
  })
  after(() => at.close())

  test('E9 is a cookie that scripts cannot read and other sites do not send, new at each sign-in', async () => {
    const one = at.browser()
    one.cookie = 'baken_fixed=chosen-by-an-attacker'
    const answer = await one.ask('POST', '/api/session', { user: 'coordinator', password })
    const [cookie = '', known = ''] = answer.headers.getSetCookie()
    assert.match(cookie, /^baken_[a-z0-9_]+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    assert.match(known, /^baken_[a-z0-9_]+_browser=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/)
    const again = await at.browser().ask('POST', '/api/session', { user: 'coordinator', password })
    assert.notEqual(again.headers.get('set-cookie'), cookie)
    assert.equal(json<Session>(answer).mandate, null)
    assert.equal(errorOf(await one.ask('GET', '/api/signals')), '403 no-mandate')
    assert.equal(
      errorOf(await one.ask('PUT', '/api/session/mandate', { mandate: 'twee', reason: 'x' })),
      '404 not-found'
    )
    assert.equal(
      errorOf(await one.ask('PUT', '/api/session/mandate', { mandate: 'een', reason: ' ' })),
      '400 reason-missing'
    )
    const before = one.cookie
    assert.equal((await one.ask('DELETE', '/api/session')).status, 204)
    one.cookie = before
    assert.equal(errorOf(await one.ask('GET', '/api/session')), '401 signed-out')
  })

  test('answers a wrong password and an unknown user alike', async () => {
    const [wrong, unknown] = [
      await at.browser().ask('POST', '/api/session', { user: 'partner', password: 'x' }),
      await at.browser().ask('POST', '/api/session', { user: 'geen', password: 'x' })
    ]
    assert.equal(wrong.text, unknown.text)
    assert.equal(errorOf(wrong), '401 wrong-sign-in')
  })

  test('E3 refuses the next request after the mandate ended, and says so', async () => {
    const user = await at.as('detective')
    assert.equal((await user.ask('GET', '/api/signals')).status, 200)
    await at.world.store.owner.query(
      `update mandate set valid_until = now() + interval '150 milliseconds' where id = 'een'`
    )
    await new Promise((resolve) => setTimeout(resolve, 200))
    assert.equal(errorOf(await user.ask('GET', '/api/signals')), '403 mandate-ended')
    assert.equal(errorOf(await user.ask('POST', `/api/signals/${at.signal}/take`, { version: 1 })), '403 mandate-ended')
    const session = json<Session>(await user.ask('GET', '/api/session'))
    assert.deepEqual([session.mandate, session.mandates.length], [null, 0])
    await at.world.store.owner.query(`update mandate set valid_until = now() + interval '1 day' where id = 'een'`)
    assert.equal((await user.ask('GET', '/api/signals')).status, 200)
  })
})

describe('the guards', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
  })
  after(() => at.close())

  const cases: [string, string, Record<string, string>, string][] = [
    ['E9 a form of another site', 'POST', { 'content-type': 'application/x-www-form-urlencoded' }, '415 not-json'],
    ['E9 text that looks like JSON', 'POST', { 'content-type': 'text/plain' }, '415 not-json'],
    ['E9 a page of another site', 'POST', { 'sec-fetch-site': 'cross-site' }, '403 cross-site'],
    ['E9 a page on another port of this machine', 'POST', { 'sec-fetch-site': 'same-site' }, '403 cross-site'],
    ['E9 another origin', 'POST', { origin: 'http://127.0.0.1:1' }, '403 cross-site'],
    ['E9 no origin at all (sandboxed page)', 'POST', { origin: 'null' }, '403 cross-site'],
    ['E9 another site that reads', 'GET', { 'sec-fetch-site': 'cross-site' }, '403 cross-site']
  ]
  for (const [title, method, headers, expected] of cases) {
    test(`${title} is refused`, async () => {
      const user = await at.as('analyst')
      assert.equal(
        errorOf(
          await user.ask(
            method,
            method === 'GET' ? '/api/signals' : `/api/signals/${at.signal}/take`,
            { version: 1 },
            headers
          )
        ),
        expected
      )
    })
  }

  test('A1 a name that was rebound to this address is refused', async () => {
    const status = (host: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const { hostname, port } = new URL(at.base)
        httpRequest(
          { hostname, port, path: '/', headers: { host } },
          (response) => (response.resume(), resolve(response.statusCode ?? 0))
        )
          .on('error', reject)
          .end()
      })
    const { port } = new URL(at.base)
    assert.deepEqual(
      await Promise.all(
        [
          `localhost:${port}`,
          `127.0.0.1:${port}`,
          `evil.example:${port}`,
          'localhost.evil.example',
          'localhost@evil.example'
        ].map(status)
      ),
      [200, 200, 421, 421, 421]
    )
  })

  test('E9 every answer has the headers that keep a page to itself', async () => {
    for (const address of ['/', '/zoeken', '/assets/a-1.js', '/api/session', '/api/nothing']) {
      const { headers } = await at.browser().ask('GET', address, undefined, { accept: 'text/html' })
      const policy = headers.get('content-security-policy') ?? ''
      assert.ok(
        policy.includes(`default-src 'self'`) &&
          policy.includes(`frame-ancestors 'none'`) &&
          !policy.includes('unsafe'),
        address
      )
      assert.deepEqual(
        [headers.get('x-content-type-options'), headers.get('referrer-policy')],
        ['nosniff', 'no-referrer'],
        address
      )
    }
  })

  test('the page answers for every screen, files for themselves, and nothing outside the folder', async () => {
    const page = async (address: string, accept = 'text/html'): Promise<number> =>
      (await at.browser().ask('GET', address, undefined, { accept })).status
    assert.deepEqual(
      await Promise.all([
        page('/'),
        page('/advertenties/1'),
        page('/assets/a-1.js', '*/*'),
        page('/assets/b.js'),
        page('/x.js', '*/*'),
        page('/api/none'),
        page('/assets/..%2f..%2fdatabase.secret.json', '*/*')
      ]),
      [200, 200, 200, 404, 404, 404, 404]
    )
  })

  test('a body over 256 kB is refused', async () => {
    const user = await at.as('analyst')
    assert.equal(
      errorOf(await user.ask('POST', `/api/adverts/${at.ids[1]}/request`, { reason: 'x'.repeat(300_000) })),
      '413 too-large'
    )
  })
})
