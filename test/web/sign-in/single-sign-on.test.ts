/** Single sign-on against a real provider on loopback: code with PKCE, accounts that an administrator links, and nothing for who is not linked. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import Provider from 'oidc-provider'
import type { Session, SignInWays } from '../../../src/contract/session.ts'
import { oidcProvider } from '../../../src/run/web/oidc.ts'
import { json, startInterface, errorOf, type Answer, type Running } from '../running.ts'

/** A browser with a cookie jar for each host, that stops where a page is shown. */
class Jar {
  readonly #cookies: Map<string, Map<string, string>>

  constructor(cookies: Iterable<readonly [string, Map<string, string>]> = []) {
    this.#cookies = new Map([...cookies].map(([origin, jar]) => [origin, new Map(jar)]))
  }

  /** The same cookies, whatever happens to these. */
  copy(): Jar {
    return new Jar(this.#cookies)
  }

  async get(address: string, headers: Record<string, string> = {}): Promise<Response> {
    const { origin } = new URL(address)
    const jar = this.#cookies.get(origin) ?? new Map<string, string>()
    this.#cookies.set(origin, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { ...headers, ...(cookie !== '' && { cookie }) }
    })
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      const [name = '', value = ''] = pair.split('=', 2)
      if (/max-age=0/i.test(set)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
}

describe('single sign-on', () => {
  let at: Running
  let upstream: Server
  let issuer = ''
  /** Who signs in at the provider, and by which methods. */
  let who: { sub: string; amr: string[] } = { sub: 'p-100', amr: [] }
  const folder = mkdtempSync(path.join(tmpdir(), 'baken-oidc-'))

  before(async () => {
    let answer: (request: IncomingMessage, response: ServerResponse) => void = () => {}
    upstream = createServer((request, response) => answer(request, response))
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
    issuer = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`
    const secretFile = path.join(folder, 'secret')
    writeFileSync(secretFile, 'een geheim van de proef\n')
    at = await startInterface({
      identities: oidcProvider({ issuer, clientId: 'baken', secretFile, name: 'Proefdienst' })
    })
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: 'baken',
          client_secret: 'een geheim van de proef',
          redirect_uris: [`${at.base}/api/session/identity/callback`]
        }
      ],
      pkce: { required: () => true },
      claims: { openid: ['sub', 'amr'] },
      features: { devInteractions: { enabled: false } },
      findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub }) }),
      interactions: { url: () => '/at-the-provider' },
      // Whoever is known may go to Baken: there is no question of consent.
      async loadExistingGrant(context: { oidc: { client: { clientId: string }; session: { accountId: string } } }) {
        const grant = new provider.Grant({
          clientId: context.oidc.client.clientId,
          accountId: context.oidc.session.accountId
        })
        grant.addOIDCScope('openid')
        await grant.save()
        return grant
      }
    } as object)
    const served = provider.callback()
    answer = (request, response) => {
      if (request.url?.startsWith('/at-the-provider') !== true) return void served(request, response)
      const login = { accountId: who.sub, ...(who.amr.length > 0 && { amr: who.amr }) }
      void provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
    }
  })
  after(async () => {
    await at.close()
    upstream.closeAllConnections()
    upstream.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** From the button to the page on which the browser lands at Baken, and the address at which the provider sent it back. */
  const goThere = async (jar = new Jar()): Promise<{ page: Response; text: string; back: string; before: Jar }> => {
    let address = `${at.base}/api/session/identity`
    let back = ''
    let before = jar
    for (let steps = 0; steps < 10; steps++) {
      if (address.includes('/callback')) [back, before] = [address, jar.copy()]
      // A browser that comes back from the provider says so.
      const headers = back === '' ? {} : { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
      const page = await jar.get(address, headers)
      const to = page.headers.get('location')
      if (to === null) return { page, text: await page.text(), back, before }
      address = new URL(to, address).href
    }
    throw new Error('it goes on and on')
  }
  const sessionOf = async (
    page: Response
  ): Promise<{ session: Session | null; ask: (path: string) => Promise<Answer> }> => {
    const browser = at.browser()
    const set = page.headers.getSetCookie().find((one) => !/_identity=|_browser=/.test(one))
    browser.cookie = set?.split(';')[0] ?? ''
    const answer = await browser.ask('GET', '/api/session')
    return { session: answer.status === 200 ? json<Session>(answer) : null, ask: (where) => browser.ask('GET', where) }
  }
  const link = async (user: string, subject: string): Promise<Answer> =>
    (await at.as('administrator')).ask('POST', `/api/accounts/${user}/identity`, {
      subject,
      reason: 'nieuwe medewerker'
    })
  const accounts = async (): Promise<number> =>
    (await at.world.store.root.query<{ n: number }>('select count(*)::int as n from app_user')).rows[0]?.n ?? 0

  test('is offered by the name of the provider', async () => {
    assert.deepEqual(json<SignInWays>(await at.browser().ask('GET', '/api/sign-in-ways')), { identity: 'Proefdienst' })
  })

  test('opens nothing and makes no account for who is not linked, and says what to tell the administrator', async () => {
    const before = await accounts()
    const { page, text } = await goThere()
    assert.match(text, /url=\/\?failed=identity-unknown&amp;subject=p-100"/)
    assert.equal((await sessionOf(page)).session, null)
    assert.equal(await accounts(), before)
  })

  test('opens the account that an administrator linked, once for each coming back, in the browser that began it', async () => {
    assert.equal((await link('officer', 'p-100')).status, 204)
    assert.equal(errorOf(await link('partner', 'p-100')), '409 identity-taken')
    const jar = new Jar()
    const { page, text, back, before } = await goThere(jar)
    assert.match(text, /http-equiv="refresh" content="0;url=\/"/)
    assert.match(
      page.headers.getSetCookie().find((one) => one.includes('_identity=')) ?? '',
      /Max-Age=0; Path=\/; HttpOnly; SameSite=Lax/
    )
    const { session } = await sessionOf(page)
    assert.deepEqual([session?.user.id, session?.mandate, session?.due], ['officer', null, null])
    assert.match(await (await before.get(back)).text(), /failed=identity-late/, 'the way back is taken once')
    const stolen = await (await new Jar().get(back)).text()
    assert.match(stolen, /failed=identity-late/, 'another browser did not begin it')
    const { rows } = await at.world.store.root.query<{ what: string }>(
      `select actor || ' ' || act || ' ' || (detail - 'stands') as what from ledger where act in ('user.identity', 'session.start') and detail ? 'by' or act = 'user.identity' order by no`
    )
    assert.deepEqual(
      rows.map((row) => row.what),
      [
        `administrator user.identity {"reason": "nieuwe medewerker", "identity": "${issuer} p-100"}`,
        `officer session.start {"by": "identity", "issuer": "${issuer}", "strong": false}`
      ]
    )
  })

  test('E9 refuses an answer with another state or code, and one that the provider did not give', async () => {
    for (const change of [
      (url: URL) => url.searchParams.set('state', 'x'),
      (url: URL) => url.searchParams.set('code', 'x'),
      (url: URL) => url.searchParams.delete('code')
    ]) {
      const jar = new Jar()
      const begun = await jar.get(`${at.base}/api/session/identity`)
      const asked = new URL(begun.headers.get('location') ?? '')
      assert.deepEqual(
        [
          asked.searchParams.get('code_challenge_method'),
          asked.searchParams.get('response_type'),
          asked.searchParams.get('nonce') !== null
        ],
        ['S256', 'code', true]
      )
      const back = new URL(`${at.base}/api/session/identity/callback`)
      back.searchParams.set('state', asked.searchParams.get('state') ?? '')
      back.searchParams.set('code', 'een-code')
      back.searchParams.set('iss', issuer)
      change(back)
      assert.match(await (await jar.get(back.href)).text(), /failed=identity-refused/)
    }
  })

  test('asks for a second factor where the role needs one, unless the provider showed more than a password', async () => {
    const admin = await at.as('administrator')
    assert.equal(
      (await admin.ask('PUT', '/api/role-rules/officer', { secondFactor: true, reason: 'beleid' })).status,
      204
    )
    assert.equal((await sessionOf((await goThere()).page)).session?.due, 'enrolment')
    who = { sub: 'p-100', amr: ['pwd', 'otp'] }
    const strong = await sessionOf((await goThere()).page)
    assert.equal(strong.session?.due, null)
    assert.equal((await strong.ask('/api/home')).status, 200)
  })

  test('E9 opens nothing for an account that is closed or no longer linked, and says when the provider is silent', async () => {
    const admin = await at.as('administrator')
    await admin.ask('POST', '/api/accounts/officer/deactivate', { reason: 'vertrokken' })
    assert.match((await goThere()).text, /failed=identity-unknown/)
    await admin.ask('POST', '/api/accounts/officer/activate', { reason: 'terug' })
    assert.equal((await sessionOf((await goThere()).page)).session?.user.id, 'officer')
    assert.equal((await link('officer', '')).status, 204)
    assert.match((await goThere()).text, /failed=identity-unknown/)
    assert.deepEqual(at.faults, [])
  })
})

test('E9 a provider without TLS is refused anywhere but on loopback, and one that does not answer is told', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'baken-oidc-'))
  const secretFile = path.join(folder, 'secret')
  writeFileSync(secretFile, 'x')
  try {
    const named = { clientId: 'baken', secretFile, name: 'x' }
    assert.throws(() => oidcProvider({ ...named, issuer: 'http://login.example' }), /must begin with https/)
    const at = await startInterface({ identities: oidcProvider({ ...named, issuer: 'http://127.0.0.1:9' }) })
    try {
      const answer = await at.browser().ask('GET', '/api/session/identity')
      assert.match(answer.text, /failed=provider-silent/)
      assert.equal(at.faults.length, 1)
    } finally {
      await at.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
