/** Where one is signed in: the own sessions and nobody else's, each of which can be ended from another. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { OwnSessions } from '../../../src/contract/session.ts'
import { errorOf, json, signIn, startInterface, type Browser, type Running } from '../running.ts'

describe('the own sessions', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
  })
  after(() => at.close())

  const listed = async (browser: Browser): Promise<OwnSessions['sessions']> =>
    json<OwnSessions>(await browser.ask('GET', '/api/sessions')).sessions

  test('are listed with when and from where, the one that asks marked, and nobody else’s among them', async () => {
    const [one, two, other] = [await signIn(at, 'analyst'), await signIn(at, 'analyst'), await signIn(at, 'detective')]
    const found = await listed(two)
    assert.deepEqual(
      found.map(({ here, client }) => [here, client]),
      [
        [true, '127.0.0.1'],
        [false, '127.0.0.1']
      ]
    )
    assert.ok(found.every((session) => Math.abs(Date.parse(session.startedAt) - Date.now()) < 600_000))
    assert.ok(!JSON.stringify(found).includes(two.cookie.split('=')[1] ?? '?'), 'no token is told')
    const foreign = (await listed(other))[0]?.id ?? ''
    assert.equal(errorOf(await one.ask('DELETE', `/api/sessions/${foreign}`)), '404 not-found')
    assert.equal((await listed(other)).length, 1)
  })

  test('end one by one or all others at once; the one that asks goes on, and the ledger tells', async () => {
    const [one, two, three] = [
      await signIn(at, 'coordinator'),
      await signIn(at, 'coordinator'),
      await signIn(at, 'coordinator')
    ]
    const oldest = (await listed(two)).at(-1)?.id ?? ''
    assert.equal((await two.ask('DELETE', `/api/sessions/${oldest}`)).status, 204)
    assert.equal(errorOf(await one.ask('GET', '/api/session')), '401 signed-out')
    const own = (await listed(two)).find((session) => session.here)?.id ?? ''
    assert.equal(errorOf(await two.ask('DELETE', `/api/sessions/${own}`)), '404 not-found', 'that is signing out')
    assert.equal((await two.ask('DELETE', '/api/sessions/others')).status, 204)
    assert.equal(errorOf(await three.ask('GET', '/api/session')), '401 signed-out')
    assert.equal((await listed(two)).length, 1)
    const { rows } = await at.world.store.root.query(
      `select actor, detail from ledger where act = 'session.end' and subject = 'user:coordinator' order by no`
    )
    assert.deepEqual(rows, [
      { actor: 'coordinator', detail: { others: 1 } },
      { actor: 'coordinator', detail: { others: 1 } }
    ])
  })

  test('are a hundred at most: of those that are never ended the oldest go', async () => {
    const { owner } = at.world.store
    await owner.query(
      `insert into session (token_hash, user_id, created_at, expires_at, generation)
       select sha256(n::text::bytea), 'operator', now() - make_interval(mins => n), now() + interval '1 hour', u.generation
       from generate_series(1, 120) n cross join app_user u where u.id = 'operator'`
    )
    const browser = await signIn(at, 'operator')
    const found = await listed(browser)
    assert.deepEqual([found.length, found[0]?.here], [100, true])
  })
})
