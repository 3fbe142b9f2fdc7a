/** Access that ends while somebody works: a closed account, another role, a mandate that was taken or withdrawn, on every route, stream and export. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { GroundEnded } from '../../../src/accountability/acts.ts'
import { exportKinds } from '../../../src/desk/exports/export-kinds.ts'
import { exportRows } from '../../../src/desk/exports/export.ts'
import { exportSearch } from '../../../src/desk/search/export.ts'
import type { Access } from '../../../src/web/access.ts'
import { routes } from '../../../src/web/routes/routes.ts'
import { callOf } from '../route-calls.ts'
import { errorOf, signIn, startInterface, type Browser, type Running } from '../running.ts'

/** What an administrator does to the account `analyst`, and what takes it back. */
const ends: readonly { readonly title: string; readonly does: [string, object]; readonly back: string }[] = [
  {
    title: 'the account is closed',
    does: ['deactivate', {}],
    back: `update app_user set active = true where id = 'analyst'`
  },
  {
    title: 'the account gets a role without content',
    does: ['role', { role: 'officer' }],
    back: `update app_user set role = 'analyst' where id = 'analyst'`
  },
  {
    title: 'the mandate is taken from the account',
    does: ['revoke', { mandate: 'een' }],
    back: `insert into user_mandate (user_id, mandate_id) values ('analyst', 'een')`
  }
]
const underMandate: readonly Access[] = ['content', 'coordination', 'cases', 'operation', 'sources']

describe('access that ends', () => {
  let at: Running
  let admin: Browser
  before(async () => {
    at = await startInterface()
    admin = await at.as('administrator')
  })
  after(() => at.close())

  /** A session of its own, under the mandate. */
  async function working(user: string): Promise<Browser> {
    const browser = await signIn(at, user)
    const chosen = await browser.ask('PUT', '/api/session/mandate', { mandate: 'een', reason: 'proef' })
    assert.equal(chosen.status, 200, chosen.text)
    return browser
  }

  async function end(what: [string, object]): Promise<void> {
    const [verb, body] = what
    const answer = await admin.ask('POST', `/api/accounts/analyst/${verb}`, { ...body, reason: 'proef' })
    assert.equal(answer.status, 204, answer.text)
  }

  /** Opens the live events; `told` resolves, when they end, to all that was said. */
  async function listen(browser: Browser): Promise<{ readonly told: Promise<string> }> {
    const answer = await fetch(`${at.base}/api/events`, { headers: { cookie: browser.cookie } })
    assert.equal(answer.status, 200)
    return { told: answer.text() }
  }

  const guarded = routes.filter((one) => one.access !== 'public')

  for (const { title, does, back } of ends) {
    test(`E10 ${title}: the open stream ends, and the next request of that session is refused on every route`, async () => {
      const browser = await working('analyst')
      const { told } = await listen(browser)
      await end(does)
      const ended = does[0] !== 'revoke'
      assert.match(await told, ended ? /retry/ : /event: mandate-ended/)
      for (const one of guarded.filter(({ access }) => ended || underMandate.includes(access))) {
        const others = ['sources', 'coordination'].includes(one.access)
        const wanted = ended ? '401 signed-out' : others ? '403 no-content-role' : '403 mandate-ended'
        assert.equal(errorOf(await browser.ask(...callOf(one))), wanted, `${one.method} ${one.path}`)
      }
      const again = await fetch(`${at.base}/api/events`, { headers: { cookie: browser.cookie } })
      assert.equal(again.status, ended ? 401 : 200)
      await again.body?.cancel()
      await at.world.store.owner.query(back)
    })

    test(`D9 ${title}: an export that runs stops there, and the ledger says that it is not whole`, async () => {
      const { store } = at.world
      const ground = { user: 'analyst', mandate: 'een' }
      const found = await exportSearch(store.pool, ground, at.world, {
        terms: { q: 'rustig' },
        format: 'csv',
        reason: 'proef'
      })
      assert.ok(found.kind === 'done' && found.value.adverts === 2)
      const running = [
        found.value.lines,
        ...exportKinds.map((kind) => exportRows(store.pool, ground, at.world, { kind }))
      ]
      // The first line of a search is its heading: nothing of content has left by then.
      await running[0]?.next()
      await end(does)
      for (const one of running) await assert.rejects(one.next(), GroundEnded)
      const { rows } = await store.root.query<{ what: string }>(
        `select subject || ' ' || (detail ->> 'rows') || ' ' || (detail ->> 'complete') as what from ledger where act = 'export.end'
         order by no desc limit $1`,
        [running.length]
      )
      assert.deepEqual(
        rows.map((row) => row.what).toSorted(),
        ['search', ...exportKinds].map((kind) => `export:${kind} 0 false`).toSorted()
      )
      await store.owner.query(back)
    })
  }

  test('Journey 10: a purpose whose hour has come closes what is open at that moment: reading is refused, and nothing is exported', async () => {
    const { store } = at.world
    const browser = await working('analyst')
    const { told } = await listen(browser)
    const exported = { format: 'csv', reason: 'proef' }
    const before = store.root.query(`select count(*)::int as n from ledger where act = 'export.run'`)
    const count = (await before).rows[0] as { n: number }
    const moment = (after: string): Promise<unknown> =>
      store.owner.query(`update mandate set valid_until = clock_timestamp() + $1::interval where id = 'een'`, [after])
    await moment('1 hour')
    assert.equal((await browser.ask('GET', `/api/adverts/${at.ids[0]}`)).status, 200)
    await moment('0 seconds')
    for (const [method, address, body] of [
      ['GET', `/api/adverts/${at.ids[0]}`, undefined],
      ['GET', '/api/search?q=rustig', undefined],
      ['POST', '/api/search/export', exported]
    ] as const)
      assert.equal(errorOf(await browser.ask(method, address, body)), '403 mandate-ended', address)
    assert.match(await told, /event: mandate-ended/)
    const { rows } = await store.root.query(`select count(*)::int as n from ledger where act = 'export.run'`)
    assert.deepEqual(rows[0], count)
    await moment('1 day')
  })

  test('E10 a mandate that is withdrawn closes every route under it for everybody, in sessions that are open', async () => {
    const users = ['analyst', 'detective', 'coordinator', 'operator']
    const browsers = await Promise.all(users.map(async (user) => ({ user, browser: await working(user) })))
    const { told } = await listen(browsers[0]?.browser ?? assert.fail())
    const withdrawn = await admin.ask('POST', '/api/mandates/een/withdraw', { reason: 'doel bereikt' })
    assert.equal(withdrawn.status, 204, withdrawn.text)
    assert.match(await told, /event: mandate-ended/)
    for (const { user, browser } of browsers) {
      for (const one of guarded.filter(({ access }) => underMandate.includes(access))) {
        const may =
          one.access === 'operation' ||
          (one.access === 'coordination'
            ? user === 'coordinator'
            : (one.access === 'sources') === (user === 'operator'))
        const wanted = may ? '403 mandate-ended' : '403 no-content-role'
        assert.equal(errorOf(await browser.ask(...callOf(one))), wanted, `${user} ${one.method} ${one.path}`)
      }
    }
    assert.deepEqual(at.faults, [])
  })
})
